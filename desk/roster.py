"""The roster comes in (名册导入): a dry run first, then one change, which can be taken back.

A row is new, changed, the same or refused. One bad cell refuses its whole row, so that the
mended rejects bring the complete row in. The same file again changes nothing.
"""

import gc
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import backup, roster_held, roster_rejects
from data.change import Change
from data.roster_mapping import Mapping as SheetMapping
from data.roster_mapping import propose_mapping, shape_key
from data.roster_reading import read_rows, sheets_of, together
from data.roster_said import Office
from data.sheets import Book, Sheet, read_book
from desk.authority import require
from desk.roster_compare import Comparison
from desk.roster_differ import Differ
from desk.roster_outcome import (
    CHANGED,
    NEW,
    SAME,
    Choice,
    Difference,
    DryRun,
    Outcome,
    Progress,
    quiet,
)
from desk.session import Session
from desk.settings import setting
from models.base import Record
from models.errors import DeskError, InputError
from models.person import Person
from models.place import Unit
from models.roster import Notice, Passed, Refusal, RosterRow
from models.roster_batch import Batch
from models.roster_batch import Mapping as KeptMapping
from models.words import N_

RUN = "import.run"


@contextmanager
def _without_pauses() -> Iterator[None]:
    """A hundred thousand rows make millions of objects, none of them in circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class Plan:
    """A dry run: what an import of these files would do, row by row."""

    books: list[Book]
    mappings: dict[str, SheetMapping]
    rows: list[RosterRow]
    outcomes: list[Outcome]
    refusals: list[Refusal]
    passed: list[Passed]
    corrected: set[str] = field(default_factory=set)

    @property
    def new(self) -> int:
        """Rows of which the store knows nothing yet."""
        return self._count(NEW)

    @property
    def changed(self) -> int:
        """Rows that say something else than the store, or more."""
        return self._count(CHANGED)

    @property
    def same(self) -> int:
        """Rows that change nothing."""
        return self._count(SAME)

    @property
    def refused(self) -> int:
        """Rows refused; `refusals` names each of their bad cells."""
        return len({(refusal.sheet, refusal.row) for refusal in self.refusals})

    @property
    def notices(self) -> list[Notice]:
        """What was taken but should be looked at."""
        return [notice for row in self.rows for notice in row.notices]

    @property
    def changes(self) -> list[Difference]:
        """What would change, from → to."""
        return [each for each in self._differences() if not each.by_hand]

    @property
    def kept_by_hand(self) -> list[Difference]:
        """What a person set since and stays, unless its `choice` is given to `apply`."""
        return [each for each in self._differences() if each.by_hand]

    def document(self) -> dict[str, Any]:
        """The plan as the command line prints it."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "refused": [
                {"sheet": each.sheet, "row": each.row, "column": each.column, "reason": each.reason}
                for each in self.refusals
            ],
        }

    def _count(self, status: str) -> int:
        return sum(outcome.status == status for outcome in self.outcomes)

    def _differences(self) -> list[Difference]:
        return [each for outcome in self.outcomes for each in outcome.differences]


# -- the dry run


def plan(
    session: Session,
    files: Sequence[Path],
    mappings: Mapping[str, SheetMapping] | None = None,
    progress: Progress = quiet,
) -> Plan:
    """What importing these files would do; nothing is written.

    `mappings` are corrected ones, by the names in `Plan.mappings`; other sheets are read as
    they were corrected before, or as their headings propose.
    """
    require(session, RUN)
    with _without_pauses():
        return _plan(session, files, mappings, progress)


def _plan(
    session: Session,
    files: Sequence[Path],
    mappings: Mapping[str, SheetMapping] | None,
    progress: Progress,
) -> Plan:
    books = [read_book(path) for path in files]
    sheets = sheets_of(books)
    corrected = dict(mappings or {})
    for name in corrected:
        if name not in sheets:
            raise InputError(N_("There is no sheet {sheet}"), "sheet", sheet=name)
    used = together(
        sheets,
        {
            name: corrected.get(name) or propose_mapping(sheet, _remembered(sheet))
            for name, sheet in sheets.items()
        },
    )
    office = Office(setting(session, "phone_area"), setting(session, "estate"))
    items = list(read_rows(books, used, office))
    rows = [item for item in items if isinstance(item, RosterRow)]
    differ = Differ(session.store.connection, DryRun())
    return Plan(
        books=books,
        mappings=used,
        rows=rows,
        outcomes=_compare(session, differ, rows, progress),
        refusals=[item for item in items if isinstance(item, Refusal)],
        passed=[item for item in items if isinstance(item, Passed)],
        corrected=set(corrected),
    )


def _remembered(sheet: Sheet) -> str:
    kept = KeptMapping.get_or_none(KeptMapping.shape == shape_key(sheet))
    return kept.columns if kept else ""


def _compare(
    session: Session, differ: Differ, rows: Sequence[RosterRow], progress: Progress
) -> list[Outcome]:
    held = roster_held.load(session.store.connection)
    return Comparison(differ, held, session.now().date().isoformat()).run(rows, progress)


# -- the import


class _Writing:
    """Differences go into the change; new units and people know their batch."""

    def __init__(self, change: Change, batch: Batch) -> None:
        self._change = change
        self._batch = batch
        self._records: dict[int, Record] = {}

    def add(self, model: type[Record], /, **values: Any) -> int:
        """A new record; its key."""
        if model in (Unit, Person):
            values["batch_id"] = self._batch.id
        record = self._change.add(model(**values))
        self._records[record.id] = record
        return int(record.id)

    def set(self, model: type[Record], key: int, /, **fields: Any) -> None:
        """Fields of a record, known or of this change."""
        if key not in self._records:
            self._records[key] = model.get_by_id(key)
        self._change.set(self._records[key], **fields)

    def rest(self) -> None:
        """What a stretch of rows brought is written; the change goes on."""
        self._change.write_so_far()
        self._records.clear()


def apply(
    session: Session,
    plan: Plan,
    taken: Collection[Choice] = (),
    progress: Progress = quiet,
) -> Batch | None:
    """Bring the store up to the plan in one change; None when there was nothing to change.

    `taken` are the choices of edits by hand to overwrite. A backup is made first. Raises
    `DeskError` when the store is not what the dry run saw, `InputError` when the files were not
    understood; then nothing was written.
    """
    require(session, RUN)
    if not plan.rows and not plan.refusals:
        raise InputError(
            N_(
                "No rooms or people were recognised; say on the import screen what the columns mean"
            ),
            "file",
        )
    nothing_new = plan.new == plan.changed == 0 and not taken
    if nothing_new and not plan.corrected:
        return None
    backup.note(
        session.store,
        backup.backup(session.store, backup.default_folder(session.store.path), session.now()),
    )
    with _without_pauses(), session.store.change(session, RUN) as change:
        _remember(change, plan)
        if nothing_new:
            return None
        batch = change.add(Batch(
            files=", ".join(book.name for book in plan.books),
            digest=" ".join(book.digest for book in plan.books),
            by_id=session.who.id, at=change.at, refused=plan.refused,
            new=plan.new, changed=plan.changed, same=plan.same,
        ))  # fmt: skip
        differ = Differ(session.store.connection, _Writing(change, batch), frozenset(taken))
        outcomes = _compare(session, differ, plan.rows, progress)
        if taken:
            counts = Counter(outcome.status for outcome in outcomes)
            change.set(batch, changed=counts[CHANGED], same=counts[SAME])
        elif [each.status for each in outcomes] != [each.status for each in plan.outcomes]:
            raise DeskError(N_("Something was saved since the dry run; look at it once more"))
    return batch


def _remember(change: Change, plan: Plan) -> None:
    """Keep corrected mappings for the next file of the same shape."""
    sheets = sheets_of(plan.books)
    for name in sorted(plan.corrected):
        shape, columns = shape_key(sheets[name]), plan.mappings[name].to_text()
        kept = KeptMapping.get_or_none(KeptMapping.shape == shape)
        if kept:
            change.set(kept, columns=columns)
        else:
            change.add(KeptMapping(shape=shape, columns=columns))


def rejects(plan: Plan, out: Path) -> int:
    """Write the refused rows as a spreadsheet to mend and read in again; returns their number."""
    return roster_rejects.write(out, sheets_of(plan.books), plan.mappings, plan.refusals)


def batches(session: Session) -> list[Batch]:
    """Every import, the newest first."""
    require(session, RUN)
    return list(Batch.select().order_by(Batch.id.desc()))
