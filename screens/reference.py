"""Reference data (基础资料): rows are added, changed and ended here; nothing is deleted."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual import on

from desk.reference_edit import (
    Row,
    add_row,
    change_row,
    end_row,
    row_history,
    values_of,
    why_not_add,
    why_not_end,
)
from desk.reference_rows import KINDS, list_name, title
from models.errors import DeskError
from models.reference import Term
from models.words import N_, _
from screens.edits import Edit
from screens.kit.fields import TextField
from screens.kit.lists import RecordList
from screens.kit.text import fit
from screens.reference_fields import above, row_fields
from screens.reference_list import ReferenceList
from screens.told import HistoryDialog

RIGHT = "reference.edit"
_HALF = 40


class ReferenceScreen(ReferenceList):
    """Enter changes the row under the cursor, F6 adds one, F10 has the rest."""

    help = N_(
        "The reference data of the office. Left and right turn from topics to limits, phrases,"
        " prices and lists; F4 chooses one of the lists. Letters and Chinese search, Enter changes"
        " the row under the cursor, F6 adds one. Nothing is deleted: a row ends with a reason. A"
        " changed limit or price counts from now on, older matters keep theirs."
    )
    _made: int | None = None

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter: change this row."""
        self._digit(1)

    def closed(self) -> dict[str, str]:
        """F6 where a row can be added."""
        why = self.allowed(RIGHT) or why_not_add(self.kind, self.sort)
        return {"new": why} if why else {}

    def edits(self) -> Sequence[Edit]:
        """What can be done with the row under the cursor, in the order of the digits."""
        ended = Edit(
            "ended", _(N_("Hide what ended")) if self.ended else _(N_("Show what ended")),
            self._turn_ended,
        )  # fmt: skip
        row = self.rows_list.current
        if row is None:
            return [ended]
        why = self.allowed(RIGHT)
        gone = _(N_("This has ended")) if row.voided is not None else ""
        return [
            Edit("change", _(N_("Change")), partial(self._change, row), why or gone),
            Edit("end", _(N_("End")), partial(self._end, row), why or gone or why_not_end(row)),
            Edit("history", _(N_("History")), partial(self._history, row), why),
            ended,
        ]

    def _turn_ended(self) -> None:
        self.ended = not self.ended
        self.reload()

    def do_new(self) -> None:
        """A new row of the list on screen."""
        sort = self.sort if self.kind == Term.kind else ""

        def save(values: dict[str, Any]) -> str:
            row = add_row(self.session, self.kind, {**values, "sort": sort})
            self.filter.write("")
            self._made = row.id
            return _(N_("Added: {what}")).format(what=_short(row))

        name = list_name(sort) if sort else _(KINDS[self.kind])
        fields = row_fields(self.kind, sort)
        self.ask(_(N_("New: {list}")).format(list=name), *fields, save=save, words=above(self.kind))

    def edited(self, sentence: str) -> None:
        """Show what is so now, the cursor on a row just added, and say what was done."""
        super().edited(sentence)
        made, self._made = self._made, None
        for index, row in enumerate(self.shown if made else ()):
            if row.id == made:
                self.rows_list.go_to(index)

    def _change(self, row: Row) -> None:
        def save(values: dict[str, Any]) -> str:
            now = change_row(self.session, row, {**values_of(row), **values})
            return _(N_("Changed: {what}")).format(what=_short(now))

        fields = row_fields(self.kind, self.sort, row)
        self.ask(_short(row), *fields, save=save, words=above(self.kind, row))

    def _end(self, row: Row) -> None:
        def save(values: dict[str, Any]) -> str:
            end_row(self.session, row, values["reason"])
            return _(N_("Ended: {what}")).format(what=_short(row))

        reason = TextField(
            "reason", _(N_("Reason")), help_text=_(N_("Why it ends; it stays in the history"))
        )
        words = _(N_("Offered no more from now on; what stands under it stays"))
        heading = _(N_("End: {what}")).format(what=_short(row))
        self.ask(heading, reason, save=save, words=words)

    def _history(self, row: Row) -> None:
        try:
            events = row_history(self.session, row)
        except DeskError as error:
            self.warn(str(error))
        else:
            self.app.push_screen(HistoryDialog(_short(row), events))


def _short(row: Row) -> str:
    """Its code, if people type one, and what it is called, in half a line."""
    code = "" if isinstance(row, Term) else getattr(row, "code", "")
    return f"{code} {fit(title(row), _HALF).rstrip()}".strip()
