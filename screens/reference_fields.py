"""The fields of each kind of reference data; what stays as it is stands only in a new row's form."""

from collections.abc import Callable

from data.reference import label, term, terms
from desk.reference_check import AREAS
from desk.reference_edit import Row, values_of
from models.minutes import parse_minutes, show_minutes
from models.money import parse_money, show_money
from models.reference import PHRASE_USES, Phrase, Price, Term, TimeLimit, Topic
from models.words import N_, _
from screens.kit.choices import ChoiceField, listed
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.note import NoteField
from screens.kit.parsed import MoneyField, ParsedField
from screens.listing import by_pinyin, options
from screens.several import SeveralField

_OPTIONAL = N_("May be left empty")


def row_fields(kind: str, sort: str = "", row: Row | None = None) -> list[Field]:
    """The form for a new row, or for this one as it stands."""
    fields = _FIELDS[kind](row is None, row.sort if isinstance(row, Term) else sort)
    if row is not None:
        values = values_of(row)
        if "outside" in values:
            values["outside"] = "yes" if values["outside"] else "no"
        for field in fields:
            field.write(values[field.field_id])
    return fields


def _topic(new: bool, _sort: str) -> list[Field]:
    fixed = [
        _code("code", _(N_("2 to 4 letters or digits; it stays"))),
        _choice("place", _(N_("Place")), options("places")),
        _choice("category", _(N_("Kind of thing")), options("categories")),
    ]
    return [
        *(fixed if new else ()),
        _text("problem_zh", _(N_("Problem, Chinese"))),
        _text("problem_en", _(N_("Problem, English"))),
        _types(),
        _choice("urgency", _(N_("Urgency")), options("urgencies")),
        _choice("skill", _(N_("Trade")), options("skills")),
        _code("initials", _(N_("Where other than the Chinese says")),
              _(N_("Initials")), 14),
        _text("also", _(N_("Also called")),
              _(N_("What callers say for it, with commas between the words"))),
    ]  # fmt: skip


def _limit(new: bool, _sort: str) -> list[Field]:
    fixed = [
        _choice("type", _(N_("Type")), options("matter_types")),
        _choice("urgency", _(N_("Urgency")), options("urgencies")),
        _choice("category", _(N_("Kind of thing")), options("categories"),
                _(N_("Left empty, the limit holds for every kind of thing"))),
        _choice("step", _(N_("Step")), options("steps")),
    ]  # fmt: skip
    return [
        *(fixed if new else ()),
        _minutes("public_minutes", _(N_("Promised")), _(N_("What is promised in public binds the office: 90, 8h, 2d"))),
        _minutes("internal_minutes", _(N_("Target inside")), _(N_("For the office's own staff, never later than the promise: 90, 8h, 2d"))),
        _text("source", _(N_("Source")), _(N_("The norm or house rule the figure comes from"))),
    ]  # fmt: skip


def _phrase(new: bool, _sort: str) -> list[Field]:
    uses = [Option(use, _(words)) for use, words in PHRASE_USES.items()]
    places = _(
        N_("The desk fills in {unit}, {number}, {time}, {name}; the same ones in both languages")
    )
    return [
        *([_code("code", _(N_("2 to 4 letters or digits; it stays")))] if new else []),
        _choice("use", _(N_("Offered for")), uses),
        _types(_(N_("Left empty, it is offered for every type"))),
        NoteField("zh", _(N_("Chinese")), help_text=places, rows=2, max_length=200),
        NoteField("en", _(N_("English")), help_text=places, rows=2, max_length=200),
    ]  # fmt: skip


def _price(new: bool, _sort: str) -> list[Field]:
    return [
        *([_code("code", _(N_("A letter and one to three more; it stays")))] if new else []),
        _choice("group", _(N_("Group")), options("price_groups")),
        _text("zh", _(N_("Chinese"))),
        _text("en", _(N_("English"))),
        _text("unit_zh", _(N_("Per, Chinese")), width=12),
        _text("unit_en", _(N_("Per, English")), width=12),
        _money("price", _(N_("Price")), _(N_("In yuan: 80 or 12.50; left empty it is on request"))),
        _money("price_to", _(N_("Up to")), _(N_("The upper end of a range; empty for one price"))),
        _choice("material", _(N_("Material")), options("materials")),
        _code("guarantee_days", _(N_("Fails again within: mended free")),
              _(N_("Guarantee, days"))),
        _code("height_cm", _(N_("Above it a new price is agreed")),
              _(N_("Up to a height, cm"))),
        _text("topics", _(N_("Topics")), _(N_("Codes of the topics it is offered for, with blanks between"))),
    ]  # fmt: skip


def _listed_term(new: bool, sort: str) -> list[Field]:
    fields: list[Field] = []
    if new and sort in {"places", "categories"}:
        fields.append(_code("code", _(N_("2 to 4 letters or digits; it stays"))))
    fields += [_text("zh", _(N_("Chinese"))), _text("en", _(N_("English")))]
    if sort != "categories":
        free = _(N_("Left empty: the next one that is free"))
        fields.append(_code("digit", free, _(N_("Digit"))))
    if sort == "places" and new:
        areas = [Option(area, _(words)) for area, words in AREAS.items()]
        fields.append(_choice("area", _(N_("Whose part")), areas))
    if sort == "categories":
        fields.append(_choice("department", _(N_("Department")), options("departments")))
    if sort in {"places", "categories"}:
        fields.append(_code("initials", _(_OPTIONAL), _(N_("Initials")), 14))
    if sort == "channels":
        answers = [Option("yes", _(N_("yes"))), Option("no", _(N_("no")))]
        fields.append(_choice("outside", _(N_("Number of theirs")), answers,
                              _(N_("Whether what comes this way has the sender's own number and date"))))  # fmt: skip
    return fields


_FIELDS: dict[str, Callable[[bool, str], list[Field]]] = {
    Topic.kind: _topic, TimeLimit.kind: _limit, Phrase.kind: _phrase, Price.kind: _price,
    Term.kind: _listed_term,
}  # fmt: skip


def _code(name: str, help_text: str, called: str = "", width: int = 8) -> TextField:
    field = TextField(
        name, called or _(N_("Code")), help_text=help_text, width=width, max_length=width
    )
    field.hint(help_text)
    return field


def _text(name: str, called: str, help_text: str = "", width: int = 0) -> TextField:
    return TextField(name, called, help_text=help_text, width=width, max_length=200)


def _choice(name: str, called: str, values: list[Option], help_text: str = "") -> ChoiceField:
    more = help_text or _(N_("A digit, initials or a piece of the word; F4 lists all"))
    return ChoiceField(name, called, values, match=by_pinyin, help_text=more)


def _type_options() -> list[Option]:
    return [Option(each.code, label(each), digit=each.digit) for each in terms("matter_types")]


def _types(help_text: str = "") -> SeveralField:
    field = SeveralField("types", _(N_("For")), _type_options(), help_text=help_text)
    field.hint("")  # the window lists them above, whole
    return field


def _minutes(name: str, called: str, help_text: str) -> ParsedField:
    return ParsedField(
        name, called, parse=parse_minutes, show=show_minutes, help_text=help_text, width=10
    )


def _money(name: str, called: str, help_text: str) -> MoneyField:
    return MoneyField(
        name, called, parse=parse_money, as_text=show_money, width=12, help_text=help_text,
        show=lambda fen: f"¥{show_money(fen)}",
    )  # fmt: skip


def above(kind: str, row: Row | None = None) -> str:
    """What the window says above the fields: what a change leads to, what has no room beside."""
    lines = [_follows(row)] if row is not None else []
    if kind in {Topic.kind, Phrase.kind}:
        lines.append(_("For") + "  " + listed(_type_options()))
    return "\n".join(line for line in lines if line)


def _follows(row: Row) -> str:
    """From when on a change counts, or what stays as it is."""
    if isinstance(row, TimeLimit):
        return _(N_("Counts from now on; what was logged before keeps {public}")).format(
            public=show_minutes(row.public_minutes)
        )
    if isinstance(row, Price):
        return _(N_("Counts from now on; what was agreed before keeps its price"))
    if isinstance(row, Topic):
        return f"{term('places', row.place)} · {term('categories', row.category)}"
    return ""
