"""The fixed rows of every screen: status, message line, key bar, and the sentence when too small."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from models.words import _
from screens.kit.text import fit, plain, text

MINIMUM = (80, 24)
MOST_ROWS = 3


class Row(Widget, can_focus=False):
    """One row of the screen, painted again only when its words change."""

    DEFAULT_CSS = "Row { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = Content("")

    @property
    def words(self) -> str:
        """What the row says, as plain text."""
        return self._words.plain

    def show(self, words: Content) -> None:
        """Say this from now on."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render(self) -> Content:
        """The words, in one line."""
        return self._words


class StatusRow(Row):
    """Row 1: where, who, what is open, what waits; the right end is never cut."""

    def __init__(self) -> None:
        super().__init__()
        self._left = ""
        self._right = ""

    def tell(self, left: str, right: str = "") -> None:
        """Put these words at both ends of the row."""
        self._left, self._right = plain(left), plain(right)
        self._arrange()

    def on_resize(self) -> None:
        """Arrange the words for the new width."""
        self._arrange()

    def _arrange(self) -> None:
        width = self.size.width or MINIMUM[0]
        self.show(text(fit(self._left, width - cell_len(self._right) - 1) + " " + self._right))


class MessageLine(Row):
    """Row -2: what was done, or what is wrong and what to type instead.

    One row; a sentence that is longer takes up to three until the next one comes, because half
    a sentence helps nobody.
    """

    def done(self, sentence: str) -> None:
        """Say what was done."""
        self.show(Content.assemble(("✔ ", "$success"), plain(sentence)))

    def warn(self, sentence: str) -> None:
        """Say what is wrong."""
        self.show(Content.assemble(("! ", "bold $warning"), plain(sentence)))

    def clear(self) -> None:
        """Say nothing."""
        self.show(Content(""))

    def clear_warning(self) -> None:
        """What was wrong has been read; what was done stays, with its number."""
        if self.words.startswith("! "):
            self.clear()

    def show(self, words: Content) -> None:
        """Say this from now on, in as many rows as it needs."""
        super().show(words)
        self._make_room()

    def on_resize(self) -> None:
        """Arrange the words for the new width."""
        self._make_room()

    def render(self) -> Content:
        """The words, folded at the edge."""
        return Content("\n").join(_folded(self._words, self.size.width or MINIMUM[0]))

    def _make_room(self) -> None:
        rows = len(_folded(self._words, self.size.width or MINIMUM[0]))
        height = self.styles.height
        if height is None or height.value != min(rows, MOST_ROWS):
            self.styles.height = min(rows, MOST_ROWS)


def _folded(words: Content, width: int) -> list[Content]:
    """The words in lines of at most so many cells; Chinese has no blanks to break at."""
    breaks, used = [], 0
    for at, letter in enumerate(words.plain):
        used += cell_len(letter)
        if used > width:
            breaks.append(at)
            used = cell_len(letter)
    return words.divide(breaks)


@dataclass(frozen=True, slots=True)
class Slot:
    """A key in the bar: its name, its label (translated), and whether it does something now."""

    key: str
    label: str
    is_open: bool = True


class KeyBar(Row):
    """Row -1: the same keys at the same places on every screen; dim when not open now."""

    _slots: Sequence[Slot] = ()

    def tell(self, slots: Sequence[Slot]) -> None:
        """Show these keys."""
        self._slots = slots
        self._arrange()

    def on_resize(self) -> None:
        """Arrange the keys for the new width."""
        self._arrange()

    def _arrange(self) -> None:
        """Where the row is too short, keys that are not open give up their words, not the last key."""
        slots = list(self._slots)
        room = self.size.width or MINIMUM[0]
        for index, slot in enumerate(slots):
            if not slot.is_open and _cells(slots) > room:
                slots[index] = replace(slot, label="")
        parts: list[str | Content | tuple[str, str]] = []
        for slot in slots:
            if parts:
                parts.append(" ")
            parts.append((slot.key, "bold $primary" if slot.is_open else "dim"))
            parts.append((slot.label, "" if slot.is_open else "dim"))
        self.show(Content.assemble(*parts))


def _cells(slots: Sequence[Slot]) -> int:
    return sum(cell_len(slot.key + slot.label) + 1 for slot in slots) - 1


class TooSmall(Widget, can_focus=False):
    """Covers a screen that is too small to be worked with, and says so."""

    def render_line(self, y: int) -> Strip:
        """The sentence on the first line, nothing on the others."""
        sentence = ""
        if y == 0:
            sentence = _("Please make the window {width} × {height} or larger").format(
                width=MINIMUM[0], height=MINIMUM[1]
            )
        return Strip.blank(self.size.width, self.rich_style) if y else self._line(sentence)

    def _line(self, sentence: str) -> Strip:
        return Strip([Segment(fit(sentence, self.size.width), self.rich_style)])
