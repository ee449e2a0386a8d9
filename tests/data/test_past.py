"""A past entered at once is what it would be had each change been saved when it happened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.change import Change
from data.store import Identity, Store
from desk.session import Session
from models.person import Person
from models.place import Building
from tests.conftest import HOUR, Clock

Changing = Callable[[Session, str], AbstractContextManager[Change]]


def made(path: Path) -> tuple[Store, Session, Clock]:
    clock = Clock()
    store = Store.create(path, Identity(letter="A", store_id="same"))
    return store, Session(store, clock=clock, random=Random(1)), clock


def live_through(changing: Changing, session: Session, clock: Clock) -> Building:
    with changing(session, "building.add") as change:
        building = change.add(Building(code="3", name="3"))
    clock.forward(HOUR)
    with changing(session, "person.add") as change:
        person = change.add(Person(name="单小明"))
        change.set(building, name="3栋")
    clock.forward(HOUR)
    with changing(session, "person.correct") as change:
        change.set(person, note="VIP")
    return building


def dump(store: Store) -> dict[str, list[Any]]:
    return {
        name: list(store.connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3"))
        for name in ("entry", "log", "building", "person")
    } | {"counter": list(store.connection.execute("SELECT * FROM counter"))}


def test_a_past_gives_the_journal_and_rows_of_changes_saved_one_by_one(tmp_path: Path) -> None:
    slow, session, clock = made(tmp_path / "slow" / "desk.db")
    with slow:
        live_through(slow.change, session, clock)
        expected = dump(slow)
    fast, session, clock = made(tmp_path / "fast" / "desk.db")
    with fast:
        with fast.past() as past:
            live_through(past.change, session, clock)
        assert dump(fast) == expected
        assert not fast.verify()


def test_what_an_earlier_past_wrote_is_carried_on_and_may_be_changed_later(tmp_path: Path) -> None:
    store, session, clock = made(tmp_path / "desk.db")
    with store:
        with store.past() as past:
            building = live_through(past.change, session, clock)
        with store.past() as past, past.change(session, "building.rename") as change:
            change.set(building, name="三栋")
        with store.change(session, "building.rename") as change:
            change.set(Building.get(), name="3 栋")
        assert Building.get().name == "3 栋"
        assert Building.get().ver == 4
        before = dump(store)
        store.rebuild()
        assert dump(store) == before


def test_a_past_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store, session, clock = made(tmp_path / "desk.db")
    with store:
        with pytest.raises(RuntimeError), store.past() as past:
            live_through(past.change, session, clock)
            raise RuntimeError
        assert not Building.select().count()
        assert not list(store.entries())
