"""The one place where data becomes something a screen shows.

A plain `str` handed to a widget is parsed as markup: a note that holds `[/装修]` would end the
program. What goes to widgets is therefore made here, and a test forbids the rest.
"""

import re
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Static

Align = Literal["left", "right", "center"]

# C0, DEL and C1 steer the terminal; zero-width and bidi controls lie about what stands there.
# U+200D stays: it joins emoji, and cutting it would change the width of the line.
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def plain(value: object) -> str:
    """The value on one line, without anything that steers a terminal."""
    return _CONTROLS.sub("", " ".join(str(value).split("\n")).replace("\t", " "))


def typed(value: str) -> str:
    """What was typed or pasted, without what steers a terminal; new lines and tabs as they are."""
    # U+FFFD is what is left of bytes that were no text.
    lines = re.split("\r\n|[\r\n\u2028\u2029]", value.replace("\t", " ").replace("\ufffd", ""))
    return "\n".join(_CONTROLS.sub("", line) for line in lines)


def text(value: object, style: str = "") -> Content:
    """The value for any widget but tables and trees; never markup."""
    lines = "\n".join(_CONTROLS.sub("", line) for line in str(value).split("\n"))
    return Content.styled(lines, style) if style else Content(lines)


def cell(value: object, style: str = "") -> Text:
    """The value for a cell of a table or a node of a tree; never markup."""
    return Text(plain(value), style=style, no_wrap=True, end="")


def fit(value: object, cells: int, align: Align = "left") -> str:
    """The value in exactly so many cells: padded, or cut with `~`, never half a character."""
    if cells <= 0:
        return ""
    line = plain(value)
    width = cell_len(line)
    if width > cells:
        line = set_cell_size(line, cells - 1).rstrip() + "~"
        width = cell_len(line)
    padding = " " * (cells - width)
    if align == "right":
        return padding + line
    if align == "center":
        return padding[: len(padding) // 2] + line + padding[len(padding) // 2 :]
    return line + padding


class ControlWall(LineFilter):
    """The last wall: whatever a widget renders, no control character reaches the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments without control characters, in as many cells as before."""
        return [
            segment
            if segment.control or not _CONTROLS.search(segment.text)
            else Segment(_CONTROLS.sub(_blank, segment.text), segment.style)
            for segment in segments
        ]


def _blank(match: re.Match[str]) -> str:
    return " " * cell_len(match.group())


class Words(Static):
    """Words on a screen; what is handed in is shown as it stands."""

    def __init__(
        self, value: object = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(_content(value), id=id, classes=classes, markup=False)

    def show(self, value: object) -> None:
        """Show these words from now on; nothing is repainted when they are the same."""
        content = _content(value)
        if content != self.content:
            self.update(content, layout=self.styles.auto_dimensions)


def _content(value: object) -> Content:
    return value if isinstance(value, Content) else text(value)
