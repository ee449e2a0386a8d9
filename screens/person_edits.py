"""The corrections of what is known of a person, each a small window."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from desk.history import history
from desk.households import Resident, ShownPhone, find_unit
from desk.intake import find_households
from desk.lookup import live
from desk.people import (
    SORTS,
    PersonForm,
    PersonPage,
    add_phone,
    add_residence,
    edit_person,
    edit_phone,
    person_form,
)
from desk.session import Session
from models.errors import DeskError
from models.person import Person, Phone
from models.words import N_, _
from screens.edits import Edit
from screens.kit.choices import ChoiceField, LookupField
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.note import NoteField
from screens.residence_edits import (
    Editing,
    Values,
    ask_end,
    ask_relation,
    date_field,
    day,
    relation_field,
)
from screens.told import HistoryDialog

RIGHT = "person.edit"
Thing = TypeVar("Thing")


class PersonEdits:
    """The acts on the person shown."""

    def __init__(self, screen: Editing, page: PersonPage) -> None:
        self._screen = screen
        self._page = page

    def listed(self, phone: ShownPhone | None, home: Resident | None) -> Sequence[Edit]:
        """In the order of their digits; `phone` and `home` are what the cursors are on."""
        no = self._screen.allowed(RIGHT)
        no_phone = no or ("" if phone else _(N_("No telephone is known")))
        no_home = no or ("" if home else _(N_("Belongs to no unit")))
        gone = no_home or ("" if home and home.now else _(N_("They left already")))
        is_off = phone is not None and phone.off
        off = _(N_("Number in use again")) if is_off else _(N_("Number out of use"))
        return [
            Edit("new_phone", _(N_("New number")), self._new_phone, no),
            Edit("phone", _(N_("Correct number")), partial(_of, phone, self._phone), no_phone),
            Edit("off", off, partial(_of, phone, self._off), no_phone),
            Edit("person", _(N_("Correct person")), self._person, no),
            Edit("home", _(N_("Belongs to a unit")), self._home, no),
            Edit("end", _(N_("Moved out")), partial(_of, home, self._end), gone),
            Edit("relation", _(N_("Relation")), partial(_of, home, self._relation), no_home),
            Edit("history", _(N_("History")), self._history),
        ]

    @property
    def _session(self) -> Session:
        return self._screen.session

    def _record(self) -> Person:
        return live(Person, self._page.id)

    # The person

    def _person(self) -> None:
        form = person_form(self._record())
        sorts = [Option(code, _(label)) for code, label in SORTS.items()]
        fields: list[Field] = [
            TextField("name", _("Name"), max_length=60),
            ChoiceField("sort", _(N_("Sort")), sorts),
            TextField("reading", _(N_("Pinyin")), width=24,
                      help_text=_(N_("Only where the name is read otherwise: shan xiaoming"))),
            NoteField("note", _("Note"), rows=2),
        ]  # fmt: skip
        for field in fields:
            field.write(getattr(form, field.field_id))
        shown = self._page.id_number
        number = TextField(
            "id_number", _(N_("ID number")), width=24,
            help_text=_(N_("Left empty it stays; a 0 takes it out. Nobody has to give it")),
        )  # fmt: skip
        number.hint(shown)

        def save(values: Values) -> str:
            typed = values.pop("id_number")
            kept = {"": None, "0": ""}.get(typed, typed)
            person = edit_person(
                self._session, self._record(), PersonForm(id_number=kept, **values)
            )
            return _(N_("{name} corrected")).format(name=person.name)

        self._screen.ask(self._page.name, *fields, number, save=save)

    # Telephones

    def _new_phone(self) -> None:
        fields = (
            TextField("phone", _("Phone"), width=20),
            TextField("label", _("Label"), width=20, help_text=_(N_("Work, son, after six …"))),
        )

        def save(values: Values) -> str:
            add_phone(self._session, self._record(), values["phone"], values["label"])
            return _(N_("Number of {name} added")).format(name=self._page.name)

        self._screen.ask(
            _(N_("New number of {name}")).format(name=self._page.name), *fields, save=save
        )

    def _phone(self, shown: ShownPhone) -> None:
        number = TextField(
            "phone", _("Phone"), width=20, help_text=_(N_("Left empty the number stays"))
        )
        number.hint(shown.number)
        label = TextField("label", _("Label"), width=20)
        label.write(shown.label)

        def save(values: Values) -> str:
            phone = live(Phone, shown.id)
            edit_phone(self._session, phone, number=values["phone"], label=values["label"])
            return _(N_("Number of {name} corrected")).format(name=self._page.name)

        self._screen.ask(f"{self._page.name}  {shown.number}", number, label, save=save)

    def _off(self, shown: ShownPhone) -> None:
        try:
            edit_phone(self._session, live(Phone, shown.id), off=not shown.off)
        except DeskError as error:
            self._screen.warn(str(error))
            return
        told = N_("{number} is in use again") if shown.off else N_("{number} is out of use")
        self._screen.edited(_(told).format(number=shown.number))

    # Units

    def _home(self) -> None:
        def find(typed: str) -> list[Option]:
            return [
                Option(each.unit, each.label, each.note)
                for each in find_households(self._session, typed)
                if each.unit_id is not None
            ]

        fields = (
            LookupField("unit", _("Unit"), find, width=24),
            relation_field(),
            date_field(self._session, "since", _("From")),
        )

        def save(values: Values) -> str:
            field = fields[0]
            unit = find_unit(self._session, values["unit"] or field.value)
            add_residence(
                self._session, self._record(), unit, values["relation"], day(values["since"])
            )
            told = _(N_("{name} belongs to {unit}"))
            return told.format(name=self._page.name, unit=unit.code)

        self._screen.ask(
            _(N_("{name} belongs to")).format(name=self._page.name), *fields, save=save
        )

    def _end(self, home: Resident) -> None:
        ask_end(self._screen, home)

    def _relation(self, home: Resident) -> None:
        ask_relation(self._screen, home)

    def _history(self) -> None:
        events = history(self._session, self._record())
        self._screen.app.push_screen(HistoryDialog(self._page.name, events))


def _of(thing: Thing | None, edit: Callable[[Thing], None]) -> None:
    """An act on something; it is closed while there is nothing."""
    if thing is not None:
        edit(thing)
