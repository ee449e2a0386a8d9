"""The reference data on screen: found by typing, changed by Enter, ended with a reason."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from data.reference import phrases, prices, term_row, topics
from desk.reference_edit import rows
from desk.reference_rows import KINDS, LISTS
from desk.session import Session
from models.reference import Topic
from screens.kit.lists import RecordList
from screens.reference import ReferenceScreen
from tests.conftest import HOUR, Clock
from tests.screens.conftest import At, OneScreen


def shown(app: OneScreen) -> list[Any]:
    screen = cast("ReferenceScreen", app.screen)
    return screen.shown


async def test_letters_search_by_initials_code_and_chinese(at: At) -> None:
    async with at("reference", who="2002") as app:
        total = len(shown(app))
        await app.press("ghdp")
        assert [row.code for row in shown(app)] == ["ghdp"]
        assert f"1 / {total}" in app.seen
        await app.press("escape")
        assert len(shown(app)) == total
        await app.press("灯", "泡", "enter")
        assert "ghdp" in {row.code for row in shown(app)}
        assert isinstance(app.screen.focused, RecordList)
        await app.press("escape", "zzzzz")
        assert "没有这样的条目" in app.seen


async def test_left_and_right_turn_the_kind(at: At) -> None:
    async with at("reference", who="2002") as app:
        for name in ("时限", "短语", "价目", "术语表", "类别"):
            await app.press("right")
            assert f"[{name}" in app.seen
        await app.press("left")
        assert "[术语表: 渠道" in app.seen


async def test_enter_changes_a_topic(at: At) -> None:
    async with at("reference", who="2002") as app:
        await app.press("ghdp", "enter", "enter", "换灯泡灯管", "f2")
        assert app.said.startswith("✔ 已修改")
        assert "换灯泡灯管" in app.seen
    assert any(row.problem_zh == "换灯泡灯管" for row in topics())


async def test_a_wrong_field_of_a_new_topic_is_marked_and_the_rest_stays(at: At) -> None:
    async with at("reference", who="2002") as app:
        await app.press("f6", "ghdp", "enter", "1", "1", "浴霸异响", "enter", "Noisy heater")
        await app.press("enter", "2", "enter", "0", "0", "f2")
        assert "!代码" in app.seen
        assert "浴霸异响" in app.seen
        await app.press("ybyx", "f2")
        assert app.said.startswith("✔ 已新增"), app.seen
    assert "ybyx" in {row.code for row in topics("repair")}


async def test_a_changed_limit_says_that_older_matters_keep_theirs(
    at: At, office: Session, clock: Clock
) -> None:
    clock.forward(HOUR)
    before = len(rows("limit"))
    async with at("reference", who="2002", kind="limit") as app:
        await app.press("enter")
        assert "此前登记的仍按 30 分钟" in app.seen
        await app.press("45", "enter", "60", "f2")
        assert "!内部目标" in app.seen
        await app.press("20", "f2")
        assert app.said.startswith("✔ 已修改")
        assert "45 分钟" in app.seen
        await app.press("3")
        assert "公开承诺：30" in app.seen
        assert "公开承诺：45" in app.seen
    assert len(rows("limit", at=office.now_ms())) == before


async def test_a_price_is_added_changed_and_ended(at: At) -> None:
    async with at("reference", who="2002", kind="price") as app:
        await app.press("f6", "z9", "enter", "1", "换水表", "enter", "Meter", "enter")
        await app.press("只", "enter", "each", "enter", "-5", "f2")
        assert "!价格" in app.seen
        await app.press("80", "enter", "70", "enter", "1", "f2")
        assert "!至" in app.seen
        await app.press("120", "f2")
        assert app.said.startswith("✔ 已新增"), app.seen
        assert "¥80.00–120.00" in app.seen
        await app.press("换水表", "enter", "2", "f2")
        assert "请写明停用原因" in app.seen
        await app.press("不做了", "f2")
        assert app.said.startswith("✔ 已停用")
        await app.press("escape")
    assert "Z9" not in {row.code for row in prices()}


async def test_what_ended_is_shown_on_demand(at: At) -> None:
    async with at("reference", who="2002", kind="phrase") as app:
        code = shown(app)[0].code
        await app.press("2", "不说了", "f2")
        assert code not in {row.code for row in shown(app)}
        await app.press("4", "end")
        assert shown(app)[-1].code == code
        assert "（已停用）" in app.seen
        await app.press("1")
        assert app.said == "! 此条已停用"
    assert code not in {row.code for use in ("content", "readback") for row in phrases(use)}


async def test_lists_are_chosen_with_f4_and_the_programs_own_stay(at: At) -> None:
    async with at("reference", who="2002", kind="term") as app:
        await app.press("f4", "延期", "enter", "f6", "等配件到货", "enter", "Parts coming", "f2")
        assert app.said.startswith("✔ 已新增"), app.seen
        await app.press("f4", "事项", "enter", "2")
        assert app.said == "! 程序要用到此项，可改名不能停用"
        await app.press("f6")
        assert app.said == "! 程序按此表运行，只能改名称"
        await app.press("enter", "诉求", "f2")
        assert app.said == "✔ 已修改：诉求"
    found = term_row("matter_types", "complaint")
    assert found is not None
    assert found.zh == "诉求"


async def test_a_row_tells_its_history(at: At) -> None:
    async with at("reference", who="2002") as app:
        await app.press("ghdp", "enter", "enter", "换灯泡灯管", "f2", "3")
        assert "刘强：修改基础资料" in app.seen
        assert "更换灯泡灯管 →" in app.seen


async def test_f1_in_a_window_explains_the_field(at: At) -> None:
    async with at("reference", who="2002") as app:
        await app.press("f6", "f1")
        assert "2 至 4 个字母或数字" in app.seen


async def test_a_clerk_changes_nothing(at: At) -> None:
    async with at("reference") as app:
        await app.press("f6")
        assert app.said.startswith("!")
        await app.press("enter")
        assert app.said.startswith("!")
    assert Topic.select().where(Topic.voided.is_null(False)).count() == 0


@pytest.mark.usefixtures("office")
def test_every_list_has_a_name_and_its_place() -> None:
    from desk.reference_edit import lists  # noqa: PLC0415 - only this test asks the store

    assert set(lists()) == set(LISTS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_reference_data_as_it_looks(
    at: At, same_screen: Callable[..., None], size: tuple[int, int], lang: str
) -> None:
    async with at("reference", who="2002", size=size, lang=lang) as app:
        for kind in KINDS:
            same_screen(app, kind)
            await app.press("f6")
            same_screen(app, f"{kind}-new")
            await app.press("escape", "right")
