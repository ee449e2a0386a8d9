"""Dispatch: what waits finds its technician with one key."""

from collections.abc import Callable

import pytest

from data.reference import topics
from desk.acts import perform, perform_on_matter
from desk.session import Session
from models.matter import Matter
from models.office import Staff
from models.order import WorkOrder
from tests.conftest import HOUR, MINUTE, Clock
from tests.desk.conftest import As
from tests.screens.boards import current, page, statements
from tests.screens.conftest import At, Log


@pytest.fixture
def orders(log: Log, clock: Clock) -> tuple[Matter, Matter, Matter]:
    """A tap and a lamp wait since yesterday, a burst pipe since just now."""
    tap = log("repair", "龙头滴水", topic="ltls")
    lamp = log("repair", "灯不亮", topic="djbl")
    clock.forward(20 * HOUR)
    return tap, lamp, log("repair", "水管爆裂", topic="sgbl")


def order_of(matter: Matter) -> WorkOrder:
    found: WorkOrder = WorkOrder.get(WorkOrder.matter_id == matter.id)
    return found


def technician_of(matter: Matter) -> str | None:
    staff = Staff.get_or_none(Staff.id == order_of(matter).technician_id)
    return staff.name if staff else None


async def test_the_urgent_one_waits_first_and_the_best_for_it_stands_first(
    orders: tuple[Matter, Matter, Matter], at: At
) -> None:
    async with at("dispatch") as app:
        assert current(app).number == orders[2].number
        first = next(row for row in app.rows if ">1 赵刚" in row)
        assert "回车派给 赵刚" in app.seen
        assert "水 木" in first
        assert "当班" in first


async def test_enter_gives_it_to_the_proposed_one_and_the_next_stands_there(
    orders: tuple[Matter, Matter, Matter], at: At
) -> None:
    async with at("dispatch") as app:
        await app.press("enter")
        assert app.said == f"✔ {orders[2].number} 已派给 赵刚"
        assert technician_of(orders[2]) == "赵刚"
        assert current(app).number == orders[0].number
        await app.press("enter")
        assert technician_of(orders[0]) == "孙伟"  # 赵刚 has one in hand now


async def test_given_to_the_wrong_one_it_is_taken_back(
    orders: tuple[Matter, Matter, Matter], at: At
) -> None:
    async with at("dispatch") as app:
        await app.press("enter", "ctrl+z", "2")
        assert technician_of(orders[2]) is None
        assert "[待派工 3]" in app.seen
        assert current(app).number == orders[0].number


async def test_a_digit_gives_it_to_the_one_with_that_number(
    orders: tuple[Matter, Matter, Matter], at: At
) -> None:
    async with at("dispatch") as app:
        await app.press("2")
        assert technician_of(orders[2]) == "孙伟"
        await app.press("9")
        assert app.said == "! 没有 9 号师傅"


async def test_the_technicians_follow_the_order_under_the_cursor(
    orders: tuple[Matter, Matter, Matter], at: At
) -> None:
    async with at("dispatch") as app:
        await app.press("end")
        assert current(app).number == orders[1].number
        assert any(">1 孙伟" in row for row in app.rows)
        assert "回车派给 孙伟" in app.seen


async def test_nobody_is_given_what_nobody_on_duty_can_do(log: Log, at: At) -> None:
    matter = log("repair", "对讲没声音", topic=low_voltage())
    async with at("dispatch") as app:
        await app.press("enter")
        assert app.said.startswith("! 当班的没有能做的人")
        assert technician_of(matter) is None
        await app.press("1")
        assert technician_of(matter) == "吴涛"
        assert "休" in app.said


def low_voltage() -> str:
    return next(topic.code for topic in topics("repair") if topic.skill == "low_voltage")


async def test_left_and_right_show_what_is_under_way_and_the_slips(
    orders: tuple[Matter, Matter, Matter], at: At, sitting: As
) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    perform_on_matter(clerk, orders[0], "assign", {"technician": "3001"})
    async with at("dispatch") as app:
        assert "[待派工 2]" in app.seen
        await app.press("right")
        assert "[在办 1]" in app.seen
        assert current(app).number == orders[0].number
        order = order_of(orders[0])
        perform(technician, order, "accept", {})
        perform(technician, WorkOrder.get_by_id(order.id), "finish", {"result": "已修"})
        await app.press("right")
        assert "[待返单 1]" in app.seen
        await app.press("right", "left", "2")
        assert app.said.startswith(f"! {orders[0].number} 已完工")


async def test_an_order_under_way_is_returned_with_a_reason(
    orders: tuple[Matter, Matter, Matter], at: At, sitting: As
) -> None:
    perform_on_matter(sitting("1003"), orders[0], "assign", {"technician": "3001"})
    async with at("dispatch") as app:
        await app.press("right", "f10")
        number = next(row for row in app.rows if "退单" in row).split()[1]
        await app.press(number, "1")
        assert order_of(orders[0]).reason == "工种不符"
        assert technician_of(orders[0]) is None
        await app.press("left")
        assert "[待派工 3]" in app.seen


async def test_the_desk_says_who_is_out_and_until_when(
    orders: tuple[Matter, Matter, Matter], at: At
) -> None:
    async with at("dispatch") as app:
        await app.press("tab", "f4", "2", "15:30", "enter")
        assert app.said == "✔ 赵刚 外出"
        staff = Staff.get(Staff.no == "3001")
        assert (staff.duty, staff.duty_note) == ("out", "15:30")
        assert any(">1 孙伟" in row for row in app.rows)
        await app.press("f4", "1")
        assert Staff.get(Staff.no == "3001").duty == "on"


async def test_nothing_waits_and_it_says_so(at: At) -> None:
    async with at("dispatch") as app:
        assert "没有待派工的单" in app.seen
        await app.press("enter", "1")
        assert app.said == "! 没有待派工的单"


async def test_a_key_asks_the_store_little(
    orders: tuple[Matter, Matter, Matter], at: At, office: Session
) -> None:
    async with at("dispatch") as app:
        with statements(office) as asked:
            await app.press("down")
        assert len(asked) <= 2, asked
        with statements(office) as asked:
            page(app).reload()
            await app.keys_done()
        assert len(asked) <= 5, asked


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_dispatch_as_it_looks(
    orders: tuple[Matter, Matter, Matter],
    at: At,
    same_screen: Callable[..., None],
    clock: Clock,
    size: tuple[int, int],
    lang: str,
) -> None:
    clock.forward(40 * MINUTE)
    async with at("dispatch", size=size, lang=lang) as app:
        same_screen(app, "dispatch")
