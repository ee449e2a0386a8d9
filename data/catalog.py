"""The reference data shipped with the desk, read and checked (基础资料).

The files beside this module, in `catalog/`, go into the store at `desk init` and are edited there
afterwards. Only set-up imports this module, so that pydantic costs the running desk nothing.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from data.catalog_lists import Phrases, Prices, Terms
from data.catalog_rows import MatterType, Row, Urgency
from data.catalog_rules import Limits, Roles
from data.catalog_topics import Topics
from models.errors import InputError
from models.words import N_

FOLDER = Path(__file__).with_name("catalog")

_File = TypeVar("_File", bound=Row)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All reference data of an office."""

    topics: Topics
    limits: Limits
    roles: Roles
    phrases: Phrases
    prices: Prices
    terms: Terms


def load(folder: Path = FOLDER) -> Catalog:
    """The six files of this folder, each checked alone and then against the others.

    Raises `InputError` with the file, the entry and the field that cannot be taken.
    """
    catalog = Catalog(
        topics=_read(folder / "topics.toml", Topics),
        limits=_read(folder / "limits.toml", Limits),
        roles=_read(folder / "roles.toml", Roles),
        phrases=_read(folder / "phrases.toml", Phrases),
        prices=_read(folder / "prices.toml", Prices),
        terms=_read(folder / "terms.toml", Terms),
    )
    _check_types(catalog)
    _check_uses(catalog)
    return catalog


def _read(path: Path, shape: type[_File]) -> _File:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refusal(path.name, "", "", error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refusal(path.name, "", "", str(error)) from error
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        entry, field = _where(raw, first["loc"])
        problem = first["msg"].removeprefix("Value error, ")
        raise _refusal(path.name, entry, field, problem) from error


def _where(raw: dict[str, Any], loc: tuple[int | str, ...]) -> tuple[str, str]:
    """The entry as its editor knows it, and the field in it."""
    match loc:
        case (str(table), int(position), *field):
            row = raw[table][position]
            name = row.get("code") or row.get("act") if isinstance(row, dict) else None
            return f"{table} {name or position + 1}", ".".join(map(str, field))
        case _:
            return "", ".".join(map(str, loc))


def _refusal(file: str, entry: str, field: str, problem: str) -> InputError:
    where = ": ".join(part for part in (file, entry, field) if part)
    return InputError(
        N_("The reference data cannot be taken: {where}: {problem}"),
        field,
        where=where,
        problem=problem,
    )


def _check_types(catalog: Catalog) -> None:
    """Every matter type has its term, its topics and an end to its clock, urgent or not."""
    used = {of for topic in catalog.topics.topics for of in topic.types}
    for of in get_args(MatterType):
        if of not in catalog.terms.codes("matter_types"):
            raise _refusal("terms.toml", "matter_types", "", f"{of} is missing")
        if of not in used:
            raise _refusal("topics.toml", "topics", "types", f"{of} has no topic")
        for urgency in get_args(Urgency):
            if catalog.limits.limit(of, urgency, "finish") is None:
                raise _refusal("limits.toml", f"{of} {urgency}", "step", "finish is missing")


def _check_uses(catalog: Catalog) -> None:
    """What one file names of another is there."""
    topics, terms, prices = catalog.topics, catalog.terms, catalog.prices.prices
    limits = [row for row in catalog.limits.limits if row.category]
    _defined(
        "limits.toml",
        "category",
        ((f"{row.type} {row.urgency} {row.step}", row.category) for row in limits),
        set(topics.category_of),
    )
    skills = ((topic.code, topic.skill) for topic in topics.topics)
    _defined("topics.toml", "skill", skills, terms.codes("skills"))
    departments = ((row.code, row.department) for row in topics.categories)
    _defined("topics.toml", "department", departments, terms.codes("departments"))
    offered = ((price.code, code) for price in prices for code in price.topics)
    _defined("prices.toml", "topics", offered, set(topics.by_code))
    materials = ((price.code, price.material) for price in prices)
    _defined("prices.toml", "material", materials, terms.codes("materials"))


def _defined(file: str, field: str, uses: Iterable[tuple[str, str]], known: set[str]) -> None:
    for entry, value in uses:
        if value not in known:
            raise _refusal(file, entry, field, f"{value!r} is not defined")
