"""What the boards share: a list that is worked through, the acts of its row, a refresh of its own."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.containers import Vertical

from desk.acts import OpenAct
from desk.boards import BoardRow, acts_of_row
from desk.session import Session
from models.words import N_, _
from screens.act_form import do_act, menu, named
from screens.kit.choices import figure
from screens.kit.dialogs import Act
from screens.kit.lists import Column, RecordList
from screens.listing import late_width, left
from screens.page import Line, Page

OPEN = "open"
AROUND = 100
"""So many rows before and after the one opened can be walked from its page."""

Rows = RecordList[BoardRow]


class Pane(Vertical, can_focus=False):
    """A part of a board."""


class BoardPage(Page):
    """A page with a list that is worked through: F7 F8 walk it, F10 and digits act on its row.

    Refreshed by itself; the cursor stays on its record. Esc leads from the line to the list.
    """

    main = "#rows"
    """Selector of the list that is worked through."""
    first_acts: ClassVar[Sequence[str]] = ()
    """The acts that stand first, so that their digits are always the same."""

    def __init__(self, counter: Any) -> None:
        super().__init__(counter)
        self._acts: list[OpenAct] = []

    def on_mount(self) -> None:
        """Look again every now and then, while it is in sight."""
        self.set_interval(self.refresh_seconds, self._look_again)

    def _look_again(self) -> None:
        if self.is_current:
            self.reload()

    @property
    def rows(self) -> Rows:
        """The list that is worked through."""
        return self.query_one(self.main, RecordList)

    @property
    def current(self) -> BoardRow | None:
        """The row under its cursor."""
        return self.rows.current

    def came_back(self, result: Any) -> None:
        """Back from a screen the line opened: digits belong to the board again."""
        super().came_back(result)
        if isinstance(self.focused, Line):
            self.set_focus(self.rows)

    # Keys

    def do_refresh(self) -> None:
        """Ask for everything anew."""
        self.reload()
        self.tell_row_one()
        self.clear_message()

    def do_previous(self) -> None:
        """The row before."""
        self.rows.action_move(-1)

    def do_next(self) -> None:
        """The next row."""
        self.rows.action_move(1)

    def do_back(self) -> None:
        """From the line back to the list, else one level back."""
        if isinstance(self.focused, Line):
            self.focused.write("")
            self.set_focus(self.rows)
        else:
            super().do_back()

    async def on_key(self, event: events.Key) -> None:
        """A digit means something on every board, wherever in it the focus is."""
        number = figure(event.character)
        if number and isinstance(self.focused, RecordList):
            event.stop()
            self.digit(int(number))

    def digit(self, number: int) -> None:
        """What a digit does: the act with this number on the row under the cursor."""
        acts = self.acts()
        if not 0 < number <= len(acts):
            self.warn(_(N_("There is no act {number} here")).format(number=number))
        elif why := acts[number - 1].closed:
            self.warn(why)
        else:
            self.do_act(acts[number - 1].id)

    # Acts

    def acts(self) -> Sequence[Act]:
        """The acts on the row under the cursor, those that are open first."""
        row = self.current
        if row is None or row.matter_id is None:
            return ()
        self._acts = sorted(acts_of_row(self.session, row), key=self.rank)
        opened = menu(self._acts)
        now = [act for act in opened if not act.closed]
        return [*now, Act(OPEN, _(N_("Open the matter"))), *(act for act in opened if act.closed)]

    def rank(self, each: OpenAct) -> int:
        """Which acts come first; a board has its own order."""
        names = [*self.first_acts, each.act.name]
        return names.index(each.act.name)

    def do_act(self, act_id: str) -> None:
        """Do one of them."""
        if act_id == OPEN:
            self.open_matter()
        else:
            do_act(self, self.session, named(self._acts, act_id), self.acted)

    def acted(self, sentence: str) -> None:
        """An act was done: show what is so now, and say what was done."""
        self.reload()
        self.tell_row_one()
        self.done(sentence)

    def open_matter(self) -> None:
        """Open the matter of the row under the cursor, with those around it to walk."""
        row = self.current
        if row is not None and row.matter_id is not None:
            self.open("matter", matter_id=row.matter_id, siblings=self._around())

    def _around(self) -> list[int]:
        """The matters of the rows around the cursor, in their order and none twice."""
        near = range(max(0, self.rows.cursor - AROUND), self.rows.cursor + AROUND)
        keys = [row.matter_id for row in map(self.rows.row, near) if row and row.matter_id]
        return list(dict.fromkeys(keys))


def columns(session: Session) -> list[Column[BoardRow]]:
    """The columns every board's rows have: number, where, who asked, what, time left, handler."""
    return [
        Column("", lambda row: row.number, 11),
        Column("", lambda row: row.where, 9),
        Column("", lambda row: row.person, 5),
        Column("", what),
        Column("", lambda row: left(row.due_at, session.now_ms()), late_width(), "right"),
        Column("", lambda row: row.who or _(N_("nobody")), 6),
    ]


def what(row: BoardRow) -> str:
    """What it is about, marked where it is urgent."""
    return _(N_("urg. {what}")).format(what=row.what) if row.urgent else row.what


def late(session: Session) -> Any:
    """How a row looks: one that is late stands out; `left` says it in a word and a sign too."""
    return lambda row: "late" if row.due_at is not None and row.due_at < session.now_ms() else ""
