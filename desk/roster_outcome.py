"""What an import finds: how each row differs from the store, and where that goes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.base import Record

ACT = "import."
"""What the acts of importing begin with; every other act is somebody's hand."""

NEW, CHANGED, SAME = "new", "changed", "same"
Progress = Callable[[int, int], None]
Choice = tuple[int, str]
"""A record's key and a field: what somebody chose to overwrite."""


def quiet(_done: int, _all: int) -> None:
    """No progress is shown."""


class Sink(Protocol):
    """Where what differs goes: into a change, or nowhere in a dry run."""

    def add(self, model: type[Record], /, **values: Any) -> int:
        """A new record; its key."""

    def set(self, model: type[Record], key: int, /, **fields: Any) -> None:
        """Fields of a record."""

    def rest(self) -> None:
        """A stretch of rows is done."""


class DryRun:
    """Counts instead of writing."""

    def __init__(self) -> None:
        self._last = 0

    def add(self, _model: type[Record], /, **_values: Any) -> int:
        """A key that no record has."""
        self._last -= 1
        return self._last

    def set(self, _model: type[Record], _key: int, /, **_fields: Any) -> None:
        """Nothing is written."""

    def rest(self) -> None:
        """Nothing was gathered."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the row says otherwise than the store, from → to.

    `about` is the unit or the person; `by_hand` was set by a person since and stays.
    """

    sheet: str
    row: int
    kind: str
    key: int
    about: str
    field: str
    before: Any
    after: Any
    by_hand: bool = False

    @property
    def choice(self) -> Choice:
        """What names this difference when somebody chooses the file's value."""
        return self.key, self.field


@dataclass(slots=True)
class Outcome:
    """What becomes of one row."""

    sheet: str
    row: int
    unit: str
    added: bool = False
    fresh: bool = False
    differences: list[Difference] = field(default_factory=list)

    @property
    def status(self) -> str:
        """New, changed or same."""
        if self.added and self.fresh:
            return NEW
        changed = any(not difference.by_hand for difference in self.differences)
        return CHANGED if self.added or changed else SAME
