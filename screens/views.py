"""A board whose one list shows several views, turned with left and right."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on

from desk.boards import BoardRow, board_count, board_rows
from desk.lists import EMPTY, LABELS
from desk.shown import queue_counts
from models.words import _
from screens.board import BoardPage
from screens.counter import Counter
from screens.kit.lists import RecordList
from screens.kit.text import Words


class ViewedBoard(BoardPage):
    """`#title` names the views with their counts, `#rows` shows the one in brackets."""

    views: ClassVar[Sequence[str]] = ()

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self.view = self.views[0]
        self._counts: dict[str, int] = {}

    def tell_row(self) -> None:
        """Show what belongs to the row under the cursor; also when there is none."""

    def fetch(self, offset: int, limit: int) -> list[BoardRow]:
        """A page of the view."""
        return board_rows(self.session, self.view, offset, limit)

    def count(self) -> int:
        """How many rows the view has."""
        return board_count(self.session, self.view)

    @property
    def empty(self) -> str:
        """What is said when the view has no rows."""
        return _(EMPTY[self.view])

    def on_mount(self) -> None:
        """Say what is shown."""
        self._told()

    def _told(self) -> None:
        """The counts anew, and the row where there is none to say it itself."""
        self._counts = queue_counts(self.session, self.views)
        self.tell_title()
        if not self.rows.total:
            self.tell_row()

    def tell_title(self) -> None:
        """The views with their counts."""
        shown = {view: f"{_(LABELS[view])} {self._counts.get(view, '')}" for view in self.views}
        marked = [f"[{words}]" if view == self.view else words for view, words in shown.items()]
        self.query_one("#title", Words).show(" < " + "  ".join(marked) + f" >   {self.hint()}")

    def hint(self) -> str:
        """What Enter will do here, beside the views."""
        return ""

    def reload(self) -> None:
        """Rows and counts anew; view and cursor stay."""
        self.rows.reload()
        self._told()

    def turn(self, by: int) -> None:
        """Another view, from its first row."""
        self.view = self.views[(self.views.index(self.view) + by) % len(self.views)]
        self.rows.open_with(self.fetch, self.count, empty=self.empty)
        self.set_focus(self.rows)
        self._told()

    async def on_key(self, event: events.Key) -> None:
        """Left and right turn the view."""
        if event.key in {"left", "right"} and isinstance(self.focused, RecordList):
            event.stop()
            self.turn(1 if event.key == "right" else -1)

    @on(RecordList.Highlighted, "#rows")
    def row_highlighted(self) -> None:
        """Another row."""
        self.tell_row()
