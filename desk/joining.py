"""The joining function: a matter's state, clock and call-back follow from its work orders.

Every procedure that touches a matter or one of its orders ends here, so that the two
cannot disagree.
"""

import json
from collections.abc import Sequence

from data.change import Change
from data.reference import term_row
from desk.limits import callback_due, work_deadline
from desk.session import Session
from models.matter import Callback, Matter
from models.matter_states import CALLBACK, CLOSED, VOID, joined_state
from models.order import WorkOrder


def orders_of(matter: Matter) -> list[WorkOrder]:
    """The matter's work orders, oldest first."""
    return list(
        WorkOrder.select()
        .where((WorkOrder.matter_id == matter.id) & WorkOrder.voided.is_null())
        .order_by(WorkOrder.id)
    )


def owed_callback(matter: Matter) -> Callback | None:
    """The call-back still owed for this matter."""
    found: Callback | None = (
        Callback.select()
        .where(
            (Callback.matter_id == matter.id)
            & Callback.done_at.is_null()
            & Callback.voided.is_null()
        )
        .first()
    )
    return found


def callback_owed(matter: Matter) -> bool:
    """Whether this type of matter ends with a call-back; one without a caller cannot."""
    kind = term_row("matter_types", matter.type)
    return (
        kind is not None
        and json.loads(kind.more)["callback"] != "never"
        and matter.person_id is not None
    )


def settle(
    session: Session,
    change: Change,
    matter: Matter,
    orders: Sequence[WorkOrder],
    state: str | None = None,
    worked_id: int | None = None,
) -> None:
    """Bring the matter's state, its due time and its call-back up to what was just done.

    `state` is what the act itself leads to; `worked_id` who did the work, and so may not
    rate it.
    """
    owed = callback_owed(matter)
    state = joined_state(
        state or matter.state, [order.state for order in orders], callback_owed=owed
    )
    if state == CALLBACK and not owed:
        state = CLOSED
    if state in {CLOSED, VOID}:
        _end(session, change, matter, state)
        return
    if state == CALLBACK:
        due = _owe(session, change, matter, orders, worked_id)
        change.set(
            matter, state=state, done_at=matter.done_at or session.now_ms(), due_step="callback",
            due_at=due, target_at=due,
        )  # fmt: skip
        return
    deadline = work_deadline(session, matter, orders)
    change.set(
        matter, state=state, done_at=None, closed_at=None, due_step=deadline.step,
        due_at=deadline.due_at, target_at=deadline.target_at, limit_id=deadline.limit_id,
    )  # fmt: skip


def _owe(
    session: Session,
    change: Change,
    matter: Matter,
    orders: Sequence[WorkOrder],
    worked_id: int | None,
) -> int:
    owed = None if matter.state != CALLBACK else owed_callback(matter)
    if owed is not None:
        given = change.records.get(owed.id)
        return int(given.due_at if isinstance(given, Callback) else owed.due_at)
    done = [order.technician_id for order in orders if order.done_at]
    due = callback_due(session, matter)
    change.add(
        Callback(
            matter_id=matter.id,
            due_at=due,
            worked_id=worked_id or (done[-1] if done else matter.handler_id),
        )
    )
    return due


def _end(session: Session, change: Change, matter: Matter, state: str) -> None:
    now = session.now_ms()
    change.set(
        matter, state=state, closed_at=now, done_at=matter.done_at or now, due_step="",
        due_at=None, target_at=None,
    )  # fmt: skip
