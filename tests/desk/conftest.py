"""An office set up as `desk init` does it, with staff of every role, ready for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from data.store import Store
from desk.office import NewOffice, init
from desk.secret import keep
from desk.session import Session
from models.office import Staff
from models.place import Building, Unit
from tests.conftest import Clock

As = Callable[[str], Session]
"""Puts the person with this staff number at the desk."""

PINS = {"9001": "402913", "1003": "736184"}
"""Secrets of those who sign in; everybody else is put at the desk by the tests."""

STAFF = (
    ("1003", "王敏", "assistant", "", "on"),
    ("1004", "周洁", "assistant", "", "on"),
    ("2001", "陈静", "supervisor", "", "on"),
    ("2002", "刘强", "manager", "", "on"),
    ("3001", "赵刚", "technician", "water,carpentry", "on"),
    ("3002", "孙伟", "technician", "water,electric", "on"),
    ("3003", "何军", "technician", "electric", "out"),
    ("3004", "吴涛", "technician", "low_voltage", "off"),
    ("4001", "何莉", "clubhouse", "", "on"),
    ("6001", "郑涛", "site_manager", "", "on"),
    ("7001", "冯瑞", "auditor", "", "off"),
)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made once; tests work on copies of it."""
    path = tmp_path_factory.mktemp("office") / "desk.db"
    clock, random = Clock(), Random(7)
    office = NewOffice(
        estate="星城一期", letter="A", desk="前台", others={"B": "会所"},
        admin_no="9001", admin_name="马超", admin_secret=PINS["9001"],
    )  # fmt: skip
    store, _made = init(path, office, clock=clock, random=random)
    session = Session(store, clock=clock, random=random)
    with store, store.change(session, "set up") as change:
        for no, name, role, skills, duty in STAFF:
            secret = keep(PINS[no], random) if no in PINS else ""
            change.add(Staff(no=no, name=name, role=role, skills=skills, duty=duty, secret=secret))
        building = change.add(Building(code="3", name="3栋"))
        change.add(
            Unit(
                building_id=building.id, stairwell="2", floor=15, floor_label="15",
                room="1502", code="3-2-1502",
            )
        )  # fmt: skip
    return path


@pytest.fixture
def office(office_template: Path, tmp_path: Path, clock: Clock) -> Iterator[Session]:
    """The office with nobody at the desk."""
    path = tmp_path / "office" / "desk.db"
    path.parent.mkdir()
    shutil.copy(office_template, path)
    with Store.open(path) as store:
        yield Session(store, clock=clock, random=Random(1))


@pytest.fixture
def sitting(office: Session) -> As:
    """`sitting("1003")`: the same desk with this person at it."""
    return lambda no: office.signed_in(Staff.get(Staff.no == no))
