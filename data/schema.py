"""Every table of a store: the journal, what is this store's alone, the records, their search rows."""

import apsw
from peewee import SchemaManager
from playhouse.apsw_ext import APSWDatabase

from data import journal, search
from models.kinds import TABLES

_LOCAL_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT, staff INTEGER NOT NULL, form TEXT NOT NULL,
    title TEXT NOT NULL, parked INTEGER NOT NULL DEFAULT 0 CHECK (parked BETWEEN 0 AND 9),
    at INTEGER NOT NULL, state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;
CREATE INDEX draft_staff ON draft (staff, at);
CREATE UNIQUE INDEX draft_slot ON draft (staff, parked) WHERE parked > 0;
"""


def make(made: APSWDatabase) -> None:
    """Make all tables in an empty file."""
    connection: apsw.Connection = made.connection()
    connection.execute(journal.SCHEMA + _LOCAL_TABLES)
    for model in TABLES:
        SchemaManager(model, made).create_all()
    search.create(connection)


def of(connection: apsw.Connection) -> dict[str, str]:
    """The statements that made the tables and indexes of a store, by name."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {str(name): str(sql) for name, sql in rows}


def expected() -> dict[str, str]:
    """The statements a store of this version is made with."""
    made = APSWDatabase(":memory:")
    with made.connection_context():
        make(made)
        return of(made.connection())
