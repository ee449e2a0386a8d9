"""One record by what staff call it: a number whole or by its tail, a unit code."""

from desk.households import find_unit
from desk.numbers import read_number
from desk.session import Session
from models.base import AnyRecord
from models.errors import NotFoundError
from models.matter import Matter
from models.order import WorkOrder
from models.place import Unit
from models.words import N_


def find_record(session: Session, text: str) -> Matter | WorkOrder | Unit:
    """A matter or order by its number (`TS1123-A017`, `A017`, `17`), else a unit.

    A number without its year is this year's, and failing that the newest; a bare tail is
    today's. Raises `NotFoundError`.
    """
    found = find_numbered(session, text)
    if found is not None:
        return found
    try:
        return find_unit(session, text)
    except NotFoundError:
        raise NotFoundError(N_("Nothing is called {text}"), "number", text=text) from None


def live(model: type[AnyRecord], key: int) -> AnyRecord:
    """The record with this key, unless it was ended; raises `NotFoundError`."""
    found: AnyRecord | None = model.get_or_none((model.id == key) & model.voided.is_null())
    if found is None:
        raise NotFoundError(N_("This is not there any more"))
    return found


def find_numbered(session: Session, text: str) -> Matter | WorkOrder | None:
    """A matter or order by its number or today's tail."""
    number, year = read_number(text)
    for model in (Matter, WorkOrder):
        query = model.select().where(model.number == number)
        if year is not None:
            query = query.where(model.year == year)
        record = query.order_by(model.year.desc()).first()
        if record is not None:
            found: Matter | WorkOrder = record
            return found
    return _by_tail(session, number)


def _by_tail(session: Session, text: str) -> Matter | None:
    letter, digits = (text[0], text[1:]) if text[:1].isalpha() else (session.store.letter, text)
    if not digits.isdecimal() or len(digits) > len("9999"):
        return None
    found: Matter | None = (
        Matter.select()
        .where(
            (Matter.opened_at >= session.midnight_ms())
            & (Matter.opened_at < session.midnight_ms(1))
            & (Matter.desk == letter)
            & (Matter.running == int(digits))
        )
        .first()
    )
    return found
