"""Topics as the file holds them: place → category → problem, and finding one by what is typed."""

from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from data.catalog_rows import (
    Area,
    Code,
    MatterType,
    Name,
    Named,
    Row,
    Text,
    Urgency,
    given_once,
    known,
)


class Place(Named):
    """Where it is: the first level of a topic (位置)."""

    code: Code
    key: Text
    area: Area
    initials: str = ""


class Category(Named):
    """What kind of thing it is: the second level of a topic (类别)."""

    code: Code
    department: Name
    initials: str = ""


class Topic(Named):
    """A problem at a place, of a category (问题): `also` is what callers call it."""

    code: Code
    place: Code
    category: Code
    types: Annotated[tuple[MatterType, ...], Field(min_length=1)]
    urgency: Urgency
    skill: Name
    initials: str = ""
    also: tuple[Text, ...] = ()


class Topics(Row):
    """The tree of topics, with the ways of finding one in it."""

    version: Text
    valid_from: date
    places: tuple[Place, ...]
    categories: tuple[Category, ...]
    topics: tuple[Topic, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        rows: tuple[Place | Category | Topic, ...] = (*self.places, *self.categories, *self.topics)
        given_once("code", [row.code for row in rows])
        given_once("key", [place.key for place in self.places])
        given_once("place, category, zh", [(t.place, t.category, t.zh) for t in self.topics])
        for topic in self.topics:
            known(topic.code, "place", topic.place, self.place_of)
            known(topic.code, "category", topic.category, self.category_of)
        return self

    @cached_property
    def place_of(self) -> dict[str, Place]:
        """Places by code."""
        return {place.code: place for place in self.places}

    @cached_property
    def category_of(self) -> dict[str, Category]:
        """Categories by code."""
        return {category.code: category for category in self.categories}

    @cached_property
    def by_code(self) -> dict[str, Topic]:
        """Topics by code."""
        return {topic.code: topic for topic in self.topics}

    def area(self, topic: Topic) -> Area:
        """Whether it is the household's own part or a common one."""
        return self.place_of[topic.place].area

    def search_words(self, topic: Topic) -> tuple[str, ...]:
        """What it is found by: its code, initials at each level, its Chinese, callers' words."""
        place, category = self.place_of[topic.place], self.category_of[topic.category]
        levels = (topic, place, category)
        initials = [row.initials or row.code for row in levels]
        words = (topic.code, *initials, *(row.zh for row in levels), *topic.also)
        return tuple(dict.fromkeys(words))

    def find(self, typed: str) -> list[Topic]:
        """Topics for a code, initials or a piece of Chinese; a whole code comes first."""
        wanted = typed.strip().casefold()
        if not wanted:
            return []
        exact = self.by_code.get(wanted)
        rest = [
            topic for topic in self.topics if topic is not exact and self._matches(topic, wanted)
        ]
        return [exact, *rest] if exact else rest

    def _matches(self, topic: Topic, wanted: str) -> bool:
        words = self.search_words(topic)
        if wanted.isascii():
            return any(word.isascii() and word.startswith(wanted) for word in words)
        return any(wanted in word for word in words)
