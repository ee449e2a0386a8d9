"""A change: the only way to write. Records, journal and search rows in one transaction."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import apsw

from data import journal, search
from data.ledger import Actor, Ledger
from models.base import BOOKKEEPING, AnyRecord, Record, columns, table
from models.errors import StaleError
from models.words import N_, _

__all__ = ["Actor", "Change"]


class Change:
    """What one act adds and sets, gathered until the block ends, then written at once."""

    def __init__(self, ledger: Ledger, actor: Actor, act: str) -> None:
        self._ledger = ledger
        self._actor = actor
        self._added: dict[int, Record] = {}
        self._set: dict[int, tuple[Record, dict[str, Any]]] = {}
        self._seen: dict[int, str] = {}
        self._ended_drafts: list[int] = []
        self._aside: dict[str, Any] = {}
        self.act = act
        self.at = actor.now_ms()
        self.id = ledger.new_key()

    def next_number(self, day: int) -> int:
        """The next running number of this desk on this day (20261123)."""
        return self._ledger.next(f"running:{day}")

    def add(self, record: AnyRecord) -> AnyRecord:
        """A new record; it has its key from here on."""
        record.id = self._ledger.new_key()
        self._added[record.id] = record
        return record

    def set(self, record: AnyRecord, **fields: Any) -> AnyRecord:
        """Set fields of a record; those that hold the value already are not written."""
        news = {name: value for name, value in fields.items() if getattr(record, name) != value}
        for name, value in news.items():
            setattr(record, name, value)
        if news and record.id not in self._added:
            self._set.setdefault(record.id, (record, {}))[1].update(news)
        return record

    def added(self, model: type[AnyRecord]) -> list[AnyRecord]:
        """The records of this kind added so far."""
        return [record for record in self._added.values() if isinstance(record, model)]

    def note(self, *, why: str = "", undoes: int | None = None) -> None:
        """What the journal keeps beside the fields: the reason, the change this one undoes."""
        given = {journal.WHY: why, journal.UNDOES: undoes}
        self._aside = {name: value for name, value in given.items() if value}

    def end_draft(self, draft: int | None) -> None:
        """The draft this change was typed in has become a record."""
        if draft is not None:
            self._ended_drafts.append(draft)

    @property
    def records(self) -> dict[int, Record]:
        """Every record it adds or sets, by its key."""
        return self._added | {key: record for key, (record, _values) in self._set.items()}

    def enter(self) -> None:
        """Enter everything gathered into the journal, what was added before what was set."""
        for record in self._added.values():
            self._enter(record, _given(record))
        for key, (record, values) in self._set.items():
            self._seen[key] = record.heads
            self._enter(record, values)

    def write_so_far(self) -> None:
        """Write what is gathered and let go of it, so that a long change does not fill the memory.

        It is one transaction all the same: nothing of it counts before the block ends.
        """
        self.enter()
        write_rows(self._connection, self._added.values())
        self._update_rows()
        if entered := self._ledger.save():
            search.index(self._connection, entered)
        for gathered in (self._added, self._set, self._seen):
            gathered.clear()

    def write(self) -> None:
        """Write everything gathered; the store calls it inside the transaction."""
        self.write_so_far()
        for draft in self._ended_drafts:
            self._connection.execute("DELETE FROM draft WHERE id = ?", (draft,))

    @property
    def _connection(self) -> apsw.Connection:
        return self._ledger.connection

    def _enter(self, record: Record, fields: dict[str, Any]) -> None:
        fields = {**fields, **self._aside}
        self._ledger.enter(record, fields, self._actor, self.id, self.act, self.at)

    def _update_rows(self) -> None:
        for key, (record, values) in self._set.items():
            self._connection.execute(
                _update_sql(type(record), tuple(values)),
                (*values.values(), record.ver, record.heads, key, self._seen[key]),
            )
            if not self._connection.changes():
                raise StaleError(self._last_writer(key))

    def _last_writer(self, key: int) -> str:
        found = self._connection.execute(
            "SELECT staff.name FROM entry JOIN staff ON staff.id = entry.staff"
            " WHERE entry.key = ? ORDER BY entry.ver DESC LIMIT 1",
            (key,),
        ).fetchone()
        return str(found[0]) if found else _(N_("Another desk"))


def write_rows(connection: apsw.Connection, records: Iterable[Record]) -> None:
    """Insert whole rows, each table's together."""
    rows: dict[type[Record], list[tuple[Any, ...]]] = defaultdict(list)
    for record in records:
        model, values = type(record), record.__data__
        rows[model].append(tuple(values.get(name, default) for name, default in _row(model)))
    for model, batch in rows.items():
        connection.executemany(insert_sql(model), batch)


def _given(record: Record) -> dict[str, Any]:
    """The fields a new record sets: those that are not at their default."""
    values = record.__data__
    return {
        name: values[name]
        for name, default in _defaults(type(record))
        if values.get(name, default) != default
    }


@cache
def _row(model: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Each column with its default, in the table's order."""
    defaults = model._meta.defaults  # noqa: SLF001
    fields = model._meta.sorted_fields  # noqa: SLF001
    return tuple((field.column_name, defaults.get(field)) for field in fields)


@cache
def _defaults(model: type[Record]) -> tuple[tuple[str, Any], ...]:
    """The columns that entries set; a value that equals its default is not written."""
    return tuple(item for item in _row(model) if item[0] not in BOOKKEEPING)


@cache
def insert_sql(model: type[Record]) -> str:
    """The statement that inserts a whole row."""
    names = columns(model)
    return f"INSERT INTO {table(model)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


@cache
def _update_sql(model: type[Record], names: tuple[str, ...]) -> str:
    """The statement that sets these columns if nobody wrote the record meanwhile."""
    sets = ", ".join(f"{name} = ?" for name in (*names, "ver", "heads"))
    return f"UPDATE {table(model)} SET {sets} WHERE id = ? AND heads = ?"


def row_of(model: type[Record], folded: journal.Folded) -> tuple[Any, ...]:
    """The table's row of a folded record; fields this version does not know are left out."""
    given = {"id": folded.key, "ver": folded.ver, "heads": folded.heads_text()}
    values = {**folded.values, **given}
    return tuple(values.get(name, default) for name, default in _row(model))
