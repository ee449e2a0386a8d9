"""Restore: a backup takes the store's place, and the replaced store is kept beside it.

What was replaced may have given keys and numbers after the backup was made. So the restored
store begins a new life: keys of a new origin, and numbers after those that were given.
"""

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from data import backup
from data.refusals import check_file, check_folder, sentences
from data.store import APPLICATION_ID, SCHEMA_VERSION, take_lock
from models.errors import StoreError
from models.words import N_

JUMP = 500
"""To a multiple of this today's numbers go on when nobody can know which were given."""

_NOTE = "restored"
_BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the new life's origin, and where the replaced store is kept."""

    origin: int
    entries: int
    kept: Path | None
    numbers_known: bool
    """Whether numbers go on where the replaced store stopped; else they jumped ahead."""


@dataclass(frozen=True)
class _Life:
    """What a store knows of its own lives."""

    meta: dict[str, str]
    counters: dict[str, int]
    origin: int
    """The highest of all it has met."""


def restore(file: Path, path: Path, now: datetime) -> Restored:
    """Put the backup `file` in the place of the store at `path`.

    The backup is checked first; when anything is wrong `StoreError` says so and the store
    is as it was. The desk must be closed.
    """
    _refuse_mistakes(file, path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    check_folder(path)
    lock = take_lock(path)
    part = path.with_name(path.name + ".restoring")
    try:
        checked = backup.check(file)
        backup.check_space(path.parent, checked.size)
        with backup.opened(file, backup.READ) as source:
            backup.copy(source, part)
        old = _old_life(path)
        _refuse_mixing(part, old)
        origin, known = _begin_new_life(part, old, file, now)
        kept = _set_aside(path, now)
        part.replace(path)
        backup.sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            N_("{file} could not be restored: {fault}"),
            file=file,
            fault=error.strerror or str(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)
        lock.release()
    return Restored(origin, checked.entries, kept, known)


def _refuse_mistakes(file: Path, path: Path) -> None:
    if not file.exists():
        raise StoreError(N_("There is no backup at {file}"), file=file)
    if path.exists() and file.samefile(path):
        raise StoreError(N_("{file} is the store itself; name a backup of it"), file=file)


def _refuse_mixing(part: Path, old: _Life | None) -> None:
    with backup.opened(part, backup.READ) as connection:
        practice = _life(connection).meta["practice"]
    if old and old.meta["practice"] != practice:
        raise StoreError(
            N_("One is the practice estate and the other is not; name another place with --store")
        )


def _old_life(path: Path) -> _Life | None:
    """What the store about to be replaced still tells; None when it cannot be read."""
    try:
        check_file(path, APPLICATION_ID, SCHEMA_VERSION)
        with backup.opened(path, backup.READ_WAL) as connection:
            return _life(connection)
    except (StoreError, apsw.Error):
        return None


def _life(connection: apsw.Connection) -> _Life:
    meta = backup.notes(connection)
    rows = connection.execute("SELECT name, value FROM counter")
    counters = {str(name): int(value) for name, value in rows}
    [(met,)] = connection.execute("SELECT coalesce(max(origin), 0) FROM log")
    return _Life(meta, counters, max(int(met), int(meta["origin"])))


def _begin_new_life(part: Path, old: _Life | None, file: Path, now: datetime) -> tuple[int, bool]:
    with sentences(part), closing(apsw.Connection(str(part))) as connection:
        # EXTRA for the switch to WAL, as when a store is made (trust.md, The store).
        connection.execute("PRAGMA synchronous = extra")
        connection.execute("PRAGMA journal_mode = wal").fetchall()
        life = _life(connection)
        known = old is not None and old.meta["letter"] == life.meta["letter"]
        counters = {**life.counters}
        for name, value in (old.counters if old and known else {}).items():
            counters[name] = max(value, counters.get(name, 0))
        if not known:
            today = f"running:{now:%Y%m%d}"
            counters[today] = (counters.get(today, 0) // JUMP + 1) * JUMP
        origin = max(life.origin, old.origin if old else 0) + 1
        told = {"at": int(now.timestamp() * 1000), "file": str(file), "origin": life.origin}
        with connection:
            connection.executemany(
                "INSERT INTO counter (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                counters.items(),
            )
            connection.executemany(
                "INSERT INTO meta (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                [("origin", str(origin)), (_NOTE, json.dumps(told))],
            )
    return origin, known


def _set_aside(path: Path, now: datetime) -> Path | None:
    """Move the replaced store, with what lies beside it, to a name of its own."""
    if not path.exists():
        return None
    stem, n = f"{path.stem}.replaced-{now:%Y%m%d-%H%M%S}", 2
    kept = path.with_name(stem + path.suffix)
    while kept.exists():
        kept, n = path.with_name(f"{stem}-{n}{path.suffix}"), n + 1
    # What lies beside goes first: a new store must never meet the log of the old one.
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + ending))
    path.replace(kept)
    backup.sync_folder(path.parent)
    return kept
