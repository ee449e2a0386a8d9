"""What the pages of a unit and a person show (一户一档), and what the riser says.

The statements are written out and each answers one part of a page from an index, so that a page
costs the same after ten years as on the first day; tests count them and read their plans.
"""

import json
from typing import NamedTuple

import apsw

from data.queues import Queue

_NEWEST = "m.opened_at DESC, m.id DESC"
_DUE_FIRST = "m.due_at IS NULL, m.due_at, m.id"

UNIT_MATTERS = Queue("unit", "m.unit_id = :id", _NEWEST)
UNIT_OPEN = Queue("unit open", "m.unit_id = :id AND m.closed_at IS NULL", _DUE_FIRST)
PERSON_MATTERS = Queue("person", "m.person_id = :id", _NEWEST)
PERSON_OPEN = Queue("person open", "m.person_id = :id AND m.closed_at IS NULL", _DUE_FIRST)

_OPEN_FIRST = f"m.closed_at IS NOT NULL, {_NEWEST}"
UNIT_ALL = Queue("unit all", "m.unit_id = :id", _OPEN_FIRST)
PERSON_ALL = Queue("person all", "m.person_id = :id", _OPEN_FIRST)
"""What a page lists: what is open stands above what has ended, each newest first."""

_UNIT = """
SELECT u.id, u.code, b.id, b.code, b.name, b.phase, u.stairwell, u.floor, u.floor_label, u.room,
       u.usage, u.state, u.area, u.handed_over, u.note
FROM unit u JOIN building b ON b.id = u.building_id
WHERE u.id = ? AND u.voided IS NULL
"""

_RESIDENTS = """
SELECT r.id, r.person_id, p.name, p.sort, r.unit_id, u.code, r.relation, r.since, r.until
FROM residence r
JOIN person p ON p.id = r.person_id
JOIN unit u ON u.id = r.unit_id
WHERE {where} AND r.voided IS NULL AND p.voided IS NULL
ORDER BY r.until IS NOT NULL AND r.until <= :today, r.position, r.id
"""
RESIDENTS_OF_UNIT = _RESIDENTS.format(where="r.unit_id = :id")
RESIDENCES_OF_PERSON = _RESIDENTS.format(where="r.person_id = :id")

PHONES_OF_UNIT = """
SELECT h.id, h.person_id, h.number, h.label, h.off
FROM phone h
WHERE h.person_id IN (SELECT r.person_id FROM residence r WHERE r.unit_id = ? AND r.voided IS NULL)
  AND h.voided IS NULL
ORDER BY h.off, h.position, h.id
"""

PHONES_OF_PERSON = """
SELECT h.id, h.person_id, h.number, h.label, h.off
FROM phone h WHERE h.person_id = ? AND h.voided IS NULL
ORDER BY h.off, h.position, h.id
"""

_VEHICLES = """
SELECT v.id, v.plate, v.unit_id, u.code, v.person_id
FROM vehicle v JOIN unit u ON u.id = v.unit_id
WHERE {where} AND v.voided IS NULL ORDER BY v.id
"""
VEHICLES_OF_UNIT = _VEHICLES.format(where="v.unit_id = :id")
VEHICLES_OF_PERSON = _VEHICLES.format(
    where="v.unit_id IN (SELECT unit_id FROM residence WHERE person_id = :id AND voided IS NULL)"
    " AND v.person_id = :id"
)

NOTES_OF_UNIT = """
SELECT n.id, n.at, s.name, n.person_id, n.words
FROM house_note n LEFT JOIN staff s ON s.id = n.by_id
WHERE n.unit_id = ? AND n.voided IS NULL ORDER BY n.at DESC, n.id DESC
"""

DOORS = """
SELECT id FROM unit
WHERE building_id = (SELECT building_id FROM unit WHERE id = ?) AND voided IS NULL
ORDER BY length(stairwell), stairwell, floor, length(room), room, id
"""

STAIRWELL = """
SELECT id, code, floor, floor_label, room, state
FROM unit WHERE building_id = ? AND stairwell = ? AND voided IS NULL
ORDER BY floor
"""

RISER_MATTERS = """
SELECT m.id, m.number, m.year, m.type, m.state, m.unit_id, m.opened_at, m.closed_at, m.mark,
       t.category, t.category_zh, t.category_en, t.problem_zh, t.problem_en
FROM matter m LEFT JOIN topic t ON t.id = m.topic_id
WHERE m.unit_id IN (SELECT value FROM json_each(:units))
  AND m.opened_at >= :since AND m.state <> 'void'
ORDER BY m.opened_at DESC, m.id DESC
"""

KNOWN_BY_PHONE = """
SELECT h.id, h.person_id, p.name, h.off,
       EXISTS (SELECT 1 FROM residence r WHERE r.person_id = h.person_id AND r.unit_id = :unit
               AND r.voided IS NULL AND (r.until IS NULL OR r.until > :today))
FROM phone h JOIN person p ON p.id = h.person_id
WHERE h.number = :number AND h.voided IS NULL AND p.voided IS NULL
ORDER BY 5 DESC, h.off, h.id DESC
"""

KNOWN_AT_UNIT = """
SELECT r.person_id, p.name
FROM residence r JOIN person p ON p.id = r.person_id
WHERE r.unit_id = :unit AND r.voided IS NULL AND p.voided IS NULL
  AND (r.until IS NULL OR r.until > :today)
ORDER BY r.position, r.id
"""


class UnitRow(NamedTuple):
    """A unit with its building; `area` in 1/100 m²."""

    id: int
    code: str
    building_id: int
    building: str
    building_name: str
    phase: str
    stairwell: str
    floor: int | None
    floor_label: str
    room: str
    usage: str
    state: str
    area: int | None
    handed_over: str | None
    note: str


class ResidenceRow(NamedTuple):
    """How one person belongs to one unit."""

    id: int
    person_id: int
    name: str
    sort: str
    unit_id: int
    unit: str
    relation: str
    since: str | None
    until: str | None


class PhoneRow(NamedTuple):
    """One number, whole: it is masked before it leaves the desk's floor."""

    id: int
    person_id: int
    number: str
    label: str
    off: int


class VehicleRow(NamedTuple):
    """One plate, whole."""

    id: int
    plate: str
    unit_id: int
    unit: str
    person_id: int | None


class NoteRow(NamedTuple):
    """One note with its author."""

    id: int
    at: int
    by: str | None
    person_id: int | None
    words: str


class StairwellRow(NamedTuple):
    """A unit of the stairwell."""

    id: int
    code: str
    floor: int | None
    floor_label: str
    room: str
    state: str


class RiserMatterRow(NamedTuple):
    """A matter on the riser: what it was about in the catalogue's words, not in the caller's."""

    id: int
    number: str
    year: int
    type: str
    state: str
    unit_id: int
    opened_at: int
    closed_at: int | None
    mark: int | None
    category: str | None
    category_zh: str | None
    category_en: str | None
    problem_zh: str | None
    problem_en: str | None


class KnownPhone(NamedTuple):
    """A person known by this number; `here` when they belong to the unit now."""

    id: int
    person_id: int
    name: str
    off: int
    here: int


def unit(connection: apsw.Connection, unit_id: int) -> UnitRow | None:
    """The unit with this key."""
    found = connection.execute(_UNIT, (unit_id,)).fetchone()
    return UnitRow(*found) if found else None


def residences(connection: apsw.Connection, query: str, key: int, today: str) -> list[ResidenceRow]:
    """The people of a unit or the units of a person, those that ended last."""
    return [ResidenceRow(*row) for row in connection.execute(query, {"id": key, "today": today})]


def phones(connection: apsw.Connection, query: str, key: int) -> list[PhoneRow]:
    """The numbers of a person, or of everybody at a unit."""
    return [PhoneRow(*row) for row in connection.execute(query, (key,))]


def vehicles(connection: apsw.Connection, query: str, key: int) -> list[VehicleRow]:
    """The plates of a unit or a person."""
    return [VehicleRow(*row) for row in connection.execute(query, {"id": key})]


def notes(connection: apsw.Connection, unit_id: int) -> list[NoteRow]:
    """The notes on a unit's page, newest first."""
    return [NoteRow(*row) for row in connection.execute(NOTES_OF_UNIT, (unit_id,))]


def doors(connection: apsw.Connection, unit_id: int) -> list[int]:
    """The units of this one's building in the order of their doors."""
    return [int(key) for (key,) in connection.execute(DOORS, (unit_id,))]


def stairwell(connection: apsw.Connection, building_id: int, name: str) -> list[StairwellRow]:
    """Every unit of a stairwell, from the bottom up."""
    return [StairwellRow(*row) for row in connection.execute(STAIRWELL, (building_id, name))]


def riser_matters(
    connection: apsw.Connection, units: list[int], since: int
) -> list[RiserMatterRow]:
    """The matters of these units since that moment, newest first."""
    values = {"units": json.dumps(units), "since": since}
    return [RiserMatterRow(*row) for row in connection.execute(RISER_MATTERS, values)]


def known_by_phone(
    connection: apsw.Connection, number: str, unit_id: int | None, today: str
) -> list[KnownPhone]:
    """Who has this number, those of the unit first."""
    values = {"number": number, "unit": unit_id, "today": today}
    return [KnownPhone(*row) for row in connection.execute(KNOWN_BY_PHONE, values)]


def known_at_unit(connection: apsw.Connection, unit_id: int, today: str) -> list[tuple[int, str]]:
    """Who belongs to the unit now: key and name."""
    return list(connection.execute(KNOWN_AT_UNIT, {"unit": unit_id, "today": today}))
