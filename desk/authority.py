"""Who may do what: the matrix role × act, asked in the procedures and never only on a screen."""

import json

from desk.session import Session
from models.base import Record
from models.errors import NotAllowedError
from models.office import Role
from models.words import N_, _


def may(session: Session, right: str, record: Record | None = None, owner: str = "") -> bool:
    """Whether the person signed in has this right, on this record.

    A right held as `own` counts where the record's field `owner` names the person.
    """
    scope = _rights(session).get(right, "none")
    if scope == "own":
        return record is not None and bool(owner) and getattr(record, owner) == session.staff_id
    return scope == "all"


def require(session: Session, right: str, record: Record | None = None, owner: str = "") -> None:
    """Raise `NotAllowedError` unless the person signed in may do this."""
    if may(session, right, record, owner):
        return
    if _rights(session).get(right) == "own":
        raise NotAllowedError(N_("Only the person it is assigned to may do this"))
    raise NotAllowedError(
        N_("The role {role} may not do this; ask a supervisor"), role=role_name(session)
    )


def role_name(session: Session) -> str:
    """The role of the person signed in, in words."""
    role = Role.get_or_none(Role.code == session.who.role)
    return _(role.en) if role else session.who.role


def _rights(session: Session) -> dict[str, str]:
    found = session.store.connection.execute(
        "SELECT rights FROM role WHERE code = ?", (session.who.role,)
    ).fetchone()
    rights: dict[str, str] = json.loads(found[0]) if found else {}
    return rights
