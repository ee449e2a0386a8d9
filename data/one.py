"""One record by a plain condition, where a hand waits.

Peewee makes the statement anew at every call, which costs ten times what running it does
(storage.md A3); this one is made once a condition.
"""

from functools import cache
from typing import Any

from models.base import AnyRecord, Record, columns, database, table


def one(model: type[AnyRecord], where: str, *values: Any) -> AnyRecord | None:
    """The first record for which this holds (`code = ? AND voided IS NULL`), or None."""
    row = database.connection().execute(_statement(model, where), values).fetchone()
    return None if row is None else model(**dict(zip(columns(model), row, strict=True)))


@cache
def _statement(model: type[Record], where: str) -> str:
    return f"SELECT {', '.join(columns(model))} FROM {table(model)} WHERE {where} LIMIT 1"
