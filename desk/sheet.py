"""A matter as its page shows it: everything about it, looked up for whoever may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.brief import BriefRow
from data.brief import brief as brief_row
from data.reference import topic_label, topic_row
from desk.authority import OWN, require, scope
from desk.case import orders_of
from desk.history import Event, history
from desk.limits import MINUTE
from desk.numbers import show_number
from desk.orders import materials_of
from desk.session import Session
from models.base import AnyRecord
from models.errors import NotAllowedError, NotFoundError
from models.mask import mask_name, mask_phone
from models.matter import Callback, Comment, Matter, Promise
from models.office import Staff
from models.order import Material, WorkOrder
from models.reference import TimeLimit
from models.words import N_


@dataclass(frozen=True)
class OrderSheet:
    """A work order with its technician's name and its material."""

    order: WorkOrder
    number: str
    technician: str
    materials: list[Material]


@dataclass(frozen=True)
class Rule:
    """The limit that runs, in UTC milliseconds; `minutes` is its length where a rule sets it."""

    step: str
    public: int
    internal: int
    minutes: int | None


@dataclass(frozen=True)
class MatterSheet:
    """A matter with all that hangs on it, oldest first. Names and numbers are masked.

    `staff` has the names of whoever is named in it, by key.
    """

    matter: Matter
    number: str
    unit: str
    person: str
    phone: str
    topic: str
    rule: Rule | None
    orders: list[OrderSheet]
    promises: list[Promise]
    callbacks: list[Callback]
    comments: list[Comment]
    staff: dict[int, str]
    told: list[Event]

    def name(self, staff_id: int | None) -> str:
        """Somebody of the staff; nobody is an empty text."""
        return self.staff.get(staff_id, "") if staff_id is not None else ""


def matter_by_id(session: Session, matter_id: int) -> Matter:
    """The matter as it is now.

    Whoever may see only their own sees what names them: as handler, first contact, technician.
    """
    matter: Matter | None = Matter.get_or_none(Matter.id == matter_id)
    if matter is None:
        raise NotFoundError(N_("This matter is not there any more"))
    named = session.staff_id in {matter.handler_id, matter.first_contact_id}
    if scope(session, "matter.view") != OWN:
        require(session, "matter.view")
    elif not named:
        order = WorkOrder.get_or_none(
            (WorkOrder.matter_id == matter_id) & (WorkOrder.technician_id == session.staff_id)
        )
        require(session, "matter.view", order, "technician_id")
    return matter


def matter_sheet(session: Session, matter_id: int) -> MatterSheet:
    """Everything about a matter. Raises `NotFoundError`, or `NotAllowedError` for other eyes."""
    matter = matter_by_id(session, matter_id)
    row = brief_row(session.store.connection, matter_id, matter.opened_at)
    if row is None:
        raise NotFoundError(N_("This matter is not there any more"))
    topic = topic_row(matter.topic_id)
    orders, comments = orders_of(matter), _of(Comment, matter)
    callbacks, promises = _of(Callback, matter, ended=True), _of(Promise, matter)
    return MatterSheet(
        matter=matter,
        number=show_number(matter.number, matter.year, session.now().year),
        unit=row.unit or "",
        person=mask_name(row.person or ""),
        phone=mask_phone(row.phone or ""),
        topic=topic_label(topic) if topic else "",
        rule=_rule(matter, row),
        orders=[_order(session, order) for order in orders],
        promises=promises,
        callbacks=callbacks,
        comments=comments,
        staff=_names(matter, orders, comments, callbacks, promises),
        told=_told(session, matter),
    )


def _of(model: type[AnyRecord], matter: Matter, *, ended: bool = False) -> list[AnyRecord]:
    """The records that hang on the matter; with `ended` those that were voided too."""
    kind: Any = model
    query = kind.select().where(kind.matter_id == matter.id)
    if not ended:
        query = query.where(kind.voided.is_null())
    return list(query.order_by(kind.id))


def _order(session: Session, order: WorkOrder) -> OrderSheet:
    technician = Staff.get_or_none(Staff.id == order.technician_id)
    return OrderSheet(
        order,
        show_number(order.number, order.year, session.now().year),
        technician.name if technician else "",
        materials_of(order),
    )


def _rule(matter: Matter, row: BriefRow) -> Rule | None:
    """The rule that runs, unless the matter has ended."""
    if row.due_at is None or matter.target_at is None:
        return None
    limit = TimeLimit.get_or_none(TimeLimit.id == matter.limit_id) if matter.limit_id else None
    minutes = limit.public_minutes if limit and limit.step == row.due_step else None
    if minutes and row.due_at != matter.clock_at + minutes * MINUTE:
        minutes = None  # an appointment or an extension stands in its place
    return Rule(row.due_step, row.due_at, int(matter.target_at), minutes)


def _names(matter: Matter, *hanging: Iterable[object]) -> dict[int, str]:
    keys = {matter.first_contact_id, matter.handler_id}
    for records in hanging:
        for record in records:
            for name in ("by_id", "made_by_id", "worked_id", "technician_id"):
                keys.add(getattr(record, name, None))
    keys.discard(None)
    return {staff.id: staff.name for staff in Staff.select().where(Staff.id.in_(keys))}


def _told(session: Session, matter: Matter) -> list[Event]:
    """The history, for those who may read it."""
    try:
        return history(session, matter)
    except NotAllowedError:
        return []
