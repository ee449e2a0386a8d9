"""Numbers as staff say them, final at birth: type, date, desk letter, running number.

`TS1123-A017` is the 17th number desk A gave on 23 November. Two desks can never mint the
same, because each has its own letter and counts for itself.
"""

from data.change import Change
from desk.session import Session
from models.text import clean

_YEAR_DIGITS = 4


def new_running(session: Session, change: Change) -> int:
    """The desk's next running number of today."""
    return change.next_number(session.day())


def number_text(session: Session, prefix: str, running: int) -> str:
    """The number of something born today."""
    return f"{prefix}{session.now():%m%d}-{session.store.letter}{running:03}"


def show_number(number: str, year: int, this_year: int) -> str:
    """The number as shown: with its year in front of the date when that is not this year's."""
    if year == this_year:
        return number
    prefix = number.rstrip("0123456789").partition("-")[0].rstrip("0123456789")
    return f"{prefix}{year}-{number[len(prefix) :]}"


def read_number(text: str) -> tuple[str, int | None]:
    """A number as typed: itself, and its year if it stands there (`TS2025-1123-A017`)."""
    text = clean(text).upper()
    prefix = text[: len(text) - len(text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    year, dash, rest = text[len(prefix) :].partition("-")
    if dash and "-" in rest and len(year) == _YEAR_DIGITS and year.isdecimal():
        return prefix + rest, int(year)
    return text, None
