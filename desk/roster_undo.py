"""Takes an import back: what it added is ended, what it set becomes what it was before.

What was written or used since stays: a room with a matter, a person whom somebody corrected,
and what belongs to them.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from data import journal
from data.change import Change, row_of
from desk.authority import require
from desk.roster_outcome import Progress, quiet
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
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of the records of an import."""

    taken_back: int
    kept: int


def undo_batch(session: Session, batch: Batch, progress: Progress = quiet) -> Undone:
    """Take an import back in one compensating change; raises `InputError` when it was already."""
    require(session, UNDO)
    if batch.undone_at is not None:
        raise InputError(N_("This import was taken back already"))
    change_id = session.store.record_entries(batch.id)[0].change
    touched = _touched(session, change_id)
    kept = _kept(session, touched)
    with session.store.change(session, UNDO) as change:
        change.note(undoes=change_id)
        back = [each for each in touched if each.key not in kept]
        for done in range(0, len(back), _AT_ONCE):
            progress(done, len(back))
            _take_back(session, change, back[done : done + _AT_ONCE], change_id)
            change.write_so_far()
        change.set(batch, undone_at=change.at)
    progress(len(back), len(back))
    return Undone(len(back), len(kept))


class _Touched(NamedTuple):
    """A record of the import, with the first and the last version it gave it."""

    kind: str
    key: int
    first: int
    last: int

    @property
    def is_new(self) -> bool:
        """Whether the import added it."""
        return self.first == 1


def _touched(session: Session, change_id: int) -> list[_Touched]:
    """What the import added or set, leaves first."""
    rows = session.store.connection.execute(
        "SELECT kind, key, min(ver), max(ver) FROM entry WHERE change = ? GROUP BY kind, key",
        (change_id,),
    )
    found = [_Touched(*row) for row in rows if row[0] in _TAKEN_BACK]
    return sorted(found, key=lambda each: (_TAKEN_BACK.index(each.kind), each.key))


def _take_back(session: Session, change: Change, touched: list[_Touched], change_id: int) -> None:
    why = _(N_("import taken back"))
    for kind, group in groupby(touched, key=lambda each: each.kind):
        of_key = {each.key: each for each in group}
        model = KINDS[kind]
        for record in list(model.select().where(model.id.in_(list(of_key)))):
            if of_key[record.id].is_new:
                change.set(record, voided=why)
            else:
                change.set(record, **_before(session, record, of_key[record.id].first, change_id))


def _before(session: Session, record: Record, first: int, change_id: int) -> dict[str, Any]:
    """The fields that the import set, as they were before it."""
    entries = session.store.record_entries(record.id)
    names = {name for entry in entries if entry.change == change_id for name in entry.fields()}
    folded = journal.fold(entry for entry in entries if entry.ver < first)
    model = type(record)
    values = dict(zip(columns(model), row_of(model, folded), strict=True)) if folded else {}
    return {name: values[name] for name in names}


def _kept(session: Session, touched: list[_Touched]) -> set[int]:
    """The records that stay: written since, or named by something that stays."""
    mine = {each.key for each in touched}
    stays = _written_since(session, touched)
    added = {each.key: KINDS[each.kind] for each in touched if each.is_new}
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


def _written_since(session: Session, touched: list[_Touched]) -> set[int]:
    """Records with a later version than the import gave them."""
    found: set[int] = set()
    versions: dict[str, dict[int, int]] = defaultdict(dict)
    for each in touched:
        versions[each.kind][each.key] = each.last
    for kind, of_key in versions.items():
        rows = session.store.connection.execute(
            f"SELECT id, ver FROM {table(KINDS[kind])}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(of_key)),),
        )
        later = [key for key, ver in rows if ver != of_key[key]]
        found.update(key for key in later if _counts_since(session, key, of_key[key]))
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
