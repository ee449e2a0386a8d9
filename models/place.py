"""Buildings and units (房屋)."""

from peewee import IntegerField, TextField

from models.base import Record


class Building(Record):
    """A building of the estate (栋)."""

    kind = "building"

    code = TextField(unique=True)
    name = TextField()
    phase = TextField(default="")


class Unit(Record):
    """A flat or shop (房屋).

    `code` is its canonical text. `floor` is signed, `floor_label` what staff say (负一层, M);
    `area` is in 1/100 m²; `handed_over` an ISO date. `usage` is home, shop, office …; `state`
    is unsold, undelivered, vacant, fitout, occupied or let.
    """

    kind = "unit"

    building_id = IntegerField()
    stairwell = TextField(default="")
    floor = IntegerField(null=True)
    floor_label = TextField(default="")
    room = TextField()
    code = TextField(unique=True)
    usage = TextField(default="home")
    state = TextField(default="occupied")
    area = IntegerField(null=True)
    handed_over = TextField(null=True)
    note = TextField(default="")
    batch_id = IntegerField(null=True)

    class Meta:
        indexes = ((("building_id", "stairwell", "floor"), False),)
