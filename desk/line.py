"""The line: one place that understands what is typed, kind by kind, the likeliest first.

A unit by any fragment, a person by name, pinyin or telephone, a plate, a matter by its number or
today's tail, a function by code, initials or name; and a function with its arguments, up to the
whole intake: `12 3-2-1502 zylz 邻居装修周日施工`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from data import search
from data.reference import find_topics, topic_label
from desk.functions import FUNCTIONS, Function, is_open, matching, why_closed
from desk.lookup import find_numbered
from desk.numbers import show_number
from desk.session import Session
from models.errors import InputError
from models.mask import mask_name, mask_phone, mask_plate
from models.matter import Matter
from models.order import WorkOrder
from models.reference import Topic
from models.text import folded
from models.unit_code import parse_unit
from models.words import N_, _

MOST = 8
_NEAREST = 3
_SURE_LETTERS = 3

KINDS = {
    "unit": N_("Unit"),
    "person": N_("Person"),
    "matter": N_("Matter"),
    "order": N_("Order"),
    "function": N_("Function"),
}


@dataclass(frozen=True)
class Guess:
    """One meaning of what was typed.

    `id` is the record's key or the function's code; `arguments` are what a screen opened for it
    is handed. Names, numbers and plates are masked.
    """

    kind: str
    id: int | str
    title: str
    unit: str = ""
    note: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return _(KINDS[self.kind])

    def document(self) -> dict[str, Any]:
        """The guess as the command line prints it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "title": self.title,
            "unit": self.unit or None,
            "note": self.note,
            **{key: value for key, value in self.arguments.items() if key != "matter_id"},
        }


def guesses(session: Session, typed: str) -> list[Guess]:
    """What the text may mean, the likeliest first; with nothing found, the nearest three."""
    text = folded(typed).strip()
    if not text:
        return []
    found = list(_with_arguments(session, typed))
    functions = _functions(session, text)
    numbers = list(_numbers(session, text))
    records = _records(session, text)
    if _means_function(text):
        found += [*functions, *numbers, *records]
    else:
        found += [*numbers, *records, *functions]
    return found[:MOST] or _nearest(session, text)


def _means_function(text: str) -> bool:
    """Two digits are a function's code before they are the end of anything else."""
    return text.isdecimal() and len(text) <= len("99")


# -- functions


def _functions(session: Session, text: str) -> list[Guess]:
    """Those one may use; one named by its code says why it is closed, and nothing else opens."""
    found = []
    for function in matching(text):
        if is_open(session, function):
            found.append(_function_guess(function, {}))
        elif function.code == text:
            found.append(_function_guess(function, {}, why_closed(session, function)))
    return found


def _function_guess(function: Function, arguments: dict[str, Any], note: str = "") -> Guess:
    if function.intake:
        arguments = {"type": function.intake, **arguments}
    return Guess(
        "function", function.code, f"{function.code} {_(function.name)}",
        unit=str(arguments.get("unit", "")), note=note, arguments=arguments,
    )  # fmt: skip


def _with_arguments(session: Session, typed: str) -> Iterator[Guess]:
    """`12 3-2-1502 zylz 邻居…`: the function with what follows it filled in.

    Only what is looked up is read folded; words stay as they were typed.
    """
    code, rest = _first_word(typed)
    if not rest:
        return
    for function in matching(code):
        exact = function.code == code or len(code) >= _SURE_LETTERS
        if not function.takes or not exact or not is_open(session, function):
            continue
        if function.takes == "person":
            yield from _people(session, folded(rest))
        else:
            yield from _at_a_unit(session, function, rest)


def _first_word(typed: str) -> tuple[str, str]:
    """The first word, folded, and the rest as it is."""
    first, *rest = typed.split(maxsplit=1) or [""]
    return folded(first), rest[0].strip() if rest else ""


def _at_a_unit(session: Session, function: Function, rest: str) -> Iterator[Guess]:
    first, more = _first_word(rest)
    units = search.find_units(session.store.connection, first)
    if not units:
        if function.intake:
            yield _intake(function, "", rest)
        return
    for unit in units[:_NEAREST]:
        if function.intake:
            yield _intake(function, unit.code, more)
        else:
            yield Guess("unit", unit.id, unit.code, unit=unit.code)


def _intake(function: Function, unit: str, more: str) -> Guess:
    """The rest of the line: a category's code, then words."""
    word, words = _first_word(more)
    topic = _topic(word, function.intake) if word else None
    arguments = {
        "unit": unit,
        "topic": topic.code if topic else "",
        "words": words if topic else more,
    }
    parts = [unit, topic_label(topic) if topic else "", arguments["words"]]
    return _function_guess(function, arguments, "  ".join(part for part in parts if part))


def _topic(word: str, type: str) -> Topic | None:  # noqa: A002 - the trade's word for it
    """The topic a word surely means: by its code or initials, never by Chinese words."""
    if not word.isascii():
        return None
    found = find_topics(word, type)
    return found[0] if found else None


# -- records


def _numbers(session: Session, text: str) -> Iterator[Guess]:
    record = find_numbered(session, text)
    if record is None:
        return
    this_year = session.now().year
    title = show_number(record.number, record.year, this_year)
    if isinstance(record, Matter):
        yield Guess("matter", record.id, title, note=_short(record.words),
                    unit=search.unit_code(session.store.connection, record.unit_id))  # fmt: skip
    elif isinstance(record, WorkOrder):
        matter = Matter.get_by_id(record.matter_id)
        yield Guess("order", record.id, title, note=_short(matter.words),
                    unit=search.unit_code(session.store.connection, matter.unit_id),
                    arguments={"matter_id": matter.id})  # fmt: skip


def _records(session: Session, text: str) -> list[Guess]:
    units = list(_units(session, text))
    people = list(_people(session, text))
    exact_unit = units[:1] if units and _is_unit(text, units[0].title) else []
    rest = [unit for unit in units if unit not in exact_unit]
    found = [*exact_unit, *people[:MOST], *rest, *_vehicles(session, text)]
    if len(found) < _NEAREST:
        found += _matters_with(session, text)
    return found


def _is_unit(text: str, code: str) -> bool:
    try:
        return parse_unit(text).text == code
    except InputError:
        return False


def _units(session: Session, text: str) -> Iterator[Guess]:
    for unit in search.find_units(session.store.connection, text):
        yield Guess("unit", unit.id, unit.code, unit=unit.code, note=_open_note(unit.open))


def _people(session: Session, text: str) -> Iterator[Guess]:
    for person in search.find_people(session.store.connection, text):
        parts = [
            mask_phone(person.phone) if person.phone else "",
            person.unit,
            _open_note(person.open),
        ]
        yield Guess(
            "person", person.id, mask_name(person.name), unit=person.unit,
            note="  ".join(part for part in parts if part),
        )  # fmt: skip


def _vehicles(session: Session, text: str) -> Iterator[Guess]:
    for vehicle in search.find_vehicles(session.store.connection, text):
        yield Guess("unit", vehicle.unit_id, vehicle.unit, unit=vehicle.unit,
                    note=mask_plate(vehicle.plate))  # fmt: skip


def _matters_with(session: Session, text: str) -> Iterator[Guess]:
    this_year = session.now().year
    for matter in search.find_matters(session.store.connection, text, limit=_NEAREST):
        yield Guess(
            "matter", matter.id, show_number(matter.number, matter.year, this_year),
            unit=matter.unit, note=_short(matter.words),
        )  # fmt: skip


def _open_note(number: int) -> str:
    return _("{number} open").format(number=number) if number else ""


def _short(words: str) -> str:
    return " ".join(words.split())[:40]


def _nearest(session: Session, text: str) -> list[Guess]:
    """Nothing is called that: the three functions whose names or codes are most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where nothing was found

    from data.pinyin import initials  # noqa: PLC0415

    names = {
        key: function
        for function in FUNCTIONS
        if is_open(session, function)
        for key in (function.code, initials(_(function.name)), _(function.name).casefold())
    }
    near = get_close_matches(text.casefold(), names, n=_NEAREST * 2, cutoff=0.3)
    unique = dict.fromkeys(names[key] for key in near)
    return [_function_guess(function, {}) for function in list(unique)[:_NEAREST]]
