"""What fills itself in at intake: the household, who is calling, their number, how urgent it is."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from data.alike import Alike
from data.reference import term
from desk.households import Resident, ShownPhone, UnitPage, find_unit, unit_page
from desk.intake import is_place, open_alike, outlook, topic_by_code
from desk.numbers import show_number
from desk.people import person_page
from desk.reception import DISPATCHED_TYPES
from desk.riser import Near, radar
from desk.session import Session
from models.errors import DeskError
from models.mask import mask_name
from models.reference import Topic
from models.when import to_ms
from models.words import _
from screens.intake_fields import CallerField, PhoneField, TopicField, UnitField
from screens.intake_side import Side
from screens.kit.choices import ChoiceField
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.form import Form
from screens.need_fields import handler_options, technician_options

Kind = TypeVar("Kind", bound=Field)
LAST_MATTERS = 8


class Filling:
    """Fills an intake form from what was found; what it puts in is dim until somebody touches it."""

    def __init__(
        self, session: Callable[[], Session], form: Form, side: Side, warn: Callable[[str], None]
    ) -> None:
        """What is found is shown in `form` and `side`; `warn` says what stands in the way."""
        self._session, self._form, self._side, self._warn = session, form, side, warn
        self._type = ""
        self._page: UnitPage | None = None
        self._phones: dict[int, tuple[ShownPhone, ...]] = {}
        self.unit_id: int | None = None
        self.unit_code = ""
        self.alike: Alike | None = None

    # What is known

    @property
    def person_id(self) -> int | None:
        """Whoever of the household is calling."""
        return self._caller.person_id

    @property
    def phone_id(self) -> int | None:
        """The known number that was chosen."""
        return self._phone.phone_id

    @property
    def topic(self) -> Topic | None:
        """The category that stands in the form."""
        code = self._form["topic"].answer
        return topic_by_code(code, self._type) if code else None

    def state(self) -> dict[str, Any]:
        """What a draft keeps: the keys of who was found."""
        return {"unit_id": self.unit_id, "person_id": self.person_id}

    # The beginning

    def clear(self, matter_type: str) -> None:
        """Nothing is known yet."""
        self._type = matter_type
        self.offer_handlers()
        self._forget_household()
        self.alike = None
        self._form["channel"].write("call", dim=True)
        self.show_ahead()

    def find(self, unit: str, unit_id: int | None, person_id: int | None) -> None:
        """Fill in the household of a unit's code or key, or of a person."""
        try:
            if unit:
                unit_id = find_unit(self._session(), unit).id
            if unit_id is None and person_id is not None:
                homes = person_page(self._session(), person_id).residences
                unit_id = next((home.unit_id for home in homes if home.now), None)
            self._put(unit_id, person_id)
        except DeskError as error:
            self._form["unit"].write(unit)
            self._form["unit"].mark(str(error))
            self._warn(str(error))

    def restore(self, kept: dict[str, Any]) -> None:
        """Look up anew what the draft names; what stands in the fields stays."""
        caller, phone = self._caller.state(), self._phone.state()
        try:
            self._put(kept.get("unit_id"), kept.get("person_id"))
        except DeskError as error:
            self._warn(str(error))
        self._caller.restore(caller)
        self._phone.restore(phone)
        self._show_relation()
        self._look_for_alike()
        self.show_ahead()

    def put_topic(self, code: str) -> None:
        """Let the category with this code stand there, with what follows from it."""
        if code:
            self._topic.put(code)
            self.taken(self._topic)

    def change_type(self, matter_type: str) -> None:
        """Another type has other categories and limits."""
        self._type = matter_type
        if self._form["topic"].answer and self.topic is None:
            self._form["topic"].write("")
        self.offer_handlers(self.topic.skill if self.topic else "")
        self.show_ahead()

    # While typing

    def taken(self, field: Field) -> None:
        """A value was taken: fill in what follows from it."""
        match field:
            case UnitField():
                found = field.found.get(field.answer)
                unit, _colon, person = field.answer.partition(":")
                phone = found.phone if found else ""
                self._put(int(unit) if unit else None, int(person) if person else None, phone)
            case CallerField():
                self._offer_phones()
            case TopicField():
                if (topic := self.topic) is not None:
                    self._form.fill({"urgency": topic.urgency}, dim=True)
                    self.offer_handlers(topic.skill)
        self._look_for_alike()
        self.show_ahead()

    def changed(self, field: Field) -> None:
        """Something was typed that is nobody known."""
        if isinstance(field, UnitField) and field.chosen is None and self.unit_id is not None:
            self._forget_household()
            self.show_ahead()
        elif isinstance(field, CallerField) and field.chosen is None:
            self._offer_phones()

    def left(self, field: Field) -> None:
        """A unit typed whole needs no Enter; a time or urgency changes what lies ahead."""
        if isinstance(field, UnitField) and field.chosen is None and field.value.strip():
            self._settle_unit(field)
        elif field.field_id in {"wanted_from", "urgency"}:
            self.show_ahead()

    def _settle_unit(self, field: UnitField) -> None:
        typed = field.value.strip()
        try:
            unit = find_unit(self._session(), typed)
        except DeskError as error:
            if is_place(typed):
                field.hint(_("common place"))
            else:
                field.mark(str(error))
                field.say(str(error))
        else:
            self._put(unit.id, None)
            self._look_for_alike()
            self.show_ahead()

    # The household

    def _put(self, unit_id: int | None, person_id: int | None, phone: str = "") -> None:
        """Fill in a household and who of it is calling: the one named, else the first."""
        if unit_id is None:
            self._put_person(person_id, phone)
            return
        page = unit_page(self._session(), unit_id, limit=LAST_MATTERS)
        self.unit_id, self.unit_code, self._page = unit_id, page.unit.code, page
        self._unit.choose(Option(f"{unit_id}:{person_id or ''}", page.unit.code))
        self._unit.hint(page.state_label)
        people = [one for one in page.residents if one.now or one.person_id == person_id]
        self._offer_people(people, {one.person_id: one.phones for one in people})
        first = person_id or (people[0].person_id if people else None)
        self._caller.write(first, dim=True)
        self._offer_phones(phone)
        self._side.show_household(self._session(), page)

    def _put_person(self, person_id: int | None, phone: str) -> None:
        """Somebody who lives nowhere here."""
        if person_id is None:
            return
        page = person_page(self._session(), person_id)
        self._unit.choose(None)
        self._caller.options = [Option(str(person_id), mask_name(page.name))]
        self._phones = {person_id: page.phones}
        self._caller.write(person_id, dim=True)
        self._offer_phones(phone)

    def _forget_household(self) -> None:
        self.unit_id, self.unit_code, self._page = None, "", None
        self._unit.hint("")
        self._offer_people([], {})
        self._offer_phones()
        self._side.show_household(self._session(), None)

    def _offer_people(
        self, people: Sequence[Resident], phones: dict[int, tuple[ShownPhone, ...]]
    ) -> None:
        typed = "" if self._caller.chosen else self._caller.value
        self._caller.show_people(people)
        self._caller.type_in(typed)
        self._phones = phones

    def _offer_phones(self, wanted: str = "") -> None:
        """The caller's numbers; one typed by hand stays."""
        phone = self._phone
        if phone.dim or phone.chosen or not phone.value.strip():
            phone.show_phones(self._phones.get(self.person_id or 0, ()), wanted)
        self._show_relation()

    def _show_relation(self) -> None:
        """Who is known has a relation; somebody new is asked for it."""
        show_row(self._form, "relation", shown=bool(self._caller.answer))

    # What follows

    def _look_for_alike(self) -> None:
        """Say when this household has something open about the same."""
        topic, before = self.topic, self.alike
        self.alike = None
        if topic is None or self.unit_id is None:
            return
        self.alike = open_alike(self._session(), self.unit_id, topic)
        if self.alike and self.alike != before:
            now = self._session().now()
            number = show_number(self.alike.number, self.alike.year, now.year)
            sentence = _("{number} of this household is open about the same; F10 opens it")
            self._warn(sentence.format(number=number))

    def show_ahead(self) -> None:
        """Which limits will run, and what the riser says."""
        form, session, topic = self._form, self._session(), self.topic
        urgency = form["urgency"].answer or "normal"
        wanted = form["wanted_from"].answer if form["wanted_from"].display else None
        dues = outlook(
            session, self._type, urgency, topic.id if topic else None,
            to_ms(wanted) if wanted else None,
        )  # fmt: skip
        near: list[Near] = []
        if self.unit_id is not None:
            near = radar(session, self.unit_id, topic.category if topic else "")
        rule = f"{term('matter_types', self._type)} · {term('urgencies', urgency)}"
        self._side.show_ahead(session, rule, dues, self._page, near)

    def offer_handlers(self, skill: str = "") -> None:
        """Who may handle it, technicians by what the category needs; who is not among them goes."""
        field = self._form["handler"]
        if isinstance(field, ChoiceField):
            dispatched = self._type in DISPATCHED_TYPES
            session = self._session()
            people = technician_options(session, skill) if dispatched else handler_options(session)
            field.set_options(people)

    # The fields by what they are

    @property
    def _unit(self) -> UnitField:
        return self._typed("unit", UnitField)

    @property
    def _caller(self) -> CallerField:
        return self._typed("caller", CallerField)

    @property
    def _phone(self) -> PhoneField:
        return self._typed("phone", PhoneField)

    @property
    def _topic(self) -> TopicField:
        return self._typed("topic", TopicField)

    def _typed(self, name: str, kind: type[Kind]) -> Kind:
        field = self._form[name]
        if not isinstance(field, kind):
            raise TypeError(name)
        return field


def show_row(form: Form, name: str, *, shown: bool) -> None:
    """Show a field with its label, or leave it out."""
    field = form[name]
    if field.display != shown:
        field.display = shown
        form.query_one(f"#row-{name}").display = shown
