"""Rows that are never changed, only followed by a newer one (时限, 价目).

What was made under a row keeps it. A row that is voided closes the line: from its moment on
there is nothing.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Versioned(Protocol):
    """A row with the moment from which it counts."""

    @property
    def id(self) -> int:
        """Its key, larger for what was made later."""

    @property
    def since(self) -> int:
        """UTC milliseconds."""


Version = TypeVar("Version", bound=Versioned)


def newest(rows: Iterable[Version], at: int | None = None) -> Version | None:
    """The row that counted at this moment, or the last one; None when all are younger."""
    past = [row for row in rows if at is None or row.since <= at]
    return max(past, key=lambda row: (row.since, row.id), default=None)
