"""Staff: accounts added, corrected and ended, one-time secrets shown once, duty by a digit."""

from collections.abc import Callable

import pytest

from desk.session import Session
from desk.staff import leave, sign_in
from models.office import Staff
from screens.once import OneTimeSecret
from tests.conftest import Clock
from tests.desk.conftest import As
from tests.screens.conftest import At, Log, OneScreen


def account(no: str) -> Staff:
    found: Staff = Staff.get(Staff.no == no)
    return found


def shown_secret(app: OneScreen) -> str:
    assert isinstance(app.screen, OneTimeSecret)
    return app.screen._secret


async def test_somebody_new_gets_a_one_time_secret_that_is_shown_once(
    at: At, office: Session
) -> None:
    async with at("staff", who="2002") as app:
        await app.press("f6", "3009", "enter", "钱勇", "enter", "4", "13812340001", "enter")
        await app.press("12", "enter", "3栋，5栋", "f2")
        secret = shown_secret(app)
        assert secret in app.seen
        await app.press("enter", "escape")
        assert secret in app.seen, "neither Enter typed ahead nor Esc takes it away"
        await app.press("1")
        assert secret not in app.seen
        assert app.said == "✔ 已新增：3009 钱勇"
        assert any("3009" in row and "水 电" in row for row in app.rows)
    made = account("3009")
    assert (made.role, made.skills, made.areas, made.once) == (
        "technician", "water,electric", "3栋,5栋", 1,
    )  # fmt: skip
    assert sign_in(office, "3009", secret).who.name == "钱勇"


@pytest.mark.parametrize(("keys", "field"), [
    (("1003", "enter", "新人", "enter", "1", "f2"), "工号"),
    (("10 9", "enter", "新人", "enter", "1", "f2"), "工号"),
    (("1009", "enter", "enter", "1", "f2"), "姓名"),
    (("1009", "enter", "新人", "f2"), "职务"),
    (("1009", "enter", "新人", "enter", "1", "123", "f2"), "电话"),
    (("1009", "enter", "新人", "enter", "1", "enter", "99", "f2"), "工种"),
])  # fmt: skip
async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    at: At, keys: tuple[str, ...], field: str
) -> None:
    async with at("staff", who="2002") as app:
        await app.press("f6", *keys)
        assert f"!{field}" in app.seen
        assert any("│ ! " in row for row in app.rows), "and its sentence"
        assert keys[0] in app.seen
    assert Staff.select().where(Staff.name == "新人").count() == 0


async def test_enter_corrects_the_one_under_the_cursor(at: At) -> None:
    async with at("staff", who="2002") as app:
        await app.press("enter", "enter", "王小敏", "f2")
        assert app.said == "✔ 已修改：1003 王小敏"
        assert any("1003" in row and "王小敏" in row for row in app.rows)
        await app.press("enter", "1008", "f2")
        assert any("!工号" in row for row in app.rows)


async def test_nobody_gives_themselves_another_post(at: At) -> None:
    async with at("staff", who="2002") as app:
        await app.press("down", "down", "down", "enter", "enter", "enter", "7", "f2")
        assert any("!职务" in row for row in app.rows)
    assert account("2002").role == "manager"


async def test_who_forgot_their_secret_gets_a_new_one(at: At, office: Session) -> None:
    async with at("staff", who="2002") as app:
        await app.press("2")
        secret = shown_secret(app)
        await app.press("1")
        assert "1003 王敏" in app.said
        assert "一次性口令" in app.seen
    assert sign_in(office, "1003", secret).who.once


async def test_ones_own_secret_is_changed_with_the_present_one(at: At, office: Session) -> None:
    async with at("staff", who="9001") as app:
        await app.press("end", "2", "111222", "enter", "834517", "enter", "834517", "f2")
        assert any("!现口令" in row for row in app.rows), app.seen
        await app.press("402913", "f2")
        assert app.said == "✔ 口令已更改"
    assert sign_in(office, "9001", "834517")


async def test_duty_is_a_digit_and_out_asks_until_when(at: At) -> None:
    async with at("staff", who="2002") as app:
        await app.press("4", "15:30", "enter")
        assert app.said == "✔ 王敏 外出"
        assert any("1003" in row and "外出 15:30" in row for row in app.rows)
        await app.press("5")
        assert account("1003").duty == "off"
        await app.press("3")
        assert account("1003").duty == "on"


async def test_who_leaves_is_told_with_what_is_open_and_listed_apart(at: At, log: Log) -> None:
    log("complaint", "夜里吵")
    async with at("staff", who="2002") as app:
        await app.press("6")
        assert "1 件首问" in app.seen
        await app.press("enter")
        assert "请写明" in app.seen
        await app.press("离职", "enter")
        assert "1003 王敏 已离职" in app.said
        assert "1 件首问" in app.said
        assert not any(row.lstrip().startswith("1003") for row in app.rows[1:18])
        await app.press("right")
        assert any(row.lstrip().startswith("1003") for row in app.rows)
        assert "离职" in app.seen
        await app.press("1")
        assert app.said == "! 此账号已停用"
        await app.press("left")
        assert any(row.lstrip().startswith("1004") for row in app.rows)


async def test_nobody_ends_their_own_account(at: At) -> None:
    async with at("staff", who="2002") as app:
        await app.press("down", "down", "down", "6")
        assert app.said.startswith("!")
    assert account("2002").left_at is None


async def test_what_was_done_with_an_account_is_told_and_no_secret(at: At) -> None:
    async with at("staff", who="2002") as app:
        await app.press("4", "15:30", "enter", "7")
        assert "更改当班情况" in app.seen
        assert "何时回来：15:30" in app.seen.replace(" ", "")
        assert "argon2" not in app.seen


async def test_a_clerk_only_looks(at: At) -> None:
    async with at("staff") as app:
        await app.press("f6")
        assert app.said.startswith("!")
        await app.press("enter")
        assert app.said.startswith("!")
        assert "1004" in app.seen


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_staff_as_it_looks(
    at: At,
    log: Log,
    sitting: As,
    clock: Clock,
    same_screen: Callable[..., None],
    size: tuple[int, int],
    lang: str,
) -> None:
    log("complaint", "夜里吵")
    leave(sitting("2002"), account("7001"), "外派")
    clock.forward(60_000)
    async with at("staff", who="2002", size=size, lang=lang) as app:
        same_screen(app, "staff")
        await app.press("right")
        same_screen(app, "left")
        await app.press("left", "f6")
        same_screen(app, "form")
