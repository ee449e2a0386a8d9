"""What lies over fields is drawn whole, wherever the fields below begin and end."""

from collections.abc import Iterable, Sequence

import pytest
from textual.widget import Widget

from screens.kit.base import DeskApp
from screens.kit.choices import LookupField
from screens.kit.dialogs import Option
from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.kit.queue import press_all
from screens.kit.screen import DeskScreen
from tests.screens.snapshots import screen_lines

WORDS = "户内给水卫浴龙头漏水天花滴水楼上渗漏"


class Covered(DeskScreen):
    width = 7

    def compose_body(self) -> Iterable[Widget]:
        def find(_typed: str) -> Sequence[Option]:
            return [Option(str(at), f"{' ' * at}{WORDS}") for at in range(2)]

        yield Form(
            LookupField("topic", "类别", find),
            TextField("one", "一", width=self.width),
            TextField("two", "二", width=self.width),
        )


class CoveredApp(DeskApp):
    def on_mount(self) -> None:
        self.push_screen(Covered())


@pytest.mark.parametrize("width", [6, 7, 8, 9])
async def test_no_wide_character_is_lost_over_the_edge_of_a_field(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Covered, "width", width)
    app = CoveredApp()
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        press_all(app, ["x"])
        await app.keys_done()
        assert sum(WORDS in line for line in screen_lines(app)) == 2
        press_all(app, ["down", "escape"])
        await app.keys_done()
        press_all(app, ["backspace"])
        await app.keys_done()
        assert not any(WORDS in line for line in screen_lines(app))
        assert any("二" in line for line in screen_lines(app))
