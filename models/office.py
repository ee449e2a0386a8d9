"""The office: its settings, its desks, its staff with their roles and skills."""

from peewee import IntegerField, TextField

from models.base import COMPANY, Record


class Setting(Record):
    """One setting of the estate, its value as JSON."""

    kind = "setting"

    name = TextField(unique=True)
    value = TextField()


class Desk(Record):
    """A counter with its letter, which stands in every number it gives (前台)."""

    kind = "desk"

    letter = TextField(unique=True)
    name = TextField()


class Role(Record):
    """A role of the manual and what it may do: `rights` is JSON, act → all / own."""

    kind = "role"
    stream = COMPANY

    code = TextField(unique=True)
    zh = TextField()
    en = TextField()
    rights = TextField()


class Staff(Record):
    """One person, one account (员工).

    `secret` is an argon2 hash behind its kind; `once` is 1 while it was given by somebody else
    and has to be changed. `skills` and `areas` are codes joined by commas; `duty` is
    on, out or off; `left_at` ends the account.
    """

    kind = "staff"
    stream = COMPANY

    no = TextField(unique=True)
    name = TextField()
    role = TextField()
    phone = TextField(default="")
    secret = TextField(default="")
    once = IntegerField(default=0)
    skills = TextField(default="")
    areas = TextField(default="")
    duty = TextField(default="off")
    duty_note = TextField(default="")
    left_at = IntegerField(null=True)
