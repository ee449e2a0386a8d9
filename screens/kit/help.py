"""F1: this field, then this screen, then all keys."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.words import _
from screens.kit.dialogs import DeskDialog
from screens.kit.keys import HELP
from screens.kit.text import Words


class HelpDialog(DeskDialog[None]):
    """Three pages; F1 turns them, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(HELP.keys, "turn", show=False, id=HELP.id),
        Binding("enter", "close", show=False),
    ]
    DEFAULT_CSS = "HelpDialog > #window { width: 80; }"

    def __init__(self, field: str, screen: str, keys: Sequence[str]) -> None:
        super().__init__(_("Help"))
        pages = [
            (_("This field"), field),
            (_("This screen"), screen),
            (_("All keys"), "\n".join(keys)),
        ]
        self._pages = [page for page in pages if page[1]]
        self._page = 0

    def compose_window(self) -> ComposeResult:
        """The page."""
        yield Words("", id="page")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def action_turn(self) -> None:
        """Turn to the next page."""
        self._page = (self._page + 1) % len(self._pages)
        self._show()

    def _show(self) -> None:
        title, words = self._pages[self._page]
        turned = _("{page} {number}/{all}: F1 turns the page, Esc closes")
        shown = turned.format(page=title, number=self._page + 1, all=len(self._pages))
        self.query_one("#title", Words).show(shown if len(self._pages) > 1 else title)
        self.query_one("#page", Words).show(words)
