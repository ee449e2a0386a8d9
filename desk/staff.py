"""Staff (员工): who may sign in, who is on duty, who can take an order (manual, five posts).

One person, one account. An account is never deleted: it ends, with a reason, and its number
is not given again. Lock-out after wrong secrets has its place in `_refuse`.
"""

from dataclasses import dataclass, replace
from random import Random
from typing import NoReturn

from data import staff as rows
from data.reference import role_row, term_row
from data.staff import Held, StaffRow, TechnicianRow
from desk.authority import require
from desk.secret import check_secret, is_outdated, keep, matches, one_time_secret, plain
from desk.session import Session
from models.errors import DeskError, InputError, NotAllowedError, about
from models.office import Staff
from models.phone import HOME_AREA, parse_phone
from models.text import NAME_LENGTH, clean, folded
from models.words import N_

ON, OUT, OFF = _DUTIES = "on", "out", "off"
ANY_SKILL = "none"
_LONGEST_NO = 12


@dataclass(frozen=True)
class StaffForm:
    """What is kept of a person, as typed; skills are codes of terms."""

    no: str
    name: str
    role: str
    phone: str = ""
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Technician:
    """Somebody an order can be given to; `proposed` is the best one for the skill asked for.

    `load` counts orders in hand; `free_since` is when the last one was done.
    """

    id: int
    no: str
    name: str
    skills: tuple[str, ...]
    duty: str
    duty_note: str
    load: int
    free_since: int | None
    fits: bool
    proposed: bool = False


# -- signing in


def sign_in(session: Session, no: str, secret: str) -> Session:
    """The session with this person at the desk.

    An unknown number, a wrong secret and an account without one are refused alike and after
    the same work. A screen that must not stand still runs `find_account`, then
    `desk.secret.matches` in a thread, then `admit`.
    """
    account = find_account(no)
    return admit(session, account, secret, right=matches(account.secret if account else "", secret))


def find_account(no: str) -> Staff | None:
    """The account with this staff number, as typed."""
    found: Staff | None = Staff.get_or_none(Staff.no == staff_no(no))
    return found


def admit(session: Session, account: Staff | None, secret: str, *, right: bool) -> Session:
    """Let the person in whose secret was checked; raises `NotAllowedError` otherwise."""
    if account is None or not right:
        _refuse()
    if account.left_at is not None:
        raise NotAllowedError(N_("This account has ended; ask your manager"), "no")
    signed_in = session.signed_in(account)
    if is_outdated(account.secret):
        with session.store.change(signed_in, "staff.rehash") as change:
            change.set(account, secret=keep(secret, session.random))
    return signed_in


def _refuse() -> NoReturn:
    """What follows a wrong secret, whoever's it was."""
    raise NotAllowedError(N_("Number and secret do not match; type both again"), "secret")


def must_change_secret(session: Session) -> bool:
    """Whether the person signed in with a secret somebody else has seen."""
    return bool(session.who.once)


# -- accounts


def add_staff(session: Session, form: StaffForm, secret: str = "") -> tuple[Staff, str | None]:
    """A new account, and the one-time secret made for it when none was given."""
    require(session, "staff.edit")
    values = checked(session, form)
    if Staff.select().where(Staff.no == values["no"]).exists():
        raise InputError(
            N_("The number {no} is taken or was once; give another"), "no", no=values["no"]
        )
    account = Staff(**values)
    made = give_secret(session.random, account, secret)
    account.once = 1
    with session.store.change(session, "staff.add") as change:
        change.add(account)
    return account, made


def give_secret(random: Random, account: Staff, secret: str = "") -> str | None:
    """Put a secret on an account not saved yet; returns the one-time one made when none is given."""
    if secret:
        check_secret(secret, account.no, account.phone)
    made = None if secret else one_time_secret(random)
    account.secret = keep(secret or made or "", random)
    account.once = int(made is not None)
    return made


def edit_staff(session: Session, account: Staff, form: StaffForm) -> Staff:
    """Correct an account; its number stays, and nobody gives themselves another role."""
    require(session, "staff.edit")
    values = checked(session, form)
    if values.pop("no") != account.no:
        raise InputError(N_("A staff number stays; end the account and add another"), "no")
    if account.id == session.staff_id and values["role"] != account.role:
        raise NotAllowedError(N_("Nobody changes their own role; a colleague must"), "role")
    _refuse_ended(account)
    with session.store.change(session, "staff.edit") as change:
        change.set(account, **values)
    return account


def form_of(account: Staff) -> StaffForm:
    """The account as its form shows it."""
    return StaffForm(
        account.no, account.name, account.role, account.phone,
        codes(account.skills), codes(account.areas),
    )  # fmt: skip


def set_secret(session: Session, account: Staff, new: str, current: str = "") -> None:
    """Change a secret: one's own with the current one, another's as a one-time secret."""
    own = account.id == session.staff_id
    if not own:
        require(session, "staff.edit")
    elif not matches(account.secret, current):
        raise InputError(N_("The present secret is not right"), "current")
    _refuse_ended(account)
    check_secret(new, account.no, account.phone)
    if own and plain(new) == plain(current):
        raise InputError(N_("The new secret must be another one"), "secret")
    with session.store.change(session, "staff.secret") as change:
        change.set(account, secret=keep(new, session.random), once=int(not own))


def reset_secret(session: Session, account: Staff) -> str:
    """A one-time secret for somebody who forgot theirs; it is shown once and never again."""
    if account.id == session.staff_id:
        raise NotAllowedError(N_("Change your own secret with the present one"))
    made = one_time_secret(session.random)
    set_secret(session, account, made)
    return made


def leave(session: Session, account: Staff, reason: str) -> Held:
    """End an account at once; returns what is still open in that name, to be reassigned."""
    _require_end(session, account)
    reason = clean(reason)
    if not reason:
        raise InputError(N_("Write why the account ends"), "reason")
    with session.store.change(session, "staff.leave") as change:
        change.set(account, left_at=change.at, voided=reason, duty=OFF, duty_note="")
    return in_hand(session, account)


def why_stays(session: Session, account: Staff) -> str:
    """Why the person signed in cannot end this account, as a sentence; empty when they can."""
    try:
        _require_end(session, account)
    except DeskError as error:
        return str(error)
    return ""


def _require_end(session: Session, account: Staff) -> None:
    require(session, "staff.edit")
    if account.id == session.staff_id:
        raise NotAllowedError(N_("Nobody ends their own account; a colleague must"))
    _refuse_ended(account)


def in_hand(session: Session, account: Staff) -> Held:
    """What is open in this name."""
    require(session, "staff.view")
    return rows.held(session.store.connection, account.id)


def set_duty(session: Session, account: Staff, duty: str, note: str = "") -> None:
    """On duty, out (with when they are back) or off; one's own, or as staff's editor."""
    require(session, "staff.duty", account, "id")
    _refuse_ended(account)
    if term_row("duties", duty) is None:
        raise InputError(N_("Duty is on, out or off"), "duty")
    with session.store.change(session, "staff.duty") as change:
        change.set(account, duty=duty, duty_note=clean(note)[:NAME_LENGTH])


# -- lists


def staff_list(session: Session, *, left: bool = False) -> list[StaffRow]:
    """Every account with what it has in hand."""
    require(session, "staff.view")
    return rows.staff(session.store.connection, left=left)


def technicians(session: Session, skill: str | None = None) -> list[Technician]:
    """Who can take an order, the best first: has the skill, on duty, least in hand, idle longest."""
    require(session, "staff.view")
    wanted = "" if skill is None or skill == ANY_SKILL else skill
    found = sorted(
        (_technician(row, wanted) for row in rows.technicians(session.store.connection)),
        key=_best_first,
    )
    if found and found[0].fits and found[0].duty == ON:
        found[0] = replace(found[0], proposed=True)
    return found


def is_technician(account: Staff) -> bool:
    """Whether orders can be given to this person: by their post, or because they have a skill."""
    return account.role == "technician" or bool(account.skills)


def _technician(row: TechnicianRow, wanted: str) -> Technician:
    skills = codes(row.skills)
    return Technician(
        row.id, row.no, row.name, skills, row.duty, row.duty_note, row.load, row.free_since,
        fits=not wanted or wanted in skills,
    )  # fmt: skip


def _best_first(one: Technician) -> tuple[bool, int, int, int, str]:
    duty = _DUTIES.index(one.duty) if one.duty in _DUTIES else len(_DUTIES)
    return not one.fits, duty, one.load, one.free_since or 0, one.no


def codes(joined: str) -> tuple[str, ...]:
    """The codes a record keeps joined by commas."""
    return tuple(code for code in joined.split(",") if code)


# -- checks


def staff_no(typed: str) -> str:
    """A staff number in its one form."""
    return folded(typed).upper()


def checked(session: Session, form: StaffForm) -> dict[str, str]:
    """The fields of an account; raises `InputError` naming the first bad one."""
    values = checked_name(form.no, form.name)
    if role_row(form.role) is None:
        raise InputError(N_("There is no role {role}"), "role", role=form.role)
    for skill in form.skills:
        if term_row("skills", skill) is None:
            raise InputError(N_("There is no skill {code}"), "skills", code=skill)
    with about("phone"):
        area = session.store.setting("phone_area") or HOME_AREA
        phone = parse_phone(form.phone, area) if form.phone.strip() else ""
    return {
        **values,
        "role": form.role,
        "phone": phone,
        "skills": ",".join(skill for skill in form.skills if skill != ANY_SKILL),
        "areas": ",".join(clean(area).replace(",", " ") for area in form.areas),
    }


def checked_name(no: str, name: str) -> dict[str, str]:
    """Number and name of an account; raises `InputError` naming the bad one."""
    no, name = staff_no(no), clean(name)
    if not (no.isascii() and no.isalnum() and len(no) <= _LONGEST_NO):
        raise InputError(
            N_("A staff number has letters and digits only, {longest} at the most"),
            "no",
            longest=_LONGEST_NO,
        )
    if not 0 < len(name) <= NAME_LENGTH:
        raise InputError(
            N_("Write the name, {longest} characters at the most"), "name", longest=NAME_LENGTH
        )
    return {"no": no, "name": name}


def _refuse_ended(account: Staff) -> None:
    if account.left_at is not None:
        raise InputError(N_("The account of {name} has ended"), "no", name=account.name)
