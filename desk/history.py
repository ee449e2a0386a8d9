"""The history of a record and of what hangs on it, in words, read from the journal."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data import journal
from data.journal import Entry
from desk import telling
from desk.authority import require
from desk.households import require_view
from desk.session import Session
from desk.telling import FIELDS, act_label
from desk.telling_words import Told
from desk.values import NOTHING, Values
from models.base import KINDS, Record, columns
from models.matter import Matter
from models.person import Person
from models.place import Unit
from models.reference import Phrase, Price, Term, TimeLimit, Topic
from models.words import _


@dataclass(frozen=True, slots=True)
class Event:
    """One save as this record saw it: `at` in UTC milliseconds, names, the act's code.

    `change` names the save in the journal; `approver` is empty when nobody had to approve.
    """

    at: int
    who: str
    approver: str
    act: str
    change: int
    sentence: str


def history(session: Session, record: Record) -> list[Event]:
    """Everything that was done with a record and what hangs on it, oldest first."""
    _require(session, record)
    scope = _SCOPES.get(record.kind, "SELECT :id")
    where = f"WHERE key IN ({scope}) ORDER BY {journal.ORDER}"
    written = list(_written(session.store.entries(where, {"id": record.id})))
    values = Values(session.store.connection, _keys(written))
    return _Teller(record.id, values, written).events()


def _require(session: Session, record: Record) -> None:
    match record:
        case Unit():
            require_view(session, Matter.unit_id == record.id)
        case Person():
            require_view(session, Matter.person_id == record.id)
        case Topic() | TimeLimit() | Phrase() | Price() | Term():
            require(session, "reference.edit")
        case _:
            owner = {"matter": "handler_id", "order": "technician_id"}.get(record.kind, "")
            require(session, "journal.view", record, owner)


def _union(tables: tuple[str, ...], column: str) -> str:
    return " UNION ALL ".join(f"SELECT id FROM {table} WHERE {column} = :id" for table in tables)


_LIVING = "SELECT person_id FROM residence WHERE unit_id = :id"
_SCOPES = {
    "matter": "SELECT :id UNION ALL "
    + _union(("work_order", "comment", "promise", "callback"), "matter_id")
    + " UNION ALL SELECT id FROM material"
    " WHERE order_id IN (SELECT id FROM work_order WHERE matter_id = :id)",
    "order": "SELECT :id UNION ALL " + _union(("material",), "order_id"),
    "unit": "SELECT :id UNION ALL "
    + _union(("residence", "vehicle", "house_note"), "unit_id")
    + f" UNION ALL {_LIVING} UNION ALL SELECT id FROM phone WHERE person_id IN ({_LIVING})",
    "person": "SELECT :id UNION ALL "
    + _union(("phone", "residence", "vehicle", "house_note"), "person_id"),
}
"""The keys of a record and of what hangs on it."""


@dataclass(frozen=True, slots=True)
class _Written:
    """One entry, with its record's fields before and after it."""

    entry: Entry
    set: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]


def _written(entries: Iterator[Entry]) -> Iterator[_Written]:
    """The entries in the order they are folded, each with what it found and left."""
    now: dict[int, dict[str, Any]] = {}
    for entry in entries:
        before, fields = now.get(entry.key, {}), entry.fields()
        now[entry.key] = before | fields
        yield _Written(entry, fields, before, now[entry.key])


def _keys(written: list[_Written]) -> Iterator[tuple[str, Any]]:
    """Every key that will be shown as a name."""
    for each in written:
        yield from (("staff", each.entry.staff), ("staff", each.entry.approver))
        for name, told in FIELDS.get(each.entry.kind, {}).items():
            if name in each.set:
                yield told.sort, each.set[name]
                yield told.sort, each.before.get(name)


class _Teller:
    """Makes one sentence of all that one save wrote here."""

    def __init__(self, record_id: int, values: Values, written: list[_Written]) -> None:
        self._record_id = record_id
        self._values = values
        self._acts = {each.entry.change: each.entry.act for each in written}
        self._saves: dict[int, list[_Written]] = defaultdict(list)
        for each in written:
            self._saves[each.entry.change].append(each)

    def events(self) -> list[Event]:
        in_order = sorted(
            self._saves.values(),
            key=lambda save: min(
                (each.entry.at, each.entry.origin, each.entry.seq) for each in save
            ),
        )
        return [self._event(save) for save in in_order]

    def _event(self, save: list[_Written]) -> Event:
        first = save[0].entry
        headline, told = self._headline(save)
        # The record itself comes first, then what hangs on it in the order it was made.
        ordered = sorted(save, key=lambda each: (each.entry.key != self._record_id, each.entry.key))
        details = [text for each in ordered for text in self._details(each, told)]
        return Event(
            at=first.at,
            who=self._values.show("staff", first.staff),
            approver=self._values.show("staff", first.approver) if first.approver else "",
            act=first.act,
            change=first.change,
            sentence=_(telling.AND).join([headline, *details]),
        )

    def _headline(self, save: list[_Written]) -> tuple[str, set[str]]:
        """What was done, and the fields that are told by saying so."""
        first = save[0].entry
        who = self._values.show("staff", first.staff)
        undone = first.aside(journal.UNDOES)
        if undone:
            text = telling.DONE_AGAIN if first.act == "redo" else telling.TAKEN_BACK
            headline = _(text).format(who=who, act=act_label(self._acts.get(undone, NOTHING)))
            why = first.aside(journal.WHY)
            headline = _(telling.SET).format(label=headline, value=why) if why else headline
            return headline, set()
        found = {f"{each.entry.kind}.{name}": (each, name) for each in save for name in each.set}
        sentence = telling.SENTENCES.get(first.act)
        if sentence is None or not found.keys() >= set(sentence.braces.values()):
            return _(telling.OTHERWISE).format(who=who, act=act_label(first.act)), set()
        shown = {brace: self._new(*found[name]) for brace, name in sentence.braces.items()}
        return _(sentence.text).format(who=who, **shown), set(sentence.braces.values())

    def _details(self, each: _Written, told: set[str]) -> Iterator[str]:
        kind, prefix = each.entry.kind, self._prefix(each)
        if kind not in KINDS or each.set.keys() - set(columns(KINDS[kind])):
            yield prefix + _(telling.NEWER)
        if each.entry.body is None:
            yield prefix + _(telling.ERASED)
        for name, field in FIELDS.get(kind, {}).items():
            if name in each.set and f"{kind}.{name}" not in told:
                detail = self._detail(each, name, field)
                if detail:
                    yield prefix + detail

    def _prefix(self, each: _Written) -> str:
        """Which record it is about, unless it is the one whose history this is."""
        if each.entry.key == self._record_id:
            return ""
        kind = each.entry.kind
        name = each.after.get("number") if kind == "order" else None
        return f"{name or _(telling.KIND_NAMES.get(kind, kind))} "

    def _detail(self, each: _Written, name: str, field: Told) -> str:
        """One field; empty when a new record holds nothing there."""
        new, old = self._new(each, name), self._values.show(field.sort, each.before.get(name))
        label = _(field.label)
        if old == NOTHING or field.sort == "note":
            is_told = new != NOTHING or each.entry.ver > 1
            return _(telling.SET).format(label=label, value=new) if is_told else ""
        return _(telling.CHANGED).format(label=label, old=old, new=new)

    def _new(self, each: _Written, name: str) -> str:
        field = FIELDS[each.entry.kind].get(name, Told(name))
        return self._values.show(field.sort, each.after[name])
