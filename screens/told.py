"""The history of a record in a window: who did what when, in words, the newest at the top."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from desk.history import Event
from models.when import from_ms, show_time
from models.words import N_, _
from screens.kit.dialogs import DeskDialog
from screens.kit.text import Words


class HistoryDialog(DeskDialog[None]):
    """Scrolled by the arrows and page keys; Enter and Esc close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", show=False)]
    DEFAULT_CSS = """
    HistoryDialog > #window { width: 96%; }
    HistoryDialog VerticalScroll { height: auto; max-height: 18; }
    """

    def __init__(self, title: str, events: Sequence[Event]) -> None:
        super().__init__(title)
        self._told = list(events)

    def compose_window(self) -> ComposeResult:
        """One paragraph an event."""
        with VerticalScroll(can_focus=True):
            for event in reversed(self._told):
                moment = from_ms(event.at)
                yield Words(f"{moment:%Y}-{show_time(moment)}  {event.sentence}")
            if not self._told:
                yield Words(_(N_("Nothing was done with it yet")))
