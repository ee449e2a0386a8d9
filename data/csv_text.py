"""Reads `.csv` as offices save it: encoding and delimiter found out, text kept as it stands."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from io import StringIO

_DELIMITERS = ",\t;|，"
_SAMPLE_LINES = 50
_MAX_FIELD = 2**20


def read_csv(content: bytes) -> list[list[str]] | None:
    """The rows, or None when this is no text in UTF-8, UTF-16 or GB18030."""
    text = _decoded(content)
    if text is None or "\0" in text:
        return None
    text, delimiter = _without_hint(text)
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter or _sniffed(text))
    try:
        return [[_bare(cell) for cell in row] for row in reader]
    except csv.Error:
        return None


def _decoded(content: bytes) -> str | None:
    encodings: tuple[str, ...]
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ("utf-16",)
    elif content.startswith(BOM_UTF8):
        encodings = ("utf-8-sig",)
    else:
        encodings = ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _without_hint(text: str) -> tuple[str, str]:
    """The text without the `sep=;` line that some programs write first, and its delimiter."""
    first, _, rest = text.partition("\n")
    hint = first.strip()
    if hint.startswith("sep=") and len(hint) == len("sep=") + 1:
        return rest, hint[-1]
    return text, ""


def _sniffed(text: str) -> str:
    """The delimiter that splits the most lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        widths.pop(1, None)
        width, count = max(widths.items(), key=lambda item: item[0] * item[1], default=(1, 0))
        if width * count > best_score:
            best, best_score = delimiter, width * count
    return best


def _bare(cell: str) -> str:
    """A cell without the `="0101"` that keeps a spreadsheet from eating zeros."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell
