"""The catalogue becomes records (基础资料): once, when an office is set up.

The catalogue is only handed in, so that nothing here imports what validates it.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from data.change import Change
from models.base import Record
from models.office import Role
from models.reference import Phrase, Price, Term, TimeLimit, Topic

if TYPE_CHECKING:
    from data.catalog import Catalog
    from data.catalog_rows import Named

_OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
_SCOPES = {"allowed": "all", "own": "own"}
"""How the matrix of the catalogue says it, and how a role's record does."""


def load_reference(change: Change, catalog: "Catalog") -> None:
    """Add the whole catalogue as records."""
    for record in _records(catalog):
        change.add(record)


def _records(catalog: "Catalog") -> Iterator[Record]:
    yield from _roles(catalog)
    yield from _terms(catalog)
    yield from _topics(catalog)
    yield from _limits(catalog)
    yield from _phrases(catalog)
    yield from _prices(catalog)


def _roles(catalog: "Catalog") -> Iterator[Record]:
    for row in catalog.roles.roles:
        granted = catalog.roles.rights(row.code)
        rights = {act: _SCOPES[grant] for act, grant in granted.items()}
        yield Role(code=row.code, zh=row.zh, en=row.en, rights=_json(rights))


def _terms(catalog: "Catalog") -> Iterator[Record]:
    lists: dict[str, Iterable[Named]] = {
        **catalog.terms.lists(),
        "places": catalog.topics.places,
        "categories": catalog.topics.categories,
        "price_groups": catalog.prices.groups,
    }
    for sort, rows in lists.items():
        for position, row in enumerate(rows, start=1):
            more = row.model_dump(exclude={"code", "key", "zh", "en"}, exclude_none=True)
            yield Term(
                sort=sort, code=_code(row), digit=getattr(row, "key", ""), position=position,
                zh=row.zh, en=row.en, more=_json(more),
            )  # fmt: skip


def _topics(catalog: "Catalog") -> Iterator[Record]:
    tree = catalog.topics
    for row in tree.topics:
        place, category = tree.place_of[row.place], tree.category_of[row.category]
        yield Topic(
            code=row.code, place=row.place, place_zh=place.zh, place_en=place.en,
            category=row.category, category_zh=category.zh, category_en=category.en,
            problem_zh=row.zh, problem_en=row.en, types=",".join(row.types),
            urgency=row.urgency, skill=row.skill, in_unit=int(tree.area(row) == "in_unit"),
            initials=row.initials, also=",".join(row.also),
        )  # fmt: skip


def _limits(catalog: "Catalog") -> Iterator[Record]:
    since = _midnight_ms(catalog.limits.valid_from)
    for row in catalog.limits.limits:
        yield TimeLimit(
            type=row.type, urgency=row.urgency, category=row.category, step=row.step,
            public_minutes=row.public, internal_minutes=row.internal, source=row.source,
            since=since,
        )  # fmt: skip


def _phrases(catalog: "Catalog") -> Iterator[Record]:
    for row in catalog.phrases.phrases:
        yield Phrase(code=row.code, use=row.use, types=",".join(row.types), zh=row.zh, en=row.en)


def _prices(catalog: "Catalog") -> Iterator[Record]:
    groups = {group.code: group for group in catalog.prices.groups}
    for row in catalog.prices.prices:
        group = groups[row.group]
        yield Price(
            code=row.code, group_zh=group.zh, group_en=group.en, zh=row.zh, en=row.en,
            unit_zh=row.unit_zh, unit_en=row.unit_en, price=row.price, price_to=row.price_to,
            material=row.material, guarantee_days=row.guarantee_days, height_cm=row.height_cm,
            topics=",".join(row.topics), since=_midnight_ms(row.valid_from),
        )  # fmt: skip


def _code(row: "Named") -> str:
    code: str = getattr(row, "code")  # noqa: B009 - every named row but the base has one
    return code


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _midnight_ms(day: date) -> int:
    return int(datetime.combine(day, time(), _OFFICE_ZONE).timestamp() * 1000)
