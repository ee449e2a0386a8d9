"""Takes an import back: what it added is ended, what it set becomes what it was before.

What was written or used since stays: a room with a matter, a person whom somebody corrected,
and what belongs to them.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from data import journal
from data.change import Change, row_of
from data.journal import Entry
from desk.authority import require
from desk.session import Session
from models.base import KINDS, Record, columns, table
from models.errors import InputError
from models.kinds import links
from models.person import Person, Phone
from models.place import Unit
from models.roster_batch import Batch
from models.words import N_, _

UNDO = "import.undo"
_TAKEN_BACK = ("person.vehicle", "person.residence", "person.phone", "person", "unit", "building")
"""What an import brings, leaves first."""

_UNDOING = (UNDO, "undo")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of the records of an import."""

    taken_back: int
    kept: int


def undo_batch(session: Session, batch: Batch) -> Undone:
    """Take an import back in one compensating change; raises `InputError` when it was already."""
    require(session, UNDO)
    if batch.undone_at is not None:
        raise InputError(N_("This import was taken back already"))
    first = session.store.record_entries(batch.id)[0]
    entries = [
        entry
        for entry in session.store.entries("WHERE change = ? ORDER BY seq", (first.change,))
        if entry.kind in _TAKEN_BACK
    ]
    kept = _kept(session, entries)
    with session.store.change(session, UNDO) as change:
        change.note(undoes=first.change)
        why = _(N_("import taken back"))
        for entry, record in _records([each for each in entries if each.key not in kept]):
            _take_back(session, change, entry, record, why)
        change.set(batch, undone_at=change.at)
    return Undone(len(entries) - len(kept), len(kept))


def _records(entries: list[Entry]) -> Iterator[tuple[Entry, Record]]:
    """Every entry with its record, leaves of the households first."""
    of_kind: dict[str, dict[int, Entry]] = defaultdict(dict)
    for entry in entries:
        of_kind[entry.kind][entry.key] = entry
    for kind in _TAKEN_BACK:
        model, keys = KINDS[kind], list(of_kind[kind])
        for at in range(0, len(keys), _AT_ONCE):
            for record in model.select().where(model.id.in_(keys[at : at + _AT_ONCE])):
                yield of_kind[kind][record.id], record


def _take_back(session: Session, change: Change, entry: Entry, record: Record, why: str) -> None:
    if entry.ver == 1:
        change.set(record, voided=why)
        return
    model = type(record)
    before = journal.fold(
        other for other in session.store.record_entries(entry.key) if other.ver < entry.ver
    )
    values = dict(zip(columns(model), row_of(model, before), strict=True)) if before else {}
    change.set(record, **{name: values[name] for name in entry.fields()})


def _kept(session: Session, entries: list[Entry]) -> set[int]:
    """The records that stay: written since, or named by something that stays."""
    mine = {entry.key for entry in entries}
    stays = _written_since(session, entries)
    added = {entry.key: KINDS[entry.kind] for entry in entries if entry.ver == 1}
    named_by = _named(session, added)
    names: dict[int, set[int]] = defaultdict(set)
    for key, others in named_by.items():
        for other in others:
            names[other].add(key)
        if others - mine:
            stays.add(key)
    waiting = list(stays)
    while waiting:
        key = waiting.pop()
        hangs_on = {
            other
            for other in named_by.get(key, ())
            if _stay_together(added.get(key), added.get(other))
        }
        for other in (names.get(key, set()) | hangs_on) - stays:
            stays.add(other)
            waiting.append(other)
    return stays & mine


def _stay_together(model: type[Record] | None, hangs_on: type[Record] | None) -> bool:
    """Where a unit stays, its residents and plates stay too; with a person, the phones."""
    return model is Unit or (model is Person and hangs_on is Phone)


def _written_since(session: Session, entries: list[Entry]) -> set[int]:
    """Records with a later version than the import gave them."""
    found: set[int] = set()
    of_kind: dict[type[Record], dict[int, int]] = defaultdict(dict)
    for entry in entries:
        of_kind[KINDS[entry.kind]][entry.key] = entry.ver
    for model, versions in of_kind.items():
        rows = session.store.connection.execute(
            f"SELECT id, ver FROM {table(model)} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(versions)),),
        )
        later = [key for key, ver in rows if ver != versions[key]]
        found.update(key for key in later if _counts_since(session, key, versions[key]))
    return found


def _counts_since(session: Session, key: int, ver: int) -> bool:
    """Whether something was written on the record since that was not taken back itself."""
    history = session.store.record_entries(key)
    undone = {
        entry.aside(journal.UNDOES): entry.act in _UNDOING
        for entry in history
        if entry.aside(journal.UNDOES)
    }
    return any(
        entry.ver > ver and entry.act not in _UNDOING and not undone.get(entry.change)
        for entry in history
    )


def _named(session: Session, added: dict[int, type[Record]]) -> dict[int, set[int]]:
    """For each record added, the records that name it and were not ended."""
    keys: dict[type[Record], list[int]] = defaultdict(list)
    for key, model in added.items():
        keys[model].append(key)
    found: dict[int, set[int]] = defaultdict(set)
    for model, column, named in links():
        if named in keys:
            rows = session.store.connection.execute(
                f"SELECT {column}, id FROM {table(model)} WHERE voided IS NULL"
                f" AND {column} IN (SELECT value FROM json_each(?))",
                (json.dumps(keys[named]),),
            )
            for key, other in rows:
                found[key].add(other)
    return found
