"""The files of an import: the path as it is typed, the spreadsheets lying near, where rejects go."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

from models.errors import InputError
from models.words import N_, _

SPREADSHEETS = (".xlsx", ".xls", ".csv")
_MOST = 40
_REJECTS = N_("refused")


def read_paths(typed: str) -> list[Path]:
    """The files that are meant: several parted by `;`, in quotes or as a dragged file's address."""
    paths = [_path(part) for part in typed.split(";") if part.strip()]
    if not paths:
        raise InputError(N_("Type the file's path, or choose one with F4"), "file")
    return paths


def _path(typed: str) -> Path:
    text = typed.strip().strip("\"'")
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # a home nobody knows
        return path


def nearby(folders: Iterable[Path] | None = None) -> list[Path]:
    """The spreadsheets in the folders where rosters arrive, the newest first."""
    found: dict[Path, float] = {}
    for folder in _places() if folders is None else folders:
        found |= _spreadsheets(folder)
    newest = sorted(found, key=lambda path: found[path], reverse=True)
    return newest[:_MOST]


def _places() -> list[Path]:
    return [
        user_downloads_path(), user_desktop_path(), user_documents_path(), Path.home(), Path.cwd(),
    ]  # fmt: skip


def _spreadsheets(folder: Path) -> dict[Path, float]:
    """Each with when it was changed; a folder that cannot be read has none."""
    found: dict[Path, float] = {}
    try:
        for path in folder.iterdir():
            if path.suffix.lower() in SPREADSHEETS and not path.name.startswith(("~$", ".")):
                found[path.resolve()] = path.stat().st_mtime
    except OSError:
        return found
    return found


def rejects_path(file: Path) -> Path:
    """Beside the file, under a name that nothing has yet."""
    number, stem = 1, f"{file.stem}-{_(_REJECTS)}"
    path = file.with_name(f"{stem}.xlsx")
    while path.exists():
        number += 1
        path = file.with_name(f"{stem}-{number}.xlsx")
    return path
