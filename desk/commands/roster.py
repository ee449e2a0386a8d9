"""`desk import`: rosters are read in, tried first or at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import Progress as Bar

from desk.commands.door import Door, as_json, print_json, say
from models.words import _

if TYPE_CHECKING:
    from desk.roster import Plan
    from desk.roster_outcome import Progress

FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be done; nothing is written.")
@click.option("--rejects", "out", type=FILE, help="Write refused rows to this .xlsx to be mended.")
@as_json
@click.pass_obj
def import_command(
    door: Door, files: tuple[Path, ...], *, dry_run: bool, out: Path | None, as_json: bool
) -> None:
    """Read units, people and plates in from FILES that belong together.

    A row with one bad cell is refused whole and named; all others are taken. What somebody set
    by hand since stays.
    """
    from desk import roster  # noqa: PLC0415 - the reading of spreadsheets loads only here

    with door.signed_in() as session:
        with _bar(_("Comparing")) as progress:
            found = roster.plan(session, files, progress=progress)
        written = roster.rejects(found, out) if out and found.refusals else 0
        batch = None
        if not dry_run:
            with _bar(_("Writing")) as progress:
                batch = roster.apply(session, found, progress=progress)
        document = {
            **found.document(),
            "kept_by_hand": len(found.kept_by_hand),
            "applied": batch is not None,
            "rejects": {"file": str(out), "rows": written} if written else None,
        }
        if as_json:
            print_json(document)
        else:
            _tell(found, document, dry_run=dry_run)


@contextmanager
def _bar(label: str) -> "Iterator[Progress]":
    """A progress bar on stderr, gone when it is done."""
    with Bar(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(label, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _tell(found: "Plan", document: dict[str, Any], *, dry_run: bool) -> None:
    counts = _("{new} new, {changed} changed, {same} the same, {refused} refused").format(
        new=found.new, changed=found.changed, same=found.same, refused=found.refused
    )
    say(counts)
    for each in found.refusals:
        say(f"{each.sheet} {each.row} {each.column}: {each.reason}", err=True)
    if document["kept_by_hand"]:
        kept = _("{number} values set by hand since were kept").format(
            number=document["kept_by_hand"]
        )
        say(kept)
    if document["rejects"]:
        say(_("{rows} refused rows written to {file}").format(**document["rejects"]))
    if dry_run:
        say(_("Nothing was written; leave --dry-run out to read it in"))
