"""Search rows, written in the same transaction as the records they find."""

from collections.abc import Iterable

import apsw


def create(connection: apsw.Connection) -> None:
    """Make the search tables in a new store."""


def index(connection: apsw.Connection, changed: Iterable[tuple[str, int]]) -> None:
    """Bring the search rows of these records (kind, id) up to their tables."""


def rebuild(connection: apsw.Connection) -> None:
    """Make all search rows anew from the tables."""
