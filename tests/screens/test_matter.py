"""The page of a matter: what a clerk reads, and what one key does."""

from collections.abc import Callable
from typing import Any

import pytest

from desk.acts import perform_on_matter
from desk.session import Session
from models.matter import Matter
from models.place import Unit
from screens.matter import MatterScreen
from tests.conftest import HOUR, MINUTE, NOON, Clock
from tests.desk.conftest import As
from tests.screens.conftest import At, Blank, Log, OneScreen


def do(session: Session, matter: Matter, act: str, **fields: Any) -> None:
    perform_on_matter(session, Matter.get_by_id(matter.id), act, fields)


@pytest.fixture
def leak(log: Log, sitting: As, clock: Clock) -> Matter:
    """A repair that was done with material and money, and is to be called back."""
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log(
        "repair", "卫生间角阀漏水\n地上都是水", topic="jfls", promised_until=NOON + 2 * HOUR,
        promise="回电",
    )  # fmt: skip
    clock.forward(5 * MINUTE)
    do(clerk, matter, "assign", technician="3001")
    clock.forward(10 * MINUTE)
    do(technician, matter, "accept")
    do(technician, matter, "arrive")
    do(technician, matter, "material", name="角阀", quantity="2", price="15")
    clock.forward(20 * MINUTE)
    do(technician, matter, "finish", result="换角阀两只", labour="20")
    do(clerk, matter, "comment", words="业主要发票")
    return matter


def page(app: OneScreen) -> MatterScreen:
    assert isinstance(app.screen, MatterScreen)
    return app.screen


async def test_everything_about_it_is_there_and_masked(at: At, leak: Matter) -> None:
    async with at("matter", matter_id=leak.id, size=(100, 60)) as app:
        for words in (
            "BX1122-A001", "报修", "待回访", "户内 · 给水卫浴 · 角阀漏水", "3-2-1502  张*丰",
            "138****8866", "首问 王敏", "承办 赵刚", "地上都是水", "换角阀两只", "PG1122-A001",
            "角阀 2 × 15.00", "人工 20.00  材料 30.00  已收 0.00  欠 50.00", "14:00 回电",
            "业主要发票", "历史",
        ):  # fmt: skip
            assert words in app.seen, words
        assert "13812348866" not in app.seen


async def test_a_digit_does_an_act_and_the_page_shows_what_is_so_now(at: At, leak: Matter) -> None:
    async with at("matter", matter_id=leak.id) as app:
        acts = [act.id for act in page(app).acts()]
        await app.press(str(acts.index("matter.callback") + 1), "3", "f2")
        assert app.said.startswith("✔ BX1122-A001")
        assert "结案" in app.seen
    assert Matter.get_by_id(leak.id).mark == 3


async def test_what_one_may_not_do_says_why(at: At, log: Log) -> None:
    matter = log("complaint", "吵", topic="zxzy")
    async with at("matter", matter_id=matter.id) as app:
        closed = [act for act in page(app).acts() if act.closed]
        assert {act.id for act in closed} >= {"matter.void", "matter.extend"}
        assert all(each not in app.seen for each in ("作废",))


async def test_f7_and_f8_walk_the_list_it_was_opened_from(at: At, log: Log) -> None:
    keys = [log("complaint", f"第{number}件", topic="zxzy").id for number in range(3)]
    async with at("matter", matter_id=keys[1], siblings=keys) as app:
        assert "第1件" in app.seen
        await app.press("f8")
        assert "第2件" in app.seen
        await app.press("f8")
        assert "列表到头" in app.said
        await app.press("f7", "f7")
        assert "第0件" in app.seen
        assert "TS1122-A001" in app.rows[0]


async def test_opened_by_itself_there_is_nothing_before_or_after(at: At, log: Log) -> None:
    async with at("matter", matter_id=log("complaint", "吵", topic="zxzy").id) as app:
        await app.press("f8")
        assert "不是从列表打开" in app.said


async def test_f6_logs_something_new_for_the_same_household(at: At, log: Log) -> None:
    matter = log("complaint", "吵", topic="zxzy")
    async with at("matter", matter_id=matter.id) as app:
        await app.press("f6", "2")
        assert "报修" in app.rows[0]
        assert "张*丰" in app.seen
        await app.press("ltls", "enter", "f2")
        assert isinstance(app.screen, MatterScreen)
        assert "BX1122-A002" in app.said
    newest = Matter.select().order_by(Matter.id.desc()).first()
    assert (newest.unit_id, newest.person_id) == (matter.unit_id, matter.person_id)


async def test_the_words_scroll_and_are_never_markup(at: At, log: Log) -> None:
    words = "\n".join(f"第{line}行 [/装修] [@click=app.quit]x" for line in range(60))
    async with at("matter", matter_id=log("complaint", words, topic="zxzy").id) as app:
        assert "第0行 [/装修]" in app.seen
        await app.press("pagedown", "pagedown")
        assert "第0行" not in app.seen
        await app.press("home")
        assert "第0行" in app.seen


async def test_who_may_see_only_their_own_does_not_see_anothers(
    at: At, log: Log, household: Unit
) -> None:
    matter = log("complaint", "吵", topic="zxzy")
    async with at("matter", matter_id=matter.id, who="3002") as app:
        assert "吵" not in app.seen.replace("TS", "")
        assert app.said.startswith("!")
        await app.press("escape")
        assert isinstance(app.screen, Blank)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_snapshot(
    at: At, leak: Matter, same_screen: Callable[..., None], size: tuple[int, int], lang: str
) -> None:
    async with at("matter", matter_id=leak.id, size=size, lang=lang) as app:
        same_screen(app, f"matter-{size[0]}x{size[1]}-{lang}")
