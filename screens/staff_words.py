"""What the staff list shows of a person, and the fields of the form."""

from rich.cells import cell_len

from data.reference import label, role_row, roles, term
from data.staff import Held, StaffRow
from desk.staff import ANY_SKILL, StaffForm, codes
from models.office import Staff
from models.when import from_ms, show_date
from models.words import N_, _
from screens.kit.choices import ChoiceField, listed
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.lists import Column
from screens.listing import by_pinyin, options
from screens.several import SeveralField


def staff_columns() -> list[Column[StaffRow]]:
    """Number, name, post, trades, duty, what is in hand."""
    widest = max(cell_len(each.label) for each in posts())
    return [
        Column(_(N_("No.")), lambda row: row.no, 6),
        Column(_("Name"), lambda row: row.name, 8),
        Column(_(N_("Post")), lambda row: post(row.role), widest),
        Column(_(N_("Trades")), lambda row: _trades(row.skills)),
        Column(_(N_("Duty")), _duty, 12),
        Column(_(N_("In hand")), lambda row: str(row.matters + row.orders), 7, "right"),
    ]


def post(code: str) -> str:
    """What a role is called."""
    found = role_row(code)
    return label(found) if found else code


def _trades(joined: str) -> str:
    return " ".join(term("skills", skill) for skill in codes(joined))


def _duty(row: StaffRow) -> str:
    if row.left_at is not None:
        return f"{from_ms(row.left_at):%Y-%m-%d}"
    return f"{term('duties', row.duty)} {row.duty_note}".strip()


def person_lines(account: Staff, held: Held) -> list[str]:
    """One person, in five lines."""
    lines = [
        f"{account.no} {account.name}  {post(account.role)}  {account.phone}".rstrip(),
        _labelled(N_("trades"), _trades(account.skills))
        + "   "
        + _labelled(N_("areas"), " ".join(codes(account.areas))),
        _labelled(N_("duty"), f"{term('duties', account.duty)} {account.duty_note}".strip()),
        _labelled(N_("open in this name"), held_words(held)),
    ]
    if account.left_at is not None:
        words = f"{show_date(from_ms(account.left_at).date())}  {account.voided or ''}"
        return [*lines[:2], _labelled(N_("left"), words), lines[3]]
    return [*lines, _secret(account)]


def _labelled(name: str, words: str) -> str:
    return f"{_(name)} {words or '-'}"


def _secret(account: Staff) -> str:
    if not account.secret:
        return _(N_("cannot sign in: no secret was given yet"))
    if account.once:
        return _(N_("has a one-time secret, to be changed at the next sign-in"))
    return _(N_("signs in with a secret of their own"))


def held_words(held: Held) -> str:
    """What is open in a name: `2 as handler, 1 as first contact, 3 work orders`."""
    parts = (
        (held.matters, N_("{number} as handler")),
        (held.first, N_("{number} as first contact")),
        (held.orders, N_("{number} work orders")),
    )
    return _(N_(", ")).join(_(words).format(number=number) for number, words in parts if number)


def posts() -> list[Option]:
    """The posts, by their place in the list."""
    return [Option(each.code, label(each)) for each in roles()]


def trades() -> list[Option]:
    """The trades somebody can have."""
    return [each for each in options("skills") if each.key != ANY_SKILL]


def digits_words() -> str:
    """Which digit is which post and which trade: more than fits beside the fields."""
    lists = ((N_("Post"), posts()), (N_("Trades"), trades()))
    return "\n".join(f"{_(name)}  {listed(values)}" for name, values in lists)


def account_fields(form: StaffForm | None = None) -> list[Field]:
    """The form of an account; with one that exists, filled."""
    fields: list[Field] = [
        TextField("no", _(N_("Staff number")), width=14, max_length=12,
                  help_text=_(N_("Letters and digits; it stays, and is never given again"))),
        TextField("name", _("Name"), width=24, max_length=60),
        ChoiceField("role", _(N_("Post")), posts(),
                    match=by_pinyin, width=28,
                    help_text=_(N_("By digit; the post says what this person may do"))),
        TextField("phone", _("Phone"), width=18, max_length=20,
                  help_text=_(N_("May be left empty"))),
        SeveralField("skills", _(N_("Trades")), trades(), width=28,
                     help_text=_(N_("Digits one after another, for those who take work orders"))),
        TextField("areas", _(N_("Areas")), max_length=120,
                  help_text=_(N_("Buildings or parts of the estate, with commas between them"))),
    ]  # fmt: skip
    for field in fields:
        field.hint("")  # the window says it above, whole
    if form is not None:
        known = {
            "no": form.no, "name": form.name, "role": form.role, "phone": form.phone,
            "skills": form.skills, "areas": ",".join(form.areas),
        }  # fmt: skip
        for field in fields:
            field.write(known[field.field_id])
    return fields
