"""A stretch of the past entered at once: every act a change of its own, every row written once.

This is how a practice estate gets its years of matters. The journal is what it would be had
each change been saved when it happened; only the rows between the first and the last act on a
record are never on disk.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from data import search
from data.change import Change, write_rows
from data.ledger import Actor, Ledger
from models.base import Record, table


class Past:
    """Changes in the order they happened; `write` puts them on disk together.

    The tables stand still until then: whoever makes these changes keeps the records in hand.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records: dict[int, Record] = {}
        self._on_disk: dict[type[Record], list[int]] = defaultdict(list)

    @contextmanager
    def change(self, actor: Actor, act: str) -> Iterator[Change]:
        """One act of one person; what it adds and sets is entered when the block ends."""
        change = Change(self._ledger, actor, act)
        yield change
        change.enter()
        for key, record in change.records.items():
            if key not in self._records:
                self._records[key] = record
                if record.ver > 1:
                    self._on_disk[type(record)].append(key)

    def write(self) -> None:
        """Write every record as it is now; the store calls it inside the transaction.

        Rows that stand already go first: to replace each one costs SQLite a journal of its own.
        """
        connection = self._ledger.connection
        for model, keys in self._on_disk.items():
            connection.execute(
                f"DELETE FROM {table(model)} WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(keys),),
            )
        write_rows(connection, self._records.values())
        search.index(connection, dict.fromkeys(self._ledger.save()))
