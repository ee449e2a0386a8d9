"""My work orders (我的派工单): a technician's own list, worked by digits; the desk's for another."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from data.reference import term
from desk.authority import OWN as OWN_ONLY
from desk.authority import scope
from desk.boards import BoardRow, board_count, board_rows
from desk.lists import EMPTY
from desk.staff import Technician, is_technician, technicians
from models.money import show_money
from models.when import from_ms
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.board import BoardPage, late, what
from screens.brief import BriefWords
from screens.counter import Counter
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words
from screens.listing import by_pinyin, late_width, left

OWN, EVERYBODY = "work", "out"


class WorkScreen(BoardPage):
    """Every order in hand; a digit does the act with that number, F4 chooses whose orders."""

    function = "23"
    help = N_(
        "The orders in hand. The digits below do what they say: accept, arrived, owner absent,"
        " waiting for parts, done with result, materials and fee. Enter opens the matter. F4"
        " chooses whose orders, for the desk that keys in what a technician says."
    )
    labels: ClassVar[dict[str, str]] = {"values": N_("Whose")}
    first_focus = "#rows"
    first_acts = ("accept", "arrive", "finish", "absent", "wait_parts", "resume", "material")
    DEFAULT_CSS = """
    WorkScreen {
        & #title { height: 1; color: $quiet; }
        & #order { height: 1; }
    }
    """

    def __init__(self, counter: Counter, *, matter_id: int | None = None) -> None:
        super().__init__(counter)
        self._at = matter_id
        mine = is_technician(self.session.who)
        self._whose: tuple[int, str] | None = (
            (self.session.who.id, self.session.who.name) if mine else None
        )
        self._asked = mine or matter_id is not None

    def compose_body(self) -> Iterable[Widget]:
        """Orders, the one under the cursor, what can be done with it."""
        yield Words("", id="title")
        yield RecordList(
            work_columns(self.session.now_ms), self._fetch, self._count,
            key=lambda row: row.key, style=late(self.session), empty=_(EMPTY[OWN]), id="rows",
            classes="pane",
        )  # fmt: skip
        yield BriefWords(classes="below")
        yield Words("", id="order")
        yield ActsBar()

    def on_mount(self) -> None:
        """On the order asked for; the desk says whose first."""
        self._tell_title()
        self._go_to_matter()
        if not self.rows.total:
            self._tell_row()
        if not self._asked:
            self.call_after_refresh(self.do_values)

    def _go_to_matter(self) -> None:
        for index in range(min(self.rows.total, 100)):
            row = self.rows.row(index)
            if row is not None and row.matter_id == self._at:
                self.rows.go_to(index)

    # Whose

    @property
    def _queue(self) -> str:
        return OWN if self._whose else EVERYBODY

    def _fetch(self, offset: int, limit: int) -> list[BoardRow]:
        staff_id = self._whose[0] if self._whose else None
        return board_rows(self.session, self._queue, offset, limit, staff_id)

    def _count(self) -> int:
        return board_count(self.session, self._queue, self._whose[0] if self._whose else None)

    def _tell_title(self) -> None:
        whose = self._whose[1] if self._whose else _(N_("everybody"))
        title = _(N_("Orders in hand: {name} {number}")).format(name=whose, number=self.rows.total)
        self.query_one("#title", Words).show(f" {title}")

    def do_values(self) -> None:
        """Choose whose orders."""
        people = sorted(technicians(self.session), key=lambda one: one.no)
        choices = [Option(str(one.id), one.name, _about(one)) for one in people]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._whose = (int(option.key), option.label)
                self.rows.open_with(self._fetch, self._count)
                self._tell_title()
                if not self.rows.total:
                    self._tell_row()

        title = _(N_("Whose orders?"))
        self.app.push_screen(ChoiceDialog(title, choices, by_pinyin), chosen)

    def closed(self) -> dict[str, str]:
        """Technicians have their own orders only."""
        if scope(self.session, "order.view") == OWN_ONLY:
            return {"values": _(N_("These are your own orders"))}
        return {}

    # Orders

    def reload(self) -> None:
        """Orders anew; the cursor stays."""
        self.rows.reload()
        self._tell_title()
        if not self.rows.total:
            self._tell_row()

    @on(RecordList.Highlighted, "#rows")
    def row_chosen(self) -> None:
        """Show the order."""
        self._tell_row()

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter opens the matter."""
        self.open_matter()

    def _tell_row(self) -> None:
        row = self.current
        self.query_one(BriefWords).tell(self.session, row.matter_id if row else None)
        self.query_one(ActsBar).tell(self.acts())
        self.query_one("#order", Words).show(_order_line(row) if row else "")


def work_columns(now: Callable[[], int]) -> list[Column[BoardRow]]:
    """Number, where, who, what, the appointment, the time left, how far it is."""
    return [
        Column("", lambda row: row.number, 11),
        Column("", lambda row: row.where, 9),
        Column("", lambda row: row.person, 5),
        Column("", what),
        Column("", lambda row: _clock(row.tells("window_from")), 11),
        Column("", lambda row: left(row.due_at, now()), late_width(), "right"),
        Column("", lambda row: f"{row.sign} {row.state}", 10),
    ]


def _clock(at: int | None) -> str:
    return f"{from_ms(at):%m-%d %H:%M}" if at else ""


def _order_line(row: BoardRow) -> str:
    """Order, skill, appointment, what it waits for, materials and fee."""
    told = row.row or {}
    money = told["labour"] + told["material"]
    parts = [
        told["number"],
        term("skills", told["skill"]) if told["skill"] else "",
        _(N_("Absent {number} ×")).format(number=told["absent"]) if told["absent"] else "",
        told["waiting"],
        _(N_("Owing ¥{sum}")).format(sum=show_money(money - told["paid"])) if money else "",
    ]
    return " " + "  ".join(part for part in parts if part)


def _about(one: Technician) -> str:
    skills = " ".join(term("skills", skill) for skill in one.skills)
    in_hand = _(N_("{number} in hand")).format(number=one.load)
    return "  ".join(part for part in (skills, term("duties", one.duty), in_hand) if part)
