"""The base of every record: a row that is the fold of its journal entries."""

from typing import ClassVar, TypeVar

from peewee import DatabaseProxy, IntegerField, Model, TextField

database = DatabaseProxy()

COMPANY, ESTATE = 0, 1
"""The two streams of the journal: what the whole company shares, and what one estate holds."""

KINDS: dict[str, type["Record"]] = {}
"""Every kind of record by the name its journal entries carry."""

AnyRecord = TypeVar("AnyRecord", bound="Record")


class Record(Model):
    """One thing the desk keeps.

    `id` is `origin << 40 | n`, unique over all desks and all kinds. `ver` counts the acts on
    it, `heads` names the newest entries (`origin.seq`, several only while desks disagree).
    `voided` holds the reason when it was ended; nothing is ever deleted.
    """

    id = IntegerField(primary_key=True)
    ver = IntegerField(default=0)
    heads = TextField(default="")
    voided = TextField(null=True)

    kind: ClassVar[str] = ""
    stream: ClassVar[int] = ESTATE
    personal: ClassVar[bool] = False
    """Whether entries hold personal values and get a salted digest, so that erasing works."""

    class Meta:
        database = database
        strict_tables = True
        legacy_table_names = False

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind:
            KINDS[cls.kind] = cls


BOOKKEEPING = ("id", "ver", "heads")
"""Columns the journal itself gives; every other column is a field that entries set."""


def columns(model: type[Record]) -> tuple[str, ...]:
    """The table's column names, in order."""
    return tuple(field.column_name for field in model._meta.sorted_fields)  # noqa: SLF001


def table(model: type[Record]) -> str:
    """The table's name."""
    name: str = model._meta.table_name  # noqa: SLF001
    return name
