"""The riser (立管): what the rooms above, below and along it had lately, asked at every intake."""

from dataclasses import dataclass

from data import households as rows
from data.households import RiserMatterRow, StairwellRow, UnitRow
from desk.authority import may
from desk.session import Session
from models.riser import riser
from models.words import language

DAYS = 30
_DAY = 24 * 60 * 60 * 1000

SAME, ABOVE, BELOW, RISER = NEARNESS = "same", "above", "below", "riser"
"""How near a matter is: in the room itself, in the next one up or down, further along."""


@dataclass(frozen=True, slots=True)
class Near:
    """A matter on the riser; a neighbour's is shown by its topic, not by the caller's words."""

    matter_id: int
    number: str
    year: int
    type: str
    state: str
    unit: str
    nearness: str
    topic: str
    opened_at: int
    closed_at: int | None
    same_problem: bool


def radar(session: Session, unit_id: int, category: str = "") -> list[Near]:
    """What the same room, those above and below and the riser had in the last 30 days.

    The same problem comes first, then the nearest. `category` is a topic's. Nothing for who
    may not see every household.
    """
    unit = rows.unit(session.store.connection, unit_id)
    if unit is None or not may(session, "household.view"):
        return []
    return near(session, unit, units_of_riser(session, unit), category)


def units_of_riser(session: Session, unit: UnitRow) -> list[StairwellRow]:
    """The units of the riser from the bottom up, the unit itself among them."""
    place = riser(unit.room, unit.floor_label)
    stairwell = rows.stairwell(session.store.connection, unit.building_id, unit.stairwell)
    return [
        other
        for other in stairwell
        if other.id == unit.id or (place and riser(other.room, other.floor_label) == place)
    ]


def near(
    session: Session, unit: UnitRow, riser_units: list[StairwellRow], category: str = ""
) -> list[Near]:
    """What these units had in the last 30 days, in the order of `radar`."""
    since = session.now_ms() - DAYS * _DAY
    nearness = _nearness(unit, riser_units)
    code_of = {other.id: other.code for other in riser_units}
    found = [
        Near(
            row.id, row.number, row.year, row.type, row.state, code_of[row.unit_id],
            nearness[row.unit_id], _topic(row), row.opened_at, row.closed_at,
            same_problem=bool(category) and row.category == category,
        )
        for row in rows.riser_matters(session.store.connection, list(code_of), since)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.same_problem, NEARNESS.index(one.nearness)))


def _nearness(unit: UnitRow, riser_units: list[StairwellRow]) -> dict[int, str]:
    found = {other.id: RISER for other in riser_units}
    if unit.floor is not None:
        floors = [(other.floor, other.id) for other in riser_units if other.floor is not None]
        above = [pair for pair in floors if pair[0] > unit.floor]
        below = [pair for pair in floors if pair[0] < unit.floor]
        if above:
            found[min(above)[1]] = ABOVE
        if below:
            found[max(below)[1]] = BELOW
    found[unit.id] = SAME
    return found


def _topic(row: RiserMatterRow) -> str:
    chinese = language() == "zh"
    category = row.category_zh if chinese else row.category_en
    problem = row.problem_zh if chinese else row.problem_en
    return " · ".join(part for part in (category, problem) if part)
