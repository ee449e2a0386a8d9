"""Screens as plain text, kept beside the tests and compared line by line."""

from collections.abc import Callable
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual._context import visible_screen_stack
from textual.app import App


class ScreenText(SingleFileSnapshotExtension):
    """One `.txt` file a screen, so that a change is read as one reads a screen."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


def screen_lines(app: App[Any]) -> list[str]:
    """What stands on the terminal now, row by row; a window lies over the screen below it."""
    visible_screen_stack.set(app._background_screens)
    rows = app.screen._compositor.render_strips()
    return [row.text.rstrip() for row in rows]


def screen_text(app: App[Any]) -> str:
    """The screen as one text that ends with a new line."""
    return "\n".join(screen_lines(app)) + "\n"


@pytest.fixture
def same_screen(snapshot: SnapshotAssertion) -> Callable[..., None]:
    """`same_screen(app, "intake-80x24-zh")`: the screen is as it was when last looked at."""

    def compare(app: App[Any], name: str) -> None:
        assert screen_text(app) == snapshot(name=name, extension_class=ScreenText)

    return compare
