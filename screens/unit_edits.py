"""The corrections of a household's file (资料变更), each a small window."""

from collections.abc import Callable, Sequence
from functools import partial

from desk.history import history
from desk.households import Resident, UnitPage
from desk.lookup import live
from desk.people import PersonForm, add_person, add_residence, find_persons
from desk.session import Session
from desk.units import (
    UnitForm,
    add_note,
    add_vehicle,
    edit_unit,
    end_note,
    end_vehicle,
    unit_form,
)
from models.errors import InputError
from models.person import HouseNote, Person, Vehicle
from models.place import Unit
from models.when import from_ms
from models.words import N_, _
from screens.edits import Edit
from screens.kit.choices import ChoiceField, LookupField
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.note import NoteField
from screens.listing import by_pinyin, options
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

HOUSEHOLD, PERSON = "household.edit", "person.edit"


class UnitEdits:
    """The acts on one file."""

    def __init__(self, screen: Editing, page: UnitPage) -> None:
        self._screen = screen
        self._page = page

    def listed(self, one: Resident | None) -> Sequence[Edit]:
        """In the order of their digits: the daily ones first; `one` is who the cursor is on."""
        house, people = self._screen.allowed(HOUSEHOLD), self._screen.allowed(PERSON)
        nobody = "" if one else _(N_("Nobody is known here"))
        gone = nobody or ("" if one and one.now else _(N_("They left already")))
        no_note = "" if self._page.notes else _(N_("There is no note"))
        no_plate = "" if self._page.vehicles else _(N_("There is no plate"))
        moved, related = partial(self._of, one, ask_end), partial(self._of, one, ask_relation)
        return [
            Edit("note", _(N_("Note")), self._note, house),
            Edit("person", _(N_("New person")), self._person, people),
            Edit("known", _(N_("Known person")), self._known, people),
            Edit("plate", _(N_("Plate")), self._plate, house),
            Edit("unit", _(N_("Correct unit")), self._unit, house),
            Edit("end", _(N_("Moved out")), moved, people or gone),
            Edit("relation", _(N_("Relation")), related, people or nobody),
            Edit("strike", _(N_("Strike note out")), self._strike, house or no_note),
            Edit("unplate", _(N_("Plate gone")), self._unplate, house or no_plate),
            Edit("history", _(N_("History")), self._history),
        ]

    @property
    def _session(self) -> Session:
        return self._screen.session

    @property
    def _code(self) -> str:
        return self._page.unit.code

    def _of(self, one: Resident | None, edit: Callable[[Editing, Resident], None]) -> None:
        """An act on somebody; it is closed while there is nobody."""
        if one is not None:
            edit(self._screen, one)

    def _record(self) -> Unit:
        return live(Unit, self._page.unit.id)

    # The unit

    def _unit(self) -> None:
        form = unit_form(self._record())
        fields: list[Field] = [
            TextField("code", _("Unit"), width=20,
                      help_text=_(N_("In any spelling: 3-2-1502, 3 2 1502; its matters stay with it"))),
            ChoiceField("usage", _(N_("Kind")), options("unit_kinds"), match=by_pinyin),
            ChoiceField("state", _("State"), options("unit_states"), match=by_pinyin),
            TextField("area", _(N_("Area in m²")), width=12),
            date_field(self._session, "handed_over", _(N_("Handed over"))),
            NoteField("note", _("Note"), rows=2, help_text=_(N_("Stands below the unit's head"))),
        ]  # fmt: skip
        for field in fields:
            field.write(getattr(form, field.field_id))

        def save(values: Values) -> str:
            handed = day(values.pop("handed_over"))
            unit = edit_unit(self._session, self._record(), UnitForm(handed_over=handed, **values))
            return _(N_("{unit} corrected")).format(unit=unit.code)

        self._screen.ask(_(N_("Correct {unit}")).format(unit=form.code), *fields, save=save)

    # People

    def _person(self) -> None:
        fields = (
            TextField("name", _("Name"), max_length=60),
            relation_field(),
            TextField("phone", _("Phone"), width=20),
            NoteField("note", _("Note"), rows=1),
        )

        def save(values: Values) -> str:
            form = PersonForm(values["name"], note=values["note"])
            person = add_person(
                self._session, form, self._record(), values["relation"], values["phone"]
            )
            return _(N_("{name} added")).format(name=person.name)

        self._screen.ask(_(N_("New person at {unit}")).format(unit=self._code), *fields, save=save)

    def _known(self) -> None:
        def find(typed: str) -> list[Option]:
            return [
                Option(str(one.id), one.label, one.note)
                for one in find_persons(self._session, typed)
            ]

        fields = (
            LookupField("person", _(N_("Person")), find, width=30,
                        help_text=_(N_("Name, pinyin or telephone of somebody known already"))),
            relation_field(),
            date_field(self._session, "since", _("From")),
        )  # fmt: skip

        def save(values: Values) -> str:
            if not values["person"]:
                raise InputError(N_("Choose one of those found"), "person")
            person = live(Person, int(values["person"]))
            add_residence(
                self._session, person, self._record(), values["relation"], day(values["since"])
            )
            return _(N_("{name} added")).format(name=person.name)

        self._screen.ask(
            _(N_("Known person at {unit}")).format(unit=self._code), *fields, save=save
        )

    # Plates and notes

    def _plate(self) -> None:
        people = [Option(str(one.person_id), one.name) for one in self._page.residents if one.now]
        fields = (
            TextField("plate", _("Plate"), width=14, help_text=_(N_("Province, letter and number, as on the plate"))),
            ChoiceField("person", _(N_("Whose")), people, match=by_pinyin,
                        help_text=_(N_("May be left empty"))),
        )  # fmt: skip

        def save(values: Values) -> str:
            person = live(Person, int(values["person"])) if values["person"] else None
            add_vehicle(self._session, self._record(), values["plate"], person)
            return _(N_("Plate added to {unit}")).format(unit=self._code)

        self._screen.ask(_(N_("Plate of {unit}")).format(unit=self._code), *fields, save=save)

    def _unplate(self) -> None:
        known = [Option(str(vehicle.id), vehicle.plate) for vehicle in self._page.vehicles]
        which = ChoiceField("plate", _("Plate"), known)
        which.write(known[0].key)

        def save(values: Values) -> str:
            if not values["plate"]:
                raise InputError(N_("Choose one of the list"), "plate")
            end_vehicle(self._session, live(Vehicle, int(values["plate"])), values["reason"])
            return _(N_("Plate taken out of {unit}")).format(unit=self._code)

        self._screen.ask(
            _(N_("Plate gone from {unit}")).format(unit=self._code), which, _reason(), save=save
        )

    def _note(self) -> None:
        field = NoteField("words", _("Note"), rows=4)

        def save(values: Values) -> str:
            add_note(self._session, self._record(), values["words"])
            return _(N_("Note added to {unit}")).format(unit=self._code)

        self._screen.ask(_(N_("Note on {unit}")).format(unit=self._code), field, save=save)

    def _strike(self) -> None:
        known = [
            Option(str(note.id), " ".join(note.words.split()), f"{from_ms(note.at):%Y-%m-%d}")
            for note in self._page.notes
        ]
        which = ChoiceField("note", _("Note"), known, width=40)
        which.write(known[0].key)

        def save(values: Values) -> str:
            if not values["note"]:
                raise InputError(N_("Choose one of the list"), "note")
            end_note(self._session, live(HouseNote, int(values["note"])), values["reason"])
            return _(N_("Note of {unit} struck out")).format(unit=self._code)

        self._screen.ask(
            _(N_("Strike a note of {unit} out")).format(unit=self._code),
            which,
            _reason(),
            save=save,
        )

    def _history(self) -> None:
        events = history(self._session, self._record())
        self._screen.app.push_screen(HistoryDialog(self._code, events))


def _reason() -> TextField:
    """Why it ends."""
    return TextField("reason", _(N_("Reason")))
