"""What every command is handed: which store, which language, who acts, by which clock."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from platformdirs import user_data_path

from data.refusals import sentences
from data.store import Store
from data.words import use_language
from desk.demo.notes import PRACTICE_CLERK
from desk.session import Session, system_clock
from models.errors import InputError, NotAllowedError
from models.office import Staff
from models.text import escaped, harmless
from models.when import OFFICE_ZONE
from models.words import N_, _


def data_folder() -> Path:
    """Where stores lie when nothing else was said."""
    return user_data_path("desk", appauthor=False)


def default_store() -> Path:
    """The office's own store."""
    return data_folder() / "desk.db"


def practice_store() -> Path:
    """The practice estate's store, apart from the office's own."""
    return data_folder() / "practice.db"


@dataclass
class Door:
    """The global options of one call."""

    store: Path | None
    lang: str | None
    staff_no: str | None
    secret: str | None = None

    @property
    def path(self) -> Path:
        """The store this call is about."""
        return self.store or default_store()

    @contextmanager
    def opened(self, *, alone: bool = False) -> Iterator[Session]:
        """The store with nobody signed in: for what the machine itself may do."""
        with Store.open(self.path, alone=alone) as store, sentences(self.path):
            if self.lang is None:
                use_language(store.setting("language", "zh"))
            yield Session(store, clock=clock_of(store))

    @contextmanager
    def signed_in(self) -> Iterator[Session]:
        """The store with the person of `--as`; a practice estate opens as its clerk."""
        with self.opened() as session:
            yield self.sign_in(session)

    def sign_in(self, session: Session) -> Session:
        """Sign the person of `--as` in, with the secret of DESK_SECRET or of a prompt."""
        if self.staff_no is None:
            clerk = session.store.meta(PRACTICE_CLERK) if session.store.practice else ""
            if not clerk:
                raise NotAllowedError(N_("Say who acts: desk --as NO …, secret in DESK_SECRET"))
            return session.signed_in(Staff.get(Staff.no == clerk))
        from desk.staff import sign_in  # noqa: PLC0415 - argon2 loads only when it is needed

        secret = self.secret
        if secret is None:
            secret = click.prompt(_("Secret of {no}").format(no=self.staff_no), hide_input=True)
        return sign_in(session, self.staff_no, secret)


def clock_of(store: Store) -> Callable[[], int]:
    """The computer's clock; on a practice store the one DESK_CLOCK sets."""
    return practice_clock() if store.practice else system_clock


def practice_clock() -> Callable[[], int]:
    """The clock DESK_CLOCK sets, which goes on from there, else the computer's."""
    text = os.environ.get("DESK_CLOCK")
    if not text:
        return system_clock
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            N_("{text} is no time; write it like 2026-10-01T09:00+08:00"), "DESK_CLOCK", text=text
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=OFFICE_ZONE)
    start, began = int(moment.timestamp() * 1000), system_clock()
    return lambda: start + system_clock() - began


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n")


def say(text: str, *, err: bool = False) -> None:
    """Print words; no name, note or file can steer the terminal with them."""
    click.echo(harmless(text), err=err)


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
