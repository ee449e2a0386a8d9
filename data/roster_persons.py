"""Reads who a row names: names, phones, ID numbers and dates of each, in columns side by side."""

import re
from dataclasses import replace
from datetime import date
from functools import partial

from data.roster_cells import plain_text, read_date, read_span
from data.roster_people import Named, people_in
from data.roster_rows import Line, PersonColumns
from data.roster_said import Said
from data.roster_words import relation_of
from data.sheets import Cell
from models.identity import IdentityNumber, parse_identity
from models.phone import LabelledPhone, is_mobile, parse_phones
from models.roster import COOWNER, OWNER, UNKNOWN_NAME, RosterPerson
from models.words import N_


def read_people(line: Line, said: Said, codes: dict[str, str]) -> tuple[RosterPerson, ...]:
    """Everybody the row names. What cannot be read is refused through `said`."""
    relation = _relation(line, said, codes)
    found: list[RosterPerson] = []
    for columns in line.layout.people:
        if any(line.row[column] != "" for column in columns.all()):
            found += _people(line.row, columns, relation if columns.who == OWNER else "", said)
    return tuple(_coowners_after_the_first(found) if len(found) > 1 else found)


def _relation(line: Line, said: Said, codes: dict[str, str]) -> str:
    column, cell = line.first("relation")
    if cell == "":
        return ""
    text = plain_text(cell)
    word = codes.get(text, text)
    if word and not relation_of(word):
        said.refuse(column, N_("{text} is no relation that is known"), text=text)
    return relation_of(word)


def _people(
    row: list[Cell], columns: PersonColumns, relation: str, said: Said
) -> list[RosterPerson]:
    cell = row[columns.name] if columns.name >= 0 else ""
    named = people_in(str(cell)) if cell != "" else []
    shared, own = _phones(row, columns, named, said)
    ids = _ids(row, columns, said)
    if not named and (shared or ids):
        said.notice(columns.name, N_("The name is missing; kept under {name}"), name=UNKNOWN_NAME)
        named = [Named("")]
    if len(ids) > len(named):
        said.refuse(
            columns.ids[0],
            N_("{ids} ID numbers for {people} people"),
            ids=len(ids),
            people=len(named),
        )
    since, until = _dates(row, columns, said)
    phones = _shared_out(shared, own, named)
    return [
        RosterPerson(
            name=person.name or UNKNOWN_NAME,
            relation=person.relation or relation or columns.who,
            phones=tuple(phones[at]),
            id_kind=ids[at].kind.value if at < len(ids) else "",
            id_number=ids[at].number if at < len(ids) else "",
            since=since,
            until=until,
        )
        for at, person in enumerate(named)
    ]


def _phones(
    row: list[Cell], columns: PersonColumns, named: list[Named], said: Said
) -> tuple[list[LabelledPhone], list[list[LabelledPhone]]]:
    """The phones of the phone columns, and those that stand beside each name."""
    read_phones = partial(_read_phones, area=said.office.area)
    shared: list[LabelledPhone] = []
    for column in columns.phones:
        if row[column] != "":
            shared += said.read(column, read_phones, row[column]) or []
    own = [
        (said.read(columns.name, read_phones, person.phones) or []) if person.phones else []
        for person in named
    ]
    return shared, own


def _read_phones(cell: Cell, area: str) -> list[LabelledPhone]:
    text = plain_text(cell)
    if is_mobile(text):
        return [LabelledPhone(text, "")]
    phones = parse_phones(text, area) if text else []
    if not any(_A_NUMBER.search(phone.label) for phone in phones):
        return phones
    return [
        LabelledPhone(phone.digits, person.name or phone.label)
        for person in people_in(text)
        for phone in (parse_phones(person.phones, area) if person.phones else ())
    ]


_A_NUMBER = re.compile(r"\d{5}")
"""A number in what should be a label: names stand between the numbers, `李四139… 王五138…`."""


def _shared_out(
    shared: list[LabelledPhone], own: list[list[LabelledPhone]], named: list[Named]
) -> list[list[LabelledPhone]]:
    """Each person's phones: by the name beside the number, else one each, else all the first's."""
    phones = [list(each) for each in own] or [[] for _ in named]
    if len(named) == 1:
        return [phones[0] + shared]
    one_each = len(shared) == len(named) > 1 and not any(phone.label for phone in shared)
    for at, phone in enumerate(shared):
        whose = next(
            (at for at, person in enumerate(named) if person.name == phone.label != ""), -1
        )
        if whose >= 0:
            phone = LabelledPhone(phone.digits, "")  # noqa: PLW2901 - the label was the name
        phones[whose if whose >= 0 else at if one_each else 0].append(phone)
    return phones


def _ids(row: list[Cell], columns: PersonColumns, said: Said) -> list[IdentityNumber]:
    found: list[IdentityNumber] = []
    for column in columns.ids:
        if row[column] == "":
            continue
        for number in said.read(column, _read_ids, row[column]) or []:
            found.append(number)
            for warning in number.warnings:
                said.notice(column, warning)
    return found


_BETWEEN_IDS = re.compile(r"[/、,，;；\s]+(?=[\dA-Z（(]{8})")
_FILLED_UP = re.compile(r"(\d)\1{7,}")


def _read_ids(cell: Cell) -> list[IdentityNumber]:
    """The ID numbers of a cell; 111111111111111111 is written where there is none."""
    if isinstance(cell, int | float):
        return [parse_identity(cell)]
    numbers = _BETWEEN_IDS.split(plain_text(cell))
    return [
        parse_identity(number)
        for number in numbers
        if number.strip() and not _FILLED_UP.fullmatch(number.strip())
    ]


def _dates(row: list[Cell], columns: PersonColumns, said: Said) -> tuple[date | None, date | None]:
    since = until = end = None
    if columns.since >= 0:
        since, end = said.read(columns.since, read_span, row[columns.since]) or (None, None)
    if columns.until >= 0:
        until = said.read(columns.until, read_date, row[columns.until])
    return since, until or end


def _coowners_after_the_first(people: list[RosterPerson]) -> list[RosterPerson]:
    """Of several owners in a row the first is the owner, the others own with them."""
    owners = [at for at, person in enumerate(people) if person.relation == OWNER]
    return [
        replace(person, relation=COOWNER) if at in owners[1:] else person
        for at, person in enumerate(people)
    ]
