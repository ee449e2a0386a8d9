"""The line on screen: it says what it takes, lists the functions, and says what is closed."""

from screens.kit.dialogs import Menu
from tests.screens.conftest import At, Log


async def test_an_empty_line_says_what_it_takes(at: At) -> None:
    async with at("home") as app:
        assert app.rows[1].startswith("▸ F3：房号 姓名")


async def test_f4_on_the_empty_line_lists_the_functions_and_a_code_narrows_them(at: At) -> None:
    async with at("home") as app:
        await app.press("f3", "f4")
        assert "11 报事登记" in app.seen
        await app.press("4", "1")
        assert "11 报事登记" not in app.seen
        await app.press("enter")
        assert "[41 回访]" in app.rows[0]


async def test_a_function_of_another_role_says_why_and_opens_nothing_else(at: At) -> None:
    async with at("home") as app:
        await app.press("f3", "8", "1", "enter")
        assert "[90 今日]" in app.rows[0]
        assert "无权办理" in app.said


async def test_a_long_list_of_acts_shows_where_the_cursor_is(at: At, log: Log) -> None:
    log("repair", "龙头滴水", topic="ltls")
    async with at("home") as app:
        await app.press("2", "f10", "end")
        assert "收班" in app.seen
        assert "▴" in app.seen
        await app.press("home")
        assert "▾" in app.seen
        assert app.screen.query_one(Menu).size.height < 18
