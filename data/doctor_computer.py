"""What the doctor sees of the computer: Python, libraries, terminal, folder, disk."""

import os
import shutil
import stat
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import apsw

from data.finding import FAIL, OK, WARN, Finding, looked_at
from data.refusals import check_folder
from models.errors import StoreError
from models.words import _

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 51, 3)
"""Older ones can damage a store that two programs write to (storage.md 0)."""

NEEDED = {
    "apsw": (3, 51), "argon2-cffi": (23, 1), "peewee": (4, 3), "pydantic": (2, 7),
    "python-calamine": (0, 4), "textual": (8, 2, 8), "XlsxWriter": (3, 2),
}  # fmt: skip

SMALLEST = (80, 24)
_MB = 1_000_000
_LITTLE, _TOO_LITTLE = 500 * _MB, 50 * _MB
_POOR_TERMS = {"", "dumb", "unknown"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the caller knows of its terminal."""

    term: str
    columns: int
    lines: int
    is_terminal: bool
    encoding: str


def of_computer(path: Path, terminal: Terminal) -> list[Finding]:
    """Look at everything but the store itself, which is or will be at `path`."""
    return [
        _python(sys.version_info[:3]),
        _libraries(),
        _sqlite(apsw.sqlite_lib_version()),
        _encoding(terminal.encoding, sys.getfilesystemencoding()),
        _terminal(terminal),
        _folder(path),
        looked_at(path, "rights", lambda: _rights(path)),
        looked_at(path, "space", lambda: _space(shutil.disk_usage(_standing(path)).free)),
    ]


def _python(found: tuple[int, ...]) -> Finding:
    text = _dotted(found)
    if found < OLDEST_PYTHON:
        return Finding(
            "python",
            FAIL,
            text,
            _("Install Python {version}").format(version=_dotted(OLDEST_PYTHON)),
        )
    return Finding("python", OK, text)


def _libraries() -> Finding:
    found, wrong = [], []
    for name, oldest in NEEDED.items():
        try:
            text = version(name)
        except PackageNotFoundError:
            text = "-"
        found.append(f"{name} {text}")
        if _numbers(text) < oldest:
            wrong.append(f"{name} {_dotted(oldest)}")
    if wrong:
        mend = _("Install again with pip; needed: {libraries}").format(libraries=", ".join(wrong))
        return Finding("libraries", FAIL, ", ".join(found), mend)
    return Finding("libraries", OK, ", ".join(found))


def _sqlite(text: str) -> Finding:
    if _numbers(text) < OLDEST_SQLITE:
        mend = _("Install apsw again; needed is SQLite {version}, older ones can damage a store")
        return Finding("sqlite", FAIL, text, mend.format(version=_dotted(OLDEST_SQLITE)))
    return Finding("sqlite", OK, text)


def _encoding(terminal: str, files: str) -> Finding:
    both = f"{terminal or '-'}, {files}"
    if {_plain(terminal), _plain(files)} != {"utf8"}:
        return Finding("encoding", FAIL, both, _("Set PYTHONUTF8=1 and the terminal to UTF-8"))
    return Finding("encoding", OK, both)


def _terminal(seen: Terminal) -> Finding:
    if not seen.is_terminal:
        return Finding("terminal", OK, _("none; output goes to a file or a program"))
    found = f"{seen.term or '-'} {seen.columns}×{seen.lines}"
    if seen.term in _POOR_TERMS and os.name == "posix":
        return Finding("terminal", FAIL, found, _("Set TERM to xterm-256color or linux"))
    if seen.columns < SMALLEST[0] or seen.lines < SMALLEST[1]:
        return Finding("terminal", WARN, found, _("Make the window 80×24 or larger"))
    return Finding("terminal", OK, found)


def _folder(path: Path) -> Finding:
    try:
        check_folder(path)
    except StoreError as error:
        return Finding("folder", FAIL, str(error), _("Move the store and name it with --store"))
    return Finding("folder", OK, str(path.parent))


def _rights(path: Path) -> Finding:
    folder = _standing(path)
    writable = os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if not writable:
        return Finding(
            "rights", FAIL, _("cannot be written"), _("Give your account the right to write there")
        )
    open_to_others = [
        str(each)
        for each in (path.parent, path)
        if os.name == "posix" and each.exists() and each.stat().st_mode & _OTHERS
    ]
    if open_to_others:
        mend = "chmod go-rwx " + " ".join(f"'{each}'" for each in open_to_others)
        return Finding("rights", WARN, _("other accounts of this computer can read it"), mend)
    return Finding("rights", OK, _("yours alone"))


_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def _space(free: int) -> Finding:
    found = _("{free} MB").format(free=free // _MB)
    if free >= _LITTLE:
        return Finding("space", OK, found)
    level = FAIL if free < _TOO_LITTLE else WARN
    return Finding("space", level, found, _("Free some space; saving stops when the disk is full"))


def _standing(path: Path) -> Path:
    """The folder of the store, or where it would be made."""
    return next(folder for folder in path.absolute().parents if folder.exists())


def _plain(encoding: str) -> str:
    return encoding.casefold().replace("-", "").replace("_", "")


def _numbers(text: str) -> tuple[int, ...]:
    numbers = []
    for part in text.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in numbers)
