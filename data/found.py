"""Matters found by a text within one list: by their words, their household or their number."""

import json
from dataclasses import replace

import apsw

from data import search
from data.queues import Queue

MOST = 200

_HELD = """(m.id IN (SELECT value FROM json_each(:texts))
 OR m.unit_id IN (SELECT value FROM json_each(:units))
 OR m.person_id IN (SELECT value FROM json_each(:people))
 OR m.number LIKE :number ESCAPE '!')"""


def narrowed(connection: apsw.Connection, queue: Queue, typed: str) -> tuple[Queue, dict[str, str]]:
    """The list with only what the text finds, and what its statement is bound to besides."""
    units = [unit.id for unit in search.find_units(connection, typed, MOST)]
    people = [person.id for person in search.find_people(connection, typed, MOST)]
    texts = [matter.id for matter in search.find_matters(connection, typed, MOST)]
    number = typed.upper().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    values = {
        "texts": json.dumps(texts),
        "units": json.dumps(units),
        "people": json.dumps(people),
        "number": f"%{number}%",
    }
    return replace(queue, where=f"({queue.where}) AND {_HELD}"), values
