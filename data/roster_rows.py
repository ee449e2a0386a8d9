"""Picks the rows of a sheet that hold something: no totals, side notes, titles, empty lines.

A building named once stands for the rows below it, until a total or an empty line ends its
block. A merged cell that lost its text names nothing: those rows are told, not guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.roster_mapping import Mapping
from data.roster_words import SIDE_NOTE, TOTAL, says_nothing, squeezed
from data.sheets import Cell, Merge, Sheet, column_letter
from models.roster import STAIRWELLS

CARRIED = ("phase", "building", "stairwell")
_FEW = 2
_LEVELS = (*CARRIED, "room")
_PLACES = ("room", "space", "plate")
_ROOM_TOO = re.compile(r"\d{3,4}|\d+\s*[室房-]\s*\d*$")
_NUMBER = r"(?:[A-Za-z]?\d{1,3}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十]{1,3})"
_BUILDING = re.compile(rf"(?<![\dA-Za-z])({_NUMBER}\s*(?:栋|幢|座|号楼|#楼|#|号))(?!\d*[期室])")
_STAIRWELL = re.compile(rf"({_NUMBER}\s*单元)")


@dataclass(slots=True)
class PersonColumns:
    """The columns about one person, or about several who share the cells; -1: no such column."""

    who: str
    name: int = -1
    since: int = -1
    until: int = -1
    phones: list[int] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    def all(self) -> tuple[int, ...]:
        """Every column there is."""
        single = (column for column in (self.name, self.since, self.until) if column >= 0)
        return (*single, *self.phones, *self.ids)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table: all of them, by what they mean, and by whom they are about."""

    columns: dict[int, str]
    by_meaning: dict[str, tuple[int, ...]]
    people: tuple[PersonColumns, ...]


def lay_out(columns: dict[int, str]) -> Layout:
    """The layout of these columns: a further name begins a further person."""
    people: list[PersonColumns] = []
    by_meaning: dict[str, tuple[int, ...]] = {}
    for column, means in columns.items():
        by_meaning[means] = (*by_meaning.get(means, ()), column)
        who, dot, what = means.partition(".")
        if not dot:
            continue
        last = next((each for each in reversed(people) if each.who == who), None)
        if last is None or (what == "name" and last.name >= 0):
            last = PersonColumns(who)
            people.append(last)
        if what in ("phone", "id"):
            (last.phones if what == "phone" else last.ids).append(column)
        else:
            setattr(last, what, column)
    return Layout(columns, by_meaning, tuple(people))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one table. `number` counts from 1; `carried` holds what stood above it.

    `lost` names the meaning whose merged cell is empty, `lost_range` those cells (B77:B145).
    """

    number: int
    row: list[Cell]
    layout: Layout
    carried: dict[str, Cell]
    lost: str = ""
    lost_range: str = ""

    def first(self, meaning: str) -> tuple[int, Cell]:
        """The column and the cell of this meaning; column -1 when there is none."""
        columns = self.layout.by_meaning.get(meaning, ())
        for column in columns:
            if self.row[column] != "":
                return column, self.row[column]
        return columns[0] if columns else -1, self.carried.get(meaning, "")

    def column(self, meaning: str) -> int:
        """The first column of this meaning, filled or not; -1 when there is none.

        `name`, `phone` and `id` mean anybody's.
        """
        columns = self.layout.by_meaning.get(meaning)
        if columns is None:
            columns = tuple(
                column
                for column, means in self.layout.columns.items()
                if means.endswith(f".{meaning}")
            )
        return columns[0] if columns else -1


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that holds words but no household."""

    number: int
    words: str


def pick_lines(sheet: Sheet, mapping: Mapping) -> Iterator[Line | Skipped]:
    """The rows below the headings, block by block where tables stand side by side."""
    for left, right in mapping.blocks or ((0, max(map(len, sheet.rows), default=0)),):
        columns = {at: means for at, means in mapping.columns.items() if left <= at < right}
        yield from _Picker(sheet, mapping, columns, range(left, right)).lines()


class _Picker:
    def __init__(
        self, sheet: Sheet, mapping: Mapping, columns: dict[int, str], table: range
    ) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._columns = columns
        self._carried: dict[str, Cell] = {}
        self._heading = _context(sheet, mapping)
        self._said = {
            (at, squeezed(part))
            for at, text in enumerate(mapping.headings)
            for part in (text, *text.split())
        }
        self._table = table
        self._layout = lay_out(columns)
        self._keeps_room = "relation" in columns.values()
        self._weak = {
            at for at, means in columns.items() if means in CARRIED and mapping.role != STAIRWELLS
        }
        self._lost = {
            (row, merge.left): _cells(merge)
            for merge in sheet.merges
            if merge.left in self._weak and merge.bottom > merge.top
            for row in range(merge.top, merge.bottom + 1)
            if sheet.rows[merge.top][merge.left] == ""
        }

    def lines(self) -> Iterator[Line | Skipped]:
        for at in range(self._mapping.last + 1, len(self._sheet.rows)):
            row = self._sheet.rows[at]
            filled = [(column, row[column]) for column in self._table if row[column] != ""]
            if not filled:
                self._carried = {}
            elif not self._is_plain(row, filled) and self._is_passed_over(row, filled):
                yield Skipped(at + 1, str(filled[0][1]).strip())
            else:
                yield self._line(at, row)

    def _is_plain(self, row: list[Cell], filled: list[tuple[int, Cell]]) -> bool:
        """Whether it is a household at first sight: a room with a digit, and nothing adds up."""
        room = self._layout.by_meaning.get("room")
        return (
            room is not None
            and len(filled) > _FEW
            and any(digit in str(row[room[0]]) for digit in "0123456789")
            and not any(isinstance(cell, str) and "计" in cell for _, cell in filled)
            and filled[0][1] != 1
        )

    def _is_passed_over(self, row: list[Cell], filled: list[tuple[int, Cell]]) -> bool:
        """Whether it is a total, a note, a repeated heading, a section title, empty in effect."""
        texts = [(at, str(cell).strip()) for at, cell in filled]
        if any(TOTAL.match(text) for at, text in texts if self._columns.get(at) != "note"):
            self._carried = {}
            return True
        return (
            bool(SIDE_NOTE.match(texts[0][1]) and not self._has_room(row))
            or sum((at, squeezed(text)) in self._said for at, text in texts) > len(texts) / 2
            or (len(texts) == 1 and self._is_title(*texts[0]))
            or all(self._says_nothing(at, text) for at, text in texts)
            or _is_numbering([cell for _, cell in filled])
        )

    def _says_nothing(self, at: int, text: str) -> bool:
        return at in self._weak or at not in self._columns or says_nothing(text)

    def _has_room(self, row: list[Cell]) -> bool:
        return any(row[at] != "" for at, means in self._columns.items() if means == "room" and at)

    def _is_title(self, at: int, text: str) -> bool:
        """A title between rows; where it names a building, the rows below belong to it."""
        building, stairwell = _named(text)
        if (building or stairwell) and not _ROOM_TOO.search(text):
            kept = {} if building else self._heading
            named = {"building": building, "stairwell": stairwell}
            self._heading = {**kept, **{means: name for means, name in named.items() if name}}
            self._carried = {}
            return True
        means = self._columns.get(at, "")
        return not (means.endswith("name") or (means in _PLACES and re.search(r"\d", text)))

    def _line(self, at: int, row: list[Cell]) -> Line:
        lost, cells = "", ""
        for level, means in enumerate(_LEVELS if self._keeps_room else CARRIED):
            column = self._layout.by_meaning.get(means, (-1,))[0]
            cell = row[column] if column >= 0 else ""
            if (at, column) in self._lost:
                lost, cells = lost or means, cells or self._lost[at, column]
                self._carried = {**self._carried, means: ""}
            elif cell not in ("", self._carried.get(means)):
                above = {
                    upper: self._carried[upper]
                    for upper in _LEVELS[:level]
                    if upper in self._carried
                }
                self._carried = {**above, means: cell}
        carried = {**self._heading, **self._carried} if self._heading else self._carried
        return Line(at + 1, row, self._layout, carried, lost, cells)


def _cells(merge: Merge) -> str:
    """The merged range as a person finds it: B77:B145."""
    letter = column_letter(merge.left)
    return f"{letter}{merge.top + 1}:{letter}{merge.bottom + 1}"


def _is_numbering(cells: list[Cell]) -> bool:
    """Whether the row only numbers the columns, 1 2 3 …, as printed forms do."""
    return len(cells) > _FEW and cells == list(range(1, len(cells) + 1))


def _context(sheet: Sheet, mapping: Mapping) -> dict[str, Cell]:
    """The building and stairwell that the sheet's name or its title says, where no column does."""
    titles = [
        str(cell) for row in sheet.rows[: max(mapping.first, 0)] for cell in row if cell != ""
    ]
    said: dict[str, Cell] = {}
    for text in (sheet.name, *titles):
        building, stairwell = _named(text)
        if building:
            said.setdefault("building", building)
        if stairwell:
            said.setdefault("stairwell", stairwell)
    return {means: text for means, text in said.items() if means not in mapping.columns.values()}


def _named(text: str) -> tuple[str, str]:
    """The building and the stairwell that a title names, if it names one and no range of them."""
    buildings = set(_BUILDING.findall(text))
    stairwells = set(_STAIRWELL.findall(text))
    if re.search(r"\d\s*[-~至、,，—]\s*\d+\s*(栋|幢|座|号楼|#)", text):
        buildings = set()
    return (
        buildings.pop() if len(buildings) == 1 else "",
        stairwells.pop() if len(stairwells) == 1 else "",
    )
