"""Staff of the practice estate: every role of the manual, with secrets that everybody may know."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from data.practice import material
from desk.demo.people import MIDDLE, Names
from desk.secret import PIN_LENGTH, check_secret, keep
from desk.staff import ON
from models.errors import InputError
from models.office import Staff


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff, and the secret that signs them in."""

    account: Staff
    secret: str


def roll(random: Random, households: int) -> Iterator[Member]:
    """Everybody who works there; a large estate has more clerks and technicians."""
    plan = material("staff")
    for row in plan["staff"]:
        yield _member(random, row["no"], row["name"], row)
    names = Names(random)
    for row in plan["more"]:
        for extra in range(households // row["for_each"]):
            skills = row.get("skills") or [[]]
            name = names.person(man=extra % 2 == 0, age=MIDDLE)
            more = {**row, "skills": skills[extra % len(skills)], "duty": ON}
            yield _member(random, str(row["first"] + extra), name, more)


def _member(random: Random, no: str, name: str, row: dict[str, Any]) -> Member:
    secret = pin_of(no)
    account = Staff(
        no=no, name=name, role=row["role"], secret=keep(secret, random),
        skills=",".join(row.get("skills", ())), areas=",".join(row.get("areas", ())),
        duty=row["duty"], duty_note=row.get("duty_note", ""),
    )  # fmt: skip
    return Member(account, secret)


def pin_of(no: str) -> str:
    """The secret of this number: always the same one, whatever the seed."""
    random = Random(no)  # noqa: S311 - it is no secret at all
    while True:
        pin = f"{random.randrange(10**PIN_LENGTH):0{PIN_LENGTH}}"
        try:
            check_secret(pin, no)
        except InputError:
            continue
        return pin
