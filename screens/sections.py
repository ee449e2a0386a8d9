"""A page of several lists: left their names with what stands in each, right the rows of one."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.containers import Horizontal
from textual.widget import Widget

from models.words import _
from screens.counter import Counter
from screens.edits import EditsPage
from screens.kit.choices import figure
from screens.kit.field import Field
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words

_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Listed:
    """One list with how many stand in it; None: not known yet."""

    name: str
    count: int | None


class SectionsPage(EditsPage):
    """A digit goes to a list, Enter from its name to its rows; the row is said in full below."""

    sections: ClassVar[Mapping[str, str]] = {}
    """The lists in the order of their digits: name and msgid."""
    empty: ClassVar[Mapping[str, str]] = {}
    """What is said where a list has no rows: msgids."""
    DEFAULT_CSS = "SectionsPage #whole { height: 3; padding: 0 1; }"

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self.section = next(iter(self.sections))
        self._rows: dict[str, Sequence[Any]] = {}
        self._lists: list[Listed] = [Listed(name, None) for name in self.sections]

    # What a page says

    @abstractmethod
    def columns_of(self, name: str) -> list[Column[Any]]:
        """The columns of a list."""

    def page_of(self, _name: str, rows: Sequence[Any]) -> Sequence[Any]:
        """Rows as they are shown; asked for by page."""
        return rows

    def whole(self, _row: Any) -> str:
        """What a row says, uncut."""
        return ""

    # What a page uses

    def compose_sections(self) -> Iterable[Widget]:
        """The lists and the line below them."""
        with Horizontal(classes="below"):
            lists = RecordList[Listed](
                self._list_columns(), lambda offset, limit: self._lists[offset : offset + limit],
                lambda: len(self._lists), key=lambda listed: listed.name, id="lists",
                classes="pane left",
            )  # fmt: skip
            lists.styles.width = _WIDTH
            yield lists
            for name in self.sections:
                shown = RecordList[Any](
                    self.columns_of(name), *self._source(name), key=_key,
                    empty=_(self.empty.get(name, "")), id=name, classes="rows pane",
                )  # fmt: skip
                shown.display = name == self.section
                yield shown
        yield Words("", id="whole", classes="below")

    def show_rows(self, rows: Mapping[str, Sequence[Any]]) -> None:
        """Show these rows; a list that is missing is not known yet."""
        self._rows = dict(rows)
        self._lists = [
            Listed(name, len(rows[name]) if name in rows else None) for name in self.sections
        ]
        for records in self.query(RecordList):
            records.reload()

    @property
    def shown(self) -> RecordList[Any]:
        """The list whose rows are in sight."""
        return self.query_one(f"#{self.section}", RecordList)

    def go_to(self, name: str) -> None:
        """Show this list and go to its rows."""
        self.query_one("#lists", RecordList).select(name)
        self._show(name)
        self.set_focus(self.shown)

    # Inside

    def _source(self, name: str) -> tuple[Any, Any]:
        def fetch(offset: int, limit: int) -> Sequence[Any]:
            return self.page_of(name, self._rows.get(name, ())[offset : offset + limit])

        return fetch, lambda: len(self._rows.get(name, ()))

    def _list_columns(self) -> list[Column[Listed]]:
        names = list(self.sections)
        return [
            Column("", lambda listed: str(names.index(listed.name) + 1), 1),
            Column("", lambda listed: _(self.sections[listed.name])),
            Column(
                "", lambda listed: "" if listed.count is None else str(listed.count), 5, "right"
            ),
        ]

    def _show(self, name: str) -> None:
        self.section = name
        for records in self.query(".rows"):
            records.display = records.id == name
        self._tell_row(self.shown.current)

    def _tell_row(self, row: Any) -> None:
        self.query_one("#whole", Words).show("" if row is None else self.whole(row))

    @on(RecordList.Highlighted, "#lists")
    def list_chosen(self, message: RecordList.Highlighted) -> None:
        """Show the rows of this list."""
        self._show(message.row.name)

    @on(RecordList.Opened, "#lists")
    def list_opened(self) -> None:
        """Enter on a list: on to its rows."""
        self.set_focus(self.shown)

    @on(RecordList.Highlighted, ".rows")
    def row_highlighted(self, message: RecordList.Highlighted) -> None:
        """Say in full what the list has to cut."""
        if message.record_list.id == self.section:
            self._tell_row(message.row)

    async def on_key(self, event: events.Key) -> None:
        """A digit goes to its list."""
        number = figure(event.character)
        if number and not isinstance(self.focused, Field):
            event.stop()
            event.prevent_default()
            names = list(self.sections)
            if 0 < int(number) <= len(names):
                self.go_to(names[int(number) - 1])


def _key(row: Any) -> Any:
    """What finds a row again: its record's key where it has one."""
    record = getattr(row, "batch", row)
    return getattr(record, "id", row)
