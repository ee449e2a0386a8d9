"""Finding people, units, vehicles and matters by what was typed; the search rows behind it.

Statements are written out, and run through the store's connection: the line asks at every key
(interaction.md, Budgets). What is found is not masked; whoever shows it masks it.
"""

from typing import NamedTuple

import apsw

from data import pinyin
from data.guesses import Finds, Guess, classify
from data.search_rows import create, index, rebuild, tidy
from data.tokens import plain
from models.text import folded

__all__ = [
    "FoundMatter", "FoundPerson", "FoundUnit", "FoundVehicle", "create", "find_matters",
    "find_people", "find_units", "find_vehicles", "index", "rebuild", "tidy", "unit_code",
]  # fmt: skip

LIMIT = 50
_POOL = 200
"""So many rows are looked at before the best of them are shown."""

_DIGITS_COMPARED = 8
"""Of what was typed, these last digits tell which of several phones was meant."""

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


_MATCHING = f"(SELECT rowid FROM find_fts WHERE find_fts MATCH ?1 LIMIT {_POOL})"
_OPEN = "(SELECT count(*) FROM matter m WHERE m.unit_id = {unit} AND m.closed_at IS NULL)"

_PEOPLE = f"""
SELECT q.*, coalesce((
    SELECT number FROM phone WHERE person_id = q.person AND off = 0 AND voided IS NULL
    ORDER BY instr(number, ?3) = 0, position LIMIT 1
), '')
FROM (
    SELECT p.reading, p.id AS person, p.name, u.id, coalesce(u.code, ''),
           coalesce(r.relation, ''), r.until, {_OPEN.format(unit="r.unit_id")} AS open
    FROM {_MATCHING} f
    LEFT JOIN residence r ON r.id = f.rowid
    JOIN person p ON p.id = coalesce(r.person_id, f.rowid)
    LEFT JOIN unit u ON u.id = r.unit_id
    ORDER BY p.name <> ?4, r.until IS NOT NULL, open = 0, length(p.name), p.name, u.code
    LIMIT ?2
) q
"""
_UNITS = f"""
SELECT u.id, u.code, u.state, u.usage, {_OPEN.format(unit="u.id")}
FROM {_MATCHING} f JOIN unit u ON u.id = f.rowid
ORDER BY length(u.code), u.code LIMIT ?2
"""
_VEHICLES = f"""
SELECT v.id, v.plate, v.unit_id, coalesce(u.code, ''), v.person_id, coalesce(p.name, '')
FROM {_MATCHING} f
JOIN vehicle v ON v.id = f.rowid
LEFT JOIN unit u ON u.id = v.unit_id
LEFT JOIN person p ON p.id = v.person_id
ORDER BY v.plate LIMIT ?2
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
    most = _POOL if guess.letters else limit
    typed = folded(text)
    digits = "".join(filter(str.isdecimal, typed))[-_DIGITS_COMPARED:]
    found: dict[tuple[int, int | None], FoundPerson] = {}
    for expression in (guess.exact, guess.begun):
        values = (expression, most, digits, typed)
        for reading, *row in connection.execute(_PEOPLE, values):
            person = FoundPerson._make(row)
            if _leads(guess.letters, person.name, reading):
                found.setdefault((person.id, person.unit_id), person)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def find_units(connection: apsw.Connection, text: str, limit: int = LIMIT) -> list[FoundUnit]:
    """Units by any fragment of their code; whole fragments first, then in the order of doors."""
    guess = _guess(text, Finds.UNIT)
    if guess is None:
        return []
    found: dict[int, FoundUnit] = {}
    for expression in (guess.exact, guess.begun):
        rows = connection.execute(_UNITS, (expression, limit))
        for unit in sorted(map(FoundUnit._make, rows), key=_door):
            found.setdefault(unit.id, unit)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def find_vehicles(connection: apsw.Connection, text: str, limit: int = LIMIT) -> list[FoundVehicle]:
    """Vehicles by the beginning of the plate, with or without its province and letter."""
    guess = _guess(text, Finds.VEHICLE)
    if guess is None:
        return []
    return list(map(FoundVehicle._make, connection.execute(_VEHICLES, (guess.begun, limit))))


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
    for guess in classify(text):
        if guess.finds is finds:
            return guess
    return None


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


def _door(unit: FoundUnit) -> list[tuple[int, str]]:
    """Codes as doors are counted: 3-2 before 3-10."""
    return [(len(part), part) for part in unit.code.split("-")]


def _text_expression(word: str) -> str:
    if len(word) == 1:
        return f'"{word}"*'
    pairs = dict.fromkeys(word[start : start + 2] for start in range(len(word) - 1))
    return " AND ".join(f'"{pair}"' for pair in pairs)
