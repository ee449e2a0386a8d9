"""`desk log`, `desk acts`, `desk act`: a matter logged and worked on from the command line."""

from typing import Any

import click

from desk.acts import OpenAct, acts_of_matter, open_acts, perform, perform_on_matter
from desk.commands.door import Door, as_json, print_json, say
from desk.lookup import find_record
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.errors import InputError
from models.matter import Matter
from models.order import WorkOrder
from models.reference import Term
from models.words import N_, _

TYPES = (
    "complaint", "repair", "service", "report", "enquiry", "request", "suggestion", "praise",
)  # fmt: skip


@click.command("log")
@click.argument("type", type=click.Choice(TYPES))
@click.option("--unit", "-u", default="", help="The unit, by any fragment that is not ambiguous.")
@click.option("--place", default="", help="A common place, when it is about no unit.")
@click.option("--text", "-t", "words", default="", help="What it is about.")
@click.option("--category", "-c", "topic", default="", help="The category's code.")
@click.option("--caller", default="", help="Who says so.")
@click.option("--phone", default="", help="The caller's number.")
@click.option("--relation", default="", help="The caller's relation to the unit.")
@click.option("--channel", default="call", show_default=True, help="How it came in.")
@click.option("--demand", default="", help="What the caller asks for.")
@click.option("--handler", default="", help="Staff number of who shall handle it.")
@click.option("--result", default="", help="The answer, when given on the spot.")
@click.option("--urgent", is_flag=True, help="Urgent, whatever the category says.")
@as_json
@click.pass_obj
def log_command(door: Door, /, *, urgent: bool, as_json: bool, **fields: Any) -> None:
    """Log a matter of TYPE."""
    with door.signed_in() as session:
        matter = log_matter(session, NewMatter(urgency="urgent" if urgent else "", **fields))
        if as_json:
            print_json(matter_json(session, matter))
        else:
            say(_("Logged {number}").format(number=matter.number))


@click.command("acts")
@click.argument("number")
@as_json
@click.pass_obj
def acts_command(door: Door, number: str, *, as_json: bool) -> None:
    """What may be done now with NUMBER, and what each act needs."""
    with door.signed_in() as session:
        record = _worked_on(session, number)
        acts = (
            acts_of_matter(session, record)
            if isinstance(record, Matter)
            else open_acts(session, record)
        )
        if as_json:
            print_json([_act_json(each) for each in acts])
            return
        for each in acts:
            needs = " ".join(
                need.name if need.required else f"[{need.name}]" for need in each.act.needs
            )
            say(f"{each.act.name:<12}{_(each.act.label)}  {needs}  {each.why_not}".rstrip())


@click.command("act")
@click.argument("number")
@click.argument("act")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help="A field it needs.")
@as_json
@click.pass_obj
def act_command(
    door: Door, number: str, act: str, settings: tuple[str, ...], *, as_json: bool
) -> None:
    """Do ACT on NUMBER."""
    fields = dict(_pair(setting) for setting in settings)
    with door.signed_in() as session:
        record = _worked_on(session, number)
        if isinstance(record, Matter):
            perform_on_matter(session, record, act, fields)
            matter = record
        else:
            perform(session, record, act, fields)
            matter = Matter.get_by_id(record.matter_id)
        matter = Matter.get_by_id(matter.id)
        if as_json:
            print_json(matter_json(session, matter))
        else:
            say(_("Saved {number}").format(number=matter.number))


def _worked_on(session: Session, number: str) -> Matter | WorkOrder:
    record = find_record(session, number)
    if not isinstance(record, Matter | WorkOrder):
        raise InputError(N_("{number} is no matter or work order"), "number", number=number)
    return record


def _pair(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise InputError(N_("Write --set field=value"), "set")
    return name.strip(), value


def _act_json(each: OpenAct) -> dict[str, Any]:
    kind = "matter" if isinstance(each.record, Matter) else "order"
    return {
        "act": each.act.name,
        "label": _(each.act.label),
        "on": kind,
        "number": each.record.number,
        "allowed": not each.why_not,
        "why_not": each.why_not,
        "needs": [
            {
                "name": need.name,
                "label": _(need.label),
                "sort": need.sort,
                "required": need.required,
                "values": _values(need.sort),
            }
            for need in each.act.needs
        ],
    }


def _values(sort: str) -> list[dict[str, str]]:
    _sort, _colon, name = sort.partition(":")
    terms = Term.select().where((Term.sort == name) & Term.voided.is_null()).order_by(Term.position)
    return [{"code": term.code, "key": term.digit, "zh": term.zh, "en": term.en} for term in terms]


def matter_json(session: Session, matter: Matter) -> dict[str, Any]:
    """A matter as the command line prints it, with its work orders."""
    from desk.shown import matter_view  # noqa: PLC0415 - shared with `desk show`

    return matter_view(session, matter)
