"""The store: what is saved stays saved, what is not ours is not touched."""

from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from data import journal
from data.store import Identity, Store
from desk.session import Session
from models.errors import StaleError, StoreError
from models.kinds import TABLES
from models.person import Person
from models.place import Building
from tests.conftest import Clock


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.table_name: store.connection.execute(
            f"SELECT * FROM {model._meta.table_name} ORDER BY id"
        ).fetchall()
        for model in TABLES
    }


def test_a_change_writes_row_and_entry_together(store: Store, session: Session) -> None:
    with store.change(session, "building.add") as change:
        building = change.add(Building(code="3", name="3栋"))
    assert Building.get_by_id(building.id).name == "3栋"
    [entry] = store.record_entries(building.id)
    assert entry.act == "building.add"
    assert entry.fields() == {"code": "3", "name": "3栋"}
    assert building.id >> 40 == store.origin


def test_a_change_that_fails_leaves_nothing(store: Store, session: Session) -> None:
    with pytest.raises(ZeroDivisionError), store.change(session, "building.add") as change:
        change.add(Building(code="3", name="3栋"))
        raise ZeroDivisionError
    assert Building.select().count() == 0
    assert list(store.entries()) == []


def test_setting_a_value_it_has_writes_nothing(store: Store, session: Session) -> None:
    with store.change(session, "building.add") as change:
        building = change.add(Building(code="3", name="3栋"))
    with store.change(session, "building.edit") as change:
        change.set(building, name="3栋")
    assert len(list(store.entries())) == 1


def test_an_older_copy_cannot_overwrite_a_newer_one(store: Store, session: Session) -> None:
    with store.change(session, "building.add") as change:
        building = change.add(Building(code="3", name="3栋"))
    mine, theirs = Building.get_by_id(building.id), Building.get_by_id(building.id)
    with store.change(session, "building.edit") as change:
        change.set(theirs, name="3号楼")
    with pytest.raises(StaleError), store.change(session, "building.edit") as change:
        change.set(mine, name="三栋")
    assert Building.get_by_id(building.id).name == "3号楼"


def test_rebuild_gives_the_same_rows(store: Store, session: Session, clock: Clock) -> None:
    with store.change(session, "seed") as change:
        buildings = [change.add(Building(code=str(n), name=f"{n}栋")) for n in range(20)]
        change.add(Person(name="张三丰"))
    for building in buildings[::3]:
        clock.forward(1)
        with store.change(session, "building.edit") as change:
            change.set(building, phase="二期", voided=None if building.code != "3" else "拆除")
    before = dump(store)
    assert store.rebuild() == 21
    assert dump(store) == before


def test_why_stands_beside_the_fields_and_is_none(store: Store, session: Session) -> None:
    with store.change(session, "building.add") as change:
        change.note(why="补录", undoes=7)
        building = change.add(Building(code="3", name="3栋"))
        person = change.add(Person(name="张三丰"))
    [entry] = store.record_entries(building.id)
    assert (entry.aside(journal.WHY), entry.aside(journal.UNDOES)) == ("补录", 7)
    assert entry.fields() == {"code": "3", "name": "3栋"}
    folded = journal.fold(store.record_entries(person.id))
    assert folded
    assert folded.values == {"name": "张三丰"}


def test_the_journal_verifies_and_tampering_shows(store: Store, session: Session) -> None:
    with store.change(session, "seed") as change:
        for n in range(5):
            change.add(Building(code=str(n), name=f"{n}栋"))
    assert store.verify() == []
    store.connection.execute("UPDATE entry SET body = replace(body, '2栋', '9栋') WHERE seq = 3")
    assert [(found.seq, found.what) for found in store.verify()] == [(3, "body")]


def test_a_redacted_body_does_not_break_the_chain(store: Store, session: Session) -> None:
    with store.change(session, "person.add") as change:
        change.add(Person(name="张三丰"))
    store.connection.execute("UPDATE entry SET body = NULL")
    assert store.verify() == []


def test_personal_digests_are_salted(store: Store, session: Session) -> None:
    with store.change(session, "person.add") as change:
        change.add(Person(name="张三丰"))
        change.add(Person(name="张三丰"))
    one, two = store.entries()
    assert one.fields() == two.fields()
    assert one.digest != two.digest


def test_entries_of_a_newer_version_survive_a_rebuild(store: Store, session: Session) -> None:
    with store.change(session, "building.add") as change:
        building = change.add(Building(code="3", name="3栋"))
    store.connection.execute(
        """UPDATE entry SET body = '{"code":"3","name":"3栋","solar":"yes"}'"""
    )
    store.connection.execute(
        "INSERT INTO entry SELECT stream, origin, 2, change, 'drone', key + 1, act, ver, parents,"
        " at, staff, approver, body, digest, hash FROM entry"
    )
    store.rebuild()
    assert Building.get_by_id(building.id).name == "3栋"
    assert len(list(store.entries())) == 2


def test_a_second_window_on_the_same_desk_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store.create(path, Identity(letter="A")).close()
    with Store.open(path, alone=True):
        with pytest.raises(StoreError, match="another window"):
            Store.open(path, alone=True)
        Store.open(path).close()
    Store.open(path, alone=True).close()


def spoil(path: Path, at: int, value: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(value)


@pytest.mark.parametrize(
    ("at", "value", "sentence"),
    [
        (0, b"not a database..", "damaged or no store"),
        (68, b"\0\0\0\1", "another program"),
        (60, b"\0\0\1\0", "newer version"),
    ],
)
def test_foreign_newer_and_damaged_files_are_refused_and_left_alone(
    tmp_path: Path, at: int, value: bytes, sentence: str
) -> None:
    path = tmp_path / "desk.db"
    Store.create(path, Identity(letter="A")).close()
    spoil(path, at, value)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=sentence):
        Store.open(path)
    assert path.read_bytes() == before


def test_empty_missing_and_truncated_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with pytest.raises(StoreError, match="no store at"):
        Store.open(path)
    path.touch()
    with pytest.raises(StoreError, match="empty"):
        Store.open(path)
    assert path.stat().st_size == 0
    path.unlink()
    Store.create(path, Identity(letter="A")).close()
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 4096)
    with pytest.raises(StoreError, match="cut off"):
        Store.open(path)


def test_a_store_in_a_synced_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cloud service"):
        Store.create(tmp_path / "OneDrive - 物业" / "desk.db", Identity(letter="A"))


def test_long_work_in_a_thread_saves_through_a_connection_of_its_own(session: Session) -> None:
    store = session.store

    def work() -> None:
        with store.in_thread() as twin:
            assert twin.connection is not store.connection
            with twin.change(replace(session, store=twin), "set up") as change:
                change.add(Building(code="9", name="9"))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert Building.get().code == "9"
    with store.change(session, "set up") as change:
        change.add(Building(code="10", name="10"))
    assert store.verify() == []
