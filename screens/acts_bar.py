"""The acts of the row under the cursor with their digits, on the screen all the time."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from screens.kit.dialogs import DIGITS, Act
from screens.kit.text import Words, plain


class ActsBar(Words):
    """`1接单 2退单 3到场`: those a digit does now, in at most two lines."""

    DEFAULT_CSS = "ActsBar { height: 2; text-wrap: nowrap; text-overflow: clip; }"
    _told: Sequence[Act] = ()

    def on_resize(self) -> None:
        """Arrange them for the new width."""
        self.tell(self._told)

    def tell(self, acts: Sequence[Act]) -> None:
        """Show these acts, without those that are closed."""
        self._told = acts
        width = self.size.width or self.screen.size.width
        lines: list[list[Content | tuple[str, str]]] = [[]]
        used = 0
        for digit, act in zip(DIGITS, acts, strict=False):
            if act.closed:
                continue
            label = plain(act.label)
            cells = cell_len(label) + 3
            if used + cells > width and used:
                lines.append([])
                used = 0
            used += cells
            lines[-1] += [(f" {digit}", "bold $primary"), Content(label), Content(" ")]
        self.show(Content("\n").join(Content.assemble(*line) for line in lines))
