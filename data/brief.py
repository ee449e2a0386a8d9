"""What stands below a list about the matter under the cursor, in one statement."""

from typing import NamedTuple

import apsw

_BRIEF = """
SELECT m.id, m.number, m.year, m.type, m.urgency, m.state, m.words, m.due_step, m.due_at,
       m.reopened, m.result, m.mark, m.opened_at, m.done_at, u.code, m.place, p.name, m.relation,
       (SELECT k.number FROM phone k
        WHERE k.id = coalesce(m.phone_id, (
            SELECT o.id FROM phone o
            WHERE o.person_id = m.person_id AND o.voided IS NULL AND o.off = 0
            ORDER BY o.position, o.id LIMIT 1))),
       m.topic_id, m.first_contact_id, f.name, m.handler_id, h.name,
       (SELECT min(r.due_at) FROM promise r
        WHERE r.matter_id = m.id AND r.kept_at IS NULL AND r.voided IS NULL),
       (SELECT count(*) FROM matter x
        WHERE x.unit_id = m.unit_id AND x.topic_id = m.topic_id AND x.id <> m.id
          AND x.opened_at >= :since AND x.state <> 'void')
FROM matter m
LEFT JOIN unit u ON u.id = m.unit_id
LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN staff f ON f.id = m.first_contact_id
LEFT JOIN staff h ON h.id = m.handler_id
WHERE m.id = :id
"""


class BriefRow(NamedTuple):
    """A matter in short; `promised` is its next promise, `alike` what the unit had of the same."""

    id: int
    number: str
    year: int
    type: str
    urgency: str
    state: str
    words: str
    due_step: str
    due_at: int | None
    reopened: int
    result: str
    mark: int | None
    opened_at: int
    done_at: int | None
    unit: str | None
    place: str
    person: str | None
    relation: str
    phone: str | None
    topic_id: int | None
    first_id: int
    first: str | None
    handler_id: int | None
    handler: str | None
    promised: int | None
    alike: int


def brief(connection: apsw.Connection, matter_id: int, since: int) -> BriefRow | None:
    """One matter; what was alike counts from `since`."""
    row = connection.execute(_BRIEF, {"id": matter_id, "since": since}).fetchone()
    return BriefRow(*row) if row else None
