"""What the doctor sees of an open store: file, journal, tables, backup, clock, accounts."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

import apsw

from data import backup, journal, schema
from data.change import row_of
from data.finding import FAIL, OK, RESTORE, WARN, Finding, looked_at
from data.search_rows import strays
from data.store import SCHEMA_VERSION, Store
from models.base import Record, table
from models.kinds import KINDS, TABLES, links
from models.office import Role
from models.reference import Phrase, Price, Term, TimeLimit, Topic
from models.words import N_, _

SAMPLE = 5000
"""About so many records are folded anew unless all are asked for."""

BACKUP_AGE = timedelta(hours=26)
CLOCK_SLACK = timedelta(minutes=5)
_FULL = 2
_EARLIEST = 1_767_225_600_000  # 2026-01-01: before this program was
_REBUILD = N_("Make the tables anew from the journal with `desk rebuild`")


def of_store(store: Store, at: int, *, thorough: bool = False) -> list[Finding]:
    """Look at an open store; `at` is now in UTC milliseconds."""
    looks: dict[str, Callable[[], Finding]] = {
        "store": lambda: _store(store),
        "tables": lambda: _tables(store),
        "safety": lambda: _safety(store.connection),
        "pages": lambda: _pages(store.connection, thorough=thorough),
        "links": lambda: _links(store.connection),
        "journal": lambda: _journal(store),
        "fold": lambda: _fold(store, thorough=thorough),
        "search": lambda: _search(store.connection),
        "backup": lambda: _backup(store, at),
        "clock": lambda: _clock(store, at),
        "reference": lambda: _reference(store.connection),
        "accounts": lambda: _accounts(store.connection),
    }
    return [looked_at(store.path, name, look) for name, look in looks.items()]


def _store(store: Store) -> Finding:
    found = _("desk {letter}, life {origin}, version {version}").format(
        letter=store.letter, origin=store.origin, version=SCHEMA_VERSION
    )
    if store.practice:
        found += ", " + _("practice estate")
    return Finding("store", OK, found)


def _tables(store: Store) -> Finding:
    expected, found = schema.expected(), schema.of(store.connection)
    other = sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )
    if other:
        mend = _("Another program changed the file; restore a backup from before")
        return Finding("tables", FAIL, ", ".join(other), mend)
    return Finding("tables", OK, _("{count} tables and indexes").format(count=len(found)))


def _safety(connection: apsw.Connection) -> Finding:
    mode, level = connection.pragma("journal_mode"), connection.pragma("synchronous")
    if (mode, level) != ("wal", _FULL):
        mend = _("Close the desk everywhere and open it again")
        return Finding("safety", FAIL, f"{mode}, synchronous {level}", mend)
    return Finding("safety", OK, "WAL, FULL")


def _pages(connection: apsw.Connection, *, thorough: bool) -> Finding:
    check = "integrity_check" if thorough else "quick_check"
    faults = [str(text) for (text,) in connection.execute(f"PRAGMA {check}(3)")]
    if faults != ["ok"]:
        return Finding("pages", FAIL, "; ".join(faults), _(RESTORE))
    return Finding("pages", OK, _("sound"))


def _links(connection: apsw.Connection) -> Finding:
    loose = []
    for model, column, target in links():
        [(count,)] = connection.execute(
            f"SELECT count(*) FROM {table(model)} r WHERE r.{column} IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {table(target)} t WHERE t.id = r.{column})"
        )
        if count:
            loose.append(f"{table(model)}.{column}: {count}")
    if loose:
        return Finding("links", WARN, ", ".join(loose), _(_REBUILD))
    return Finding("links", OK, _("sound"))


def _journal(store: Store) -> Finding:
    broken = store.verify()
    if broken:
        first = broken[0]
        found = _("{count} breaks, the first at entry {origin}.{seq}: {what}").format(
            count=len(broken), origin=first.origin, seq=first.seq, what=first.what
        )
        mend = _(
            "Somebody changed the file from outside; keep it, and restore a backup from before"
        )
        return Finding("journal", FAIL, found, mend)
    [(entries,)] = store.connection.execute("SELECT count(*) FROM entry")
    return Finding("journal", OK, _("{count} entries").format(count=entries))


def _fold(store: Store, *, thorough: bool) -> Finding:
    [(total,)] = store.connection.execute("SELECT count(DISTINCT key) FROM entry")
    step = 1 if thorough else max(1, int(total) // SAMPLE)
    entries = store.connection.execute(
        "SELECT kind, key, origin, seq, ver, parents, body FROM entry WHERE key % ? = 0"
        f" ORDER BY {journal.ORDER}",
        (step,),
    )
    folded = (
        (each.key, row_of(KINDS[each.kind], each))
        for each in journal.fold_all(entries)
        if each.kind in KINDS
    )
    kept = merge(*(_rows(store.connection, model, step) for model in TABLES), key=_KEY)
    looked = wrong = 0
    for _key, both in groupby(merge(folded, kept, key=_KEY), key=_KEY):
        rows = [row for _key, row in both]
        looked += 1
        wrong += rows != rows[:1] * 2
    if wrong:
        found = _("{wrong} of {count} records differ").format(wrong=wrong, count=looked)
        return Finding("fold", FAIL, found, _(_REBUILD))
    return Finding("fold", OK, _("{count} records compared").format(count=looked))


_KEY = itemgetter(0)


def _rows(
    connection: apsw.Connection, model: type[Record], step: int
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    query = f"SELECT * FROM {table(model)} WHERE id % ? = 0 ORDER BY id"
    for row in connection.execute(query, (step,)):
        yield int(row[0]), row


def _search(connection: apsw.Connection) -> Finding:
    missing, surplus = strays(connection)
    if missing or surplus:
        found = _("{missing} missing, {surplus} too many").format(missing=missing, surplus=surplus)
        return Finding("search", FAIL, found, _(_REBUILD))
    return Finding("search", OK, _("sound"))


def _backup(store: Store, at: int) -> Finding:
    mend = _("Make one with `desk backup`, best on another disk")
    known = backup.last_verified(store)
    if known is None:
        return Finding("backup", WARN, _("none yet"), mend)
    age = timedelta(milliseconds=at - known.at)
    found = _("{hours} hours ago, {file}").format(hours=age // timedelta(hours=1), file=known.file)
    if not known.file.exists():
        return Finding("backup", WARN, found + ", " + _("no longer there"), mend)
    if age > BACKUP_AGE:
        return Finding("backup", WARN, found, mend)
    if os.stat(known.file).st_dev == os.stat(store.path).st_dev:  # noqa: PTH116 - both alike
        found += ", " + _("on the same disk as the store")
    return Finding("backup", OK, found)


def _clock(store: Store, at: int) -> Finding:
    [(newest,)] = store.connection.execute("SELECT coalesce(max(at), 0) FROM entry")
    mend = _("Set the computer's clock and its time zone")
    behind = timedelta(milliseconds=int(newest) - at)
    if at < _EARLIEST:
        return Finding("clock", FAIL, _("years behind"), mend)
    if behind > CLOCK_SLACK:
        found = _("{minutes} minutes behind the newest record")
        return Finding("clock", FAIL, found.format(minutes=behind // timedelta(minutes=1)), mend)
    return Finding("clock", OK, _("not behind the newest record"))


def _reference(connection: apsw.Connection) -> Finding:
    counts = {
        table(model): _count(connection, f"{table(model)} WHERE voided IS NULL")
        for model in (Topic, TimeLimit, Term, Phrase, Price, Role)
    }
    missing = [name for name, count in counts.items() if not count]
    if missing:
        mend = _("Set the office up with `desk init`, or restore a backup")
        return Finding(
            "reference", FAIL, _("missing: {names}").format(names=", ".join(missing)), mend
        )
    return Finding("reference", OK, _("{count} topics").format(count=counts[table(Topic)]))


def _accounts(connection: apsw.Connection) -> Finding:
    active = "staff WHERE left_at IS NULL AND voided IS NULL"
    usable = f"{active} AND instr(secret, '$argon2id$') > 0"
    rows = connection.execute(f"SELECT no FROM {active} AND secret = ''").fetchall()
    empty = [str(no) for (no,) in rows]
    if not _count(connection, f"{usable} AND role = 'administrator'"):
        mend = _("Restore a backup, or set the office up anew with `desk init`")
        return Finding("accounts", FAIL, _("no administrator can sign in"), mend)
    odd = _count(connection, f"{active} AND secret <> ''") - _count(connection, usable)
    if odd:
        mend = _("Give these people new secrets on the staff screen")
        return Finding(
            "accounts", FAIL, _("{count} secrets are not hashed").format(count=odd), mend
        )
    if empty:
        mend = _("Give them a secret on the staff screen, or end their accounts")
        found = _("without a secret: {numbers}").format(numbers=", ".join(empty))
        return Finding("accounts", WARN, found, mend)
    return Finding(
        "accounts", OK, _("{count} can sign in").format(count=_count(connection, usable))
    )


def _count(connection: apsw.Connection, source: str) -> int:
    [(count,)] = connection.execute(f"SELECT count(*) FROM {source}")
    return int(count)
