"""Saves: the changes a person made at this desk in this shift, as undo offers them."""

from collections.abc import Iterator
from dataclasses import dataclass

from data import journal
from data.journal import Entry
from desk.session import Session
from desk.telling import act_label
from models.base import ESTATE, KINDS, Record
from models.kinds import LINKS
from models.mask import mask_name, mask_phone, mask_plate

SHIFT_MS = 12 * 60 * 60 * 1000
UNDO, REDO = "undo", "redo"

DAILY_WORK = frozenset({
    "matter", "comment", "promise", "callback", "order", "material", "unit", "building",
    "person", "person.phone", "person.residence", "person.vehicle", "person.note",
})  # fmt: skip
"""What undo takes back; staff, settings and imports have ways of their own."""


@dataclass(frozen=True, slots=True)
class Save:
    """One save that may be taken back, in words: the act and what it was done to."""

    change: int
    at: int
    act: str
    about: str

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The act and what it was done to: `Assign · TS1123-A017`."""
        return " · ".join(part for part in (act_label(self.act), self.about) if part)


def last_undoable(session: Session) -> Save | None:
    """The last save of the person at this desk within the shift that still counts."""
    undone: dict[int, bool] = {}
    for entry in recent(session):
        of = entry.aside(journal.UNDOES)
        if of:
            undone.setdefault(of, entry.act == UNDO)
        elif not undone.get(entry.change) and is_daily_work(session, entry.change):
            return save_of(entries_of(session, entry.change))
    return None


def last_redoable(session: Session) -> Save | None:
    """The save that was undone last, unless something new was saved after that."""
    redone: set[int] = set()
    for entry in recent(session):
        of = entry.aside(journal.UNDOES)
        if not of:
            return None
        if entry.act == REDO:
            redone.add(of)
        elif of in redone:
            redone.remove(of)
        else:
            return save_of(entries_of(session, of))
    return None


def recent(session: Session) -> Iterator[Entry]:
    """One entry of each save this person made here within the shift, newest first."""
    since, change = session.now_ms() - SHIFT_MS, 0
    newest_first = "WHERE stream = ? AND origin = ? ORDER BY seq DESC"
    for entry in session.store.entries(newest_first, (ESTATE, session.store.origin)):
        if entry.at < since:
            return
        if entry.staff == session.staff_id and entry.change != change:
            change = entry.change
            yield entry


def is_daily_work(session: Session, change_id: int) -> bool:
    """Whether undo is for this save, whoever made it."""
    other = session.store.connection.execute(
        f"SELECT 1 FROM entry WHERE change = ? AND kind NOT IN ({_DAILY_WORK_SQL}) LIMIT 1",
        (change_id,),
    ).fetchone()
    return other is None


_DAILY_WORK_SQL = ", ".join(f"'{kind}'" for kind in sorted(DAILY_WORK))


def entries_of(session: Session, change_id: int) -> list[Entry]:
    """What one save wrote, in order."""
    return list(session.store.entries("WHERE change = ? ORDER BY seq", (change_id,)))


def undone_in(entries: list[Entry]) -> dict[int, bool]:
    """For each save that was ever undone, whether it still is; entries as they are folded."""
    return {
        entry.aside(journal.UNDOES): entry.act == UNDO
        for entry in entries
        if entry.aside(journal.UNDOES)
    }


def save_of(entries: list[Entry]) -> Save:
    """A save in words."""
    first = entries[0]
    kinds = {entry.kind: entry for entry in reversed(entries)}
    named = next(
        (kinds[kind] for kind in ("matter", "order", "unit", "building") if kind in kinds), first
    )
    return Save(first.change, first.at, first.act, _about(KINDS[named.kind].get_by_id(named.key)))


def _about(record: Record) -> str:
    """What staff call a record, or what it hangs on."""
    values = record.__data__
    for name in ("number", "code", "plate", "name"):
        if name in values:
            return str(_MASKS.get((record.kind, name), str)(values[name]))
    for name in ("matter_id", "order_id", "unit_id", "person_id"):
        if values.get(name):
            return _about(LINKS[name].get_by_id(values[name]))
    return ""


_MASKS = {
    ("person", "name"): mask_name,
    ("person.phone", "number"): mask_phone,
    ("person.vehicle", "plate"): mask_plate,
}
