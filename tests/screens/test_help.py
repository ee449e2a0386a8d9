"""F1: this field, then this screen, then all keys, on every screen and in both languages."""

from importlib import import_module

import pytest
from rich.cells import cell_len

from data.words import use_language
from models.place import Unit
from models.words import _
from screens import registry
from screens.kit.field import Field
from screens.kit.help import HelpDialog
from screens.kit.screen import DeskScreen
from tests.screens.conftest import At


def screen_class(name: str) -> type[DeskScreen]:
    module, _colon, found = registry.SCREENS[name].partition(":")
    screen: type[DeskScreen] = getattr(import_module(module), found)
    return screen


@pytest.mark.parametrize("name", registry.SCREENS)
def test_every_screen_says_what_it_is_for(name: str) -> None:
    words = screen_class(name).help
    assert words
    use_language("zh")
    assert _(words) != words


OPENS = [name for name in registry.SCREENS if name not in {"sign_in", "matter"}]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", OPENS)
async def test_f1_turns_from_the_field_to_the_screen_to_all_keys(
    at: At, household: Unit, name: str, lang: str
) -> None:
    arguments = {"unit_id": household.id} if name == "unit" else {}
    who = "3001" if name == "work" else "2002"
    async with at(name, who=who, lang=lang, **arguments) as app:
        fields = [field for field in app.screen.query("*") if isinstance(field, Field)]
        assert [field.field_id for field in fields if not field.help_text] == []
        await app.press("f1")
        assert isinstance(app.screen, HelpDialog)
        pages = 1
        first = app.seen
        await app.press("f1")
        while app.seen != first:
            assert all(cell_len(row) <= 80 for row in app.rows)
            pages += 1
            await app.press("f1")
        assert pages >= 2
        await app.press("escape")
        assert not isinstance(app.screen, HelpDialog)
