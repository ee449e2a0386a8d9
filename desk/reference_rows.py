"""How a row of reference data is called, found while typing, and told in full."""

import json
from collections.abc import Iterable

from data.pinyin import initials
from data.reference import label, term, topic_label
from desk.reference_check import AREAS
from desk.reference_edit import Row
from desk.session import Session
from desk.telling_office import OFFICE_FIELDS
from desk.values import NOTHING, Values
from models.money import show_money
from models.reference import Phrase, Price, Term, TimeLimit, Topic
from models.words import N_, _, language

KINDS = {
    Topic.kind: N_("Topics"),
    TimeLimit.kind: N_("Limits"),
    Phrase.kind: N_("Phrases"),
    Price.kind: N_("Prices"),
    Term.kind: N_("Lists"),
}
"""In the order of the screen."""

LISTS = {
    "channels": N_("Channels"),
    "relations": N_("Relations"),
    "skills": N_("Trades"),
    "departments": N_("Departments"),
    "places": N_("Places"),
    "categories": N_("Kinds of thing"),
    "price_groups": N_("Groups of prices"),
    "materials": N_("Who brings the material"),
    "payment_methods": N_("Ways of paying"),
    "return_reasons": N_("Reasons to give an order back"),
    "waiting_reasons": N_("Reasons to wait"),
    "cancel_reasons": N_("Reasons to cancel an order"),
    "extend_reasons": N_("Reasons for an extension"),
    "reopen_reasons": N_("Reasons to open again"),
    "void_reasons": N_("Reasons to void"),
    "unit_states": N_("States of a unit"),
    "unit_kinds": N_("Kinds of unit"),
    "matter_types": N_("Types of matter"),
    "order_types": N_("Types of order"),
    "urgencies": N_("Urgency"),
    "steps": N_("Steps with a limit"),
    "satisfaction": N_("Satisfaction"),
    "callback_results": N_("What became of a call"),
    "duties": N_("Duty"),
}
"""Every list of terms, those that an office changes first; the last ones are renamed only."""

_FLAGS = {True: N_("yes"), False: N_("no")}
_HERE = {("en", "group_zh"): "group_en"}
"""Names that a row holds in both languages and the history tells in Chinese."""

_ON_REQUEST = N_("on request")


def list_name(sort: str) -> str:
    """What a list of terms is called."""
    return _(LISTS.get(sort, sort))


def title(row: Row) -> str:
    """What staff call a row."""
    match row:
        case Topic():
            return topic_label(row)
        case TimeLimit():
            parts = [term("matter_types", row.type), term("urgencies", row.urgency)]
            parts += [term("categories", row.category)] if row.category else []
            return " · ".join([*parts, term("steps", row.step)])
        case _:
            return label(row)


def price_words(row: Price) -> str:
    """`¥15.00`, `¥80.00–120.00`, or on request."""
    if row.price is None:
        return _(_ON_REQUEST)
    return f"¥{show_money(row.price)}" + (f"–{show_money(row.price_to)}" if row.price_to else "")


def matching(rows: Iterable[Row], typed: str) -> list[Row]:
    """The rows that every word typed names: by code, initials of a part, or a piece of it."""
    wanted = typed.casefold().split()
    return [row for row in rows if all(_names(row, word) for word in wanted)]


def _names(row: Row, word: str) -> bool:
    code = str(getattr(row, "code", "")).casefold()
    called = title(row)
    if code.startswith(word) or word in called.casefold():
        return True
    if isinstance(row, Topic) and word in row.also:
        return True
    return word.isascii() and any(initials(part).startswith(word) for part in called.split(" · "))


def told(session: Session, row: Row) -> list[tuple[str, str]]:
    """Everything about a row: label and value, in the language in use."""
    values = Values(session.store.connection, ())
    lines = [
        (_(field.label), values.show(field.sort, getattr(row, _HERE.get((language(), name), name))))
        for name, field in OFFICE_FIELDS[row.kind].items()
    ]
    if isinstance(row, Term):
        lines += _more(json.loads(row.more))
    return [(name, value) for name, value in lines if value != NOTHING]


def _more(more: dict[str, object]) -> list[tuple[str, str]]:
    """What only some lists know."""
    lines = []
    if area := AREAS.get(str(more.get("area"))):
        lines.append((_(N_("whose part")), _(area)))
    if department := more.get("department"):
        lines.append((_(N_("department")), term("departments", str(department))))
    if typed := more.get("initials"):
        lines.append((_(N_("initials")), str(typed)))
    if "outside" in more:
        lines.append((_(N_("with a number of their own")), _(_FLAGS[bool(more["outside"])])))
    return lines
