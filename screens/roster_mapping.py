"""What each column of a sheet means: shown, corrected by Enter, kept for the next such file."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from data.roster_mapping import Mapping
from desk.roster import Plan
from desk.roster_shown import ColumnShown, columns, with_meaning
from models.roster import MEANINGS, ROLES
from models.words import N_, _
from screens.kit.dialogs import ChoiceDialog, DeskDialog, Option
from screens.kit.keys import SAVE
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words
from screens.listing import by_pinyin

_ALONE = "-"


class MappingDialog(DeskDialog[Mapping]):
    """Enter on a column chooses its meaning, F4 what the sheet is about, F2 takes it over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(SAVE.keys, "save", show=False, id=SAVE.id),
        Binding("f4,ctrl+t", "role", show=False, id="values"),
    ]
    DEFAULT_CSS = """
    MappingDialog > #window { width: 78; height: 90%; }
    MappingDialog RecordList { height: 1fr; }
    MappingDialog #role { height: 1; }
    """

    def __init__(self, plan: Plan, sheet: str) -> None:
        super().__init__(_("Columns of {sheet}").format(sheet=sheet))
        self._plan, self._sheet = plan, sheet
        self._mapping = plan.mappings[sheet]
        self._rows = columns(plan, sheet, self._mapping)

    def compose_window(self) -> ComposeResult:
        """What the sheet is about, then its columns."""
        yield Words("", id="role")
        yield RecordList[ColumnShown](
            [
                Column("", lambda row: row.letter, 3),
                Column(_(N_("Heading")), lambda row: row.heading, 16),
                Column(_(N_("For example")), lambda row: row.sample, 22),
                Column(_(N_("Means")), lambda row: row.meaning_label or _(N_("left alone"))),
            ],
            lambda offset, limit: self._rows[offset : offset + limit],
            lambda: len(self._rows),
            key=lambda row: row.column,
            style=lambda row: "" if row.meaning else "quiet",
        )

    def on_mount(self) -> None:
        """Say what it is about."""
        self._tell_role()

    def _tell_role(self) -> None:
        about = _(N_("{role}.  Enter: meaning  F4: about  F2: take over"))
        self.query_one("#role", Words).show(about.format(role=_(ROLES[self._mapping.role])))

    @on(RecordList.Opened)
    def column_opened(self, message: RecordList.Opened) -> None:
        """Choose the meaning of this column."""
        row: ColumnShown = message.row
        options = [Option(_ALONE, _(N_("left alone")))]
        options += [Option(meaning, _(label)) for meaning, label in MEANINGS.items()]

        def chosen(option: Option | None) -> None:
            if option is not None:
                meaning = "" if option.key == _ALONE else option.key
                self._use(with_meaning(self._mapping, row.column, meaning))

        title = f"{row.letter} {row.heading}  {row.sample}"
        dialog = ChoiceDialog(title, options, by_pinyin, at=row.meaning or _ALONE)
        self.app.push_screen(dialog, chosen)

    def action_role(self) -> None:
        """Choose what the sheet is about."""
        options = [Option(role, _(label)) for role, label in ROLES.items()]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._use(replace(self._mapping, role=option.key))

        dialog = ChoiceDialog(_(N_("What is it about?")), options, by_pinyin, at=self._mapping.role)
        self.app.push_screen(dialog, chosen)

    def _use(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._rows = columns(self._plan, self._sheet, mapping)
        self.query_one(RecordList).reload()
        self._tell_role()

    def action_save(self) -> None:
        """Read the sheet so from now on."""
        self.dismiss(self._mapping)
