"""The card of a household beside a form or a matter: people, plates, what is open, what was last.

Lines of content, so that each screen lays them out in its own columns; names come masked.
"""

from typing import Any

from textual.content import Content

from data.reference import term
from desk.households import UnitPage
from desk.numbers import show_number
from desk.riser import RISER, SAME, Near
from desk.session import Session
from models.matter_states import MATTER
from models.when import from_ms
from models.words import N_, _, language
from screens.kit.text import text
from screens.listing import left

PEOPLE, PLATES, OPEN, LAST, NEAR = 5, 2, 3, 3, 5
"""How many of each the card shows; the household's page shows all."""


def household_lines(session: Session, page: UnitPage) -> list[Content]:
    """State, people with their first number, plates, open matters, the last ones that ended."""
    people = [one for one in page.residents if one.now]
    lines = [text(f"{page.unit.code} {page.state_label}", "bold")]
    for one in people[:PEOPLE]:
        number = next((phone.number for phone in one.phones if not phone.off), "")
        lines.append(text(f" {one.name} {one.relation_label} {number}".rstrip()))
    if len(people) > PEOPLE:
        lines.append(_more(len(people) - PEOPLE))
    plates = " ".join(vehicle.plate for vehicle in page.vehicles[:PLATES])
    if plates:
        lines.append(text(f" {plates}"))
    ended = [row for row in page.matters if row["closed_at"]][:LAST]
    if page.open:
        lines.append(text(_(N_("{number} open")).format(number=len(page.open)), "bold"))
        lines += [
            text(f" {_open_line(session, row)}", _style(session, row)) for row in page.open[:OPEN]
        ]
        if len(page.open) > OPEN:
            lines.append(_more(len(page.open) - OPEN))
    if ended:
        lines.append(text(_(N_("Last"))))
        lines += [text(f" {_ended_line(row)}", "$quiet") for row in ended]
    return lines


def riser_lines(page: UnitPage, near: list[Near]) -> list[Content]:
    """What the riser had in the last 30 days, and who is being fitted out there."""
    lines = [
        text(f" {code} {term('unit_states', 'fitout')}")
        for code in page.fitting_out
        if code != page.unit.code
    ]
    for one in [one for one in near if one.nearness != SAME][:NEAR]:
        ended = _(MATTER.states[one.state][0])
        where = one.unit if one.nearness == RISER else f"{one.unit} {_(NEARNESS[one.nearness])}"
        problem = one.topic.rpartition(" · ")[2] or term("matter_types", one.type)
        day = f"{from_ms(one.opened_at):%m-%d}"
        style = "bold $warning" if one.same_problem else ""
        mark = "! " if one.same_problem else " "
        lines.append(text(f"{mark}{where} {day} {problem} {ended}", style))
    if lines:
        lines.insert(0, text(_(N_("Same riser, 30 days")), "bold"))
    return lines


NEARNESS = {"above": N_("above"), "below": N_("below")}


def _open_line(session: Session, row: dict[str, Any]) -> str:
    number = show_number(row["number"], row["year"], session.now().year)
    parts = [number, left(row["due_at"], session.now_ms()), _problem(row)]
    return " ".join(part for part in parts if part)


def _style(session: Session, row: dict[str, Any]) -> str:
    late = row["due_at"] is not None and row["due_at"] < session.now_ms()
    return "bold $error" if late else ""


def _ended_line(row: dict[str, Any]) -> str:
    mark = _(N_("mark {mark}")).format(mark=row["mark"]) if row["mark"] else ""
    day = f"{from_ms(row['opened_at']):%m-%d}"
    parts = [day, term("matter_types", row["type"]), _problem(row), mark]
    return " ".join(part for part in parts if part)


def _problem(row: dict[str, Any]) -> str:
    topic = row["topic_zh"] if language() == "zh" else row["topic_en"]
    return str(topic or row["words"])


def _more(number: int) -> Content:
    return text("  " + _(N_("and {number} more")).format(number=number), "$quiet")
