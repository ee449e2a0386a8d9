"""The practice estate: the same for the same seed, with one of every kind of trouble in it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.queues import QUEUES, count
from data.store import Store
from desk.demo import telling
from desk.demo.make import Plan, make
from desk.demo.notes import PRACTICE_CLERK, known_staff
from desk.secret import check_secret
from desk.session import Session
from desk.shown import queue_values
from desk.staff import sign_in
from models.kinds import TABLES
from models.matter import Matter
from models.matter_states import MATTER
from models.office import Staff
from models.order_states import ORDER
from models.person import Phone
from models.place import Unit
from models.unit_code import parse_unit
from models.when import OFFICE_ZONE, from_ms, to_ms
from tests.conftest import DAY, HOUR, MINUTE

TEN = to_ms(datetime(2026, 11, 24, 10, 20, tzinfo=OFFICE_ZONE))
PLAN = Plan(TEN, households=60)
SMALL = Plan(TEN, households=24)


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table to the byte but the search rows, which are made from them."""
    names = ["entry", "log", "meta", "counter", *(model._meta.table_name for model in TABLES)]
    with Store.open(path) as store:
        return {name: list(store.connection.execute(f"SELECT * FROM {name}")) for name in names}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("practice") / "desk.db"
    make(path, PLAN)
    return path


@pytest.fixture
def estate(made: Path) -> Iterator[Session]:
    """The practice estate, its clerk signed in, at the time it was made for."""
    with Store.open(made) as store:
        clerk = Staff.get(Staff.no == store.meta(PRACTICE_CLERK))
        yield Session(store, clerk, clock=lambda: TEN, random=Random(1))


def column(estate: Session, name: str, table: str) -> set[Any]:
    """The values that stand in a column."""
    return {value for (value,) in estate.store.connection.execute(f"SELECT {name} FROM {table}")}


def test_the_same_seed_gives_the_same_estate_on_the_same_part_of_the_day(tmp_path: Path) -> None:
    make(tmp_path / "one.db", SMALL)
    make(tmp_path / "two.db", Plan(TEN + 90 * MINUTE, households=24))
    make(tmp_path / "other.db", Plan(TEN, seed=2, households=24))
    one = dump(tmp_path / "one.db")
    assert dump(tmp_path / "two.db") == one
    assert dump(tmp_path / "other.db")["person"] != one["person"]


def test_what_was_entered_at_once_is_what_living_through_it_would_have_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "entered.db", SMALL)
    monkeypatch.setattr(telling, "LIVED_THROUGH", 60 * DAY)
    make(tmp_path / "lived.db", SMALL)
    assert dump(tmp_path / "lived.db") == dump(tmp_path / "entered.db")


def test_its_journal_verifies_and_folds_to_the_same_tables(tmp_path: Path) -> None:
    make(tmp_path / "desk.db", SMALL)
    before = dump(tmp_path / "desk.db")
    with Store.open(tmp_path / "desk.db") as store:
        assert store.verify() == []
        store.rebuild()
    after = dump(tmp_path / "desk.db")
    assert {name: sorted(rows) for name, rows in after.items()} == {
        name: sorted(rows) for name, rows in before.items()
    }


def test_every_type_and_every_state_is_there(estate: Session) -> None:
    assert column(estate, "type", "matter") == {
        "complaint", "repair", "service", "report", "enquiry", "request", "suggestion", "praise",
    }  # fmt: skip
    assert column(estate, "state", "matter") == set(MATTER.states)
    assert column(estate, "state", "work_order") == set(ORDER.states)
    assert column(estate, "state", "unit") == {
        "unsold", "undelivered", "vacant", "fitout", "occupied", "let",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(QUEUES))
def test_nobody_opens_an_empty_list(estate: Session, name: str) -> None:
    technician = Staff.get(Staff.no == "3001").id if name == "work" else None
    values = queue_values(estate, technician)
    assert count(estate.store.connection, QUEUES[name], values) > 0


@pytest.mark.parametrize("hour", [0, 9, 18])
def test_something_is_late_and_something_nearly_at_any_hour_of_work(
    tmp_path: Path, hour: int
) -> None:
    now = TEN - 10 * HOUR - 20 * MINUTE + hour * HOUR
    make(tmp_path / "desk.db", Plan(now, households=24))
    with Store.open(tmp_path / "desk.db") as store:
        assert Matter.select().where(Matter.opened_at > now).count() == 0
        for at in range(max(now, TEN - HOUR), now + 3 * HOUR, 20 * MINUTE):
            values = queue_values(Session(store, clock=lambda at=at: at))  # type: ignore[misc]
            values["staff"] = 0
            assert count(store.connection, QUEUES["late"], values) > 0
            assert count(store.connection, QUEUES["nearly"], values) > 0, from_ms(at)


def test_there_is_staff_of_every_role_and_everybody_can_sign_in(estate: Session) -> None:
    staff = known_staff(estate.store)
    assert {one.role for one in staff} == column(estate, "code", "role")
    assert len(staff) == Staff.select().count()
    for one in staff:
        check_secret(one.secret, one.no)
    for role in ("technician", "supervisor"):
        one = next(one for one in staff if one.role == role)
        assert sign_in(estate, one.no, one.secret).who.name == one.name


def test_its_people_are_nobody(estate: Session) -> None:
    numbers = column(estate, "number", "phone")
    assert len(numbers) == Phone.select().count()
    assert {number[:3] for number in numbers} <= {"142", "143", "154", "023"}
    assert {number[:6] for number in column(estate, "id_number", "person")} == {"", "500000"}


def test_the_hard_names_and_the_hill_are_always_there(estate: Session) -> None:
    names = column(estate, "name", "person")
    assert {"单小明", "仇红梅", "尉迟海燕", "欧阳静", "陈䶮", "㐀云山", "李𠮷"} <= names
    codes = column(estate, "code", "unit")
    assert len(codes) == PLAN.households
    assert all(parse_unit(code).text == code for code in codes)
    assert {"6-1-负301", "12幢1-1"} <= codes
    assert any("商铺" in code for code in codes)
    assert Unit.select().where(Unit.floor < 0).count() > 0


def test_a_household_has_one_to_five_people_and_an_owner(estate: Session) -> None:
    rows = estate.store.connection.execute(
        "SELECT count(r.id), sum(r.relation = 'owner') FROM unit u"
        " LEFT JOIN residence r ON r.unit_id = u.id AND r.until IS NULL"
        " WHERE u.state <> 'unsold' GROUP BY u.id"
    )
    for people, owners in rows:
        assert owners == 1
        assert 1 <= people <= 5


def test_what_is_said_fits_the_topic_and_the_work_its_skill(estate: Session) -> None:
    rows = list(
        estate.store.connection.execute(
            "SELECT m.words, m.type, t.types FROM matter m JOIN topic t ON t.id = m.topic_id"
        )
    )
    assert len(rows) == Matter.select().count()
    assert all(type_ in types.split(",") for _words, type_, types in rows)
    assert not [words for words, _type, _types in rows if not words or "{" in words]
    able = dict(estate.store.connection.execute("SELECT id, skills FROM staff"))
    for skill, technician in estate.store.connection.execute(
        "SELECT skill, technician_id FROM work_order WHERE technician_id IS NOT NULL"
    ):
        assert skill in {"", "none"} or skill in able[technician]


def test_a_year_of_an_estate_is_as_busy_as_the_trade_says(estate: Session) -> None:
    expected = PLAN.households * 25 / 3
    assert 0.85 * expected < Matter.select().count() < 1.35 * expected
    oldest = Matter.select(Matter.opened_at).order_by(Matter.opened_at).first()
    assert oldest.opened_at < TEN - 350 * DAY


def test_who_did_the_work_never_rated_it(estate: Session) -> None:
    [(count_,)] = estate.store.connection.execute(
        "SELECT count(*) FROM callback WHERE by_id IS NOT NULL AND by_id = worked_id"
    )
    assert count_ == 0
