"""Reads single cells of a roster: areas, floors, states, kinds, in any shape offices use."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from data.roster_words import says_nothing, squeezed
from data.sheets import Cell
from models.errors import InputError
from models.sheet_date import spreadsheet_date
from models.unit_code import floor_number
from models.unit_spelling import spell
from models.words import N_

_AREA = re.compile(
    r"(?:约|≈|~)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?)(?:平方米|平米|平方|平|m2|m)?"
)
_KEPT = 8192
_LARGEST_AREA = 10_000_000


def plain_text(cell: Cell) -> str:
    """The cell as text: a number as it was typed, a date in ISO, 无 and / as nothing."""
    if not isinstance(cell, str):
        return str(cell)
    return "" if not cell or says_nothing(cell) else cell.strip()


def read_area(cell: Cell) -> int | None:
    """The area in 1/100 m²; None when the cell says nothing. Raises InputError."""
    return _area(cell if isinstance(cell, str) else repr(cell))


@lru_cache(_KEPT)
def _area(cell: str) -> int | None:
    text = squeezed(plain_text(cell))
    if not text:
        return None
    found = _AREA.fullmatch(text)
    if not found:
        raise InputError(N_("{text} is not an area"), text=cell)
    number = Decimal(found[1].replace(",", ""))
    area = int((number * 100).to_integral_value(ROUND_HALF_UP))
    if not 0 <= area <= _LARGEST_AREA:
        raise InputError(N_("{text} is not an area"), text=cell)
    return area or None


def read_floor(cell: Cell) -> tuple[int | None, str]:
    """The signed floor and what staff call it; (None, "") when the cell says nothing."""
    text = plain_text(cell).removesuffix(".0")
    if not text or text == "0":
        return None, ""
    bare = re.sub(r"^[-－](?=\d)", "负", re.sub(r"(?i)[层楼]$|(?<=\d)f$", "", text))
    label = re.sub(r"^B(?=\d)", "负", spell(f"{bare}层")[1].rstrip("层"))
    return floor_number(label), label


_UNTIL = re.compile(r"\s*(?:至|到|~|～|—+|--+|－)\s*|(?<=\d)\s*-\s*(?=\d{4}[-./年])|(?<=[日月])-")


def read_date(cell: Cell) -> date | None:
    """The date; None when the cell says nothing. Raises InputError."""
    return _date(cell) if isinstance(cell, str) else spreadsheet_date(cell)


@lru_cache(_KEPT)
def _date(cell: str) -> date | None:
    return spreadsheet_date(cell) if plain_text(cell) else None


def read_span(cell: Cell) -> tuple[date | None, date | None]:
    """A date, or two with 至 or a dash between: 2020.1.1-2021.12.31."""
    if not isinstance(cell, str):
        return read_date(cell), None
    start, *end = _UNTIL.split(plain_text(cell), maxsplit=1)
    return read_date(start), read_date(end[0]) if end else None
