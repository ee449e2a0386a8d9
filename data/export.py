"""Writes a list as a spreadsheet or as CSV, every cell as text: no formula ever leaves the desk."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from models.errors import InputError
from models.words import N_

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet program take a cell of a CSV file for a formula."""

ROWS_A_SHEET = 1_048_576
LONGEST_CELL = 32_767
_WIDTHS = (8, 40)

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Title:
    """What the list is called, and who took it out when: on every page that is printed."""

    name: str
    about: str
    author: str
    made: datetime


def write(out: Path, title: Title, header: Row, rows: Iterable[Row]) -> int:
    """Write the list as its suffix says, `.xlsx` or `.csv`; returns the number of rows.

    The file appears whole or not at all; one of the same name is replaced. Raises `InputError`.
    """
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv}
    writer = writers.get(out.suffix.casefold())
    if writer is None:
        raise InputError(N_("{file} must end in .xlsx or .csv"), "file", file=out.name)
    with _whole(out) as part:
        return writer(part, title, header, rows)


def _write_csv(part: Path, _title: Title, header: Row, rows: Iterable[Row]) -> int:
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow([_guarded(cell) for cell in row])
            count += 1
    return count


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(LIVE) else cell


def _write_xlsx(part: Path, title: Title, header: Row, rows: Iterable[Row]) -> int:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who exports pays for it
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    # Its own folder for what the library keeps aside, so that nothing stays when it breaks off.
    with TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True) as aside:
        book = Workbook(str(part), {"constant_memory": True, "tmpdir": aside})
        book.set_properties(
            {
                "title": title.name,
                "author": title.author,
                "comments": title.about,
                "created": title.made.replace(tzinfo=None),
            }
        )
        count = _write_sheets(book, title, header, rows)
        try:
            book.close()
        except FileCreateError as error:
            # The library wraps the fault of the disk; its reason is what a person can mend.
            raise OSError(str(error)) from error
    return count


def _write_sheets(book: "Workbook", title: Title, header: Row, rows: Iterable[Row]) -> int:
    bold = book.add_format({"bold": True})
    page, at, count = _new_sheet(book, title, header, bold), 0, 0
    for row in rows:
        at, count = at + 1, count + 1
        if at == ROWS_A_SHEET:
            page, at = _new_sheet(book, title, header, bold), 1
        for column, cell in enumerate(row):
            if cell:
                page.write_string(at, column, cell[:LONGEST_CELL])
    return count


def _new_sheet(book: "Workbook", title: Title, header: Row, bold: "Format") -> "Worksheet":
    number = len(book.worksheets())
    page: Worksheet = book.add_worksheet(f"{title.name} {number + 1}" if number else title.name)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_footer(f"&L{title.about.replace('&', '&&')}&R&P / &N")
    least, most = _WIDTHS
    for column, text in enumerate(header):
        page.set_column(column, column, min(max(least, 2 * len(text) + 2), most))
        page.write_string(0, column, text, bold)
    return page


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A file beside the one wanted, that takes its place when the block ends well."""
    part = out.with_name(out.name + ".part")
    try:
        yield part
        part.replace(out)
    except OSError as error:
        raise InputError(
            N_("{file} cannot be written: {why}"), "file",
            file=out.name, why=error.strerror or str(error),
        ) from error  # fmt: skip
    finally:
        part.unlink(missing_ok=True)
