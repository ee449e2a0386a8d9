"""导入名册: a roster is tried out, its columns corrected, what is refused shown, then read in."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from textual import on
from textual.widget import Widget

from data.roster_mapping import Mapping as SheetMapping
from desk import roster
from desk.roster import Plan
from desk.roster_files import nearby, read_paths, rejects_path
from desk.roster_outcome import Choice
from desk.roster_shown import BatchShown, DifferenceShown, SheetShown, differences, earlier
from desk.roster_undo import undo_batch
from desk.session import Session
from models.errors import DeskError
from models.words import N_, _
from screens.counter import Counter
from screens.edits import Edit
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.kit.lists import Column, RecordList
from screens.kit.messages import FieldAccepted
from screens.kit.text import Words
from screens.progress import Progress, ProgressRow
from screens.roster_lists import (
    BY_HAND,
    CHANGED,
    EARLIER,
    EMPTY,
    NAMES,
    REFUSED,
    SHEETS,
    columns_of,
    counts_text,
    lists_of,
    whole,
)
from screens.roster_mapping import MappingDialog
from screens.sections import SectionsPage


class RosterScreen(SectionsPage):
    """Above the file, left the lists by digit, right the rows of one; F2 reads in."""

    function = "92"
    help = N_(
        "Type the spreadsheet's path or choose it with F4; Enter tries it out and writes nothing."
        " A digit goes to a list. Enter on a sheet corrects what its columns mean, on what"
        " somebody set by hand takes the file's value over, on an earlier import takes it back."
        " F2 reads in; refused rows are written beside the file, to be mended and read in again."
    )
    labels = {"save": N_("Read in"), "refresh": N_("Try")}
    sections, empty = NAMES, EMPTY
    DEFAULT_CSS = """
    RosterScreen {
        & Form { height: 1; }
        & #counts { height: 1; padding: 0 1; }
    }
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._plan: Plan | None = None
        self._files: list[Path] = []
        self._mappings: dict[str, SheetMapping] = {}
        self._taken: set[Choice] = set()

    # The frame

    def compose_body(self) -> Iterable[Widget]:
        """The file, what it would do, the lists."""
        file = TextField(
            "file", _("File"), max_length=1000, values=_choices,
            help_text=_("A spreadsheet's path; several that belong together are parted by ;"),
        )  # fmt: skip
        yield Form(file, save_bar=False)
        yield Words("", id="counts")
        yield ProgressRow()
        yield from self.compose_sections()

    def columns_of(self, name: str) -> list[Column[Any]]:
        """The columns of a list."""
        return columns_of(name, self._is_taken)

    def page_of(self, name: str, rows: Sequence[Any]) -> Sequence[Any]:
        """Differences are put into words a page at a time."""
        return differences(self.session, rows) if name in {CHANGED, BY_HAND} else rows

    def whole(self, row: Any) -> str:
        """What a row says, uncut."""
        return whole(row)

    def on_mount(self) -> None:
        """What was read in before; who may not read in is told so."""
        self.reload()

    def reload(self) -> None:
        """The lists anew."""
        plan = self._plan
        rows = lists_of(plan) if plan is not None else {}
        try:
            rows[EARLIER] = earlier(self.session)
        except DeskError as error:
            self.call_after_refresh(self.warn, str(error))
        self.show_rows(rows)
        self.query_one("#counts", Words).show(counts_text(plan) if plan else "")
        self.refresh_keys()

    @on(RecordList.Opened, ".rows")
    def row_opened(self, message: RecordList.Opened) -> None:
        """What Enter means on a row of the list shown."""
        match message.row:
            case SheetShown(name=name):
                self._correct(name)
            case BatchShown():
                self._ask_undo(message.row)
            case DifferenceShown() if self.section == BY_HAND:
                self._toggle(message.row)

    # Trying out

    def on_field_accepted(self, message: FieldAccepted) -> None:
        """Enter in the path: try it out."""
        if message.field.field_id == "file":
            message.stop()
            self._try_typed()

    def do_refresh(self) -> None:
        """F5: try it out once more."""
        self._try_typed()

    def _try_typed(self) -> None:
        form = self.query_one(Form)
        try:
            files = read_paths(form["file"].answer)
        except DeskError as error:
            form.refuse(error)
            return
        if files != self._files:
            self._files, self._mappings = files, {}
        self._taken.clear()
        self._start(self._try())

    async def _try(self) -> None:
        files, mappings = self._files, dict(self._mappings)

        def work(session: Session, progress: Progress) -> Plan:
            return roster.plan(session, files, mappings, progress)

        label = _(N_("Trying out"))
        try:
            self._plan = await self._progress.run(label, self.session, work)
        except DeskError as error:
            self._plan = None
            self.reload()
            self.query_one(Form).refuse(error)
            return
        self.reload()
        self.go_to(REFUSED if self._plan.refusals else SHEETS)
        self.done(_(N_("Tried out, nothing written: F2 reads it in")))

    def _correct(self, sheet: str) -> None:
        if self._plan is None:
            return

        def corrected(mapping: SheetMapping | None) -> None:
            if mapping is not None:
                self._mappings[sheet] = mapping
                self._start(self._try())

        self.app.push_screen(MappingDialog(self._plan, sheet), corrected)

    def _is_taken(self, row: DifferenceShown) -> bool:
        return row.choice in self._taken

    def _toggle(self, row: DifferenceShown) -> None:
        self._taken ^= {row.choice}
        self.shown.refresh()
        taken = N_("The file's value will be taken") if self._is_taken(row) else N_("It stays")
        self.done(f"{row.about} {row.field}: {_(taken)}")

    # Reading in

    def closed(self) -> Mapping[str, str]:
        """While something is written the screen stays; without a dry run nothing is read in."""
        if self.is_mounted and self._progress.is_busy:
            wait = _(N_("Wait until it is done"))
            return dict.fromkeys(("save", "refresh", "back", "quit", "undo", "acts", "line"), wait)
        if self._plan is None:
            return {"save": _(N_("Try a file out first: type its path, then Enter"))}
        return {}

    def do_save(self) -> None:
        """F2: read in what was tried out."""
        self._start(self._read_in())

    async def _read_in(self) -> None:
        plan, taken, files = cast("Plan", self._plan), set(self._taken), self._files

        def work(session: Session, progress: Progress) -> tuple[bool, Path | None]:
            batch = roster.apply(session, plan, taken, progress)
            out = rejects_path(files[0]) if plan.refusals else None
            if out is not None:
                roster.rejects(plan, out)
            return batch is not None, out

        try:
            applied, out = await self._progress.run(_(N_("Reading in")), self.session, work)
        except DeskError as error:
            self.warn(str(error))
            return
        said = counts_text(plan) if applied else _(N_("Nothing was new"))
        if out is not None:
            said += "  " + _(N_("Refused rows: {file}")).format(file=out)
        self._plan, self._mappings = None, {}
        self._taken.clear()
        self.reload()
        self.tell_row_one()
        self.go_to(EARLIER)
        self.done(said)

    # Taking back

    def _ask_undo(self, row: BatchShown) -> None:
        answers = [
            Option("back", _(N_("Take it back")), _(N_("what was used since stays"))),
            Option("leave", _(N_("Leave it as it is"))),
        ]

        def answered(option: Option | None) -> None:
            if option is not None and option.key == "back":
                self._start(self._take_back(row))

        self.app.push_screen(ChoiceDialog(str(row.batch.files), answers), answered)

    async def _take_back(self, row: BatchShown) -> None:
        def work(session: Session, progress: Progress) -> Any:
            return undo_batch(session, row.batch, progress)

        try:
            undone = await self._progress.run(_(N_("Taking back")), self.session, work)
        except DeskError as error:
            self.warn(str(error))
            return
        self.edited(
            _(N_("Taken back: {number} records; {kept} stay")).format(
                number=undone.taken_back, kept=undone.kept
            )
        )

    # The thread

    @property
    def _progress(self) -> ProgressRow:
        return self.query_one(ProgressRow)

    def _start(self, work: Any) -> None:
        """One thing at a time, beside the screen."""
        if self._progress.is_busy:
            work.close()
            self.warn(_(N_("Wait until it is done")))
            return
        self.clear_message()
        self.run_worker(work, group="roster")
        self.refresh_keys()

    def edits(self) -> Sequence[Edit]:
        """The lists' own acts, for F10."""
        row, name = self.shown.current, self.section
        if row is None:
            return ()
        opened = {
            SHEETS: N_("Correct the columns"), BY_HAND: N_("Take the file's value / keep"),
            EARLIER: N_("Take this import back"),
        }  # fmt: skip
        if name not in opened:
            return ()
        return [Edit("open", _(opened[name]), self.shown.action_open)]


def _choices() -> list[Option]:
    return [Option(str(path), path.name, str(path.parent)) for path in nearby()]
