"""What a row of reference data may hold (基础资料): every refusal names its field.

Each check takes the fields as a form gives them and the row that is being changed, if one is,
and returns the columns. Codes, and what old matters stand under, stay as they are.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from data.pinyin import initials
from data.reference import label, terms
from desk.reference_fields import (
    Values,
    also_in,
    codes_in,
    fen_in,
    initials_in,
    minutes_in,
    number_in,
    places_in,
    same_places,
    stays,
    term_in,
    topic_codes_in,
    words_in,
)
from models.base import Record
from models.errors import InputError
from models.reference import PHRASE_USES, Phrase, Price, Term, TimeLimit, Topic
from models.text import LINE_LENGTH, clean, folded
from models.words import N_, _

Columns = dict[str, Any]

AREAS = {"in_unit": N_("the household's own"), "common": N_("common")}
"""Whose part of the estate a place is."""

_CODE = re.compile(r"[a-z][a-z0-9]{1,3}")
_PRICE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_LONGEST_TERM_CODE = 24
_MOST_DAYS, _MOST_CM = 3660, 2000


def checked(kind: str, values: Values, row: Record | None = None) -> Columns:
    """The columns of a row of this kind; raises `InputError` naming the first bad field."""
    return _CHECKS[kind](values, row)


def _topic(values: Values, row: Any) -> Columns:
    stays(row, values, "code", "place", "category")
    place = term_in("place", "places", values["place"])
    category = term_in("category", "categories", values["category"])
    found = {
        "code": row.code if row else _new_code(values["code"]),
        "place": place.code, "place_zh": place.zh, "place_en": place.en,
        "category": category.code, "category_zh": category.zh, "category_en": category.en,
        "problem_zh": words_in(values, "problem_zh"), "problem_en": words_in(values, "problem_en"),
        "types": codes_in("types", "matter_types", values["types"], needed=True),
        "urgency": term_in("urgency", "urgencies", values["urgency"]).code,
        "skill": term_in("skill", "skills", values["skill"]).code,
        "in_unit": int(json.loads(place.more).get("area") == "in_unit"),
        "initials": initials_in(values), "also": also_in(values.get("also", "")),
    }  # fmt: skip
    same = (
        (Topic.place == found["place"])
        & (Topic.category == found["category"])
        & (Topic.problem_zh == found["problem_zh"])
        & Topic.voided.is_null()
        & (Topic.id != (row.id if row else 0))
    )
    twin = Topic.get_or_none(same)
    if twin is not None:
        raise InputError(
            N_("{code} is this topic already; change that one"), "problem_zh", code=twin.code
        )
    return found


def _limit(values: Values, row: Any) -> Columns:
    stays(row, values, "type", "urgency", "category", "step")
    category = str(values.get("category") or "")
    public = minutes_in(values, "public_minutes")
    internal = minutes_in(values, "internal_minutes")
    if internal > public:
        raise InputError(
            N_("The target inside may not be later than the promise"), "internal_minutes"
        )
    return {
        "type": term_in("type", "matter_types", values["type"]).code,
        "urgency": term_in("urgency", "urgencies", values["urgency"]).code,
        "category": term_in("category", "categories", category).code if category else "",
        "step": term_in("step", "steps", values["step"]).code,
        "public_minutes": public,
        "internal_minutes": internal,
        "source": clean(str(values.get("source") or ""))[:LINE_LENGTH],
    }


def _phrase(values: Values, row: Any) -> Columns:
    stays(row, values, "code")
    if values["use"] not in PHRASE_USES:
        raise InputError(
            N_("Choose where it is offered: {values}"), "use",
            values=" / ".join(_(use) for use in PHRASE_USES.values()),
        )  # fmt: skip
    found = {
        "code": row.code if row else _new_code(values["code"], Phrase),
        "use": values["use"],
        "types": codes_in("types", "matter_types", values.get("types") or ()),
        "zh": words_in(values, "zh", LINE_LENGTH),
        "en": words_in(values, "en", LINE_LENGTH),
    }
    same_places(places_in(found["zh"], "zh"), places_in(found["en"], "en"))
    return found


def _price(values: Values, row: Any) -> Columns:
    stays(row, values, "code")
    group = term_in("group", "price_groups", values["group"])
    price, price_to = fen_in(values, "price"), fen_in(values, "price_to")
    if price_to is not None and (price is None or price_to <= price):
        raise InputError(
            N_("“Up to” must be above the price; leave it empty for one price"), "price_to"
        )
    return {
        "code": row.code if row else _new_price_code(values["code"]),
        "group_zh": group.zh, "group_en": group.en,
        "zh": words_in(values, "zh"), "en": words_in(values, "en"),
        "unit_zh": words_in(values, "unit_zh"), "unit_en": words_in(values, "unit_en"),
        "price": price, "price_to": price_to,
        "material": term_in("material", "materials", values["material"]).code,
        "guarantee_days": number_in(values, "guarantee_days", 0, _MOST_DAYS),
        "height_cm": number_in(values, "height_cm", 1, _MOST_CM),
        "topics": topic_codes_in(values.get("topics", "")),
    }  # fmt: skip


def _listed_term(values: Values, row: Any) -> Columns:
    sort = row.sort if row else clean(values["sort"])
    if not Term.select().where(Term.sort == sort).exists():
        raise InputError(N_("There is no list {name}"), "sort", name=sort)
    stays(row, values, "code")
    zh, en = words_in(values, "zh"), words_in(values, "en")
    others = [each for each in terms(sort) if row is None or each.id != row.id]
    for each in others:
        if each.zh == zh:
            raise InputError(N_("{name} is in this list already"), "zh", name=zh)
    return {
        "sort": sort,
        "code": row.code if row else _term_code(sort, str(values.get("code") or ""), zh),
        "digit": _digit(str(values.get("digit") or ""), others),
        "position": row.position if row else max((each.position for each in others), default=0) + 1,
        "zh": zh, "en": en,
        "more": _more(sort, values, json.loads(row.more) if row else {}),
    }  # fmt: skip


_CHECKS: dict[str, Callable[[Values, Any], Columns]] = {
    Topic.kind: _topic, TimeLimit.kind: _limit, Phrase.kind: _phrase, Price.kind: _price,
    Term.kind: _listed_term,
}  # fmt: skip


# -- codes and digits


def _new_code(typed: Any, model: type[Topic] | type[Phrase] = Topic) -> str:
    code = folded(str(typed or "")).casefold()
    if not _CODE.fullmatch(code):
        raise InputError(N_("A code has 2 to 4 letters or digits and begins with a letter"), "code")
    taken = model.select().where(model.code == code).exists()
    if not taken and model is Topic:
        named = Term.sort.in_(("places", "categories"))
        taken = Term.select().where(named & (Term.code == code)).exists()
    _refuse_taken(code, taken)
    return code


def _new_price_code(typed: Any) -> str:
    code = folded(str(typed or "")).upper()
    if not _PRICE_CODE.fullmatch(code):
        raise InputError(N_("A code has 2 to 4 letters or digits and begins with a letter"), "code")
    _refuse_taken(code, Price.select().where(Price.code == code).exists())
    return code


def _term_code(sort: str, typed: str, zh: str) -> str:
    """As typed, else the initials of the Chinese; places and categories share topics' codes."""
    if sort in {"places", "categories"}:
        code = _new_code(typed)
    else:
        code = folded(typed).casefold() or _made_code(sort, zh)
        if not re.fullmatch(rf"[a-z][a-z0-9_]{{0,{_LONGEST_TERM_CODE - 1}}}", code):
            raise InputError(N_("A code has small letters and digits, or leave it empty"), "code")
    _refuse_taken(code, _is_taken(sort, code))
    return code


def _made_code(sort: str, zh: str) -> str:
    made = re.sub(r"[^a-z]", "", initials(zh))[:6] or "x"
    number = 1
    code = made
    while _is_taken(sort, code):
        number += 1
        code = f"{made}{number}"
    return code


def _is_taken(sort: str, code: str) -> bool:
    return bool(Term.select().where((Term.sort == sort) & (Term.code == code)).exists())


def _refuse_taken(code: str, taken: object) -> None:
    if taken:
        raise InputError(
            N_("The code {code} is taken or was once; give another"), "code", code=code
        )


def _digit(typed: str, others: list[Term]) -> str:
    """The digit that picks it, as typed or the next one that is free."""
    digit, taken = folded(typed), {each.digit for each in others}
    if not digit:
        return next(str(number) for number in range(1, 100) if str(number) not in taken)
    if not (digit.isascii() and digit.isdecimal() and len(digit) <= len("99")):
        raise InputError(N_("One or two digits, or leave it empty"), "digit")
    if digit in taken:
        by = next(label(each) for each in others if each.digit == digit)
        raise InputError(N_("{digit} picks {name} already"), "digit", digit=digit, name=by)
    return digit


def _more(sort: str, values: Values, kept: dict[str, Any]) -> str:
    """What only some lists know: whose part a place is, who answers for a category, and so on."""
    more = dict(kept)
    if sort in {"places", "categories"}:
        more["initials"] = initials_in(values)
    if sort == "places":
        if values.get("area") not in AREAS:
            raise InputError(
                N_("Choose one of: {values}"), "area", values=" / ".join(map(_, AREAS.values()))
            )
        if kept and kept.get("area") != values["area"]:
            raise InputError(N_("This stays as it is; end the row and add another one"), "area")
        more["area"] = values["area"]
    if sort == "categories":
        more["department"] = term_in("department", "departments", values.get("department")).code
    if sort == "channels":
        more["outside"] = values.get("outside") in {True, "yes"}
    return json.dumps(more, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
