"""Finds the heading rows of a sheet by what they say: titles above, two rows joined into one."""

import re
from dataclasses import dataclass

from data.roster_words import IGNORE, heading_means, squeezed
from data.sheets import Cell, Sheet

_LOOK_AT = 20
_LONGEST = 16
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]", re.DOTALL)
_DATA_DIGITS = re.compile(r"\d{7}")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to `last` (from 0) hold the headings; `headings` has one text a column."""

    first: int
    last: int
    headings: tuple[str, ...]


def find_header(sheet: Sheet) -> Header | None:
    """The row, or pair of rows, that names the most meanings; None when none names two."""
    best: tuple[int, Header] | None = None
    for first in range(min(_LOOK_AT, len(sheet.rows))):
        for header in _candidates(sheet, first):
            score = _score(header.headings)
            if score >= 2 and (best is None or score > best[0]):  # noqa: PLR2004 - one is chance
                best = (score, header)
    return best[1] if best else None


def _candidates(sheet: Sheet, first: int) -> list[Header]:
    """The row alone, then the row as the upper one of a pair, where they look like headings."""
    if not _looks_like_headings(sheet.rows[first]):
        return []
    found = [_header(sheet, first, first)]
    if first + 1 < len(sheet.rows) and _looks_like_headings(sheet.rows[first + 1]):
        pair = _header(sheet, first, first + 1)
        below = _header(sheet, first + 1, first + 1)
        if _score(pair.headings) > _score(below.headings):
            found.append(pair)
    return found


def _looks_like_headings(row: list[Cell]) -> bool:
    """Whether the cells are short words; one in four may be a long one."""
    texts = [cell for cell in row if cell != ""]
    if not texts or not all(
        isinstance(text, str) and not _DATA_DIGITS.search(text) for text in texts
    ):
        return False
    long = sum(len(_BRACKETS.sub("", str(text)).strip()) > _longest(str(text)) for text in texts)
    return long <= len(texts) // 4 or len(texts) == 1


def _longest(text: str) -> int:
    return _LONGEST * 2 if text.isascii() else _LONGEST


def _header(sheet: Sheet, first: int, last: int) -> Header:
    rows = [_spread(sheet, row, last) for row in range(first, last + 1)]
    headings = []
    for parts in zip(*rows, strict=True):
        seen: list[str] = []
        for part in parts:
            if part and part not in seen:
                seen.append(part)
        headings.append(" ".join(seen))
    return Header(first, last, tuple(headings))


def _spread(sheet: Sheet, row: int, last: int) -> list[str]:
    """A heading row whose group headings stand over all their columns."""
    cells = [" ".join(str(cell).split()) for cell in sheet.rows[row]]
    across = [merge for merge in sheet.merges if merge.top <= row <= merge.bottom]
    for merge in across:
        if merge.right > merge.left and cells[merge.left]:
            cells[merge.left : merge.right + 1] = [cells[merge.left]] * len(
                cells[merge.left : merge.right + 1]
            )
    if row < last and not any(merge.right > merge.left for merge in across):
        below = sheet.rows[row + 1]
        for column in range(1, len(cells)):
            if not cells[column] and below[column] != "":
                cells[column] = cells[column - 1]
    return cells


def _score(headings: tuple[str, ...]) -> int:
    """How many different things are named by different headings."""
    named: dict[str, tuple[str, str]] = {}
    for heading in headings:
        means = heading_means(heading) if heading else ("", "")
        if means[1] not in ("", IGNORE):
            named.setdefault(squeezed(heading), means)
    return len(set(named.values()))
