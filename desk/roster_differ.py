"""Notes each difference between file and store, and lets a person's own edits stand."""

from typing import Any

import apsw

from data.roster_held import fields_set_by_others, made_by
from desk.roster_outcome import ACT, Choice, Difference, Outcome, Sink
from models.base import Record

_MAY_END = frozenset({"until", "voided"})


class Differ:
    """Sets what differs and is nobody's hand; notes all of it in the row's `outcome`.

    `added` are the records of this run; `taken` the choices of edits by hand to overwrite.
    """

    def __init__(
        self, connection: apsw.Connection, sink: Sink, taken: frozenset[Choice] = frozenset()
    ) -> None:
        self._connection = connection
        self._sink = sink
        self._taken = taken
        self._hands: dict[int, frozenset[str]] = {}
        self.added: set[int] = set()
        self.outcome = Outcome("", 0, "")

    def add(self, model: type[Record], **values: Any) -> int:
        """A new record; its key."""
        key = self._sink.add(model, **values)
        self.added.add(key)
        self.outcome.added = True
        return key

    def set(self, model: type[Record], key: int, **fields: Any) -> None:
        """Fields of a record whose difference is noted already."""
        self._sink.set(model, key, **fields)

    def rest(self) -> None:
        """A stretch of rows is done."""
        self._sink.rest()

    def compare(
        self, model: type[Record], held: Any, wanted: dict[str, Any], about: str
    ) -> dict[str, Any]:
        """Set what differs and is nobody's hand; returns what was set.

        None and the empty text are silence, but for what may end: there they take the end away.
        """
        fresh = held.id in self.added
        done: dict[str, Any] = {}
        for name, value in wanted.items():
            before = getattr(held, name)
            if name in _MAY_END:
                value = value or None  # noqa: PLW2901 - an end that is taken away
            elif value in (None, ""):
                continue
            if before == value:
                continue
            by_hand = not fresh and self._stays(held.id, name)
            if not fresh:
                self.note(model.kind, held.id, about, name, before, value, by_hand=by_hand)
            if not by_hand:
                done[name] = value
        if done:
            self._sink.set(model, held.id, **done)
        return done

    def note(
        self, kind: str, key: int, about: str, name: str, before: Any, after: Any,
        *, by_hand: bool = False,
    ) -> None:  # fmt: skip
        """Note one difference of the row at hand."""
        self.outcome.differences.append(
            Difference(
                self.outcome.sheet, self.outcome.row, kind, key, about, name, before, after, by_hand
            )
        )

    def is_by_hand(self, key: int) -> bool:
        """Whether somebody added the record by hand, or set anything of it since."""
        return bool(self._set_by_hand(key)) or not made_by(self._connection, key).startswith(ACT)

    def is_taken(self, key: int, name: str) -> bool:
        """Whether somebody chose the file's value over the edit by hand."""
        return (key, name) in self._taken

    def _stays(self, key: int, name: str) -> bool:
        return name in self._set_by_hand(key) and not self.is_taken(key, name)

    def _set_by_hand(self, key: int) -> frozenset[str]:
        if key not in self._hands:
            self._hands[key] = fields_set_by_others(self._connection, key, ACT)
        return self._hands[key]
