"""Buildings and units (楼栋, 房屋), their vehicles and notes: added and corrected by hand."""

from dataclasses import dataclass
from typing import Any

from data.reference import term_row
from desk.authority import require
from desk.people import checked_date, checked_note
from desk.session import Session
from models.base import AnyRecord
from models.errors import InputError, about
from models.person import HouseNote, Person, Vehicle
from models.place import Building, Unit
from models.plate import parse_plate
from models.text import LINE_LENGTH, NAME_LENGTH, clean, folded
from models.unit_code import UnitCode, parse_unit
from models.words import N_

EDIT = "household.edit"


# -- buildings


@dataclass(frozen=True)
class BuildingForm:
    """A building as typed; `code` is what stands first in its units' codes."""

    code: str
    name: str = ""
    phase: str = ""


def add_building(session: Session, form: BuildingForm) -> Building:
    """A new building."""
    require(session, EDIT)
    values = _building(form)
    if Building.select().where(Building.code == values["code"]).exists():
        raise InputError(N_("There is a building {code} already"), "code", code=values["code"])
    with session.store.change(session, "building.add") as change:
        return change.add(Building(**values))


def edit_building(session: Session, building: Building, form: BuildingForm) -> Building:
    """Correct a building's name or phase; its code stays, since it stands in its units' codes."""
    require(session, EDIT)
    values = _building(form)
    if values.pop("code") != building.code:
        raise InputError(N_("A building's code stays; it stands in the codes of its units"), "code")
    with session.store.change(session, "building.edit") as change:
        return change.set(building, **values)


def _building(form: BuildingForm) -> dict[str, str]:
    code = folded(form.code).upper()
    if not 0 < len(code) <= NAME_LENGTH:
        raise InputError(N_("Write the building's number or letter"), "code")
    return {
        "code": code,
        "name": clean(form.name)[:NAME_LENGTH] or code,
        "phase": clean(form.phase)[:NAME_LENGTH],
    }


# -- units


@dataclass(frozen=True)
class UnitForm:
    """A unit as typed: `code` in any spelling, `area` in m², `handed_over` a date."""

    code: str
    usage: str = "home"
    state: str = "occupied"
    area: str = ""
    handed_over: str = ""
    note: str = ""


def add_unit(session: Session, form: UnitForm) -> Unit:
    """A new unit of a building that is there."""
    require(session, EDIT)
    values = _unit(session, form)
    _refuse_known(values["code"], None)
    with session.store.change(session, "unit.add") as change:
        return change.add(Unit(**values))


def edit_unit(session: Session, unit: Unit, form: UnitForm) -> Unit:
    """Correct a unit; its matters and people stay with it even under another code."""
    require(session, EDIT)
    values = _unit(session, form)
    _refuse_known(values["code"], unit.id)
    with session.store.change(session, "unit.edit") as change:
        return change.set(unit, **values)


def unit_form(unit: Unit) -> UnitForm:
    """The unit as its form shows it."""
    return UnitForm(
        unit.code, unit.usage, unit.state,
        f"{unit.area / 100:g}" if unit.area is not None else "",
        unit.handed_over or "", unit.note,
    )  # fmt: skip


def _unit(session: Session, form: UnitForm) -> dict[str, Any]:
    from data.roster_cells import read_area  # noqa: PLC0415 - the roster's words load only here

    with about("code"):
        code = parse_unit(form.code)
    with about("area"):
        area = read_area(form.area)
    for sort, field, value in (
        ("unit_kinds", "usage", form.usage), ("unit_states", "state", form.state),
    ):  # fmt: skip
        if term_row(sort, value) is None:
            raise InputError(N_("{value} is not in the list"), field, value=value)
    return {
        "building_id": _building_of(code).id,
        "stairwell": code.stairwell,
        "floor": code.floor,
        "floor_label": code.floor_label,
        "room": code.room,
        "code": code.text,
        "usage": form.usage,
        "state": form.state,
        "area": area,
        "handed_over": checked_date(session, form.handed_over, "handed_over"),
        "note": checked_note(form.note, "note"),
    }


def _building_of(code: UnitCode) -> Building:
    """The building a unit's code names, with its phase in front or apart."""
    known = code.phase + code.building
    building: Building | None = (
        Building.select()
        .where(
            (Building.code == known)
            | ((Building.code == code.building) & (Building.phase == code.phase))
        )
        .first()
    )
    if building is None:
        raise InputError(
            N_("There is no building {building}; add it first"), "code", building=known or code.text
        )
    return building


def _refuse_known(code: str, but: int | None) -> None:
    known = Unit.get_or_none(Unit.code == code)
    if known is not None and known.id != but:
        raise InputError(N_("There is a unit {unit} already"), "code", unit=code)


# -- vehicles and notes


def add_vehicle(session: Session, unit: Unit, plate: str, person: Person | None = None) -> Vehicle:
    """A plate of the unit; one that stands with another unit is ended there first."""
    require(session, EDIT)
    with about("plate"):
        text = parse_plate(plate)
    known = Vehicle.get_or_none((Vehicle.plate == text) & Vehicle.voided.is_null())
    if known is not None:
        raise InputError(
            N_("This plate stands with {unit}; end it there first"), "plate",
            unit=Unit.get_by_id(known.unit_id).code,
        )  # fmt: skip
    with session.store.change(session, "vehicle.add") as change:
        return change.add(
            Vehicle(plate=text, unit_id=unit.id, person_id=person.id if person else None)
        )


def end_vehicle(session: Session, vehicle: Vehicle, reason: str) -> Vehicle:
    """The plate does not belong here any more, with a reason."""
    return _void(session, vehicle, reason, "vehicle.end")


def add_note(session: Session, unit: Unit, words: str, person: Person | None = None) -> HouseNote:
    """A note on the unit's page."""
    require(session, EDIT)
    note = checked_note(words, "words")
    if not note:
        raise InputError(N_("Write the note"), "words")
    with session.store.change(session, "note.add") as change:
        return change.add(
            HouseNote(
                unit_id=unit.id, person_id=person.id if person else None, words=note,
                by_id=session.who.id, at=change.at,
            )
        )  # fmt: skip


def end_note(session: Session, note: HouseNote, reason: str) -> HouseNote:
    """The note does not hold any more, with a reason."""
    return _void(session, note, reason, "note.end")


def _void(session: Session, record: AnyRecord, reason: str, act: str) -> AnyRecord:
    require(session, EDIT)
    why = clean(reason)[:LINE_LENGTH]
    if not why:
        raise InputError(N_("Write why it ends"), "reason")
    with session.store.change(session, act) as change:
        return change.set(record, voided=why)
