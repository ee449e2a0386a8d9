"""Matters found by a text within one list: by their words, their household or their number.

Each way has its index, so that a list of ten years is narrowed at every key.
"""

import json
import re
from dataclasses import replace

import apsw

from data import search
from data.queues import Queue
from models.text import folded

MOST = 1000

_HELD = """(m.id IN (SELECT value FROM json_each(:texts))
 OR m.unit_id IN (SELECT value FROM json_each(:units))
 OR m.person_id IN (SELECT value FROM json_each(:people))
 OR (m.number >= :number AND m.number < :after))"""

_NUMBER = re.compile(r"[A-Z]{2}\d{0,4}(?:-[A-Z]?\d*)?")
_NONE = "~"
"""After every number there is."""


def narrowed(connection: apsw.Connection, queue: Queue, typed: str) -> tuple[Queue, dict[str, str]]:
    """The list with only what the text finds, and what its statement is bound to besides."""
    units = [unit.id for unit in search.find_units(connection, typed, MOST)]
    people = [person.id for person in search.find_people(connection, typed, MOST)]
    texts = [matter.id for matter in search.find_matters(connection, typed, MOST)]
    number = folded(typed).upper()
    number = number if _NUMBER.fullmatch(number) else _NONE
    values = {
        "texts": json.dumps(texts),
        "units": json.dumps(units),
        "people": json.dumps(people),
        "number": number,
        "after": f"{number}{_NONE}",
    }
    return replace(queue, where=f"({queue.where}) AND {_HELD}"), values
