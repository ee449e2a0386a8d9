"""A look at a masked value (查看记录): who saw what of whom, and why."""

from peewee import IntegerField, TextField

from models.base import Record


class Look(Record):
    """One look: saved before the value is shown. It holds keys, never the value itself."""

    kind = "look"

    person_id = IntegerField(index=True)
    phone_id = IntegerField(null=True)
    matter_id = IntegerField(null=True)
    why = TextField()
    by_id = IntegerField()
    at = IntegerField()
