"""Backup: made while the desk works on, then opened, counted and compared before it counts.

A backup is one plain file that can be opened as a store, with its SHA-256 beside it in the
form `sha256sum -c` reads. Measurements: storage.md E1.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from data import journal, retention
from data.refusals import check_file, sentences
from data.store import APPLICATION_ID, SCHEMA_VERSION, Store
from models.errors import StoreError
from models.words import N_

_NOTE = "backup"
READ = apsw.SQLITE_OPEN_READONLY
READ_WAL = apsw.SQLITE_OPEN_READWRITE  # a reader of a WAL file must be able to make its index
_BUSY_MS = 5000


@dataclass(frozen=True, slots=True)
class Report:
    """A backup that was checked. `at` is in UTC milliseconds, `size` in bytes."""

    file: Path
    at: int
    size: int
    sha256: str
    entries: int
    records: int
    removed: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What the store remembers of its last checked backup."""

    at: int
    file: Path
    entries: int


@dataclass(frozen=True)
class Picture:
    """A store at one moment: rows of every table, heads of every log, its notes."""

    counts: dict[str, int]
    heads: dict[tuple[int, int], tuple[int, bytes]]
    meta: dict[str, str]

    @property
    def entries(self) -> int:
        """How many entries the journal has."""
        return self.counts["entry"]

    @property
    def records(self) -> int:
        """How many rows are not the journal's."""
        return sum(self.counts.values()) - self.entries


def default_folder(store: Path) -> Path:
    """Where backups go when nobody says where: beside the store."""
    return store.parent / "backups"


def backup(store: Store, folder: Path, now: datetime) -> Report:
    """Make a backup, remember it in the store, and remove those that need not be kept."""
    report = take(store.path, folder, now)
    note(store, report)
    return report


def take(path: Path, folder: Path, now: datetime) -> Report:
    """Make and check a backup of the store at `path`; works beside a desk that saves.

    Uses connections of its own, so it may run in a thread; then `note` belongs to the thread
    of the store. Raises `StoreError`; what was not finished or not equal is removed.
    """
    check_file(path, APPLICATION_ID, SCHEMA_VERSION)
    with _folder_sentences(folder), sentences(path), opened(path, READ_WAL) as source:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_space(folder, path.stat().st_size)
        source.execute("BEGIN")
        before = picture(source)
        owner = retention.owner_of(before.meta["letter"], before.meta["store_id"])
        file = retention.new_path(folder, owner, now)
        part = file.with_name(file.name + retention.PART)
        try:
            copy(source, part)
            _compare(part, before)
            sha256 = digest(part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        _write_checksum(file, sha256)
        sync_folder(folder)
        removed = retention.prune(folder, owner, now)
    at = int(now.timestamp() * 1000)
    size = file.stat().st_size
    return Report(file, at, size, sha256, before.entries, before.records, tuple(removed))


def note(store: Store, report: Report) -> None:
    """Remember the backup in the store, so that its age can be shown."""
    told = {"at": report.at, "file": str(report.file), "entries": report.entries}
    store.set_meta(_NOTE, json.dumps(told))


def last_verified(store: Store) -> Verified | None:
    """The last backup that was checked; None when there never was one."""
    told = store.meta(_NOTE)
    if not told:
        return None
    known = json.loads(told)
    return Verified(known["at"], Path(known["file"]), known["entries"])


def check(file: Path) -> Report:
    """Open a backup, compare it with its checksum and walk its journal.

    Raises `StoreError` with what is wrong. `at` is the moment of its newest entry.
    """
    check_file(file, APPLICATION_ID, SCHEMA_VERSION)
    sha256 = digest(file)
    beside = file.with_name(file.name + retention.CHECKSUM)
    if beside.exists() and beside.read_text(encoding="utf-8").split(" ")[0] != sha256:
        raise StoreError(
            N_("{file} is not what its checksum says it was; take another backup"), file=file
        )
    with sentences(file), opened(file, READ) as connection:
        check_content(connection, file)
        seen = picture(connection)
        [(newest,)] = connection.execute("SELECT coalesce(max(at), 0) FROM entry")
    return Report(file, newest, file.stat().st_size, sha256, seen.entries, seen.records)


def check_content(connection: apsw.Connection, file: Path) -> None:
    """Check pages, references and every entry of the journal; raises `StoreError`."""
    _check_pages(connection, file)
    columns = ", ".join(journal.FIELDS)
    rows = connection.execute(f"SELECT {columns} FROM entry ORDER BY stream, origin, seq")
    broken = journal.verify((journal.Entry(*row) for row in rows), picture(connection).heads)
    if broken:
        raise StoreError(
            N_("The journal in {file} was changed from outside at entry {seq}; take another backup"),
            file=file, seq=broken[0].seq,
        )  # fmt: skip


def picture(connection: apsw.Connection) -> Picture:
    """The store as this connection sees it now."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    counts = {str(name): _count(connection, str(name)) for (name,) in tables}
    rows = connection.execute("SELECT stream, origin, head, head_hash FROM log")
    heads = {(stream, origin): (head, head_hash) for stream, origin, head, head_hash in rows}
    return Picture(counts, heads, notes(connection))


def notes(connection: apsw.Connection) -> dict[str, str]:
    """The store's notes about itself."""
    rows = connection.execute("SELECT name, value FROM meta")
    return {str(name): str(value) for name, value in rows}


def _count(connection: apsw.Connection, table: str) -> int:
    [(rows,)] = connection.execute(f'SELECT count(*) FROM "{table}"')
    return int(rows)


def copy(source: apsw.Connection, file: Path) -> None:
    """Copy what `source` sees into a new file that stands alone, in one step.

    In several steps it would begin anew at every save and never end (storage.md E1).
    """
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    with sentences(file), closing(apsw.Connection(str(file))) as target:
        with target.backup("main", source, "main") as pages:
            pages.step(-1)
        target.execute("PRAGMA journal_mode = delete")


def digest(file: Path) -> str:
    """The file's SHA-256."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def check_space(folder: Path, size: int) -> None:
    """Refuse when the disk would be full afterwards."""
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise StoreError(
            N_("{folder} has {free} MB free and {needed} MB are needed; free some space"),
            folder=folder, free=free // _MB, needed=(size + _SPARE) // _MB,
        )  # fmt: skip


_MB = 1_000_000
_SPARE = 20 * _MB


def sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _compare(part: Path, before: Picture) -> None:
    with opened(part, READ) as copied:
        _check_pages(copied, part)
        if picture(copied) != before:
            raise StoreError(
                N_("The backup does not equal the store and was thrown away; check the disk")
            )


def _check_pages(connection: apsw.Connection, file: Path) -> None:
    [(found, *_rest)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    foreign = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or foreign:
        raise StoreError(N_("{file} is damaged; take another backup"), file=file)


def _write_checksum(file: Path, sha256: str) -> None:
    beside = file.with_name(file.name + retention.CHECKSUM)
    with beside.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"{sha256}  {file.name}\n")
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def opened(path: Path, flags: int) -> Iterator[apsw.Connection]:
    """A connection of its own, beside the store's, closed at the end of the block."""
    with closing(apsw.Connection(str(path), flags=flags)) as connection:
        connection.set_busy_timeout(_BUSY_MS)
        yield connection


@contextmanager
def _folder_sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            N_("No backup could be made in {folder}: {fault}"),
            folder=folder, fault=error.strerror or str(error),
        ) from error  # fmt: skip
