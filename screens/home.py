"""Home, the board of today (今日): what waits, by list; the cursor starts on the worst."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual import on
from textual.containers import Horizontal
from textual.widget import Widget

from data.backup import last_verified
from desk.boards import BoardRow, Listed, board, board_count, board_rows, worst
from desk.lists import DRAFTS, EMPTY
from models.words import N_, _
from screens.board import BoardPage, Pane, columns, late
from screens.brief import BriefWords, HouseholdCard
from screens.counter import Counter
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words, text
from screens.listing import HOUR

BACKUP_WARN_HOURS = 26
OPENS = {"callbacks": "callbacks", "work": "work"}
"""Lists whose rows are worked on a screen of their own; the others' open the matter."""


class HomeScreen(BoardPage):
    """Left the lists with what waits in each, right the rows of one, below the row in short."""

    function = "90"
    help = N_(
        "What waits, by list. A digit goes to a list, Enter opens the row, F10 lists what can be"
        " done with it, F6 logs something new for its household, F3 finds anything."
    )
    first_focus = "#rows"
    DEFAULT_CSS = """
    HomeScreen {
        & #top { height: 1fr; }
        & #backup { height: 1; }
        & #card { display: none; width: 36; height: 1fr; padding: 0 0 0 1; }
        &.-wide #card { display: block; }
    }
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._lists = board(self.session)
        self._list = worst(self._lists)

    def compose_body(self) -> Iterable[Widget]:
        """Lists, rows, and below them the row under the cursor."""
        with Horizontal(id="top"):
            with Pane(id="left", classes="left"):
                yield RecordList(
                    _LIST_COLUMNS,
                    lambda offset, limit: self._lists[offset : offset + limit],
                    lambda: len(self._lists),
                    key=lambda listed: listed.name,
                    style=lambda listed: "late" if listed.alarming else "",
                    id="lists",
                )
                yield Words("", id="backup")
            yield RecordList(
                columns(self.session), self._fetch, self._count, key=lambda row: row.key,
                style=late(self.session), empty=_(EMPTY[self._list.name]), id="rows",
                classes="pane",
            )  # fmt: skip
            yield HouseholdCard(id="card", classes="right")
        yield BriefWords(classes="below")

    def on_mount(self) -> None:
        """Stand on the worst list."""
        lists = self.query_one("#left")
        lists.styles.width = max(cell_len(listed.label) for listed in self._lists) + _BESIDE_LABEL
        self.query_one("#lists", RecordList).select(self._list.name)
        self._tell_backup()

    # Lists

    def _fetch(self, offset: int, limit: int) -> list[BoardRow]:
        return board_rows(self.session, self._list.name, offset, limit)

    def _count(self) -> int:
        return board_count(self.session, self._list.name)

    def reload(self) -> None:
        """Counts and rows anew; list and cursor stay where they are."""
        self._lists = board(self.session)
        lists = self.query_one("#lists", RecordList)
        lists.reload()
        self._list = lists.current or self._list
        self.rows.reload()
        if not self.rows.total:
            self._tell_row()
        self._tell_backup()

    @on(RecordList.Highlighted, "#lists")
    def list_chosen(self, message: RecordList.Highlighted) -> None:
        """Another list: show its rows from the first."""
        if message.row.name != self._list.name:
            self._list = message.row
            self.rows.open_with(self._fetch, self._count, empty=_(EMPTY[self._list.name]))
            if not self.rows.total:
                self._tell_row()

    @on(RecordList.Opened, "#lists")
    def list_opened(self) -> None:
        """Enter on a list: on to its rows."""
        self.set_focus(self.rows)

    def digit(self, number: int) -> None:
        """A digit goes to its list."""
        found = next((each for each in self._lists if each.digit == str(number)), None)
        if found is None:
            self.warn(_(N_("There is no list {number} on your board")).format(number=number))
            return
        self.clear_message()
        self.query_one("#lists", RecordList).select(found.name)
        self.set_focus(self.rows)

    # The row under the cursor

    @on(RecordList.Highlighted, "#rows")
    def row_chosen(self) -> None:
        """Show the row in short."""
        self._tell_row()

    def _tell_row(self) -> None:
        row = self.current
        self.query_one(BriefWords).tell(self.session, row.matter_id if row else None)
        self.query_one(HouseholdCard).tell(self.session, row.tells("unit_id") if row else None)

    # Keys

    @on(RecordList.Opened, "#rows")
    def row_opened(self, message: RecordList.Opened) -> None:
        """Enter on a row: to where it is worked on."""
        row: BoardRow = message.row
        if self._list.name == DRAFTS:
            draft = row.tells("draft")
            self.open(draft.form, draft=draft)
        elif self._list.name in OPENS:
            self.open(OPENS[self._list.name], matter_id=row.matter_id)
        else:
            self.open_matter()

    def do_new(self) -> None:
        """Something new, for the household of the row: its type by digit, then the form."""
        unit = self.current.unit if self.current else ""
        self.log_new(unit, unit=unit)

    # The backup

    def _tell_backup(self) -> None:
        found = last_verified(self.session.store)
        if found is None:
            words, warn = _(N_("! no backup yet")), True
        else:
            hours = max(0, self.session.now_ms() - found.at) // HOUR
            warn = hours >= BACKUP_WARN_HOURS
            words = _(N_("backup {hours} h ago")).format(hours=hours)
            words = f"! {words}" if warn else words
        self.query_one("#backup", Words).show(
            text(" " + words, "bold $warning" if warn else "$quiet")
        )


_BESIDE_LABEL = 10
"""Cells of a list's row besides its label: digit, count, sign, blanks, the rule."""

_LIST_COLUMNS: list[Column[Listed]] = [
    Column("", lambda listed: listed.digit, 1),
    Column("", lambda listed: listed.label),
    Column("", lambda listed: f"{listed.count}{'!' if listed.alarming else ' '}", 4, "right"),
]
