"""The registers: leafed through, narrowed by a text, opened and walked."""

from collections.abc import Callable

import pytest

from desk.registers import register_count
from desk.session import Session
from models.matter import Matter
from screens.kit.lists import RecordList
from screens.matter import MatterScreen
from screens.register import RegisterScreen
from tests.conftest import DAY, HOUR, NOON, Clock
from tests.desk.conftest import As
from tests.screens.conftest import At, Blank, Log, OneScreen


@pytest.fixture
def register(log: Log, clock: Clock) -> list[Matter]:
    """A closed enquiry, a late complaint with a promise, a repair next door."""
    made = [
        log("complaint", "夜里装修太吵", topic="zxzy", promised_until=NOON + HOUR, promise="回电"),
        log("enquiry", "物业费几号交", topic="fycx", result="每月十日前"),
    ]
    clock.forward(3 * DAY)
    return [*made, log("repair", "龙头滴水", topic="ltls", unit="3-2-1402", caller="陈明")]


def rows(app: OneScreen) -> list[str]:
    assert isinstance(app.screen, RegisterScreen)
    records = app.screen.query_one("#rows", RecordList)
    found = map(records.row, range(records.total))
    return [row.number for row in found if row is not None]


async def test_the_whole_register_is_newest_first(at: At, register: list[Matter]) -> None:
    async with at("register") as app:
        assert rows(app) == ["BX1125-A001", "ZX1122-A002", "TS1122-A001"]
        assert "19 事项登记" in app.rows[0]


async def test_the_codes_of_promises_and_late_ones_lead_to_their_list(
    at: At, register: list[Matter]
) -> None:
    async with at("") as app:
        await app.press("f3", "43", "enter")
        assert rows(app) == ["TS1122-A001"]
        assert "[43" in app.rows[0]
        await app.press("f3", "42", "enter")
        assert rows(app) == ["TS1122-A001"]
        assert "[42" in app.rows[0]


@pytest.mark.parametrize("page", ["unit", "person", "matter", "register", "intake"])
async def test_the_line_opens_one_screen_from_every_page(
    at: At, register: list[Matter], page: str
) -> None:
    keys: dict[str, dict[str, int | None]] = {
        "unit": {"unit_id": register[0].unit_id},
        "person": {"person_id": register[0].person_id},
        "matter": {"matter_id": register[0].id},
    }
    async with at(page, **keys.get(page, {})) as app:
        before = len(app.screen_stack)
        await app.press("f3", "43", "enter")
        assert isinstance(app.screen, RegisterScreen)
        assert len(app.screen_stack) == before + 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("装修", ["TS1122-A001"]),
        ("3-2-1402", ["BX1125-A001"]),
        ("zsf", ["ZX1122-A002", "TS1122-A001"]),
        ("zx1122", ["ZX1122-A002"]),
        ("ＴＳ1122-A", ["TS1122-A001"]),
        ("十日", ["ZX1122-A002"]),
        ("没有这样的", []),
    ],
)
async def test_a_text_leaves_what_it_finds(
    at: At, register: list[Matter], typed: str, found: list[str]
) -> None:
    async with at("register") as app:
        await app.press("f4", typed, "enter")
        assert rows(app) == found
        await app.press("escape")
        assert len(rows(app)) == 3
        await app.press("escape")
        assert isinstance(app.screen, Blank)


async def test_left_and_right_turn_the_lists_and_the_text_stays(
    at: At, register: list[Matter]
) -> None:
    async with at("register") as app:
        await app.press("f4", "zsf", "enter", "right")
        assert rows(app) == ["TS1122-A001"]
        await app.press("left")
        assert len(rows(app)) == 2


async def test_enter_opens_and_f8_walks_on(at: At, register: list[Matter]) -> None:
    async with at("register") as app:
        await app.press("enter")
        assert isinstance(app.screen, MatterScreen)
        assert "BX1125-A001" in app.rows[0]
        await app.press("f8", "f8")
        assert "TS1122-A001" in app.rows[0]
        await app.press("escape")
        assert isinstance(app.screen, RegisterScreen)


def test_a_sign_of_the_statement_in_the_text_is_only_a_sign(
    sitting: As, register: list[Matter]
) -> None:
    session: Session = sitting("1003")
    for typed in ("%", "_", "'", '"', "!", "%' OR 1=1 --", "*", "NOT", "( "):
        assert register_count(session, "all", typed) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_snapshot(
    at: At,
    register: list[Matter],
    same_screen: Callable[..., None],
    size: tuple[int, int],
    lang: str,
) -> None:
    async with at("register", size=size, lang=lang) as app:
        same_screen(app, f"register-{size[0]}x{size[1]}-{lang}")
