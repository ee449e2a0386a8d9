"""`desk demo`: the practice estate (练习小区), made once and opened signed in as a clerk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import click

from data.reference import label, role_row
from data.store import Store
from desk.commands.door import Door, as_json, practice_clock, practice_store, print_json, say
from desk.demo.notes import Known, known_staff
from models.errors import StoreError
from models.words import N_, _

_LEAST, _MOST = 20, 50_000
_WHO = ("technician", "supervisor")


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Make it anew, in place of the one that stands.")
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same estate.")
@click.option(
    "--households", type=click.IntRange(_LEAST, _MOST), default=600, show_default=True,
    help="How many units it has.",
)  # fmt: skip
@click.option(
    "--years", type=click.IntRange(1, 20), default=1, show_default=True,
    help="How many years of matters.",
)  # fmt: skip
@click.option("--no-open", is_flag=True, help="Make it, but do not open the desk.")
@as_json
@click.pass_context
def demo_command(
    context: click.Context,
    *,
    fresh: bool,
    seed: int,
    households: int,
    years: int,
    no_open: bool,
    as_json: bool,
) -> int:
    """Open a practice estate in a store of its own; it is made when there is none.

    Its staff numbers and secrets are printed; with --json they are all that is done.
    """
    door: Door = context.obj
    path = door.store or practice_store()
    if fresh or not path.exists():
        _make(path, seed, households, years)
    elif any(_was_given(context, name) for name in ("seed", "households", "years")):
        sentence = _("This practice estate was made before; --fresh makes it anew")
        say(sentence, err=True)
    with _practice(path) as store:
        staff, greeting = known_staff(store), _greeting(store)
        if as_json:
            print_json({"store": str(path), "staff": [asdict(one) for one in staff]})
        else:
            _print_staff(path, staff)
            say(greeting)
    if no_open or as_json:
        return 0
    from desk.__main__ import open_desk  # noqa: PLC0415 - the front door imports the commands

    return open_desk(replace(door, store=path), greeting)


def _was_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT


@contextmanager
def _practice(path: Path, *, alone: bool = False) -> Iterator[Store]:
    """The practice store, open; a store that is none is refused."""
    with Store.open(path, alone=alone) as store:
        if not store.practice:
            raise StoreError(
                N_("{path} is no practice estate and stays as it is; name another with --store"),
                path=path,
            )
        yield store


def _make(path: Path, seed: int, households: int, years: int) -> None:
    """Make the estate beside the place and move it there when it is whole."""
    from desk.demo.make import Plan, make  # noqa: PLC0415 - its words load only when one is made

    if path.exists():
        with _practice(path, alone=True):
            pass
    plan = Plan(practice_clock()(), seed, households, years)
    half = path.with_name(f"{path.name}.half")
    _remove(half)
    try:
        with _progress() as progress:
            make(half, plan, progress)
        half.replace(path)
    finally:
        _remove(half)


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, where that is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - 40 ms that `desk --help` is spared
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_("Making the practice estate"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _greeting(store: Store) -> str:
    """How to become somebody else, for the message line."""
    by_role = {one.role: one for one in reversed(known_staff(store))}
    ways = [f"{_role(one)} {one.no} {one.secret}" for role in _WHO if (one := by_role.get(role))]
    return _("Practice estate. F12 changes places: {ways}").format(ways=" · ".join(ways))


def _print_staff(path: Path, staff: list[Known]) -> None:
    say(_("The practice estate is at {path}").format(path=path))
    for one in staff:
        say(f"  {one.no}  {one.secret}  {_role(one)}  {one.name}")


def _role(one: Known) -> str:
    row = role_row(one.role)
    return one.role if row is None else label(row)
