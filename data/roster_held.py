"""What the store holds of the estate, loaded whole for comparing a roster with it."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import apsw


class HeldUnit(NamedTuple):
    """A unit; `voided` is why it was ended."""

    id: int
    code: str
    floor: int | None
    floor_label: str
    usage: str
    state: str
    area: int | None
    handed_over: str | None
    note: str
    voided: str | None


class HeldPerson(NamedTuple):
    """A person who was not ended."""

    id: int
    name: str
    id_kind: str
    id_number: str


class HeldPhone(NamedTuple):
    """A number, one out of use too."""

    id: int
    person_id: int
    number: str
    off: int
    voided: str | None


class HeldResidence(NamedTuple):
    """How a person belongs or belonged to a unit."""

    id: int
    unit_id: int
    person_id: int
    relation: str
    since: str | None
    until: str | None
    voided: str | None


class HeldVehicle(NamedTuple):
    """A plate of a unit."""

    id: int
    unit_id: int
    plate: str
    voided: str | None


@dataclass(slots=True)
class Held:
    """Buildings and units by code, people by key and by their numbers, and what hangs on them."""

    buildings: dict[str, int] = field(default_factory=dict)
    units: dict[str, HeldUnit] = field(default_factory=dict)
    people: dict[int, HeldPerson] = field(default_factory=dict)
    by_id: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    phones: dict[int, list[HeldPhone]] = field(default_factory=lambda: defaultdict(list))
    residences: dict[int, list[HeldResidence]] = field(default_factory=lambda: defaultdict(list))
    vehicles: dict[str, list[HeldVehicle]] = field(default_factory=lambda: defaultdict(list))
    """By plate."""


def building_name(code: str) -> str:
    """What staff call a building of this code: 3栋."""
    return f"{code}栋" if code.isalnum() else code


_UNITS = (
    "SELECT id, code, floor, floor_label, usage, state, area, handed_over, note, voided FROM unit"
)


def load(connection: apsw.Connection) -> Held:
    """Everything a roster may be about."""
    held = Held()
    for key, code in connection.execute("SELECT id, code FROM building WHERE voided IS NULL"):
        held.buildings[code] = key
    for row in connection.execute(_UNITS):
        held.units[row[1]] = HeldUnit._make(row)
    for row in connection.execute(
        "SELECT id, name, id_kind, id_number FROM person WHERE voided IS NULL ORDER BY id"
    ):
        held.people[row[0]] = HeldPerson._make(row)
        if row[3]:
            held.by_id[row[3]].append(row[0])
    for row in connection.execute(
        "SELECT id, person_id, number, off, voided FROM phone ORDER BY id"
    ):
        if row[1] in held.people:
            held.phones[row[1]].append(HeldPhone._make(row))
            held.by_number[row[2]].append(row[1])
    for row in connection.execute(
        "SELECT id, unit_id, person_id, relation, since, until, voided FROM residence"
        " WHERE person_id IN (SELECT id FROM person WHERE voided IS NULL) ORDER BY id"
    ):
        held.residences[row[1]].append(HeldResidence._make(row))
    for row in connection.execute("SELECT id, unit_id, plate, voided FROM vehicle ORDER BY id"):
        held.vehicles[row[2]].append(HeldVehicle._make(row))
    return held


def fields_set_by_others(connection: apsw.Connection, key: int, act: str) -> frozenset[str]:
    """The fields of a record that were set last by an act that does not begin with `act`."""
    last: dict[str, bool] = {}
    for name, body in connection.execute(
        "SELECT act, body FROM entry WHERE key = ? ORDER BY ver, at, origin, seq", (key,)
    ):
        for field_name in json.loads(body) if body else ():
            last[field_name] = not name.startswith(act)
    return frozenset(name for name, others in last.items() if others)


def made_by(connection: apsw.Connection, key: int) -> str:
    """The act that added a record."""
    found = connection.execute("SELECT act FROM entry WHERE key = ? AND ver = 1", (key,)).fetchone()
    return found[0] if found else ""
