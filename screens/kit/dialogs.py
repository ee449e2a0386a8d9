"""Small windows over a screen, worked by digits and arrows: acts, values, a reason in one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from models.words import _
from screens.kit.bars import MessageLine
from screens.kit.compositor import DeskCompositor
from screens.kit.guesses import GuessList
from screens.kit.messages import FieldSays
from screens.kit.text import Words, fit

Result = TypeVar("Result")
DIGITS = "123456789"
ABOVE, BELOW = "▴", "▾"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done: its id, its name, and why not now (empty: it can be done)."""

    id: str
    label: str
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose: what is stored, what is shown, and a word more beside it.

    `digit` takes it wherever it stands in the list (a mark of 5 is a 5); without it its place does.
    """

    key: str
    label: str
    note: str = ""
    digit: str = ""


def digits_of(options: Sequence[Option]) -> list[str]:
    """The digit that takes each of these options; empty where none does."""
    if any(option.digit for option in options):
        return [option.digit if len(option.digit) == 1 else "" for option in options]
    return [DIGITS[index] if index < len(DIGITS) else "" for index in range(len(options))]


class Menu(Widget, can_focus=True):
    """Numbered lines; a digit takes one at once, arrows and Enter take any."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"menu--cursor", "menu--closed"}
    DEFAULT_CSS = """
    Menu {
        height: auto; max-height: 60vh; width: 1fr;
        & > .menu--cursor { background: $chosen; color: $chosen-text; }
        & > .menu--closed { text-style: dim; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-9)", show=False),
        Binding("pagedown", "move(9)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
        Binding("enter", "take", show=False),
    ]

    class Taken(Message):
        """A line was taken."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(
        self,
        lines: Sequence[tuple[str, str, bool]],
        *,
        digits: Sequence[str] = DIGITS,
        id: str | None = None,
    ) -> None:
        """Each line has its words, a note on the right, and whether it is open."""
        super().__init__(id=id)
        self._lines = list(lines)
        self._digits = digits
        self._at = 0
        self._top = 0

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's caret belongs."""
        return self.content_region.offset + Offset(0, self._at - self._top)

    def set_lines(
        self, lines: Sequence[tuple[str, str, bool]], at: int = 0, digits: Sequence[str] = DIGITS
    ) -> None:
        """Show these lines from now on."""
        self._lines, self._digits = list(lines), digits
        self._at, self._top = at, 0
        self.action_move(0)
        self.refresh(layout=True)

    def get_content_height(self, *_sizes: Any) -> int:
        """A row for each line; what does not fit is scrolled to."""
        return max(1, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line: its digit, its words, its note."""
        width, index = self.size.width, self._top + y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        words, note, is_open = self._lines[index]
        digit = (self._digits[index] if index < len(self._digits) else "") or " "
        style = self.rich_style
        if not is_open:
            style += self.get_component_rich_style("menu--closed", partial=True)
        if index == self._at:
            style += self.get_component_rich_style("menu--cursor", partial=True)
        left = max(width // 2, width - 5 - cell_len(note)) if note else width - 5
        row = fit(f" {digit} {fit(words, left)} {note}", width - 1)
        return Strip([Segment(row + self._more(y), style)], width)

    def _more(self, y: int) -> str:
        """A sign at the end of the first or last row when there are lines beyond it."""
        if y == 0 and self._top:
            return ABOVE
        hidden = len(self._lines) - self._top - self.size.height
        return BELOW if y == self.size.height - 1 and hidden > 0 else " "

    def action_move(self, by: int) -> None:
        """Move the cursor, keeping it in view."""
        self._at = max(0, min(len(self._lines) - 1, self._at + by))
        height = max(1, self.size.height)
        top = min(max(self._top, self._at - height + 1), self._at)
        self._top = max(0, min(top, len(self._lines) - height))
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view in the new height."""
        self.action_move(0)

    def action_take(self) -> None:
        """Take the line under the cursor."""
        if self._lines:
            self.post_message(self.Taken(self._at))

    def on_key(self, event: events.Key) -> None:
        """A digit takes its line, wherever the cursor is; one that is none goes on."""
        taken = list(self._digits[: len(self._lines)])
        if event.character and event.character in taken:
            event.stop()
            self.post_message(self.Taken(taken.index(event.character)))


class DeskDialog(ModalScreen[Result | None]):
    """A window over the screen: Esc closes it and nothing has happened."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    DEFAULT_CSS = """
    DeskDialog {
        align: center middle;
        & > #window {
            width: 60; max-width: 100%; height: auto; max-height: 90%;
            background: $panel; border: solid $rule; padding: 0 1;
        }
        & #title { text-style: bold; height: 1; }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._compositor = DeskCompositor()
        self._title = title

    def compose(self) -> ComposeResult:
        """The title, the content, a message line."""
        with Vertical(id="window"):
            yield Words(self._title, id="title")
            yield from self.compose_window()
            yield MessageLine()
        yield GuessList()

    def compose_window(self) -> ComposeResult:
        """What stands in the window."""
        yield from ()

    def warn(self, sentence: str) -> None:
        """Say what is wrong, in the window."""
        self.query_one(MessageLine).warn(sentence)

    def on_field_says(self, message: FieldSays) -> None:
        """A sentence about a field in the window."""
        self.warn(message.sentence)

    def action_close(self) -> None:
        """Close; nothing has happened."""
        self.dismiss(None)

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """No tooltip and no toast."""

    def _on_mount(self, event: events.Mount) -> None:
        super()._on_mount(event)
        for widget in self.query("#window *"):
            if widget.focusable:
                self.set_focus(widget)
                return


class ActMenu(DeskDialog[str]):
    """Acts by number; one that is closed says why, and stays."""

    def __init__(self, title: str, acts: Sequence[Act]) -> None:
        super().__init__(title)
        self._acts = list(acts)

    def compose_window(self) -> ComposeResult:
        """The acts."""
        yield Menu([(act.label, act.closed, not act.closed) for act in self._acts])

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Answer with the act, or say why not."""
        act = self._acts[message.index]
        if act.closed:
            self.warn(act.closed)
        else:
            self.dismiss(act.id)


Matcher = Callable[[str, Option], bool]


def by_words(typed: str, option: Option) -> bool:
    """Whether what was typed is in the option's words or begins its key."""
    wanted = typed.strip().casefold()
    return wanted in option.label.casefold() or option.key.casefold().startswith(wanted)


class ChoiceDialog(DeskDialog[Option]):
    """A list of values: digits take one, letters and Chinese narrow it, arrows walk."""

    def __init__(
        self, title: str, options: Sequence[Option], match: Matcher = by_words, *, at: str = ""
    ) -> None:
        super().__init__(title)
        self._options = list(options)
        self._shown = self._options
        self._match = match
        self._typed = ""
        self._key = at

    def compose_window(self) -> ComposeResult:
        """The values, and what was typed to narrow them."""
        yield Menu(self._lines(), digits=digits_of(self._shown))
        yield Words("", id="typed")

    def on_mount(self) -> None:
        """Start on the value that stands in the field."""
        keys = [option.key for option in self._options]
        if self._key in keys:
            self.query_one(Menu).action_move(keys.index(self._key))

    def _lines(self) -> list[tuple[str, str, bool]]:
        return [(option.label, option.note, True) for option in self._shown]

    def on_key(self, event: events.Key) -> None:
        """Narrow the list by what is typed; the digits of its lines have gone to it already."""
        if event.key == "backspace":
            self._narrow(self._typed[:-1])
        elif event.is_printable and event.character:
            self._narrow(self._typed + event.character)

    def _narrow(self, typed: str) -> None:
        found = [option for option in self._options if self._match(typed, option)]
        if not found:
            self.warn(_("Nothing matches “{typed}”").format(typed=typed))
            return
        self._typed, self._shown = typed, found
        self.query_one(Menu).set_lines(self._lines(), digits=digits_of(found))
        self.query_one("#typed", Words).show(typed)
        self.query_one(MessageLine).clear()

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Answer with the value."""
        self.dismiss(self._shown[message.index])
