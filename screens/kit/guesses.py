"""What a field has found while one types: a short list laid over the screen below the field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from screens.kit.compositor import Covering
from screens.kit.text import fit

if TYPE_CHECKING:
    from screens.kit.dialogs import Option

MOST = 8
WIDEST = 78


class GuessList(Covering, can_focus=False):
    """One a screen; it belongs to the field that shows something in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"guess--cursor", "guess--note"}

    def __init__(self) -> None:
        super().__init__()
        self._owner: Widget | None = None
        self._options: Sequence[Option] = ()
        self._at = 0

    def show(self, owner: Widget, options: Sequence["Option"]) -> None:
        """Show what was found for this field; nothing found hides the list."""
        self._owner, self._options, self._at = owner, options[:MOST], 0
        if not options:
            self.hide(owner)
            return
        region = owner.region
        room = owner.parent.region.right - region.x if isinstance(owner.parent, Widget) else 0
        width = max(region.width, min(40, room))  # what stands beside the form stays in sight
        width = min(width, WIDEST)
        height = len(self._options)
        below = region.bottom + height <= self.screen.size.height
        self._place(
            Offset(
                min(region.x, max(0, self.screen.size.width - width)),
                region.bottom if below else region.y - height,
            ),
            width,
            height,
        )
        self.display = True
        self.refresh()

    def _place(self, at: Offset, width: int, height: int) -> None:
        """Lay out anew only what is different: that is what costs."""
        if self.styles.offset.x.value != at.x or self.styles.offset.y.value != at.y:
            self.styles.offset = at
        if self.styles.width is None or self.styles.width.value != width:
            self.styles.width = width
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def hide(self, owner: Widget) -> None:
        """Show nothing more for this field."""
        if self._owner is owner:
            self._owner, self._options = None, ()
            self.display = False

    def current(self, owner: Widget) -> "Option | None":
        """The guess under the cursor."""
        if self._owner is owner and self._options:
            return self._options[self._at]
        return None

    def move(self, owner: Widget, by: int) -> bool:
        """Move the cursor; False when there is nothing to walk."""
        if self._owner is not owner or not self._options:
            return False
        self._at = max(0, min(len(self._options) - 1, self._at + by))
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        """One guess: its words, and on the right its note."""
        width = self.size.width
        if y >= len(self._options):
            return Strip.blank(width, self.rich_style)
        option = self._options[y]
        style = self.rich_style
        if y == self._at:
            style += self.get_component_rich_style("guess--cursor", partial=True)
        room = max(0, width - 2 - min(cell_len(option.note), width // 2) - 1)
        mark = ">" if y == self._at else " "
        words = f"{mark}{fit(option.label, room)} {option.note}"
        return Strip([Segment(fit(words, width), style)], width)
