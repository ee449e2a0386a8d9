"""The reference data in the store (基础资料), looked up at every key.

Answers come from memory; the store is asked anew when the company's log has grown.
"""

import json
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import apsw

from data.versions import newest
from models.base import COMPANY, AnyRecord, database
from models.office import Role
from models.reference import Phrase, Price, Term, Topic
from models.words import language


class _InTwoLanguages(Protocol):
    zh: str
    en: str


def terms(sort: str) -> tuple[Term, ...]:
    """The values of one enumeration, in the order of the screen."""
    return _kept().terms.get(sort, ())


def term_row(sort: str, code: str) -> Term | None:
    """One value of an enumeration; None when there is none of this code."""
    return _kept().term_of.get((sort, code))


def term(sort: str, code: str) -> str:
    """What a value is called in the language in use, an ended one too; others show as their code."""
    found = _kept().named.get((sort, code))
    return label(found) if found else code


def label(record: _InTwoLanguages) -> str:
    """What a term, phrase, price or role is called in the language in use."""
    return record.zh if language() == "zh" else record.en


def topics(type: str = "") -> tuple[Topic, ...]:  # noqa: A002 - the trade's word for it
    """The topics a matter of this type may have; all of them without a type."""
    kept = _kept()
    return kept.topics_of.get(type, ()) if type else kept.topics


def topic_row(topic_id: int | None) -> Topic | None:
    """One topic by its key, an ended one too: old matters stand under it."""
    return _kept().topic_of.get(topic_id) if topic_id is not None else None


def topic_label(topic: Topic) -> str:
    """Place, category and problem in the language in use."""
    end = language()
    return " · ".join(
        getattr(topic, f"{level}_{end}") for level in ("place", "category", "problem")
    )


def find_topics(typed: str, type: str = "") -> list[Topic]:  # noqa: A002
    """Topics for a code, a beginning of initials, or a piece of Chinese or English.

    Several words narrow it down level by level; a whole code comes first, then what begins
    with the text, then what holds it.
    """
    words = typed.casefold().split()
    if not words:
        return list(topics(type))
    kept = _kept()
    ranked = [(kept.rank(topic, words), topic) for topic in topics(type)]
    found = [(rank, topic) for rank, topic in ranked if rank is not None]
    return [topic for _rank, topic in sorted(found, key=lambda pair: pair[0])]


def phrases(use: str, type: str = "") -> list[Phrase]:  # noqa: A002
    """The phrases offered for this use in a matter of this type."""
    return [
        row
        for row in _kept().phrases
        if row.use == use and (not row.types or not type or type in row.types.split(","))
    ]


def prices(topic: str = "", at: int | None = None) -> list[Price]:
    """The price list, or what of it is offered for the topic with this code.

    A price has several rows, each valid from a moment on; without `at` the last ones count.
    """
    valid = (newest(versions, at) for versions in _kept().prices.values())
    return [
        row
        for row in valid
        if row is not None and row.voided is None and (not topic or topic in row.topics.split(","))
    ]


def roles() -> tuple[Role, ...]:
    """Every role, in the order of the screen."""
    return _kept().roles


def role_row(code: str) -> Role | None:
    """One role by its code."""
    return next((role for role in roles() if role.code == code), None)


@dataclass
class _Kept:
    """Reference data as read from one store, in the state its version names."""

    store: object = None
    version: int = -1
    head: int = -1
    roles: tuple[Role, ...] = ()
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    term_of: dict[tuple[str, str], Term] = field(default_factory=dict)
    named: dict[tuple[str, str], Term] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    topics_of: dict[str, tuple[Topic, ...]] = field(default_factory=dict)
    topic_of: dict[int, Topic] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    prices: dict[str, list[Price]] = field(default_factory=dict)
    words_of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    answers: dict[Hashable, Any] = field(default_factory=dict)

    def rank(self, topic: Topic, wanted: list[str]) -> tuple[int, ...] | None:
        """How well the words typed name this topic; None when one of them does not."""
        words = self.words_of[topic.id]
        ranks = [_rank(words, typed) for typed in wanted]
        return None if None in ranks else tuple(rank for rank in ranks if rank is not None)


def _rank(words: tuple[str, ...], typed: str) -> int | None:
    if words[0] == typed:
        return 0
    if any(word.startswith(typed) for word in words):
        return 1
    return 2 if not typed.isascii() and any(typed in word for word in words) else None


Answer = TypeVar("Answer")


def remembered(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What `ask` finds in the reference data; asked again only after that has changed."""
    answers = _kept().answers
    if question not in answers:
        answers[question] = ask()
    answer: Answer = answers[question]
    return answer


_memory = _Kept()


def _kept() -> _Kept:
    """What is in memory, read anew when the company's log has grown since.

    SQLite's own counter of the file says for nothing whether anybody wrote at all.
    """
    global _memory  # noqa: PLW0603 - one store is open at a time, as `models.base.database` has it
    connection: apsw.Connection = database.connection()
    version = connection.data_version()
    if _memory.store is not database.obj or _memory.version != version:
        [(head,)] = connection.execute(
            "SELECT coalesce(sum(head), 0) FROM log WHERE stream = ?", (COMPANY,)
        )
        if _memory.store is not database.obj or _memory.head != head:
            _memory = _read(head)
        _memory.version = version
    return _memory


def _read(head: int) -> _Kept:
    kept = _Kept(store=database.obj, head=head)
    kept.roles = tuple(_live(Role))
    kept.topics = tuple(_live(Topic))
    kept.phrases = tuple(_live(Phrase))
    for price in Price.select().order_by(Price.id):
        kept.prices.setdefault(price.code, []).append(price)
    # The live ones last: they are what a code given again stands for.
    for row in Term.select().order_by(Term.voided.is_null(), Term.position):
        kept.named[row.sort, row.code] = row
        if row.voided is None:
            kept.terms[row.sort] = (*kept.terms.get(row.sort, ()), row)
            kept.term_of[row.sort, row.code] = row
    for topic in Topic.select().where(Topic.voided.is_null(False)):
        kept.topic_of[topic.id] = topic
    for topic in kept.topics:
        kept.topic_of[topic.id] = topic
        for kind in topic.types.split(","):
            kept.topics_of[kind] = (*kept.topics_of.get(kind, ()), topic)
        kept.words_of[topic.id] = tuple(_words(topic, kept.term_of))
    return kept


def _live(model: type[AnyRecord]) -> list[AnyRecord]:
    return list(model.select().where(model.voided.is_null()).order_by(model.id))


def _words(topic: Topic, term_of: dict[tuple[str, str], Term]) -> Iterator[str]:
    """What a topic is found by; its own code stands first."""
    yield topic.code
    yield topic.initials or topic.code
    for sort, code in (("places", topic.place), ("categories", topic.category)):
        row = term_of.get((sort, code))
        yield code
        yield (json.loads(row.more).get("initials") if row else "") or code
        yield row.digit if row and row.digit else code
    yield from (topic.problem_zh, topic.category_zh, topic.place_zh)
    yield from (also for also in topic.also.split(",") if also)
    for english in (topic.problem_en, topic.category_en, topic.place_en):
        yield from english.casefold().split()
