"""The front door: `desk` opens the counter, `desk COMMAND` runs one procedure and prints.

Exit status: 0 done; 1 failed; 2 wrong input, one sentence naming the field; 3 not allowed.
"""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from data.words import DEFAULT_LANGUAGE, LANGUAGES, use_language
from desk.commands.door import Door, as_json, print_json, say
from desk.demo.notes import PRACTICE_CLERK
from models.errors import DeskError
from models.text import clean
from models.words import _

COMMANDS = {
    "init": "office", "demo": "practice",
    "import": "roster",
    "find": "find", "show": "find", "queue": "find",
    "log": "matters", "acts": "matters", "act": "matters",
    "export": "care", "backup": "care", "restore": "care", "rebuild": "care", "doctor": "care",
}  # fmt: skip
"""Each command and the module under `desk.commands` that holds it, loaded when it is run."""


class Commands(click.Group):
    """The commands, each imported only when asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Every command, in the order of the day's work."""
        return [*COMMANDS, *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name, its module imported now."""
        if name not in COMMANDS:
            return super().get_command(context, name)
        module = import_module(f"desk.commands.{COMMANDS[name]}")
        command: click.Command = getattr(module, f"{name}_command")
        return command


@click.command(cls=Commands, invoke_without_command=True)
@click.option("--store", type=click.Path(path_type=Path), envvar="DESK_STORE", help="The store.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="DESK_LANG", help="Language.")
@click.option("--as", "staff_no", metavar="NO", help="Act as this staff number.")
@click.version_option(package_name="estate-desk")
@click.pass_context
def cli(context: click.Context, store: Path | None, lang: str | None, staff_no: str | None) -> None:
    """The customer-service counter of a residential property-management office.

    Without a command the desk opens on this terminal.
    """
    use_language(lang or DEFAULT_LANGUAGE)
    context.obj = Door(store, lang, staff_no, secret=os.environ.get("DESK_SECRET"))
    if context.invoked_subcommand is None:
        context.exit(open_desk(context.obj))


@cli.command("keys")
@as_json
@click.pass_obj
def keys_command(door: Door, *, as_json: bool) -> None:
    """Print the card of keys and function codes, as this desk has them."""
    # The keys stand with the screens, so that what is printed is what is bound.
    from screens.card import KEYS_FILE, document, printed  # noqa: PLC0415
    from screens.kit.keys import MEANINGS, read_keymap  # noqa: PLC0415

    keymap = read_keymap(door.path.parent / KEYS_FILE, MEANINGS)
    if as_json:
        print_json(document(keymap))
    else:
        click.echo(printed(keymap), nl=False)


def open_desk(door: Door, greeting: str = "") -> int:
    """Open the counter on this terminal; returns its exit status.

    Without a store it leads through set-up first. Textual is imported behind a first frame.
    """
    from screens.kit import environment  # noqa: PLC0415 - the screens load only here

    # Nothing made while starting is garbage; the app turns the collector on after its first paint.
    gc.disable()
    environment.prepare()
    environment.need_terminal()
    with environment.FirstFrame():
        if not door.path.exists():
            from screens.setup import set_up  # noqa: PLC0415 - once in an office's life

            if not set_up(door.path):
                return 1
        from screens.app import run  # noqa: PLC0415 - behind the first frame

        with door.opened(alone=True) as session:
            known = door.staff_no is not None or bool(session.store.meta(PRACTICE_CLERK))
            return run(door.sign_in(session) if known else session, greeting)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result: Any = cli.main(arguments, prog_name="desk", standalone_mode=False)
    except DeskError as error:
        return _sentence(
            f"{error.field}: {error}" if error.field else str(error), error.exit_status
        )
    except click.ClickException as error:
        return _sentence(error.format_message(), error.exit_code)
    except (click.Abort, BrokenPipeError):
        return _sentence(_("Stopped; nothing was changed"), 1)
    return result if isinstance(result, int) else 0


def _sentence(text: str, status: int) -> int:
    say(clean(text), err=True)
    return status


if __name__ == "__main__":
    main()
