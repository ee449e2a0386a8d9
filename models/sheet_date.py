"""Dates in the shapes of roster files: real dates, serials, `2021.5.3`, `2006年12月`."""

import re
from datetime import date, datetime, timedelta
from math import isfinite

from models.errors import InputError
from models.text import folded
from models.when import FIRST_YEAR, LAST_YEAR, parse_date
from models.words import N_

_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 61, 73_415  # 1900-03-01, after the leap day that never was
_DIGITS_OF_A_DATE = 8
_MONTH = re.compile(r"(\d{4}|\d{2})(?:[-./]|年)(\d{1,2})月?(?:份)?")
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_FULL = re.compile(r"\d{8}|(?:\d{4}|\d{2})(?:[-./]|年)\d{1,2}(?:[-./]|月)\d{1,2}[日号]?")


def spreadsheet_date(value: object) -> date:
    """The date of a cell; a month alone is its first day. Raises InputError for all else.

    A year alone, and `2021.1` that a spreadsheet made a number (January or 2021.10?), are
    refused rather than guessed.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _refused(value)
    return _from_text(value) if isinstance(value, str) else _from_number(value)


def _from_text(text: str) -> date:
    typed = _CLOCK.sub("", re.sub(r"\s*([-./年月日号])\s*", r"\1", folded(text)))
    if found := _MONTH.fullmatch(typed):
        year, month = found.groups()
        if 1 <= int(month) <= 12:  # noqa: PLR2004
            return parse_date(f"{year}-{month}-1", _SERIAL_ZERO)
    if _FULL.fullmatch(typed):
        return parse_date(typed, _SERIAL_ZERO)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", typed):
        return _from_number(float(typed))
    raise _refused(text)


def _from_number(number: float) -> date:
    if not isfinite(number):
        raise _refused(number)
    if FIRST_YEAR <= number <= LAST_YEAR:
        shown = f"{number:.6g}"
        if number != int(number) and not shown.endswith(".1"):
            return _from_text(shown)
        raise InputError(N_("{value} may be several months; write it as 2021-05"), value=shown)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(number))
    if number == int(number) and len(f"{number:.0f}") == _DIGITS_OF_A_DATE:
        return _from_text(f"{number:.0f}")
    raise _refused(number)


def _refused(value: object) -> InputError:
    return InputError(N_("{value} is not a date; write it as 2021-05-03"), value=str(value))
