"""Export of whole lists, masked (operations.md A2): matters, orders, units, people, call-backs.

ID numbers, notes on people and which units stand empty are in no list: a burglar could use them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from data import export_rows
from data.export import Title, write
from desk.authority import require
from desk.session import Session
from desk.values import NOTHING, Values
from models.errors import InputError
from models.mask import mask_name, mask_phone
from models.money import show_money
from models.when import from_ms
from models.words import N_, _


class Column(NamedTuple):
    """One column: its heading, the value it shows, how that is read."""

    heading: str
    name: str
    sort: str = "text"


@dataclass(frozen=True)
class Kind:
    """One list that can be exported."""

    label: str
    statement: str
    columns: tuple[Column, ...]


KINDS = {
    "matters": Kind(N_("Matters"), export_rows.MATTERS, (
        Column(N_("Matter number"), "number"), Column(N_("Type"), "type", "term:matter_types"),
        Column(N_("State"), "state", "matter_state"), Column(N_("Unit"), "unit"),
        Column(N_("Place"), "place"), Column(N_("Caller"), "person", "name"),
        Column(N_("Relation"), "relation", "term:relations"),
        Column(N_("Phone"), "phone", "number"),
        Column(N_("Channel"), "channel", "term:channels"),
        Column(N_("Category"), "topic_id", "topic"), Column(N_("Words"), "words"),
        Column(N_("Demand"), "demand"), Column(N_("Urgency"), "urgency", "term:urgencies"),
        Column(N_("First contact"), "first"), Column(N_("Handler"), "handler"),
        Column(N_("Logged at"), "opened_at", "moment"),
        Column(N_("Replied at"), "answered_at", "moment"),
        Column(N_("Done at"), "done_at", "moment"),
        Column(N_("Closed at"), "closed_at", "moment"), Column(N_("Due"), "due_at", "moment"),
        Column(N_("Result"), "result"), Column(N_("Reason"), "reason"),
        Column(N_("Reopened"), "reopened"), Column(N_("Satisfaction"), "mark", "mark"),
    )),
    "orders": Kind(N_("Work orders"), export_rows.ORDERS, (
        Column(N_("Order number"), "number"), Column(N_("Matter number"), "matter"),
        Column(N_("State"), "state", "order_state"),
        Column(N_("Skill"), "skill", "term:skills"),
        Column(N_("Urgency"), "urgency", "term:urgencies"),
        Column(N_("Technician"), "technician"), Column(N_("Unit"), "unit"),
        Column(N_("Place"), "place"), Column(N_("Category"), "topic_id", "topic"),
        Column(N_("Words"), "words"), Column(N_("Made at"), "made_at", "moment"),
        Column(N_("Assigned at"), "assigned_at", "moment"),
        Column(N_("Accepted at"), "accepted_at", "moment"),
        Column(N_("Arrived at"), "arrived_at", "moment"),
        Column(N_("Done at"), "done_at", "moment"),
        Column(N_("Slip returned at"), "closed_at", "moment"),
        Column(N_("Appointment"), "window_from", "moment"),
        Column(N_("Times nobody was in"), "absent"), Column(N_("Waits for"), "waiting"),
        Column(N_("Result"), "result"), Column(N_("Reason"), "reason"),
        Column(N_("Labour fee"), "labour", "yuan"), Column(N_("Material"), "material", "yuan"),
        Column(N_("Paid"), "paid", "yuan"),
        Column(N_("Paid by"), "method", "term:payment_methods"),
        Column(N_("Receipt number"), "receipt"),
    )),
    "units": Kind(N_("Units"), export_rows.UNITS, (
        Column(N_("Unit"), "unit"), Column(N_("Building"), "building"),
        Column(N_("Phase"), "phase"), Column(N_("Stairwell"), "stairwell"),
        Column(N_("Floor"), "floor_label"), Column(N_("Room"), "room"),
        Column(N_("Usage"), "usage", "term:unit_kinds"),
        Column(N_("Area in m²"), "area", "hundredths"),
        Column(N_("Handed over"), "handed_over"), Column(N_("Owners"), "owners", "names"),
    )),
    "people": Kind(N_("People"), export_rows.PEOPLE, (
        Column(N_("Name"), "person", "name"), Column(N_("Unit"), "unit"),
        Column(N_("Relation"), "relation", "term:relations"),
        Column(N_("Since"), "since"), Column(N_("Until"), "until"),
        Column(N_("Phones"), "phones", "numbers"),
    )),
    "callbacks": Kind(N_("Call-backs"), export_rows.CALLBACKS, (
        Column(N_("Matter number"), "matter"), Column(N_("Type"), "type", "term:matter_types"),
        Column(N_("Unit"), "unit"), Column(N_("Caller"), "person", "name"),
        Column(N_("Phone"), "phone", "number"), Column(N_("Due"), "due_at", "moment"),
        Column(N_("Attempts"), "attempts"), Column(N_("Tried at"), "tried_at", "moment"),
        Column(N_("Called at"), "done_at", "moment"),
        Column(N_("Satisfaction"), "mark", "mark"), Column(N_("Words"), "words"),
        Column(N_("Called by"), "by"), Column(N_("Worked by"), "worked"),
        Column(N_("Not called because"), "voided"),
    )),
}  # fmt: skip


def export(session: Session, kind: str, out: Path) -> int:
    """Write a list to `out` (.xlsx or .csv); returns the number of rows."""
    require(session, "export.run")
    chosen = KINDS.get(kind)
    if chosen is None:
        raise InputError(
            N_("There is no list {kind}; there are {kinds}"), "kind",
            kind=kind, kinds=", ".join(KINDS),
        )  # fmt: skip
    now, who = session.now(), session.who
    about = _(N_("{list}, taken out by {name} ({no}) at {time}, personal values masked")).format(
        list=_(chosen.label), name=who.name, no=who.no, time=f"{now:%Y-%m-%d %H:%M}"
    )
    title = Title(_(chosen.label), about, who.name, now)
    header = [_(column.heading) for column in chosen.columns]
    return write(out, title, header, _rows(session, chosen))


def _rows(session: Session, kind: Kind) -> Iterator[list[str]]:
    connection = session.store.connection
    values = Values(connection, ())
    today = session.now().date().isoformat()
    for row in export_rows.rows(connection, kind.statement, today):
        yield [_cell(values, column.sort, row[column.name]) for column in kind.columns]


def _cell(values: Values, sort: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    own = _READERS.get(sort)
    text = own(value) if own else values.show(sort, value)
    return "" if text == NOTHING else text


def _masked(mask: Callable[[str], str]) -> Callable[[str], str]:
    return lambda array: _(N_(", ")).join(mask(text) for text in json.loads(array))


_READERS: dict[str, Callable[[Any], str]] = {
    "text": str,
    "moment": lambda at: f"{from_ms(at):%Y-%m-%d %H:%M}",
    "yuan": lambda fen: show_money(fen) if fen else "",
    "names": _masked(mask_name),
    "numbers": _masked(mask_phone),
}
