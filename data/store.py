"""The store: one SQLite file that only changes write to, and that refuses what is not ours."""

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import apsw
from filelock import FileLock, Timeout
from playhouse.apsw_ext import APSWDatabase

from data import journal, schema, search
from data.change import Actor, Change, insert_sql, row_of
from data.ledger import Ledger
from data.past import Past
from data.refusals import check_file, check_folder, files_of, sentences
from models.base import database, table
from models.errors import StoreError
from models.kinds import KINDS, TABLES
from models.words import N_

APPLICATION_ID = 0x4445534B  # «DESK»
SCHEMA_VERSION = 1

_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "cache_size": -65536}
_BUSY_SECONDS = 5

Bound = tuple[Any, ...] | dict[str, Any]


@dataclass(frozen=True)
class Identity:
    """What a new store is told about itself."""

    letter: str
    origin: int = 1
    practice: bool = False
    store_id: str = field(default_factory=lambda: secrets.token_hex(8))


class Store:
    """An open store. `origin` is this life of this desk's store, `letter` its desk."""

    def __init__(self, path: Path, lock: FileLock | None) -> None:
        self.path = path
        self._lock = lock
        self.database = APSWDatabase(
            str(path), pragmas=_PRAGMAS, timeout=_BUSY_SECONDS, lock_type="IMMEDIATE"
        )
        database.initialize(self.database)
        self.database.connect()
        self.connection: apsw.Connection = self.database.connection()
        # Otherwise this build of SQLite (STAT4) plans a statement anew for every value bound to
        # it: 146 instead of 11 µs for a look-up.
        self.connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        meta = dict(self.connection.execute("SELECT name, value FROM meta").fetchall())
        self.origin = int(meta["origin"])
        self.letter: str = meta["letter"]
        self.practice = meta["practice"] == "1"
        self.store_id: str = meta["store_id"]
        self._files = files_of(str(path))

    @classmethod
    def create(cls, path: Path, identity: Identity) -> Self:
        """Make a new store; the file must not exist. Its folder is for its owner alone."""
        if path.exists():
            raise StoreError(N_("There is a store at {path} already"), path=path)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_folder(path)
        with sentences(path):
            _create_file(path, identity)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, alone: bool = False) -> Self:
        """Open a store that is ours, whole and not newer than this program.

        With `alone`, a second program that asks the same is refused: one desk, one window.
        Raises `StoreError`, and then nothing was written.
        """
        check_folder(path)
        check_file(path, APPLICATION_ID, SCHEMA_VERSION)
        lock = take_lock(path) if alone else None
        with sentences(path):
            return cls(path, lock)

    def close(self) -> None:
        """Close the store; all that was saved stays."""
        self.database.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @contextmanager
    def change(self, actor: Actor, act: str) -> Iterator[Change]:
        """The only way to write: everything in the block is saved, or nothing is.

        Raises `StaleError` when somebody else wrote one of the records meanwhile.
        """
        with sentences(self.path), self.database.atomic():
            change = Change(Ledger(self.connection, self.origin), actor, act)
            yield change
            change.write()
            self._refuse_lost()

    @contextmanager
    def past(self) -> Iterator[Past]:
        """Enter a stretch of the past: many changes in one transaction, all saved or none."""
        with sentences(self.path), self.database.atomic():
            past = Past(Ledger(self.connection, self.origin))
            yield past
            past.write()
            self._refuse_lost()

    @contextmanager
    def local(self) -> Iterator[apsw.Connection]:
        """Write what is this store's alone, drafts and notes: no record, no other desk sees it."""
        with sentences(self.path), self.database.atomic():
            yield self.connection
            self._refuse_lost()

    def _refuse_lost(self) -> None:
        """Refuse to commit to files that no longer stand at their place.

        SQLite itself goes on writing to a file that was deleted, and all of it is lost.
        """
        if files_of(str(self.path)) != self._files:
            raise StoreError(
                N_("{path} was deleted, moved or replaced while the desk was open; nothing was"
                   " saved. Close the desk and put the file back, or restore a backup with"
                   " `desk restore FILE`"),
                path=self.path,
            )  # fmt: skip

    def leave_tidying_to_idle_time(self) -> None:
        """No save waits for the log to be carried into the file; `tidy` does that."""
        self.connection.wal_autocheckpoint(_PAGES_UNTIDIED)

    def tidy(self) -> None:
        """For a moment when no hand waits: merge search rows, carry the log into the file.

        Left to the saves themselves, one in fifty takes a hundred times as long (storage.md A2).
        """
        with self.local() as connection:
            search.tidy(connection)
        self.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)

    @contextmanager
    def in_thread(self) -> Iterator[Self]:
        """The same store for work in another thread, through a connection of that thread's own."""
        with self.database.connection_context():
            twin = copy(self)
            twin.connection = self.database.connection()
            yield twin

    def meta(self, name: str, default: str = "") -> str:
        """A note of the store about itself."""
        found = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else default

    def set_meta(self, name: str, value: str) -> None:
        """Keep a note of the store about itself: no record, no other desk sees it."""
        with self.local() as connection:
            connection.execute(
                "INSERT INTO meta (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def entries(self, where: str = "", values: Bound = ()) -> Iterator[journal.Entry]:
        """Entries of the journal, in the order of their logs unless `where` ends otherwise."""
        query = f"SELECT {', '.join(journal.FIELDS)} FROM entry "
        query += where or "ORDER BY stream, origin, seq"
        for row in self.connection.execute(query, values):
            yield journal.Entry(*row)

    def record_entries(self, key: int) -> list[journal.Entry]:
        """The entries of one record, in the order they are folded."""
        return list(self.entries(f"WHERE key = ? ORDER BY {journal.ORDER}", (key,)))

    def verify(self) -> list[journal.Break]:
        """Walk the whole journal; what is returned does not verify."""
        heads = {
            (stream, origin): (head, head_hash)
            for stream, origin, head, head_hash in self.connection.execute(
                "SELECT stream, origin, head, head_hash FROM log"
            )
        }
        return journal.verify(self.entries(), heads)

    def rebuild(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> int:
        """Throw the tables away and fold them anew from the journal; returns the records made.

        Entries of kinds this version does not know stay in the journal untouched.
        """
        with sentences(self.path), self.database.atomic():
            [(total,)] = self.connection.execute("SELECT count(*) FROM entry")
            for model in TABLES:
                self.connection.execute(f"DELETE FROM {table(model)}")
            made = self._refold(total, progress)
            search.rebuild(self.connection)
        return made

    def _refold(self, total: int, progress: Callable[[int, int], None]) -> int:
        rows = self.connection.cursor().execute(
            f"SELECT kind, key, origin, seq, ver, parents, body FROM entry ORDER BY {journal.ORDER}"
        )
        batches: dict[str, list[tuple[Any, ...]]] = {}
        made = done = 0
        for folded in journal.fold_all(rows):
            done += folded.ver
            if folded.kind in KINDS:
                made += 1
                batch = batches.setdefault(folded.kind, [])
                batch.append(row_of(KINDS[folded.kind], folded))
                if len(batch) >= _BATCH:
                    self._insert(folded.kind, batch)
                    progress(min(done, total), total)
        for kind, batch in batches.items():
            self._insert(kind, batch)
        progress(total, total)
        return made

    def _insert(self, kind: str, batch: list[tuple[Any, ...]]) -> None:
        self.connection.cursor().executemany(insert_sql(KINDS[kind]), batch)
        batch.clear()

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of the estate, decoded."""
        found = self.connection.execute(
            "SELECT value FROM setting WHERE name = ?", (name,)
        ).fetchone()
        return json.loads(found[0]) if found else default


_BATCH = 2000
_PAGES_UNTIDIED = 8000
"""About 32 MB of log: only a desk that is never idle gets there."""


def _create_file(path: Path, identity: Identity) -> None:
    # EXTRA while the file is made: the switch to WAL deletes a journal whose folder entry FULL
    # does not sync (trust.md, The store).
    made = APSWDatabase(str(path), pragmas={**_PRAGMAS, "synchronous": "extra"})
    path.touch(mode=0o600)
    with made.connection_context(), made.atomic():
        connection: apsw.Connection = made.connection()
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        schema.make(made)
        connection.executemany(
            "INSERT INTO meta (name, value) VALUES (?, ?)",
            [
                ("origin", str(identity.origin)),
                ("letter", identity.letter),
                ("practice", str(int(identity.practice))),
                ("store_id", identity.store_id),
            ],
        )


def take_lock(path: Path) -> FileLock:
    """Have the store alone; a second program that asks the same is refused."""
    lock = FileLock(path.with_suffix(".lock"), mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(
            N_("This desk is open in another window already; go on there or close it first")
        ) from None
    return lock
