"""Undo of one's last saves within the shift: a compensating change, never a deletion.

What a save set goes back to what it was before; what it added is ended with the reason. A save
can be taken back while nobody wrote since on what it touched: later saves first, then it.
"""

import json
from collections.abc import Callable
from typing import Any, NoReturn

from data import journal
from data.change import Change, row_of
from data.journal import Entry
from desk import saves
from desk.authority import require
from desk.saves import REDO, UNDO, Save, entries_of, last_redoable, last_undoable, undone_in
from desk.session import Session
from desk.telling import act_label
from models.base import KINDS, columns, table
from models.errors import NotAllowedError, NotFoundError
from models.kinds import links
from models.matter_states import VOID
from models.office import Staff
from models.order_states import CANCELLED
from models.words import N_, _

__all__ = ["Save", "last_redoable", "last_undoable", "redo", "undo"]


def undo(session: Session, change_id: int | None = None, reason: str = "") -> Save:
    """Take a save back, the last one when none is named; returns what was taken back.

    Raises `NotAllowedError` when it is too old, taken back already or somebody wrote since.
    """
    require(session, "undo.own")
    if change_id is None:
        last = last_undoable(session)
        if last is None:
            raise NotFoundError(N_("You saved nothing in this shift that can be undone"))
        change_id = last.change
    entries = _allowed(session, change_id)
    if _is_undone(session, entries):
        raise NotAllowedError(N_("This was undone already"))
    _refuse_later(session, entries)
    _refuse_used(session, entries)
    why = reason or _(N_("undone by {name}")).format(name=session.who.name)
    with session.store.change(session, UNDO) as change:
        change.note(why=reason, undoes=change_id)
        for entry in entries:
            _take_back(session, change, entry, why)
    return saves.save_of(entries)


def redo(session: Session, change_id: int | None = None) -> Save:
    """Do again what was undone last, or the named save; returns it."""
    require(session, "undo.own")
    if change_id is None:
        last = last_redoable(session)
        if last is None:
            raise NotFoundError(N_("Nothing was undone that could be done again"))
        change_id = last.change
    entries = _allowed(session, change_id)
    if not _is_undone(session, entries):
        raise NotAllowedError(N_("This was not undone, so it cannot be done again"))
    _refuse_later(session, entries)
    _refuse_earlier(session, entries)
    with session.store.change(session, REDO) as change:
        change.note(undoes=change_id)
        for entry in entries:
            _bring_back(session, change, entry)
    return saves.save_of(entries)


# -- what stands in the way


def _allowed(session: Session, change_id: int) -> list[Entry]:
    """The entries of a save that may be taken back or done again, as far as it alone tells."""
    if not saves.is_daily_work(session, change_id):
        raise NotAllowedError(N_("This is not undone here; change it back on its own screen"))
    entries = entries_of(session, change_id)
    if not entries:
        raise NotFoundError(N_("There is no such save"))
    first = entries[0]
    if first.staff != session.staff_id:
        require(session, "undo.any")
    if first.act in {UNDO, REDO}:
        raise NotAllowedError(N_("An undo is taken back by redo"))
    if first.origin != session.store.origin:
        raise NotAllowedError(N_("This was saved at another desk; undo it there"))
    if first.at < session.now_ms() - saves.SHIFT_MS:
        raise NotAllowedError(N_("This is older than a shift; change it back by hand"))
    if any(entry.body is None for entry in entries):
        raise NotAllowedError(N_("Somebody in it was erased since; it cannot be undone"))
    return entries


def _is_undone(session: Session, entries: list[Entry]) -> bool:
    first = entries[0]
    return undone_in(session.store.record_entries(first.key)).get(first.change, False)


def _refuse_later(session: Session, entries: list[Entry]) -> None:
    """Refuse when a save that counts wrote one of the records since, or decided their state."""
    for entry in entries:
        _refuse_written(session, entry.key, _younger_than(entry))
    mine, last = {entry.key for entry in entries}, entries[-1]
    for key in _family(session, entries) - mine:
        _refuse_written(session, key, lambda later: _is_after(later, last))


def _refuse_earlier(session: Session, entries: list[Entry]) -> None:
    """Refuse to do again what rested on a save that was taken back after it."""
    for entry in entries:
        history = session.store.record_entries(entry.key)
        undone = undone_in(history)
        before = {other.change for other in history if other.ver < entry.ver}
        after = {other.aside(journal.UNDOES) for other in history if other.ver > entry.ver}
        if any(undone.get(change) for change in before & after):
            raise NotAllowedError(N_("What it rests on is undone too; do that again first"))


def _younger_than(entry: Entry) -> Callable[[Entry], bool]:
    return lambda later: later.ver > entry.ver


def _is_after(later: Entry, entry: Entry) -> bool:
    if later.origin == entry.origin:
        return later.seq > entry.seq
    return later.at > entry.at


def _refuse_written(session: Session, key: int, is_later: Callable[[Entry], bool]) -> None:
    history = session.store.record_entries(key)
    undone = undone_in(history)
    for entry in history:
        counts = entry.act not in {UNDO, REDO} and not undone.get(entry.change)
        if counts and is_later(entry):
            _refuse(entry)


def _refuse(entry: Entry) -> NoReturn:
    who = Staff.get_or_none(Staff.id == entry.staff)
    raise NotAllowedError(
        N_("{who} saved «{act}» on it since; undo that first"),
        who=who.name if who else "-", act=act_label(entry.act),
    )  # fmt: skip


def _family(session: Session, entries: list[Entry]) -> set[int]:
    """The matters of these entries with the orders and call-backs that decide their states."""
    rows = session.store.connection.execute(_FAMILY, (json.dumps([e.key for e in entries]),))
    return {int(key) for (key,) in rows}


_FAMILY = """
WITH mine(id) AS (SELECT value FROM json_each(?)),
matters(id) AS (
    SELECT id FROM matter WHERE id IN mine
    UNION SELECT matter_id FROM work_order WHERE id IN mine
    UNION SELECT matter_id FROM callback WHERE id IN mine)
SELECT id FROM matters
UNION SELECT id FROM work_order WHERE matter_id IN matters
UNION SELECT id FROM callback WHERE matter_id IN matters
"""


def _refuse_used(session: Session, entries: list[Entry]) -> None:
    """Refuse when something that still stands names a record which the save added."""
    mine = {entry.key for entry in entries}
    for entry in entries:
        if entry.ver == 1:
            for model, column in _NAMING[entry.kind]:
                ended = _ENDED.get(model.kind, "0")
                rows = session.store.connection.execute(
                    f"SELECT id FROM {table(model)} WHERE {column} = ? AND voided IS NULL"
                    f" AND NOT {ended}",
                    (entry.key,),
                )
                for key in {int(key) for (key,) in rows} - mine:
                    _refuse(session.store.record_entries(key)[0])


_ENDED = {"matter": f"state = '{VOID}'", "order": f"state = '{CANCELLED}'"}
_NAMING = {
    kind: [(model, column) for model, column, named in links() if named.kind == kind]
    for kind in saves.DAILY_WORK
}
"""For each kind, which columns of which kinds name it."""


# -- taking back and bringing back


def _take_back(session: Session, change: Change, entry: Entry, why: str) -> None:
    record = KINDS[entry.kind].get_by_id(entry.key)
    if entry.ver == 1:
        change.set(record, **_end(entry.kind, change.at, why))
    else:
        before = _values(session, entry, lambda other: other.ver < entry.ver)
        change.set(record, **{name: before[name] for name in entry.fields()})


def _end(kind: str, at: int, why: str) -> dict[str, Any]:
    """What ends a record that should not have been added."""
    if kind == "matter":
        clock = {"due_step": "", "due_at": None, "target_at": None}
        return {"state": VOID, "reason": why, "closed_at": at, **clock}
    if kind == "order":
        return {"state": CANCELLED, "reason": why, "closed_at": at}
    return {"voided": why}


def _bring_back(session: Session, change: Change, entry: Entry) -> None:
    record = KINDS[entry.kind].get_by_id(entry.key)
    undoing = [
        other
        for other in session.store.record_entries(entry.key)
        if other.aside(journal.UNDOES) == entry.change and other.act == UNDO
    ]
    after = _values(session, entry, lambda other: other.ver <= entry.ver)
    change.set(record, **{name: after[name] for name in undoing[-1].fields()})


def _values(session: Session, entry: Entry, until: Callable[[Entry], bool]) -> dict[str, Any]:
    """The record's columns as these of its entries alone make them."""
    folded = journal.fold(
        other for other in session.store.record_entries(entry.key) if until(other)
    )
    model = KINDS[entry.kind]
    return dict(zip(columns(model), row_of(model, folded), strict=True)) if folded else {}
