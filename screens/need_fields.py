"""A field for each sort of need, and those that several forms share: a moment, one of the staff."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from data.reference import term
from desk.phrases import Phrase, offered
from desk.session import Session
from desk.staff import staff_list, technicians
from models.matter import Matter
from models.money import parse_money, show_money
from models.order import WorkOrder
from models.states import Need
from models.when import from_ms, parse_time, show_time
from models.words import N_, _
from screens.kit.choices import ChoiceField
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.note import NoteField
from screens.kit.parsed import MoneyField, TimeField
from screens.listing import by_pinyin, options, reasons
from screens.phrase_field import PhraseField

PHRASES = {
    "finish": ("result",), "close": ("result",), "reply": ("reply",), "callback": ("callback",),
}  # fmt: skip
"""The phrases offered by the act whose words are asked for; the others offer notes."""

_NO_ACCOUNTS = frozenset({"administrator", "auditor"})
_DUTIES = ("on", "out", "off")


def need_field(session: Session, need: Need, record: Matter | WorkOrder, act: str) -> Field:
    """The field that asks for what this act needs of this record."""
    sort, _colon, terms = need.sort.partition(":")
    if sort == "note":
        return PhraseField(
            need.name, _(need.label), lambda: _phrases(record, act), help_text=_optional(need)
        )
    if sort in {"term", "reason"}:
        kind, values = (ChoiceField, options) if sort == "term" else (ReasonField, reasons)
        return kind(need.name, _(need.label), values(terms), match=by_pinyin)
    return _BUILDERS.get(sort, _text)(session, need, record)


class ReasonField(ChoiceField):
    """One of the listed reasons by digit or pinyin, or words of one's own."""

    def __init__(self, field_id: str, label: str, listed: list[Option], **more: Any) -> None:
        help_text = _(N_("A digit for a listed reason, or your own words"))
        super().__init__(field_id, label, listed, help_text=help_text, width=24, **more)

    @property
    def answer(self) -> str:
        """The words."""
        return self.chosen.label if self.chosen else self.value.strip()

    def check(self) -> str:
        """Words of one's own are never wrong."""
        return ""


def staff_field(field_id: str, label: str, people: list[Option]) -> ChoiceField:
    """Somebody of the staff by digit, number, name or initials; the answer is the staff number."""
    help_text = _(N_("A digit, a staff number, a name or its initials; F4 lists everybody"))
    return ChoiceField(field_id, label, people, match=by_pinyin, help_text=help_text, width=14)


def time_field(
    session: Callable[[], Session], field_id: str, label: str, more: str = ""
) -> TimeField:
    """A moment: `930`, `+90` minutes, `1124 930`; its weekday and `more` are shown beside it."""

    def as_text(moment: datetime) -> str:
        today = moment.date() == session().now().date()
        return f"{moment:%H:%M}" if today else f"{moment:%m-%d %H:%M}"

    return TimeField(
        field_id, label, parse=lambda typed: parse_time(typed, session().now()), as_text=as_text,
        show=lambda moment: f"{show_time(moment)} {more}".strip(), width=12,
        help_text=_(N_("930, or +90 minutes from now, or a day before it: 1124 930, +1 930")),
    )  # fmt: skip


def technician_options(session: Session, skill: str) -> list[Option]:
    """The technicians, the best one for the skill first, with what speaks for and against each."""
    return [
        Option(one.no, one.name, _about(one.skills, one.duty, one.load))
        for one in technicians(session, skill or None)
    ]


def handler_options(session: Session) -> list[Option]:
    """Everybody who may handle a matter: those on duty first, with the least in hand."""
    found = sorted(
        (row for row in staff_list(session) if row.role not in _NO_ACCOUNTS),
        key=lambda row: (_DUTIES.index(row.duty), row.matters + row.orders, row.no),
    )
    return [
        Option(row.no, row.name, _about((), row.duty, row.matters + row.orders)) for row in found
    ]


def _about(skills: tuple[str, ...], duty: str, load: int) -> str:
    parts = [" ".join(term("skills", skill) for skill in skills), term("duties", duty)]
    parts.append(_(N_("{number} in hand")).format(number=load))
    return "  ".join(part for part in parts if part)


def _phrases(record: Matter | WorkOrder, act: str) -> list[Phrase]:
    known = {"number": record.number}
    kind = record.type if isinstance(record, Matter) else ""
    if due := getattr(record, "due_at", None):
        known["time"] = f"{from_ms(due):%H:%M}"
    return offered(PHRASES.get(act, ("note",)), kind, known)


# -- by sort


def _text(_session: Session, need: Need, _record: Matter | WorkOrder) -> Field:
    return TextField(need.name, _(need.label), help_text=_optional(need))


def _staff(session: Session, need: Need, _record: Matter | WorkOrder) -> Field:
    return staff_field(need.name, _(need.label), handler_options(session))


def _technician(session: Session, need: Need, record: Matter | WorkOrder) -> Field:
    """The proposed one stands there already where somebody must be named."""
    skill = record.skill if isinstance(record, WorkOrder) else ""
    field = staff_field(need.name, _(need.label), technician_options(session, skill))
    best = technicians(session, skill or None)[:1]
    if need.required and best and best[0].proposed:
        field.write(best[0].no, dim=True)
    return field


def _time(session: Session, need: Need, _record: Matter | WorkOrder) -> Field:
    return time_field(lambda: session, need.name, _(need.label))


def _money(_session: Session, need: Need, _record: Matter | WorkOrder) -> Field:
    return MoneyField(
        need.name, _(need.label), parse=parse_money, as_text=show_money,
        show=lambda fen: f"¥{show_money(fen)}", help_text=_(N_("In yuan: 80 or 12.50")),
    )  # fmt: skip


def _materials(_session: Session, need: Need, _record: Matter | WorkOrder) -> Field:
    help_text = _(N_("A line each: name, quantity, price of each; Ctrl+L begins a new line"))
    return NoteField(need.name, _(need.label), help_text=help_text)


def _optional(need: Need) -> str:
    return "" if need.required else _(N_("May be left empty"))


_Builder = Callable[[Session, Need, Matter | WorkOrder], Field]
_BUILDERS: dict[str, _Builder] = {
    "staff": _staff, "technician": _technician, "time": _time, "money": _money,
    "materials": _materials,
}  # fmt: skip
