"""Painting a row asks only the widgets of that row, and draws what lies over them in one piece.

Stock textual cuts every line wherever any widget begins or ends, hidden ones too, and a Chinese
character that stands on such a cut is drawn as two blanks: `龙头漏水` over a field's end was
`龙头  水`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Covering(Widget):
    """A widget that lies over others and hides them wholly; nothing lies over it."""


class DeskCompositor(Compositor):
    """Stock renders whatever shares a container with what has changed: a form, for one letter."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Region, clip and lines of each widget that stands in the rows to be painted."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and (crop is None or (seen.y < crop.bottom and crop.y < seen.bottom)):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))

    @property
    def cuts(self) -> list[list[int]]:
        """Where each line is cut: at the edges of what can be seen there."""
        if self._cuts is None:
            cuts = super().cuts
            for widget, (region, clip) in self.visible_widgets.items():
                if isinstance(widget, Covering):
                    seen = region.intersection(clip)
                    for y in seen.line_range:
                        cuts[y] = [cut for cut in cuts[y] if not seen.x < cut < seen.right]
            self._cuts = cuts
        return self._cuts

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each line; what is in front comes first and stays."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        for region, clip, strips in self._get_renders(crop):
            seen = region.intersection(clip)
            for y, strip in zip(seen.line_range, strips, strict=False):
                if not is_rendered_line(y):
                    continue
                within = [cut for cut in cuts[y] if seen.x <= cut <= seen.right]
                if len(within) > 1:
                    _fill(chops[y], within, strip, seen.x)
        return cast("Sequence[Mapping[int, Strip]]", chops)


def _fill(line: dict[int, Strip | None], cuts: list[int], strip: Strip, x: int) -> None:
    """Put the strip that begins at `x` into those pieces of the line that are still empty."""
    if cuts[0] != x:
        strip = strip.crop(cuts[0] - x)
    pieces = strip.divide([cut - cuts[0] for cut in cuts[1:]])
    for (cut, _end), piece in zip(pairwise(cuts), pieces, strict=False):
        if line.get(cut) is None:
            line[cut] = piece
