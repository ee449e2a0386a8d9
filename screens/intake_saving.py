"""The intake form as reception takes it, and what is said once it is saved."""

from typing import Any

from data.reference import term
from desk.intake import is_place
from desk.reception import NewMatter
from models.matter import Matter
from models.when import to_ms
from models.words import _
from screens.intake_filling import Filling
from screens.kit.form import Form


def new_matter(form: Form, filling: Filling, matter_type: str, draft: int | None) -> NewMatter:
    """What stands in the form; what the type does not ask for is left out."""
    values: dict[str, Any] = {
        name: field.answer if field.display else "" for name, field in form.fields.items()
    }
    typed = form["unit"].state()["text"].strip()
    place = typed if typed and not filling.unit_code and is_place(typed) else ""
    wanted, promised = values["wanted_from"], values["promised_until"]
    return NewMatter(
        type=matter_type,
        words=values["words"],
        unit="" if place else filling.unit_code or typed,
        place=place,
        caller=values["caller"],
        phone=values["phone"],
        relation=values["relation"],
        person_id=filling.person_id,
        phone_id=filling.phone_id,
        channel=values["channel"] or "call",
        topic=values["topic"],
        demand=values["demand"],
        urgency=values["urgency"],
        wanted_from=to_ms(wanted) if wanted else None,
        handler=values["handler"],
        result=values["result"],
        promised_until=to_ms(promised) if promised else None,
        promise=_("ring back") if promised else "",
        draft=draft,
    )


def logged(matter: Matter) -> str:
    """What was saved, in a sentence."""
    if matter.closed_at is not None:
        return _("Logged {number}, answered on the spot").format(number=matter.number)
    kind = term("matter_types", matter.type)
    return _("Logged {number} {type}").format(number=matter.number, type=kind)
