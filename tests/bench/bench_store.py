"""Saving a matter and reading a queue, against the same rows and statements on a bare connection.

    python -m tests.bench.bench_store STORE [ROUNDS]

STORE is a practice store, best one of `desk --store STORE demo --households 5000 --years 10
--no-open`; it is copied, never written to. The bare side runs on apsw too: the search rows need
an SQLite younger than most systems have.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import apsw

from data.queues import QUEUES, statement
from data.store import Store
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.shown import queue_page, queue_values
from models.office import Staff
from models.place import Unit
from tests.bench.measure import milliseconds, report

SAVE_TARGET, QUEUE_TARGET = 2.5, 8.0
ROUNDS = 300
_WRITES = ("INSERT", "UPDATE", "DELETE")

Statements = list[tuple[str, Any]]


def main(store_path: Path, rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(dir=store_path.parent) as name:
        twin, ours, bare = (Path(name) / f"{each}.db" for each in ("twin", "ours", "bare"))
        for copy in (twin, ours, bare):
            shutil.copy(store_path, copy)
        with Store.open(twin) as store:
            written = recorded(store, rounds)
        print(f"rows written for one matter: {len(written[-1])}")
        with Store.open(ours) as store:
            raw = bare_connection(bare)
            saving(store, raw, written)
            queues(store, raw, rounds)


def clerk_of(store: Store) -> Session:
    """A clerk at the desk of this store."""
    return Session(store, staff=Staff.get(Staff.role == "assistant"), random=Random(1))


def new_matters(rounds: int) -> list[NewMatter]:
    """Complaints by known households, one a round."""
    units = [unit.code for unit in Unit.select().order_by(Unit.id).limit(rounds)]
    return [
        NewMatter(type="complaint", unit=units[turn % len(units)], words="邻居装修周日施工，请制止")
        for turn in range(rounds)
    ]


def recorded(store: Store, rounds: int) -> list[Statements]:
    """The statements that write each matter, from saving them once on a twin of the store."""
    session, kept = clerk_of(store), []
    for new in new_matters(rounds):
        written: Statements = []

        def note(_cursor: apsw.Cursor, sql: str, values: Any, into: Any = written) -> bool:
            if sql.lstrip().upper().startswith(_WRITES):
                into.append((sql, values))
            return True

        store.connection.exec_trace = note
        log_matter(session, new)
        store.connection.exec_trace = None
        kept.append(written)
    return kept


def bare_connection(path: Path) -> apsw.Connection:
    """A connection of its own with the store's settings."""
    raw = apsw.Connection(str(path))
    raw.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    for pragma in ("journal_mode=wal", "synchronous=full", "cache_size=-65536"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def replay(raw: apsw.Connection, written: Statements) -> None:
    """Write the same rows in one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for sql, values in written:
        raw.execute(sql, values)
    raw.execute("COMMIT")


def saving(store: Store, raw: apsw.Connection, written: list[Statements]) -> None:
    """Log a complaint: everything a save does, and its rows alone, by turns."""
    session = clerk_of(store)
    ours, bare = [], []
    for new, rows in zip(new_matters(len(written)), written, strict=True):
        ours.append(milliseconds(log_matter, session, new))
        bare.append(milliseconds(replay, raw, rows))
    report("saving a matter", ours, bare, SAVE_TARGET)


def fetch(raw: apsw.Connection, sql: str, values: dict[str, Any]) -> list[Any]:
    """All rows of a statement."""
    return raw.execute(sql, values).fetchall()


def queues(store: Store, raw: apsw.Connection, rounds: int) -> None:
    """A page of fifty as the screens ask for it, and its statement alone."""
    session = clerk_of(store)
    values = queue_values(session)
    for name in ("open", "late", "waiting", "dispatch", "all"):
        sql = f"{statement(QUEUES[name])} LIMIT 50"
        ours, bare = [], []
        for _turn in range(rounds):
            ours.append(milliseconds(queue_page, session, name))
            bare.append(milliseconds(fetch, raw, sql, values))
        report(f"queue «{name}», page of 50", ours, bare, QUEUE_TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
