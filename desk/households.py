"""Households (业户): a unit found by what is typed, and its page (一户一档, domain.md 8).

Names, telephones and plates leave this floor masked; whole values are asked for one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data import households as rows
from data import queues, search
from data.households import PhoneRow, ResidenceRow, UnitRow
from data.one import one
from data.queues import Row
from data.reference import term
from desk.authority import may, require
from desk.riser import Near, near, units_of_riser
from desk.session import Session
from models.errors import InputError, NotFoundError
from models.mask import mask_name, mask_phone, mask_plate
from models.matter import Matter
from models.order import WorkOrder
from models.place import Unit
from models.unit_code import parse_unit
from models.unit_fragments import fragments, unit_fragment
from models.when import from_ms
from models.words import N_

VIEW = "household.view"
PAGE = 50
_NAMED = 5


# -- finding a unit


def find_unit(session: Session, text: str) -> Unit:
    """The unit that the text names, whole or by any part that only one unit has.

    Raises `NotFoundError`, or `InputError` naming some of those it might be; both about `unit`.
    """
    found = _by_code(text)
    if found is not None:
        return found
    hits = [hit.code for hit in search.find_units(session.store.connection, text)]
    if len(hits) > 1:
        hits = _meant(text, hits) or hits
    if not hits:
        raise NotFoundError(N_("There is no unit {text}"), "unit", text=text)
    if len(hits) > 1:
        raise InputError(
            N_("{text} may be {units}; type more of it"), "unit",
            text=text, units=", ".join(hits[:_NAMED]) + (" …" if len(hits) > _NAMED else ""),
        )  # fmt: skip
    return _by_code(hits[0]) or _missing(text)


def _missing(text: str) -> Unit:
    raise NotFoundError(N_("There is no unit {text}"), "unit", text=text)


def _by_code(text: str) -> Unit | None:
    try:
        code = parse_unit(text).text
    except InputError:
        return None
    return one(Unit, "code = ? AND voided IS NULL", code)


def _meant(text: str, codes: Sequence[str]) -> list[str]:
    """Of units that begin so, those for which the text is a whole fragment and no beginning."""
    typed = set(unit_fragment(text))
    return [code for code in codes if typed & set(fragments(parse_unit(code)))]


# -- the page of a unit


@dataclass(frozen=True, slots=True)
class ShownPhone:
    """One number as it is shown; its key asks for the whole one."""

    id: int
    number: str
    label: str
    off: bool


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of the household, the name masked; `now` is false for who has left."""

    residence_id: int
    person_id: int
    name: str
    unit_id: int
    unit: str
    relation: str
    since: str | None
    until: str | None
    now: bool
    phones: tuple[ShownPhone, ...] = ()

    @property
    def relation_label(self) -> str:
        """The relation in words."""
        return term("relations", self.relation)


@dataclass(frozen=True, slots=True)
class ShownVehicle:
    """One plate as it is shown."""

    id: int
    plate: str
    unit: str
    person_id: int | None


@dataclass(frozen=True)
class UnitPage:
    """Everything about one household; `matters` is one page of `matter_count`, newest first."""

    unit: UnitRow
    residents: list[Resident]
    vehicles: list[ShownVehicle]
    notes: list[rows.NoteRow]
    open: list[Row]
    matters: list[Row]
    matter_count: int
    near: list[Near]
    fitting_out: list[str] = field(default_factory=list)
    """Units of the riser that are being fitted out."""

    @property
    def state_label(self) -> str:
        """Lived in, let, vacant … in words."""
        return term("unit_states", self.unit.state)

    @property
    def usage_label(self) -> str:
        """Home, shop, office … in words."""
        return term("unit_kinds", self.unit.usage)

    def document(self) -> dict[str, Any]:
        """The page as the command line prints it."""
        unit = self.unit
        return {
            "code": unit.code, "building": unit.building, "phase": unit.phase,
            "stairwell": unit.stairwell, "floor": unit.floor, "floor_label": unit.floor_label,
            "room": unit.room, "usage": unit.usage, "state": unit.state,
            "area": unit.area / 100 if unit.area is not None else None,
            "handed_over": unit.handed_over, "note": unit.note,
            "people": [_resident_document(one) for one in self.residents],
            "plates": [vehicle.plate for vehicle in self.vehicles],
            "notes": [
                {"at": _iso(note.at), "by": note.by, "words": note.words} for note in self.notes
            ],
            "open": [matter_document(row) for row in self.open],
            "matters": [matter_document(row) for row in self.matters],
            "matter_count": self.matter_count,
            "near": [_near_document(one) for one in self.near],
        }  # fmt: skip


def unit_page(session: Session, unit_id: int, offset: int = 0, limit: int = PAGE) -> UnitPage:
    """The page of a unit; `offset` turns the pages of its matters."""
    connection, today = session.store.connection, today_text(session)
    unit = rows.unit(connection, unit_id)
    if unit is None:
        raise NotFoundError(N_("This unit is not there any more"), "unit")
    require_view(session, Matter.unit_id == unit_id)
    people = rows.residences(connection, rows.RESIDENTS_OF_UNIT, unit_id, today)
    phones = rows.phones(connection, rows.PHONES_OF_UNIT, unit_id)
    riser_units = units_of_riser(session, unit)
    return UnitPage(
        unit=unit,
        residents=residents(people, phones, today),
        vehicles=shown_vehicles(rows.vehicles(connection, rows.VEHICLES_OF_UNIT, unit_id)),
        notes=rows.notes(connection, unit_id),
        open=matter_rows(session, rows.UNIT_OPEN, unit_id),
        matters=matter_rows(session, rows.UNIT_MATTERS, unit_id, offset, limit),
        matter_count=queues.count(connection, rows.UNIT_MATTERS, {"id": unit_id}),
        near=near(session, unit, riser_units),
        fitting_out=[other.code for other in riser_units if other.state == "fitout"],
    )


def unit_matters(session: Session, unit_id: int, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """The matters of a unit as its page lists them: what is open first, each newest first."""
    require_view(session, Matter.unit_id == unit_id)
    return matter_rows(session, rows.UNIT_ALL, unit_id, offset, limit)


def next_door(session: Session, unit_id: int, by: int) -> int | None:
    """The unit so many doors on in the building; None at its ends."""
    doors = rows.doors(session.store.connection, unit_id)
    at = doors.index(unit_id) + by if unit_id in doors else -1
    return doors[at] if 0 <= at < len(doors) else None


def require_view(session: Session, whose: Any) -> None:
    """Who may see only their own sees a household while they have work there.

    `whose` says which matters tie them to it.
    """
    if may(session, VIEW):
        return
    order = (
        WorkOrder.select()
        .join(Matter, on=(Matter.id == WorkOrder.matter_id))
        .where(
            whose & (WorkOrder.technician_id == session.staff_id) & WorkOrder.closed_at.is_null()
        )
        .first()
    )
    if order is not None:
        require(session, VIEW, order, "technician_id")
        return
    handled = (
        Matter.select()
        .where(whose & (Matter.handler_id == session.staff_id) & Matter.closed_at.is_null())
        .first()
    )
    require(session, VIEW, handled, "handler_id")


def matter_rows(
    session: Session, queue: queues.Queue, key: int, offset: int = 0, limit: int = PAGE
) -> list[Row]:
    """Matters of a unit or a person as every list shows them, the caller's name masked."""
    found = queues.page(session.store.connection, queue, {"id": key}, offset, limit)
    for row in found:
        row["person"] = mask_name(row["person"]) if row["person"] else ""
    return found


def residents(people: list[ResidenceRow], phones: list[PhoneRow], today: str) -> list[Resident]:
    """The people with their numbers, masked."""
    return [
        Resident(
            row.id, row.person_id, mask_name(row.name), row.unit_id, row.unit, row.relation,
            row.since, row.until, now=row.until is None or row.until > today,
            phones=shown_phones(phone for phone in phones if phone.person_id == row.person_id),
        )
        for row in people
    ]  # fmt: skip


def shown_phones(phones: Any) -> tuple[ShownPhone, ...]:
    """Numbers masked, those out of use last."""
    return tuple(
        ShownPhone(phone.id, mask_phone(phone.number), phone.label, bool(phone.off))
        for phone in phones
    )


def shown_vehicles(found: list[rows.VehicleRow]) -> list[ShownVehicle]:
    """Plates masked."""
    return [ShownVehicle(row.id, mask_plate(row.plate), row.unit, row.person_id) for row in found]


def today_text(session: Session) -> str:
    """The office's date as records keep dates."""
    return session.now().date().isoformat()


# -- as documents


_MOMENTS = ("opened_at", "due_at", "target_at", "closed_at")


def matter_document(row: Row) -> dict[str, Any]:
    """A matter of a list as the command line prints it."""
    return {name: _iso(value) if name in _MOMENTS else value for name, value in row.items()}


def _resident_document(one: Resident) -> dict[str, Any]:
    phones = [
        {"number": phone.number, "label": phone.label, "off": phone.off} for phone in one.phones
    ]
    return {
        "name": one.name, "relation": one.relation, "since": one.since, "until": one.until,
        "now": one.now, "phones": phones,
    }  # fmt: skip


def _near_document(one: Near) -> dict[str, Any]:
    return {
        "number": one.number, "type": one.type, "state": one.state, "unit": one.unit,
        "nearness": one.nearness, "topic": one.topic, "opened_at": _iso(one.opened_at),
        "closed_at": _iso(one.closed_at),
    }  # fmt: skip


def _iso(at: int | None) -> str | None:
    return from_ms(at).isoformat() if at is not None else None
