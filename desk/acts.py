"""Which acts are open on a matter or work order now, and doing one of them.

The machines say what may be done, the authority matrix who may, and this module does it: one
change an act, ended by the joining function. Screens show what `open_acts` returns and the
command line prints it; neither has a rule of its own.
"""

from dataclasses import dataclass
from typing import Any

from data.change import Change
from desk import matters, orders
from desk.authority import may, require
from desk.case import Case, orders_of
from desk.fields import read_fields
from desk.joining import settle
from desk.session import Session
from models.errors import InputError, NotAllowedError
from models.matter import Matter
from models.matter_states import MATTER
from models.order import WorkOrder
from models.order_states import ORDER
from models.states import Act, Machine
from models.words import N_, _

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act on a record: open when `why_not` is empty, else shown dim with that reason."""

    act: Act
    record: Matter | WorkOrder
    why_not: str = ""


def machine_of(record: Matter | WorkOrder) -> Machine:
    """The state machine this record follows."""
    return MATTER if isinstance(record, Matter) else ORDER


def open_acts(session: Session, record: Matter | WorkOrder) -> list[OpenAct]:
    """The acts its state allows, those the person may not do with the reason why."""
    return [
        OpenAct(act, record, _why_not(session, act, record))
        for act in machine_of(record).open_acts(record.state)
    ]


def acts_of_matter(
    session: Session, matter: Matter, order: WorkOrder | None = None
) -> list[OpenAct]:
    """The acts on a matter and on its work order, the current one or this; the order's come first.

    While an order is open the matter is not assigned or finished by itself, so those acts
    of the matter give way to the order's.
    """
    order = order or current_order(matter)
    if order is None:
        return open_acts(session, matter)
    ours = open_acts(session, order)
    names = {each.act.name for each in ours}
    hidden = names | ({"assign", "take", "finish", "close"} if order.done_at is None else set())
    return ours + [each for each in open_acts(session, matter) if each.act.name not in hidden]


def current_order(matter: Matter) -> WorkOrder | None:
    """The order being worked on: the newest that has not ended."""
    live = [order for order in orders_of(matter) if order.closed_at is None]
    return live[-1] if live else None


def perform(
    session: Session,
    record: Matter | WorkOrder,
    name: str,
    fields: Fields,
    draft: int | None = None,
) -> None:
    """Do an act. `fields` are as typed; they are read by the act's needs.

    Raises `InputError` naming the field, `NotAllowedError` for the wrong role or state.
    """
    act = machine_of(record).act(name)
    if act is None:
        raise InputError(N_("There is no act {name}"), "act", name=name)
    if record.state not in act.states:
        raise NotAllowedError(
            N_("{act} is not possible: it is {state}"),
            act=_(act.label), state=_(machine_of(record).states[record.state][0]),
        )  # fmt: skip
    require(session, act.right, record, act.owner)
    values = read_fields(session, act, fields)
    kind = record.kind
    with session.store.change(session, f"{kind}.{name}") as change:
        carry_out(session, change, _case_of(record), record, act, values)
        change.end_draft(draft)


def carry_out(
    session: Session,
    change: Change,
    case: Case,
    record: Matter | WorkOrder,
    act: Act,
    values: Fields,
) -> None:
    """Do an act that was found open, on the matter of the case or on one of its orders."""
    if isinstance(record, Matter):
        state = matters.ACTS[act.name](session, change, case, values)
        settle(session, change, case, state, session.who.id if act.name == "finish" else None)
        return
    orders.ACTS[act.name](session, change, record, values)
    if act.to:
        change.set(record, state=act.to)
    if record.result and act.name == "finish":
        change.set(case.matter, result=record.result)
    if record.technician_id or act.name == "return":
        change.set(case.matter, handler_id=record.technician_id)
    settle(session, change, case)


def _case_of(record: Matter | WorkOrder) -> Case:
    """The case an act is about, with the very record that was given."""
    if isinstance(record, Matter):
        return Case(record)
    case = Case(Matter.get_by_id(record.matter_id))
    case.orders = [record if order.id == record.id else order for order in case.orders]
    return case


def perform_on_matter(session: Session, matter: Matter, name: str, fields: Fields) -> None:
    """Do an act named for a matter: on its work order where that is what is open.

    This is how staff speak: «BX1123-A003 is done» means its order.
    """
    order = current_order(matter)
    if order is not None and any(
        each.act.name == name and each.record is not matter
        for each in _named(acts_of_matter(session, matter), name)
    ):
        perform(session, order, name, fields)
    else:
        perform(session, matter, name, fields)


def _named(acts: list[OpenAct], name: str) -> list[OpenAct]:
    return [each for each in acts if each.act.name == name]


def _why_not(session: Session, act: Act, record: Matter | WorkOrder) -> str:
    if not may(session, act.right, record, act.owner):
        return _("Your role may not do this")
    if act.name == "keep" and isinstance(record, Matter) and Case(record).promised is None:
        return _("Nothing is promised here")
    return ""
