"""The office (管理处) is set up: once, in one change, or not at all."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from data.reference_load import load_reference
from data.store import Identity, Store
from desk.session import Session, system_clock
from desk.settings import check_setting
from desk.staff import ON, checked_name, give_secret
from models.errors import InputError
from models.office import Desk, Setting, Staff
from models.text import NAME_LENGTH, clean, folded
from models.words import N_

ADMINISTRATOR = "administrator"
_LETTER_AND_NAME = re.compile(r"([A-Za-z])(?:[ =:]+|(?![A-Za-z]))(.*)")


@dataclass(frozen=True)
class NewOffice:
    """What set-up asks: the estate, its desks, the first administrator.

    `letter` is the desk whose store is made and `desk` its name; `others` are further desks,
    name by letter. Without a secret a one-time one is made. `settings` are any others, as typed.
    """

    estate: str
    letter: str
    admin_no: str
    admin_name: str
    admin_secret: str = field(default="", repr=False)
    desk: str = ""
    others: dict[str, str] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)
    practice: bool = False


def init(
    path: Path,
    office: NewOffice,
    clock: Callable[[], int] = system_clock,
    random: Random | None = None,
) -> tuple[Store, str | None]:
    """Make the office's store; returns it open, and the one-time secret if one was made.

    Raises `InputError` naming the field; a set-up that fails leaves no file.
    """
    from data.catalog import load  # noqa: PLC0415 - what validates it loads only at set-up

    random = random or SystemRandom()
    desks, settings = _desks(office), _settings(office)
    administrator = Staff(**checked_name(office.admin_no, office.admin_name))
    administrator.role, administrator.duty = ADMINISTRATOR, ON
    made = give_secret(random, administrator, office.admin_secret)
    catalog = load()
    identity = Identity(desks[0].letter, practice=office.practice, store_id=_store_id(random))
    with _new_store(path, identity) as store:
        session = Session(store, clock=clock, random=random)
        with store.change(session, "office.init") as change:
            load_reference(change, catalog)
            for name, value in {**catalog.limits.rules.model_dump(), **settings}.items():
                change.add(Setting(name=name, value=json.dumps(value)))
            for desk in desks:
                change.add(desk)
            change.add(administrator)
    return store, made


@contextmanager
def _new_store(path: Path, identity: Identity) -> Iterator[Store]:
    """A store that stays only if the block ends well."""
    store = Store.create(path, identity)
    done = False
    try:
        yield store
        done = True
    finally:
        if not done:
            store.close()
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)


def _store_id(random: Random) -> str:
    return f"{random.getrandbits(64):016x}"


def _desks(office: NewOffice) -> list[Desk]:
    """The desks to be made, that of this store first."""
    desks = [Desk(letter=_letter(office.letter), name=_desk_name(office.desk))]
    for letter, name in office.others.items():
        desks.append(Desk(letter=_letter(letter), name=_desk_name(name)))
    letters = [desk.letter for desk in desks]
    for letter in letters:
        if letters.count(letter) > 1:
            raise _twice(letter, "letter")
    return desks


def read_desks(typed: str) -> dict[str, str]:
    """Further desks as they are typed, `B Clubhouse, C=South gate`: name by letter."""
    desks: dict[str, str] = {}
    for part in folded(typed).replace(";", ",").split(","):
        if not part.strip():
            continue
        found = _LETTER_AND_NAME.fullmatch(part.strip())
        if found is None:
            raise InputError(
                N_("Write a letter and a name for each desk: B Clubhouse, C Gate"), "others"
            )
        letter, name = found[1].upper(), found[2]
        if letter in desks:
            raise _twice(letter, "others")
        desks[letter] = name
    return desks


def _twice(letter: str, field: str) -> InputError:
    return InputError(
        N_("Two desks have the letter {letter}; give each its own"), field, letter=letter
    )


def _letter(typed: str) -> str:
    letter = folded(typed).upper()
    if len(letter) != 1 or not (letter.isascii() and letter.isalpha()):
        raise InputError(
            N_("A desk has one letter from A to Z; it stands in every number"), "letter"
        )
    return letter


def _desk_name(typed: str) -> str:
    name = clean(typed)
    if len(name) > NAME_LENGTH:
        raise InputError(
            N_("Write the desk's name in {longest} characters"), "desk", longest=NAME_LENGTH
        )
    return name


def _settings(office: NewOffice) -> dict[str, Any]:
    given = {"estate": office.estate, **office.settings}
    return {name: check_setting(name, value) for name, value in given.items()}
