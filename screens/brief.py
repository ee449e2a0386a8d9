"""The row under the cursor in short: what stands below and beside the lists of every board."""

from collections.abc import Iterable

from textual.content import Content

from data.brief import BriefRow
from data.reference import term
from desk.boards import Brief, brief
from desk.households import unit_page
from desk.session import Session
from models.errors import DeskError
from models.when import from_ms
from models.words import N_, _, ngettext
from screens.household_card import household_lines
from screens.kit.text import Words, fit
from screens.listing import left


class BriefWords(Words):
    """A matter in three lines; nothing where there is no row."""

    DEFAULT_CSS = "BriefWords { height: 4; text-wrap: nowrap; text-overflow: clip; }"

    def tell(self, session: Session, matter_id: int | None) -> None:
        """Show this matter."""
        if matter_id is None:
            self.show("")
            return
        try:
            told = brief(session, matter_id)
        except DeskError as error:
            self.show(str(error))
        else:
            width = self.screen.size.width
            lines = [fit(line, width).rstrip() for line in brief_lines(session, told)]
            self.show("\n".join(lines))


class HouseholdCard(Words):
    """The household of the row under the cursor, where the terminal has 120 columns."""

    DEFAULT_CSS = "HouseholdCard { text-wrap: nowrap; text-overflow: clip; }"

    def tell(self, session: Session, unit_id: int | None) -> None:
        """Show this household; nothing for a common place or one that is not for these eyes."""
        if not self.screen.has_class("-wide"):
            return
        lines: list[Content] = []
        if unit_id is not None:
            try:
                lines = household_lines(session, unit_page(session, unit_id))
            except DeskError as error:
                self.show(str(error))
                return
        self.show(Content("\n").join(lines))


def brief_lines(session: Session, told: Brief) -> list[str]:
    """Three lines: who and what; the step due, who has it; what is special, the caller's words."""
    row, now = told.row, session.now_ms()
    relation = term("relations", row.relation) if row.relation else ""
    first = [row.unit or row.place, told.person, relation, told.phone, told.kind]
    due = f"{told.step} {_clock(row.due_at)} {left(row.due_at, now)}"
    second = [
        due if row.due_at else "",
        _(N_("First contact {name}")).format(name=row.first or "-"),
        _(N_("Handler {name}")).format(name=row.handler or "-"),
    ]
    return [_line(first), _line(second), _line([*_flags(row, now), row.words])]


def _clock(at: int | None) -> str:
    return f"{from_ms(at):%m-%d %H:%M}" if at else ""


def _flags(row: BriefRow, now: int) -> Iterable[str]:
    """What is special about it: a promise, opened again, not the first of its sort."""
    if row.promised:
        promise = f"{from_ms(row.promised):%H:%M} {left(row.promised, now)}"
        yield _(N_("Promised {time}")).format(time=promise)
    if row.reopened:
        yield _(N_("Reopened {number} ×")).format(number=row.reopened)
    if row.alike:
        words = ngettext("{number} alike in 30 days", "{number} alike in 30 days", row.alike)
        yield words.format(number=row.alike)


def _line(parts: Iterable[str]) -> str:
    return " " + "  ".join(part for part in parts if part)
