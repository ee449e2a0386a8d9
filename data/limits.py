"""The row of the time-limit table that counts for a matter."""

from typing import Any, NamedTuple

import apsw

from data.reference import remembered

_QUERY = """
SELECT l.category = '', l.since, l.id, l.step, l.public_minutes, l.internal_minutes
FROM time_limit l
WHERE l.type = :type AND l.urgency = :urgency AND l.step = :step AND l.voided IS NULL
  AND (l.category = '' OR l.category = (SELECT category FROM topic WHERE id = :topic))
"""


class Rule(NamedTuple):
    """One limit in minutes: the public promise and the internal target."""

    id: int
    step: str
    public_minutes: int
    internal_minutes: int


def find_rule(
    connection: apsw.Connection, kind: str, urgency: str, step: str, topic: int | None, at: int
) -> Rule | None:
    """The rule valid at that moment, one for the topic's own category first.

    Where all rules are younger than the moment, the oldest counts: a matter entered
    afterwards is never without a limit.
    """
    asked = {"type": kind, "urgency": urgency, "step": step, "topic": topic}
    rows: list[Any] = remembered(
        ("rule", *asked.values()), lambda: list(connection.execute(_QUERY, asked))
    )
    if not rows:
        return None
    _general, _since, *rule = min(
        rows, key=lambda row: (row[0], row[1] > at, abs(row[1] - at), -row[2])
    )
    return Rule(*rule)
