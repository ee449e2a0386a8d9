"""Reception: a matter is logged, with who asked, about what, until when (一站式, 首问负责制)."""

import json
from dataclasses import dataclass, field

from data.change import Change
from data.one import one
from data.reference import term_row
from desk.authority import require
from desk.callers import caller, check_relation
from desk.case import Case
from desk.households import find_unit
from desk.joining import settle
from desk.numbers import new_running, number_text
from desk.session import Session
from models.errors import InputError
from models.matter import Matter, Promise
from models.matter_states import ASSIGNED, CALLBACK, CLOSED, WAITING
from models.office import Staff
from models.order import WorkOrder
from models.order_states import WAITING as ORDER_WAITING
from models.person import Person, Phone
from models.place import Unit
from models.reference import Term, Topic
from models.text import clean
from models.words import N_

ORDER_PREFIX = "PG"
DISPATCHED_TYPES = frozenset({"repair", "service"})
"""The types whose work is done by a technician: they begin with a work order."""


@dataclass
class NewMatter:
    """What the form or the command line asks. Times are UTC milliseconds, `unit` as typed.

    A dataclass and not a pydantic model: the first form must not wait a tenth of a second for
    an import, and every field is checked against the store here anyway.
    """

    type: str
    words: str
    unit: str = ""
    place: str = ""
    caller: str = ""
    phone: str = ""
    relation: str = ""
    person_id: int | None = None
    phone_id: int | None = None
    channel: str = "call"
    topic: str = ""
    demand: str = ""
    urgency: str = ""
    wanted_from: int | None = None
    wanted_to: int | None = None
    handler: str = ""
    result: str = ""
    promised_until: int | None = None
    promise: str = ""
    draft: int | None = field(default=None, repr=False)


@dataclass
class CleanedMatter:
    """The same, checked and looked up in the store."""

    new: NewMatter
    kind: Term
    unit: Unit | None
    topic: Topic | None
    handler: Staff | None
    urgency: str

    @property
    def prefix(self) -> str:
        """What the number begins with."""
        return str(json.loads(self.kind.more)["prefix"])

    @property
    def ended(self) -> str:
        """The state of one answered at once: every complaint is called back all the same."""
        return CALLBACK if json.loads(self.kind.more)["callback"] == "always" else CLOSED


def log_matter(session: Session, new: NewMatter) -> Matter:
    """Log a matter; the person signed in stays its first contact until it is answered.

    A repair or paid service gets its work order at once, an enquiry with a result is closed at
    once. Raises `InputError` with the field's name; then nothing was written.
    """
    require(session, "matter.log")
    cleaned = _clean(session, new)
    with session.store.change(session, "matter.log") as change:
        person, phone = _caller(session, change, cleaned)
        case = enter_matter(session, change, cleaned, person, phone)
        change.end_draft(new.draft)
    return case.matter


def enter_matter(
    session: Session,
    change: Change,
    cleaned: CleanedMatter,
    person: Person | None,
    phone: Phone | None,
) -> Case:
    """Add the matter, its first work order and what was promised."""
    matter = change.add(_matter(session, change, cleaned, person, phone))
    orders = _first_order(session, change, cleaned, matter)
    case = Case.new(matter, orders, _promise(session, change, cleaned.new, matter))
    settle(session, change, case, cleaned.ended if matter.result else None)
    return case


def _clean(session: Session, new: NewMatter) -> CleanedMatter:
    new.words = clean(new.words, multiline=True)
    new.demand = clean(new.demand, multiline=True)
    new.result = clean(new.result, multiline=True)
    new.place, new.promise = clean(new.place), clean(new.promise)
    new.topic, new.handler = clean(new.topic).lower(), clean(new.handler)
    kind = term_row("matter_types", new.type)
    if kind is None:
        raise InputError(N_("There is no type {type}"), "type", type=new.type)
    topic = _topic(new)
    unit = find_unit(session, new.unit) if new.unit else None
    if not unit and not new.place and json.loads(kind.more).get("needs_unit"):
        raise InputError(N_("Give the unit: a paid service is done in a unit"), "unit")
    if not new.words and topic is None:
        raise InputError(N_("Write what it is about, or choose a category"), "words")
    if term_row("channels", new.channel) is None:
        raise InputError(N_("There is no channel {channel}"), "channel", channel=new.channel)
    check_relation(new.relation)
    urgency = new.urgency or (topic.urgency if topic else "normal")
    if term_row("urgencies", urgency) is None:
        raise InputError(N_("Urgency is normal or urgent"), "urgency")
    _check_times(session, new)
    return CleanedMatter(new, kind, unit, topic, _handler(new), urgency)


def _topic(new: NewMatter) -> Topic | None:
    if not new.topic:
        return None
    topic = one(Topic, "code = ? AND voided IS NULL", new.topic)
    if topic is None:
        raise InputError(N_("There is no category with the code {code}"), "topic", code=new.topic)
    if new.type not in topic.types.split(","):
        raise InputError(N_("Category {code} is not for this type"), "topic", code=new.topic)
    return topic


def _handler(new: NewMatter) -> Staff | None:
    if not new.handler:
        return None
    staff = one(Staff, "no = ? AND left_at IS NULL", new.handler)
    if staff is None:
        raise InputError(
            N_("There is nobody with the staff number {no}"), "handler", no=new.handler
        )
    return staff


def _check_times(session: Session, new: NewMatter) -> None:
    if new.wanted_from and new.wanted_to and new.wanted_to < new.wanted_from:
        raise InputError(N_("The wished time ends before it begins"), "wanted_to")
    if new.promised_until is not None and new.promised_until <= session.now_ms():
        raise InputError(N_("That time has passed; promise a later one"), "promised_until")


def _caller(
    session: Session, change: Change, cleaned: CleanedMatter
) -> tuple[Person | None, Phone | None]:
    new = cleaned.new
    if not (new.person_id or new.caller or new.phone):
        return None, None
    return caller(
        session, change, cleaned.unit, name=new.caller, phone=new.phone, relation=new.relation,
        person_id=new.person_id, phone_id=new.phone_id,
    )  # fmt: skip


def _matter(
    session: Session,
    change: Change,
    cleaned: CleanedMatter,
    person: Person | None,
    phone: Phone | None,
) -> Matter:
    new, now, running = cleaned.new, session.now_ms(), new_running(session, change)
    handler = cleaned.handler
    if handler is None and new.result:
        handler = session.who
    return Matter(
        number=number_text(session, cleaned.prefix, running),
        year=session.now().year,
        desk=session.store.letter,
        running=running,
        type=new.type,
        unit_id=cleaned.unit.id if cleaned.unit else None,
        building_id=cleaned.unit.building_id if cleaned.unit else None,
        place=new.place,
        person_id=person.id if person else None,
        relation=new.relation,
        phone_id=phone.id if phone else None,
        channel=new.channel,
        topic_id=cleaned.topic.id if cleaned.topic else None,
        words=new.words or (cleaned.topic.problem_zh if cleaned.topic else ""),
        demand=new.demand,
        urgency=cleaned.urgency,
        wanted_from=new.wanted_from,
        wanted_to=new.wanted_to,
        first_contact_id=session.who.id,
        handler_id=handler.id if handler else None,
        state=ASSIGNED if handler else WAITING,
        opened_at=now,
        clock_at=now,
        answered_at=now if new.result else None,
        result=new.result,
    )


def _first_order(
    session: Session, change: Change, cleaned: CleanedMatter, matter: Matter
) -> list[WorkOrder]:
    """A repair's order carries the matter's own running number: one thing, one tail."""
    if matter.type not in DISPATCHED_TYPES or matter.result:
        return []
    skill = cleaned.topic.skill if cleaned.topic else ""
    order = new_order(session, change, matter, matter.running, skill)
    if cleaned.handler is not None:
        change.set(order, technician_id=cleaned.handler.id, state="assigned", assigned_at=change.at)
    return [order]


def new_order(
    session: Session, change: Change, matter: Matter, running: int, skill: str
) -> WorkOrder:
    """A work order that waits for a technician."""
    return change.add(
        WorkOrder(
            number=number_text(session, ORDER_PREFIX, running),
            year=session.now().year,
            matter_id=matter.id,
            state=ORDER_WAITING,
            skill=skill,
            urgency=matter.urgency,
            made_by_id=session.who.id,
            made_at=session.now_ms(),
            window_from=matter.wanted_from,
            window_to=matter.wanted_to,
        )
    )


def _promise(session: Session, change: Change, new: NewMatter, matter: Matter) -> list[Promise]:
    if new.promised_until is None:
        return []
    made = change.add(
        Promise(
            matter_id=matter.id,
            words=new.promise,
            due_at=new.promised_until,
            made_by_id=session.who.id,
            made_at=session.now_ms(),
        )
    )
    return [made]
