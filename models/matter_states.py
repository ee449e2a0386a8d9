"""The one machine of a matter, and how its state follows from its work orders.

heard → somebody's → done → told to the owner → rated → closed; or reopened; or void.
"""

from collections.abc import Iterable

from models.states import Act, Machine, Need
from models.words import N_

WAITING, ASSIGNED, DOING = "waiting", "assigned", "doing"
CALLBACK, CLOSED, VOID = "callback", "closed", "void"

_LIVE = frozenset({WAITING, ASSIGNED, DOING})
_OPEN = _LIVE | {CALLBACK}


def reason(terms: str, *, required: bool = True) -> Need:
    """A reason: one of an enumeration, or words of one's own."""
    return Need("reason", N_("Reason"), f"reason:{terms}", required)


RESULT = Need("result", N_("Result"), "note")
WORDS = Need("words", N_("Words"), "note")

MATTER = Machine(
    states={
        WAITING: (N_("waiting"), "■"),
        ASSIGNED: (N_("assigned"), "□"),
        DOING: (N_("in hand"), ">"),
        CALLBACK: (N_("call back"), "?"),
        CLOSED: (N_("closed"), "v"),
        VOID: (N_("void"), "x"),
    },
    acts=(
        Act(
            "dispatch", N_("Make a work order"), _LIVE, None, "matter.dispatch",
            (
                Need("technician", N_("Technician"), "technician", required=False),
                Need("skill", N_("Skill"), "term:skills", required=False),
            ),
            "handler_id",
        ),
        Act(
            "assign", N_("Assign"), _LIVE, ASSIGNED, "matter.assign",
            (Need("handler", N_("Handler"), "staff"),),
        ),
        Act("take", N_("Take in hand"), _LIVE, DOING, "matter.take", owner="handler_id"),
        Act("reply", N_("Record the reply"), _OPEN, None, "matter.reply", (WORDS,),
            "handler_id"),
        Act(
            "promise", N_("Promise a call"), _OPEN, None, "promise.make",
            (
                Need("due", N_("Until"), "time"),
                Need("words", N_("Words"), "note", required=False),
            ),
            "handler_id",
        ),
        Act("keep", N_("Promise kept"), frozenset({*_OPEN, CLOSED}), None, "promise.keep",
            owner="handler_id"),
        Act("finish", N_("Done"), _LIVE, CALLBACK, "matter.finish", (RESULT,), "handler_id"),
        Act(
            "callback", N_("Call back"), frozenset({CALLBACK}), None, "matter.callback",
            (
                Need("mark", N_("Satisfaction"), "term:satisfaction"),
                Need("words", N_("Words"), "note", required=False),
            ),
        ),
        Act(
            "no_answer", N_("Nobody answered"), frozenset({CALLBACK}), None, "matter.callback",
            (Need("again", N_("Call again"), "time", required=False),),
        ),
        Act(
            "close", N_("Close"), _OPEN, CLOSED, "matter.close",
            (RESULT, Need("reason", N_("Why without a call-back"), "note", required=False)),
        ),
        Act("reopen", N_("Reopen"), frozenset({CALLBACK, CLOSED}), WAITING, "matter.reopen", (reason("reopen_reasons"),)),
        Act(
            "extend", N_("Extend the limit"), _LIVE, None, "matter.extend",
            (Need("until", N_("Until"), "time"), reason("extend_reasons")),
        ),
        Act("comment", N_("Comment"), frozenset({*_OPEN, CLOSED, VOID}), None, "matter.comment", (WORDS,),
            "handler_id"),
        Act("void", N_("Void"), _OPEN, VOID, "matter.void", (reason("void_reasons"),)),
    ),
)  # fmt: skip


def joined_state(own: str, orders: Iterable[str], *, callback_owed: bool) -> str:
    """The state a matter is in, given the states of its work orders.

    A cancelled order counts for nothing. While one order waits the matter waits; when all
    are done a call-back is next, or the end. Without orders the matter's own state stands.
    """
    live = [state for state in orders if state != "cancelled"]
    if own in {CLOSED, VOID} or not live:
        return own
    if "waiting" in live:
        return WAITING
    if all(state in {"done", "closed"} for state in live):
        return CALLBACK if callback_owed else CLOSED
    return ASSIGNED if all(state in {"assigned", "done", "closed"} for state in live) else DOING
