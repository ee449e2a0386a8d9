"""Drafts: half-typed forms on disk, so that a closed window or a kill loses nothing.

A draft is no record: it stays in this store, with its author, until a change ends it
(`Change.end_draft`) or it is thrown away. Up to nine are parked in numbered slots (挂起).
"""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import apsw

from data.store import Store
from models.errors import InputError, NotFoundError
from models.words import N_

SLOTS = 9

_COLUMNS = "id, staff, form, title, parked, at, state"


@dataclass(frozen=True, slots=True)
class FormState:
    """A form as it was left: every value, and where the cursor stood.

    `record_id` is the record being edited, `unit_id` the household on screen.
    """

    values: dict[str, Any] = field(default_factory=dict)
    focus: str = ""
    cursor: int = 0
    record_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed form of one person. `id` is 0 until it is saved, `parked` its slot or 0."""

    staff: int
    form: str
    title: str
    at: int
    state: FormState
    id: int = 0
    parked: int = 0


def save(store: Store, draft: Draft) -> Draft:
    """Put the draft on disk; returns it with its id.

    Raises `NotFoundError` when it was ended or thrown away meanwhile: a late save must not
    bring back a form that has become a record. Saving never moves a draft between slots.
    """
    values = (draft.form, draft.title, draft.at, json.dumps(asdict(draft.state)))
    with store.local() as connection:
        if not draft.id:
            connection.execute(
                "INSERT INTO draft (form, title, at, state, staff) VALUES (?, ?, ?, ?, ?)",
                (*values, draft.staff),
            )
            return replace(draft, id=connection.last_insert_rowid(), parked=0)
        connection.execute(
            "UPDATE draft SET form = ?, title = ?, at = ?, state = ? WHERE id = ? AND staff = ?",
            (*values, draft.id, draft.staff),
        )
        _must_have_changed(connection)
    return draft


def of_staff(store: Store, staff: int) -> list[Draft]:
    """All drafts of one person: the parked ones by slot, then the others, newest first."""
    rows = store.connection.execute(
        f"SELECT {_COLUMNS} FROM draft WHERE staff = ?"
        " ORDER BY parked = 0, parked, at DESC, id DESC",
        (staff,),
    )
    return [_draft(row) for row in rows]


def get(store: Store, staff: int, draft_id: int) -> Draft:
    """One draft of this person; what belongs to somebody else is not found."""
    row = store.connection.execute(
        f"SELECT {_COLUMNS} FROM draft WHERE id = ? AND staff = ?", (draft_id, staff)
    ).fetchone()
    if row is None:
        raise _gone()
    return _draft(row)


def park(store: Store, staff: int, draft_id: int) -> Draft:
    """Put a draft into the first free slot; it stays where it is when it is parked already.

    Raises `InputError` when all nine are taken.
    """
    with store.local() as connection:
        found = get(store, staff, draft_id)
        if found.parked:
            return found
        taken = {draft.parked for draft in of_staff(store, staff)}
        free = next((slot for slot in range(1, SLOTS + 1) if slot not in taken), None)
        if free is None:
            raise InputError(
                N_("Nine forms are parked already; bring one back and finish it first")
            )
        connection.execute("UPDATE draft SET parked = ? WHERE id = ?", (free, draft_id))
    return replace(found, parked=free)


def unpark(store: Store, staff: int, slot: int) -> Draft:
    """Bring back what is parked in this slot; the slot is free again."""
    with store.local() as connection:
        row = connection.execute(
            "UPDATE draft SET parked = 0 WHERE staff = ? AND parked = ? AND parked > 0"
            f" RETURNING {_COLUMNS}",
            (staff, slot),
        ).fetchone()
    if row is None:
        raise NotFoundError(N_("Nothing is parked in slot {slot}"), slot=slot)
    return _draft(row)


def delete(store: Store, staff: int, draft_id: int) -> None:
    """Throw a draft of this person away."""
    with store.local() as connection:
        connection.execute("DELETE FROM draft WHERE id = ? AND staff = ?", (draft_id, staff))
        _must_have_changed(connection)


def _draft(row: tuple[Any, ...]) -> Draft:
    key, staff, form, title, parked, at, state = row
    known = {name: value for name, value in json.loads(state).items() if name in _STATE_FIELDS}
    return Draft(staff, form, title, at, FormState(**known), key, parked)


_STATE_FIELDS = frozenset(FormState.__dataclass_fields__)


def _must_have_changed(connection: apsw.Connection) -> None:
    if not connection.changes():
        raise _gone()


def _gone() -> NotFoundError:
    return NotFoundError(N_("This draft has been finished or thrown away meanwhile"))
