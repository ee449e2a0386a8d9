"""Data is never markup and never steers the terminal: cure 2."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from screens.kit.bars import MessageLine, StatusRow
from screens.kit.base import DeskApp
from screens.kit.choices import ChoiceField
from screens.kit.dialogs import Act, ActMenu, Option
from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.kit.lists import Column, RecordList
from screens.kit.note import NoteField
from screens.kit.screen import DeskScreen
from screens.kit.text import ControlWall, Words, cell, fit, plain, text, typed
from tests.screens.snapshots import screen_text

HOSTILE = [
    "[/装修]",
    "[/]",
    "[VIP]王敏[red]",
    "[@click=app.quit]王敏[/]",
    "[b",
    "\\[b]\\",
    "a\x1b]0;title\x07b",
    "\x9b31mred",
    "\u202e反\u200b写",
    "NULL\x00\x7f",
]
ANY_TEXT = st.text() | st.sampled_from(HOSTILE)


def steers(shown: str) -> bool:
    """Whether any character would steer a terminal or lie about its place."""
    return any(
        ord(character) < 0x20
        or 0x7F <= ord(character) < 0xA0
        or character in "\u200b\u200e\u200f\u202a\u202e\u2066\ufeff"
        for character in shown
    )


@given(ANY_TEXT, st.integers(0, 40), st.sampled_from(["left", "right", "center"]))
def test_what_is_fitted_takes_exactly_its_cells(words: str, cells: int, align: str) -> None:
    assert cell_len(fit(words, cells, align)) == cells  # type: ignore[arg-type]


def test_what_is_cut_says_so_and_no_character_is_halved() -> None:
    assert fit("水管破裂", 8) == "水管破裂"
    assert fit("水管破裂", 7) == "水管破~"
    assert fit("水管破裂", 6) == "水管~ "
    assert fit("水管破裂", 6, "right") == " 水管~"
    assert fit("12", 5, "right") == "   12"
    assert fit("12", 5, "center") == " 12  "


@given(ANY_TEXT)
def test_text_and_cells_hold_what_they_are_given_and_nothing_that_steers(words: str) -> None:
    assert not steers(text(words).plain.replace("\n", ""))
    assert not steers(cell(words).plain)
    assert not steers(plain(words))
    if not steers(words):
        assert text(words).plain == words


def test_what_is_typed_keeps_its_lines() -> None:
    assert typed("一\r\n二\r三\t四\x1b[31m") == "一\n二\n三 四[31m"


@given(ANY_TEXT)
def test_no_control_character_passes_the_wall(words: str) -> None:
    segments = ControlWall().apply([Segment(words)], Color(0, 0, 0))
    assert not steers("".join(segment.text for segment in segments))
    assert sum(segment.cell_length for segment in segments) == cell_len(words)


class Careless(Widget):
    """A widget that shows what it is given without cleaning it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.styles.height = 1

    def render_line(self, _y: int) -> Strip:
        return Strip([Segment(self.words)])

    def render(self) -> Content:
        return Content(self.words)


class Shown(DeskScreen):
    """The same words in everything the kit has."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose_body(self) -> Iterable[Widget]:
        options = [Option("1", self.words, self.words)]
        yield Words(self.words)
        yield Careless(self.words)
        yield Form(
            TextField("name", self.words, help_text=self.words),
            ChoiceField("choice", "choice", options),
            NoteField("note", "note", rows=1),
        )
        yield RecordList(
            [Column(self.words, lambda row: row)], lambda _at, _number: [self.words], lambda: 1
        )

    def acts(self) -> list[Act]:
        return [Act("a", self.words, self.words)]

    def on_mount(self) -> None:
        self.query_one(StatusRow).tell(self.words, self.words)
        self.query_one(MessageLine).warn(self.words)
        self.query_one(Form).fill({"name": self.words, "choice": "1", "note": self.words})


class ShownApp(DeskApp):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def on_mount(self) -> None:
        self.push_screen(Shown(self.words))


@pytest.mark.parametrize("words", HOSTILE)
async def test_no_name_can_break_or_steer_a_screen(words: str) -> None:
    app = ShownApp(words)
    async with app.run_test(size=(100, 30)):
        await app.keys_done()
        shown = screen_text(app)
        assert shown.count(plain(words)) >= 8
        assert not steers(shown.replace("\n", ""))
        app.push_screen(ActMenu(words, [Act("a", words, words)]))
        await app.keys_done()
        assert plain(words) in screen_text(app)
