"""A page whose record is corrected through small windows: acts by digit, each with its fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events

from desk.authority import why_not
from models.words import N_, _
from screens.kit.ask import Ask
from screens.kit.choices import figure
from screens.kit.dialogs import Act
from screens.kit.field import Field
from screens.kit.lists import RecordList
from screens.page import Line, Page


@dataclass(frozen=True, slots=True)
class Edit:
    """One act: its name (translated), what it does, and why not now."""

    id: str
    label: str
    run: Callable[[], None]
    closed: str = ""


class EditsPage(Page):
    """F10 and, outside fields, the digits run `edits`; what was saved is said and shown."""

    def edits(self) -> Sequence[Edit]:
        """The acts open now, in the order of their digits."""
        return ()

    def allowed(self, right: str) -> str:
        """Why the person signed in may not do this; empty when they may."""
        return why_not(self.session, right)

    def ask(
        self, title: str, *fields: Field, save: Callable[[dict[str, Any]], str], words: str = ""
    ) -> None:
        """Ask for these fields; `save` does it and returns what is said then."""
        said: list[str] = []

        def answered(values: dict[str, Any] | None) -> None:
            if values is not None:
                self.edited(said[-1])

        window = Ask(title, *fields, submit=lambda values: said.append(save(values)), words=words)
        self.app.push_screen(window, answered)

    def edited(self, sentence: str) -> None:
        """Something was saved: show what is so now, and say what was done."""
        self.reload()
        self.tell_row_one()
        self.done(sentence)

    def acts(self) -> Sequence[Act]:
        """The edits as F10 lists them."""
        return [Act(edit.id, edit.label, edit.closed) for edit in self.edits()]

    def do_act(self, act_id: str) -> None:
        """Run one of them."""
        next(edit for edit in self.edits() if edit.id == act_id).run()

    async def on_key(self, event: events.Key) -> None:
        """Outside a field a digit runs the act with this number."""
        number = figure(event.character)
        if number and not isinstance(self.focused, Field):
            event.stop()
            self._digit(int(number))

    def _digit(self, number: int) -> None:
        edits = self.edits()
        if not 0 < number <= len(edits):
            self.warn(_(N_("There is no act {number} here")).format(number=number))
        elif edits[number - 1].closed:
            self.warn(edits[number - 1].closed)
        else:
            edits[number - 1].run()

    def do_refresh(self) -> None:
        """Ask for everything anew."""
        self.reload()
        self.tell_row_one()
        self.clear_message()

    def do_back(self) -> None:
        """From the line back to the page, else one level back."""
        if isinstance(self.focused, Line):
            self.focused.write("")
            self._first_list()
        else:
            super().do_back()

    def _first_list(self) -> None:
        for widget in self.query(RecordList):
            if widget.focusable:
                self.set_focus(widget)
                return
