"""What the page of a matter says, line by line: head, who, words, orders, promises, history."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from data.reference import term
from desk.phrases import spoken_time
from desk.session import Session
from desk.sheet import MatterSheet, OrderSheet
from models.matter import Callback
from models.matter_states import MATTER
from models.money import show_money
from models.order import Material
from models.order_states import ORDER
from models.when import from_ms, show_time
from models.words import N_, _
from screens.kit.fold import folded
from screens.kit.text import fit, text
from screens.listing import left

LABEL = 10
"""The cells of a label at the beginning of a line."""


class Row(NamedTuple):
    """A label and words of one or several lines beside it; without a label it is a title."""

    label: str
    words: str


def head_lines(session: Session, sheet: MatterSheet) -> list[Content]:
    """Number, type, state, time left and its rule; who and where; who has it."""
    return [_first_line(session, sheet), *_due_lines(session, sheet), *_who_lines(session, sheet)]


def body_lines(session: Session, sheet: MatterSheet, width: int) -> Iterator[Content]:
    """What was said, what hangs on it, and its history, folded into so many cells."""
    for row in _rows(session, sheet):
        if not row.label:
            yield text(row.words, "bold")
        elif row.words.strip():
            yield from _beside(row, width)


def _rows(session: Session, sheet: MatterSheet) -> Iterator[Row]:
    matter = sheet.matter
    yield Row(_("Words"), matter.words)
    yield Row(_("Demand"), matter.demand)
    yield Row(_("Wished"), show_time(from_ms(matter.wanted_from)) if matter.wanted_from else "")
    yield from _promise_rows(session, sheet)
    yield Row(_("Result"), matter.result)
    yield Row(_("Reason"), matter.reason)
    yield Row(_("Satisfaction"), _mark(matter.mark) if matter.mark else "")
    for order in sheet.orders:
        yield from _order_rows(session, order)
    for callback in sheet.callbacks:
        yield Row(_("Call-back"), _callback(session, sheet, callback))
    if sheet.comments:
        yield Row("", _("Comments"))
        for comment in sheet.comments:
            yield Row(_moment(comment.at), f"{sheet.name(comment.by_id)} {comment.words}")
    if sheet.told:
        yield Row("", _("History"))
        for event in reversed(sheet.told):
            yield Row(_moment(event.at), event.sentence)


# -- the head


def _first_line(session: Session, sheet: MatterSheet) -> Content:
    matter = sheet.matter
    state, sign = MATTER.states[matter.state]
    late = bool(matter.due_at and matter.due_at < session.now_ms())
    parts = [
        (sheet.number, "bold"),
        (term("matter_types", matter.type), ""),
        (term("urgencies", matter.urgency) if matter.urgency == "urgent" else "", "bold $warning"),
        (f"{sign} {_(state)}", "bold"),
        (left(matter.due_at, session.now_ms()), "bold $error" if late else "bold"),
    ]
    if matter.reopened:
        again = _("Reopened {number} ×").format(number=matter.reopened)
        parts.append((again, "bold $warning"))
    shown = [text(words, style) for words, style in parts if words]
    return Content("  ").join(shown)


def _due_lines(session: Session, sheet: MatterSheet) -> Iterator[Content]:
    rule = sheet.rule
    if rule is None:
        return
    public, inside = spoken_time(session, rule.public), spoken_time(session, rule.internal)
    words = _("{step} by {time}").format(step=term("steps", rule.step), time=public)
    if rule.internal != rule.public:
        words = _("{due}, inside {time}").format(due=words, time=inside)
    if rule.minutes:
        words = f"{words}  {_limit(rule.minutes)}"
    yield text(words)


def _limit(minutes: int) -> str:
    return _("limit {span}").format(span=_span(minutes))


def _span(minutes: int) -> str:
    """30 分, 8 时, 2 天: the largest whole part."""
    for size, words in ((1440, N_("{number} d")), (60, N_("{number} h"))):
        if minutes % size == 0:
            return _(words).format(number=minutes // size)
    return _("{number} min").format(number=minutes)


def _who_lines(session: Session, sheet: MatterSheet) -> Iterator[Content]:
    matter = sheet.matter
    if sheet.topic:
        yield text(sheet.topic)
    relation = term("relations", matter.relation) if matter.relation else ""
    channel = term("channels", matter.channel)
    opened = spoken_time(session, matter.opened_at)
    where = [sheet.unit or matter.place, sheet.person, relation, sheet.phone, channel, opened]
    yield text("  ".join(part for part in where if part))
    first = _("First contact {name}").format(name=sheet.name(matter.first_contact_id) or "-")
    handler = _("Handler {name}").format(name=sheet.name(matter.handler_id) or "-")
    yield text(f"{first}  {handler}")


# -- what hangs on it


def _order_rows(session: Session, sheet: OrderSheet) -> Iterator[Row]:
    order = sheet.order
    state, sign = ORDER.states[order.state]
    skill = term("skills", order.skill) if order.skill else ""
    parts = [_("Work order"), sheet.number, f"{sign} {_(state)}", sheet.technician or _("nobody")]
    yield Row("", "  ".join([*parts, skill]).rstrip())
    steps = (
        (_("made"), order.made_at), (_("given"), order.assigned_at),
        (_("accepted"), order.accepted_at), (_("arrived"), order.arrived_at),
        (_("done"), order.done_at), (_("slip"), order.slip_at),
    )  # fmt: skip
    times = [f"{name} {spoken_time(session, at)}" for name, at in steps if at]
    yield Row(" ", "  ".join(times))
    appointment = show_time(from_ms(order.window_from)) if order.window_from else ""
    yield Row(_("Appointment"), appointment)
    yield Row(_("Stands"), order.waiting)
    yield Row(_("Reason"), order.reason)
    yield Row(_("Result"), order.result)
    for line in sheet.materials:
        yield Row(_("Material"), _material(line))
    if order.labour or order.material or order.paid:
        money = _("labour {labour}  material {material}  paid {paid}  owing {owing}").format(
            labour=show_money(order.labour), material=show_money(order.material),
            paid=show_money(order.paid),
            owing=show_money(order.labour + order.material - order.paid),
        )  # fmt: skip
        yield Row(_("Money"), money)


def _material(line: Material) -> str:
    cost = _("brought by the household") if line.owner_supplied else f"× {show_money(line.price)}"
    words = f"{line.name} {line.spec} {line.quantity / 1000:g}{line.measure} {cost}"
    return " ".join(words.split())


def _promise_rows(session: Session, sheet: MatterSheet) -> Iterator[Row]:
    for promise in sheet.promises:
        if promise.kept_at is None:
            state = left(promise.due_at, session.now_ms())
        elif promise.kept_at <= promise.due_at:
            state = _("kept {time}").format(time=spoken_time(session, promise.kept_at))
        else:
            state = _("kept late {time}").format(time=spoken_time(session, promise.kept_at))
        words = f"{spoken_time(session, promise.due_at)} {promise.words}  {state}"
        yield Row(_("Promise"), words)


def _callback(session: Session, sheet: MatterSheet, callback: Callback) -> str:
    tries = _("rung {number} ×").format(number=callback.attempts) if callback.attempts else ""
    if callback.voided is not None:
        parts = [_("not made"), callback.voided]
    elif callback.done_at is None:
        parts = [_("by {time}").format(time=spoken_time(session, callback.due_at)), tries]
    else:
        mark = _mark(callback.mark) if callback.mark else ""
        done = spoken_time(session, callback.done_at)
        parts = [done, sheet.name(callback.by_id), mark, callback.words, tries]
    return "  ".join(part for part in parts if part)


def _mark(mark: int) -> str:
    """5 满意: the figure and its word."""
    known = {5: "satisfied", 3: "fairly", 1: "dissatisfied"}
    return f"{mark} {term('satisfaction', known[mark])}" if mark in known else str(mark)


# -- lines


def _beside(row: Row, width: int) -> Iterator[Content]:
    """The label, the words beside it; what does not fit stands below them."""
    indent = max(LABEL, cell_len(row.label) + 1)
    label = row.label
    for line in row.words.splitlines():
        for piece in folded(line, max(width - indent, LABEL)):
            yield Content.assemble(text(fit(label, indent), "$quiet"), text(piece))
            label = ""


def _moment(at: int) -> str:
    return f"{from_ms(at):%m-%d %H:%M}"
