"""Matters, orders and units as the command line shows them: the same facts as a page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from data.queues import QUEUES, Queue, counts, matter_row, page
from desk.authority import OWN, require, scope
from desk.case import orders_of
from desk.numbers import show_number
from desk.orders import materials_of, owing
from desk.session import Session
from models.errors import InputError
from models.mask import mask_name, mask_phone
from models.matter import Callback, Comment, Matter, Promise
from models.matter_states import MATTER
from models.office import Desk, Staff
from models.order import WorkOrder
from models.order_states import ORDER
from models.person import Phone
from models.reference import Topic
from models.when import OFFICE_ZONE
from models.words import N_, _

SOON = 30 * 60_000
"""How long before its deadline a matter counts as nearly late, in milliseconds."""

RATED_SINCE_DAYS = 30


def iso(at: int | None) -> str | None:
    """A moment as ISO 8601 in the office's zone."""
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, tz=UTC).astimezone(OFFICE_ZONE).isoformat()


def desk_name(session: Session) -> str:
    """The name and letter of the desk, as row 1 shows it: `前台A`, `Counter B`."""
    letter = session.store.letter
    desk = Desk.get_or_none((Desk.letter == letter) & Desk.voided.is_null())
    name = desk.name if desk else ""
    if name.endswith(letter):
        return name
    return f"{name} {letter}".strip() if name.isascii() else f"{name}{letter}"


def queue_values(session: Session, staff_id: int | None = None) -> dict[str, Any]:
    """What the queues' statements are bound to, now and for this person."""
    return {
        "staff": staff_id if staff_id is not None else session.staff_id,
        "now": session.now_ms(),
        "soon": session.now_ms() + SOON,
        "today": session.midnight_ms(),
        "tomorrow": session.midnight_ms(1),
        "since": session.midnight_ms(-RATED_SINCE_DAYS),
    }


def queue_page(
    session: Session, name: str, offset: int = 0, limit: int = 50, staff_id: int | None = None
) -> list[dict[str, Any]]:
    """A page of a queue; names and numbers are masked, as everywhere in lists.

    Who may see only their own gets the lists that name them, as asked for themselves.
    """
    queue = QUEUES.get(name)
    if queue is None:
        raise InputError(
            N_("There is no queue {name}; there are {names}"), "queue",
            name=name, names=", ".join(QUEUES),
        )  # fmt: skip
    require_list(session, queue, staff_id)
    values = queue_values(session, staff_id)
    return masked(page(session.store.connection, queue, values, offset, limit))


def masked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a queue as they are shown."""
    for row in rows:
        row["person"] = mask_name(row["person"]) if row["person"] else ""
        if row.get("phone"):
            row["phone"] = mask_phone(row["phone"])
    return rows


def require_list(session: Session, queue: Queue, staff_id: int | None = None) -> None:
    """Raise `NotAllowedError` unless the person signed in may see this list."""
    right = "order.view" if queue.orders else "matter.view"
    own = queue.own and staff_id in {None, session.staff_id}
    if not (own and scope(session, right) == OWN):
        require(session, right)


def queue_counts(
    session: Session, names: Sequence[str], staff_id: int | None = None
) -> dict[str, int]:
    """How many wait in each of these queues."""
    queues = [QUEUES[name] for name in names]
    found = counts(session.store.connection, queues, queue_values(session, staff_id))
    return dict(zip(names, found, strict=True))


def matter_view(session: Session, matter: Matter) -> dict[str, Any]:
    """Everything about a matter, personal values masked."""
    row = matter_row(session.store.connection, matter.id) or {}
    phone = Phone.get_or_none(Phone.id == matter.phone_id) if matter.phone_id else None
    return {
        "number": matter.number,
        "shown": show_number(matter.number, matter.year, session.now().year),
        "year": matter.year,
        "type": matter.type,
        "state": matter.state,
        "state_label": _(MATTER.states[matter.state][0]),
        "unit": row.get("unit"),
        "place": matter.place,
        "person": mask_name(row["person"]) if row.get("person") else None,
        "relation": matter.relation,
        "phone": mask_phone(phone.number) if phone else None,
        "channel": matter.channel,
        "category": _topic(matter.topic_id),
        "text": matter.words,
        "demand": matter.demand,
        "urgency": matter.urgency,
        "first_contact": row.get("first"),
        "handler": row.get("handler"),
        "opened_at": iso(matter.opened_at),
        "due_step": matter.due_step,
        "due_at": iso(matter.due_at),
        "target_at": iso(matter.target_at),
        "late": bool(matter.due_at and matter.due_at < session.now_ms()),
        "answered_at": iso(matter.answered_at),
        "done_at": iso(matter.done_at),
        "closed_at": iso(matter.closed_at),
        "result": matter.result,
        "reason": matter.reason,
        "reopened": matter.reopened,
        "mark": matter.mark,
        "orders": [order_view(order) for order in orders_of(matter)],
        "callbacks": _callbacks(matter),
        "promises": _promises(matter),
        "comments": _comments(matter),
    }


def order_view(order: WorkOrder) -> dict[str, Any]:
    """Everything about a work order; money in fen."""
    technician = Staff.get_or_none(Staff.id == order.technician_id)
    return {
        "number": order.number,
        "state": order.state,
        "state_label": _(ORDER.states[order.state][0]),
        "technician": technician.name if technician else None,
        "technician_no": technician.no if technician else None,
        "skill": order.skill,
        "urgency": order.urgency,
        "assigned_at": iso(order.assigned_at),
        "accepted_at": iso(order.accepted_at),
        "arrived_at": iso(order.arrived_at),
        "done_at": iso(order.done_at),
        "closed_at": iso(order.closed_at),
        "appointment": iso(order.window_from),
        "absent": order.absent,
        "waiting": order.waiting,
        "reason": order.reason,
        "result": order.result,
        "labour": order.labour,
        "material": order.material,
        "paid": order.paid,
        "owing": owing(order),
        "method": order.method,
        "receipt": order.receipt,
        "materials": [
            {"name": line.name, "spec": line.spec, "quantity": line.quantity / 1000,
             "price": line.price, "owner_supplied": bool(line.owner_supplied)}
            for line in materials_of(order)
        ],
    }  # fmt: skip


def _topic(topic_id: int | None) -> dict[str, str] | None:
    topic = Topic.get_or_none(Topic.id == topic_id) if topic_id else None
    if topic is None:
        return None
    return {
        "code": topic.code,
        "zh": f"{topic.place_zh} · {topic.category_zh} · {topic.problem_zh}",
        "en": f"{topic.place_en} · {topic.category_en} · {topic.problem_en}",
    }


def _callbacks(matter: Matter) -> list[dict[str, Any]]:
    return [
        {"due_at": iso(row.due_at), "attempts": row.attempts, "mark": row.mark,
         "words": row.words, "done_at": iso(row.done_at), "voided": row.voided}
        for row in Callback.select().where(Callback.matter_id == matter.id).order_by(Callback.id)
    ]  # fmt: skip


def _promises(matter: Matter) -> list[dict[str, Any]]:
    made = Promise.select().where((Promise.matter_id == matter.id) & Promise.voided.is_null())
    return [
        {"words": row.words, "due_at": iso(row.due_at), "kept_at": iso(row.kept_at)}
        for row in made.order_by(Promise.id)
    ]


def _comments(matter: Matter) -> list[dict[str, Any]]:
    rows: Any = (
        Comment.select(Comment.at, Staff.name, Comment.words)
        .join(Staff, on=(Staff.id == Comment.by_id))
        .where((Comment.matter_id == matter.id) & Comment.voided.is_null())
        .order_by(Comment.id)
        .tuples()
    )
    return [{"at": iso(at), "by": author, "words": words} for at, author, words in rows]
