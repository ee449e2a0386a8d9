"""What the tables of the history's words are made of."""

from typing import NamedTuple

from models.words import N_


class Told(NamedTuple):
    """A field's label, and how its value is read: text, staff, time, term:<enumeration> …"""

    label: str
    sort: str = "text"


ENDED = {"voided": Told(N_("ended"))}
