"""Call-backs (回访): ring, hear, mark with one digit; who did the work is not asked to."""

from collections.abc import Iterable
from typing import Any

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from desk.boards import BoardRow, Brief, brief
from desk.callbacks import events_of, matter_to_call, nobody_answered, number_to_call, rate
from desk.history import Event
from desk.matters import UNHAPPY_BELOW
from models.errors import DeskError
from models.matter_states import MATTER
from models.phone import show_phone
from models.when import from_ms
from models.words import N_, _
from screens.board import Pane, late, what
from screens.counter import Counter
from screens.kit.ask import Ask
from screens.kit.dialogs import Option
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words, plain, text
from screens.listing import late_width, left, options
from screens.need_fields import need_field
from screens.views import ViewedBoard

SHOWN_SECONDS = 30
_WORDS = next(
    need
    for act in MATTER.acts
    if act.name == "callback"
    for need in act.needs
    if need.name == "words"
)
LAST = 8
"""So many of the latest events stand beside the list; the matter's page shows all."""


class CallbacksScreen(ViewedBoard):
    """Left who is to be rung, right what it was about; a digit marks, 0 nobody answered."""

    function = "41"
    views = ("callbacks", "owed")
    help = N_(
        "Left who is to be rung, right what it was about and what was done. Enter shows the whole"
        " number for half a minute; that you looked is kept. After the call: 5 satisfied, 3 fairly"
        " satisfied, 1 dissatisfied, then words if there are any and F2; 0 when nobody answered."
        " Left and right show those due today and all that are owed."
    )
    first_focus = "#rows"
    DEFAULT_CSS = """
    CallbacksScreen {
        & #title { height: 1; color: $quiet; }
        & #top { height: 1fr; }
        & #side { width: 34; }
        &.-wide #side { width: 60; }
        & #number { height: 1; text-style: bold; }
        & #about { height: 1fr; padding: 0 0 0 1; }
        & #marks { height: 2; color: $primary; }
    }
    """

    def __init__(self, counter: Counter, *, matter_id: int | None = None) -> None:
        super().__init__(counter)
        self._wanted = matter_id
        self._at: int | None = None
        self._hide: Timer | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The list, and beside it the matter; below what a digit does."""
        yield Words("", id="title")
        with Horizontal(id="top"):
            yield RecordList(
                self._columns(), self.fetch, self.count, key=lambda row: row.key,
                style=late(self.session), empty=self.empty, id="rows", classes="pane",
            )  # fmt: skip
            with Pane(id="side", classes="right"):
                yield Words("", id="number")
                yield Words("", id="about")
        yield Words(_marks(), id="marks", classes="below")

    def on_mount(self) -> None:
        """On the one that was chosen at home, its number shown."""
        if self._wanted is None:
            return
        if not self.rows.select(self._wanted):
            self.turn(1)
            self.rows.select(self._wanted)
        self.tell_row()
        if self._at == self._wanted:
            self._show_number()

    def _columns(self) -> list[Column[BoardRow]]:
        now = self.session.now_ms
        return [
            Column("", lambda row: row.number, 11),
            Column("", lambda row: row.where, 9),
            Column("", what),
            Column("", _tries, 3),
            Column("", lambda row: left(row.due_at, now()), late_width(), "right"),
        ]

    def acted(self, sentence: str) -> None:
        """A mark, a try, another act: what stands beside is no longer so."""
        self._at = None
        super().acted(sentence)

    # The matter beside

    def tell_row(self) -> None:
        """The matter, and the number masked again; a refresh of the same row changes nothing."""
        row = self.current
        if row is not None and row.key == self._at:
            return
        self._at = row.key if row else None
        self._mask()
        self.query_one("#about", Words).show(self._about(row) if row else "")

    def _about(self, row: BoardRow) -> Content:
        try:
            told = brief(self.session, row.key)
            happened = events_of(self.session, row.key)[-LAST:]
        except DeskError as error:
            return text(str(error))
        lines = [text(line) for line in _told(told, row)]
        if row.tells("worked_id") == self.session.staff_id:
            lines.insert(
                0, text(_(N_("! You did the work; a colleague must ring")), "bold $warning")
            )
        lines.append(text("-- " + _(N_("History")), "$quiet"))
        lines += [
            text(f"{from_ms(event.at):%m-%d %H:%M} {_headline(event)}", "$quiet")
            for event in reversed(happened)
        ]
        return Content("\n").join(lines)

    # The number

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter: the number to ring."""
        self._show_number()

    def _show_number(self) -> None:
        row = self.current
        if row is None:
            return
        try:
            number = number_to_call(self.session, row.key)
        except DeskError as error:
            self.warn(str(error))
            return
        self.query_one("#number", Words).show(f" {row.person} {show_phone(number)}")
        if self._hide is not None:
            self._hide.stop()
        self._hide = self.set_timer(SHOWN_SECONDS, self._mask)

    def _mask(self) -> None:
        row = self.current
        hint = _(N_("Enter shows"))
        words = f" {row.person} {row.tells('phone') or ''}  {hint}" if row else ""
        self.query_one("#number", Words).show(words)

    def on_screen_suspend(self) -> None:
        """Whoever leaves leaves no number behind."""
        self._mask()

    # Marks

    def digit(self, number: int) -> None:
        """A mark, or 0: nobody answered."""
        row = self.current
        if row is None:
            self.warn(self.empty)
        elif number == 0:
            self._nobody(row)
        else:
            found = next((each for each in _satisfaction() if each.digit == str(number)), None)
            if found is None:
                self.warn(_(N_("The marks are {marks}")).format(marks=_marks().strip()))
            else:
                self._ask(row, found)

    def _ask(self, row: BoardRow, mark: Option) -> None:
        try:
            matter = matter_to_call(self.session, row.key)
        except DeskError as error:
            self.warn(str(error))
            return
        warning = ""
        if int(mark.digit) < UNHAPPY_BELOW:
            warning = _(N_("It will be opened again, one level up"))
        field = need_field(self.session, _WORDS, matter, "callback")
        title = f"{row.number} {row.where} {mark.label}"

        def submit(values: dict[str, Any]) -> None:
            rate(self.session, row.key, mark.digit, values["words"])

        def answered(values: dict[str, Any] | None) -> None:
            if values is not None:
                sentence = _(N_("{number}: {mark}")).format(number=row.number, mark=mark.label)
                self.acted(f"{sentence}. {warning}" if warning else sentence)

        self.app.push_screen(Ask(title, field, submit=submit, words=warning), answered)

    def _nobody(self, row: BoardRow) -> None:
        try:
            owed = nobody_answered(self.session, row.key)
        except DeskError as error:
            self.warn(str(error))
            return
        sentence = _(N_("{number}: nobody answered, try {attempts}; again at {time}")).format(
            number=row.number, attempts=owed.attempts, time=f"{from_ms(owed.due_at):%H:%M}"
        )
        self.acted(sentence)


def _headline(event: Event) -> str:
    """What was done, without every field it set; the matter's page tells those."""
    return plain(event.sentence.partition(_("; "))[0])


def _satisfaction() -> list[Option]:
    return options("satisfaction")


def _marks() -> str:
    """`5满意 3较满意 1不满意 0无人接`."""
    marks = [f"{each.digit}{each.label}" for each in _satisfaction()]
    return " " + "  ".join([*marks, "0" + _(N_("Nobody answered"))])


def _tries(row: BoardRow) -> str:
    return _(N_("{number}×")).format(number=row.tells("attempts")) if row.tells("attempts") else ""


def _told(told: Brief, row: BoardRow) -> Iterable[str]:
    """What it was about, what was done, by whom, and how often it was tried."""
    yield told.kind
    yield plain(told.row.words)
    if told.row.result:
        yield _(N_("Result: {result}")).format(result=plain(told.row.result))
    yield _(N_("Handler {name}")).format(name=told.row.handler or "-")
    if row.tells("attempts"):
        last = f"{from_ms(row.tells('tried_at')):%m-%d %H:%M}"
        words = _(N_("Tried {number} ×, last {time}"))
        yield words.format(number=row.tells("attempts"), time=last)
