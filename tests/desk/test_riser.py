"""At intake the desk already knows what the rooms above, below and along the riser had."""

import pytest

from data.reference import topics
from desk.households import unit_page
from desk.reception import NewMatter, log_matter
from desk.riser import radar
from desk.session import Session
from desk.units import BuildingForm, UnitForm, add_building, add_unit
from models.matter import Matter
from models.place import Unit
from tests.conftest import DAY, Clock
from tests.desk.conftest import As


def key(code: str) -> int:
    found: int = Unit.get(Unit.code == code).id
    return found


@pytest.fixture
def clerk(sitting: As) -> Session:
    """A riser of five rooms, a neighbour on the floor, and other stairwells."""
    session = sitting("1003")
    add_building(session, BuildingForm("4"))
    for code in (
        "3-2-1402",
        "3-2-1602",
        "3-2-2002",
        "3-2-0302",
        "3-2-1501",
        "3-1-1502",
        "4-2-1502",
    ):
        add_unit(session, UnitForm(code))
    return session


def log(session: Session, code: str, topic: str = "", words: str = "漏水") -> Matter:
    return log_matter(session, NewMatter(type="repair", unit=code, words=words, topic=topic))


def seen(session: Session, category: str = "") -> list[tuple[str, str]]:
    return [(one.unit, one.nearness) for one in radar(session, key("3-2-1502"), category)]


def test_the_riser_is_seen_nearest_first_and_nothing_beside_it(clerk: Session) -> None:
    for code in ("3-2-0302", "3-2-2002", "3-2-1402", "3-2-1602", "3-2-1502"):
        log(clerk, code)
    for code in ("3-2-1501", "3-1-1502", "4-2-1502"):
        log(clerk, code)
    assert seen(clerk) == [
        ("3-2-1502", "same"),
        ("3-2-1602", "above"),
        ("3-2-1402", "below"),
        ("3-2-2002", "riser"),
        ("3-2-0302", "riser"),
    ]


def test_the_same_problem_comes_first_wherever_it_is(clerk: Session) -> None:
    code_of = {topic.category: topic.code for topic in topics("repair")}
    (one, other) = sorted(code_of)[:2]
    log(clerk, "3-2-1602", code_of[one])
    log(clerk, "3-2-0302", code_of[other])
    assert seen(clerk, other)[0] == ("3-2-0302", "riser")
    assert [near.same_problem for near in radar(clerk, key("3-2-1502"), other)] == [True, False]


def test_after_thirty_days_it_is_forgotten(clerk: Session, clock: Clock) -> None:
    log(clerk, "3-2-1602")
    clock.forward(30 * DAY)
    assert seen(clerk) == [("3-2-1602", "above")]
    clock.forward(1)
    assert seen(clerk) == []


def test_what_was_void_is_not_counted(clerk: Session) -> None:
    matter = log(clerk, "3-2-1602")
    with clerk.store.change(clerk, "test") as change:
        change.set(matter, state="void")
    assert seen(clerk) == []


def test_a_neighbours_words_are_not_read_out(clerk: Session) -> None:
    log(clerk, "3-2-1602", words="张三丰家的孩子太吵")
    assert "张三丰" not in repr(radar(clerk, key("3-2-1502")))


def test_the_unit_page_shows_the_riser_and_who_is_fitting_out(clerk: Session) -> None:
    log(clerk, "3-2-1602")
    add_unit(clerk, UnitForm("3-2-0502", state="fitout"))
    page = unit_page(clerk, key("3-2-1502"))
    assert [one.unit for one in page.near] == ["3-2-1602"]
    assert page.fitting_out == ["3-2-0502"]


def test_the_radar_asks_little(clerk: Session) -> None:
    unit_id = key("3-2-1502")
    asked: list[str] = []
    clerk.store.connection.trace_v2(1, lambda event: asked.append(event["sql"]))
    radar(clerk, unit_id)
    clerk.store.connection.trace_v2(0, None)
    assert len(asked) <= 4, asked


def test_a_technician_is_told_nothing_of_neighbours(clerk: Session, sitting: As) -> None:
    log(clerk, "3-2-1602")
    assert radar(sitting("3001"), key("3-2-1502")) == []
