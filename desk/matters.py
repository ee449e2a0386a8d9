"""What is done with a matter: assigned, answered, finished, reopened, voided (domain.md 2–4).

Each procedure here is one act of `models.matter_states`; `desk.acts` has checked authority,
state and fields, opened the change, and settles the matter afterwards.
"""

from typing import Any

from data.change import Change
from desk.case import Case
from desk.numbers import new_running
from desk.reception import new_order
from desk.session import Session
from desk.settings import setting
from models.errors import InputError, NotAllowedError
from models.matter import Comment, Promise
from models.matter_states import ASSIGNED, CALLBACK, CLOSED, DOING, VOID, WAITING
from models.order_states import ASSIGNED as ORDER_ASSIGNED
from models.order_states import CANCELLED, DONE
from models.order_states import CLOSED as ORDER_CLOSED
from models.words import N_

Fields = dict[str, Any]

_EXTENSIONS = "WHERE key = ? AND act = 'matter.extend'"

UNHAPPY_BELOW = 3
"""A mark under «fairly satisfied» reopens the matter one level up (domain.md 2)."""


def dispatch(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Make a work order, assigned at once when a technician is named."""
    running = new_running(session, change)
    order = new_order(session, change, case.matter, running, fields.get("skill") or "")
    case.orders.append(order)
    technician = fields.get("technician")
    if technician is not None:
        change.set(order, technician_id=technician.id, state=ORDER_ASSIGNED, assigned_at=change.at)
    return None


def assign(_session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Name who handles it; the first contact stays."""
    change.set(case.matter, handler_id=fields["handler"].id)
    return ASSIGNED


def take(_session: Session, _change: Change, _case: Case, _fields: Fields) -> str | None:
    """The handler takes it in hand."""
    return DOING


def reply(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Record what the caller was told."""
    comment(session, change, case, fields)
    change.set(case.matter, answered_at=case.matter.answered_at or change.at)
    return None


def comment(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Write beside the matter."""
    change.add(
        Comment(matter_id=case.matter.id, words=fields["words"], by_id=session.who.id, at=change.at)
    )
    return None


def promise(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Promise the caller to ring by a time: a clock of its own."""
    if fields["due"] <= change.at:
        raise InputError(N_("That time has passed; promise a later one"), "due")
    made = change.add(
        Promise(
            matter_id=case.matter.id,
            words=fields.get("words") or "",
            due_at=fields["due"],
            made_by_id=session.who.id,
            made_at=change.at,
        )
    )
    case.promises.append(made)
    return None


def keep(_session: Session, change: Change, case: Case, _fields: Fields) -> str | None:
    """The oldest open promise was kept, now."""
    if case.promised is None:
        raise InputError(N_("Nothing is promised here"))
    change.set(case.promised, kept_at=change.at)
    return None


def finish(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """The work is done, with its result; the owner is called back next where that is owed."""
    _refuse_open_orders(case)
    change.set(
        case.matter,
        result=fields["result"],
        done_at=change.at,
        handler_id=case.matter.handler_id or session.who.id,
    )
    return CALLBACK


def callback(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """The owner's answer. Dissatisfied reopens one level up; otherwise the matter is closed."""
    owed = case.owed
    if owed is None:
        raise InputError(N_("No call-back is owed for this matter"))
    if owed.worked_id == session.who.id:
        raise NotAllowedError(N_("Who did the work may not call back; a colleague must"))
    mark, words = fields["mark"], fields.get("words") or ""
    change.set(
        owed,
        mark=mark,
        words=words,
        by_id=session.who.id,
        done_at=change.at,
        attempts=owed.attempts + 1,
        tried_at=change.at,
    )
    matter = case.matter
    change.set(matter, mark=mark, rated_at=change.at, answered_at=matter.answered_at or change.at)
    if mark < UNHAPPY_BELOW:
        return _back_one_level_up(session, change, case, words)
    return CLOSED


def no_answer(_session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Nobody answered the call-back; it stays owed, and is tried again later."""
    owed = case.owed
    if owed is None:
        raise InputError(N_("No call-back is owed for this matter"))
    again = fields.get("again") or change.at + RETRY
    change.set(owed, attempts=owed.attempts + 1, tried_at=change.at, due_at=again)
    return None


RETRY = 2 * 60 * 60 * 1000
"""How long after a call nobody answered the next one is due, in milliseconds."""


def close(_session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Close with a result; without the call-back that is owed only with a reason."""
    _refuse_open_orders(case)
    owed = case.owed
    why = fields.get("reason") or ""
    if owed is not None:
        if not why:
            raise InputError(
                N_("A call-back is owed; make it, or write why it cannot be made"), "reason"
            )
        change.set(owed, voided=why)
    change.set(case.matter, result=fields["result"], reason=why)
    return CLOSED


def reopen(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Open again, one level up; its clock begins anew."""
    owed = case.owed
    if owed is not None:
        change.set(owed, voided=fields["reason"])
    return _back_one_level_up(session, change, case, fields["reason"])


def extend(session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """Put the deadline off, with a reason, as often as the office allows (domain.md 2)."""
    matter = case.matter
    most = setting(session, "extensions_max")
    if sum(1 for _entry in session.store.entries(_EXTENSIONS, (matter.id,))) >= most:
        raise InputError(N_("It was extended {most} times already; that is the most"), most=most)
    if fields["until"] <= max(change.at, matter.due_at or 0):
        raise InputError(N_("The new time must be later than the present one"), "until")
    change.set(matter, extended_to=fields["until"], reason=fields["reason"])
    return None


def void(_session: Session, change: Change, case: Case, fields: Fields) -> str | None:
    """End it without a result, with a reason; what is open of orders and promises ends with it."""
    for order in case.orders:
        if order.closed_at is None and order.state != DONE:
            change.set(order, state=CANCELLED, closed_at=change.at, reason=fields["reason"])
    while (promised := case.promised) is not None:
        change.set(promised, voided=fields["reason"])
    owed = case.owed
    if owed is not None:
        change.set(owed, voided=fields["reason"])
    change.set(case.matter, reason=fields["reason"])
    return VOID


def _refuse_open_orders(case: Case) -> None:
    open_orders = [
        order for order in case.orders if order.state not in {DONE, ORDER_CLOSED, CANCELLED}
    ]
    if open_orders:
        raise InputError(
            N_("Work order {number} is still open; finish or cancel it first"),
            number=open_orders[0].number,
        )


def _back_one_level_up(session: Session, change: Change, case: Case, reason: str) -> str:
    matter = case.matter
    done = [order for order in case.orders if order.done_at is not None]
    change.set(
        matter,
        reopened=matter.reopened + 1,
        level=matter.level + 1,
        clock_at=change.at,
        done_at=None,
        closed_at=None,
        answered_at=None,
        extended_to=None,
        wanted_from=None,
        wanted_to=None,
        result="",
        reason=reason,
    )
    if done:
        # Work done badly is done again on an order of its own, linked to the first.
        again = new_order(session, change, matter, new_running(session, change), done[-1].skill)
        change.set(again, rework_of_id=done[-1].id)
        case.orders.append(again)
    return ASSIGNED if matter.handler_id else WAITING


ACTS = {
    "dispatch": dispatch,
    "assign": assign,
    "take": take,
    "reply": reply,
    "promise": promise,
    "keep": keep,
    "finish": finish,
    "callback": callback,
    "no_answer": no_answer,
    "close": close,
    "reopen": reopen,
    "extend": extend,
    "comment": comment,
    "void": void,
}
