"""What a supervisor looks at: why something waits for a decision, who has how much, which type."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import apsw

from data.queues import DECISIONS, Queue, Row

_DUE_FIRST = "m.due_at NULLS LAST, m.id"

OF_PERSON = Queue("person", "m.closed_at IS NULL AND m.handler_id = :handler", _DUE_FIRST)
OF_NOBODY = Queue("nobody", "m.closed_at IS NULL AND m.handler_id IS NULL", _DUE_FIRST)
OF_TYPE = Queue("type", "m.closed_at IS NULL AND m.type = :type", _DUE_FIRST)

PEOPLE = """
SELECT m.handler_id, coalesce(s.name, ''), coalesce(s.role, ''), coalesce(s.duty, ''),
       count(*), coalesce(sum(m.due_at < :now), 0), min(m.due_at)
FROM matter m LEFT JOIN staff s ON s.id = m.handler_id
WHERE m.closed_at IS NULL
GROUP BY m.handler_id
ORDER BY 6 DESC, 5 DESC, s.no
"""

TYPES_OPEN = """
SELECT m.type, count(*), coalesce(sum(m.due_at < :now), 0)
FROM matter m WHERE m.closed_at IS NULL GROUP BY m.type
"""

TYPES_CLOSED = """
SELECT m.type, coalesce(sum(m.closed_at >= :today), 0), avg(m.closed_at - m.opened_at)
FROM matter m WHERE m.closed_at >= :since AND m.state <> 'void' GROUP BY m.type
"""

_WHY = " UNION ALL ".join(
    f"SELECT '{why}', {each.matter}, {each.detail} {each.source}"
    f" AND {each.matter} IN (SELECT value FROM json_each(:matters))"
    for why, each in DECISIONS.items()
)


class Why(NamedTuple):
    """Why a matter waits for a decision: a key of `DECISIONS`, and what tells more."""

    name: str
    detail: str


class PersonRow(NamedTuple):
    """What somebody has in hand; `id` is None for what is nobody's yet."""

    id: int | None
    name: str
    role: str
    duty: str
    open: int
    late: int
    next_due: int | None


class TypeRow(NamedTuple):
    """One type of matter; `average` milliseconds from logged to closed, of those closed lately."""

    type: str
    open: int
    late: int
    closed_today: int
    average: int | None


def decisions(
    connection: apsw.Connection, matters: Iterable[int], values: Row
) -> dict[int, list[Why]]:
    """Why each of these matters waits for a decision."""
    found: defaultdict[int, list[Why]] = defaultdict(list)
    for name, key, detail in connection.execute(
        _WHY, {**values, "matters": json.dumps([*matters])}
    ):
        found[key].append(Why(name, str(detail)))
    return dict(found)


def people(connection: apsw.Connection, values: Row) -> list[PersonRow]:
    """What everybody has in hand, who is latest first."""
    return [PersonRow(*row) for row in connection.execute(PEOPLE, values)]


def types(connection: apsw.Connection, values: Row) -> dict[str, TypeRow]:
    """What is open and was closed, by type."""
    still = {kind: (number, late) for kind, number, late in connection.execute(TYPES_OPEN, values)}
    ended = {kind: (today, span) for kind, today, span in connection.execute(TYPES_CLOSED, values)}
    return {kind: _type(kind, still.get(kind), ended.get(kind)) for kind in {**still, **ended}}


def _type(
    kind: str, still: tuple[int, int] | None, ended: tuple[int, float | None] | None
) -> TypeRow:
    number, late = still or (0, 0)
    today, span = ended or (0, None)
    return TypeRow(kind, number, late, today, None if span is None else round(span))
