"""Who is calling (来人): a known person wherever possible, so that nothing is typed twice.

Matched by telephone, then by name at the unit; who matches nobody becomes a person of it.
"""

from data import households as rows
from data.change import Change
from data.households import KnownPhone
from data.reference import term_row
from desk.households import today_text
from desk.session import Session
from desk.settings import setting
from models.errors import InputError, NotFoundError, about
from models.person import Person, Phone, Residence
from models.person_name import Means, means
from models.phone import parse_phone
from models.place import Unit
from models.roster import UNKNOWN_NAME
from models.text import NAME_LENGTH, clean
from models.words import N_


def caller(
    session: Session,
    change: Change,
    unit: Unit | None,
    *,
    name: str = "",
    phone: str = "",
    relation: str = "",
    person_id: int | None = None,
    phone_id: int | None = None,
) -> tuple[Person, Phone | None]:
    """The person calling and the telephone to ring back, both known or added in this change.

    A telephone not known yet is added to the person, one out of use is in use again. `phone_id`
    names one of the person's; without any the first is given. Raises `InputError` about caller,
    phone or relation.
    """
    name, number = checked_name(name, "caller"), _number(session, phone)
    check_relation(relation)
    person = _chosen(person_id) or _known(session, unit, name, number)
    if person is None:
        person = change.add(Person(name=name or UNKNOWN_NAME))
    elif name and person.name == UNKNOWN_NAME:
        change.set(person, name=name)
    if unit is not None:
        _belong(session, change, person, unit, relation)
    return person, _phone(change, person, number, phone_id)


def checked_name(typed: str, about_field: str) -> str:
    """A person's name, maybe empty."""
    name = clean(typed)
    if len(name) > NAME_LENGTH:
        raise InputError(
            N_("A name has at most {longest} characters"), about_field, longest=NAME_LENGTH
        )
    return name


def check_relation(relation: str) -> None:
    """Raise `InputError` unless it is empty or one the office knows."""
    if relation and term_row("relations", relation) is None:
        raise InputError(N_("There is no relation {relation}"), "relation", relation=relation)


def _number(session: Session, typed: str) -> str:
    if not typed.strip():
        return ""
    with about("phone"):
        return parse_phone(typed, setting(session, "phone_area"))


def _chosen(person_id: int | None) -> Person | None:
    if person_id is None:
        return None
    person: Person | None = Person.get_or_none((Person.id == person_id) & Person.voided.is_null())
    if person is None:
        raise NotFoundError(N_("This person is not there any more"), "caller")
    return person


def _known(session: Session, unit: Unit | None, name: str, number: str) -> Person | None:
    connection, today = session.store.connection, today_text(session)
    found: int | None = None
    if number:
        unit_id = unit.id if unit else None
        found = _by_phone(rows.known_by_phone(connection, number, unit_id, today), name)
    if found is None and name and unit is not None:
        found = _by_name(rows.known_at_unit(connection, unit.id, today), name)
    return _chosen(found)


def _by_phone(known: list[KnownPhone], name: str) -> int | None:
    """Of those with this number the one who is called so; without a name the first.

    Two people may share a number: a wife calling on her husband's telephone is not him.
    """
    if not name:
        return known[0].person_id if known else None
    called = [one for one in known if means(name, one.name) or one.name == UNKNOWN_NAME]
    best = max(called, key=lambda one: (one.here, means(name, one.name)), default=None)
    return best.person_id if best else None


def _by_name(known: list[tuple[int, str]], name: str) -> int | None:
    """Who at the unit is called so; a polite name must mean one of them only."""
    for sure in (Means.SURELY, Means.PERHAPS):
        called = {person for person, known_name in known if means(name, known_name) is sure}
        if len(called) == 1 or (called and sure is Means.SURELY):
            return min(called)
    return None


def _belong(session: Session, change: Change, person: Person, unit: Unit, relation: str) -> None:
    """Let a new person, or one whose relation was said, belong to the unit."""
    here = next(
        (row for row in current_residences(session, unit) if row.person_id == person.id), None
    )
    if here is not None:
        if relation and not here.relation:
            change.set(here, relation=relation)
    elif relation or not person.ver:
        count = len(current_residences(session, unit))
        change.add(
            Residence(person_id=person.id, unit_id=unit.id, relation=relation, position=count + 1)
        )


def current_residences(session: Session, unit: Unit) -> list[Residence]:
    """How people belong to the unit now."""
    today = today_text(session)
    return list(
        Residence.select().where(
            (Residence.unit_id == unit.id)
            & Residence.voided.is_null()
            & (Residence.until.is_null() | (Residence.until > today))
        )
    )


def _phone(change: Change, person: Person, number: str, phone_id: int | None) -> Phone | None:
    known = phones_of(person)
    if not number:
        named = (phone for phone in known if phone.id == phone_id)
        return next(named, None) or next((phone for phone in known if not phone.off), None)
    phone = next((phone for phone in known if phone.number == number), None)
    if phone is None:
        return change.add(Phone(person_id=person.id, number=number, position=len(known) + 1))
    return change.set(phone, off=0)


def phones_of(person: Person) -> list[Phone]:
    """A person's numbers in their order, those out of use among them."""
    if not person.ver:
        return []
    return list(
        Phone.select()
        .where((Phone.person_id == person.id) & Phone.voided.is_null())
        .order_by(Phone.position, Phone.id)
    )
