"""The lists of an import: sheets, refused cells, changes, what a hand set, notices, earlier ones."""

from collections.abc import Callable, Sequence
from typing import Any

from desk.roster import Plan
from desk.roster_shown import BatchShown, DifferenceShown, SheetShown, sheets
from models.roster import Notice, Passed, Refusal
from models.when import from_ms
from models.words import N_, _
from screens.kit.lists import Column

Said = Refusal | Notice | Passed

SHEETS, REFUSED, CHANGED, BY_HAND = "sheets", "refused", "changed", "by_hand"
NOTICES, PASSED, EARLIER = "notices", "passed", "earlier"

NAMES = {
    SHEETS: N_("Sheets"),
    REFUSED: N_("Refused"),
    CHANGED: N_("Changed"),
    BY_HAND: N_("Set by hand"),
    NOTICES: N_("Notices"),
    PASSED: N_("Passed over"),
    EARLIER: N_("Earlier"),
}
EMPTY = {
    SHEETS: N_("Type a file above, or F4 to choose one; Enter tries it out"),
    REFUSED: N_("No cell was refused"),
    CHANGED: N_("Nothing known would change"),
    BY_HAND: N_("Nothing that somebody set by hand stands against it"),
    NOTICES: N_("Nothing to look at"),
    PASSED: N_("No row was passed over"),
    EARLIER: N_("Nothing was read in yet"),
}


def lists_of(plan: Plan) -> dict[str, Sequence[Any]]:
    """The rows of each list of a dry run."""
    return {
        SHEETS: sheets(plan), REFUSED: plan.refusals, CHANGED: plan.changes,
        BY_HAND: plan.kept_by_hand, NOTICES: plan.notices, PASSED: plan.passed,
    }  # fmt: skip


def said_columns() -> list[Column[Said]]:
    """Sheet, row, column, the sentence."""
    return [
        Column(_(N_("Sheet")), lambda said: said.sheet, 8),
        Column(_(N_("Row")), lambda said: str(said.row or ""), 5, "right"),
        Column(_(N_("Column")), lambda said: said.column, 10),
        Column(_(N_("Why")), lambda said: said.reason),
    ]


def difference_columns(taken: Callable[[DifferenceShown], bool]) -> list[Column[DifferenceShown]]:
    """Where, about what, which field, from → to; a sign where the file's value is taken."""
    return [
        Column("", lambda each: "\u2714" if taken(each) else "", 2),
        Column(_(N_("Row")), lambda each: str(each.row), 5, "right"),
        Column(_(N_("Concerns")), lambda each: each.about, 11),
        Column(_(N_("Field")), lambda each: each.field, 8),
        Column(_(N_("From \u2192 to")), lambda each: f"{each.before} \u2192 {each.after}"),
    ]


def sheet_columns() -> list[Column[SheetShown]]:
    """Name, what it is about, rows, what is read of it."""
    return [
        Column(_(N_("Sheet")), lambda sheet: sheet.name, 12),
        Column(_(N_("Concerns")), lambda sheet: sheet.role, 10),
        Column(_(N_("Rows")), lambda sheet: str(sheet.rows), 6, "right"),
        Column(_(N_("Read")), _read),
    ]


def _read(sheet: SheetShown) -> str:
    known = _(N_("as before:")) + " " if sheet.remembered else ""
    return known + sheet.columns


def batch_columns() -> list[Column[BatchShown]]:
    """When, by whom, which files, how many rows, whether it was taken back."""
    return [
        Column(_(N_("When")), lambda each: f"{from_ms(each.batch.at):%y-%m-%d %H:%M}", 14),
        Column(_(N_("By")), lambda each: each.who, 6),
        Column(_(N_("New")), lambda each: str(each.batch.new), 5, "right"),
        Column(_(N_("Chg.")), lambda each: str(each.batch.changed), 5, "right"),
        Column(_(N_("File")), _files),
    ]


def _files(each: BatchShown) -> str:
    back = _(N_("taken back")) + " " if each.batch.undone_at is not None else ""
    return back + str(each.batch.files)


def columns_of(name: str, taken: Callable[[DifferenceShown], bool]) -> list[Column[Any]]:
    """The columns of a list."""
    match name:
        case "sheets":
            return sheet_columns()
        case "changed" | "by_hand":
            return difference_columns(taken)
        case "earlier":
            return batch_columns()
        case _:
            return said_columns()


def whole(row: Any) -> str:
    """What a row says, uncut."""
    match row:
        case Refusal() | Notice() | Passed():
            return f"{row.sheet}  {row.row or ''} {row.column}  {row.reason}"
        case DifferenceShown():
            return f"{row.about}  {row.field}: {row.before} \u2192 {row.after}"
        case SheetShown():
            return _read(row)
        case BatchShown():
            return _files(row)
    return ""


def counts_text(plan: Plan) -> str:
    """How many rows are new, changed, the same, refused."""
    counts = _("{new} new, {changed} changed, {same} the same, {refused} refused")
    return counts.format(new=plan.new, changed=plan.changed, same=plan.same, refused=plan.refused)
