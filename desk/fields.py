"""Fields of an act as typed, read by what the act needs."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from data.reference import terms
from desk.session import Session
from desk.staff import is_technician
from models.errors import InputError
from models.material_line import MaterialLine, parse_materials, parse_quantity
from models.money import parse_money
from models.office import Staff
from models.states import Act, Need
from models.text import clean
from models.when import parse_time, to_ms
from models.words import N_, _

Reader = Callable[[Session, Need, Any], Any]


def read_fields(session: Session, act: Act, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Every field the act needs, typed; raises `InputError` naming the first bad one."""
    known = {need.name for need in act.needs} | _BESIDE
    for name in fields:
        if name not in known:
            raise InputError(
                N_("{act} has no field {field}; it takes {fields}"),
                name, act=act.name, fields=", ".join(need.name for need in act.needs) or "-",
            )  # fmt: skip
    values = {name: _beside(name, fields[name]) for name in _BESIDE & fields.keys()}
    for need in act.needs:
        values[need.name] = _read(session, need, fields.get(need.name))
    return values


_BESIDE = {"spec", "measure", "owner_supplied"}
"""What a line of material may hold besides its needs."""


_NO = {"", "0", "no", "false"}


def _beside(name: str, value: Any) -> str | bool:
    typed = clean(str(value))
    return typed.lower() not in _NO if name == "owner_supplied" else typed


def _read(session: Session, need: Need, value: Any) -> Any:
    if value is None or value == "":
        if need.required:
            raise InputError(N_("{label} is missing"), need.name, label=_(need.label))
        return None
    sort, _colon, terms_name = need.sort.partition(":")
    reader = _READERS[sort]
    return reader(session, Need(need.name, need.label, terms_name, need.required), value)


def _text(_session: Session, need: Need, value: Any) -> str:
    cleaned = clean(str(value))
    if need.required and not cleaned:
        raise InputError(N_("{label} is missing"), need.name, label=_(need.label))
    return cleaned


def _note(_session: Session, need: Need, value: Any) -> str:
    cleaned = clean(str(value), multiline=True)
    if need.required and not cleaned:
        raise InputError(N_("{label} is missing"), need.name, label=_(need.label))
    return cleaned


def _staff(_session: Session, need: Need, value: Any) -> Staff:
    if isinstance(value, Staff):
        return value
    typed = clean(str(value))
    staff: Staff | None = Staff.get_or_none(
        ((Staff.no == typed) | (Staff.name == typed)) & Staff.left_at.is_null()
    )
    if staff is None:
        raise InputError(N_("There is nobody with the staff number {no}"), need.name, no=typed)
    return staff


def _technician(session: Session, need: Need, value: Any) -> Staff:
    staff = _staff(session, need, value)
    if not is_technician(staff):
        raise InputError(N_("{name} is no technician"), need.name, name=staff.name)
    return staff


def _time(session: Session, need: Need, value: Any) -> int:
    if isinstance(value, int):
        return value
    try:
        moment: datetime = parse_time(str(value), session.now())
    except InputError as error:
        raise InputError(error.message, need.name, **error.values) from None
    return to_ms(moment)


def _money(_session: Session, need: Need, value: Any) -> int:
    if isinstance(value, int):
        return value
    try:
        return parse_money(str(value))
    except InputError as error:
        raise InputError(error.message, need.name, **error.values) from None


def _quantity(_session: Session, need: Need, value: Any) -> int:
    """A quantity in thousandths: `2`, `1.5`."""
    if isinstance(value, int):
        return value
    found = parse_quantity(str(value))
    if found is None or found[1] or found[0] <= 0:
        raise InputError(N_("Give a quantity such as 2 or 1.5"), need.name)
    return found[0]


def _materials(_session: Session, _need: Need, value: Any) -> list[MaterialLine]:
    """Lines of material as a slip has them."""
    return parse_materials(str(value))


def _term(_session: Session, need: Need, value: Any) -> Any:
    """The code of the term, or for a mark its figure."""
    text = clean(str(value))
    for term in terms(need.sort):
        if text in {term.code, term.digit, term.zh, term.en}:
            return int(term.digit) if need.name == "mark" else term.code
    raise InputError(
        N_("{label} is one of {values}"), need.name, label=_(need.label),
        values=", ".join(f"{term.digit} {term.code}" for term in terms(need.sort)),
    )  # fmt: skip


def _reason(_session: Session, need: Need, value: Any) -> str:
    """Words, or one of the listed reasons by its digit or code; kept as words."""
    text = _note(_session, need, value)
    for term in terms(need.sort):
        if text in {term.code, term.digit}:
            return str(term.zh)
    return text


_READERS: dict[str, Reader] = {
    "text": _text,
    "note": _note,
    "staff": _staff,
    "technician": _technician,
    "time": _time,
    "money": _money,
    "quantity": _quantity,
    "materials": _materials,
    "term": _term,
    "reason": _reason,
}
