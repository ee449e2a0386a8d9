"""The joining function: a matter's state, clock and call-back follow from its work orders.

Every procedure that touches a matter or one of its orders ends here, so that the two
cannot disagree.
"""

import json
from functools import cache

from data.change import Change
from data.reference import term_row
from desk.case import Case
from desk.limits import callback_due, work_deadline
from desk.session import Session
from models.matter import Callback, Matter
from models.matter_states import CALLBACK, CLOSED, VOID, joined_state


def callback_owed(matter: Matter) -> bool:
    """Whether this type of matter ends with a call-back; one without a caller cannot."""
    kind = term_row("matter_types", matter.type)
    return kind is not None and _callback(kind.more) != "never" and matter.person_id is not None


@cache
def _callback(more: str) -> str:
    """When a call-back is owed, as the type's term says: always, sample or never."""
    when: str = json.loads(more)["callback"]
    return when


def settle(
    session: Session,
    change: Change,
    case: Case,
    state: str | None = None,
    worked_id: int | None = None,
) -> None:
    """Bring the matter's state, its due time and its call-back up to what was just done.

    `state` is what the act itself leads to; `worked_id` who did the work, and so may not
    rate it.
    """
    matter = case.matter
    owed = callback_owed(matter)
    own = state or matter.state
    state = joined_state(own, [order.state for order in case.orders], callback_owed=owed)
    if state in {CALLBACK, CLOSED} and not matter.result:
        # Reopened, and its new order cancelled: the work of the first time is not its end.
        state = own
    if state == CALLBACK and not owed:
        state = CLOSED
    if state in {CLOSED, VOID}:
        _end(session, change, matter, state)
        return
    if state == CALLBACK:
        due = _owe(session, change, case, worked_id)
        change.set(
            matter, state=state, done_at=matter.done_at or session.now_ms(), due_step="callback",
            due_at=due, target_at=due,
        )  # fmt: skip
        return
    deadline = work_deadline(session, matter, case.orders)
    change.set(
        matter, state=state, done_at=None, closed_at=None, due_step=deadline.step,
        due_at=deadline.due_at, target_at=deadline.target_at, limit_id=deadline.limit_id,
    )  # fmt: skip


def _owe(session: Session, change: Change, case: Case, worked_id: int | None) -> int:
    matter = case.matter
    if matter.state == CALLBACK and case.owed is not None:
        return int(case.owed.due_at)
    done = [order.technician_id for order in case.orders if order.done_at]
    due = callback_due(session, matter)
    owed = change.add(
        Callback(
            matter_id=matter.id,
            due_at=due,
            worked_id=worked_id or (done[-1] if done else matter.handler_id),
        )
    )
    case.callbacks.append(owed)
    return due


def _end(session: Session, change: Change, matter: Matter, state: str) -> None:
    now = session.now_ms()
    change.set(
        matter, state=state, closed_at=matter.closed_at or now, done_at=matter.done_at or now,
        due_step="", due_at=None, target_at=None,
    )  # fmt: skip
