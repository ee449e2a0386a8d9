"""Whatever the store holds, every screen shows it, and none of it steers the terminal."""

import re
import shutil
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.store import Store
from desk.acts import perform
from desk.case import orders_of
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.units import add_note
from models.matter import Matter
from models.office import Staff
from models.person import Person
from models.place import Unit
from models.text import clean
from screens.registry import SCREENS
from tests.conftest import Clock
from tests.desk.conftest import PINS
from tests.hostile import CONTROLS, HOSTILE
from tests.screens.conftest import At

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from tests.screens.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
FREE_TEXT = {
    "matter": ("words", "demand", "place", "result", "reason"),
    "comment": ("words",),
    "promise": ("words",),
    "callback": ("words",),
    "work_order": ("result", "reason", "waiting", "receipt"),
    "material": ("name", "spec", "measure"),
    "building": ("name", "phase"),
    "unit": ("note",),
    "person": ("name", "reading", "note"),
    "phone": ("label",),
    "house_note": ("words",),
    "staff": ("name", "duty_note"),
    "term": ("zh", "en"),
    "topic": ("place_zh", "category_zh", "problem_zh", "also"),
    "phrase": ("zh", "en"),
}
WICKED = "".join(HOSTILE[name] for name in HOSTILE if name not in {"long", "half a pair"})


@pytest.fixture(scope="session")
def office_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with hostile words in every list, made once; tests work on copies of it."""
    path = tmp_path_factory.mktemp("hostile") / "desk.db"
    shutil.copy(office_template, path)
    with Store.open(path) as store:
        office = Session(store, clock=Clock(), random=Random(1))
        clerk = office.signed_in(Staff.get(Staff.no == "1003"))
        made = list(log_hostile(clerk))
        perform(clerk, made[0], "comment", {"words": HOSTILE["closing tag"]})
        for matter in made[1:9:2]:
            for order in orders_of(matter):
                perform(clerk, order, "assign", {"technician": "3001"})
                perform(clerk, order, "arrive", {})
                lines = {"materials": HOSTILE["style"], "labour": "5"}
                perform(clerk, order, "finish", {"result": HOSTILE["escape"], **lines})
        for text in list(HOSTILE.values())[:8]:
            add_note(clerk, Unit.get(Unit.code == "3-2-1502"), text)
    return path


def log_hostile(clerk: Session) -> Iterator[Matter]:
    kinds = cycle(("complaint", "repair", "service", "enquiry"))
    known: dict[str, Any] = {"unit": "3-2-1502", "caller": "张三丰", "phone": "13812348866"}
    for text in filter(clean, HOSTILE.values()):
        yield log_matter(clerk, NewMatter(type=next(kinds), words=text, **known))


@pytest.fixture
def spoiled(office: Session) -> dict[str, Any]:
    """What the screens of one record are opened with."""
    unit = Unit.get(Unit.code == "3-2-1502")
    return {
        "matter": {"matter_id": Matter.get().id},
        "unit": {"unit_id": unit.id},
        "person": {"person_id": Person.get().id},
    }


def spoil(session: Session) -> None:
    for name, fields in FREE_TEXT.items():
        for field in fields:
            session.store.connection.execute(f"UPDATE {name} SET {field} = ?", (WICKED,))


LISTS = ("home", "matter", "register", "dispatch", "work", "callbacks", "supervision", "unit")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        *((name, True) for name in sorted(SCREENS.keys() - {"setup"})),
        *((name, False) for name in LISTS),
    ],
)
async def test_every_screen_opens_over_hostile_text(
    office: Session, at: At, spoiled: dict[str, Any], name: str, raw: bool
) -> None:
    if raw:
        spoil(office)
    who = "3001" if name == "work" else "2002"
    size = (120, 40) if raw else (80, 24)
    async with at(name, who=who, size=size, **spoiled.get(name, {})) as app:
        await app.press("down", "down", "f10", "escape", "tab", "f4", "escape")
        assert not CONTROLS & set(app.seen.replace("\n", ""))


def foreign(written: bytes) -> set[bytes]:
    """Control sequences that no screen of ours has reason to write."""
    ours = re.compile(
        rb"\x1b\[[?><]?[\d;]*\$?[A-Za-z]|\x1b\]22;default\x07"  # the mouse pointer's shape
    )
    rest = ours.sub(b"", written)
    text = rest.decode("utf-8", "replace")
    return {bytes(str(sign), "utf-8") for sign in set(text) & (CONTROLS - {"\r"})}


def test_nothing_a_store_holds_steers_a_real_terminal(
    office: Session, spoiled: dict[str, Any]
) -> None:
    spoil(office)
    path = office.store.path
    office.store.close()
    f3, f10, escape = "\x1bOR", "\x1b[21~", "\x1b"
    with Terminal(
        ["-m", "desk", "--store", str(path), "--lang", "zh", "--as", "1003"],
        size=(120, 40), cwd=str(ROOT), env={"DESK_SECRET": PINS["1003"]},
    ) as terminal:  # fmt: skip
        terminal.wait_for("F1")
        terminal.settle()
        for typed in ("19", "22", "31502", "TS1122-A001", "12 31502", "84"):
            for keys in (f3 + typed, "\r", "\x1b[B\x1b[B" + f10, escape):
                terminal.send(keys)
                terminal.settle(0.1)
        terminal.send("\x11")
        assert terminal.wait() == 0, terminal.text()
        written = terminal.written
    assert foreign(written) == set()
    assert b"\x1b[31m" not in written
    assert written.count(b"\x1b[2J") == 1  # our own first frame
