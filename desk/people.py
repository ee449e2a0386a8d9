"""People (业户): a person's page, and the corrections of what is known of them (资料变更).

Nothing is deleted: a number goes out of use, a residence ends, a record is voided with a reason.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from data import households as rows
from data import queues, search
from data.queues import Row
from desk.authority import require
from desk.callers import check_relation, checked_name, current_residences, phones_of
from desk.households import (
    PAGE,
    Resident,
    ShownPhone,
    ShownVehicle,
    matter_rows,
    require_view,
    residents,
    shown_phones,
    shown_vehicles,
    today_text,
)
from desk.session import Session
from desk.settings import setting
from models.errors import InputError, NotFoundError, about
from models.identity import parse_identity
from models.mask import mask_id, mask_name, mask_phone
from models.matter import Matter
from models.person import Person, Phone, Residence
from models.phone import parse_phone
from models.place import Unit
from models.text import LINE_LENGTH, NOTE_LENGTH, clean
from models.when import parse_date
from models.words import N_

EDIT = "person.edit"
_MOST_FOUND = 8
SORTS = {"person": N_("Person"), "company": N_("Company")}


# -- finding a person


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody the typed text may mean, name and number masked."""

    id: int
    label: str
    note: str


def find_persons(session: Session, typed: str) -> list[Found]:
    """People by name, pinyin, initials or telephone; each once, with where they belong."""
    text = typed.strip()
    found: dict[int, Found] = {}
    for one in search.find_people(session.store.connection, text) if text else ():
        phone = mask_phone(one.phone) if one.phone else ""
        note = "  ".join(part for part in (one.unit, phone) if part)
        found.setdefault(one.id, Found(one.id, mask_name(one.name), note))
    return list(found.values())[:_MOST_FOUND]


# -- the page of a person


@dataclass(frozen=True)
class PersonPage:
    """Everything about one person; the name is whole here, numbers are masked."""

    id: int
    name: str
    sort: str
    id_kind: str
    id_number: str
    reading: str
    note: str
    phones: tuple[ShownPhone, ...]
    residences: list[Resident]
    vehicles: list[ShownVehicle]
    open: list[Row]
    matters: list[Row]
    matter_count: int


def person_page(session: Session, person_id: int, offset: int = 0, limit: int = PAGE) -> PersonPage:
    """The page of a person; `offset` turns the pages of their matters."""
    connection, today = session.store.connection, today_text(session)
    person = Person.get_or_none((Person.id == person_id) & Person.voided.is_null())
    if person is None:
        raise NotFoundError(N_("This person is not there any more"), "person")
    require_view(session, Matter.person_id == person_id)
    phones = rows.phones(connection, rows.PHONES_OF_PERSON, person_id)
    homes = rows.residences(connection, rows.RESIDENCES_OF_PERSON, person_id, today)
    return PersonPage(
        id=person.id, name=person.name, sort=person.sort, id_kind=person.id_kind,
        id_number=mask_id(person.id_number), reading=person.reading, note=person.note,
        phones=shown_phones(phones),
        residences=residents(homes, [], today),
        vehicles=shown_vehicles(rows.vehicles(connection, rows.VEHICLES_OF_PERSON, person_id)),
        open=matter_rows(session, rows.PERSON_OPEN, person_id),
        matters=matter_rows(session, rows.PERSON_MATTERS, person_id, offset, limit),
        matter_count=queues.count(connection, rows.PERSON_MATTERS, {"id": person_id}),
    )  # fmt: skip


def person_matters(
    session: Session, person_id: int, offset: int = 0, limit: int = PAGE
) -> list[Row]:
    """The matters of a person as their page lists them: what is open first, each newest first."""
    require_view(session, Matter.person_id == person_id)
    return matter_rows(session, rows.PERSON_ALL, person_id, offset, limit)


# -- the person


@dataclass(frozen=True)
class PersonForm:
    """What is kept of a person, as typed; an ID number of None stays as it is."""

    name: str
    sort: str = "person"
    id_number: str | None = None
    reading: str = ""
    note: str = ""


def add_person(
    session: Session, form: PersonForm, unit: Unit, relation: str, phone: str = ""
) -> Person:
    """Somebody new of a unit, with a first number if there is one."""
    require(session, EDIT)
    values = _checked(form)
    check_relation(relation)
    number = _number(session, phone) if phone.strip() else ""
    with session.store.change(session, "person.add") as change:
        person = change.add(Person(**values))
        change.add(
            Residence(
                person_id=person.id, unit_id=unit.id, relation=relation,
                position=len(current_residences(session, unit)) + 1,
            )
        )  # fmt: skip
        if number:
            change.add(Phone(person_id=person.id, number=number))
    return person


def edit_person(session: Session, person: Person, form: PersonForm) -> Person:
    """Correct a person."""
    require(session, EDIT)
    values = _checked(form)
    with session.store.change(session, "person.edit") as change:
        change.set(person, **values)
    return person


def person_form(person: Person) -> PersonForm:
    """The person as their form shows them, without the ID number."""
    return PersonForm(person.name, person.sort, None, person.reading, person.note)


def _checked(form: PersonForm) -> dict[str, Any]:
    name = checked_name(form.name, "name")
    if not name:
        raise InputError(N_("Write the name"), "name")
    if form.sort not in SORTS:
        raise InputError(N_("It is a person or a company"), "sort")
    values = {
        "name": name,
        "sort": form.sort,
        "reading": clean(form.reading)[:LINE_LENGTH],
        "note": checked_note(form.note, "note"),
    }
    if form.id_number is not None:
        values |= _identity(form.id_number)
    return values


def _identity(typed: str) -> dict[str, str]:
    if not typed.strip():
        return {"id_kind": "", "id_number": ""}
    with about("id_number"):
        number = parse_identity(typed)
    return {"id_kind": number.kind.value, "id_number": number.number}


def checked_note(typed: str, field: str) -> str:
    """A note, cleaned; raises `InputError` about the field when it is too long."""
    note = clean(typed, multiline=True)
    if len(note) > NOTE_LENGTH:
        raise InputError(
            N_("At most {limit} characters fit here (this has {count})"), field,
            limit=NOTE_LENGTH, count=len(note),
        )  # fmt: skip
    return note


# -- telephones


def add_phone(session: Session, person: Person, number: str, label: str = "") -> Phone:
    """One more number of a person."""
    require(session, EDIT)
    digits, known = _number(session, number), phones_of(person)
    _refuse_twice(known, digits)
    with session.store.change(session, "phone.add") as change:
        return change.add(
            Phone(
                person_id=person.id, number=digits, label=_line(label),
                position=len(known) + 1,
            )
        )  # fmt: skip


def edit_phone(
    session: Session, phone: Phone, *, number: str = "", label: str | None = None,
    off: bool | None = None,
) -> Phone:  # fmt: skip
    """Correct a number or its label, or take it out of use; what is not given stays."""
    require(session, EDIT)
    values: dict[str, Any] = {}
    if number.strip():
        values["number"] = _number(session, number)
        others = [one for one in phones_of(Person(id=phone.person_id, ver=1)) if one.id != phone.id]
        _refuse_twice(others, values["number"])
    if label is not None:
        values["label"] = _line(label)
    if off is not None:
        values["off"] = int(off)
    with session.store.change(session, "phone.edit") as change:
        return change.set(phone, **values)


def _number(session: Session, typed: str) -> str:
    with about("phone"):
        return parse_phone(typed, setting(session, "phone_area"))


def _refuse_twice(known: list[Phone], digits: str) -> None:
    if any(phone.number == digits for phone in known):
        raise InputError(N_("This number is known already"), "phone")


def _line(typed: str) -> str:
    return clean(typed)[:LINE_LENGTH]


# -- how they belong to units


def add_residence(
    session: Session, person: Person, unit: Unit, relation: str, since: str = ""
) -> Residence:
    """Let a person belong to a unit, from a date if it is known."""
    require(session, EDIT)
    if not relation:
        raise InputError(N_("Choose the relation"), "relation")
    check_relation(relation)
    start = checked_date(session, since, "since")
    here = current_residences(session, unit)
    if any(row.person_id == person.id and row.relation == relation for row in here):
        raise InputError(N_("{name} is that already"), "relation", name=person.name)
    with session.store.change(session, "residence.add") as change:
        return change.add(
            Residence(
                person_id=person.id, unit_id=unit.id, relation=relation, since=start,
                position=len(here) + 1,
            )
        )  # fmt: skip


def edit_residence(
    session: Session, residence: Residence, *, relation: str = "", since: str = "", until: str = ""
) -> Residence:
    """Correct how somebody belongs to a unit; what is not given stays."""
    require(session, EDIT)
    check_relation(relation)
    start = checked_date(session, since, "since") or residence.since
    end = checked_date(session, until, "until") or residence.until
    _check_order(start, end)
    with session.store.change(session, "residence.edit") as change:
        return change.set(
            residence, relation=relation or residence.relation, since=start, until=end
        )


def end_residence(session: Session, residence: Residence, until: str = "0") -> Residence:
    """They left on that day, today unless said otherwise; the row stays in the file."""
    require(session, EDIT)
    end = checked_date(session, until, "until") or today_text(session)
    _check_order(residence.since, end)
    with session.store.change(session, "residence.end") as change:
        return change.set(residence, until=end)


def checked_date(session: Session, typed: str, field: str) -> str | None:
    """A date as typed at the counter, as records keep it; None for nothing typed."""
    if not typed.strip():
        return None
    with about(field):
        meant: date = parse_date(typed, session.now().date())
    return meant.isoformat()


def _check_order(since: str | None, until: str | None) -> None:
    if since and until and until < since:
        raise InputError(N_("That is before it began on {since}"), "until", since=since)
