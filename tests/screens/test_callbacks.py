"""Call-backs: ring, hear, one digit, done."""

from collections.abc import Callable

import pytest

from desk.acts import perform_on_matter
from desk.session import Session
from models.look import Look
from models.matter import Callback, Matter
from models.words import _
from tests.conftest import DAY, HOUR, Clock
from tests.desk.conftest import As
from tests.screens.boards import current, page, statements
from tests.screens.conftest import At, Log


@pytest.fixture
def owed(log: Log, sitting: As, clock: Clock) -> tuple[Matter, Matter]:
    """Two that 周洁 dealt with, due; one that 王敏 did herself; one due in three days."""
    first = log("complaint", "垃圾未清", topic="zxzy", handler="1004")
    second = log("request", "帮忙开门", handler="1004")
    own = log("complaint", "夜里吵", handler="1003")
    for matter, who in ((first, "1004"), (second, "1004"), (own, "1003")):
        perform_on_matter(sitting(who), matter, "finish", {"result": "已处理"})
        clock.forward(HOUR)
    clock.forward(3 * DAY)
    later = log("complaint", "草坪", handler="1004")
    perform_on_matter(sitting("1004"), later, "finish", {"result": "已补种"})
    return first, second


def again(matter: Matter) -> Matter:
    found: Matter = Matter.get_by_id(matter.id)
    return found


async def test_the_oldest_is_first_with_what_it_was_about_and_its_number_masked(
    owed: tuple[Matter, Matter], at: At
) -> None:
    async with at("callbacks") as app:
        assert current(app).number == owed[0].number
        assert "[待回访 3]  全部待回访 4" in app.seen
        assert "垃圾未清" in app.seen
        assert "结果 已处理" in app.seen
        assert "138****8866" in app.seen
        assert "13812348866" not in app.seen.replace(" ", "")
        assert Look.select().count() == 0


async def test_enter_shows_the_number_and_moving_on_masks_it(
    owed: tuple[Matter, Matter], at: At
) -> None:
    async with at("callbacks") as app:
        await app.press("enter")
        assert "138 1234 8866" in app.seen
        assert Look.select().count() == 1
        page(app)._look_again()
        await app.keys_done()
        assert "138 1234 8866" in app.seen
        await app.press("down")
        assert "138 1234 8866" not in app.seen
        await app.press("up")
        assert "138 1234 8866" not in app.seen


async def test_half_a_minute_later_it_is_masked_again(owed: tuple[Matter, Matter], at: At) -> None:
    async with at("callbacks") as app:
        await app.press("enter")
        assert page(app)._hide is not None
        page(app)._mask()
        assert "138 1234 8866" not in app.seen


async def test_a_mark_words_and_it_is_closed(owed: tuple[Matter, Matter], at: At) -> None:
    async with at("callbacks") as app:
        await app.press("5", "很快", "f2")
        assert (again(owed[0]).state, again(owed[0]).mark) == ("closed", 5)
        assert app.said == f"✔ {owed[0].number} 满意"
        assert Callback.get(Callback.matter_id == owed[0].id).words == "很快"
        assert current(app).number == owed[1].number
        await app.press("3", "f2")
        assert again(owed[1]).mark == 3


async def test_a_bad_mark_says_that_it_opens_again_before_it_is_saved(
    owed: tuple[Matter, Matter], at: At
) -> None:
    async with at("callbacks") as app:
        await app.press("1")
        assert "将升一级重开" in app.seen
        await app.press("escape")
        assert again(owed[0]).state == "callback"
        await app.press("1", "还是脏", "f2")
        assert (again(owed[0]).state, again(owed[0]).level) == ("assigned", 1)


async def test_nobody_answers_and_the_next_time_is_said(
    owed: tuple[Matter, Matter], at: At
) -> None:
    async with at("callbacks") as app:
        await app.press("0")
        assert app.said == f"✔ {owed[0].number} 第 1 次无人接听，17:00 再打"
        assert "已拨 1 次" in app.seen
        row = next(row for row in app.rows if owed[0].number in row)
        assert "1次" in row


async def test_who_did_the_work_is_told_so_and_neither_rings_nor_rates(
    owed: tuple[Matter, Matter], at: At
) -> None:
    async with at("callbacks") as app:
        await app.press("end")
        assert "这件是您办的，须由同事回访" in app.seen
        for key in ("5", "enter", "0"):
            await app.press(key)
            assert app.said == "! 办理人不能自己回访，请同事回访"
        assert Look.select().count() == 0


async def test_another_digit_is_no_mark(owed: tuple[Matter, Matter], at: At) -> None:
    async with at("callbacks") as app:
        await app.press("4")
        assert app.said == "! 评分是 5满意  3较满意  1不满意  0无人接听"


async def test_left_and_right_show_all_that_are_owed(owed: tuple[Matter, Matter], at: At) -> None:
    async with at("callbacks") as app:
        await app.press("right")
        assert page(app).rows.total == 4
        await app.press("left")
        assert page(app).rows.total == 3


async def test_from_home_it_opens_on_the_one_chosen_ready_to_ring(
    owed: tuple[Matter, Matter], at: At
) -> None:
    async with at("home") as app:
        await app.press("4", "down", "enter")
        assert current(app).number == owed[1].number
        assert "138 1234 8866" in app.seen
        assert Look.get().matter_id == owed[1].id


async def test_one_chosen_that_is_not_due_yet_is_found(owed: tuple[Matter, Matter], at: At) -> None:
    later = Matter.get(Matter.words == "草坪")
    async with at("callbacks", matter_id=later.id) as app:
        assert current(app).number == later.number


async def test_nothing_is_due_and_it_says_so(at: At) -> None:
    async with at("callbacks") as app:
        assert _("No call-back is due today") in app.seen
        await app.press("5", "enter")
        assert app.said == "! " + _("No call-back is due today")


async def test_a_key_asks_the_store_little(
    owed: tuple[Matter, Matter], at: At, office: Session
) -> None:
    async with at("callbacks") as app:
        with statements(office) as asked:
            await app.press("down")
        assert len(asked) <= 7, asked


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_callbacks_as_they_look(
    owed: tuple[Matter, Matter],
    at: At,
    same_screen: Callable[..., None],
    size: tuple[int, int],
    lang: str,
) -> None:
    async with at("callbacks", size=size, lang=lang) as app:
        await app.press("0", "home", "enter")
        same_screen(app, "callbacks")
