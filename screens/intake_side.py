"""Beside the intake form: the household's card, its riser, and until when this will be due."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from data.reference import term
from desk.households import UnitPage
from desk.intake import Due
from desk.phrases import spoken_time
from desk.riser import Near
from desk.session import Session
from models.words import N_, _
from screens.household_card import household_lines, riser_lines
from screens.kit.text import Words, text


class Side(Container):
    """Two blocks: below each other, and side by side where the terminal is wide."""

    DEFAULT_CSS = """
    Side {
        width: 33; height: 1fr; layout: vertical; overflow: hidden;
    }
    Side > Words {
        width: 1fr; height: auto; padding: 0 0 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def compose(self) -> ComposeResult:
        """The household, then what lies ahead."""
        yield Words(id="household")
        yield Words(id="ahead")

    def show_household(self, session: Session, page: UnitPage | None) -> None:
        """Show this household, or that none is known yet."""
        nobody = [text(_(N_("Type a unit, name or number")), "$quiet")]
        lines = household_lines(session, page) if page else nobody
        self.query_one("#household", Words).show(_joined(lines))

    def show_ahead(
        self,
        session: Session,
        rule: str,
        dues: Iterable[Due],
        page: UnitPage | None,
        near: list[Near],
    ) -> None:
        """Show the limits that will run, in public and inside, then the riser."""
        lines = [text(rule, "bold")]
        inside = _(N_("inside"))
        for due in dues:
            public, internal = spoken_time(session, due.public), spoken_time(session, due.internal)
            lines.append(text(f" {term('steps', due.step)} {public}"))
            if due.internal != due.public:
                lines.append(text(f"   {inside} {internal}", "$quiet"))
        if page is not None:
            lines += riser_lines(page, near)
        self.query_one("#ahead", Words).show(_joined(lines))


def _joined(lines: list[Content]) -> Content:
    return Content("\n").join(lines)
