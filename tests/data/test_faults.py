"""Kills, full disks, lost files, damaged pages: what was acknowledged stays, the rest is a sentence."""

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.store import Store
from desk.__main__ import _run
from desk.session import Session
from models.base import table
from models.errors import StoreError
from models.kinds import TABLES
from models.matter import Matter
from models.place import Building
from tests.desk.conftest import PINS, office_template

__all__ = ["office_template"]

ROOT = Path(__file__).resolve().parents[2]
KILLS = 5

SAVING = """
import sys
from pathlib import Path
from random import Random
from data.store import Store
from desk.acts import perform
from desk.reception import NewMatter, log_matter
from desk.__main__ import _run
from desk.session import Session
from models.office import Staff
path, told, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Store.open(path) as store, open(told, "a", buffering=1, encoding="utf-8") as out:
    store.connection.wal_autocheckpoint(30)
    session = Session(store, random=Random(3)).signed_in(Staff.get(Staff.no == "1003"))
    for turn in range(count):
        matter = log_matter(session, NewMatter(
            type="repair", unit="3-2-1502", caller="李四", phone="13812348866", words="厨房漏水"))
        out.write(f"{matter.id} {matter.number}\\n")
"""


def saving(path: Path, told: Path, count: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", SAVING, str(path), str(told), str(count)],
        cwd=ROOT, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.fixture
def place(office_template: Path, tmp_path: Path) -> Path:
    """Where the office's store lies, with nobody at it."""
    path = tmp_path / "counter" / "desk.db"
    path.parent.mkdir()
    shutil.copy(office_template, path)
    return path


def acknowledged(told: Path) -> list[tuple[int, str]]:
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return [(int(key), number) for key, _space, number in (line.partition(" ") for line in lines)]


def check_whole(store: Store) -> None:
    """Rows, journal and search rows say the same, and no number was given twice."""
    execute = store.connection.execute
    assert execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert store.verify() == []
    numbers = [number for (number,) in execute("SELECT number || year FROM matter")]
    assert len(numbers) == len(set(numbers))
    # Each matter has its work order and its person: no change is there by half.
    [(halves,)] = execute(
        "SELECT count(*) FROM matter WHERE person_id NOT IN (SELECT id FROM person)"
        " OR NOT EXISTS (SELECT 1 FROM work_order WHERE matter_id = matter.id)"
    )
    assert halves == 0
    before = contents(store)
    store.rebuild()
    assert contents(store) == before


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every record, and every search row as the index keeps it."""
    execute = store.connection.execute
    rows = {
        table(model): execute(f"SELECT * FROM {table(model)} ORDER BY id").fetchall()
        for model in TABLES
    }
    searched = [
        str(name)
        for (name,) in execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%' ORDER BY name"
        )
    ]
    assert searched
    for name in searched:
        execute(f"CREATE VIRTUAL TABLE temp.words_{name} USING fts5vocab(main, {name}, row)")
        rows[name] = execute(f"SELECT * FROM temp.words_{name}").fetchall()
        execute(f"DROP TABLE temp.words_{name}")
    return rows


def test_a_kill_while_it_saves_loses_nothing_acknowledged(place: Path, tmp_path: Path) -> None:
    told, chance = tmp_path / "told", random.Random(5)
    for _ in range(KILLS):
        before = len(acknowledged(told))
        child = saving(place, told, 100_000)
        end = time.monotonic() + 20
        while len(acknowledged(told)) == before and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.15)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert child.returncode == -signal.SIGKILL
    saved = acknowledged(told)
    assert len(saved) > KILLS
    with Store.open(place) as store:
        kept = {matter.id: matter.number for matter in Matter.select()}
        assert kept.items() >= set(saved)
        assert len(kept) - len(saved) <= KILLS  # at most the one that each kill fell into
        check_whole(store)


def test_two_programs_save_at_once_and_neither_waits_in_vain(place: Path, tmp_path: Path) -> None:
    told = [tmp_path / "one", tmp_path / "two"]
    children = [saving(place, each, 60) for each in told]
    assert [child.communicate()[1] for child in children] == [b"", b""]
    saved = [one for each in told for one in acknowledged(each)]
    assert len({key for key, _number in saved}) == len({number for _key, number in saved}) == 120
    with Store.open(place) as store:
        assert Matter.select().count() == 120
        check_whole(store)


FILLING = """
import resource, signal, sys
from pathlib import Path
from random import Random
from data.store import Store
from desk.reception import NewMatter, log_matter
from desk.__main__ import _run
from desk.session import Session
from models.errors import StoreError
from models.office import Staff
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
def log(words):
    return log_matter(session, NewMatter(type="repair", unit="3-2-1502", caller="李四", words=words))
def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
path = Path(sys.argv[1])
with Store.open(path) as store:
    session = Session(store, random=Random(3)).signed_in(Staff.get(Staff.no == "1003"))
    log("厨房漏水")
    log_size = path.with_name(path.name + "-wal").stat().st_size
    for more in range(0, 40_000, 4_000):  # the disk is full at another point each time
        room(log_size + more)
        for _turn in range(20):
            try:
                log("漏" * 1500)
            except StoreError as error:
                print(error)
                break
        else:
            raise SystemExit("the disk did not fill")
    room(resource.RLIM_INFINITY)
    print(log("厨房漏水").number)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_a_full_disk_is_a_sentence_and_the_day_goes_on(place: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FILLING, str(place)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    *refused, number = ran.stdout.splitlines()
    assert len(refused) == 10
    assert all("nothing was saved" in sentence for sentence in refused), refused
    assert number.startswith("BX")
    with Store.open(place) as store:
        check_whole(store)


Spoil = Callable[[Path], None]


def replaced(path: Path) -> None:
    path.with_name("other").write_bytes(path.read_bytes())
    path.with_name("other").replace(path)


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(Path.unlink, id="deleted"),
        pytest.param(lambda path: path.rename(path.with_name("moved")), id="moved"),
        pytest.param(replaced, id="replaced"),
        pytest.param(lambda path: path.parent.rename(f"{path.parent}-moved"), id="folder moved"),
        pytest.param(lambda path: path.with_name("desk.db-wal").unlink(), id="log deleted"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_store_lost_while_the_desk_runs_refuses_to_save(
    store: Store, session: Session, lose: Spoil
) -> None:
    with store.change(session, "building.add") as change:
        change.add(Building(code="1", name="1栋"))
    lose(store.path)
    for _ in range(2):
        with (
            pytest.raises(StoreError, match="deleted, moved or replaced"),
            store.change(session, "building.add") as change,
        ):
            change.add(Building(code="2", name="2栋"))
        with pytest.raises(StoreError, match="nothing was saved"):
            store.set_meta("note", "1")
    assert Building.select().count() == 1


@contextmanager
def without_rights(path: Path, rights: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(rights)
    yield
    path.chmod(before)


def no_longer_above_rights() -> None:
    """Even root writes only what its owner may, as everybody at a counter does."""
    drop_from_bounding_set, cap_dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, cap_dac_override, 0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_a_sentence(place: Path, what: str) -> None:
    rights = {"file": (place, 0o444), "folder": (place.parent, 0o555)}
    with without_rights(*rights[what]):
        ran = subprocess.run(
            [sys.executable, "-m", "desk", "--lang", "en", "--store", str(place), "--as", "1003",
             "log", "complaint", "--text", "x"],
            env={**os.environ, "DESK_SECRET": PINS["1003"]},
            cwd=ROOT, capture_output=True, text=True, check=False,
            preexec_fn=no_longer_above_rights,
        )  # fmt: skip
    assert ran.returncode == 1
    [sentence] = ran.stderr.splitlines()
    assert "cannot be written" in sentence


COMMANDS = (
    ["queue", "open"],
    ["find", "漏水"],
    ["find", "31502"],
    ["show", "3-2-1502"],
    ["log", "complaint", "--unit", "31502", "--text", "夜里吵", "--caller", "张三丰"],
    ["backup"],
    ["doctor"],
)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seed", range(3))
def test_damaged_pages_are_a_sentence_in_every_command(
    place: Path,
    tmp_path: Path,
    seed: int,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DESK_SECRET", PINS["1003"])
    child = saving(place, tmp_path / "told", 40)
    assert child.communicate()[1] == b""
    chance, sound = random.Random(seed), place.read_bytes()
    sentences = 0
    for turn in range(6):
        spoiled = bytearray(sound)
        for _ in range(1 + turn * 6):
            page = chance.randrange(1, len(sound) // 4096) * 4096
            spoiled[page : page + 4096] = chance.randbytes(4096)
        for command in COMMANDS:
            for beside in place.parent.glob("desk.db-*"):
                beside.unlink()
            place.write_bytes(spoiled)
            status = _run(["--store", str(place), "--lang", "en", "--as", "1003", *command])
            said = capfd.readouterr()
            assert status in {0, 1, 2, 3}
            if status and command != ["doctor"]:
                assert len(said.err.splitlines()) == 1, said.err
                sentences += "damaged" in said.err
    assert sentences
