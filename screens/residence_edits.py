"""Windows about how somebody belongs to a unit, for the unit's page and the person's."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from data.reference import term
from desk.households import Resident
from desk.lookup import live
from desk.people import edit_residence, end_residence
from desk.session import Session
from models.person import Residence
from models.when import parse_date, show_date
from models.words import N_, _
from screens.kit.choices import ChoiceField
from screens.kit.field import Field
from screens.kit.parsed import DateField
from screens.listing import by_pinyin, options

Values = dict[str, Any]


class Editing(Protocol):
    """What a window needs of its page."""

    @property
    def session(self) -> Session:
        """Who acts."""

    @property
    def app(self) -> Any:
        """The app."""

    def allowed(self, right: str) -> str:
        """Why not."""

    def ask(
        self, title: str, *fields: Field, save: Callable[[Values], str], words: str = ""
    ) -> None:
        """Ask for fields and save."""

    def edited(self, sentence: str) -> None:
        """Something was saved."""

    def warn(self, sentence: str) -> None:
        """Something is wrong."""


def date_field(session: Session, field_id: str, label: str) -> DateField:
    """A day, shown back with its weekday."""
    return DateField(
        field_id, label, parse=lambda typed: parse_date(typed, session.now().date()),
        as_text=date.isoformat, show=show_date, width=12,
        help_text=_(N_("0 today, -1 yesterday, 1123, 20261123")),
    )  # fmt: skip


def day(value: date | None) -> str:
    """A day as procedures take it."""
    return value.isoformat() if value else ""


def relation_field() -> ChoiceField:
    """Owner, family, tenant … by digit."""
    return ChoiceField("relation", _(N_("Relation")), options("relations"), match=by_pinyin)


def ask_end(screen: Editing, one: Resident) -> None:
    """Until when they belonged there; today unless said otherwise."""
    field = date_field(screen.session, "until", _("Until"))
    field.write(screen.session.now().date())

    def save(values: Values) -> str:
        residence = live(Residence, one.residence_id)
        ended = end_residence(screen.session, residence, day(values["until"]) or "0")
        return _(N_("{name}: here until {date}")).format(name=one.name, date=ended.until)

    title = _(N_("{name} has moved out of {unit}")).format(name=one.name, unit=one.unit)
    screen.ask(title, field, save=save)


def ask_relation(screen: Editing, one: Resident) -> None:
    """Correct what they are there, from when until when."""
    fields: list[Field] = [
        relation_field(),
        date_field(screen.session, "since", _("From")),
        date_field(screen.session, "until", _("Until")),
    ]
    for field, value in zip(fields, (one.relation, one.since, one.until), strict=True):
        field.write(value)

    def save(values: Values) -> str:
        edit_residence(
            screen.session, live(Residence, one.residence_id), relation=values["relation"],
            since=day(values["since"]), until=day(values["until"]),
        )  # fmt: skip
        relation = term("relations", values["relation"] or one.relation)
        return _(N_("{name}: {relation}")).format(name=one.name, relation=relation)

    screen.ask(f"{one.name}  {one.unit}", *fields, save=save)
