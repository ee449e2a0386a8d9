"""Time limits: what the office promised and what it aims at (时限; 民法典 938, domain.md 2 and 4).

A limit is a row of reference data per matter type, urgency, category and step. The public
promise binds the office; the internal target is for its own staff. A matter keeps the rows
that were valid when its clock began.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.limits import Rule, find_rule
from desk.session import Session
from desk.settings import setting
from models.matter import Matter
from models.order import WorkOrder
from models.order_states import CANCELLED

MINUTE = 60_000
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the next step is due, in UTC milliseconds, and the rule that says so."""

    step: str
    due_at: int | None
    target_at: int | None
    limit_id: int | None = None


def work_deadline(session: Session, matter: Matter, orders: Sequence[WorkOrder]) -> Deadline:
    """The deadline of a matter that is being worked on: to reply, to arrive or to finish.

    An appointment replaces the clock (domain.md 4); an extension replaces both.
    """
    live = [order for order in orders if order.state != CANCELLED]
    step = _step(matter, live)
    limit = _rule(session, matter, step) or _rule(session, matter, "finish")
    if limit is None:
        return Deadline(step, matter.extended_to, matter.extended_to)
    appointment = max((order.window_to or order.window_from or 0 for order in live), default=0)
    fixed = matter.extended_to or appointment or matter.wanted_to
    if fixed:
        return Deadline(limit.step, fixed, fixed, limit.id)
    return Deadline(
        limit.step,
        matter.clock_at + limit.public_minutes * MINUTE,
        matter.clock_at + limit.internal_minutes * MINUTE,
        limit.id,
    )


def callback_due(session: Session, matter: Matter) -> int:
    """When the call-back of a matter that is done now is due, in UTC milliseconds.

    Where no rule says so the office's setting does (domain.md 2: three days).
    """
    limit = _rule(session, matter, "callback")
    minutes = limit.public_minutes if limit else setting(session, "callback_days") * _DAY
    return session.now_ms() + minutes * MINUTE


def _step(matter: Matter, live: list[WorkOrder]) -> str:
    if live:
        arrived = all(order.arrived_at or order.done_at for order in live)
        return "finish" if arrived else "arrive"
    return "finish" if matter.answered_at else "reply"


def _rule(session: Session, matter: Matter, step: str) -> Rule | None:
    return find_rule(
        session.store.connection, matter.type, matter.urgency, step, matter.topic_id,
        matter.clock_at,
    )  # fmt: skip
