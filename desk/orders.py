"""What is done with a work order: assigned, accepted, worked on, paid, its slip returned.

Each procedure is one act of `models.order_states`; `desk.acts` has checked authority, state
and fields, opened the change, and settles the matter afterwards. Money is in fen.
"""

from dataclasses import asdict
from typing import Any

from data.change import Change
from desk.session import Session
from models.errors import InputError
from models.material_line import MaterialLine
from models.order import Material, WorkOrder
from models.words import N_

Fields = dict[str, Any]

THOUSANDTHS = 1000


def assign(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """Give it to a technician, with an appointment if one was made."""
    change.set(
        order,
        technician_id=fields["technician"].id,
        assigned_at=change.at,
        accepted_at=None,
        arrived_at=None,
        waiting="",
        reason="",
    )
    if fields.get("window"):
        change.set(order, window_from=fields["window"], window_to=fields["window"])


def accept(_session: Session, change: Change, order: WorkOrder, _fields: Fields) -> None:
    """The technician takes it."""
    change.set(order, accepted_at=change.at)


def return_(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """The technician gives it back with a reason; it waits again."""
    change.set(
        order, technician_id=None, assigned_at=None, accepted_at=None, reason=fields["reason"]
    )


def hand_on(session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """One technician hands it to another."""
    if fields["technician"].id == order.technician_id:
        raise InputError(N_("It is with this technician already"), "technician")
    assign(session, change, order, fields)
    change.set(order, reason=fields["reason"])


def arrive(_session: Session, change: Change, order: WorkOrder, _fields: Fields) -> None:
    """On site."""
    change.set(order, accepted_at=order.accepted_at or change.at, arrived_at=change.at)


def absent(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """Nobody was in: a note is left and a new time agreed."""
    change.set(
        order,
        absent=order.absent + 1,
        arrived_at=None,
        window_from=fields["window"],
        window_to=fields["window"],
    )


def wait_parts(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """The work stands still, with a reason."""
    change.set(order, waiting=fields["reason"])


def resume(_session: Session, change: Change, order: WorkOrder, _fields: Fields) -> None:
    """The work goes on."""
    change.set(order, waiting="")


def finish(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """The work is done, with its result, the materials used and the labour fee."""
    used: list[MaterialLine] = fields.get("materials") or []
    lines = materials_of(order) if used else []
    for line in used:
        lines.append(add_line(change, order, lines, asdict(line)))
    change.set(
        order,
        result=fields["result"],
        labour=fields.get("labour") or 0,
        arrived_at=order.arrived_at or change.at,
        done_at=change.at,
    )


def material(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """One more line of material; the order's sum is added up from its lines anew."""
    add_line(change, order, materials_of(order), fields)


def add_line(change: Change, order: WorkOrder, lines: list[Material], fields: Fields) -> Material:
    """Add a line to those the order has; returns it."""
    line = Material(
        order_id=order.id,
        name=fields["name"],
        spec=fields.get("spec") or "",
        quantity=fields["quantity"],
        measure=fields.get("measure") or "",
        price=fields.get("price") or 0,
        owner_supplied=int(bool(fields.get("owner_supplied"))),
    )
    change.add(line)
    change.set(order, material=sum(amount(each) for each in [*lines, line]))
    return line


def materials_of(order: WorkOrder) -> list[Material]:
    """The order's lines of material."""
    return list(
        Material.select()
        .where((Material.order_id == order.id) & Material.voided.is_null())
        .order_by(Material.id)
    )


def amount(line: Material) -> int:
    """What the household owes for a line, in fen; nothing for what it supplied itself."""
    if line.owner_supplied:
        return 0
    return int((line.quantity * line.price + THOUSANDTHS // 2) // THOUSANDTHS)


def owing(order: WorkOrder) -> int:
    """What is still to be paid, in fen."""
    return int(order.labour + order.material - order.paid)


def pay(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """A payment was taken; more than is owed is refused."""
    if fields["amount"] <= 0:
        raise InputError(N_("The amount must be more than nothing"), "amount")
    if fields["amount"] > owing(order):
        raise InputError(N_("That is more than is owed"), "amount")
    change.set(
        order,
        paid=order.paid + fields["amount"],
        method=fields["method"],
        receipt=fields.get("receipt") or order.receipt,
        paid_at=change.at,
    )


def slip(_session: Session, change: Change, order: WorkOrder, _fields: Fields) -> None:
    """The signed slip is back; an unpaid order cannot end (domain.md 1)."""
    if owing(order) > 0:
        raise InputError(N_("The order is not paid yet; take the payment first"))
    change.set(order, slip_at=change.at, closed_at=change.at)


def cancel(_session: Session, change: Change, order: WorkOrder, fields: Fields) -> None:
    """It will not be done, with a reason."""
    change.set(order, reason=fields["reason"], closed_at=change.at)


ACTS = {
    "assign": assign,
    "accept": accept,
    "return": return_,
    "hand_on": hand_on,
    "arrive": arrive,
    "absent": absent,
    "wait_parts": wait_parts,
    "resume": resume,
    "finish": finish,
    "material": material,
    "pay": pay,
    "slip": slip,
    "cancel": cancel,
}
