"""The supervisor's review: what needs a decision and why, and who has how much."""

import pytest

from desk.acts import current_order, perform, perform_on_matter
from desk.boards import board_rows
from desk.callbacks import nobody_answered, rate
from desk.reception import NewMatter, log_matter
from desk.supervision import by_person, by_type, count_of, list_rows, lists, rows_of, why
from models.errors import NotAllowedError
from models.matter import Matter
from models.order import WorkOrder
from models.person import Phone
from tests.conftest import DAY, HOUR, Clock
from tests.desk.conftest import As


@pytest.fixture
def made(sitting: As) -> dict[str, Matter]:
    """One of each that waits for a decision."""
    clerk = sitting("1003")

    def log(kind: str, words: str, **more: str) -> Matter:
        fields = {"unit": "3-2-1502", "caller": "张三丰", "phone": "13812348866", **more}
        return log_matter(clerk, NewMatter(type=kind, words=words, **fields))  # type: ignore[arg-type]

    found = {
        "unreached": log("complaint", "夜里吵", handler="1004"),
        "no_phone": log("complaint", "门口脏", handler="1004", caller="李四", phone=""),
        "returned": log("repair", "灯不亮"),
        "standing": log("repair", "龙头滴水"),
        "nothing": log("repair", "门锁坏"),
    }
    for name in ("unreached", "no_phone"):
        perform_on_matter(sitting("1004"), found[name], "finish", {"result": "已处理"})
    for _attempt in range(3):
        nobody_answered(clerk, found["unreached"].id)
    order = order_of(found["returned"])
    perform(clerk, order, "assign", {"technician": "3001"})
    perform(clerk, order_of(found["returned"]), "return", {"reason": "1"})
    perform(clerk, order_of(found["standing"]), "assign", {"technician": "3001"})
    perform(clerk, order_of(found["standing"]), "accept", {})
    perform(clerk, order_of(found["standing"]), "wait_parts", {"reason": "1"})
    return found


def order_of(matter: Matter) -> WorkOrder:
    order = current_order(matter)
    assert order is not None
    return order


def test_what_waits_for_a_decision_says_why(sitting: As, made: dict[str, Matter]) -> None:
    chief = sitting("2001")
    found = list_rows(chief, "decide")
    told = {name: why(chief, found).get(matter.id, "") for name, matter in made.items()}
    assert told == {
        "unreached": "not reached (3 calls)",
        "no_phone": "no number to call",
        "returned": "given back: 工种不符",
        "standing": "stands still: 缺料",
        "nothing": "",
    }
    assert lists(chief)["decide"] == len(found) == 4


def test_a_decision_made_is_none_any_more(sitting: As, made: dict[str, Matter]) -> None:
    chief = sitting("2001")
    perform(chief, order_of(made["returned"]), "assign", {"technician": "3002"})
    until = chief.midnight_ms(3)
    perform_on_matter(
        chief, Matter.get_by_id(made["standing"].id), "extend", {"until": until, "reason": "1"}
    )
    perform_on_matter(
        chief,
        Matter.get_by_id(made["unreached"].id),
        "close",
        {"result": "已处理", "reason": "三次无人接"},
    )
    assert [row.matter_id for row in list_rows(chief, "decide")] == [made["no_phone"].id]


def test_a_number_found_later_ends_the_decision(sitting: As, made: dict[str, Matter]) -> None:
    chief = sitting("2001")
    matter = Matter.get_by_id(made["no_phone"].id)
    with chief.store.change(chief, "set up") as change:
        change.add(Phone(person_id=matter.person_id, number="13900001111"))
    assert made["no_phone"].id not in [row.matter_id for row in list_rows(chief, "decide")]


def test_who_has_how_much_and_how_much_of_it_is_late(
    sitting: As, made: dict[str, Matter], clock: Clock
) -> None:
    chief = sitting("2001")
    clock.forward(4 * DAY)
    found = {one.label: one for one in by_person(chief)}
    assert (found["周洁"].open, found["周洁"].late) == (2, 2)
    assert (found["赵刚"].open, found["赵刚"].note) == (1, "On duty")
    assert found["Nobody yet"].key is None
    rows = rows_of(chief, found["周洁"])(0, 50)
    assert {row.matter_id for row in rows} == {made["unreached"].id, made["no_phone"].id}
    assert count_of(chief, found["Nobody yet"])() == found["Nobody yet"].open == 2
    assert {row.person for row in rows} == {"张*丰", "李*"}


def test_what_is_open_and_was_closed_by_type(
    sitting: As, made: dict[str, Matter], clock: Clock
) -> None:
    chief = sitting("2001")
    clock.forward(6 * HOUR)
    rate(sitting("1003"), made["unreached"].id, "5")
    found = {one.key: one for one in by_type(chief)}
    complaint = found["complaint"]
    assert (complaint.open, complaint.closed_today, complaint.average) == (1, 1, 6 * HOUR)
    assert (found["repair"].open, found["repair"].average) == (3, None)
    assert count_of(chief, found["repair"])() == 3


def test_the_review_is_for_supervisors(sitting: As, made: dict[str, Matter]) -> None:
    for no in ("1003", "3001", "9001"):
        session = sitting(no)
        for ask in (lists, by_person, by_type):
            with pytest.raises(NotAllowedError):
                ask(session)
    assert board_rows(sitting("1003"), "late") == []
