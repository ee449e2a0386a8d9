"""How the history says things: a sentence for every act, a label and a reading for every field.

Only what stands here is told; what a machine or a rule works out by itself is left out.
"""

from collections.abc import Mapping
from typing import NamedTuple

from desk.telling_office import OFFICE_ACTS, OFFICE_FIELDS, OFFICE_KINDS
from desk.telling_words import ENDED, Told
from models.matter_states import MATTER
from models.order_states import ORDER
from models.words import N_, _


class Sentence(NamedTuple):
    """An act's sentence, and which field of which kind fills each brace but `who`."""

    text: str
    braces: Mapping[str, str] = {}


SENTENCES = {
    "matter.log": Sentence(
        N_("{who} logged {number}: {words}"), {"number": "matter.number", "words": "matter.words"}
    ),
    "matter.assign": Sentence(
        N_("{who} assigned it to {handler}"), {"handler": "matter.handler_id"}
    ),
    "matter.take": Sentence(N_("{who} took it in hand")),
    "matter.reply": Sentence(N_("{who} replied: {words}"), {"words": "comment.words"}),
    "matter.comment": Sentence(N_("{who} wrote: {words}"), {"words": "comment.words"}),
    "matter.promise": Sentence(
        N_("{who} promised a call until {until}"), {"until": "promise.due_at"}
    ),
    "matter.keep": Sentence(N_("{who} kept the promise")),
    "matter.finish": Sentence(N_("{who} finished it: {result}"), {"result": "matter.result"}),
    "matter.callback": Sentence(N_("{who} called back: {mark}"), {"mark": "callback.mark"}),
    "matter.no_answer": Sentence(N_("{who} called back, nobody answered")),
    "matter.close": Sentence(N_("{who} closed it: {result}"), {"result": "matter.result"}),
    "matter.reopen": Sentence(N_("{who} reopened it: {reason}"), {"reason": "matter.reason"}),
    "matter.extend": Sentence(
        N_("{who} extended the limit to {until}: {reason}"),
        {"until": "matter.extended_to", "reason": "matter.reason"},
    ),
    "matter.void": Sentence(N_("{who} voided it: {reason}"), {"reason": "matter.reason"}),
    "matter.dispatch": Sentence(N_("{who} made work order {order}"), {"order": "order.number"}),
    "order.assign": Sentence(
        N_("{who} gave the work to {technician}"), {"technician": "order.technician_id"}
    ),
    "order.hand_on": Sentence(
        N_("{who} handed the work on to {technician}: {reason}"),
        {"technician": "order.technician_id", "reason": "order.reason"},
    ),
    "order.accept": Sentence(N_("{who} accepted the work")),
    "order.return": Sentence(N_("{who} gave the work back: {reason}"), {"reason": "order.reason"}),
    "order.arrive": Sentence(N_("{who} arrived")),
    "order.absent": Sentence(N_("{who} found nobody in")),
    "order.wait_parts": Sentence(
        N_("{who} stopped the work: {waiting}"), {"waiting": "order.waiting"}
    ),
    "order.resume": Sentence(N_("{who} went on with the work")),
    "order.finish": Sentence(N_("{who} finished the work: {result}"), {"result": "order.result"}),
    "order.material": Sentence(
        N_("{who} added material: {name} × {quantity}"),
        {"name": "material.name", "quantity": "material.quantity"},
    ),
    "order.pay": Sentence(N_("{who} took a payment; paid so far {paid}"), {"paid": "order.paid"}),
    "order.slip": Sentence(N_("{who} has the signed slip back")),
    "order.cancel": Sentence(
        N_("{who} cancelled the work order: {reason}"), {"reason": "order.reason"}
    ),
}
"""What an act is told as when all its braces are filled."""

OTHERWISE = N_("{who}: {act}")
SET, CHANGED, AND = N_("{label}: {value}"), N_("{label}: {old} → {new}"), N_("; ")
TAKEN_BACK = N_("{who} took back «{act}»")
DONE_AGAIN = N_("{who} did «{act}» again")
NEWER = N_("recorded by a newer version of this program")
ERASED = N_("erased")

FIELDS: dict[str, dict[str, Told]] = {
    "matter": {
        "state": Told(N_("state"), "matter_state"),
        "type": Told(N_("type"), "term:matter_types"),
        "topic_id": Told(N_("category"), "topic"),
        "unit_id": Told(N_("unit"), "unit"),
        "place": Told(N_("place")),
        "person_id": Told(N_("caller"), "person"),
        "relation": Told(N_("relation"), "term:relations"),
        "phone_id": Told(N_("phone"), "phone"),
        "channel": Told(N_("channel"), "term:channels"),
        "words": Told(N_("words"), "note"),
        "demand": Told(N_("demand"), "note"),
        "urgency": Told(N_("urgency"), "term:urgencies"),
        "wanted_from": Told(N_("wished from"), "time"),
        "wanted_to": Told(N_("wished until"), "time"),
        "handler_id": Told(N_("handler"), "staff"),
        "result": Told(N_("result"), "note"),
        "reason": Told(N_("reason"), "note"),
        "level": Told(N_("level")),
        "extended_to": Told(N_("extended to"), "time"),
        "due_at": Told(N_("due"), "time"),
        "mark": Told(N_("satisfaction"), "mark"),
        **ENDED,
    },
    "order": {
        "state": Told(N_("state"), "order_state"),
        "technician_id": Told(N_("technician"), "staff"),
        "skill": Told(N_("trade"), "term:skills"),
        "urgency": Told(N_("urgency"), "term:urgencies"),
        "window_from": Told(N_("appointment"), "time"),
        "absent": Told(N_("times nobody was in")),
        "waiting": Told(N_("waits for")),
        "reason": Told(N_("reason"), "note"),
        "result": Told(N_("result"), "note"),
        "labour": Told(N_("labour fee"), "money"),
        "material": Told(N_("material"), "money"),
        "paid": Told(N_("paid"), "money"),
        "method": Told(N_("paid by"), "term:payment_methods"),
        "receipt": Told(N_("receipt")),
        **ENDED,
    },
    "callback": {
        "due_at": Told(N_("due"), "time"),
        "attempts": Told(N_("attempts")),
        "mark": Told(N_("satisfaction"), "mark"),
        "words": Told(N_("words"), "note"),
        **ENDED,
    },
    "promise": {
        "words": Told(N_("words"), "note"),
        "due_at": Told(N_("due"), "time"),
        "kept_at": Told(N_("kept"), "time"),
        **ENDED,
    },
    "comment": {"words": Told(N_("words"), "note"), **ENDED},
    "material": {
        "name": Told(N_("name")),
        "spec": Told(N_("spec")),
        "quantity": Told(N_("quantity"), "thousandths"),
        "measure": Told(N_("measure")),
        "price": Told(N_("price"), "money"),
        "owner_supplied": Told(N_("supplied by the household"), "flag"),
        **ENDED,
    },
    "unit": {
        "code": Told(N_("unit")),
        "usage": Told(N_("usage"), "term:unit_kinds"),
        "state": Told(N_("state"), "term:unit_states"),
        "floor_label": Told(N_("floor")),
        "area": Told(N_("area in m²"), "hundredths"),
        "handed_over": Told(N_("handed over")),
        "note": Told(N_("note"), "note"),
        **ENDED,
    },
    "building": {"code": Told(N_("code")), "name": Told(N_("name")), "phase": Told(N_("phase"))},
    "person": {
        "name": Told(N_("full name"), "name"),
        "id_number": Told(N_("ID number"), "id"),
        "note": Told(N_("note"), "note"),
        **ENDED,
    },
    "person.phone": {
        "number": Told(N_("number"), "number"),
        "label": Told(N_("label")),
        "off": Told(N_("out of use"), "flag"),
        **ENDED,
    },
    "person.residence": {
        "person_id": Told(N_("person"), "person"),
        "unit_id": Told(N_("unit"), "unit"),
        "relation": Told(N_("relation"), "term:relations"),
        "since": Told(N_("since")),
        "until": Told(N_("until")),
        **ENDED,
    },
    "person.vehicle": {
        "plate": Told(N_("plate"), "plate"),
        "unit_id": Told(N_("unit"), "unit"),
        "person_id": Told(N_("person"), "person"),
        **ENDED,
    },
    "person.note": {"words": Told(N_("words"), "note"), **ENDED},
    **OFFICE_FIELDS,
}
"""In the order in which they are told."""

KIND_NAMES = {
    "matter": N_("matter"),
    "order": N_("work order"),
    "callback": N_("call-back"),
    "promise": N_("promise"),
    "comment": N_("comment"),
    "material": N_("material"),
    "unit": N_("unit"),
    "building": N_("building"),
    "person": N_("person"),
    "person.phone": N_("phone"),
    "person.residence": N_("resident"),
    "person.vehicle": N_("vehicle"),
    "person.note": N_("note"),
    **OFFICE_KINDS,
}

_ACTS = {
    "matter.log": N_("Log a matter"),
    "building.add": N_("Add a building"),
    "building.edit": N_("Correct a building"),
    "unit.add": N_("Add a unit"),
    "unit.edit": N_("Correct a unit"),
    "vehicle.add": N_("Add a vehicle"),
    "vehicle.end": N_("Take a vehicle out"),
    "note.add": N_("Add a note"),
    "note.end": N_("Strike a note out"),
    "person.add": N_("Add a person"),
    "person.edit": N_("Correct a person"),
    "phone.add": N_("Add a phone"),
    "phone.edit": N_("Correct a phone"),
    "residence.add": N_("Add a resident"),
    "residence.edit": N_("Correct a resident"),
    "residence.end": N_("End a residence"),
    "import.run": N_("Read in a roster"),
    "import.undo": N_("Undo an import"),
    "office.init": N_("Set up the office"),
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    **OFFICE_ACTS,
}


def act_label(act: str) -> str:
    """What an act is called, in the language in use; one of a newer version by its code."""
    kind, _dot, name = act.partition(".")
    machine = {"matter": MATTER, "order": ORDER}.get(kind)
    found = machine.act(name) if machine else None
    return _(found.label) if found else _(_ACTS.get(act, act))
