"""Home: the clerk comes in, sees what is worst, and is one key away from any list."""

from collections.abc import Callable
from typing import Any

import pytest

from data import backup, drafts
from data.drafts import Draft, FormState
from desk.acts import perform_on_matter
from desk.session import Session
from tests.conftest import DAY, HOUR, MINUTE, Clock
from tests.desk.conftest import As
from tests.screens.boards import current, page, statements
from tests.screens.conftest import At, Log, OneScreen


@pytest.fixture
def busy(log: Log, clock: Clock, sitting: As) -> None:
    """A late complaint, a repair that waits, an urgent one with a technician, one to call back."""
    log("complaint", "夜里吵，楼上装修到十一点", topic="zxzy")
    clock.forward(2 * DAY)
    log("repair", "龙头滴水", topic="ltls", promised_until=clock.now + 90 * MINUTE)
    urgent = log("repair", "水管爆裂", topic="sgbl")
    perform_on_matter(sitting("1003"), urgent, "assign", {"technician": "3001"})
    done = log("complaint", "垃圾未清", handler="1004")
    perform_on_matter(sitting("1004"), done, "finish", {"result": "已清"})


def list_name(app: OneScreen) -> str:
    return str(page(app)._list.name)


async def test_the_cursor_stands_on_the_worst_list(busy: None, at: At) -> None:
    async with at("home") as app:
        assert list_name(app) == "late"
        assert app.screen.focused is app.screen.query_one("#rows")
        assert any("1 超时" in row and "1!" in row for row in app.rows)


async def test_a_day_with_nothing_late_says_so(at: At) -> None:
    async with at("home") as app:
        assert "没有超时的" in app.seen


async def test_a_digit_goes_to_its_list(busy: None, at: At) -> None:
    async with at("home") as app:
        await app.press("2")
        assert list_name(app) == "waiting"
        assert "龙头漏水" in app.seen
        await app.press("8")
        assert "没有 8 号清单" in app.said
        assert list_name(app) == "waiting"


async def test_what_stands_below_follows_the_cursor(busy: None, at: At) -> None:
    async with at("home") as app:
        await app.press("5")
        assert "138****8866" in app.seen
        first = app.rows[18:21]
        await app.press("down")
        assert app.rows[18:21] != first
        await app.press("f7")
        assert app.rows[18:21] == first


async def test_the_whole_number_and_name_are_nowhere(busy: None, at: At) -> None:
    async with at("home", size=(120, 40)) as app:
        for digit in "1234567":
            await app.press(digit)
            assert "13812348866" not in app.seen
            assert "张三丰" not in app.seen


async def test_a_refresh_does_not_steal_the_cursor(busy: None, at: At, log: Log) -> None:
    async with at("home") as app:
        await app.press("5", "down", "down")
        before = current(app).number
        log("repair", "水管爆裂", topic="sgbl")
        page(app)._look_again()
        await app.keys_done()
        assert current(app).number == before
        assert page(app).rows.total == 5
        assert list_name(app) == "first"


async def test_the_acts_of_the_row_are_offered_by_number(busy: None, at: At) -> None:
    async with at("home") as app:
        await app.press("2", "down", "f10")
        assert "1 派给" in app.seen
        await app.press("1", "f2")
        assert "BX1124-A001" in app.said or "PG1124-A001" in app.said
        assert "没有待派的" not in app.seen


async def test_something_new_is_logged_for_the_household_of_the_row(
    busy: None, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("home") as app:
        opened = spy(app, monkeypatch)
        await app.press("f6", "2")
        assert opened == [("intake", {"type": "repair", "unit": "3-2-1502"})]


async def test_enter_opens_the_matter_a_call_back_or_a_draft(
    busy: None, at: At, sitting: As, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = sitting("1003")
    clock.forward(3 * DAY)
    drafts.save(clerk.store, Draft(clerk.who.id, "intake", "投诉 3-2-1502", 0, FormState()))
    async with at("home") as app:
        opened = spy(app, monkeypatch)
        await app.press("enter", "4", "enter", "9", "enter")
        assert [name for name, _arguments in opened] == ["matter", "callbacks", "intake"]
        assert opened[2][1]["draft"].title == "投诉 3-2-1502"


def spy(app: OneScreen, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    opened: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(
        app.screen, "open", lambda name, **arguments: opened.append((name, arguments))
    )
    return opened


async def test_an_old_backup_or_none_is_warned_of(at: At, office: Session, clock: Clock) -> None:
    async with at("home") as app:
        assert "! 还没有备份" in app.seen
        backup.backup(office.store, backup.default_folder(office.store.path), office.now())
        clock.forward(3 * HOUR)
        await app.press("f5")
        assert "备份 3 时前" in app.seen
        assert "! 备份" not in app.seen
        clock.forward(DAY)
        await app.press("f5")
        assert "! 备份 27 时前" in app.seen


async def test_a_technician_meets_own_orders_and_an_administrator_no_households(
    busy: None, at: At
) -> None:
    async with at("home", who="3001") as app:
        assert list_name(app) == "work"
        assert "水管爆裂" in app.seen
    async with at("home", who="9001") as app:
        assert list_name(app) == "drafts"
        assert "没有挂起的表单" in app.seen


async def test_a_key_on_the_list_asks_the_store_once(busy: None, at: At, office: Session) -> None:
    async with at("home") as app:
        await app.press("5")
        with statements(office) as asked:
            await app.press("down")
        assert len(asked) <= 1, asked
        with statements(office) as asked:
            await app.press("1")
        assert len(asked) <= 3, asked
        with statements(office) as asked:
            page(app).reload()
            await app.keys_done()
        assert len(asked) <= 7, asked


async def test_escape_leads_from_the_line_back_to_the_list(at: At) -> None:
    async with at("home") as app:
        await app.press("f3", "22", "escape")
        assert app.screen.focused is app.screen.query_one("#rows")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_home_as_it_looks(
    busy: None, at: At, same_screen: Callable[..., None], size: tuple[int, int], lang: str
) -> None:
    async with at("home", size=size, lang=lang) as app:
        await app.press("5")
        same_screen(app, "home")
