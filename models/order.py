"""A work order and its materials (派工单)."""

from peewee import SQL, IntegerField, TextField

from models.base import Record


class WorkOrder(Record):
    """Work for one technician (派工单). Money is in fen; `done_at` and `closed_at` end it.

    `material` is always the sum of its lines, `waiting` the reason it stands still.
    """

    kind = "order"

    number = TextField()
    year = IntegerField()
    matter_id = IntegerField(index=True)
    state = TextField()
    skill = TextField(default="")
    urgency = TextField(default="normal")
    technician_id = IntegerField(null=True)
    made_by_id = IntegerField()
    made_at = IntegerField()
    assigned_at = IntegerField(null=True)
    accepted_at = IntegerField(null=True)
    arrived_at = IntegerField(null=True)
    done_at = IntegerField(null=True)
    closed_at = IntegerField(null=True)
    window_from = IntegerField(null=True)
    window_to = IntegerField(null=True)
    absent = IntegerField(default=0)
    waiting = TextField(default="")
    reason = TextField(default="")
    result = TextField(default="")
    labour = IntegerField(default=0)
    material = IntegerField(default=0)
    paid = IntegerField(default=0)
    method = TextField(default="")
    receipt = TextField(default="")
    paid_at = IntegerField(null=True)
    slip_at = IntegerField(null=True)
    rework_of_id = IntegerField(null=True)

    class Meta:
        indexes = ((("number", "year"), True),)


WorkOrder.add_index(
    SQL("CREATE INDEX work_order_open ON work_order (state, made_at) WHERE closed_at IS NULL"),
)
WorkOrder.add_index(
    SQL(
        "CREATE INDEX work_order_technician ON work_order (technician_id, made_at)"
        " WHERE closed_at IS NULL"
    ),
)
WorkOrder.add_index(
    SQL("CREATE INDEX work_order_done ON work_order (technician_id, done_at) WHERE done_at > 0"),
)


class Material(Record):
    """One line of material (材料): `quantity` in thousandths of `measure`, `price` in fen each."""

    kind = "material"

    order_id = IntegerField(index=True)
    name = TextField()
    spec = TextField(default="")
    quantity = IntegerField()
    measure = TextField(default="")
    price = IntegerField(default=0)
    owner_supplied = IntegerField(default=0)
