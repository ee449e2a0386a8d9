"""Canned phrases (短语): offered by code, their places filled from what is known."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from data import reference
from data.reference import label
from desk.session import Session
from models.matter import Matter
from models.when import from_ms, show_time
from models.words import N_, _

GAP = "__"
"""What stands where nothing is known yet, for the clerk to fill in."""

# Nobody's name is read out from a masked screen: the caller is «you», or not addressed at all.
_ADDRESSED = re.compile("^\\{name\\}[,\uff0c]\\s*|,\\s*\\{name\\}")


class Phrase(NamedTuple):
    """A phrase as it would be inserted."""

    code: str
    words: str


def offered(
    uses: Iterable[str], matter_type: str, known: Mapping[str, str] | None = None
) -> list[Phrase]:
    """The phrases for these uses in a matter of this type, `{unit}` and the like filled in.

    Those with a gap left to fill come last.
    """
    found = [
        Phrase(row.code, filled(label(row), known or {}))
        for use in uses
        for row in reference.phrases(use, matter_type)
    ]
    return sorted(found, key=lambda phrase: GAP in phrase.words)


def filled(words: str, known: Mapping[str, str]) -> str:
    """The phrase with its places filled; what is not known stays a gap."""
    return words.format_map(_Known(known))


def read_back(
    session: Session, matter: Matter, unit: str, promised_until: int | None = None
) -> str:
    """What the clerk reads to the caller before hanging up.

    Empty where the matter has ended already, or no phrase is kept for its type. The time is
    what was promised in person, else in public.
    """
    found = reference.phrases("readback", matter.type)
    if not found or matter.closed_at is not None:
        return ""
    due = promised_until or matter.due_at
    known = {"number": matter.number, "name": _(N_("you"))}
    if unit or matter.place:
        known["unit"] = unit or matter.place
    if due:
        known["time"] = spoken_time(session, due)
    return filled(_ADDRESSED.sub("", label(found[0])), known)


def spoken_time(session: Session, at: int) -> str:
    """A moment as one says it: `10:43` today, else with its date and weekday."""
    moment = from_ms(at)
    return f"{moment:%H:%M}" if moment.date() == session.now().date() else show_time(moment)


class _Known(dict[str, str]):
    """What places are filled with."""

    def __missing__(self, _name: str) -> str:
        return GAP
