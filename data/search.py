"""Finding people, units, vehicles and matters by what was typed; the search rows behind it.

Statements are written out, and run through the store's connection: the line asks at every key
(interaction.md, Budgets). What is found is not masked; whoever shows it masks it.
"""

import json
import re
from operator import attrgetter, itemgetter
from typing import NamedTuple

import apsw

from data import pinyin
from data.guesses import Finds, Guess, classify
from data.search_rows import create, index, rebuild, tidy
from data.tokens import plain

__all__ = [
    "FoundMatter", "FoundPerson", "FoundUnit", "FoundVehicle", "create", "find_matters",
    "find_people", "find_units", "find_vehicles", "index", "rebuild", "tidy", "unit_code",
]  # fmt: skip

LIMIT = 50
_POOL = 200
"""So many rows are looked at before the best of them are shown."""

_CANDIDATES = 2000
"""So many texts are read for one that holds the words as they were typed."""


class FoundPerson(NamedTuple):
    """A person at one unit; `unit` is empty for a person who belongs to none.

    `open` counts the unit's open matters, `until` is set once they moved out. `phone` is the one
    that was typed, else the first.
    """

    id: int
    name: str
    unit_id: int | None
    unit: str
    relation: str
    until: str | None
    open: int
    phone: str


class FoundUnit(NamedTuple):
    """A unit; `open` counts its open matters."""

    id: int
    code: str
    state: str
    usage: str
    open: int


class FoundVehicle(NamedTuple):
    """A plate and where it belongs."""

    id: int
    plate: str
    unit_id: int
    unit: str
    person_id: int | None
    person: str


class FoundMatter(NamedTuple):
    """A matter whose words, result, comments or orders hold the text."""

    id: int
    number: str
    year: int
    type: str
    state: str
    words: str
    unit: str
    opened_at: int


_MATCHING = "(SELECT rowid FROM find_fts WHERE find_fts MATCH ? LIMIT ?)"
_OPEN = "(SELECT count(*) FROM matter m WHERE m.unit_id = {unit} AND m.closed_at IS NULL)"

_PEOPLE = f"""
SELECT p.id, p.name, u.id, coalesce(u.code, ''), coalesce(r.relation, ''), r.until,
       {_OPEN.format(unit="r.unit_id")}, p.reading
FROM {_MATCHING} f
LEFT JOIN residence r ON r.id = f.rowid
JOIN person p ON p.id = coalesce(r.person_id, f.rowid)
LEFT JOIN unit u ON u.id = r.unit_id
"""
_PHONES = """
SELECT person_id, number FROM phone
WHERE person_id IN (SELECT value FROM json_each(?)) AND off = 0 AND voided IS NULL
ORDER BY person_id, position, id
"""
_UNITS = f"""
SELECT u.id, u.code, u.state, u.usage, {_OPEN.format(unit="u.id")}
FROM {_MATCHING} f JOIN unit u ON u.id = f.rowid
"""
_VEHICLES = f"""
SELECT v.id, v.plate, v.unit_id, coalesce(u.code, ''), v.person_id, coalesce(p.name, '')
FROM {_MATCHING} f
JOIN vehicle v ON v.id = f.rowid
LEFT JOIN unit u ON u.id = v.unit_id
LEFT JOIN person p ON p.id = v.person_id
"""
_MATTERS = """
SELECT m.id, m.number, m.year, m.type, m.state, m.words, coalesce(u.code, m.place), m.opened_at,
       coalesce(c.words, o.result, m.words || char(10) || m.demand || char(10) || m.place
                || char(10) || m.result)
FROM text_fts f
LEFT JOIN comment c ON c.id = f.rowid
LEFT JOIN work_order o ON o.id = f.rowid
JOIN matter m ON m.id = coalesce(c.matter_id, o.matter_id, f.rowid)
LEFT JOIN unit u ON u.id = m.unit_id
WHERE text_fts MATCH ?
ORDER BY f.rowid DESC LIMIT ?
"""


def find_people(connection: apsw.Connection, text: str, limit: int = LIMIT) -> list[FoundPerson]:
    """People by name, pinyin, initials or telephone, also beside a unit: `王 1502`, `zsf 8866`.

    Whole names come first, then who lives there now, then households with open matters.
    """
    guess = _guess(text, Finds.PERSON)
    if guess is None:
        return []
    typed = text.strip()
    found: dict[tuple[int, int | None], tuple[tuple[object, ...], FoundPerson]] = {}
    for begun, expression in enumerate((guess.exact, guess.begun)):
        for *row, reading in connection.execute(_PEOPLE, (expression, _POOL)):
            person = FoundPerson._make((*row, ""))
            place = (person.id, person.unit_id)
            if place in found or not _leads(guess.letters, person.name, reading):
                continue
            rank = (
                person.name != typed,
                begun,
                person.until is not None,
                not person.open,
                len(person.name),
                person.name,
                person.unit,
            )
            found[place] = rank, person
        if len(found) >= limit:
            break
    best = sorted(found.values(), key=itemgetter(0))[:limit]
    return _with_phones(connection, [person for _rank, person in best], text)


def find_units(connection: apsw.Connection, text: str, limit: int = LIMIT) -> list[FoundUnit]:
    """Units by any fragment of their code; whole fragments first, then in the order of doors."""
    guess = _guess(text, Finds.UNIT)
    if guess is None:
        return []
    found: dict[int, tuple[tuple[object, ...], FoundUnit]] = {}
    for begun, expression in enumerate((guess.exact, guess.begun)):
        for row in connection.execute(_UNITS, (expression, _POOL)):
            unit = FoundUnit(*row)
            found.setdefault(unit.id, ((begun, _door(unit.code)), unit))
        if len(found) >= limit:
            break
    best = sorted(found.values(), key=itemgetter(0))[:limit]
    return [unit for _rank, unit in best]


def find_vehicles(connection: apsw.Connection, text: str, limit: int = LIMIT) -> list[FoundVehicle]:
    """Vehicles by the beginning of the plate, with or without its province and letter."""
    guess = _guess(text, Finds.VEHICLE)
    if guess is None:
        return []
    rows = connection.execute(_VEHICLES, (guess.begun, limit))
    return sorted((FoundVehicle(*row) for row in rows), key=attrgetter("plate"))


def find_matters(connection: apsw.Connection, text: str, limit: int = LIMIT) -> list[FoundMatter]:
    """Matters whose texts hold every one of these words, the newest first."""
    words = [word for word in map(plain, text.split()) if word]
    if not words:
        return []
    wanted = " AND ".join(_text_expression(word) for word in words)
    found: dict[int, FoundMatter] = {}
    for *row, held in connection.execute(_MATTERS, (wanted, _CANDIDATES)):
        text_held = plain(held)
        if all(word in text_held for word in words):
            matter = FoundMatter(*row)
            found.setdefault(matter.id, matter)
            if len(found) >= limit:
                break
    return list(found.values())


def unit_code(connection: apsw.Connection, unit_id: int | None) -> str:
    """The code of a unit; empty for none."""
    found = connection.execute("SELECT code FROM unit WHERE id = ?", (unit_id,)).fetchone()
    return str(found[0]) if found else ""


def _guess(text: str, finds: Finds) -> Guess | None:
    return next((guess for guess in classify(text) if guess.finds is finds), None)


def _leads(letters: tuple[str, ...], name: str, reading: str) -> bool:
    """Whether the letters that were taken loosely lead the syllables of this name after all."""
    return not letters or all(
        any(
            pinyin.leads(word, form)
            for way in pinyin.readings(name, reading)
            for form in pinyin.typed_forms(way)
        )
        for word in letters
    )


def _with_phones(
    connection: apsw.Connection, people: list[FoundPerson], text: str
) -> list[FoundPerson]:
    """Each person with the phone whose digits were typed, or the first."""
    digits = "".join(filter(str.isdecimal, plain(text)))[-_DIGITS_COMPARED:]
    phones: dict[int, str] = {}
    these = json.dumps([person.id for person in people])
    for person_id, number in connection.execute(_PHONES, (these,)):
        first = phones.setdefault(person_id, number)
        if digits and digits in number and digits not in first:
            phones[person_id] = number
    return [person._replace(phone=phones.get(person.id, "")) for person in people]


_DIGITS_COMPARED = 8


def _door(code: str) -> list[tuple[int, str]]:
    """Codes as doors are counted: 3-2 before 3-10."""
    parts = re.findall(r"\d+|\D+", code)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _text_expression(word: str) -> str:
    if len(word) == 1:
        return f'"{word}"*'
    pairs = dict.fromkeys(word[start : start + 2] for start in range(len(word) - 1))
    return " AND ".join(f'"{pair}"' for pair in pairs)
