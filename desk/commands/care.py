"""`desk export`, `backup`, `restore`, `rebuild`, `doctor`: care for the store."""

from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from data import backup as backups
from data.restore import restore
from desk.commands.door import Door, as_json, print_json, say
from desk.session import system_clock
from models.when import OFFICE_ZONE
from models.words import _

FILE = click.Path(path_type=Path)


@click.command("export")
@click.argument("kind")
@click.argument("out", type=FILE)
@as_json
@click.pass_obj
def export_command(door: Door, kind: str, out: Path, *, as_json: bool) -> None:
    """Write KIND (matters, orders, units, people, callbacks) to OUT.xlsx or OUT.csv, masked."""
    from desk.export import export  # noqa: PLC0415 - the spreadsheet writer loads only here

    with door.signed_in() as session:
        rows = export(session, kind, out)
    if as_json:
        print_json({"kind": kind, "file": str(out), "rows": rows})
    else:
        say(_("{rows} rows written to {file}").format(rows=rows, file=out))


@click.command("backup")
@click.argument("folder", type=FILE, required=False)
@as_json
@click.pass_obj
def backup_command(door: Door, folder: Path | None, *, as_json: bool) -> None:
    """Make a backup in FOLDER (beside the store when left out), opened and counted."""
    with door.opened() as session:
        report = backups.backup(
            session.store, folder or backups.default_folder(door.path), session.now()
        )
    if as_json:
        print_json(
            {"file": str(report.file), "size": report.size, "sha256": report.sha256,
             "entries": report.entries, "records": report.records}
        )  # fmt: skip
        return
    say(
        _("Backed up to {file}: {entries} entries, checked").format(
            file=report.file, entries=report.entries
        )
    )


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def restore_command(door: Door, file: Path, *, yes: bool, as_json: bool) -> None:
    """Put the backup FILE in the store's place; the replaced store is kept beside it."""
    if not yes:
        question = _("Replace the store at {path} by {file}? It is kept beside it")
        click.confirm(question.format(path=door.path, file=file), abort=True, err=True)
    restored = restore(file, door.path, datetime.now(tz=OFFICE_ZONE))
    if as_json:
        print_json(
            {"store": str(door.path), "origin": restored.origin, "entries": restored.entries,
             "kept": str(restored.kept) if restored.kept else None,
             "numbers_known": restored.numbers_known}
        )  # fmt: skip
        return
    say(_("Restored {entries} entries").format(entries=restored.entries))
    if restored.kept:
        say(_("The replaced store is kept at {path}").format(path=restored.kept))


@click.command("rebuild")
@as_json
@click.pass_obj
def rebuild_command(door: Door, *, as_json: bool) -> None:
    """Throw all tables away and fold them anew from the journal."""
    with door.opened(alone=True) as session, Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(_("Folding"), total=None)
        records = session.store.rebuild(
            lambda done, total: progress.update(task, completed=done, total=total)
        )
    if as_json:
        print_json({"records": records})
    else:
        say(_("{records} records folded anew").format(records=records))


@click.command("doctor")
@as_json
@click.pass_context
def doctor_command(context: click.Context, *, as_json: bool) -> None:
    """Check the store, this computer and this terminal, and say how to mend each fault."""
    from desk.doctor import examine  # noqa: PLC0415 - reads everything there is

    door: Door = context.obj
    findings = examine(door.path, system_clock())
    if as_json:
        print_json([finding.document() for finding in findings])
    else:
        for finding in findings:
            say(finding.sentence())
    if any(finding.failed for finding in findings):
        context.exit(1)
