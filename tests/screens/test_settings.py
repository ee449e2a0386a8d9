"""The office's settings: each with the right field, all or none saved, kept as a draft."""

from collections.abc import Callable

import pytest

from data import drafts
from desk.functions import BY_CODE, is_open
from desk.session import Session
from desk.settings import SETTINGS, setting
from screens.kit.fields import TextField
from tests.desk.conftest import As
from tests.screens.conftest import At


async def test_a_changed_setting_is_kept_and_said(at: At, office: Session) -> None:
    async with at("settings", who="2002") as app:
        await app.press("星城二期", "enter", "enter", "2", "1", "8", "f2")
        assert (
            app.said == "✔ 已保存：小区 星城二期  语言 英文  旧终端用简单边框 是  几分钟无键即锁 8"
        )
    assert setting(office, "estate") == "星城二期"
    assert (setting(office, "language"), setting(office, "ascii")) == ("en", True)
    assert setting(office, "idle_minutes") == 8


async def test_every_wrong_field_is_marked_and_nothing_is_saved(at: At, office: Session) -> None:
    async with at("settings", who="2002") as app:
        await app.press("星城二期", "enter", "23", "enter", "enter", "enter", "99", "f2")
        assert "!电话区号" in app.seen
        assert "!几分钟无键即锁" in app.seen
        assert "99" in app.seen
        assert "023" in app.said
    assert setting(office, "estate") == "星城一期"


async def test_an_empty_field_is_refused_in_words(at: At) -> None:
    async with at("settings", who="2002") as app:
        await app.press("ctrl+u", "backspace", "f2")
        assert app.said.startswith("! 小区")
        assert "None" not in app.seen


async def test_nothing_different_is_said(at: At) -> None:
    async with at("settings", who="2002") as app:
        await app.press("f2")
        assert app.said == "! 没有改动"


async def test_f5_puts_back_what_the_field_held(at: At) -> None:
    async with at("settings", who="2002") as app:
        await app.press("错了", "f5")
        assert any("小区" in row and "星城一期" in row for row in app.rows[2:])


async def test_what_was_typed_is_kept_as_a_draft(at: At, office: Session, sitting: As) -> None:
    async with at("settings", who="2002") as app:
        await app.press("星城二期", "escape")
        assert "F9" in app.said
        await app.press("f9")
        assert "星城二期" in app.seen
        await app.press("f2")
    assert drafts.of_staff(office.store, sitting("2002").who.id) == []
    assert setting(office, "estate") == "星城二期"


async def test_a_supervisor_reads_settings_and_edits_reference_data(at: At, sitting: As) -> None:
    assert is_open(sitting("2001"), BY_CODE["91"])
    assert not is_open(sitting("1003"), BY_CODE["91"])
    async with at("settings", who="2001") as app:
        await app.press("f2")
        assert app.said.startswith("!")
        await app.press("f10", "1")
        assert "[类别" in app.seen


@pytest.mark.parametrize("name", SETTINGS)
async def test_every_setting_explains_itself(at: At, name: str) -> None:
    async with at("settings", who="2002") as app:
        field = app.screen.query_one(f"#field-{name}", TextField)
        app.screen.set_focus(field)
        await app.press("f1")
        assert field.help_text[:10] in app.seen


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_settings_as_they_look(
    at: At, same_screen: Callable[..., None], size: tuple[int, int], lang: str
) -> None:
    async with at("settings", who="2002", size=size, lang=lang) as app:
        same_screen(app, "settings")
