"""The supervisor's review (督办): what needs a decision first, then what is going wrong."""

from collections.abc import Callable, Iterable

from textual import events, on
from textual.containers import Horizontal
from textual.widget import Widget

from desk import supervision
from desk.boards import BoardRow
from desk.lists import EMPTY, LABELS
from desk.supervision import DECIDE, PEOPLE, TYPES, Figures
from models.when import from_ms
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.board import BoardPage, Pane, columns, late
from screens.brief import BriefWords
from screens.counter import Counter
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words
from screens.listing import span

NOTHING_OPEN = EMPTY["open"]
FIGURES = {PEOPLE: N_("By person"), TYPES: N_("By type")}


class SupervisionScreen(BoardPage):
    """Left the lists, right their rows or figures, below what a digit does with the row."""

    function = "81"
    help = N_(
        "Left the lists: what waits for your decision, what is late or will be, what is nobody's,"
        " badly rated, opened again; by person and by type. Left and right turn them, Enter opens"
        " the matter or what is behind a figure, Esc leads back. The digits below do what they"
        " say: give it to another, extend, comment, close, send back."
    )
    first_focus = "#rows"
    first_acts = ("assign", "extend", "comment", "close", "reopen", "reply", "dispatch", "void")
    DEFAULT_CSS = """
    SupervisionScreen {
        & #top { height: 1fr; }
        & #left { width: 20; }
        & #people, & #types { display: none; }
        & #why { height: 1; color: $warning; }
    }
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._counts = supervision.lists(self.session)
        self._names = [*self._counts, *FIGURES]
        self._chosen = next((name for name, count in self._counts.items() if count), DECIDE)
        self._behind: Figures | None = None
        self._why: dict[int, str] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Lists, rows or figures, the row under the cursor, its acts."""
        with Horizontal(id="top"):
            with Pane(id="left", classes="left"):
                yield RecordList(
                    [Column("", self._label), Column("", self._number, 4, "right")],
                    lambda offset, limit: self._names[offset : offset + limit],
                    lambda: len(self._names), id="lists",
                )  # fmt: skip
            with Pane(id="right"):
                yield RecordList(
                    columns(self.session), self._fetch, self._count, key=lambda row: row.key,
                    style=late(self.session), empty=_(EMPTY[self._chosen]), id="rows",
                    classes="pane",
                )  # fmt: skip
                yield figure_list(PEOPLE, lambda: supervision.by_person(self.session))
                yield figure_list(TYPES, lambda: supervision.by_type(self.session))
        yield BriefWords(classes="below")
        yield Words("", id="why")
        yield ActsBar()

    def on_mount(self) -> None:
        """On the first list that is not empty."""
        self.query_one("#lists", RecordList).select(self._chosen)
        if not self.rows.total:
            self._tell_row()

    # Lists

    def _label(self, name: str) -> str:
        return _(FIGURES.get(name) or LABELS[name])

    def _number(self, name: str) -> str:
        return str(self._counts[name]) if name in self._counts else ""

    def _fetch(self, offset: int, limit: int) -> list[BoardRow]:
        found = supervision.list_rows(self.session, self._chosen, offset, limit)
        if self._chosen == DECIDE:
            self._why |= supervision.why(self.session, found)
        return found

    def _count(self) -> int:
        return supervision.lists(self.session)[self._chosen] if self._chosen in self._counts else 0

    def reload(self) -> None:
        """Everything anew; list, drill and cursor stay."""
        self._counts = supervision.lists(self.session)
        self._why = {}
        self.query_one("#lists", RecordList).refresh()
        self.shown.reload()
        if self.current is None:
            self._tell_row()

    @property
    def shown(self) -> RecordList[BoardRow] | RecordList[Figures]:
        """The list on the right now."""
        if self._chosen in FIGURES and self._behind is None:
            return self.query_one(f"#{self._chosen}", RecordList)
        return self.rows

    @property
    def current(self) -> BoardRow | None:
        """The row under the cursor; none while figures are shown."""
        return self.rows.current if self.shown is self.rows else None

    async def on_key(self, event: events.Key) -> None:
        """Left and right turn the lists."""
        if event.key in {"left", "right"} and isinstance(self.focused, RecordList):
            event.stop()
            by = 1 if event.key == "right" else -1
            self._choose(self._names[(self._names.index(self._chosen) + by) % len(self._names)])

    @on(RecordList.Highlighted, "#lists")
    def list_chosen(self, message: RecordList.Highlighted) -> None:
        """Another list, unless the cursor has gone on since."""
        if message.row != self._chosen and message.row == message.record_list.current:
            self._choose(message.row)

    @on(RecordList.Opened, "#lists")
    def list_opened(self) -> None:
        """Enter on a list: on to its rows."""
        self.set_focus(self.shown)

    def _choose(self, name: str) -> None:
        stay = self.focused is self.query_one("#lists")
        self._chosen, self._behind, self._why = name, None, {}
        self.query_one("#lists", RecordList).select(name)
        if name in FIGURES:
            self.shown.reload()
        else:
            self.rows.open_with(self._fetch, self._count, empty=_(EMPTY[name]))
        self._show(stay=stay)

    def _show(self, *, stay: bool = False) -> None:
        """Let the list of now be seen, and nothing of the others."""
        for name in ("rows", *FIGURES):
            one = self.query_one(f"#{name}", RecordList)
            one.display = one is self.shown
        if not stay:
            self.set_focus(self.shown)
        if self.current is None:
            self._tell_row()

    # Figures

    @on(RecordList.Opened, "#people, #types")
    def figures_opened(self, message: RecordList.Opened) -> None:
        """Enter on a figure: the matters behind it."""
        self._behind = message.row
        fetch = supervision.rows_of(self.session, message.row)
        self.rows.open_with(
            fetch, supervision.count_of(self.session, message.row), empty=_(NOTHING_OPEN)
        )
        self._show()

    def do_back(self) -> None:
        """From the matters behind a figure back to the figures."""
        if self._behind is not None and self.focused is self.rows:
            self._behind = None
            self.shown.reload()
            self._show()
        else:
            super().do_back()

    # The row under the cursor

    @on(RecordList.Highlighted, "#rows")
    def row_chosen(self) -> None:
        """Show the row and what can be done with it."""
        self._tell_row()

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter opens the matter."""
        self.open_matter()

    def _tell_row(self) -> None:
        row = self.current
        matter_id = row.matter_id if row else None
        self.query_one(BriefWords).tell(self.session, matter_id)
        words = self._why.get(matter_id, "") if matter_id is not None else ""
        self.query_one("#why", Words).show(f" ! {words}" if words else "")
        self.query_one(ActsBar).tell(self.acts())


def figure_list(kind: str, figures: Callable[[], list[Figures]]) -> RecordList[Figures]:
    """The figures by person or by type, read when they are shown."""
    kept: list[Figures] = []

    def count() -> int:
        kept[:] = figures()
        return len(kept)

    return RecordList(
        _COLUMNS[kind](), lambda offset, limit: kept[offset : offset + limit], count,
        key=lambda row: row.key, style=lambda row: "late" if row.late else "",
        empty=_(NOTHING_OPEN), id=kind, classes="pane",
    )  # fmt: skip


def _shared() -> list[Column[Figures]]:
    return [
        Column(_(N_("Unfinished")), lambda row: str(row.open), 10, "right"),
        Column(_(N_("Late")), lambda row: f"{row.late}{'!' if row.late else ' '}", 8, "right"),
    ]


def _person_columns() -> list[Column[Figures]]:
    return [
        Column(_(N_("Who")), lambda row: row.label),
        Column(_(N_("Duty")), lambda row: row.note, 8),
        *_shared(),
        Column(_(N_("Next due")), lambda row: _clock(row.next_due), 12, "right"),
    ]


def _type_columns() -> list[Column[Figures]]:
    return [
        Column(_(N_("Type")), lambda row: row.label),
        *_shared(),
        Column(_(N_("Closed today")), lambda row: str(row.closed_today), 13, "right"),
        Column(_(N_("Average")), lambda row: span(row.average) if row.average else "-", 9, "right"),
    ]


_COLUMNS: dict[str, Callable[[], list[Column[Figures]]]] = {
    PEOPLE: _person_columns, TYPES: _type_columns,
}  # fmt: skip


def _clock(at: int | None) -> str:
    return f"{from_ms(at):%m-%d %H:%M}" if at else "-"
