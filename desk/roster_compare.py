"""Compares the rows of a roster with what the store holds, and brings the store up to them.

What a person set by hand since is never overwritten silently: it stands in the differences,
marked `by_hand`, and is taken over only where somebody chose so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data.roster_held import Held, HeldResidence, HeldUnit, HeldVehicle, building_name
from desk.roster_differ import Differ
from desk.roster_met import People
from desk.roster_outcome import Outcome, Progress
from models.person import Residence, Vehicle
from models.place import Building, Unit
from models.roster import OWNER, TENANT, UNKNOWN_NAME, RosterPerson, RosterRow, RosterUnit
from models.words import N_, _

_STEP = 1000


@dataclass(slots=True)
class _Whole:
    """What all rows of one unit say of it together."""

    values: dict[str, Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)


class Comparison:
    """One run over a roster; `today` is the ISO date on which somebody replaced has left."""

    def __init__(self, differ: Differ, held: Held, today: str) -> None:
        self._differ = differ
        self._held = held
        self._today = today
        self._people = People(differ, held)
        self._wholes: dict[str, _Whole] = defaultdict(_Whole)
        self._seen: set[str] = set()
        self._claimed: dict[int, set[int]] = defaultdict(set)
        self._settled: set[tuple[int, int]] = set()
        self._last_row: dict[int, Outcome] = {}

    def run(self, rows: Sequence[RosterRow], progress: Progress) -> list[Outcome]:
        """What becomes of every row, in their order."""
        for row in rows:
            if row.unit:
                _gather(self._wholes[row.unit.code], row)
        self._people.gather(rows)
        self._people.match()
        outcomes = []
        for done, row in enumerate(rows):
            if done % _STEP == 0:
                self._differ.rest()
                progress(done, len(rows))
            self._differ.outcome = Outcome(row.sheet, row.row, row.unit.code if row.unit else "")
            outcomes.append(self._differ.outcome)
            self._row(row)
        self._replace_residents()
        progress(len(rows), len(rows))
        return outcomes

    def _row(self, row: RosterRow) -> None:
        if row.unit is None:
            self._differ.outcome.fresh = True
            if row.building:
                self._building(row.building, "")
            for person in row.people:
                self._people.bring(person)
            return
        unit = self._unit(row.unit)
        if unit is None:
            return
        self._differ.outcome.fresh = unit in self._differ.added
        self._last_row[unit] = self._differ.outcome
        for person in row.people:
            self._resident(person, unit, row.unit.code)
        for plate in row.plates:
            self._vehicle(plate, unit, row.unit.code)

    # -- places

    def _building(self, building: str, phase: str) -> int:
        code = phase + building
        if code not in self._held.buildings:
            self._held.buildings[code] = self._differ.add(
                Building, code=code, name=building_name(code), phase=phase
            )
        return self._held.buildings[code]

    def _unit(self, unit: RosterUnit) -> int | None:
        """The unit's key; None when somebody ended it by hand."""
        held = self._held.units.get(unit.code)
        if held is None:
            return self._new_unit(unit)
        if unit.code not in self._seen:
            self._seen.add(unit.code)
            if held.voided:
                held = held._replace(**self._differ.compare(Unit, held, _NOT_ENDED, unit.code))
            if not held.voided:
                wanted = self._wholes[unit.code].values
                held = held._replace(**self._differ.compare(Unit, held, wanted, unit.code))
            self._held.units[unit.code] = held
        return None if held.voided else held.id

    def _new_unit(self, unit: RosterUnit) -> int:
        whole = self._wholes[unit.code]
        state = "let" if TENANT in whole.relations else "occupied" if whole.names else "vacant"
        key = self._differ.add(
            Unit,
            building_id=self._building(unit.building, unit.phase),
            stairwell=unit.stairwell,
            room=unit.room,
            code=unit.code,
            **{"usage": "home", "state": state, **whole.values},
        )
        self._seen.add(unit.code)
        self._held.units[unit.code] = HeldUnit(
            key, unit.code, None, "", "", "", None, None, "", None
        )
        return key

    # -- who lives there

    def _resident(self, person: RosterPerson, unit: int, code: str) -> None:
        if person.relation == OWNER and self._owner_stands(person, unit, code):
            return
        key = self._people.bring(person)
        self._claimed[unit].add(key)
        home = self._people.met(person).home(code)
        if home is None or (key, unit) in self._settled:
            return
        self._settled.add((key, unit))
        wanted = {
            "relation": home.relation,
            "since": home.since.isoformat() if home.since else None,
        }
        until = home.until.isoformat() if home.until else None
        residences = self._held.residences[unit]
        mine = [at for at, each in enumerate(residences) if each.person_id == key]
        if not mine:
            self._new_residence(unit, key, {**wanted, "until": until})
            return
        best = min(
            mine,
            key=lambda at: (bool(residences[at].voided), residences[at].relation != home.relation),
        )
        ended = residences[best].until
        if until or (ended and ended <= self._today):
            wanted["until"] = until
        done = self._differ.compare(
            Residence, residences[best], wanted | _NOT_ENDED, self._people.name(key)
        )
        residences[best] = residences[best]._replace(**done)

    def _new_residence(self, unit: int, key: int, values: dict[str, Any]) -> None:
        residences = self._held.residences[unit]
        added = self._differ.add(
            Residence, person_id=key, unit_id=unit, position=len(residences) + 1, **values
        )
        residences.append(HeldResidence(added, unit, key, **values, voided=None))
        if unit not in self._differ.added:
            name = self._people.name(key)
            self._differ.note(Residence.kind, added, name, "relation", None, values["relation"])

    def _owner_stands(self, person: RosterPerson, unit: int, code: str) -> bool:
        """Whether an owner stands whom somebody entered by hand and the file does not name."""
        residents = [each for each in self._held.residences[unit] if not each.voided]
        if any(self._people.name(each.person_id) == person.name for each in residents):
            return False
        for each in residents:
            name = self._people.name(each.person_id)
            if (
                self._is_current(each, OWNER)
                and name not in self._wholes[code].names
                and self._differ.is_by_hand(each.id)
            ):
                stays = not self._differ.is_taken(each.id, "until")
                self._differ.note(
                    Residence.kind, each.id, code, "until", name, person.name, by_hand=stays
                )
                if not stays:
                    self._end(each, unit)
                return stays
        return False

    def _replace_residents(self) -> None:
        """An owner or tenant of an earlier file in whose place this one names others has left."""
        for unit, outcome in self._last_row.items():
            replaced = self._wholes[outcome.unit].relations & {OWNER, TENANT}
            self._differ.outcome = outcome
            for each in list(self._held.residences[unit]):
                if (
                    each.relation in replaced
                    and self._is_current(each, each.relation)
                    and each.person_id not in self._claimed[unit]
                    and not self._differ.is_by_hand(each.id)
                ):
                    name = self._people.name(each.person_id)
                    self._differ.note(Residence.kind, each.id, name, "until", None, self._today)
                    self._end(each, unit)

    def _is_current(self, residence: HeldResidence, relation: str) -> bool:
        return (
            residence.id not in self._differ.added
            and residence.relation == relation
            and not residence.voided
            and residence.until is None
        )

    def _end(self, residence: HeldResidence, unit: int) -> None:
        residences = self._held.residences[unit]
        residences[residences.index(residence)] = residence._replace(until=self._today)
        self._differ.set(Residence, residence.id, until=self._today)

    # -- cars

    def _vehicle(self, plate: str, unit: int, code: str) -> None:
        known = self._held.vehicles[plate]
        for each in known:
            if each.unit_id != unit and not each.voided and not self._moves(each, unit, code):
                return
        here = next((at for at, each in enumerate(known) if each.unit_id == unit), -1)
        if here >= 0:
            done = self._differ.compare(Vehicle, known[here], _NOT_ENDED, code)
            known[here] = known[here]._replace(**done)
            return
        added = self._differ.add(Vehicle, plate=plate, unit_id=unit)
        known.append(HeldVehicle(added, unit, plate, None))
        if unit not in self._differ.added:
            self._differ.note(Vehicle.kind, added, code, "plate", None, plate)

    def _moves(self, vehicle: HeldVehicle, unit: int, code: str) -> bool:
        """Take the plate from another unit, unless somebody entered it there by hand."""
        stays = self._differ.is_by_hand(vehicle.id) and not self._differ.is_taken(
            vehicle.id, "unit_id"
        )
        self._differ.note(
            Vehicle.kind, vehicle.id, vehicle.plate, "unit_id", vehicle.unit_id, unit, by_hand=stays
        )
        if not stays:
            why = _(N_("moved to {unit}")).format(unit=code)
            known = self._held.vehicles[vehicle.plate]
            known[known.index(vehicle)] = vehicle._replace(voided=why)
            self._differ.set(Vehicle, vehicle.id, voided=why)
        return not stays


_NOT_ENDED: dict[str, Any] = {"voided": None}


def _gather(whole: _Whole, row: RosterRow) -> None:
    """Add what a row says of its unit; what an earlier row said stands, notes come together."""
    stated = {
        "floor": row.unit.floor if row.unit else None,
        "floor_label": row.unit.floor_label if row.unit else "",
        "usage": row.usage,
        "state": row.state,
        "area": row.area,
        "handed_over": row.handover.isoformat() if row.handover else None,
    }
    for name, value in stated.items():
        if value not in (None, ""):
            whole.values.setdefault(name, value)
    if row.note:
        known = whole.values.get("note", "")
        if row.note not in known.split("\n"):
            whole.values["note"] = f"{known}\n{row.note}".strip()
    whole.names.update(person.name for person in row.people)
    whole.relations.update(person.relation for person in row.people if person.name != UNKNOWN_NAME)
