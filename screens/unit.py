"""业户档案: one household, one file (一户一档; domain.md 8): its people, plates, notes, matters."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from data.reference import label, terms
from desk.households import Resident, UnitPage, find_unit, next_door, unit_matters, unit_page
from desk.intake import Household, find_households
from models.errors import DeskError
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.counter import Counter
from screens.edits import Edit, EditsPage
from screens.kit.choices import LookupField
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.form import Form
from screens.kit.lists import RecordList
from screens.kit.messages import FieldAccepted, FieldTaken
from screens.kit.text import Words, text
from screens.unit_edits import UnitEdits
from screens.unit_words import (
    Row,
    head_lines,
    matter_columns,
    matter_style,
    people_columns,
    side_lines,
)

MOST_PEOPLE = 6
"""So many stand in sight at once; the list scrolls."""


class UnitScreen(EditsPage):
    """Head, people, matters; beside them plates, notes and the riser. Without a unit it asks."""

    function = "31"
    help = N_(
        "Everything about one household. Enter opens the person or the matter under the cursor,"
        " Tab goes from list to list, F6 logs something new for it, F7 and F8 lead to the doors"
        " beside it. The digits below correct it: nothing is deleted, it ends with a date or a"
        " reason. What is open stands first and has a star."
    )
    labels = {"previous": N_("Door-"), "next": N_("Door+")}
    DEFAULT_CSS = """
    UnitScreen {
        & #ask { height: 1fr; padding: 1 2; }
        & #head { height: 2; text-wrap: nowrap; text-overflow: clip; padding: 0 1; }
        & #side { width: 26; height: 1fr; padding: 0 0 0 1; }
        & #file { display: none; height: 1fr; }
        & ActsBar { height: auto; min-height: 2; }
        &.-found #file { display: block; }
        &.-found #ask { display: none; }
        &.-wide #side { width: 46; }
    }
    """

    def __init__(self, counter: Counter, unit_id: int | None = None, unit: str = "") -> None:
        super().__init__(counter)
        self._unit_id = unit_id
        self._typed = unit
        self._found: dict[str, Household] = {}
        self.page: UnitPage | None = None

    # The frame

    def compose_body(self) -> Iterable[Widget]:
        """What asks for a unit, and the file of one."""
        with Container(id="ask"):
            yield Form(
                LookupField(
                    "unit", _("Unit"), self._find, width=30,
                    help_text=_("A unit, a name, pinyin, a telephone number or a plate"),
                ),
                save_bar=False,
            )  # fmt: skip
            yield Words(text(_("A unit, a name, pinyin, a telephone number or a plate"), "$quiet"))
        with Vertical(id="file"):
            yield Words(id="head")
            yield RecordList[Resident](
                people_columns(), self._people, self._people_count, key=lambda one: one.residence_id,
                style=lambda one: "" if one.now else "quiet", empty=_(N_("Nobody is known here")),
                id="people", classes="pane",
            )  # fmt: skip
            with Horizontal(classes="below"):
                yield RecordList[Row](
                    matter_columns(lambda: self.session), self._matters, self._matter_count,
                    key=lambda row: row["id"], style=matter_style(lambda: self.session),
                    empty=_(N_("No matter of this household yet")), id="matters", classes="pane",
                )  # fmt: skip
                with VerticalScroll(id="side", classes="right pane", can_focus=True):
                    yield Words(id="more")
            yield ActsBar(classes="below")

    def on_mount(self) -> None:
        """Show the unit asked for, else ask for one."""
        try:
            if self._typed and self._unit_id is None:
                self._unit_id = find_unit(self.session, self._typed).id
        except DeskError as error:
            self.query_one(Form)["unit"].write(self._typed)
            self.call_after_refresh(self.warn, str(error))
        if self._unit_id is None:
            self.query_one(Form).go_to(self.query_one(Form)["unit"])
        else:
            self.show_unit(self._unit_id)

    def show_unit(self, unit_id: int) -> None:
        """Show the file of this unit; the list with the focus keeps it."""
        try:
            self.page = unit_page(self.session, unit_id, limit=1)
        except DeskError as error:
            self.call_after_refresh(self.warn, str(error))
            return
        self._unit_id = unit_id
        self.add_class("-found")
        self._tell_page()
        people = self.query_one("#people", RecordList)
        people.styles.height = min(max(len(self.page.residents), 1), MOST_PEOPLE) + 1
        for records in self.query(RecordList):
            records.reload()
        if not isinstance(self.focused, RecordList):
            self.set_focus(self.query_one("#matters" if self.page.matter_count else "#people"))
        self.query_one(ActsBar).tell(self.acts())

    def _tell_page(self) -> None:
        if self.page is not None:
            self.query_one("#head", Words).show(Content("\n").join(head_lines(self.page)))
            self.query_one("#more", Words).show(Content("\n").join(side_lines(self.page)))

    def reload(self) -> None:
        """Everything anew."""
        if self._unit_id is not None:
            self.show_unit(self._unit_id)

    # The lists

    def _people(self, offset: int, limit: int) -> list[Resident]:
        return self.page.residents[offset : offset + limit] if self.page else []

    def _people_count(self) -> int:
        return len(self.page.residents) if self.page else 0

    def _matters(self, offset: int, limit: int) -> list[Row]:
        return unit_matters(self.session, self.page.unit.id, offset, limit) if self.page else []

    def _matter_count(self) -> int:
        return self.page.matter_count if self.page else 0

    @property
    def resident(self) -> Resident | None:
        """Whom the cursor is on."""
        found: Resident | None = self.query_one("#people", RecordList).current
        return found

    @on(RecordList.Opened, "#people")
    def person_opened(self, message: RecordList.Opened) -> None:
        """The person's page."""
        self.open("person", person_id=message.row.person_id)

    @on(RecordList.Opened, "#matters")
    def matter_opened(self, message: RecordList.Opened) -> None:
        """The matter."""
        self.open("matter", matter_id=message.row["id"])

    # Asking for a unit

    def _find(self, typed: str) -> Sequence[Option]:
        found = [each for each in find_households(self.session, typed) if each.unit_id is not None]
        self._found = {each.key: each for each in found}
        return [Option(each.key, each.label, each.note) for each in found]

    async def on_field_taken(self, message: FieldTaken) -> None:
        """A household was taken: show its file."""
        household = self._found.get(message.option.key)
        if message.field.field_id == "unit" and household and household.unit_id is not None:
            message.stop()
            self.show_unit(household.unit_id)

    def on_field_accepted(self, message: FieldAccepted) -> None:
        """Enter without a guess: what stands there may name a unit all the same."""
        field = message.field
        if not isinstance(field, LookupField) or field.field_id != "unit" or field.chosen:
            return
        message.stop()
        try:
            found = find_unit(self.session, field.value)
        except DeskError as error:
            self.query_one(Form).refuse(error)
        else:
            self.show_unit(found.id)

    # Keys

    def do_previous(self) -> None:
        """The door before."""
        self._go(-1)

    def do_next(self) -> None:
        """The next door."""
        self._go(1)

    def _go(self, by: int) -> None:
        beside = next_door(self.session, self._unit_id, by) if self._unit_id else None
        if beside is None:
            self.warn(_(N_("There is no further door in this building")))
            return
        self.show_unit(beside)
        self.clear_message()

    def do_new(self) -> None:
        """Log something for this household: its type by digit, then the form."""
        if self.page is None:
            self.warn(_(N_("Find a unit first")))
            return
        code, unit_id = self.page.unit.code, self.page.unit.id
        types = [Option(kind.code, label(kind), digit=kind.digit) for kind in terms("matter_types")]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self.open("intake", type=option.key, unit_id=unit_id)

        title = _(N_("New for {unit}")).format(unit=code)
        self.app.push_screen(ChoiceDialog(title, types), chosen)

    def edits(self) -> Sequence[Edit]:
        """What can be corrected here."""
        return UnitEdits(self, self.page).listed(self.resident) if self.page is not None else ()
