"""A screen that is shown again: at once, and as wide as the window is by now."""

from typing import Any

import pytest

from tests.screens.kit.sample import SampleApp, Second


async def test_a_window_made_wider_meanwhile_is_seen_by_the_screen_below() -> None:
    app = SampleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.keys_done()
        await pilot.press("f6")
        await pilot.resize_terminal(130, 40)
        await pilot.press("escape")
        await app.keys_done()
        assert app.screen is app.sample
        assert app.sample.has_class("-wide")
        assert not app.sample.has_class("-narrow")


async def test_styles_are_not_computed_again_unless_the_look_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = SampleApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.keys_done()
        second = Second()
        app.install_screen(second, "second")
        computed: list[str] = []
        monkeypatch.setattr(second, "update_node_styles", lambda **_: computed.append("all"))
        await _shown(app, pilot)
        once = len(computed)
        await _shown(app, pilot)
        assert len(computed) == once
        app.theme = "desk-dark" if app.theme != "desk-dark" else "desk-16"
        await _shown(app, pilot)
        assert len(computed) > once


async def _shown(app: SampleApp, pilot: Any) -> None:
    await app.push_screen("second")
    await app.keys_done()
    await pilot.press("escape")
    await app.keys_done()
