"""The search rows: one for a person at a unit, a unit, a vehicle, and for each text of a matter.

They are written in the same transaction as the records they find, and can be made anew from the
tables at any time. Their words are made by `data.tokens`; the engine only keeps them, so its
tokenizer splits at blanks alone: `ascii` leaves every other letter whole, even those younger than
the engine's Unicode.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import apsw

from data.tokens import person_tokens, text_tokens, unit_tokens, vehicle_tokens

FIND, TEXT = "find_fts", "text_fts"

_OPTIONS = """content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'\""""

# Merging waits for `tidy`: in the middle of a save it would cost up to 30 ms (storage.md B4).
# The engine still merges by itself when too many small parts have gathered.
_SCHEMA = f"""
CREATE VIRTUAL TABLE {FIND} USING fts5(words, {_OPTIONS}, prefix='2 3 4 5 6 7');
CREATE VIRTUAL TABLE {TEXT} USING fts5(words, {_OPTIONS});
INSERT INTO {FIND} ({FIND}, rank) VALUES ('automerge', 0), ('crisismerge', 64);
INSERT INTO {TEXT} ({TEXT}, rank) VALUES ('automerge', 0), ('crisismerge', 64);
CREATE INDEX matter_unit_open ON matter (unit_id) WHERE closed_at IS NULL;
"""

_NUMBERS = """(
    SELECT group_concat(f.number, ' ') FROM phone f
    WHERE f.person_id = p.id AND f.off = 0 AND f.voided IS NULL
)"""


class _Source(NamedTuple):
    """Where rows of one search table come from: their numbers, and what their words are made of.

    `query` gives the row's id first, ascending; `{these}` is the condition on `key`.
    """

    table: str
    key: str
    query: str
    words: Callable[..., str]


def _person_words(name: str, reading: str, unit: str, numbers: str | None) -> str:
    return person_tokens(name, reading, (numbers or "").split(), unit)


_SOURCES = {
    "residence": _Source(
        FIND,
        "p.id",
        f"SELECT r.id, p.name, p.reading, u.code, {_NUMBERS} FROM residence r"
        " JOIN person p ON p.id = r.person_id JOIN unit u ON u.id = r.unit_id"
        " WHERE r.voided IS NULL AND p.voided IS NULL AND {these} ORDER BY r.id",
        _person_words,
    ),
    "person": _Source(
        FIND,
        "p.id",
        f"SELECT p.id, p.name, p.reading, '', {_NUMBERS} FROM person p"
        " WHERE p.voided IS NULL AND {these} AND NOT EXISTS ("
        "SELECT 1 FROM residence r WHERE r.person_id = p.id AND r.voided IS NULL) ORDER BY p.id",
        _person_words,
    ),
    "unit": _Source(
        FIND,
        "id",
        "SELECT id, code FROM unit WHERE voided IS NULL AND {these} ORDER BY id",
        unit_tokens,
    ),
    "vehicle": _Source(
        FIND,
        "id",
        "SELECT id, plate FROM vehicle WHERE voided IS NULL AND {these} ORDER BY id",
        vehicle_tokens,
    ),
    "matter": _Source(
        TEXT,
        "id",
        "SELECT id, words, demand, place, result FROM matter WHERE {these} ORDER BY id",
        text_tokens,
    ),
    "comment": _Source(
        TEXT,
        "id",
        "SELECT id, words FROM comment WHERE voided IS NULL AND {these} ORDER BY id",
        text_tokens,
    ),
    "order": _Source(
        TEXT,
        "id",
        "SELECT id, result FROM work_order WHERE {these} ORDER BY id",
        text_tokens,
    ),
}

_AMONG = "IN (SELECT value FROM json_each(?))"

_FED_BY = {
    "person": ("person", "residence"),
    "unit": ("unit",),
    "person.vehicle": ("vehicle",),
    "matter": ("matter",),
    "comment": ("comment",),
    "order": ("order",),
}
"""The sources whose rows a record of this kind makes."""

_PEOPLE_OF = {
    "person.phone": f"SELECT person_id FROM phone WHERE id {_AMONG}",
    "person.residence": f"SELECT person_id FROM residence WHERE id {_AMONG}",
    "unit": f"SELECT person_id FROM residence WHERE unit_id {_AMONG}",
}
"""The people whose rows hold something of a record of this kind."""

_ROWS_OF_PEOPLE = f"SELECT id FROM residence WHERE person_id {_AMONG}"


_HELD = {
    "person": {"name", "reading", "voided"},
    "person.phone": {"person_id", "number", "off", "voided"},
    "person.residence": {"person_id", "unit_id", "voided"},
    "person.vehicle": {"plate", "voided"},
    "unit": {"code", "voided"},
    "matter": {"words", "demand", "place", "result"},
    "comment": {"words", "voided"},
    "order": {"result"},
}
"""The fields of each kind that search rows are made of."""


def holds(kind: str, fields: Iterable[str]) -> bool:
    """Whether search rows hold any of these fields, so that setting them must be indexed."""
    return kind in _HELD and not _HELD[kind].isdisjoint(fields)


def create(connection: apsw.Connection) -> None:
    """Make the search tables in a new store."""
    connection.execute(_SCHEMA)


def index(connection: apsw.Connection, changed: Iterable[tuple[str, int]]) -> None:
    """Bring the search rows of these records (kind, id) up to their tables."""
    touched = _touched(connection, changed)
    stale: dict[str, set[int]] = defaultdict(set)
    rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for kind, keys in touched.items():
        these = json.dumps(sorted(keys))
        for name in _FED_BY[kind]:
            source = _SOURCES[name]
            stale[source.table] |= keys
            if name == "residence":
                stale[source.table].update(_column(connection, _ROWS_OF_PEOPLE, these))
            rows[source.table] += _rows(connection, source, f"{source.key} {_AMONG}", (these,))
    for table, keys in stale.items():
        connection.execute(f"DELETE FROM {table} WHERE rowid {_AMONG}", (json.dumps(list(keys)),))
        _insert(connection, table, sorted(rows[table]))


def rebuild(connection: apsw.Connection) -> None:
    """Make all search rows anew from the tables."""
    for table in (FIND, TEXT):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for source in _SOURCES.values():
        _insert(connection, source.table, _rows(connection, source, "1", ()))
    for table in (FIND, TEXT):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def strays(connection: apsw.Connection) -> tuple[int, int]:
    """How many rows are missing, and how many are there without a record."""
    missing = surplus = 0
    for table in (FIND, TEXT):
        kept = {key for (key,) in connection.execute(f"SELECT id FROM {table}_docsize")}
        for source in (source for source in _SOURCES.values() if source.table == table):
            for key, *parts in connection.execute(source.query.format(these="1")):
                if key in kept:
                    kept.remove(key)
                elif source.words(*parts):
                    missing += 1
        surplus += len(kept)
    return missing, surplus


def tidy(connection: apsw.Connection, pages: int = 64) -> bool:
    """Merge a little of what the changes left apart; whether there is more to merge.

    For idle moments: each call takes some milliseconds.
    """
    before = connection.total_changes()
    for table in (FIND, TEXT):
        connection.execute(
            f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)",
            (pages,),
        )
    return connection.total_changes() - before > _CHANGES_OF_NO_MERGE


_CHANGES_OF_NO_MERGE = 2
"""A merge with nothing to do still counts as one change for each table."""


def _touched(
    connection: apsw.Connection, changed: Iterable[tuple[str, int]]
) -> dict[str, set[int]]:
    """The records whose own rows must be written, by kind."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, key in changed:
        by_kind[kind].add(key)
    people: set[int] = set()
    for kind, query in _PEOPLE_OF.items():
        if kind in by_kind:
            people.update(_column(connection, query, json.dumps(list(by_kind[kind]))))
    if people:
        by_kind["person"] |= people
    return {kind: keys for kind, keys in by_kind.items() if kind in _FED_BY}


def _column(connection: apsw.Connection, query: str, these: str) -> Iterator[int]:
    return (key for (key,) in connection.execute(query, (these,)))


def _rows(
    connection: apsw.Connection, source: _Source, these: str, values: tuple[Any, ...]
) -> Iterator[tuple[int, str]]:
    """Row numbers and their words; what has no words has no row."""
    for key, *parts in connection.execute(source.query.format(these=these), values):
        if words := source.words(*parts):
            yield key, words


def _insert(connection: apsw.Connection, table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Write rows, ascending: the engine flushes to disk whenever a number goes down."""
    connection.executemany(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", rows)
