"""`desk init`: an office is set up from the command line."""

import click

from desk.commands.door import Door, as_json, print_json, say
from desk.office import NewOffice, init
from models.words import _


@click.command("init")
@click.option("--estate", prompt=True, help="The estate's name.")
@click.option("--letter", default="A", show_default=True, help="This desk's letter.")
@click.option("--desk", default="", help="This desk's name.")
@click.option("--other", "others", multiple=True, metavar="LETTER=NAME", help="A further desk.")
@click.option("--admin-no", default="9001", show_default=True, help="Administrator's number.")
@click.option("--admin-name", prompt=True, help="Administrator's name.")
@as_json
@click.pass_obj
def init_command(
    door: Door,
    *,
    estate: str,
    letter: str,
    desk: str,
    others: tuple[str, ...],
    admin_no: str,
    admin_name: str,
    as_json: bool,
) -> None:
    """Set an office up: its estate, desks and first administrator.

    The administrator's secret is taken from DESK_SECRET; without it a one-time secret is made
    and printed once.
    """
    further = {letter.strip(): name for letter, _equals, name in map(_split, others)}
    office = NewOffice(
        estate=estate, letter=letter, desk=desk, others=further,
        admin_no=admin_no, admin_name=admin_name, admin_secret=door.secret or "",
    )  # fmt: skip
    store, secret = init(door.path, office)
    store.close()
    if as_json:
        print_json({"store": str(door.path), "no": admin_no, "secret": secret})
        return
    say(_("The store is at {path}").format(path=door.path))
    if secret:
        say(
            _("{no} signs in with {secret} once, and then chooses a secret of their own").format(
                no=admin_no, secret=secret
            )
        )


def _split(text: str) -> tuple[str, str, str]:
    return text.partition("=")
