"""Who may do what: the matrix role × act, asked in the procedures and never only on a screen."""

import json

from data.reference import label, role_row
from desk.session import Session
from models.base import Record
from models.errors import NotAllowedError
from models.words import N_

OWN = "own"


def scope(session: Session, right: str) -> str:
    """How far the person signed in has this right: `all`, `own` or `none`."""
    return _rights(session).get(right, "none")


def may(session: Session, right: str, record: Record | None = None, owner: str = "") -> bool:
    """Whether the person signed in has this right, on this record.

    A right held as `own` counts where the record's field `owner` names the person.
    """
    held = scope(session, right)
    if held == OWN:
        return record is not None and bool(owner) and getattr(record, owner) == session.staff_id
    return held == "all"


def require(session: Session, right: str, record: Record | None = None, owner: str = "") -> None:
    """Raise `NotAllowedError` unless the person signed in may do this."""
    if may(session, right, record, owner):
        return
    if scope(session, right) == OWN:
        raise NotAllowedError(N_("Only the person it is assigned to may do this"))
    raise NotAllowedError(
        N_("The role {role} may not do this; ask a supervisor"), role=role_name(session)
    )


def why_not(session: Session, right: str) -> str:
    """Why the person signed in may not do this at all; empty when they may."""
    try:
        require(session, right)
    except NotAllowedError as error:
        return str(error)
    return ""


def role_name(session: Session) -> str:
    """The role of the person signed in, in words."""
    role = role_row(session.who.role)
    return label(role) if role else session.who.role


def _rights(session: Session) -> dict[str, str]:
    role = role_row(session.who.role)
    rights: dict[str, str] = json.loads(role.rights) if role else {}
    return rights
