"""`desk find`, `desk show`, `desk queue`: what the screens show, printed."""

from typing import Any

import click

from data.queues import QUEUES
from desk.commands.door import Door, as_json, print_json, say
from desk.households import unit_page
from desk.line import guesses
from desk.lookup import find_record
from desk.numbers import show_number
from desk.shown import iso, matter_view, order_view, queue_page
from models.matter import Matter
from models.order import WorkOrder
from models.words import _


@click.command("find")
@click.argument("text")
@as_json
@click.pass_obj
def find_command(door: Door, text: str, *, as_json: bool) -> None:
    """Find anything by TEXT: unit, person, phone, plate, number, function."""
    with door.signed_in() as session:
        found = [guess.document() for guess in guesses(session, text)]
    if as_json:
        print_json(found)
        return
    for guess in found:
        say(f"{guess['kind']:<9}{guess['title']}  {guess['unit'] or ''}".rstrip())
    if not found:
        say(_("Nothing found"))


@click.command("show")
@click.argument("name", metavar="NUMBER|UNIT")
@as_json
@click.pass_obj
def show_command(door: Door, name: str, *, as_json: bool) -> None:
    """Show a matter, a work order or a unit."""
    with door.signed_in() as session:
        record = find_record(session, name)
        view: dict[str, Any]
        if isinstance(record, Matter):
            view = {"kind": "matter", **matter_view(session, record)}
        elif isinstance(record, WorkOrder):
            view = {"kind": "order", **order_view(record)}
            view["matter"] = Matter.get_by_id(record.matter_id).number
        else:
            view = {"kind": "unit", **unit_page(session, record.id).document()}
    if as_json:
        print_json(view)
        return
    for key, value in view.items():
        if value not in (None, "", [], {}):
            say(f"{key:<14}{value}")


@click.command("queue")
@click.argument("name", default="waiting", type=click.Choice(list(QUEUES)))
@click.option("--limit", default=50, show_default=True, help="How many rows at the most.")
@as_json
@click.pass_obj
def queue_command(door: Door, name: str, limit: int, *, as_json: bool) -> None:
    """List a queue: late, waiting, dispatch, callbacks, mine, first …"""
    with door.signed_in() as session:
        rows = queue_page(session, name, limit=limit)
        year = session.now().year
    times = ("opened_at", "due_at", "target_at", "closed_at", "made_at", "assigned_at", "done_at")
    if as_json:
        print_json(
            [{key: iso(value) if key in times else value for key, value in row.items()}
             for row in rows]
        )  # fmt: skip
        return
    for row in rows:
        number = show_number(row["number"], row["year"], year)
        where = row["unit"] or row["place"]
        say(f"{number:<16}{where:<12}{row['state']:<10}{row['words']}")
