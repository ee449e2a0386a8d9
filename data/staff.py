"""Staff as the dispatch board and the staff list see them: with what each has in hand."""

from typing import NamedTuple

import apsw

_IN_HAND = "('assigned', 'accepted', 'onsite', 'parts')"

_TECHNICIANS = f"""
SELECT s.id, s.no, s.name, s.skills, s.areas, s.duty, s.duty_note,
       (SELECT count(*) FROM work_order o
        WHERE o.technician_id = s.id AND o.closed_at IS NULL AND o.state IN {_IN_HAND}),
       (SELECT max(o.done_at) FROM work_order o WHERE o.technician_id = s.id AND o.done_at > 0)
FROM staff s
WHERE s.left_at IS NULL AND s.voided IS NULL AND (s.skills <> '' OR s.role = 'technician')
ORDER BY s.no
"""

_STAFF = f"""
SELECT s.id, s.no, s.name, s.role, s.phone, s.skills, s.areas, s.duty, s.duty_note, s.left_at,
       s.secret <> '',
       (SELECT count(*) FROM matter m WHERE m.handler_id = s.id AND m.closed_at IS NULL),
       (SELECT count(*) FROM work_order o
        WHERE o.technician_id = s.id AND o.closed_at IS NULL AND o.state IN {_IN_HAND})
FROM staff s
WHERE :all OR s.left_at IS NULL
ORDER BY s.left_at IS NOT NULL, s.no
"""

_HELD = f"""
SELECT (SELECT count(*) FROM matter WHERE handler_id = :id AND closed_at IS NULL),
       (SELECT count(*) FROM matter WHERE first_contact_id = :id AND closed_at IS NULL),
       (SELECT count(*) FROM work_order
        WHERE technician_id = :id AND closed_at IS NULL AND state IN {_IN_HAND})
"""


class TechnicianRow(NamedTuple):
    """One technician: `load` is orders in hand, `free_since` when the last one was done."""

    id: int
    no: str
    name: str
    skills: str
    areas: str
    duty: str
    duty_note: str
    load: int
    free_since: int | None


class StaffRow(NamedTuple):
    """One account: `can_sign_in` tells whether it has a secret; matters and orders are open ones."""

    id: int
    no: str
    name: str
    role: str
    phone: str
    skills: str
    areas: str
    duty: str
    duty_note: str
    left_at: int | None
    can_sign_in: int
    matters: int
    orders: int


class Held(NamedTuple):
    """What still waits in somebody's name: as handler, as first contact, as technician."""

    matters: int
    first: int
    orders: int


def technicians(connection: apsw.Connection) -> list[TechnicianRow]:
    """Everybody an order can be given to."""
    return [TechnicianRow(*row) for row in connection.execute(_TECHNICIANS)]


def staff(connection: apsw.Connection, *, left: bool = False) -> list[StaffRow]:
    """Every account, with those ended last if asked for."""
    return [StaffRow(*row) for row in connection.execute(_STAFF, {"all": left})]


def held(connection: apsw.Connection, staff_id: int) -> Held:
    """What is open in this person's name."""
    [row] = connection.execute(_HELD, {"id": staff_id})
    return Held(*row)
