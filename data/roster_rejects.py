"""Writes the refused rows of a roster as a spreadsheet to mend and read in again.

Each sheet keeps its name, its title and its headings, with a column of reasons behind them;
every cell is text, as exact as it was read. What stood once for many rows (a merged building)
stands in each row; where it was lost there is a question mark, so that no row above lends its
building. Sheets that refused rows refer to come along whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import TYPE_CHECKING

from data.roster_legend import Codes, read_legend
from data.roster_mapping import Mapping
from data.roster_rows import CARRIED, Line, pick_lines
from data.sheets import Cell, Sheet
from models.errors import InputError
from models.roster import PARKING, PEOPLE, UNITS, Refusal
from models.words import N_, _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

REASON = N_("Reason for refusal")
_UNKNOWN = "?"
_CONTEXT = {"building": "楼栋", "stairwell": "单元"}
"""Headings for what a title said where no column does."""

_LONGEST_NAME = 31
_WIDTH, _REASON_WIDTH = 14, 60


def write(
    out: Path,
    sheets: MappingOf[str, Sheet],
    mappings: MappingOf[str, Mapping],
    refusals: Iterable[Refusal],
) -> int:
    """Write the workbook; returns the number of refused rows. Raises `InputError`."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who writes a spreadsheet needs it
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    reasons: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for refusal in refusals:
        reasons[refusal.sheet][refusal.row].append(f"{refusal.column}: {refusal.reason}")
    names: set[str] = set()
    book = Workbook(str(out), {"constant_memory": True})
    for name, mapping in mappings.items():
        if reasons.get(name) or _comes_along(mapping, reasons, mappings):
            page = book.add_worksheet(_sheet_name(name, names))
            _write_sheet(page, sheets[name], mapping, reasons.get(name, {}))
    try:
        book.close()
    except (FileCreateError, OSError) as error:
        raise InputError(
            N_("{file} cannot be written: {why}"), "rejects", file=out.name, why=str(error)
        ) from error
    return sum(len(rows) for rows in reasons.values())


def _comes_along(
    mapping: Mapping, reasons: MappingOf[str, object], mappings: MappingOf[str, Mapping]
) -> bool:
    """Whether refused rows of another sheet refer to this one."""
    refused = {mappings[name].role for name in reasons if name in mappings}
    if mapping.role == PEOPLE:
        return bool(refused & {UNITS, PARKING})
    return mapping.role == UNITS and bool(refused & {PARKING, PEOPLE})


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a spreadsheet program takes, and no two alike."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_LONGEST_NAME] or "1"
    number = 1
    unique = plain
    while unique.casefold() in taken:
        number += 1
        unique = f"{plain[: _LONGEST_NAME - 4]} {number}"
    taken.add(unique.casefold())
    return unique


def _write_sheet(
    page: "Worksheet", sheet: Sheet, mapping: Mapping, reasons: MappingOf[int, list[str]]
) -> None:
    lines = _lines(sheet, mapping, reasons)
    context = [
        means
        for means in _CONTEXT
        if means not in mapping.columns.values() and any(line.carried.get(means) for line in lines)
    ]
    width = len(mapping.headings)
    page.set_column(0, width - 1, _WIDTH)
    page.set_column(width, width, _REASON_WIDTH)
    at = 0
    for title in sheet.rows[: mapping.first]:
        _write_row(page, at, title[:width])
        at += 1
    _write_row(page, at, [*mapping.headings, _(REASON), *(_CONTEXT[means] for means in context)])
    page.freeze_panes(at + 1, 0)
    codes = read_legend(sheet, mapping)
    for line in lines:
        at += 1
        cells = _cells(line, codes)[:width]
        said = "\n".join(reasons.get(line.number, ()))
        _write_row(page, at, [*cells, said, *(line.carried.get(means, "") for means in context)])


def _lines(sheet: Sheet, mapping: Mapping, reasons: MappingOf[int, list[str]]) -> list[Line]:
    """The refused lines; all of a sheet that comes along, or that others refer to."""
    everything = mapping.role in (PEOPLE, UNITS) and not reasons
    found = {
        line.number: line
        for line in pick_lines(sheet, mapping)
        if isinstance(line, Line)
        and (everything or mapping.role == PEOPLE or line.number in reasons)
    }
    return [found[number] for number in sorted(found)]


def _cells(line: Line, codes: Codes) -> list[Cell]:
    cells = list(line.row)
    for column, means in line.layout.columns.items():
        if means in (*CARRIED, "room") and cells[column] == "":
            cells[column] = line.carried.get(means, "")
        if means == "building" and cells[column] == "":
            cells[column] = _UNKNOWN
        cells[column] = codes.get(column, {}).get(_text(cells[column]), cells[column])
    return cells


def _text(cell: Cell) -> str:
    """The cell as it was read: a number that lost digits shows it."""
    return repr(cell) if isinstance(cell, float) else str(cell)


def _write_row(page: "Worksheet", at: int, cells: Iterable[Cell]) -> None:
    for column, cell in enumerate(cells):
        if cell != "":
            page.write_string(at, column, _text(cell))
