"""The queues: which matters and orders wait for whom, a page at a time.

The statements are written out: a queue is asked for at every key, and building the query
costs more than running it (storage.md A3). Each rests on a partial index of what is open;
a test reads the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import apsw

_COLUMNS = (
    "id", "number", "year", "type", "state", "urgency", "words", "opened_at", "due_at",
    "target_at", "due_step", "mark", "reopened", "closed_at", "unit_id", "unit", "place",
    "person", "topic_zh", "topic_en", "handler_id", "handler", "first",
)  # fmt: skip

_SELECT = """
SELECT m.id, m.number, m.year, m.type, m.state, m.urgency, m.words, m.opened_at, {due},
       m.target_at, m.due_step, m.mark, m.reopened, m.closed_at, m.unit_id, u.code, m.place,
       p.name, t.problem_zh, t.problem_en, m.handler_id, h.name, f.name{more}
FROM matter m
LEFT JOIN unit u ON u.id = m.unit_id
LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN topic t ON t.id = m.topic_id
LEFT JOIN staff h ON h.id = m.handler_id
LEFT JOIN staff f ON f.id = m.first_contact_id
"""

_ORDER_COLUMNS = (
    "id", "number", "year", "state", "skill", "urgency", "made_at", "assigned_at", "done_at",
    "window_from", "window_to", "waiting", "absent", "technician_id", "technician",
    "matter_id", "matter", "type", "words", "due_at", "unit_id", "unit", "place", "person",
    "topic_zh", "topic_en", "labour", "material", "paid", "reason", "matter_year",
)  # fmt: skip

_ORDER_SELECT = """
SELECT o.id, o.number, o.year, o.state, o.skill, o.urgency, o.made_at, o.assigned_at, o.done_at,
       o.window_from, o.window_to, o.waiting, o.absent, o.technician_id, s.name,
       m.id, m.number, m.type, m.words, {due}, m.unit_id, u.code, m.place, p.name,
       t.problem_zh, t.problem_en, o.labour, o.material, o.paid, o.reason, m.year{more}
FROM work_order o
JOIN matter m ON m.id = o.matter_id
LEFT JOIN unit u ON u.id = m.unit_id
LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN topic t ON t.id = m.topic_id
LEFT JOIN staff s ON s.id = o.technician_id
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Queue:
    """One list: what is in it and what comes first. `:staff` and `:now` … are bound.

    `due` is what its rows wait for, `more` what else its rows tell, by name; `own` holds for a
    list that names the person asking as handler, first contact or technician.
    """

    name: str
    where: str
    order: str
    orders: bool = False
    joins: str = ""
    due: str = "m.due_at"
    more: tuple[tuple[str, str], ...] = ()
    own: bool = False


_DUE_FIRST = "m.due_at NULLS LAST, m.id"
_NEWEST = "m.opened_at DESC, m.id DESC"
_OPEN = "m.closed_at IS NULL"
_PROMISED = "JOIN promise r ON r.matter_id = m.id AND r.kept_at IS NULL AND r.voided IS NULL"
_PHONE = """
SELECT k.id FROM phone k WHERE k.person_id = m.person_id AND k.voided IS NULL AND k.off = 0
ORDER BY k.position, k.id LIMIT 1
"""
_OWED = f"""
JOIN callback c ON c.matter_id = m.id AND c.done_at IS NULL AND c.voided IS NULL
LEFT JOIN phone n ON n.id = coalesce(m.phone_id, ({_PHONE}))
"""
_CALL = (
    ("callback_id", "c.id"), ("attempts", "c.attempts"), ("tried_at", "c.tried_at"),
    ("worked_id", "c.worked_id"), ("phone", "n.number"),
)  # fmt: skip

UNREACHED = 3
"""So many calls nobody answered: somebody decides how it goes on (domain.md 2)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A reason why a matter waits for a supervisor: where it is found, and what tells more."""

    matter: str
    detail: str
    source: str


DECISIONS = {
    "unreached": Decision("c.matter_id", "c.attempts", f"""
FROM callback c
WHERE c.done_at IS NULL AND c.voided IS NULL AND c.attempts >= {UNREACHED}"""),
    "no_phone": Decision("c.matter_id", "''", f"""
FROM callback c JOIN matter m ON m.id = c.matter_id
WHERE c.done_at IS NULL AND c.voided IS NULL AND m.phone_id IS NULL AND ({_PHONE}) IS NULL"""),
    "returned": Decision("o.matter_id", "o.reason", """
FROM work_order o
WHERE o.closed_at IS NULL AND o.state = 'waiting' AND o.reason <> ''"""),
    "standing": Decision("o.matter_id", "o.waiting", """
FROM work_order o JOIN matter m ON m.id = o.matter_id
WHERE o.closed_at IS NULL AND o.state = 'parts' AND m.due_at < :tomorrow"""),
}  # fmt: skip
"""What waits for a supervisor's decision and why: the call-back cannot be made, a technician gave
the work back, work stands still and will be late unless its limit is extended."""

_DECIDE = " UNION ALL ".join(f"SELECT {each.matter} {each.source}" for each in DECISIONS.values())

QUEUES = {
    queue.name: queue
    for queue in (
        Queue("late", f"{_OPEN} AND m.due_at < :now", "m.due_at, m.id"),
        Queue("nearly", f"{_OPEN} AND m.due_at >= :now AND m.due_at < :soon", "m.due_at, m.id"),
        Queue("waiting", f"{_OPEN} AND m.state = 'waiting'", _DUE_FIRST),
        Queue("promised", "r.due_at < :tomorrow", "r.due_at, r.id", joins=_PROMISED,
              due="r.due_at", more=(("promise", "r.words"),)),
        Queue("callbacks", "c.due_at < :tomorrow OR c.attempts > 0", "c.due_at, c.id",
              joins=_OWED, due="c.due_at", more=_CALL),
        Queue("owed", "1", "c.due_at, c.id", joins=_OWED, due="c.due_at", more=_CALL),
        Queue("decide", f"m.id IN ({_DECIDE})", _DUE_FIRST),
        Queue("first", f"{_OPEN} AND m.first_contact_id = :staff", _DUE_FIRST, own=True),
        Queue("mine", f"{_OPEN} AND m.handler_id = :staff", _DUE_FIRST, own=True),
        Queue("open", _OPEN, _DUE_FIRST),
        Queue("bad", "m.mark < 3 AND m.rated_at >= :since", "m.rated_at DESC, m.id"),
        Queue("reopened", f"{_OPEN} AND m.reopened > 0", _DUE_FIRST),
        Queue("today", "m.opened_at >= :today", _NEWEST),
        Queue("all", "1", _NEWEST),
        Queue("dispatch", "o.closed_at IS NULL AND o.state = 'waiting'",
              "o.urgency DESC, m.due_at, o.made_at, o.id", orders=True),
        Queue("work", "o.closed_at IS NULL AND o.technician_id = :staff AND o.state <> 'done'",
              "o.urgency DESC, o.window_from, o.made_at, o.id", orders=True, own=True),
        Queue("out", "o.closed_at IS NULL AND o.state IN ('assigned','accepted','onsite','parts')",
              "o.urgency DESC, m.due_at, o.id", orders=True),
        Queue("slips", "o.closed_at IS NULL AND o.state = 'done'", "o.done_at, o.id", orders=True),
    )
}  # fmt: skip


def statement(queue: Queue) -> str:
    """The queue's whole statement, without its page."""
    select = _ORDER_SELECT if queue.orders else _SELECT
    more = "".join(f", {column}" for _name, column in queue.more)
    select = select.format(due=queue.due, more=more)
    return f"{select} {queue.joins} WHERE {queue.where} ORDER BY {queue.order}"


def page(
    connection: apsw.Connection, queue: Queue, values: Row, offset: int = 0, limit: int = 50
) -> list[Row]:
    """One page of a queue."""
    names = [
        *(_ORDER_COLUMNS if queue.orders else _COLUMNS),
        *(name for name, _column in queue.more),
    ]
    rows = connection.execute(
        f"{statement(queue)} LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def count_statement(queue: Queue) -> str:
    """The statement that counts a queue."""
    source = "work_order o JOIN matter m ON m.id = o.matter_id" if queue.orders else "matter m"
    return f"SELECT count(*) FROM {source} {queue.joins} WHERE {queue.where}"


def count(connection: apsw.Connection, queue: Queue, values: Row) -> int:
    """How many are in the queue."""
    return counts(connection, [queue], values)[0]


def counts(connection: apsw.Connection, queues: Sequence[Queue], values: Row) -> list[int]:
    """How many are in each of these queues, asked at once."""
    if not queues:
        return []
    columns = ", ".join(f"({count_statement(queue)})" for queue in queues)
    [row] = connection.execute(f"SELECT {columns}", values)
    return [int(number) for number in row]


def matter_row(connection: apsw.Connection, matter_id: int) -> Row | None:
    """One matter as the queues show it."""
    select = _SELECT.format(due="m.due_at", more="")
    found = connection.execute(f"{select} WHERE m.id = ?", (matter_id,)).fetchone()
    return dict(zip(_COLUMNS, found, strict=True)) if found else None
