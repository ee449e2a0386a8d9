"""The call that closes a matter: whom, at which number, and what they say."""

import json

import pytest

from desk.acts import perform_on_matter
from desk.callbacks import nobody_answered, number_to_call, rate
from desk.reception import NewMatter, log_matter
from desk.undo import last_undoable
from models.errors import InputError, NotAllowedError, NotFoundError, StoreError
from models.look import Look
from models.matter import Matter
from models.person import Phone
from tests.conftest import HOUR, Clock
from tests.desk.conftest import As


@pytest.fixture
def done(sitting: As) -> Matter:
    """A complaint 周洁 has dealt with."""
    matter = log_matter(
        sitting("1003"),
        NewMatter(
            type="complaint", unit="3-2-1502", words="垃圾未清", caller="张三丰",
            phone="13812348866", handler="1004",
        ),
    )  # fmt: skip
    perform_on_matter(sitting("1004"), matter, "finish", {"result": "已清"})
    found: Matter = Matter.get_by_id(matter.id)
    return found


def test_the_number_is_shown_whole_after_the_look_was_saved(sitting: As, done: Matter) -> None:
    clerk = sitting("1003")
    assert number_to_call(clerk, done.id) == "13812348866"
    [look] = Look.select()
    assert (look.matter_id, look.person_id, look.by_id) == (
        done.id,
        done.person_id,
        clerk.staff_id,
    )
    last = list(clerk.store.entries())[-1]
    assert (last.act, last.kind, last.staff) == ("person.reveal", "look", clerk.staff_id)
    assert "13812348866" not in json.dumps(last.fields())
    assert clerk.store.verify() == []


def test_a_look_that_cannot_be_saved_shows_nothing(
    sitting: As, done: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = sitting("1003")

    def full(*_arguments: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(clerk.store, "change", full)
    with pytest.raises(StoreError):
        number_to_call(clerk, done.id)


def test_nobody_looks_at_a_number_without_a_call_to_make(sitting: As, done: Matter) -> None:
    for no in ("3001", "9001", "7001"):
        with pytest.raises(NotAllowedError):
            number_to_call(sitting(no), done.id)
    clerk = sitting("1003")
    rate(clerk, done.id, "5")
    with pytest.raises(InputError, match="No call-back is owed"):
        number_to_call(clerk, done.id)
    assert Look.select().count() == 0


def test_without_a_number_the_clerk_is_told_what_to_do(sitting: As, done: Matter) -> None:
    clerk = sitting("1003")
    with clerk.store.change(clerk, "set up") as change:
        change.set(done, phone_id=None)
        change.set(Phone.get(Phone.person_id == done.person_id), voided="wrong")
    with pytest.raises(NotFoundError, match="ask a supervisor"):
        number_to_call(clerk, done.id)


def test_a_look_is_not_offered_to_be_undone(sitting: As, done: Matter) -> None:
    clerk = sitting("1003")
    before = last_undoable(clerk)
    number_to_call(clerk, done.id)
    assert last_undoable(clerk) == before


def test_a_good_answer_closes_and_a_bad_one_opens_again(sitting: As, done: Matter) -> None:
    assert rate(sitting("1003"), done.id, "1", "还是脏").state == "assigned"
    perform_on_matter(sitting("1004"), Matter.get_by_id(done.id), "finish", {"result": "重扫"})
    closed = rate(sitting("1003"), done.id, "5")
    assert (closed.state, closed.mark, closed.reopened) == ("closed", 5, 1)


def test_who_did_the_work_may_not_rate_it(sitting: As, done: Matter) -> None:
    worker = sitting("1004")
    with pytest.raises(NotAllowedError, match="may not call back"):
        rate(worker, done.id, "5")
    with pytest.raises(NotAllowedError, match="may not call back"):
        number_to_call(worker, done.id)
    with pytest.raises(NotAllowedError, match="may not call back"):
        nobody_answered(worker, done.id)


def test_nobody_answered_and_the_next_call_is_due_later(
    sitting: As, done: Matter, clock: Clock
) -> None:
    owed = nobody_answered(sitting("1003"), done.id)
    assert (owed.attempts, owed.due_at) == (1, clock.now + 2 * HOUR)
    assert nobody_answered(sitting("1003"), done.id).attempts == 2
