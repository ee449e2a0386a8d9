"""Which backups are kept: the last seven days, five weeks and twelve months that have one.

A backup's name says desk, store and moment, so that nothing needs to be opened to decide.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

DAYS, WEEKS, MONTHS = 7, 5, 12

SUFFIX = ".db"
CHECKSUM = ".sha256"
PART = ".part"
_MOMENT = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(?P<owner>desk-\w+-\w+)-(?P<moment>\d{8}-\d{6})(-\d+)?\.db(?P<part>\.part)?")
_OWNER_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A backup in a folder, by its name; `moment` is the office's own time."""

    path: Path
    moment: datetime


def owner_of(letter: str, store_id: str) -> str:
    """The part of a backup's name that says which store it is of."""
    return f"desk-{letter}-{store_id[:_OWNER_LENGTH]}"


def new_path(folder: Path, owner: str, now: datetime) -> Path:
    """A name for a backup made now that no other backup has."""
    stem = f"{owner}-{now:{_MOMENT}}"
    path, n = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, n = folder / f"{stem}-{n}{SUFFIX}", n + 1
    return path


def backups_in(folder: Path, owner: str) -> list[Found]:
    """The finished backups of one store in a folder, newest first."""
    return _found(folder, owner, part=False)


def prune(folder: Path, owner: str, now: datetime) -> list[Path]:
    """Remove what need not be kept, and what a broken-off backup left; returns the backups gone.

    Only files whose name says they are backups of this store are ever touched.
    """
    outdated = not_kept(backups_in(folder, owner))
    for path in outdated:
        path.with_name(path.name + CHECKSUM).unlink(missing_ok=True)
        path.unlink()
    yesterday = now.replace(tzinfo=None) - timedelta(days=1)
    for left in _found(folder, owner, part=True):
        if left.moment < yesterday:
            left.path.unlink()
    return outdated


def not_kept(found: Iterable[Found]) -> list[Path]:
    """Those that no day, week or month keeps; all of the newest day stay."""
    newest_first = sorted(found, key=lambda each: (each.moment, each.path.name), reverse=True)
    kept = {
        each.path for each in newest_first if each.moment.date() == newest_first[0].moment.date()
    }
    kept |= _newest_of(newest_first, lambda moment: (moment.date(),), DAYS)
    kept |= _newest_of(newest_first, lambda moment: tuple(moment.isocalendar())[:2], WEEKS)
    kept |= _newest_of(newest_first, lambda moment: (moment.year, moment.month), MONTHS)
    return [each.path for each in newest_first if each.path not in kept]


def _newest_of(
    newest_first: list[Found], span: Callable[[datetime], tuple[object, ...]], count: int
) -> set[Path]:
    newest: dict[tuple[object, ...], Path] = {}
    for each in newest_first:
        newest.setdefault(span(each.moment), each.path)
    return set(list(newest.values())[:count])


def _found(folder: Path, owner: str, *, part: bool) -> list[Found]:
    found = []
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named and named["owner"] == owner and bool(named["part"]) == part:
            # Only compared with moments of the same office, so it needs no zone.
            moment = datetime.strptime(named["moment"], _MOMENT)  # noqa: DTZ007
            found.append(Found(path, moment))
    return sorted(found, key=lambda each: (each.moment, each.path.name), reverse=True)
