"""What the store refuses to open, and why, each in a sentence that says how to go on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

import apsw
from peewee import PeeweeException

from models.errors import StoreError
from models.words import N_

_NETWORK_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "9p.share",
    "afs",
    "webdav",
}
_SYNCED_FOLDERS = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud", "nutstore", "坚果云",
    "百度网盘", "baidusyncdisk", "wpsdrive", "wps云盘", "微云", "owncloud", "nextcloud",
)  # fmt: skip
_HEADER = b"SQLite format 3\0"
_HEADER_SIZE = 100


def check_folder(path: Path) -> None:
    """Refuse a store on a network drive or in a folder that a cloud service copies."""
    resolved = path.expanduser().resolve()
    for part in resolved.parts:
        if part.casefold().startswith(_SYNCED_FOLDERS):
            raise StoreError(
                N_("{path} lies in a folder that a cloud service copies; keep the store in a"
                   " folder of this computer alone"),
                path=path,
            )  # fmt: skip
    if PureWindowsPath(path).drive.startswith("\\\\") or _file_system(resolved) in _NETWORK_SYSTEMS:
        raise StoreError(
            N_("{path} is on a network drive, where a store can be damaged; keep it on a disk of"
               " this computer"),
            path=path,
        )  # fmt: skip


def _file_system(path: Path) -> str:
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _device, mount, system, *_rest = line.split(" ")
        if (path.is_relative_to(mount)) and len(mount) >= len(best):
            best, kind = mount, system
    return kind


def check_file(path: Path, application_id: int, version: int) -> None:
    """Refuse a file that is missing, empty, foreign, newer or damaged; never write to it."""
    if not path.exists():
        raise StoreError(N_("There is no store at {path}; `desk init` makes one"), path=path)
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if not header:
        raise StoreError(
            N_("{path} is empty, so it is no store; restore a backup with `desk restore FILE`"),
            path=path,
        )
    if len(header) < _HEADER_SIZE or not header.startswith(_HEADER):
        raise StoreError(
            N_("{path} is damaged or no store at all; restore a backup with `desk restore FILE`"),
            path=path,
        )
    if int.from_bytes(header[68:72], "big") != application_id:
        raise StoreError(N_("{path} belongs to another program and was left untouched"), path=path)
    if int.from_bytes(header[60:64], "big") > version:
        raise StoreError(
            N_("{path} was written by a newer version of this program; update it first"),
            path=path,
        )
    _check_size(path, header)


def _check_size(path: Path, header: bytes) -> None:
    # A power cut in a checkpoint may leave the header ahead of the pages; the log beside the
    # file still holds them, and opening puts them in.
    if path.with_name(path.name + "-wal").exists():
        return
    page = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    if path.stat().st_size < page_size * pages:
        raise StoreError(
            N_("{path} has been cut off; restore a backup with `desk restore FILE`"), path=path
        )


def files_of(path: str) -> list[tuple[int, int] | None]:
    """Which files stand at the store's place now: itself and its log. A few µs."""
    return [_identity(path), _identity(path + "-wal")]


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked at every save; a Path costs three times that
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sentence_for(error: Exception, path: Path) -> Exception:
    """What a fault of disk or file means for a person; any other error as it is."""
    match error:
        case apsw.FullError():
            message = N_("The disk is full; nothing was saved. Free some space and save again")
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError():
            message = N_("{path} cannot be written; nothing was saved. Check the folder's rights")
        case apsw.CorruptError() | apsw.NotADBError() | UnicodeDecodeError():
            message = N_("{path} is damaged; restore a backup with `desk restore FILE`")
        case apsw.BusyError() | apsw.LockedError():
            message = N_("Another program is writing to the store; nothing was saved, try again")
        case apsw.IOError():
            message = N_("The disk reported a fault ({fault}); nothing was saved, try again")
        case _:
            return error
    return StoreError(message, path=path, fault=type(error).__name__)


def fault_of_store(error: BaseException, path: Path) -> StoreError | None:
    """The sentence for a fault of disk or file, as the engine or peewee raise it; else None."""
    cause = error.__context__ if isinstance(error, PeeweeException) else error
    if isinstance(cause, apsw.Error | UnicodeDecodeError):
        sentence = sentence_for(cause, path)
        return sentence if isinstance(sentence, StoreError) else None
    return None


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Whatever fault of the disk or the file stops the block becomes a sentence."""
    try:
        yield
    except (apsw.Error, PeeweeException, UnicodeDecodeError) as error:
        sentence = fault_of_store(error, path)
        if sentence is None:
            raise
        raise sentence from error
