"""A change: the only way to write. Records, journal and search rows in one transaction."""

from collections import defaultdict
from functools import cache
from random import Random
from typing import Any, Protocol

import apsw

from data import journal, search
from models.base import BOOKKEEPING, AnyRecord, Record, columns, table
from models.errors import StaleError
from models.words import N_, _

_SALT_BITS = 64


class Actor(Protocol):
    """Who acts: the part of a session that the store needs."""

    @property
    def staff_id(self) -> int | None:
        """Who is signed in."""

    @property
    def approver_id(self) -> int | None:
        """Who approved this one act, if somebody had to."""

    @property
    def random(self) -> Random:
        """Where random numbers come from."""

    def now_ms(self) -> int:
        """The time in UTC milliseconds."""


class Change:
    """What one act adds and sets, gathered until the block ends, then written at once."""

    def __init__(self, connection: apsw.Connection, origin: int, actor: Actor, act: str) -> None:
        self._connection = connection
        self._origin = origin
        self._actor = actor
        self._counters = _Counters(connection)
        self._logs: dict[int, tuple[int, bytes]] = {}
        self._added: dict[int, Record] = {}
        self._set: dict[int, tuple[Record, dict[str, Any]]] = {}
        self._entries: list[tuple[Any, ...]] = []
        self._ended_drafts: list[int] = []
        self._aside: dict[str, Any] = {}
        self.act = act
        self.at = actor.now_ms()
        self.id = self.new_key()

    def new_key(self) -> int:
        """The next key of this store, unique over all desks."""
        return self._origin << 40 | self._counters.next("key")

    def next_number(self, day: int) -> int:
        """The next running number of this desk on this day (20261123)."""
        return self._counters.next(f"running:{day}")

    def add(self, record: AnyRecord) -> AnyRecord:
        """A new record; it has its key from here on."""
        record.id = self.new_key()
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

    def write(self) -> None:
        """Write everything gathered; the store calls it inside the transaction."""
        self._write_added()
        self._write_set()
        if self._entries:
            self._connection.executemany(journal.INSERT, self._entries)
            self._write_logs()
            search.index(self._connection, [(entry[4], entry[5]) for entry in self._entries])
        for draft in self._ended_drafts:
            self._connection.execute("DELETE FROM draft WHERE id = ?", (draft,))
        self._counters.save()

    def _write_added(self) -> None:
        rows: dict[type[Record], list[tuple[Any, ...]]] = defaultdict(list)
        for record in self._added.values():
            model = type(record)
            values = record.__data__
            fields = {
                name: values[name]
                for name, default in _defaults(model)
                if values.get(name, default) != default
            }
            self._journal(record, fields)
            rows[model].append(tuple(values.get(name, default) for name, default in _row(model)))
        for model, batch in rows.items():
            self._connection.executemany(insert_sql(model), batch)

    def _write_set(self) -> None:
        for record, values in self._set.values():
            seen = record.heads
            self._journal(record, values)
            self._connection.execute(
                _update_sql(type(record), tuple(values)),
                (*values.values(), record.ver, record.heads, record.id, seen),
            )
            if not self._connection.changes():
                raise StaleError(self._last_writer(record.id))

    def _journal(self, record: Record, fields: dict[str, Any]) -> None:
        model = type(record)
        fields = {**fields, **self._aside}
        if model.personal:
            fields = {**fields, journal.SALT: f"{self._actor.random.getrandbits(_SALT_BITS):x}"}
        body = journal.canonical(fields)
        digest = journal.digest_of(body)
        head, previous = self._log(model.stream)
        parents = record.heads
        record.ver += 1
        record.heads = f"{self._origin}.{head + 1}"
        header = (
            model.stream, self._origin, head + 1, self.id, model.kind, record.id, self.act,
            record.ver, parents, self.at, self._actor.staff_id, self._actor.approver_id,
        )  # fmt: skip
        chained = journal.chain(previous, header, digest)
        self._logs[model.stream] = (head + 1, chained)
        self._entries.append((*header, body, digest, chained))

    def _log(self, stream: int) -> tuple[int, bytes]:
        if stream not in self._logs:
            found = self._connection.execute(
                "SELECT head, head_hash FROM log WHERE stream = ? AND origin = ?",
                (stream, self._origin),
            ).fetchone()
            self._logs[stream] = found or (0, journal.START)
        return self._logs[stream]

    def _write_logs(self) -> None:
        for stream, (head, head_hash) in self._logs.items():
            self._connection.execute(
                "INSERT INTO log (stream, origin, head, head_hash) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET head = excluded.head, head_hash = excluded.head_hash",
                (stream, self._origin, head, head_hash),
            )

    def _last_writer(self, key: int) -> str:
        found = self._connection.execute(
            "SELECT staff.name FROM entry JOIN staff ON staff.id = entry.staff"
            " WHERE entry.key = ? ORDER BY entry.ver DESC LIMIT 1",
            (key,),
        ).fetchone()
        return str(found[0]) if found else _(N_("Another desk"))


class _Counters:
    """Counters of this store alone; they are no records and no other desk sees them."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._values: dict[str, int] = {}

    def next(self, name: str) -> int:
        value = self._values.get(name)
        if value is None:
            found = self._connection.execute(
                "SELECT value FROM counter WHERE name = ?", (name,)
            ).fetchone()
            value = found[0] if found else 0
        self._values[name] = value + 1
        return value + 1

    def save(self) -> None:
        for item in self._values.items():
            self._connection.execute(
                "INSERT INTO counter (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                item,
            )


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
