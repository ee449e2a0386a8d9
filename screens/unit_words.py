"""What the pages of a unit and a person show: lines of words and the columns of their lists."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.content import Content

from data.reference import term
from desk.households import Resident, ShownPhone, UnitPage
from desk.numbers import show_number
from desk.session import Session
from models.matter_states import MATTER
from models.when import from_ms
from models.words import N_, _, language
from screens.household_card import riser_lines
from screens.kit.lists import Column
from screens.kit.text import text
from screens.listing import late_width, left

Row = dict[str, Any]
_NUMBER_WIDTH = 16
"""A number with the year of an earlier one."""


def head_lines(page: UnitPage) -> list[Content]:
    """Where it is and what it is, in two rows."""
    unit = page.unit
    parts = [page.state_label, page.usage_label]
    if unit.area is not None:
        parts.append(_(N_("{area} m²")).format(area=f"{unit.area / 100:g}"))
    if unit.floor_label:
        parts.append(_(N_("floor {floor}")).format(floor=unit.floor_label))
    if unit.handed_over:
        parts.append(_(N_("handed over {date}")).format(date=unit.handed_over))
    parts.append(_(N_("{open} open of {all}")).format(open=len(page.open), all=page.matter_count))
    head = Content.assemble((unit.code, "bold"), text("  " + "  ".join(parts)))
    return [head, text(" ".join(unit.note.split()), "$quiet")]


def side_lines(page: UnitPage) -> Iterator[Content]:
    """Plates, notes and what the riser had lately."""
    if page.vehicles:
        yield text(_(N_("Plates")), "bold")
        yield text(" " + "  ".join(vehicle.plate for vehicle in page.vehicles))
    if page.notes:
        yield text(_(N_("Notes")), "bold")
        for note in page.notes:
            yield text(f" {from_ms(note.at):%Y-%m-%d} {note.by or ''}", "$quiet")
            yield text(f" {note.words}")
    riser = riser_lines(page, page.near)
    yield from riser or [text(_(N_("Nothing on the riser in 30 days")), "$quiet")]


def people_columns() -> list[Column[Resident]]:
    """Name, relation, numbers, from and until."""
    return [
        Column(_(N_("Name")), lambda one: one.name, 10),
        Column(_(N_("Relation")), lambda one: one.relation_label, 10),
        Column(_(N_("Phones")), lambda one: phones_text(one.phones)),
        Column(_(N_("From")), lambda one: one.since or "", 10),
        Column(_(N_("Until")), lambda one: one.until or "", 10),
    ]


def phones_text(phones: tuple[ShownPhone, ...]) -> str:
    """Numbers in use, those out of use struck by a word."""
    return "  ".join(phone_text(phone) for phone in phones)


def phone_text(phone: ShownPhone) -> str:
    """One number with its label, and whether it is out of use."""
    parts = [phone.number, phone.label, _(N_("(off)")) if phone.off else ""]
    return " ".join(part for part in parts if part)


def matter_columns(session: Callable[[], Session], *, unit: bool = False) -> list[Column[Row]]:
    """Number, what, state, time left or mark; with the unit where there are several."""

    def number(row: Row) -> str:
        return show_number(row["number"], row["year"], session().now().year)

    def ended(row: Row) -> str:
        if row["closed_at"] is None:
            return left(row["due_at"], session().now_ms())
        return _(N_("mark {mark}")).format(mark=row["mark"]) if row["mark"] else ""

    where: list[Column[Row]] = [Column("", lambda row: row["unit"] or "", 9)] if unit else []
    return [
        Column("", lambda row: "*" if row["closed_at"] is None else "", 1),
        Column(_(N_("Matter")), number, _NUMBER_WIDTH),
        *where,
        Column(_(N_("What")), what),
        Column(_(N_("State")), lambda row: _(MATTER.states[row["state"]][0]), _state_width()),
        Column("", ended, late_width(), "right"),
    ]


def _state_width() -> int:
    return 6 if language() == "zh" else 10


def what(row: Row) -> str:
    """The type, and what it is about by its topic, else in the caller's words."""
    topic = row["topic_zh"] if language() == "zh" else row["topic_en"]
    return f"{term('matter_types', row['type'])} {topic or ' '.join(row['words'].split())}"


def matter_style(session: Callable[[], Session]) -> Callable[[Row], str]:
    """What is late stands out, what has ended stands back."""

    def style(row: Row) -> str:
        if row["closed_at"] is not None:
            return "quiet"
        return "late" if row["due_at"] and row["due_at"] < session().now_ms() else ""

    return style
