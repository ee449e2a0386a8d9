"""Stories become records: the past entered at once, the last days lived through act by act.

Both go through the same procedures; a test holds that they give the same store to the byte.
What differs is only that the past keeps its records in hand until they are written together.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random
from typing import Any

from data.change import Change
from data.reference import term_row
from data.store import Store
from desk.acts import carry_out, machine_of, perform
from desk.case import Case
from desk.demo.story import ORDER, Step, Story
from desk.orders import add_line
from desk.reception import CleanedMatter, NewMatter, enter_matter, log_matter
from desk.session import Session
from models.matter import Matter
from models.office import Staff
from models.order import Material, WorkOrder

Changing = Callable[[Session, str], AbstractContextManager[Change]]


class Office:
    """The estate's desk with its staff: who sits there at which moment."""

    def __init__(self, store: Store, random: Random) -> None:
        self._at = 0
        self._desk = Session(store, clock=lambda: self._at, random=random)
        self._sessions: dict[int, Session] = {}

    def as_staff(self, who: Staff, at: int) -> Session:
        """The session of this person at this moment."""
        self._at = at
        if who.id not in self._sessions:
            self._sessions[who.id] = self._desk.signed_in(who)
        return self._sessions[who.id]


class Present:
    """Lives a story through: every act is checked, done and saved as on any day."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def tell(self, story: Story, step: int) -> None:
        """The matter is logged, or one more act is done on it."""
        if step < 0:
            self._log(story)
        else:
            self._step(story, story.steps[step])

    def _log(self, story: Story) -> None:
        session = self._office.as_staff(story.clerk, story.at)
        story.matter_id = log_matter(session, as_typed(story)).id

    def _step(self, story: Story, step: Step) -> None:
        session = self._office.as_staff(step.who, step.at)
        case = Case(Matter.get_by_id(story.matter_id))
        record = _record(case, step)
        if record is not None and _is_open(record, step.act):
            perform(session, record, step.act, step.fields)


class Past:
    """Enters a story: the same acts, on records that are on disk only afterwards."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lines: dict[int, list[Material]] = {}

    def tell(self, story: Story, step: int, changing: Changing) -> None:
        """The matter is logged, or one more act is done on it, in a change made by `changing`."""
        if step < 0:
            self._log(story, changing)
        else:
            self._step(story, story.steps[step], changing)

    def _log(self, story: Story, changing: Changing) -> None:
        session = self._office.as_staff(story.clerk, story.at)
        caller, topic = story.caller, story.said.topic
        kind = term_row("matter_types", story.kind)
        if kind is None:
            return
        cleaned = CleanedMatter(
            as_typed(story), kind, story.household.unit if story.household else None, topic,
            story.handler, story.urgency or topic.urgency,
        )  # fmt: skip
        with changing(session, "matter.log") as change:
            person, phone = (caller.person, caller.phone) if caller else (None, None)
            story.case = enter_matter(session, change, cleaned, person, phone)
        story.matter_id = story.case.matter.id

    def _step(self, story: Story, step: Step, changing: Changing) -> None:
        case = story.case
        record = _record(case, step) if case else None
        act = machine_of(record).act(step.act) if record else None
        if case is None or record is None or act is None or record.state not in act.states:
            return
        session = self._office.as_staff(step.who, step.at)
        values = dict.fromkeys(need.name for need in act.needs) | step.fields
        with changing(session, f"{record.kind}.{act.name}") as change:
            if act.name == "material" and isinstance(record, WorkOrder):
                self._add_line(change, record, values)
            else:
                carry_out(session, change, case, record, act, values)

    def _add_line(self, change: Change, order: WorkOrder, values: dict[str, Any]) -> None:
        lines = self._lines.setdefault(order.id, [])
        add_line(change, order, lines, values)
        lines += change.added(Material)


def as_typed(story: Story) -> NewMatter:
    """What the clerk types when the matter is logged."""
    caller, appointment = story.caller, story.appointment
    return NewMatter(
        type=story.kind,
        words=story.said.words,
        unit=story.household.unit.code if story.household else "",
        place=story.place,
        phone=caller.phone.number if caller and caller.phone else "",
        relation=caller.relation if caller and story.household else "",
        person_id=caller.person.id if caller else None,
        channel=story.channel,
        topic=story.said.topic.code,
        demand=story.said.demand,
        urgency=story.urgency,
        wanted_from=appointment,
        wanted_to=appointment,
        handler=story.handler.no if story.handler else "",
        result=story.answer,
        promised_until=story.promised,
        promise=story.promise,
    )


def _record(case: Case, step: Step) -> Matter | WorkOrder | None:
    if step.on != ORDER:
        return case.matter
    return case.orders[-1] if case.orders else None


def _is_open(record: Matter | WorkOrder, name: str) -> bool:
    act = machine_of(record).act(name)
    return act is not None and record.state in act.states
