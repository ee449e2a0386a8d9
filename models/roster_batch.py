"""One import of a roster (导入批次)."""

from peewee import IntegerField, TextField

from models.base import Record


class Batch(Record):
    """What one import brought in; `change` is its change in the journal."""

    kind = "batch"

    files = TextField()
    digest = TextField()
    new = IntegerField()
    changed = IntegerField()
    same = IntegerField()
    refused = IntegerField()
    by_id = IntegerField()
    at = IntegerField()
    undone_at = IntegerField(null=True)


class Mapping(Record):
    """The corrected mapping of one shape of file, as JSON."""

    kind = "mapping"

    shape = TextField(unique=True)
    columns = TextField()
