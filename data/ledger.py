"""The end of this store's journal and its counters, carried on through one transaction."""

from random import Random
from typing import Any, Protocol

import apsw

from data import journal, search_rows
from models.base import Record

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


class Ledger:
    """Chains entries to those before them and counts keys and numbers; `save` writes all that."""

    def __init__(self, connection: apsw.Connection, origin: int) -> None:
        self.connection = connection
        self.origin = origin
        self.entries: list[tuple[Any, ...]] = []
        self._searched: list[tuple[str, int]] = []
        self._logs: dict[int, tuple[int, bytes]] = {}
        self._counters: dict[str, int] = {}

    def next(self, counter: str) -> int:
        """The next value of a counter; it is this store's alone, and no record."""
        value = self._counters.get(counter)
        if value is None:
            found = self.connection.execute(
                "SELECT value FROM counter WHERE name = ?", (counter,)
            ).fetchone()
            value = found[0] if found else 0
        self._counters[counter] = value + 1
        return value + 1

    def new_key(self) -> int:
        """The next key of this store, unique over all desks."""
        return self.origin << 40 | self.next("key")

    def enter(
        self, record: Record, fields: dict[str, Any], actor: Actor, change: int, act: str, at: int
    ) -> None:
        """Enter one act on one record, which has its new version and heads from here on."""
        model = type(record)
        if model.personal:
            fields = {**fields, journal.SALT: f"{actor.random.getrandbits(_SALT_BITS):x}"}
        body = journal.canonical(fields)
        digest = journal.digest_of(body)
        head, previous = self._log(model.stream)
        parents = record.heads
        record.ver += 1
        record.heads = f"{self.origin}.{head + 1}"
        header = (
            model.stream, self.origin, head + 1, change, model.kind, record.id, act,
            record.ver, parents, at, actor.staff_id, actor.approver_id,
        )  # fmt: skip
        chained = journal.chain(previous, header, digest)
        self._logs[model.stream] = (head + 1, chained)
        self.entries.append((*header, body, digest, chained))
        if search_rows.holds(model.kind, fields):
            self._searched.append((model.kind, record.id))

    def save(self) -> list[tuple[str, int]]:
        """Write the entries since the last time, the heads of their logs and the counters.

        Returns kind and key of the records whose search rows must follow.
        """
        self.connection.executemany(journal.INSERT, self.entries)
        for stream, (head, head_hash) in self._logs.items():
            self.connection.execute(
                "INSERT INTO log (stream, origin, head, head_hash) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET head = excluded.head, head_hash = excluded.head_hash",
                (stream, self.origin, head, head_hash),
            )
        for item in self._counters.items():
            self.connection.execute(
                "INSERT INTO counter (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                item,
            )
        searched, self._searched, self.entries = self._searched, [], []
        return searched

    def _log(self, stream: int) -> tuple[int, bytes]:
        if stream not in self._logs:
            found = self.connection.execute(
                "SELECT head, head_hash FROM log WHERE stream = ? AND origin = ?",
                (stream, self.origin),
            ).fetchone()
            self._logs[stream] = found or (0, journal.START)
        return self._logs[stream]
