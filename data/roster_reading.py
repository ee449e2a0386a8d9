"""Reads whole rosters: every sheet by its mapping, linked to each other, row by row.

A row with one cell that cannot be taken is refused whole, each such cell named, so that the
mended rejects bring the complete row in; all other rows are taken.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf

from data.roster_legend import read_legend
from data.roster_line import Draft, read_line
from data.roster_links import Table, linked
from data.roster_mapping import (
    Mapping,
    propose_mapping,
    room_number_headings,
    with_room_numbers,
)
from data.roster_rows import Skipped, pick_lines
from data.roster_said import HERE, Office, Said
from data.sheets import Book, Sheet
from models.roster import OTHER, Passed, Refusal, RosterRow
from models.words import N_

RosterItem = RosterRow | Refusal | Passed


def sheets_of(books: Sequence[Book]) -> dict[str, Sheet]:
    """Every sheet that counts, by the name it is called by in a plan."""
    return {
        sheet.name if len(books) == 1 else f"{book.name} {sheet.name}": sheet
        for book in books
        for sheet in book.visible()
    }


def read_rows(
    books: Sequence[Book], mappings: MappingOf[str, Mapping] | None = None, office: Office = HERE
) -> Iterator[RosterItem]:
    """Every row of these files: taken, refused cell by cell, or passed over with its words.

    `mappings` are by the names of `sheets_of`; a sheet without one is read as proposed.
    """
    tables = []
    sheets = sheets_of(books)
    for name, mapping in together(sheets, mappings or {}).items():
        if mapping.role == OTHER:
            yield Passed(name, 0, "", N_("Holds no rooms or people"))
        else:
            tables.append(_table(name, sheets[name], mapping, office))
    for book in books:
        for sheet in book.sheets:
            if sheet.hidden:
                yield Passed(sheet.name, 0, "", N_("Is hidden"))
    yield from linked(tables)


def together(
    sheets: MappingOf[str, Sheet], mappings: MappingOf[str, Mapping]
) -> dict[str, Mapping]:
    """How each sheet is read beside the others: a room's number in one may name it in another."""
    found = {name: mappings.get(name) or propose_mapping(sheet) for name, sheet in sheets.items()}
    numbered = {name: room_number_headings(mapping) for name, mapping in found.items()}
    return {
        name: with_room_numbers(
            mapping, set().union(*(said for other, said in numbered.items() if other != name))
        )
        for name, mapping in found.items()
    }


def _table(name: str, sheet: Sheet, mapping: Mapping, office: Office) -> Table:
    codes = read_legend(sheet, mapping)
    items: list[Draft | Passed] = []
    for line in pick_lines(sheet, mapping):
        if isinstance(line, Skipped):
            items.append(
                Passed(name, line.number, "", N_("Passed over: {words}"), {"words": line.words})
            )
        else:
            said = Said(name, line.number, mapping.headings, office)
            items.append(read_line(line, said, codes))
    return Table(name, mapping.role, items)
