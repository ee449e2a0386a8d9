"""Canned phrases, the price list and the short lists as the files hold them."""

from datetime import date
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from data.catalog_rows import (
    Code,
    Fen,
    MatterType,
    Name,
    Named,
    Prefix,
    Row,
    Text,
    given_once,
    known,
)

PHRASE_PLACES = frozenset({"unit", "number", "time", "name"})
"""What the desk fills into a canned phrase."""


class Phrase(Named):
    """A canned phrase (短语); no types: for every matter."""

    code: Code
    use: Literal["content", "readback", "reply", "result", "note", "callback"]
    types: tuple[MatterType, ...]

    @model_validator(mode="after")
    def _places_known(self) -> Self:
        zh, en = (_places(text) for text in (self.zh, self.en))
        if zh != en or not zh <= PHRASE_PLACES:
            message = f"zh, en: places must be the same and among {sorted(PHRASE_PLACES)}"
            raise ValueError(message)
        return self


class Phrases(Row):
    """All canned phrases."""

    version: Text
    phrases: tuple[Phrase, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        given_once("code", [phrase.code for phrase in self.phrases])
        return self

    def offered(self, of: MatterType, use: str) -> list[Phrase]:
        """The phrases for this matter type and use, in the file's order."""
        return [row for row in self.phrases if row.use == use and of in (row.types or (of,))]


class Price(Named):
    """A paid service: `price` in fen, `price` to `price_to`, or on request (面议)."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")]
    group: Name
    unit_zh: Text
    unit_en: Text
    price: Fen | None = None
    price_to: Fen | None = None
    on_request: bool = False
    material: Name
    height_cm: Annotated[int, Field(gt=0)] | None = None
    guarantee_days: Annotated[int, Field(ge=0)]
    valid_from: date
    topics: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if self.on_request == (self.price is not None):
            message = "price: give price, or on_request = true"
            raise ValueError(message)
        if self.price_to is not None and (self.price is None or self.price_to <= self.price):
            message = "price_to: must be above price"
            raise ValueError(message)
        return self


class PriceGroup(Named):
    """A heading of the price list."""

    code: Name


class Prices(Row):
    """The price list."""

    version: Text
    groups: tuple[PriceGroup, ...]
    prices: tuple[Price, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        given_once("code", [(row.code, row.valid_from) for row in self.prices])
        groups = {group.code for group in self.groups}
        for row in self.prices:
            known(row.code, "group", row.group, groups)
        return self

    def for_topic(self, code: str) -> list[Price]:
        """The services offered for a topic."""
        return [row for row in self.prices if code in row.topics]


class Term(Named):
    """One value of a short list: kept as `code`, picked by `key`."""

    code: Name
    key: Annotated[str, Field(pattern=r"^\d{1,2}$")]


class MatterTerm(Term):
    """A kind of matter; `on_the_spot` is the state of one answered while the caller waits."""

    code: MatterType
    prefix: Prefix
    callback: Literal["always", "sample", "never"]
    needs_unit: bool
    on_the_spot: Name | None = None


class OrderTerm(Term):
    """A kind of work order with what begins its number."""

    prefix: Prefix


class ChannelTerm(Term):
    """A way in; from `outside` comes the sender's own reference number and date."""

    outside: bool


class MarkTerm(Term):
    """Satisfaction in the trade's words, kept as a mark of 1 to 5."""

    mark: Annotated[int, Field(ge=1, le=5)]


class Terms(Row):
    """Every short list by its name; those without a field of their own are plain terms."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, tuple[Term, ...]]

    version: Text
    matter_types: tuple[MatterTerm, ...]
    order_types: tuple[OrderTerm, ...]
    channels: tuple[ChannelTerm, ...]
    satisfaction: tuple[MarkTerm, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for name, terms in self.lists().items():
            given_once(f"{name}: code", [term.code for term in terms])
            given_once(f"{name}: key", [term.key for term in terms])
        numbered: tuple[MatterTerm | OrderTerm, ...] = (*self.matter_types, *self.order_types)
        given_once("prefix", [term.prefix for term in numbered])
        return self

    def lists(self) -> dict[str, tuple[Term, ...]]:
        """Every list by its name, in the order of the screen."""
        return {
            "matter_types": self.matter_types,
            "order_types": self.order_types,
            "channels": self.channels,
            "satisfaction": self.satisfaction,
            **self.__pydantic_extra__,
        }

    def codes(self, name: str) -> set[str]:
        """The codes of one list; a list that is missing has none."""
        return {term.code for term in self.lists().get(name, ())}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
