"""Lists of any length, open at once: rows are asked for by page, only what is seen is drawn."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from models.words import _
from screens.kit.text import Align, fit

Item = TypeVar("Item")
PAGE = 100
PAGES_KEPT = 12


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """A column: its title (empty: none), how to show a row in it, its cells (0: what is left)."""

    title: str
    show: Callable[[Item], str]
    width: int = 0
    align: Align = "left"


class RecordList(Widget, Generic[Item], can_focus=True):
    """Rows with a cursor. `fetch(offset, limit)` and `count()` are asked for what is seen.

    `style` names the look of a row: `late`, `quiet` or empty; the row says it in a word or sign
    too. `key` finds a row again after a refresh. `empty` is the sentence when there are no rows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--title",
        "list--cursor",
        "list--cursor-away",
        "list--late",
        "list--quiet",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "to_start", show=False),
        Binding("end", "to_end", show=False),
        Binding("enter", "open", show=False),
    ]

    class Highlighted(Message):
        """The cursor is on another row."""

        def __init__(self, record_list: "RecordList[Any]", row: Any) -> None:
            super().__init__()
            self.record_list = record_list
            self.row = row

        @property
        def control(self) -> "RecordList[Any]":
            """The list, for `@on` selectors."""
            return self.record_list

    class Opened(Highlighted):
        """Enter on a row."""

    def __init__(
        self,
        columns: Sequence[Column[Item]],
        fetch: Callable[[int, int], Sequence[Item]],
        count: Callable[[], int],
        *,
        key: Callable[[Item], Any] = lambda row: row,
        style: Callable[[Item], str] = lambda _row: "",
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = list(columns)
        self._fetch, self._count, self._key, self._style = fetch, count, key, style
        self._empty = empty
        self._pages: OrderedDict[int, Sequence[Item]] = OrderedDict()
        self._total = 0
        self._at = 0
        self._top = 0
        self._titled = any(column.title for column in columns)

    # What a screen uses

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._total

    @property
    def cursor(self) -> int:
        """The index of the row under the cursor."""
        return self._at

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        return self.row(self._at)

    def row(self, index: int) -> Item | None:
        """The row at this index; None outside the list."""
        if not 0 <= index < self._total:
            return None
        number, within = divmod(index, PAGE)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * PAGE, PAGE)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[within] if within < len(page) else None

    def reload(self) -> None:
        """Ask for everything anew; the cursor stays on its record if it is still near."""
        before = self.current
        wanted = None if before is None else self._key(before)
        self._pages.clear()
        self._total = self._count()
        self._at = self._find(wanted, self._at) if wanted is not None else self._at
        self._place(self._at)
        self.refresh()
        self._tell()

    def open_with(
        self,
        fetch: Callable[[int, int], Sequence[Item]],
        count: Callable[[], int],
        *,
        empty: str | None = None,
    ) -> None:
        """Show other rows from now on, from the first."""
        self._fetch, self._count = fetch, count
        if empty is not None:
            self._empty = empty
        self._pages.clear()
        self._at = self._top = 0
        self._total = self._count()
        self.refresh()
        self._tell()

    def set_columns(self, columns: Sequence[Column[Item]]) -> None:
        """Show rows in these columns from now on."""
        self._columns = list(columns)
        self._titled = any(column.title for column in columns)
        self.refresh()

    def select(self, key: Any) -> bool:
        """Put the cursor on the record with this key, looked for among the first rows."""
        at = self._find(key, -1)
        if at < 0:
            return False
        self.go_to(at)
        return True

    def go_to(self, index: int) -> None:
        """Put the cursor on the row with this index, or the nearest there is."""
        before, top = self._at, self._top
        self._place(index)
        if self._top != top:
            self.refresh()
        else:
            self._refresh_row(before)
            self._refresh_row(self._at)
        if self._at != before:
            self._tell()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's caret belongs: at the row a screen reader should read."""
        return self.content_region.offset + Offset(0, self._at - self._top + self._titled)

    # Keys

    def action_move(self, by: int) -> None:
        """One row up or down."""
        self.go_to(self._at + by)

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.go_to(self._at + by * max(1, self._height - 1))

    def action_to_start(self) -> None:
        """To the first row."""
        self.go_to(0)

    def action_to_end(self) -> None:
        """To the last row."""
        self.go_to(self._total - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.current) is not None:
            self.post_message(self.Opened(self, row))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Titles, a row, or the sentence when there is none."""
        width = self.size.width
        if self._titled and y == 0:
            style = self.rich_style + self.get_component_rich_style("list--title", partial=True)
            titles = [(column.title, column) for column in self._columns]
            return Strip([Segment(self._line(titles), style)], width)
        index = self._top + y - self._titled
        row = self.row(index)
        if row is None:
            words = self._empty or _("Nothing here")
            words = words if self._total == 0 and y == self._titled else ""
            return Strip([Segment(fit(f" {words}", width), self.rich_style)], width)
        style = self.rich_style
        if name := self._style(row):
            style += self.get_component_rich_style(f"list--{name}", partial=True)
        if index == self._at:
            cursor = "list--cursor" if self.has_focus else "list--cursor-away"
            style += self.get_component_rich_style(cursor, partial=True)
        cells = [(column.show(row), column) for column in self._columns]
        return Strip([Segment(self._line(cells), style)], width)

    def _line(self, cells: Sequence[tuple[str, Column[Item]]]) -> str:
        """The cells side by side, one blank before each."""
        width = self.size.width
        fixed = sum(column.width + 1 for column in self._columns if column.width)
        open_columns = [column for column in self._columns if not column.width]
        share = (width - fixed) // len(open_columns) - 1 if open_columns else 0
        parts = [" " + fit(words, column.width or share, column.align) for words, column in cells]
        return fit("".join(parts), width)

    @property
    def _height(self) -> int:
        """Rows seen at once."""
        return max(1, self.size.height - self._titled)

    def _place(self, index: int) -> None:
        self._at = max(0, min(self._total - 1, index))
        self._top = min(max(self._top, self._at - self._height + 1), self._at)
        self._top = max(0, min(self._top, self._total - self._height))

    def _refresh_row(self, index: int) -> None:
        y = index - self._top + self._titled
        self.refresh(Region(0, y, self.size.width, 1))

    def _find(self, key: Any, otherwise: int) -> int:
        """The index of the record, looked for around the cursor; else this one."""
        near = sorted(range(max(0, self._at - PAGE), self._at + PAGE), key=self._distance)
        for index in near:
            row = self.row(index)
            if row is not None and self._key(row) == key:
                return index
        return otherwise

    def _distance(self, index: int) -> int:
        return abs(index - self._at)

    def _tell(self) -> None:
        if (row := self.current) is not None:
            self.post_message(self.Highlighted(self, row))

    def on_mount(self) -> None:
        """Count the rows; the first page is fetched when it is drawn."""
        self._total = self._count()
        self._tell()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._place(self._at)

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self._refresh_row(self._at)

    def on_blur(self) -> None:
        """As above."""
        self._refresh_row(self._at)

    def on_click(self, event: events.Click) -> None:
        """A click is an arrow that found its row."""
        self.go_to(self._top + event.y - self._titled)
