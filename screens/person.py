"""业户个人页: one person: telephones, where they belong, every matter they brought."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual import on
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget

from data.reference import label, terms
from desk.households import Resident, ShownPhone
from desk.people import SORTS, PersonPage, find_persons, person_matters, person_page
from models.errors import DeskError
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.counter import Counter
from screens.edits import Edit, EditsPage
from screens.kit.choices import LookupField
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.form import Form
from screens.kit.lists import Column, RecordList
from screens.kit.messages import FieldTaken
from screens.kit.text import Words, text
from screens.person_edits import PersonEdits
from screens.unit_words import Row, matter_columns, matter_style

MOST = 4
"""So many numbers and units stand in sight at once; the lists scroll."""


class PersonScreen(EditsPage):
    """Head, telephones, units, matters. Without a person it asks for one."""

    function = "32"
    help = N_(
        "Everything about one person. Tab goes from list to list; Enter opens the unit or the"
        " matter under the cursor, F6 logs something new for the person. The digits below correct"
        " what is known: a number goes out of use, a residence ends, nothing is deleted."
    )
    DEFAULT_CSS = """
    PersonScreen {
        & #ask { height: 1fr; padding: 1 2; }
        & #head { height: 2; text-wrap: nowrap; text-overflow: clip; padding: 0 1; }
        & #file { display: none; height: 1fr; }
        & ActsBar { height: auto; min-height: 2; }
        &.-found #file { display: block; }
        &.-found #ask { display: none; }
    }
    """

    def __init__(self, counter: Counter, person_id: int | None = None) -> None:
        super().__init__(counter)
        self._person_id = person_id
        self.page: PersonPage | None = None

    # The frame

    def compose_body(self) -> Iterable[Widget]:
        """What asks for a person, and the page of one."""
        with Container(id="ask"):
            yield Form(
                LookupField("person", _("Person"), self._find, width=30,
                            help_text=_("Name, pinyin, initials or telephone")),
                save_bar=False,
            )  # fmt: skip
            yield Words(text(_("Name, pinyin, initials or telephone"), "$quiet"))
        with Vertical(id="file"):
            yield Words(id="head")
            yield RecordList[ShownPhone](
                [
                    Column(_("Phone"), lambda phone: phone.number, 16),
                    Column(_("Label"), lambda phone: phone.label, 16),
                    Column("", lambda phone: _("out of use") if phone.off else ""),
                ],
                *_page_of(lambda: self.page.phones if self.page else ()),
                key=lambda phone: phone.id, style=lambda phone: "quiet" if phone.off else "",
                empty=_("No telephone is known"), id="phones", classes="pane",
            )  # fmt: skip
            yield RecordList[Resident](
                [
                    Column(_("Unit"), lambda one: one.unit, 12),
                    Column(_("Relation"), lambda one: one.relation_label, 18),
                    Column(_("From"), lambda one: one.since or "", 10),
                    Column(_("Until"), lambda one: one.until or ""),
                ],
                *_page_of(lambda: self.page.residences if self.page else ()),
                key=lambda one: one.residence_id, style=lambda one: "" if one.now else "quiet",
                empty=_("Belongs to no unit"), id="units", classes="below pane",
            )  # fmt: skip
            yield RecordList[Row](
                matter_columns(lambda: self.session, unit=True), self._matters,
                lambda: self.page.matter_count if self.page else 0, key=lambda row: row["id"],
                style=matter_style(lambda: self.session), empty=_("No matter of this person yet"),
                id="matters", classes="below pane",
            )  # fmt: skip
            yield ActsBar(classes="below")

    def on_mount(self) -> None:
        """Show the person asked for, else ask for one."""
        if self._person_id is None:
            form = self.query_one(Form)
            form.go_to(form["person"])
        else:
            self.show_person(self._person_id)

    def show_person(self, person_id: int) -> None:
        """Show the page of this person; the list with the focus keeps it."""
        try:
            self.page = person_page(self.session, person_id, limit=1)
        except DeskError as error:
            self.call_after_refresh(self.warn, str(error))
            return
        self._person_id = person_id
        self.add_class("-found")
        self.query_one("#head", Words).show(Content("\n").join(_head(self.page)))
        for name, rows in (("#phones", self.page.phones), ("#units", self.page.residences)):
            self.query_one(name).styles.height = (
                min(max(len(rows), 1), MOST) + 1 + (name == "#units")
            )
        for records in self.query(RecordList):
            records.reload()
        if not isinstance(self.focused, RecordList):
            self.set_focus(self.query_one("#matters" if self.page.matter_count else "#units"))
        self.query_one(ActsBar).tell(self.acts())

    def reload(self) -> None:
        """Everything anew."""
        if self._person_id is not None:
            self.show_person(self._person_id)

    # The lists

    def _matters(self, offset: int, limit: int) -> list[Row]:
        return person_matters(self.session, self.page.id, offset, limit) if self.page else []

    @property
    def phone(self) -> ShownPhone | None:
        """The number the cursor is on."""
        found: ShownPhone | None = self.query_one("#phones", RecordList).current
        return found

    @property
    def residence(self) -> Resident | None:
        """The unit the cursor is on."""
        found: Resident | None = self.query_one("#units", RecordList).current
        return found

    @on(RecordList.Opened, "#phones")
    def phone_opened(self, _message: RecordList.Opened) -> None:
        """Correct the number."""
        next(edit for edit in self.edits() if edit.id == "phone").run()

    @on(RecordList.Opened, "#units")
    def unit_opened(self, message: RecordList.Opened) -> None:
        """The unit's file."""
        self.open("unit", unit_id=message.row.unit_id)

    @on(RecordList.Opened, "#matters")
    def matter_opened(self, message: RecordList.Opened) -> None:
        """The matter."""
        self.open("matter", matter_id=message.row["id"])

    def on_record_list_highlighted(self) -> None:
        """Another number or unit: other acts are open."""
        if self.page is not None:
            self.query_one(ActsBar).tell(self.acts())

    # Asking for a person

    def _find(self, typed: str) -> Sequence[Option]:
        return [
            Option(str(one.id), one.label, one.note) for one in find_persons(self.session, typed)
        ]

    async def on_field_taken(self, message: FieldTaken) -> None:
        """Somebody was taken: show the page."""
        if message.field.field_id == "person":
            message.stop()
            self.show_person(int(message.option.key))

    # Keys

    def do_new(self) -> None:
        """Log something for this person: its type by digit, then the form."""
        if self.page is None:
            self.warn(_(N_("Find a person first")))
            return
        person_id = self.page.id
        home = next((one.unit_id for one in self.page.residences if one.now), None)
        types = [Option(kind.code, label(kind), digit=kind.digit) for kind in terms("matter_types")]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self.open("intake", type=option.key, unit_id=home, person_id=person_id)

        title = _(N_("New for {unit}")).format(unit=self.page.name)
        self.app.push_screen(ChoiceDialog(title, types), chosen)

    def edits(self) -> Sequence[Edit]:
        """What can be corrected here."""
        if self.page is None:
            return ()
        return PersonEdits(self, self.page).listed(self.phone, self.residence)


def _page_of(rows: Any) -> tuple[Any, Any]:
    """`fetch` and `count` over rows that are in memory."""
    return lambda offset, limit: rows()[offset : offset + limit], lambda: len(rows())


def _head(page: PersonPage) -> list[Content]:
    """Who it is, in two rows."""
    parts = [_(SORTS[page.sort]) if page.sort in SORTS else page.sort]
    if page.id_number:
        parts.append(_(N_("ID {number}")).format(number=page.id_number))
    if page.reading:
        parts.append(page.reading)
    if page.vehicles:
        parts.append("  ".join(vehicle.plate for vehicle in page.vehicles))
    counts = _(N_("{open} open of {all}")).format(open=len(page.open), all=page.matter_count)
    head = Content.assemble((page.name, "bold"), text("  " + "  ".join([*parts, counts])))
    return [head, text(" ".join(page.note.split()), "$quiet")]
