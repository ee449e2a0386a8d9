"""What an export reads: one statement for each list, streamed, names and numbers as they are."""

from collections.abc import Iterator
from typing import Any

import apsw

MATTERS = """
SELECT m.number, m.type, m.state, u.code AS unit, m.place, p.name AS person, m.relation,
       h.number AS phone, m.channel, m.topic_id, m.words, m.demand, m.urgency,
       f.name AS first, w.name AS handler, m.opened_at, m.answered_at, m.done_at, m.closed_at,
       m.due_at, m.result, m.reason, m.reopened, m.mark
FROM matter m
LEFT JOIN unit u ON u.id = m.unit_id
LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN phone h ON h.id = m.phone_id
LEFT JOIN staff f ON f.id = m.first_contact_id
LEFT JOIN staff w ON w.id = m.handler_id
ORDER BY m.opened_at, m.id
"""

ORDERS = """
SELECT o.number, m.number AS matter, o.state, o.skill, o.urgency, s.name AS technician,
       u.code AS unit, m.place, m.topic_id, m.words, o.made_at, o.assigned_at, o.accepted_at,
       o.arrived_at, o.done_at, o.closed_at, o.window_from, o.absent, o.waiting, o.result,
       o.reason, o.labour, o.material, o.paid, o.method, o.receipt
FROM work_order o
JOIN matter m ON m.id = o.matter_id
LEFT JOIN unit u ON u.id = m.unit_id
LEFT JOIN staff s ON s.id = o.technician_id
WHERE o.voided IS NULL
ORDER BY o.made_at, o.id
"""

CALLBACKS = """
SELECT m.number AS matter, m.type, u.code AS unit, p.name AS person, h.number AS phone,
       c.due_at, c.attempts, c.tried_at, c.done_at, c.mark, c.words, b.name AS by,
       w.name AS worked, c.voided
FROM callback c
JOIN matter m ON m.id = c.matter_id
LEFT JOIN unit u ON u.id = m.unit_id
LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN phone h ON h.id = m.phone_id
LEFT JOIN staff b ON b.id = c.by_id
LEFT JOIN staff w ON w.id = c.worked_id
ORDER BY c.due_at, c.id
"""

UNITS = """
SELECT u.code AS unit, b.name AS building, b.phase, u.stairwell, u.floor_label, u.room, u.usage,
       u.area, u.handed_over,
       (SELECT json_group_array(p.name ORDER BY r.position, r.id)
        FROM residence r JOIN person p ON p.id = r.person_id
        WHERE r.unit_id = u.id AND r.voided IS NULL AND p.voided IS NULL
          AND r.relation IN ('owner', 'coowner')
          AND (r.until IS NULL OR r.until > :today)) AS owners
FROM unit u JOIN building b ON b.id = u.building_id
WHERE u.voided IS NULL
ORDER BY u.building_id, u.stairwell, u.floor, u.room, u.id
"""

PEOPLE = """
SELECT p.name AS person, u.code AS unit, r.relation, r.since, r.until,
       (SELECT json_group_array(h.number ORDER BY h.position, h.id) FROM phone h
        WHERE h.person_id = p.id AND h.voided IS NULL AND h.off = 0) AS phones
FROM person p
LEFT JOIN residence r ON r.person_id = p.id AND r.voided IS NULL
LEFT JOIN unit u ON u.id = r.unit_id
WHERE p.voided IS NULL
ORDER BY u.code IS NULL, u.building_id, u.stairwell, u.floor, u.room, r.position, p.id
"""


def rows(connection: apsw.Connection, statement: str, today: str) -> Iterator[dict[str, Any]]:
    """The rows of one list by column; `today` is the office's date in ISO."""
    cursor = connection.cursor()
    found = cursor.execute(statement, {"today": today} if ":today" in statement else None)
    names: list[str] = []
    for row in found:
        names = names or [column[0] for column in cursor.description]
        yield dict(zip(names, row, strict=True))
