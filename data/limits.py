"""The row of the time-limit table that counts for a matter."""

from typing import NamedTuple

import apsw

from data.reference import remembered
from data.versions import newest

_QUERY = """
SELECT l.category, l.since, l.voided, l.id, l.step, l.public_minutes, l.internal_minutes
FROM time_limit l
WHERE l.type = :type AND l.urgency = :urgency AND l.step = :step
  AND (l.category = '' OR l.category = (SELECT category FROM topic WHERE id = :topic))
"""


class Rule(NamedTuple):
    """One limit in minutes: the public promise and the internal target."""

    id: int
    step: str
    public_minutes: int
    internal_minutes: int


class _Row(NamedTuple):
    category: str
    since: int
    voided: str | None
    id: int
    step: str
    public_minutes: int
    internal_minutes: int

    @property
    def rule(self) -> Rule:
        return Rule(self.id, self.step, self.public_minutes, self.internal_minutes)


def find_rule(
    connection: apsw.Connection, kind: str, urgency: str, step: str, topic: int | None, at: int
) -> Rule | None:
    """The rule valid at that moment, one for the topic's own category first.

    Where all rules are younger than the moment, the oldest counts: a matter entered
    afterwards is never without a limit.
    """
    asked = {"type": kind, "urgency": urgency, "step": step, "topic": topic}
    rows = remembered(
        ("rule", *asked.values()),
        lambda: [_Row(*row) for row in connection.execute(_QUERY, asked)],
    )
    for own in (True, False):
        found = newest((row for row in rows if bool(row.category) is own), at)
        if found is not None and found.voided is None:
            return found.rule
    if not rows or any(row.since <= at for row in rows):
        return None
    return min(rows, key=lambda row: (row.since, not row.category, row.id)).rule
