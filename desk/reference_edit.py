"""Editing the reference data (基础资料): topics, time limits, phrases, prices, terms.

Nothing is deleted. Topics, phrases and terms are changed in place, with their history, or end
with a reason. A time limit or a price is never changed: a newer row follows it from this moment
on, and what was made before keeps its own (`data.versions`).
"""

import json
from typing import Any

from data.reference import terms
from data.versions import newest
from desk.authority import require
from desk.history import Event, history
from desk.reference_check import checked
from desk.reference_fields import Values
from desk.session import Session
from models.base import BOOKKEEPING
from models.errors import InputError, NotAllowedError
from models.office import Staff
from models.reference import Phrase, Price, Term, TimeLimit, Topic
from models.roster import AGENT, COOWNER, EMERGENCY, FAMILY, OWNER, TENANT
from models.text import LINE_LENGTH, clean
from models.words import N_, _

Row = Topic | TimeLimit | Phrase | Price | Term

_MODELS: dict[str, type[Row]] = {
    model.kind: model for model in (Topic, TimeLimit, Phrase, Price, Term)
}
EDITED = tuple(_MODELS)
"""The kinds of reference data that an office edits, in the order of the screen."""

_RIGHT = "reference.edit"
_LINES = {
    TimeLimit.kind: ("type", "urgency", "category", "step"),
    Price.kind: ("code",),
}
"""What the versions of one limit or price have in common."""

CLOSED_LISTS = frozenset({
    "matter_types", "order_types", "urgencies", "steps", "satisfaction", "duties",
    "callback_results",
})  # fmt: skip
"""Lists that the program itself works by: their values are renamed, never added or ended."""

_RELIED_ON = {
    "skills": frozenset({"none"}),
    "channels": frozenset({"call"}),
    "relations": frozenset({OWNER, COOWNER, FAMILY, TENANT, AGENT, EMERGENCY}),
    "unit_states": frozenset({"occupied", "let", "vacant", "fitout", "undelivered", "unsold"}),
    "unit_kinds": frozenset({"home", "shop", "office", "parking", "storage", "other"}),
}
"""Values that the program, or the reading of rosters, names by their code."""


# -- listing


def rows(kind: str, sort: str = "", at: int | None = None) -> list[Row]:
    """The rows of one kind, the ended ones last; of limits and prices the version valid at `at`."""
    model: Any = _MODELS[kind]
    query = model.select()
    if kind == Term.kind:
        query = query.where(Term.sort == sort).order_by(Term.position, Term.id)
    else:
        query = query.order_by(model.id)
    found: list[Row] = list(query)
    if kind in _LINES:
        lines: dict[tuple[Any, ...], list[Any]] = {}
        for row in found:
            lines.setdefault(_line(row), []).append(row)
        found = [newest(versions, at) or versions[0] for versions in lines.values()]
    return sorted(found, key=lambda row: row.voided is not None)


def lists() -> list[str]:
    """The names of all lists of terms, in the order they were made."""
    sorts = Term.select(Term.sort).group_by(Term.sort).order_by(Term.id)
    return [row.sort for row in sorts]


def values_of(row: Row) -> dict[str, Any]:
    """A row as its form shows it."""
    values = {name: value for name, value in row.__data__.items() if name not in BOOKKEEPING}
    if "types" in values:
        values["types"] = tuple(code for code in values["types"].split(",") if code)
    if isinstance(row, Price):
        groups = {each.zh: each.code for each in terms("price_groups")}
        values["group"] = groups.get(row.group_zh, "")
    if isinstance(row, Term):
        values |= json.loads(row.more)
    return values


def versions(row: Row) -> list[Row]:
    """All rows of a limit or a price, the oldest first; any other row is alone."""
    if row.kind not in _LINES:
        return [row]
    model: Any = type(row)
    same = [getattr(model, name) == getattr(row, name) for name in _LINES[row.kind]]
    return list(model.select().where(*same).order_by(model.since, model.id))


def row_history(session: Session, row: Row) -> list[Event]:
    """What was done with a row and the versions before it, oldest first."""
    events = [event for version in versions(row) for event in history(session, version)]
    return sorted(events, key=lambda event: event.at)


# -- writing


def why_not_add(kind: str, sort: str = "") -> str:
    """Why no row can be added to this list, as a sentence; empty when one can."""
    if kind == Term.kind and sort in CLOSED_LISTS:
        return _(N_("The program works by this list; its values can be renamed only"))
    return ""


def add_row(session: Session, kind: str, values: Values) -> Row:
    """A new row, valid from now on; `values` as typed. Raises `InputError` naming the field."""
    require(session, _RIGHT)
    if why := why_not_add(kind, str(values.get("sort") or "")):
        raise NotAllowedError(why)
    row: Row = _MODELS[kind](**checked(kind, values))
    if kind == TimeLimit.kind:
        line = versions(row)
        if line and line[-1].voided is None:
            raise InputError(N_("There is this limit already; change that one"), "step")
    with session.store.change(session, "reference.add") as change:
        if isinstance(row, TimeLimit | Price):
            row.since = change.at
        return change.add(row)


def change_row(session: Session, row: Row, values: Values) -> Row:
    """Change a row; returns it, or for a limit or price the row that follows it from now on."""
    require(session, _RIGHT)
    _refuse_ended(row)
    columns = checked(row.kind, values, row)
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row
    with session.store.change(session, "reference.edit") as change:
        if isinstance(row, TimeLimit | Price):
            return change.add(_next(row, change.at, **columns))
        if isinstance(row, Term):
            for other, names in _called_after(row, columns["zh"], columns["en"]):
                change.set(other, **names)
        change.set(row, **columns)
    return row


def why_not_end(row: Row) -> str:
    """Why a row cannot end, as a sentence; empty when it can."""
    try:
        _refuse_needed(row)
    except NotAllowedError as error:
        return str(error)
    return ""


def end_row(session: Session, row: Row, reason: str) -> None:
    """End a row: from now on it is offered no more; what stands under it stays."""
    require(session, _RIGHT)
    _refuse_needed(row)
    reason = clean(reason)[:LINE_LENGTH]
    if not reason:
        raise InputError(N_("Write why it ends"), "reason")
    with session.store.change(session, "reference.end") as change:
        if isinstance(row, TimeLimit | Price):
            change.add(_next(row, change.at, voided=reason))
        else:
            change.set(row, voided=reason)


def _line(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _LINES[row.kind])


def _next(row: TimeLimit | Price, since: int, **news: Any) -> TimeLimit | Price:
    """The row that follows this one."""
    kept = {name: value for name, value in row.__data__.items() if name not in BOOKKEEPING}
    return type(row)(**{**kept, **news, "since": since})


def _called_after(term: Term, zh: str, en: str) -> list[tuple[Any, dict[str, Any]]]:
    """The rows that hold a term's name, with what they are to say from now on."""
    if level := {"places": "place", "categories": "category"}.get(term.sort):
        found: list[Any] = list(Topic.select().where(getattr(Topic, level) == term.code))
    elif term.sort == "price_groups":
        level, found = "group", list(Price.select().where(Price.group_zh == term.zh))
    else:
        return []
    return [(row, {f"{level}_zh": zh, f"{level}_en": en}) for row in found]


# -- what stands in the way of an end


def _refuse_ended(row: Row) -> None:
    last = versions(row)[-1]
    if last.voided is not None:
        raise NotAllowedError(N_("This has ended; add a new row instead"))
    if last.id != row.id:
        raise NotAllowedError(N_("This was changed meanwhile; look at it again"))


def _refuse_needed(row: Row) -> None:
    _refuse_ended(row)
    if isinstance(row, TimeLimit) and row.step == "finish" and not row.category:
        raise NotAllowedError(N_("Every kind of matter needs a limit to finish; change it instead"))
    if not isinstance(row, Term):
        return
    if row.sort in CLOSED_LISTS or row.code in _RELIED_ON.get(row.sort, ()):
        raise NotAllowedError(N_("The program relies on this value; it can be renamed, not ended"))
    if len(terms(row.sort)) == 1:
        raise NotAllowedError(N_("This is the last value of its list; add another one first"))
    if users := _users(row):
        raise NotAllowedError(
            N_("Still used by {users}; give those another value first"), users=" ".join(users)
        )


def _users(row: Term) -> list[str]:
    """A few of those that use a term: topics, prices, categories, people of the staff."""
    live = Topic.voided.is_null()
    match row.sort:
        case "places":
            found = [each.code for each in Topic.select().where(live & (Topic.place == row.code))]
        case "categories":
            topics = Topic.select().where(live & (Topic.category == row.code))
            found = [each.code for each in topics]
        case "skills":
            found = [each.code for each in Topic.select().where(live & (Topic.skill == row.code))]
            staff = Staff.select().where(Staff.left_at.is_null())
            found += [each.name for each in staff if row.code in each.skills.split(",")]
        case "departments":
            named = [(each.zh, json.loads(each.more)) for each in terms("categories")]
            found = [zh for zh, more in named if more.get("department") == row.code]
        case "materials":
            found = [each.code for each in _prices() if each.material == row.code]
        case "price_groups":
            found = [each.code for each in _prices() if each.group_zh == row.zh]
        case _:
            found = []
    return [*found[:5], *(["…"] if len(found) > 5 else [])]  # noqa: PLR2004


def _prices() -> list[Any]:
    return [row for row in rows(Price.kind) if row.voided is None]
