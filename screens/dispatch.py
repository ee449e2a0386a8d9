"""Dispatch (派工): left what waits, by urgency and age; right who can, the proposed one first."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget

from data.reference import term
from desk.acts import OpenAct, perform
from desk.boards import BoardRow, acts_of_row
from desk.session import Session
from desk.staff import Technician, find_account, set_duty, technicians
from models.errors import DeskError
from models.words import N_, _
from screens.board import Pane, what
from screens.brief import BriefWords
from screens.counter import Counter
from screens.kit.ask import Ask
from screens.kit.dialogs import DIGITS, Act, ChoiceDialog, Option
from screens.kit.fields import TextField
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words
from screens.listing import late_width, left, options
from screens.views import ViewedBoard

WAITING = "dispatch"
DUTY, OUT = "duty", "out"


class DispatchScreen(ViewedBoard):
    """Enter gives the order to the proposed technician, a digit to the one with that number."""

    function = "22"
    views = (WAITING, "out", "slips")
    help = N_(
        "Left the orders, right who can do the one under the cursor. Enter gives it to the"
        " proposed one, a digit to the one with that number. Left and right show those under way"
        " and the slips to return; there Enter opens the matter. Tab goes to the technicians;"
        " there F4 says who is on duty. F10 lists every act."
    )
    labels: ClassVar[dict[str, str]] = {"values": N_("Duty")}
    first_focus = "#rows"
    DEFAULT_CSS = """
    DispatchScreen {
        & #title { height: 1; color: $quiet; }
        & #top { height: 1fr; }
        & #side { width: 34; }
        &.-wide #side { width: 50; }
    }
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._people: list[Technician] = []
        self._shown: int | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Orders and technicians, below them the order under the cursor."""
        yield Words("", id="title")
        with Horizontal(id="top"):
            yield RecordList(
                order_columns(self.session), self.fetch, self.count, key=lambda row: row.key,
                style=lambda row: "late" if _late(row, self.session) else "",
                empty=self.empty, id="rows", classes="pane",
            )  # fmt: skip
            with Pane(id="side", classes="right"):
                yield RecordList(
                    technician_columns(self._digit),
                    lambda offset, limit: self._people[offset : offset + limit],
                    lambda: len(self._people),
                    key=lambda one: one.id,
                    style=lambda one: "" if one.fits and one.duty == "on" else "quiet",
                    empty=_(N_("There are no technicians; function 84 adds staff")),
                    id="people",
                    classes="pane",
                )
        yield BriefWords(classes="below")

    def tell_row(self) -> None:
        """Who can do this one, and the matter."""
        row = self.current
        self._people = technicians(self.session, row.tells("skill") if row else None)
        people = self.query_one("#people", RecordList)
        people.reload()
        if self._shown != (row.key if row else None):
            self._shown = row.key if row else None
            people.go_to(0)
        self.query_one(BriefWords).tell(self.session, row.matter_id if row else None)
        self.tell_title()

    def hint(self) -> str:
        """Whom Enter gives the order to."""
        best = self._proposed()
        words = _(N_("Enter gives it to {name}"))
        return words.format(name=best.name) if best and self.current else ""

    def _proposed(self) -> Technician | None:
        best = self._people[0] if self._people and self.view == WAITING else None
        return best if best is not None and best.proposed else None

    def _digit(self, one: Technician) -> str:
        at = self._people.index(one)
        sign = ">" if one is self._proposed() else " "
        return f"{sign}{DIGITS[at]}" if at < len(DIGITS) else ""

    # Assigning

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter on an order: to the proposed technician; elsewhere it opens the matter."""
        if self.view != WAITING:
            self.open_matter()
        elif best := self._proposed():
            self._assign(best)
        else:
            self.warn(_(N_("Nobody who can do this is on duty; a digit gives it to another one")))

    @on(RecordList.Opened, "#people")
    def person_opened(self, message: RecordList.Opened) -> None:
        """Enter on a technician: the order goes to this one."""
        self._assign(message.row)

    def digit(self, number: int) -> None:
        """A digit gives the order to the technician with this number."""
        if 0 < number <= len(self._people):
            self._assign(self._people[number - 1])
        else:
            self.warn(_(N_("There is no technician {number}")).format(number=number))

    def _assign(self, one: Technician) -> None:
        row = self.current
        if row is None:
            self.warn(self.empty)
            return
        order = _order(acts_of_row(self.session, row))
        if order is None:
            self.warn(_(N_("{number} is done; it goes to nobody")).format(number=row.number))
            return
        try:
            perform(self.session, order.record, "assign", {"technician": one.no})
        except DeskError as error:
            self.warn(str(error))
            return
        who = one.name if one.duty == "on" else f"{one.name} ({term('duties', one.duty)})"
        self.acted(_(N_("{number} goes to {name}")).format(number=row.number, name=who))

    # Duty

    def acts(self) -> list[Act]:
        """The acts of the order, and the duty of the technician under the other cursor."""
        one = self.query_one("#people", RecordList).current
        label = _(N_("Duty of {name}")).format(name=one.name) if one else ""
        return [*super().acts(), *([Act(DUTY, label)] if one else [])]

    def do_act(self, act_id: str) -> None:
        """Do one of them."""
        if act_id == DUTY:
            self.do_values()
        else:
            super().do_act(act_id)

    def do_values(self) -> None:
        """On duty, out or off: of the technician under the cursor."""
        one = self.query_one("#people", RecordList).current
        if one is None:
            self.warn(_(N_("There are no technicians; function 84 adds staff")))
            return

        def chosen(option: Option | None) -> None:
            if option is None:
                return
            if option.key == OUT:
                field = TextField("duty_note", _(N_("Back when")), max_length=20)
                title = f"{one.name} {option.label}"
                self.app.push_screen(
                    Ask(title, field, submit=lambda told: self._set(one, OUT, told["duty_note"])),
                    lambda told: self._duty_set(one, option) if told is not None else None,
                )
                return
            try:
                self._set(one, option.key)
            except DeskError as error:
                self.warn(str(error))
            else:
                self._duty_set(one, option)

        title = _(N_("Duty of {name}")).format(name=one.name)
        self.app.push_screen(ChoiceDialog(title, options("duties"), at=one.duty), chosen)

    def _set(self, one: Technician, duty: str, note: str = "") -> None:
        account = find_account(one.no)
        if account is not None:
            set_duty(self.session, account, duty, note)

    def _duty_set(self, one: Technician, option: Option) -> None:
        self.acted(f"{one.name} {option.label}")


def _order(acts: list[OpenAct]) -> OpenAct | None:
    """The act that gives the row's order to somebody; None when it is done."""
    return next(
        (each for each in acts if each.record.kind == "order" and each.act.name == "assign"), None
    )


def _late(row: BoardRow, session: Session) -> bool:
    return row.due_at is not None and row.due_at < session.now_ms()


def order_columns(session: Session) -> list[Column[BoardRow]]:
    """Number, where, what, who has it or how much time is left."""
    return [
        Column("", lambda row: row.number, 11),
        Column("", lambda row: row.where, 9),
        Column("", lambda row: f"{row.who} {what(row)}".lstrip()),
        Column("", lambda row: left(row.due_at, session.now_ms()), late_width(), "right"),
    ]


def technician_columns(digit: Callable[[Technician], str]) -> list[Column[Technician]]:
    """The proposed one's sign, digit, name, skills, duty, orders in hand."""
    return [
        Column("", digit, 2),
        Column("", lambda one: one.name, 6),
        Column("", lambda one: " ".join(term("skills", skill) for skill in one.skills)),
        Column("", _duty, 10),
        Column("", lambda one: str(one.load), 2, "right"),
    ]


def _duty(one: Technician) -> str:
    return f"{term('duties', one.duty)}{one.duty_note if one.duty == OUT else ''}"
