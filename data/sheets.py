"""Reads the spreadsheets that offices keep: `.xlsx`, `.xls`, `.csv` in three encodings.

What comes out is plain: text, numbers and dates, cleaned by nobody yet. Cells merged downward
are filled, hidden sheets are marked; what a formula would have said is empty where the file
does not hold it.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.csv_text import read_csv
from models.errors import InputError
from models.words import N_

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Cell = str | float | int | date
"""An empty cell is the empty string; a whole number is an int only while it is exact."""

MAX_BYTES = 64 * 2**20
MAX_UNPACKED = 2**30
MAX_ROWS = 300_000
MAX_CELLS = 20_000_000
_EXACT = 10**15
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 of the sheet; rows are as wide as the widest."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """One file with its sheets; `digest` tells whether it is the same file again."""

    name: str
    digest: str
    sheets: list[Sheet]

    def visible(self) -> list[Sheet]:
        """The sheets that count: those that nobody hid."""
        return [sheet for sheet in self.sheets if not sheet.hidden]


def read_book(path: Path) -> Book:
    """The file's sheets, hidden ones too. Raises `InputError` for what is no spreadsheet."""
    content = _content(path)
    if content.startswith(b"PK"):
        sheets = _packed(path)
    elif content.startswith(_OLE):
        sheets = _calamine(path)
    else:
        _refuse_disguised(path, content)
        sheets = [Sheet(path.stem, _csv_rows(path, content))]
    if not any(sheet.rows for sheet in sheets if not sheet.hidden):
        raise _error(N_("{file} holds no rows"), path)
    for sheet in sheets:
        if len(sheet.rows) > MAX_ROWS:
            raise _error(N_("{file} is too large: at most {rows} rows"), path, rows=MAX_ROWS)
    return Book(path.name, blake2b(content, digest_size=16).hexdigest(), sheets)


def column_letter(column: int) -> str:
    """The letter that a spreadsheet gives a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _error(N_("{file} is a folder; name a spreadsheet in it"), path)
        if path.stat().st_size > MAX_BYTES:
            raise _error(
                N_("{file} is too large: at most {size} MB"), path, size=MAX_BYTES // 2**20
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise _error(N_("There is no file {file}"), path) from None
    except OSError as error:
        raise _error(N_("{file} cannot be read: {why}"), path, why=error.strerror) from error
    if not content.strip():
        raise _error(N_("{file} is empty"), path)
    return content


def _refuse_disguised(path: Path, content: bytes) -> None:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise _error(
            N_("{file} is a web page, not a spreadsheet; open it and save it as .xlsx"), path
        )
    if start.startswith(b"%pdf"):
        raise _error(N_("{file} is not a spreadsheet (.xlsx, .xls or .csv)"), path)


def _csv_rows(path: Path, content: bytes) -> list[list[Cell]]:
    rows = read_csv(content)
    if rows is None:
        raise _error(N_("{file} is not a spreadsheet (.xlsx, .xls or .csv)"), path)
    return _squared([list(row) for row in rows])


def _packed(path: Path) -> list[Sheet]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise _error(
                    N_("{file} is too large: at most {size} MB"), path, size=MAX_UNPACKED // 2**20
                )
            _check_extent(path, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise _error(N_("{file} is damaged and cannot be read"), path) from error
    return _calamine(path)


_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_FAR_CELL = re.compile(rb'<c r="([A-Z]{2,3})\d+"')
_CHUNK = 2**20


def _check_extent(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a sheet with a stray cell so far out that the rows between would fill the memory."""
    for name in archive.namelist():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            last_row, last_column = 1, 26
            for chunk in _chunks(archive, name):
                rows = _ROW.findall(chunk)
                last_row = max(last_row, int(rows[-1])) if rows else last_row
                far = max(map(_column_number, set(_FAR_CELL.findall(chunk))), default=0)
                last_column = max(last_column, far)
            if last_row * last_column > MAX_CELLS:
                raise _error(
                    N_("{file} is too large: a cell stands far out of the table; clear it"), path
                )


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-64:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _calamine(path: Path) -> list[Sheet]:
    from python_calamine import (  # noqa: PLC0415 - only who imports needs it
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        workbook = load_workbook(str(path))
        return [
            _sheet(
                workbook.get_sheet_by_name(about.name), about.visible != SheetVisibleEnum.Visible
            )
            for about in workbook.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise _error(N_("{file} is encrypted; save it without a password first"), path) from error
    except CalamineError as error:
        if _encrypted(path):
            raise _error(
                N_("{file} is encrypted; save it without a password first"), path
            ) from error
        raise _error(N_("{file} is damaged and cannot be read"), path) from error


def _encrypted(path: Path) -> bool:
    """An encrypted .xlsx is an old container with a stream of this name."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _sheet(source: "CalamineSheet", hidden: bool) -> Sheet:
    rows = [[_plain(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    merges = [
        Merge(top, left, min(bottom, len(rows) - 1), right)
        for (top, left), (bottom, right) in source.merged_cell_ranges or []
        if top < len(rows)
    ]
    rows = _squared(rows)
    for merge in merges:
        for row in rows[merge.top + 1 : merge.bottom + 1]:
            if merge.left < len(row):
                row[merge.left] = rows[merge.top][merge.left]
    return Sheet(source.name, rows, hidden, merges)


def _plain(value: Any) -> Cell:
    match value:
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer() and abs(value) < _EXACT:
            return int(value)
        case datetime():
            return value.date()
        case str() | int() | float() | date():
            return value
        case _:
            return str(value)


def _squared(rows: list[list[Cell]]) -> list[list[Cell]]:
    """All rows as wide as the widest, empty rows and columns at the end taken off."""
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _error(message: str, path: Path, **values: object) -> InputError:
    return InputError(message, field="file", file=path.name, **values)
