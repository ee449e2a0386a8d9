"""Power cuts: what was saved is there, what was not is not there by half.

Every write of the engine is recorded with its syncs. A cut keeps what was synced, and of what
was not any part, writes torn at a sector. The store is then opened as
after a blackout.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import apsw
import pytest

from data.store import Identity, Store
from desk.session import Session
from models.place import Building

BASE = apsw.vfs_names()[0]
SECTOR = 512
CUTS = 150
CHANGES = 30


@dataclass
class Recorder:
    """What the engine did to each file, in order: writes, truncations, syncs."""

    steps: list[tuple[str, str, Any]] = field(default_factory=list)
    saved: list[tuple[int, str]] = field(default_factory=list)

    def note(self, name: str, step: str, what: Any = None) -> None:
        self.steps.append((name, step, what))

    def acknowledge(self, code: str) -> None:
        self.saved.append((len(self.steps), code))


class RecordingFile(apsw.VFSFile):
    """A file of the default VFS that tells what is done to it."""

    def __init__(self, recorder: Recorder, name: Any, flags: Any) -> None:
        super().__init__(BASE, name, flags)
        self.told = Path(name.filename() if hasattr(name, "filename") else name).name
        self.recorder = recorder

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        self.recorder.note(self.told, "write", (offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.recorder.note(self.told, "truncate", size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self.recorder.note(self.told, "sync")


class RecordingVFS(apsw.VFS):
    """The default VFS, recorded."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__("recording", BASE, makedefault=True)
        self.recorder = recorder

    def xOpen(self, name: Any, flags: list[int]) -> RecordingFile:  # noqa: N802
        return RecordingFile(self.recorder, name, flags)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    recorder = Recorder()
    vfs = RecordingVFS(recorder)
    yield recorder
    vfs.unregister()


def apply(image: bytearray, step: str, what: Any) -> None:
    if step == "truncate":
        del image[what:]
    elif step == "write":
        offset, data = what
        if len(image) < offset + len(data):
            image.extend(bytes(offset + len(data) - len(image)))
        image[offset : offset + len(data)] = data


def after_cut(
    recorder: Recorder, start: dict[str, bytes], at: int, random: Random
) -> dict[str, bytes]:
    """What each file holds when the power goes after so many steps."""
    images = {name: bytearray(content) for name, content in start.items()}
    waiting: dict[str, list[tuple[str, Any]]] = {}
    for name, step, what in recorder.steps[:at]:
        if step == "sync":
            for each in waiting.pop(name, []):
                apply(images.setdefault(name, bytearray()), *each)
        else:
            waiting.setdefault(name, []).append((step, what))
    for name, steps in waiting.items():
        kept = [each for each in steps if random.random() < 0.5]
        for step, what in kept:
            torn = what
            if step == "write" and random.random() < 0.3:
                torn = (what[0], what[1][: random.randrange(len(what[1]) + 1) // SECTOR * SECTOR])
            apply(images.setdefault(name, bytearray()), step, torn)
    return {name: bytes(image) for name, image in images.items()}


def test_a_saved_record_survives_a_power_cut(
    tmp_path: Path, recorder: Recorder, session: Session
) -> None:
    random = Random(7)
    path = tmp_path / "counter" / "desk.db"
    Store.create(path, Identity(letter="A")).close()
    start = {path.name: path.read_bytes()}
    recorder.steps.clear()
    with Store.open(path) as store:
        store.connection.wal_autocheckpoint(40)
        for number in range(CHANGES):
            with store.change(session, "building.add") as change:
                change.add(Building(code=str(number), name="栋" * random.randrange(200)))
            recorder.acknowledge(str(number))
    assert sum(step == "sync" for _name, step, _what in recorder.steps) > CHANGES
    recorded = replace(recorder, steps=list(recorder.steps))  # what follows is recorded too
    for cut in range(CUTS):
        at = random.randrange(1, len(recorded.steps))
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        for name, content in after_cut(recorded, start, at, random).items():
            (folder / name).write_bytes(content)
        expected = {code for when, code in recorder.saved if when <= at}
        with Store.open(folder / path.name) as found:
            assert found.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            kept = {building.code for building in Building.select()}
            assert expected <= kept
            assert len(kept - expected) <= 1  # the one the cut fell into
            assert found.verify() == []
            assert found.connection.execute("SELECT count(*) FROM entry").fetchone() == (len(kept),)
