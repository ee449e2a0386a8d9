"""Gathers what there is to say about one row: refused cells and things to look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from data.sheets import column_letter
from models.errors import InputError
from models.phone import HOME_AREA
from models.roster import Notice, Refusal

Value = TypeVar("Value")
Cell = TypeVar("Cell")


class Office(NamedTuple):
    """What cells leave out or put in front: the area code of telephones, the estate's name."""

    area: str = HOME_AREA
    estate: str = ""


HERE = Office()


@dataclass(slots=True)
class Said:
    """The row it is about, the sheet's headings, and what was found."""

    sheet: str
    row: int
    headings: tuple[str, ...]
    office: Office = HERE
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def refuse(self, column: int, message: str, **values: object) -> None:
        """The cell cannot be taken, and with it the row."""
        self.refusals.append(Refusal(self.sheet, self.row, self.cell(column), message, values))

    def notice(self, column: int, message: str, **values: object) -> None:
        """The cell was taken; a person should look at it."""
        self.notices.append(Notice(self.sheet, self.row, self.cell(column), message, values))

    def read(self, column: int, reader: Callable[[Cell], Value], cell: Cell) -> Value | None:
        """The cell's value, or None with a refusal."""
        try:
            return reader(cell)
        except InputError as error:
            self.refuse(column, error.message, **error.values)
            return None

    def cell(self, column: int) -> str:
        """The column as a person finds it: its letter and its heading, `G 身份证号`."""
        return f"{column_letter(column)} {self.heading(column)}".strip() if column >= 0 else ""

    def heading(self, column: int) -> str:
        """The heading over a column; empty when it has none."""
        return self.headings[column] if 0 <= column < len(self.headings) else ""
