"""Beside the intake form: whom the caller may be, what is open already, until when it is due."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from data import search
from data.alike import Alike, find_alike
from data.limits import find_rule
from data.reference import find_topics, term, term_row
from desk.limits import MINUTE
from desk.reception import DISPATCHED_TYPES
from desk.session import Session
from models.errors import InputError
from models.mask import mask_name, mask_phone, mask_plate
from models.reference import Topic
from models.unit_code import parse_unit
from models.unit_fragments import fragments, unit_fragment
from models.words import N_, _

MOST = 8


@dataclass(frozen=True, slots=True)
class Household:
    """A household the typed text may mean, and who of it. Names and numbers are masked."""

    label: str
    note: str
    unit_id: int | None
    unit: str
    person_id: int | None = None
    phone: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others of one list."""
        return f"{self.unit_id or ''}:{self.person_id or ''}"


def find_households(session: Session, typed: str) -> list[Household]:
    """Households by unit, name, pinyin, telephone or plate; a whole unit comes first."""
    text = typed.strip()
    if not text:
        return []
    units = list(_units(session, text))
    whole = [unit for unit in units if _is_whole(text, unit.unit)]
    others = [unit for unit in units if unit not in whole]
    found = {each.key: each for each in [*whole, *_people(session, text), *others]}
    for each in _vehicles(session, text):
        found.setdefault(each.key, each)
    return list(found.values())[:MOST]


def _units(session: Session, text: str) -> Iterator[Household]:
    for unit in search.find_units(session.store.connection, text, MOST):
        parts = [term("unit_states", unit.state)]
        if unit.open:
            parts.append(_(N_("{number} open")).format(number=unit.open))
        yield Household(unit.code, "  ".join(parts), unit.id, unit.code)


def _people(session: Session, text: str) -> Iterator[Household]:
    for person in search.find_people(session.store.connection, text, MOST):
        phone = mask_phone(person.phone) if person.phone else ""
        relation = term("relations", person.relation) if person.relation else ""
        if person.until is not None:
            relation = _(N_("moved out"))
        label = "  ".join(part for part in (mask_name(person.name), person.unit) if part)
        note = "  ".join(part for part in (relation, phone) if part)
        yield Household(label, note, person.unit_id, person.unit, person.id, phone)


def _vehicles(session: Session, text: str) -> Iterator[Household]:
    for vehicle in search.find_vehicles(session.store.connection, text, MOST):
        yield Household(
            vehicle.unit, mask_plate(vehicle.plate), vehicle.unit_id, vehicle.unit,
            vehicle.person_id,
        )  # fmt: skip


def _is_whole(text: str, code: str) -> bool:
    """Whether the text is the unit's code or a whole part of it, and not the beginning of one."""
    return bool(set(unit_fragment(text)) & set(fragments(parse_unit(code))))


def is_place(typed: str) -> bool:
    """Whether the text names a common place in words (公共部位) and no unit."""
    try:
        parse_unit(typed)
    except InputError:
        return any(letter.isalpha() for letter in typed)
    return False


def ends_on_the_spot(matter_type: str) -> bool:
    """Whether a matter of this type is usually answered while the caller waits."""
    row = term_row("matter_types", matter_type)
    return bool(row and json.loads(row.more).get("on_the_spot"))


def topic_by_code(code: str, matter_type: str) -> Topic | None:
    """The topic with this code, among those a matter of this type may have."""
    found = find_topics(code, matter_type) if code else []
    return next((topic for topic in found if topic.code == code), None)


def open_alike(session: Session, unit_id: int, topic: Topic) -> Alike | None:
    """An open matter of this household in the topic's category."""
    return find_alike(session.store.connection, unit_id, topic.id)


@dataclass(frozen=True, slots=True)
class Due:
    """One step of what lies ahead: until when the public hears, and the house's own target."""

    step: str
    public: int
    internal: int


def outlook(
    session: Session, matter_type: str, urgency: str, topic_id: int | None, wanted: int | None
) -> list[Due]:
    """The steps a matter logged now would have ahead, with their times; none without a rule.

    A time agreed with the household replaces the clock of arriving (domain.md 4).
    """
    now, ahead = session.now_ms(), []
    dispatched = matter_type in DISPATCHED_TYPES
    for step in ("arrive", "finish") if dispatched else ("reply", "finish"):
        rule = find_rule(session.store.connection, matter_type, urgency, step, topic_id, now)
        if rule is None:
            continue
        public = now + rule.public_minutes * MINUTE
        internal = now + rule.internal_minutes * MINUTE
        if step == "arrive" and wanted is not None:
            public = internal = wanted
        ahead.append(Due(step, public, internal))
    return ahead
