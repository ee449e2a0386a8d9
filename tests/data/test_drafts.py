"""Drafts: a half-typed form outlives its window, and belongs to whoever typed it."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from data import drafts
from data.drafts import Draft, FormState
from data.store import Identity, Store
from desk.session import Session
from models.errors import InputError, NotFoundError
from models.place import Building
from tests.conftest import NOON

ANN, BO = 7, 8

HALF_TYPED = FormState({"words": "邻居周日装修[/", "unit": "3-2-1502"}, "words", 6, None, 42)


def typed(store: Store, staff: int = ANN, title: str = "投诉登记", at: int = NOON) -> Draft:
    return drafts.save(store, Draft(staff, "12", title, at, HALF_TYPED))


def test_a_draft_comes_back_as_it_was_left(store: Store) -> None:
    saved = typed(store)
    assert drafts.get(store, ANN, saved.id) == saved
    assert drafts.of_staff(store, ANN)[0].state.cursor == 6


def test_typing_on_changes_the_same_draft(store: Store) -> None:
    saved = typed(store)
    state = replace(HALF_TYPED, values={"words": "邻居周日装修，电钻"}, cursor=9)
    drafts.save(store, replace(saved, state=state, at=NOON + 400))
    [found] = drafts.of_staff(store, ANN)
    assert (found.id, found.at, found.state) == (saved.id, NOON + 400, state)


def test_a_draft_stays_with_its_author(store: Store) -> None:
    saved = typed(store)
    assert drafts.of_staff(store, BO) == []
    with pytest.raises(NotFoundError):
        drafts.get(store, BO, saved.id)
    with pytest.raises(NotFoundError):
        drafts.save(store, replace(saved, staff=BO, title="taken over"))
    with pytest.raises(NotFoundError):
        drafts.delete(store, BO, saved.id)
    assert drafts.get(store, ANN, saved.id) == saved


def test_nine_forms_can_be_parked_and_the_tenth_is_refused(store: Store) -> None:
    parked = [drafts.park(store, ANN, typed(store).id).parked for _ in range(9)]
    assert parked == list(range(1, 10))
    tenth = typed(store)
    with pytest.raises(InputError, match="Nine forms are parked"):
        drafts.park(store, ANN, tenth.id)
    assert drafts.get(store, ANN, tenth.id).parked == 0
    assert drafts.park(store, BO, typed(store, BO).id).parked == 1


def test_a_slot_that_was_freed_is_used_again(store: Store) -> None:
    first, second = typed(store, title="one"), typed(store, title="two")
    drafts.park(store, ANN, first.id)
    drafts.park(store, ANN, second.id)
    back = drafts.unpark(store, ANN, 1)
    assert (back.title, back.parked) == ("one", 0)
    typed(store, title="three", at=NOON + 1)
    assert [draft.title for draft in drafts.of_staff(store, ANN)] == ["two", "three", "one"]
    assert drafts.park(store, ANN, back.id).parked == 1
    with pytest.raises(NotFoundError, match="slot 5"):
        drafts.unpark(store, ANN, 5)


def test_parking_twice_keeps_the_slot(store: Store) -> None:
    saved = typed(store)
    assert drafts.park(store, ANN, saved.id).parked == 1
    assert drafts.park(store, ANN, saved.id).parked == 1


def test_a_parked_form_that_is_typed_on_stays_in_its_slot(store: Store) -> None:
    saved = typed(store)
    drafts.park(store, ANN, saved.id)
    drafts.save(store, replace(saved, title="later"))
    assert drafts.get(store, ANN, saved.id).parked == 1


def test_saving_the_record_ends_its_draft_for_good(store: Store, session: Session) -> None:
    saved = typed(store)
    with store.change(session, "building.add") as change:
        change.add(Building(code="3", name="3栋"))
        change.end_draft(saved.id)
    assert drafts.of_staff(store, ANN) == []
    with pytest.raises(NotFoundError, match="finished"):
        drafts.save(store, saved)
    assert drafts.of_staff(store, ANN) == []
    assert typed(store).id != saved.id


def test_a_draft_stays_when_saving_the_record_fails(store: Store, session: Session) -> None:
    saved = typed(store)
    with pytest.raises(ZeroDivisionError), store.change(session, "building.add") as change:
        change.end_draft(saved.id)
        raise ZeroDivisionError
    assert drafts.of_staff(store, ANN) == [saved]


def test_a_draft_of_a_newer_version_keeps_what_is_known(store: Store) -> None:
    saved = typed(store)
    store.connection.execute("UPDATE draft SET state = json_set(state, '$.zoom', 3)")
    assert drafts.get(store, ANN, saved.id) == saved


_TYPIST = """
import sys
from dataclasses import replace
from pathlib import Path
from data import drafts
from data.store import Store
with Store.open(Path(sys.argv[1])) as store:
    draft = drafts.save(store, drafts.Draft(7, "12", "", 0, drafts.FormState()))
    for n in range(1_000_000):
        state = drafts.FormState({"words": "字" * (n % 500), "n": n}, "words", n)
        draft = drafts.save(store, replace(draft, state=state))
        print(n, flush=True)
"""


def test_a_kill_loses_no_saved_letter(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store.create(path, Identity(letter="A")).close()
    root = Path(__file__).parents[2]
    for cut in (3, 40, 90):
        typist = subprocess.Popen(
            [sys.executable, "-c", _TYPIST, str(path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert typist.stdout
        told = [typist.stdout.readline() for _ in range(cut)]
        typist.send_signal(signal.SIGKILL)
        told += typist.stdout.readlines()
        typist.wait()
        typist.stdout.close()
        acknowledged = int([line for line in told if line.endswith(b"\n")][-1])
        with Store.open(path) as store:
            newest = drafts.of_staff(store, 7)[0]
            assert newest.state.values["n"] >= acknowledged
            drafts.delete(store, 7, newest.id)
