"""One field of a row of reference data, read as it is typed; what is refused names the field."""

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from data.reference import label, term_row, terms
from models.base import Record
from models.errors import InputError, about
from models.minutes import check_minutes, parse_minutes
from models.money import parse_money
from models.reference import Term, Topic
from models.text import LINE_LENGTH, NAME_LENGTH, clean, folded
from models.words import N_

Values = Mapping[str, Any]

PHRASE_PLACES = frozenset({"unit", "number", "time", "name"})
"""What the desk fills into a phrase."""

LONGEST_INITIALS = 12


def stays(row: Record | None, values: Values, *names: str) -> None:
    """Refuse another value where old records stand under the one that is there."""
    for name in names:
        given = values.get(name)
        if row is not None and given is not None and str(given) != str(getattr(row, name)):
            raise InputError(N_("This stays as it is; end the row and add another one"), name)


def words_in(values: Values, name: str, longest: int = NAME_LENGTH) -> str:
    """Words that may not be missing."""
    text = clean(str(values.get(name) or ""))
    if not 0 < len(text) <= longest:
        raise InputError(N_("Write 1 to {longest} characters"), name, longest=longest)
    return text


def term_in(name: str, sort: str, code: Any) -> Term:
    """A value of a list, by its code."""
    found = term_row(sort, str(code or ""))
    if found is None:
        raise InputError(
            N_("Choose one of: {values}"), name,
            values=" ".join(f"{each.digit}{label(each)}" for each in terms(sort)),
        )  # fmt: skip
    return found


def codes_in(name: str, sort: str, given: Iterable[str], *, needed: bool = False) -> str:
    """Several values of a list, as a record keeps them."""
    found = [term_in(name, sort, code).code for code in given]
    if needed and not found:
        raise InputError(N_("Choose at least one"), name)
    return ",".join(dict.fromkeys(found))


def minutes_in(values: Values, name: str) -> int:
    """A length of time above zero, in minutes."""
    given = values.get(name)
    with about(name):
        return check_minutes(given) if isinstance(given, int) else parse_minutes(str(given or ""))


def fen_in(values: Values, name: str) -> int | None:
    """An amount that is not below zero, in fen; None when the field is empty."""
    given = values.get(name)
    if given is None or given == "":
        return None
    with about(name):
        return given if isinstance(given, int) and given >= 0 else parse_money(str(given))


def number_in(values: Values, name: str, low: int, high: int) -> int | None:
    """A whole number within bounds; None when the field is empty."""
    text = folded(str("" if values.get(name) is None else values[name]))
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and low <= int(text) <= high):
        raise InputError(
            N_("A number from {low} to {high}, or leave it empty"), name, low=low, high=high
        )
    return int(text)


def initials_in(values: Values) -> str:
    """What else it is found by: initials of another reading."""
    typed = folded(str(values.get("initials") or "")).casefold()
    if typed and not (typed.isascii() and typed.isalnum() and len(typed) <= LONGEST_INITIALS):
        raise InputError(
            N_("Initials are letters and digits, {longest} at the most"), "initials",
            longest=LONGEST_INITIALS,
        )  # fmt: skip
    return typed


def also_in(typed: Any) -> str:
    """What callers say for it, joined by commas."""
    parts = [clean(part) for part in re.split(r"[,;\uff0c\uff1b\u3001]", str(typed or ""))]
    return ",".join(dict.fromkeys(part for part in parts if part))[:LINE_LENGTH]


def topic_codes_in(typed: Any) -> str:
    """Codes of topics that are offered, joined by commas."""
    found = dict.fromkeys(folded(str(typed or "")).casefold().replace(",", " ").split())
    for code in found:
        if not Topic.select().where((Topic.code == code) & Topic.voided.is_null()).exists():
            raise InputError(N_("There is no topic {code}"), "topics", code=code)
    return ",".join(found)


def places_in(words: str, name: str) -> set[str]:
    """The places of a phrase that the desk fills in."""
    try:
        found = {
            place for _text, place, _spec, _how in Formatter().parse(words) if place is not None
        }
    except ValueError:
        found = {""}
    if not found <= PHRASE_PLACES:
        raise InputError(
            N_("What is filled in stands in braces, one of {places}"), name,
            places=" ".join(f"{{{place}}}" for place in sorted(PHRASE_PLACES)),
        )  # fmt: skip
    return found


def same_places(zh: set[str], en: set[str]) -> None:
    """Refuse a phrase that says less in one language than in the other."""
    if zh != en:
        raise InputError(
            N_("Both languages must fill in the same: {places}"), "en",
            places=" ".join(f"{{{place}}}" for place in sorted(zh | en)),
        )  # fmt: skip
