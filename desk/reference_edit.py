"""Editing the reference data (基础资料): topics, time limits, phrases, prices, terms.

Nothing is deleted: a row ends with a reason, and what was made under it keeps it.
"""

from desk.authority import require
from desk.session import Session
from models.errors import InputError
from models.reference import Phrase, Term, Topic
from models.text import clean
from models.words import N_


def end_row(session: Session, row: Topic | Phrase | Term, reason: str) -> None:
    """End a row: it is offered no more, and what stands under it stays."""
    require(session, "reference.edit")
    reason = clean(reason)
    if not reason:
        raise InputError(N_("Write why it ends"), "reason")
    with session.store.change(session, "reference.end") as change:
        change.set(row, voided=reason)
