"""`desk keys`: the card of keys and function codes, as it can be printed and pinned up."""

import click

from desk.commands.door import Door, as_json, print_json
from desk.functions import FUNCTIONS
from models.words import _


@click.command("keys")
@as_json
@click.pass_obj
def keys_command(_door: Door, *, as_json: bool) -> None:
    """Print the function codes and what each is."""
    if as_json:
        print_json([{"code": each.code, "name": _(each.name)} for each in FUNCTIONS])
        return
    for function in FUNCTIONS:
        click.echo(f"{function.code:>3}  {_(function.name)}")
