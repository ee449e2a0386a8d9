"""Staff (员工): who may sign in, their posts and trades, who is on duty."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from data.reference import label, role_row, term
from data.staff import StaffRow
from desk.staff import staff_list
from models.words import N_, _
from screens.kit.lists import Column, RecordList
from screens.page import Page


class StaffScreen(Page):
    """Everybody with post, trades, duty and what they have in hand."""

    function = "84"
    help = N_("Everybody who may sign in, with post, trades, duty and what they have in hand.")
    first_focus: ClassVar[str] = "#rows"

    def compose_body(self) -> Iterable[Widget]:
        """The list."""
        rows = staff_list(self.session)
        yield RecordList(
            staff_columns(), lambda offset, limit: rows[offset : offset + limit],
            lambda: len(rows), key=lambda row: row.id, id="rows",
        )  # fmt: skip


def staff_columns() -> list[Column[StaffRow]]:
    """Number, name, post, trades, duty, what is in hand."""
    return [
        Column(_("No."), lambda row: row.no, 6),
        Column(_("Name"), lambda row: row.name, 10),
        Column(_("Post"), _role, 14),
        Column(_("Duty"), lambda row: term("duties", row.duty), 8),
    ]


def _role(row: StaffRow) -> str:
    found = role_row(row.role)
    return label(found) if found else row.role
