"""Restore: the checked backup takes over, what was replaced stays, and nothing collides."""

from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import apsw
import pytest

from data import backup, drafts
from data.restore import restore
from data.store import Identity, Store
from desk.session import Session
from models.errors import StoreError
from models.place import Building
from tests.conftest import Clock

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = 20261122


def life(path: Path, *names: str) -> tuple[list[int], list[int]]:
    """Open the desk, log a building of each name; the keys and numbers they were given."""
    with Store.open(path) as store:
        session = Session(store, clock=Clock(), random=Random(1))
        keys, numbers = [], []
        for name in names:
            with store.change(session, "building.add") as change:
                keys.append(change.add(Building(code=name, name=name)).id)
                numbers.append(change.next_number(TODAY))
    return keys, numbers


def names(path: Path) -> list[str]:
    with Store.open(path) as store:
        assert store.verify() == []
        return [row[0] for row in store.connection.execute("SELECT name FROM building ORDER BY 1")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "desk.db"
    Store.create(made, Identity(letter="A", store_id="test")).close()
    life(made, "a", "b")
    return made


@pytest.fixture
def saved(path: Path, tmp_path: Path) -> Path:
    with Store.open(path) as store:
        return backup.backup(store, tmp_path / "backups", NOW).file


def test_the_backup_takes_over_and_the_replaced_store_is_kept(path: Path, saved: Path) -> None:
    life(path, "later")
    done = restore(saved, path, NOW)
    assert names(path) == ["a", "b"]
    assert done.entries == 2
    assert done.kept
    assert done.kept.name == "desk.replaced-20261122-120000.db"
    assert names(done.kept) == ["a", "b", "later"]


def test_keys_and_numbers_never_collide_with_what_the_replaced_life_gave(
    path: Path, saved: Path
) -> None:
    keys, numbers = life(path, "c", "d", "e")
    done = restore(saved, path, NOW)
    assert done.numbers_known
    again_keys, again_numbers = life(path, "f", "g")
    assert set(keys).isdisjoint(again_keys)
    assert again_numbers == [numbers[-1] + 1, numbers[-1] + 2]
    assert names(path) == ["a", "b", "f", "g"]


def test_restoring_twice_begins_a_new_life_each_time(path: Path, saved: Path) -> None:
    first = restore(saved, path, NOW)
    keys, numbers = life(path, "c")
    second = restore(saved, path, NOW)
    again_keys, again_numbers = life(path, "c")
    assert (first.origin, second.origin) == (2, 3)
    assert keys != again_keys
    assert again_numbers == [numbers[-1] + 1]
    assert first.kept != second.kept


def test_numbers_jump_when_the_replaced_store_cannot_be_read(path: Path, saved: Path) -> None:
    life(path, "c")
    path.write_bytes(b"\0" * 8192)
    done = restore(saved, path, NOW)
    assert not done.numbers_known
    assert life(path, "d")[1] == [501]
    assert done.kept
    assert done.kept.read_bytes() == b"\0" * 8192


def test_a_damaged_page_is_as_good_as_unreadable(path: Path, saved: Path) -> None:
    life(path, "c")
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    assert not restore(saved, path, NOW).numbers_known
    assert life(path, "d")[1] == [501]


def test_a_new_computer_has_nothing_to_replace(saved: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "new" / "desk.db"
    done = restore(saved, fresh, NOW)
    assert done.kept is None
    assert names(fresh) == ["a", "b"]
    assert life(fresh, "c")[1] == [501]


def test_the_log_of_the_replaced_store_never_meets_the_new_one(path: Path, saved: Path) -> None:
    with Store.open(path) as killed:
        killed.connection.execute("INSERT INTO meta VALUES ('unseen', 'in the log')")
        beside = path.with_name("desk.db-wal")
        left = (path.read_bytes(), beside.read_bytes())
    path.write_bytes(left[0])
    beside.write_bytes(left[1])
    done = restore(saved, path, NOW)
    assert not beside.exists()
    with Store.open(path) as store:
        assert store.meta("unseen") == ""
    assert done.kept
    with Store.open(done.kept) as kept:
        assert kept.meta("unseen") == "in the log"


def test_what_lies_beside_an_unreadable_store_goes_with_it(path: Path, saved: Path) -> None:
    with Store.open(path) as killed:
        killed.connection.execute("UPDATE building SET name = 'from the old log'")
        log = path.with_name("desk.db-wal").read_bytes()
    path.write_bytes(b"\0" * 8192)
    path.with_name("desk.db-wal").write_bytes(log)
    done = restore(saved, path, NOW)
    assert names(path) == ["a", "b"]
    assert done.kept
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == log


def test_a_bad_backup_changes_nothing(path: Path, saved: Path) -> None:
    life(path, "c")
    saved.write_bytes(saved.read_bytes()[:-4096])
    before = {each.name: each.read_bytes() for each in path.parent.glob("desk.db*")}
    with pytest.raises(StoreError, match="cut off"):
        restore(saved, path, NOW)
    assert {each.name: each.read_bytes() for each in path.parent.glob("desk.db*")} == before
    assert names(path) == ["a", "b", "c"]


def test_a_backup_with_a_forged_entry_is_refused(path: Path, saved: Path) -> None:
    saved.with_name(saved.name + ".sha256").unlink()
    with apsw.Connection(str(saved)) as connection:
        connection.execute("UPDATE entry SET at = at - 1 WHERE seq = 2")
    with pytest.raises(StoreError, match="entry 2"):
        restore(saved, path, NOW)


def test_an_open_desk_must_be_closed_first(path: Path, saved: Path) -> None:
    with Store.open(path, alone=True), pytest.raises(StoreError, match="another window"):
        restore(saved, path, NOW)
    restore(saved, path, NOW)


def test_mistaken_names_are_refused(path: Path, saved: Path) -> None:
    with pytest.raises(StoreError, match="no backup at"):
        restore(saved.with_name("none.db"), path, NOW)
    with pytest.raises(StoreError, match="the store itself"):
        restore(path, path, NOW)
    with pytest.raises(StoreError, match="damaged or no store"):
        saved.write_text("x" * 4096)
        restore(saved, path, NOW)


def test_the_practice_estate_never_replaces_a_real_one(path: Path, tmp_path: Path) -> None:
    practice = tmp_path / "practice.db"
    with Store.create(practice, Identity(letter="A", practice=True)) as store:
        file = backup.backup(store, tmp_path / "backups", NOW).file
    with pytest.raises(StoreError, match="practice estate"):
        restore(file, path, NOW)
    assert names(path) == ["a", "b"]


def test_drafts_and_the_way_it_came_about_are_there(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        draft = drafts.save(store, drafts.Draft(7, "12", "投诉", 0, drafts.FormState()))
        file = backup.backup(store, tmp_path / "backups", NOW).file
    restore(file, path, NOW)
    with Store.open(path) as store:
        assert drafts.of_staff(store, 7) == [draft]
        assert file.name in store.meta("restored")
        assert store.origin == 2
