"""Reference data as the office keeps it: topics, time limits, phrases, prices, terms."""

from peewee import IntegerField, TextField

from models.base import COMPANY, Record
from models.words import N_

PHRASE_USES = {
    "content": N_("the caller's words"),
    "readback": N_("read back"),
    "reply": N_("reply"),
    "result": N_("result"),
    "note": N_("note"),
    "callback": N_("call-back"),
}
"""Where a phrase is offered."""


class Topic(Record):
    """Place → category → problem, a valid triple with its code (类别).

    `types` are the matter types it serves, joined by commas; `in_unit` tells the household's
    own parts (户内) from common ones (公共). `place` and `category` are codes of terms;
    `initials` and `also`, joined by commas, are what else it is found by.
    """

    kind = "topic"
    stream = COMPANY

    code = TextField(unique=True)
    place = TextField(default="")
    place_zh = TextField()
    place_en = TextField()
    category = TextField()
    category_zh = TextField()
    category_en = TextField()
    problem_zh = TextField()
    problem_en = TextField()
    types = TextField()
    urgency = TextField()
    skill = TextField()
    in_unit = IntegerField()
    initials = TextField(default="")
    also = TextField(default="")


class TimeLimit(Record):
    """A time limit: the public promise and the internal target, in minutes (时限).

    An edit makes a new row with a later `since`, so that a matter keeps its own rule.
    """

    kind = "limit"
    stream = COMPANY

    type = TextField()
    urgency = TextField()
    category = TextField(default="")
    step = TextField()
    public_minutes = IntegerField()
    internal_minutes = IntegerField()
    source = TextField(default="")
    since = IntegerField()


class Phrase(Record):
    """A canned phrase by code, with places for unit, number, time and name (短语).

    `use` says where it is offered: content, readback, reply, result, note or callback.
    """

    kind = "phrase"
    stream = COMPANY

    code = TextField(unique=True)
    use = TextField(default="note")
    types = TextField(default="")
    zh = TextField()
    en = TextField()


class Price(Record):
    """A row of the public price list, prices in fen; none: on request (价目).

    `topics` are the codes it is offered for; above `height_cm` a new price is agreed.
    """

    kind = "price"
    stream = COMPANY

    code = TextField()
    group_zh = TextField()
    group_en = TextField()
    zh = TextField()
    en = TextField()
    unit_zh = TextField()
    unit_en = TextField()
    price = IntegerField(null=True)
    price_to = IntegerField(null=True)
    material = TextField()
    guarantee_days = IntegerField(null=True)
    height_cm = IntegerField(null=True)
    topics = TextField(default="")
    since = IntegerField()


class Term(Record):
    """One value of an enumeration: channel, relation, mark, reason … (术语).

    `digit` is the key that picks it; `more` holds what only this enumeration knows, as JSON.
    """

    kind = "term"
    stream = COMPANY

    sort = TextField()
    code = TextField()
    digit = TextField(default="")
    position = IntegerField()
    zh = TextField()
    en = TextField()
    more = TextField(default="{}")
