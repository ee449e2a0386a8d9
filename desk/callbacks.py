"""Call-backs (回访): whom to ring, at which number, and what they said (manual part 2).

Who did the work never rates it; an unhappy answer opens the matter again, one level up.
"""

from desk.acts import perform
from desk.authority import require
from desk.case import owed_callback
from desk.history import Event, history
from desk.session import Session
from models.errors import InputError, NotAllowedError, NotFoundError
from models.look import Look
from models.matter import Callback, Matter
from models.person import Phone
from models.words import N_

WHY = "callback"


def matter_to_call(session: Session, matter_id: int) -> Matter:
    """The matter whose household is to be rung.

    Raises `InputError` when nothing is owed, `NotAllowedError` for who did the work.
    """
    require(session, "matter.callback")
    matter: Matter = Matter.get_by_id(matter_id)
    if _owed(matter).worked_id == session.who.id:
        raise NotAllowedError(N_("Who did the work may not call back; a colleague must"))
    return matter


def events_of(session: Session, matter_id: int) -> list[Event]:
    """What happened with the matter so far, oldest first."""
    return history(session, Matter.get_by_id(matter_id))


def number_to_call(session: Session, matter_id: int) -> str:
    """The whole number for a call-back that is owed, digits only.

    The look is saved first: where that fails nothing is returned.
    """
    matter = matter_to_call(session, matter_id)
    require(session, "person.reveal_phone")
    phone = _phone(matter)
    if phone is None:
        raise NotFoundError(N_("No number is known; find another way or ask a supervisor"))
    with session.store.change(session, "person.reveal") as change:
        change.add(
            Look(
                person_id=phone.person_id, phone_id=phone.id, matter_id=matter.id, why=WHY,
                by_id=session.who.id, at=change.at,
            )
        )  # fmt: skip
    return str(phone.number)


def rate(session: Session, matter_id: int, mark: str, words: str = "") -> Matter:
    """The household's answer; returns the matter as it stands then."""
    perform(session, matter_to_call(session, matter_id), "callback", {"mark": mark, "words": words})
    matter: Matter = Matter.get_by_id(matter_id)
    return matter


def nobody_answered(session: Session, matter_id: int) -> Callback:
    """One attempt more; returns the call-back, which says when the next is due."""
    matter = matter_to_call(session, matter_id)
    perform(session, matter, "no_answer", {})
    return _owed(matter)


def _owed(matter: Matter) -> Callback:
    owed = owed_callback(matter)
    if owed is None:
        raise InputError(N_("No call-back is owed for this matter"))
    return owed


def _phone(matter: Matter) -> Phone | None:
    """The number the household rang from, else the caller's first that is in use."""
    if matter.phone_id is not None:
        found: Phone | None = Phone.get_or_none(Phone.id == matter.phone_id)
        return found
    first: Phone | None = (
        Phone.select()
        .where((Phone.person_id == matter.person_id) & Phone.voided.is_null() & (Phone.off == 0))
        .order_by(Phone.position, Phone.id)
        .first()
    )
    return first
