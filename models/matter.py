"""A matter from the first word to the closing call-back (事项), and what hangs on it."""

from peewee import SQL, IntegerField, TextField

from models.base import Record


class Matter(Record):
    """One matter (事项): a complaint, a repair, a service, an enquiry …

    `number` is what staff say (`TS1123-A017`), unique within `year`; `running` is its tail.
    `place` names a common place in words when there is no unit. `level` rises with every
    reopening, and `clock_at`, from which its limits run, begins anew. `due_at` is the public promise and `target_at` the internal target of the step
    `due_step`, worked out from the rule `limit_id` by `desk.limits` at each act.
    """

    kind = "matter"

    number = TextField()
    year = IntegerField()
    desk = TextField()
    running = IntegerField()
    type = TextField()
    unit_id = IntegerField(null=True)
    building_id = IntegerField(null=True)
    place = TextField(default="")
    person_id = IntegerField(null=True)
    relation = TextField(default="")
    phone_id = IntegerField(null=True)
    channel = TextField()
    topic_id = IntegerField(null=True)
    words = TextField()
    demand = TextField(default="")
    urgency = TextField(default="normal")
    wanted_from = IntegerField(null=True)
    wanted_to = IntegerField(null=True)
    first_contact_id = IntegerField()
    handler_id = IntegerField(null=True)
    state = TextField()
    opened_at = IntegerField()
    clock_at = IntegerField()
    answered_at = IntegerField(null=True)
    done_at = IntegerField(null=True)
    closed_at = IntegerField(null=True)
    result = TextField(default="")
    reason = TextField(default="")
    reopened = IntegerField(default=0)
    level = IntegerField(default=0)
    limit_id = IntegerField(null=True)
    due_step = TextField(default="")
    extended_to = IntegerField(null=True)
    due_at = IntegerField(null=True)
    target_at = IntegerField(null=True)
    mark = IntegerField(null=True)
    rated_at = IntegerField(null=True)

    class Meta:
        indexes = (
            (("number", "year"), True),
            (("opened_at",), False),
            (("unit_id", "opened_at"), False),
            (("person_id", "opened_at"), False),
        )


Matter.add_index(
    SQL("CREATE INDEX matter_open ON matter (due_at) WHERE closed_at IS NULL"),
)
Matter.add_index(
    SQL("CREATE INDEX matter_handler ON matter (handler_id, due_at) WHERE closed_at IS NULL"),
)
Matter.add_index(
    SQL("CREATE INDEX matter_first ON matter (first_contact_id, due_at) WHERE closed_at IS NULL"),
)
Matter.add_index(
    SQL("CREATE INDEX matter_state ON matter (state, due_at) WHERE closed_at IS NULL"),
)
Matter.add_index(
    SQL("CREATE INDEX matter_bad ON matter (rated_at) WHERE mark < 3"),
)
Matter.add_index(
    SQL("CREATE INDEX matter_closed ON matter (closed_at) WHERE closed_at IS NOT NULL"),
)


class Comment(Record):
    """What somebody wrote beside a matter (批注)."""

    kind = "comment"

    matter_id = IntegerField(index=True)
    words = TextField()
    by_id = IntegerField()
    at = IntegerField()


class Promise(Record):
    """«We ring you by four» (承诺): a clock of its own, kept or broken."""

    kind = "promise"

    matter_id = IntegerField(index=True)
    words = TextField()
    due_at = IntegerField()
    made_by_id = IntegerField()
    made_at = IntegerField()
    kept_at = IntegerField(null=True)


Promise.add_index(SQL("CREATE INDEX promise_open ON promise (due_at) WHERE kept_at IS NULL"))


class Callback(Record):
    """A call-back that is owed (回访).

    `attempts` counts calls nobody answered. `worked_id` did the work and may not rate it.
    """

    kind = "callback"

    matter_id = IntegerField(index=True)
    due_at = IntegerField()
    worked_id = IntegerField(null=True)
    attempts = IntegerField(default=0)
    tried_at = IntegerField(null=True)
    mark = IntegerField(null=True)
    words = TextField(default="")
    by_id = IntegerField(null=True)
    done_at = IntegerField(null=True)


Callback.add_index(SQL("CREATE INDEX callback_open ON callback (due_at) WHERE done_at IS NULL"))
