"""What people say in the practice estate, and what was done about it: words that fit the topic."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from string import Formatter
from typing import Any

from data.practice import material
from data.reference import topics
from desk.demo.chance import Weighted, happens
from models.reference import Topic

_OWN_FILES = ("repair", "service", "complaint")
_NO_PART: tuple[str, str, int] = ("", "", 0)


@dataclass(frozen=True, slots=True)
class Said:
    """What one matter is about: the caller's words, what they demand, what will come of it.

    `part` is what the work uses up: name, measure and price in fen, or empty.
    """

    topic: Topic
    words: str
    result: str
    demand: str = ""
    part: tuple[str, str, int] = _NO_PART
    common: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """One topic as the file holds it."""

    topic: Topic
    words: list[str]
    results: list[str]
    asked: list[tuple[str, str]]
    parts: list[tuple[str, str, int]]
    common: bool


@dataclass(slots=True)
class _Pieces:
    """All that may be said in matters of one type."""

    rows: Weighted[_Row]
    around: dict[str, Any]
    fill: dict[str, list[str]] = field(default_factory=dict)


class Talk:
    """Composes what is said from the files of the practice estate."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._pieces = {kind: _pieces(kind) for kind in _kinds()}
        self.around = material("talk")

    def about(self, kind: str) -> Said:
        """What a new matter of this type is about."""
        pieces, random = self._pieces[kind], self._random
        row = pieces.rows.pick(random)
        if row.asked:
            words, result = random.choice(row.asked)
        else:
            words, result = random.choice(row.words), random.choice(row.results)
            words = self._filled(words, pieces.fill)
            words += self._added(pieces, row, "since") + self._added(pieces, row, "tails")
        demand = self._maybe(pieces.around["demands"]) if "demands" in pieces.around else ""
        part = random.choice(row.parts) if row.parts else _NO_PART
        return Said(row.topic, words, result, demand, part, row.common)

    def reply(self, kind: str) -> str:
        """What the handler told the caller meanwhile."""
        around = self._pieces[kind].around
        return self.one(around.get("replies") or material("counter")["replies"])

    def comment(self) -> str:
        """What a supervisor writes beside a complaint."""
        return self.one(material("complaint")["comments"])

    def rating(self, mark: str, about: str) -> str:
        """What is said at the call-back with this mark: about work, a matter, or again."""
        words: str = self._random.choice(self.around["rating"][about][mark])
        return words

    def place(self, topic: Topic, building: str) -> str:
        """The common place a topic is about; empty where it is about a household."""
        places: list[str] = self.around["places"].get(topic.place, [])
        return self._random.choice(places).format(building=building) if places else ""

    def one(self, of: dict[str, list[str]]) -> str:
        """One of the sentences of a list of the files."""
        [words] = [value for value in of.values() if isinstance(value, list)]
        return self._random.choice(words)

    def _added(self, pieces: _Pieces, row: _Row, what: str) -> str:
        """Perhaps a sentence more, that fits what is urgent or everybody's."""
        sentences = pieces.around.get(what, {})
        sort = "urgent" if row.topic.urgency == "urgent" else "common" if row.common else "usual"
        sentences = sentences.get(sort) or sentences.get("usual")
        return self._maybe(sentences) if sentences else ""

    def _maybe(self, of: dict[str, Any]) -> str:
        return self.one(of) if happens(self._random, of["chance"]) else ""

    def _filled(self, words: str, fill: dict[str, list[str]]) -> str:
        names = [name for _, name, _, _ in Formatter().parse(words) if name]
        return words.format(**{name: self._random.choice(fill[name]) for name in names})


def _kinds() -> Iterable[str]:
    return (*_OWN_FILES, "enquiry", "report", "request", "suggestion", "praise")


def _pieces(kind: str) -> _Pieces:
    file = material(kind if kind in _OWN_FILES else "counter")
    known = {topic.code: topic for topic in topics(kind)}
    told = file["topics"] if kind in _OWN_FILES else file[kind]
    rows = [(_row(known[code], row), row["weight"]) for code, row in told.items() if code in known]
    return _Pieces(Weighted(rows), file, file.get("fill", {}))


def _row(topic: Topic, row: dict[str, Any]) -> _Row:
    return _Row(
        topic,
        row.get("words", []),
        row.get("results", []),
        [(question, answer) for question, answer in row.get("asked", [])],
        [(name, measure, price) for name, measure, price in row.get("parts", [])],
        row.get("common", not topic.in_unit),
    )
