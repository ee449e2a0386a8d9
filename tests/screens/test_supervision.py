"""The supervisor: what needs a decision, what goes wrong, each mended by one key."""

import asyncio
from collections.abc import Callable

import pytest

from desk.acts import current_order, perform, perform_on_matter
from desk.callbacks import nobody_answered
from desk.session import Session
from models.matter import Comment, Matter
from tests.conftest import DAY, HOUR, Clock
from tests.desk.conftest import As
from tests.screens.boards import current, page, statements
from tests.screens.conftest import At, Log, OneScreen


@pytest.fixture
def trouble(log: Log, sitting: As, clock: Clock) -> dict[str, Matter]:
    """Nobody reached, work given back, something late, something nobody has."""
    clerk = sitting("1003")
    unreached = log("complaint", "夜里吵", topic="zxzy", handler="1004")
    perform_on_matter(sitting("1004"), unreached, "finish", {"result": "已劝止"})
    for _attempt in range(3):
        nobody_answered(clerk, unreached.id)
    late = log("complaint", "垃圾未清", handler="1004")
    clock.forward(DAY + 2 * HOUR)
    back = log("repair", "灯不亮", topic="djbl")
    perform_on_matter(clerk, back, "assign", {"technician": "3001"})
    order = current_order(back)
    assert order is not None
    perform(clerk, order, "return", {"reason": "1"})
    return {"unreached": unreached, "late": late, "back": back}


def again(matter: Matter) -> Matter:
    found: Matter = Matter.get_by_id(matter.id)
    return found


def digit_of(app: OneScreen, label: str) -> str:
    return str(next(at for at, act in enumerate(page(app).acts(), 1) if act.label == label))


async def test_what_waits_for_a_decision_is_first_and_says_why(
    trouble: dict[str, Matter], at: At
) -> None:
    async with at("supervision", who="2001") as app:
        assert any("待我决定" in row and "2" in row for row in app.rows)
        rows = {current(app).number}
        told = app.seen
        await app.press("down")
        rows.add(current(app).number)
        assert rows == {trouble["unreached"].number, trouble["back"].number}
        assert "退单：工种不符" in told + app.seen
        assert "拨打 3 次未接通" in told + app.seen


async def test_with_nothing_to_decide_it_opens_on_what_waits_and_rests(log: Log, at: At) -> None:
    log("complaint", "夜里吵")
    async with asyncio.timeout(10), at("supervision", who="2001") as app:
        assert "夜里吵" in app.seen
        await app.press("down")
        assert page(app).shown.current is not None


async def test_left_and_right_turn_the_lists(trouble: dict[str, Matter], at: At) -> None:
    async with at("supervision", who="2001") as app:
        await app.press("right")
        assert page(app).rows.total == 2
        await app.press("end")
        assert current(app).number == trouble["late"].number
        await app.press("right", "right")
        assert current(app).number == trouble["back"].number
        await app.press("right")
        assert "近 30 天没有不满意" in app.seen
        await app.press("left", "left", "left", "left")
        assert page(app).rows.total == 2


async def test_the_late_one_is_given_to_another_extended_and_commented_by_one_key_each(
    trouble: dict[str, Matter], at: At, sitting: As
) -> None:
    late = trouble["late"]
    async with at("supervision", who="2001") as app:
        await app.press("right", "end")
        await app.press(digit_of(app, "派给"), "1")
        assert again(late).handler_id == sitting("1003").staff_id
        await app.press(digit_of(app, "批注"), "请今天回复", "enter")
        assert Comment.get(Comment.matter_id == late.id).words == "请今天回复"
        await app.press(digit_of(app, "延期"), "+2 930", "enter", "1", "f2")
        assert again(late).extended_to is not None
        assert again(late).reason == "缺料"
        assert page(app).rows.total == 1


async def test_what_nobody_reached_is_closed_or_sent_back(
    trouble: dict[str, Matter], at: At
) -> None:
    matter = trouble["unreached"]
    async with at("supervision", who="2001") as app:
        if current(app).number != matter.number:
            await app.press("down")
        await app.press(digit_of(app, "重开"), "4")
        assert (again(matter).state, again(matter).level) == ("assigned", 1)
        assert page(app).rows.total == 1


async def test_behind_the_figures_are_the_matters(trouble: dict[str, Matter], at: At) -> None:
    async with at("supervision", who="2001") as app:
        await app.press("left", "left")
        assert any("周洁" in row and "2!" in row for row in app.rows)
        await app.press("enter")
        assert {current(app).who} == {"周洁"}
        await app.press("escape")
        assert "最近期限" in app.seen
        await app.press("right")
        assert "平均用时" in app.seen
        await app.press("enter")
        assert current(app).matter_id is not None
        await app.press("left")
        assert "最近期限" in app.seen


async def test_a_figure_has_no_acts(trouble: dict[str, Matter], at: At) -> None:
    async with at("supervision", who="2001") as app:
        await app.press("left", "1")
        assert app.said == "! 这里没有第 1 项操作"


async def test_a_refresh_stays_where_one_is(trouble: dict[str, Matter], at: At, log: Log) -> None:
    async with at("supervision", who="2001") as app:
        await app.press("right")
        before = current(app).number
        log("complaint", "又一件", handler="1004")
        page(app)._look_again()
        await app.keys_done()
        assert current(app).number == before


async def test_a_key_asks_the_store_little(
    trouble: dict[str, Matter], at: At, office: Session
) -> None:
    async with at("supervision", who="2001") as app:
        with statements(office) as asked:
            await app.press("down")
        assert len(asked) <= 5, asked
        with statements(office) as asked:
            await app.press("right")
        assert len(asked) <= 7, asked


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_supervision_as_it_looks(
    trouble: dict[str, Matter],
    at: At,
    same_screen: Callable[..., None],
    size: tuple[int, int],
    lang: str,
) -> None:
    async with at("supervision", who="2001", size=size, lang=lang) as app:
        same_screen(app, "decide")
        await app.press("left", "left")
        same_screen(app, "people")
        await app.press("right")
        same_screen(app, "types")
