"""Ctrl+O: a number on each part of the screen, one key goes there."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget

from screens.kit.text import Words

MOST = 9


class JumpLabels(ModalScreen[Widget | None]):
    """Numbers laid over the parts; a digit answers with its part, anything else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False)]

    def __init__(self, parts: Sequence[Widget]) -> None:
        super().__init__()
        self._parts = parts[:MOST]

    def compose(self) -> Iterable[Widget]:
        """A label at the corner of each part."""
        for number, part in enumerate(self._parts, 1):
            label = Words(f" {number} ", classes="jump")
            label.styles.offset = part.region.offset
            yield label

    def on_key(self, event: events.Key) -> None:
        """Go to the part with this number."""
        event.stop()
        typed = event.character or ""
        number = unicodedata.digit(typed, 0) if len(typed) == 1 else 0
        self.dismiss(self._parts[number - 1] if 0 < number <= len(self._parts) else None)


def parts_of(screen_parts: Iterable[Widget]) -> list[Widget]:
    """Those that can be gone to, from left to right and top to bottom."""
    reachable = [part for part in screen_parts if part.region and inside(part) is not None]
    return sorted(reachable, key=lambda part: (part.region.y, part.region.x))


def inside(part: Widget) -> Widget | None:
    """What gets the focus when one goes to this part."""
    return next((widget for widget in _all(part) if widget.focusable), None)


def _all(part: Widget) -> Iterable[Widget]:
    yield part
    yield from part.query(Widget)
