"""Reads `.csv` as offices save it: encoding and delimiter found out, text kept as it stands."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from io import StringIO

_DELIMITERS = ",\t;|"
_SAMPLE = 2**16
_QUOTED = re.compile(r'"[^"]*"')
_MAX_FIELD = 2**20
_FIRST_CHINESE = "\u2e80"


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
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != encodings[-1] and _foreign(text):
            continue
        return text
    return None


def _foreign(text: str) -> bool:
    """Whether there is no Chinese among what is not ASCII: then 一 of GB18030 was read as һ."""
    beyond = [letter for letter in text if not letter.isascii()]
    return bool(beyond) and max(beyond) < _FIRST_CHINESE


def _without_hint(text: str) -> tuple[str, str]:
    """The text without the `sep=;` line that some programs write first, and its delimiter."""
    first, _, rest = text.partition("\n")
    hint = first.strip()
    if hint.startswith("sep=") and len(hint) == len("sep=") + 1:
        return rest, hint[-1]
    return text, ""


def _sniffed(text: str) -> str:
    """The delimiter that splits the most lines into the same number of cells."""
    bare = _QUOTED.sub("", text[:_SAMPLE])
    lines = [line for line in bare.splitlines() if line.strip()]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        score = max((count * lines_so for count, lines_so in counts.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _bare(cell: str) -> str:
    """A cell without the `="0101"` that keeps a spreadsheet from eating zeros."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell
