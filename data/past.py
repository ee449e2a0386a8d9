"""A stretch of the past entered at once: every act a change of its own, every row written once.

This is how a practice estate gets its years of matters. The journal is what it would be had
each change been saved when it happened; only the rows between the first and the last act on a
record are never on disk.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from data import search
from data.change import Change, write_rows
from data.ledger import Actor, Ledger
from models.base import Record


class Past:
    """Changes in the order they happened; `write` puts them on disk together.

    The tables stand still until then: whoever makes these changes keeps the records in hand.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records: dict[int, Record] = {}

    @contextmanager
    def change(self, actor: Actor, act: str) -> Iterator[Change]:
        """One act of one person; what it adds and sets is entered when the block ends."""
        change = Change(self._ledger, actor, act)
        yield change
        change.enter()
        self._records |= change.records

    def write(self) -> None:
        """Write every record as it is now; the store calls it inside the transaction."""
        write_rows(self._ledger.connection, self._records.values(), replace=True)
        search.index(self._ledger.connection, dict.fromkeys(self._ledger.save()))
