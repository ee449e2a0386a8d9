"""The settings of the office (设置): each with what it may hold and what it is until changed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.authority import require
from desk.session import Session
from models.errors import InputError
from models.office import Setting
from models.phone import HOME_AREA
from models.text import NAME_LENGTH, clean, folded
from models.words import N_, _

TEXT, NUMBER, CHOICE, FLAG, AREA_CODE = "text", "number", "choice", "flag", "area_code"

_AREA_LENGTHS = (3, 4)
_YES, _NO = N_("yes"), N_("no")


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One setting: its sort, what it is until changed, its bounds or choices (with labels)."""

    name: str
    label: str
    sort: str
    default: Any
    help: str
    low: int = 0
    high: int = 0
    choices: tuple[tuple[str, str], ...] = ()


_LANGUAGES = (("zh", N_("Chinese")), ("en", N_("English")))

SETTINGS = {
    kind.name: kind
    for kind in (
        SettingKind(
            "estate", N_("Estate"), TEXT, "",
            N_("The estate's name as it stands in row 1 and on papers"),
        ),
        SettingKind(
            "phone_area", N_("Area code of telephones"), AREA_CODE, HOME_AREA,
            N_("Put before telephone numbers written without one"),
        ),
        SettingKind(
            "language", N_("Language"), CHOICE, "zh",
            N_("Of every screen from the next start on; 95 changes it at any time"),
            choices=_LANGUAGES,
        ),
        SettingKind(
            "ascii", N_("Plain borders for old terminals"), FLAG, False,
            N_("For terminals that draw lines two cells wide; from the next start on"),
        ),
        SettingKind(
            "idle_minutes", N_("Lock after minutes without a key"), NUMBER, 5,
            N_("Then the desk asks who is there; forms are kept. From the next sign-in on"), 1, 15,
        ),
        SettingKind(
            "callback_days", N_("Call-back within days where no limit says so"), NUMBER, 3,
            N_("Counted from the end of the work; a time limit of the type comes first"), 1, 30,
        ),
        SettingKind(
            "extensions_max", N_("Extensions of one matter at the most"), NUMBER, 2,
            N_("Each is told to the household with its reason"), 0, 9,
        ),
    )
}  # fmt: skip
"""In the order of the screen."""


def settings(session: Session) -> dict[str, Any]:
    """Every setting by its name, as it is now."""
    values = {name: kind.default for name, kind in SETTINGS.items()}
    rows = session.store.connection.execute("SELECT name, value FROM setting WHERE voided IS NULL")
    return values | {name: json.loads(value) for name, value in rows if name in values}


def setting(session: Session, name: str) -> Any:
    """One setting as it is now."""
    return session.store.setting(name, SETTINGS[name].default)


def set_setting(session: Session, name: str, value: object) -> Any:
    """Change a setting; returns the value as kept. Raises `InputError` naming the setting."""
    set_settings(session, {name: value})
    return setting(session, name)


def set_settings(
    session: Session, values: Mapping[str, object], draft: int | None = None
) -> dict[str, Any]:
    """Change settings, all or none; returns those that are different now, as they are kept."""
    require(session, "settings.edit")
    before = settings(session)
    checked = {name: check_setting(name, value) for name, value in values.items()}
    news = {name: value for name, value in checked.items() if value != before[name]}
    rows = {row.name: row for row in Setting.select().where(Setting.name.in_(list(news)))}
    with session.store.change(session, "settings.edit") as change:
        for name, value in news.items():
            if name in rows:
                change.set(rows[name], value=json.dumps(value))
            else:
                change.add(Setting(name=name, value=json.dumps(value)))
        change.end_draft(draft)
    return news


def wrong_settings(values: Mapping[str, object]) -> list[InputError]:
    """What is wrong with each of these, as typed."""
    wrong = []
    for name, value in values.items():
        try:
            check_setting(name, value)
        except InputError as error:
            wrong.append(error)
    return wrong


def show_setting(name: str, value: object) -> str:
    """A setting's value in words."""
    kind = SETTINGS[name]
    if kind.sort == FLAG:
        return _(_YES) if value else _(_NO)
    return _(dict(kind.choices).get(str(value), str(value))) if kind.choices else str(value)


def check_setting(name: str, value: object) -> Any:
    """The value of a setting as typed or as it is, in its own type."""
    kind = SETTINGS.get(name)
    if kind is None:
        raise InputError(
            N_("There is no setting {name}; there are {names}"), name,
            name=name, names=", ".join(SETTINGS),
        )  # fmt: skip
    return _READERS[kind.sort](kind, value)


def _text(kind: SettingKind, value: object) -> str:
    text = clean(str(value))
    if not 0 < len(text) <= NAME_LENGTH:
        raise InputError(
            N_("{label}: write 1 to {longest} characters"), kind.name,
            label=_(kind.label), longest=NAME_LENGTH,
        )  # fmt: skip
    return text


def _number(kind: SettingKind, value: object) -> int:
    text = folded(str(value))
    if not (text.isascii() and text.isdecimal()) or not kind.low <= int(text) <= kind.high:
        raise InputError(
            N_("{label}: give a number from {low} to {high}"), kind.name,
            label=_(kind.label), low=kind.low, high=kind.high,
        )  # fmt: skip
    return int(text)


def _choice(kind: SettingKind, value: object) -> str:
    text = folded(str(value)).casefold()
    for code, label in kind.choices:
        if text in {code, label.casefold(), _(label).casefold()}:
            return code
    raise _not_among(kind, [code for code, _label in kind.choices])


def _flag(kind: SettingKind, value: object) -> bool:
    text = folded(str(value)).casefold()
    if text in {"1", "true", "on", "y", "yes", _(_YES).casefold()}:
        return True
    if text in {"0", "false", "off", "n", "no", _(_NO).casefold()}:
        return False
    raise _not_among(kind, [_(_YES), _(_NO)])


def _not_among(kind: SettingKind, choices: list[str]) -> InputError:
    return InputError(
        N_("{label}: choose {choices}"), kind.name,
        label=_(kind.label), choices=" / ".join(choices),
    )  # fmt: skip


def _area_code(kind: SettingKind, value: object) -> str:
    text = folded(str(value))
    if not (text.isascii() and text.isdecimal() and text[0] == "0") or (
        len(text) not in _AREA_LENGTHS
    ):
        raise InputError(
            N_("{label}: a zero and two or three digits, such as 023"), kind.name,
            label=_(kind.label),
        )  # fmt: skip
    return text


_READERS: dict[str, Callable[[SettingKind, object], Any]] = {
    TEXT: _text,
    NUMBER: _number,
    CHOICE: _choice,
    FLAG: _flag,
    AREA_CODE: _area_code,
}
