"""An open matter of the same household about the same category: is this call the second one?"""

from typing import NamedTuple

import apsw

_ALIKE = """
SELECT m.id, m.number, m.year, m.opened_at
FROM matter m
JOIN topic t ON t.id = m.topic_id
WHERE m.unit_id = :unit AND m.closed_at IS NULL
  AND t.category = (SELECT category FROM topic WHERE id = :topic)
ORDER BY m.opened_at DESC
LIMIT 1
"""


class Alike(NamedTuple):
    """The matter that is open already."""

    id: int
    number: str
    year: int
    opened_at: int


def find_alike(connection: apsw.Connection, unit_id: int, topic_id: int) -> Alike | None:
    """The newest open matter of this household in the topic's category."""
    found = connection.execute(_ALIKE, {"unit": unit_id, "topic": topic_id}).fetchone()
    return Alike(*found) if found else None
