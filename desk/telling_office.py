"""How the history tells the office's own records: staff, settings, reference data.

The screens of the reference data show a row by the same labels.
"""

from desk.telling_words import ENDED, Told
from models.words import N_

OFFICE_FIELDS: dict[str, dict[str, Told]] = {
    "staff": {
        "no": Told(N_("staff number")),
        "name": Told(N_("full name")),
        "role": Told(N_("post"), "role"),
        "phone": Told(N_("phone"), "number"),
        "skills": Told(N_("trades"), "terms:skills"),
        "areas": Told(N_("areas")),
        "duty": Told(N_("duty"), "term:duties"),
        "duty_note": Told(N_("back when")),
        **ENDED,
    },
    "setting": {"name": Told(N_("setting")), "value": Told(N_("value"))},
    "topic": {
        "code": Told(N_("code")),
        "place": Told(N_("place"), "term:places"),
        "category": Told(N_("kind of thing"), "term:categories"),
        "problem_zh": Told(N_("problem, Chinese")),
        "problem_en": Told(N_("problem, English")),
        "types": Told(N_("for"), "terms:matter_types"),
        "urgency": Told(N_("urgency"), "term:urgencies"),
        "skill": Told(N_("trade"), "term:skills"),
        "initials": Told(N_("initials")),
        "also": Told(N_("also called")),
        **ENDED,
    },
    "limit": {
        "type": Told(N_("type"), "term:matter_types"),
        "urgency": Told(N_("urgency"), "term:urgencies"),
        "category": Told(N_("kind of thing"), "term:categories"),
        "step": Told(N_("step"), "term:steps"),
        "public_minutes": Told(N_("promised"), "minutes"),
        "internal_minutes": Told(N_("target inside"), "minutes"),
        "source": Told(N_("source")),
        "since": Told(N_("valid from"), "moment"),
        **ENDED,
    },
    "phrase": {
        "code": Told(N_("code")),
        "use": Told(N_("offered for"), "phrase_use"),
        "types": Told(N_("for"), "terms:matter_types"),
        "zh": Told(N_("Chinese"), "note"),
        "en": Told(N_("English"), "note"),
        **ENDED,
    },
    "price": {
        "code": Told(N_("code")),
        "group_zh": Told(N_("group")),
        "zh": Told(N_("Chinese")),
        "en": Told(N_("English")),
        "price": Told(N_("price"), "money"),
        "price_to": Told(N_("up to"), "money"),
        "unit_zh": Told(N_("per, Chinese")),
        "unit_en": Told(N_("per, English")),
        "material": Told(N_("material"), "term:materials"),
        "guarantee_days": Told(N_("guarantee in days")),
        "height_cm": Told(N_("up to a height in cm")),
        "topics": Told(N_("topics")),
        "since": Told(N_("valid from"), "moment"),
        **ENDED,
    },
    "term": {
        "code": Told(N_("code")),
        "zh": Told(N_("Chinese")),
        "en": Told(N_("English")),
        "digit": Told(N_("digit")),
        **ENDED,
    },
}
"""In the order in which they are told."""

OFFICE_KINDS = {
    "staff": N_("account"),
    "setting": N_("setting"),
    "topic": N_("topic"),
    "limit": N_("time limit"),
    "phrase": N_("phrase"),
    "price": N_("price"),
    "term": N_("term"),
}

OFFICE_ACTS = {
    "staff.add": N_("Add an account"),
    "staff.edit": N_("Correct an account"),
    "staff.secret": N_("Change a secret"),
    "staff.rehash": N_("Keep a secret the new way"),
    "staff.duty": N_("Change duty"),
    "staff.leave": N_("End an account"),
    "settings.edit": N_("Change settings"),
    "reference.add": N_("Add to the reference data"),
    "reference.edit": N_("Change the reference data"),
    "reference.end": N_("End a row of the reference data"),
}
