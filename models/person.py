"""People and how they belong to units (业户).

Every kind here is personal: its entries alone hold names, phones and plates, and their
digests are salted, so that one person can be erased without breaking the journal.
"""

from peewee import IntegerField, TextField

from models.base import Record


class Person(Record):
    """A person or company (人). `reading` is a manual pinyin where the table would be wrong."""

    kind = "person"
    personal = True

    name = TextField()
    sort = TextField(default="person")
    id_kind = TextField(default="")
    id_number = TextField(default="")
    reading = TextField(default="")
    note = TextField(default="")
    batch_id = IntegerField(null=True)


class Phone(Record):
    """One number of a person, digits only (电话). `off` is 1 when it is out of use."""

    kind = "person.phone"
    personal = True

    person_id = IntegerField(index=True)
    number = TextField(index=True)
    label = TextField(default="")
    off = IntegerField(default=0)
    position = IntegerField(default=1)


class Residence(Record):
    """How a person belongs to a unit, from when until when (住户关系); dates in ISO."""

    kind = "person.residence"
    personal = True

    person_id = IntegerField(index=True)
    unit_id = IntegerField(index=True)
    relation = TextField()
    since = TextField(null=True)
    until = TextField(null=True)
    position = IntegerField(default=1)


class Vehicle(Record):
    """A plate belonging to a unit (车牌)."""

    kind = "person.vehicle"
    personal = True

    plate = TextField(index=True)
    unit_id = IntegerField(index=True)
    person_id = IntegerField(null=True)


class HouseNote(Record):
    """A note on a unit's page (备注)."""

    kind = "person.note"
    personal = True

    unit_id = IntegerField(index=True)
    person_id = IntegerField(null=True)
    words = TextField()
    by_id = IntegerField()
    at = IntegerField()
