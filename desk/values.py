"""Values of the journal as words: names instead of keys, terms instead of codes, yuan, times.

Names, phones, plates and ID numbers are masked as everywhere (operations.md A2).
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

import apsw

from data.reference import label, role_row, term, terms, topic_label, topic_row
from models.mask import mask_id, mask_name, mask_phone, mask_plate
from models.matter_states import MATTER
from models.minutes import show_minutes
from models.money import show_money
from models.order_states import ORDER
from models.reference import PHRASE_USES
from models.when import from_ms, show_time
from models.words import N_, _

NOTHING = "-"

_LOOKED_UP = {
    "staff": "SELECT id, name FROM staff",
    "person": "SELECT id, name FROM person",
    "phone": "SELECT id, number FROM phone",
    "unit": "SELECT id, code FROM unit",
}


class Values:
    """Reads values of any sort; what keys name is looked up once for all of them."""

    def __init__(self, connection: apsw.Connection, keys: Iterable[tuple[str, Any]]) -> None:
        wanted: dict[str, set[int]] = {sort: set() for sort in _LOOKED_UP}
        for sort, key in keys:
            if sort in wanted and isinstance(key, int):
                wanted[sort].add(key)
        self._named = {sort: _look_up(connection, sort, ids) for sort, ids in wanted.items()}

    def show(self, sort: str, value: Any) -> str:
        """One value in the language in use; nothing is `-`."""
        if value is None or value == "":
            return NOTHING
        sort, _colon, enumeration = sort.partition(":")
        if sort == "term":
            return term(enumeration, value)
        if sort == "terms":
            return _(N_(", ")).join(term(enumeration, code) for code in value.split(","))
        if sort in self._named:
            return self._named[sort].get(value, NOTHING)
        return _READERS.get(sort, str)(value)


def _look_up(connection: apsw.Connection, sort: str, keys: set[int]) -> dict[Any, str]:
    if not keys:
        return {}
    rows = connection.execute(
        f"{_LOOKED_UP[sort]} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*keys]),)
    )
    mask = {"person": mask_name, "phone": mask_phone}.get(sort, str)
    return {key: mask(str(name)) for key, name in rows}


def show_mark(mark: int) -> str:
    """A mark as the call-back's answer; one nobody listed shows as itself."""
    row = next((row for row in terms("satisfaction") if row.digit == str(mark)), None)
    return term("satisfaction", row.code) if row else str(mark)


def _topic(topic_id: int) -> str:
    row = topic_row(topic_id)
    return topic_label(row) if row else NOTHING


def _role(code: str) -> str:
    row = role_row(code)
    return label(row) if row else code


def _state_of(states: dict[str, tuple[str, str]]) -> Callable[[str], str]:
    return lambda state: _(states[state][0]) if state in states else state


_READERS: dict[str, Callable[[Any], str]] = {
    "matter_state": _state_of(MATTER.states),
    "order_state": _state_of(ORDER.states),
    "time": lambda at: show_time(from_ms(at)),
    "moment": lambda at: f"{from_ms(at):%Y}-{show_time(from_ms(at))}",
    "minutes": show_minutes,
    "role": _role,
    "phrase_use": lambda use: _(PHRASE_USES.get(use, use)),
    "money": lambda fen: f"¥{show_money(fen)}",
    "thousandths": lambda quantity: f"{quantity / 1000:g}",
    "hundredths": lambda area: f"{area / 100:g}",
    "flag": lambda value: _(N_("yes")) if value else _(N_("no")),
    "mark": show_mark,
    "topic": _topic,
    "name": mask_name,
    "number": mask_phone,
    "plate": mask_plate,
    "id": mask_id,
}
