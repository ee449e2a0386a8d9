"""The fields of the intake form (登记), in the order a caller tells the story."""

from collections.abc import Callable, Sequence
from typing import Any

from data.reference import find_topics, topic_label
from desk.households import Resident, ShownPhone
from desk.intake import find_households, topic_by_code
from desk.phrases import Phrase
from desk.session import Session
from models.reference import Topic
from models.words import _
from screens.kit.choices import ChoiceField, LookupField, OptionField
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.listing import by_pinyin, options
from screens.need_fields import staff_field, time_field
from screens.phrase_field import PhraseField

HIDDEN = {
    "complaint": {"wanted_from"},
    "report": {"wanted_from", "demand"},
    "enquiry": {"wanted_from", "demand", "urgency"},
    "request": {"demand"},
    "suggestion": {"wanted_from", "urgency"},
    "praise": {"wanted_from", "demand", "urgency", "promised_until"},
    "repair": {"demand"},
    "service": {"demand"},
}
"""The fields a type does not ask for."""


class UnitField(LookupField):
    """A household by unit, name, telephone or plate; words that name no unit are a common place."""

    def __init__(self, session: Callable[[], Session]) -> None:
        self.found: dict[str, Any] = {}

        def find(typed: str) -> list[Option]:
            households = find_households(session(), typed)
            self.found = {each.key: each for each in households}
            return [Option(each.key, each.label, each.note) for each in households]

        super().__init__(
            "unit", _("Unit"), find, width=22, help_text=_(
                "Type a unit, a name, pinyin, a telephone number or a plate; or a common place in"
                " words: garden, hall of building 3"
            ),
        )  # fmt: skip


class CallerField(ChoiceField):
    """One of the household by digit, or somebody new by name."""

    def __init__(self) -> None:
        super().__init__(
            "caller", _("Caller"), [], match=by_pinyin, width=16,
            help_text=_("A digit for somebody of the household, or a new name"),
        )  # fmt: skip

    @property
    def person_id(self) -> int | None:
        """Whoever of the household was chosen."""
        return int(self.chosen.key) if self.chosen else None

    @property
    def answer(self) -> str:
        """The name of somebody new."""
        return "" if self.chosen else self.value.strip()

    def check(self) -> str:
        """A new name is never wrong here."""
        return ""

    def _show_found(self) -> None:
        """The people to choose from; that a name is new is no fault."""
        if self._found:
            super()._show_found()
        else:
            self.hint(_("somebody new") if self.value.strip() else "")

    def show_people(self, people: Sequence[Resident]) -> None:
        """Offer these people from now on; nobody is chosen."""
        self.options = [
            Option(str(one.person_id), f"{one.name} {one.relation_label}".strip()) for one in people
        ]
        self.choose(None)

    def type_in(self, name: str) -> None:
        """Let a name stand there that is nobody of the household."""
        TextField.write(self, name)


class PhoneField(OptionField):
    """The number to ring back: one of the caller's, masked, or another one typed."""

    def __init__(self) -> None:
        super().__init__(
            "phone", _("Phone"), width=16,
            help_text=_("Type another number to ring back; F4 lists the known ones"),
        )  # fmt: skip
        self.values = lambda: self.known
        self.known: list[Option] = []

    @property
    def phone_id(self) -> int | None:
        """The known number that stands here."""
        return int(self.chosen.key) if self.chosen else None

    @property
    def answer(self) -> str:
        """The number typed; empty where a known one stands."""
        return "" if self.chosen else self.value.strip()

    def show_phones(self, phones: Sequence[ShownPhone], wanted: str = "") -> None:
        """Offer these numbers from now on, and let the first, or the wanted one, stand there dim."""
        self.known = [
            Option(str(phone.id), phone.number, phone.label) for phone in phones if not phone.off
        ]
        best = [option for option in self.known if option.label == wanted] or self.known
        self.choose(best[0] if best else None, dim=True)
        self.hint(
            _("F4: {number} numbers").format(number=len(self.known)) if len(self.known) > 1 else ""
        )


class TopicField(LookupField):
    """Place → category → problem by code, initials or Chinese; the whole path stands there."""

    def __init__(self, matter_type: Callable[[], str]) -> None:
        self._type = matter_type
        super().__init__(
            "topic", _("Category"), self._look, help_text=_(
                "A code or initials, a place's digit, or a piece of the words; several words narrow"
                " it down"
            ),
        )  # fmt: skip

    def _look(self, typed: str) -> list[Option]:
        return [
            Option(topic.code, _problem_first(topic), _note(topic.code, topic.urgency))
            for topic in find_topics(typed, self._type())
        ]

    def choose(self, option: Option | None, *, dim: bool = False) -> None:
        """Whatever the list said, the path from the place down stands in the field."""
        topic = topic_by_code(option.key, self._type()) if option else None
        if option is not None and topic is not None:
            option = Option(option.key, topic_label(topic), option.note)
        super().choose(option, dim=dim)

    def put(self, code: str) -> None:
        """Let the topic with this code stand there, if the type may have it."""
        topic = topic_by_code(code, self._type())
        if topic is not None:
            self.choose(Option(topic.code, "", topic.code))

    def check(self) -> str:
        """What was typed must have been found."""
        if self.chosen or not self.value.strip():
            return ""
        return _("No category is called “{typed}”; F4 lists them").format(typed=self.value.strip())

    def offer_values(self) -> bool:
        """List every category of the type; letters narrow it."""
        listed = self._look("")

        def taken(option: Option | None) -> None:
            if option is not None:
                self.take(option)

        narrower = _Narrower(lambda typed: {option.key for option in self._look(typed)})
        self.app.push_screen(ChoiceDialog(self.label, listed, narrower.holds), taken)
        return True


def _problem_first(topic: Topic) -> str:
    """In a list the problem is what tells one line from the next; the place may be cut."""
    return " · ".join(reversed(topic_label(topic).split(" · ")))


def _note(code: str, urgency: str) -> str:
    """The code beside a category, and that it is urgent where it is."""
    return code if urgency == "normal" else f"{code} !"


class _Narrower:
    """Whether an option is among what is found for the text; found once for each text."""

    def __init__(self, find: Callable[[str], set[str]]) -> None:
        self._find = find
        self._typed, self._found = "", find("")

    def holds(self, typed: str, option: Option) -> bool:
        """Whether the text finds this option."""
        if typed != self._typed:
            self._typed, self._found = typed, self._find(typed)
        return option.key in self._found


def intake_fields(
    session: Callable[[], Session],
    matter_type: Callable[[], str],
    phrases: Callable[..., Sequence[Phrase]],
) -> list[Field]:
    """Every field of the form; those a type does not ask for are hidden later."""
    return [
        UnitField(session),
        CallerField(),
        ChoiceField("relation", _("Relation"), options("relations"), match=by_pinyin),
        PhoneField(),
        ChoiceField("channel", _("Channel"), options("channels"), match=by_pinyin, width=10),
        TopicField(matter_type),
        PhraseField(
            "words", _("Words"), lambda: phrases("content"),
            help_text=_("What the caller says, in their words; F4 lists phrases"),
        ),
        TextField("demand", _("Demand"), help_text=_("What the caller wants from us")),
        ChoiceField("urgency", _("Urgency"), options("urgencies"), match=by_pinyin),
        time_field(session, "wanted_from", _("Wished")),
        PhraseField(
            "result", _("Answered"), lambda: phrases("reply", "result"),
            help_text=_("What the caller was told, where that ends the matter; F4 lists phrases"),
        ),
        time_field(session, "promised_until", _("Promise"), _("ring back")),
        staff_field("handler", _("Handler"), []),
    ]  # fmt: skip
