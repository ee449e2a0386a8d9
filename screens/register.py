"""Registers (登记簿): every matter, those open, of today, promised, late; narrowed by a text."""

from collections.abc import Iterable
from typing import Any

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from desk.boards import BoardRow
from desk.functions import BY_CODE
from desk.lists import EMPTY
from desk.registers import REGISTERS, register_count, register_rows
from models.when import from_ms
from models.words import N_, _
from screens.board import late, what
from screens.brief import BriefWords, HouseholdCard
from screens.counter import Counter
from screens.kit.fields import TextField
from screens.kit.lists import Column, RecordList
from screens.kit.messages import FieldAccepted, FieldChanged, FieldStep
from screens.kit.text import Words
from screens.listing import late_width, left
from screens.views import ViewedBoard

CODES = {"promised": "42", "late": "43"}


class RegisterScreen(ViewedBoard):
    """A list to leaf through; what is typed above it narrows it to what it finds."""

    function = "19"
    views = REGISTERS
    labels = {"values": N_("Narrow")}
    help = N_(
        "Every matter. Left and right turn to those open, of today, promised or late; F4 and some"
        " words, a unit, a name or a number leave only what they find. Enter opens, F10 lists what"
        " can be done, F7 and F8 walk the list there too."
    )
    first_focus = "#rows"
    DEFAULT_CSS = """
    RegisterScreen {
        & #title { height: 1; }
        & #narrow { height: 1; }
        & #narrow > Words { width: auto; height: 1; padding: 0 1; color: $quiet; }
        & #list { width: 1fr; height: 1fr; }
        & #top { height: 1fr; }
        & #card { display: none; width: 36; height: 1fr; padding: 0 0 0 1;
                  text-wrap: nowrap; text-overflow: clip; }
        &.-wide #card { display: block; }
    }
    """

    def __init__(self, counter: Counter, queue: str = "all", **_more: Any) -> None:
        super().__init__(counter)
        self.view = queue

    def title_text(self) -> str:
        """The function of the list shown."""
        found = BY_CODE[CODES.get(self.view, self.function)]
        return f"{found.code} {_(found.name)}"

    def compose_body(self) -> Iterable[Widget]:
        """Which list, what narrows it, its rows, and the row in short."""
        with Horizontal(id="top"):
            with Vertical(id="list", classes="pane"):
                yield Words("", id="title")
                with Horizontal(id="narrow"):
                    yield Words(_("Narrow"))
                    yield TextField(
                        "narrow", _("Narrow"), width=40,
                        help_text=_("Words of the matter, a unit, a name, a telephone, a number"),
                    )  # fmt: skip
                    yield Words("", id="found")
                yield RecordList[BoardRow](
                    self._columns(), self.fetch, self.count, key=lambda row: row.key,
                    style=late(self.session), empty=self.empty, id="rows",
                )  # fmt: skip
            yield HouseholdCard(id="card", classes="right")
        yield BriefWords(classes="below")

    def _columns(self) -> list[Column[BoardRow]]:
        return [
            Column(_("Reference"), lambda row: row.number, 16),
            Column(_("State"), lambda row: f"{row.sign} {row.state}", 10),
            Column(_("Where"), lambda row: row.where, 9),
            Column(_("Caller"), lambda row: row.person, 6),
            Column(_("About"), what),
            Column("", self._when, late_width(), "right"),
        ]

    def _when(self, row: BoardRow) -> str:
        """The time left; of one that has ended the day it was logged."""
        if row.due_at is not None:
            return left(row.due_at, self.session.now_ms())
        return f"{from_ms(row.row['opened_at']):%m-%d}" if row.row else ""

    # Rows

    @property
    def narrow(self) -> TextField:
        """What narrows the list."""
        return self.query_one("#field-narrow", TextField)

    def fetch(self, offset: int, limit: int) -> list[BoardRow]:
        """A page of what the text finds in the list."""
        return register_rows(self.session, self.view, self.narrow.value, offset, limit)

    def count(self) -> int:
        """How many there are."""
        return register_count(self.session, self.view, self.narrow.value)

    @property
    def empty(self) -> str:
        """What is said when there are none."""
        typed = self.narrow.value.strip() if self.is_mounted else ""
        found_none = _("Nothing here holds “{typed}”").format(typed=typed)
        return found_none if typed else _(EMPTY[self.view])

    def turn(self, by: int) -> None:
        """Another list; the text stays."""
        super().turn(by)
        self.tell_row_one()

    def tell_row(self) -> None:
        """The row in short, and its household."""
        row = self.current
        self.query_one(BriefWords).tell(self.session, row.matter_id if row else None)
        self.query_one(HouseholdCard).tell(self.session, row.tells("unit_id") if row else None)

    # Narrowing

    def do_values(self) -> None:
        """F4: to the text above the list."""
        self.set_focus(self.narrow)

    def on_field_changed(self, message: FieldChanged) -> None:
        """At every key the list holds what the text finds."""
        if message.field is self.narrow:
            self.rows.open_with(self.fetch, self.count, empty=self.empty)
            self.tell_title()
            if not self.rows.total:
                self.tell_row()

    def on_field_accepted(self, message: FieldAccepted) -> None:
        """Enter: on to the rows."""
        if message.field is self.narrow:
            self.set_focus(self.rows)

    def on_field_step(self, message: FieldStep) -> None:
        """Down: on to the rows."""
        if message.field is self.narrow and message.by > 0:
            self.set_focus(self.rows)

    def tell_title(self) -> None:
        """The lists with their counts, and how many the text has left."""
        super().tell_title()
        typed = self.narrow.value.strip()
        found = _("{number} found").format(number=self.rows.total) if typed else ""
        self.query_one("#found", Words).show(found)

    def do_new(self) -> None:
        """Something new for the household of the row."""
        unit = self.current.unit if self.current else ""
        self.log_new(unit, unit=unit)

    def do_back(self) -> None:
        """From the text to the whole list, then as ever."""
        if self.focused is self.narrow or self.narrow.value:
            self.narrow.write("")
            self.rows.open_with(self.fetch, self.count, empty=self.empty)
            self.tell_title()
            self.set_focus(self.rows)
        else:
            super().do_back()

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter on a row: its page, with the list to walk."""
        self.open_matter()
