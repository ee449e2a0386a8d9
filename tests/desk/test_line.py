"""The line understands what is typed: every row of the design's table, and what must not match."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.words import use_language
from desk.line import Guess, guesses
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.person import Person, Phone, Residence, Vehicle
from models.place import Building, Unit
from tests.conftest import DAY, Clock
from tests.desk.conftest import As


@pytest.fixture
def clerk(sitting: As) -> Session:
    session = sitting("1003")
    with session.store.change(session, "seed") as change:
        twelve = change.add(Building(code="12", name="12幢"))
        for code, stairwell, floor, room in (("12幢15-2", "", 15, "2"), ("12幢9-1", "", 9, "1")):
            change.add(Unit(building_id=twelve.id, stairwell=stairwell, floor=floor, room=room,
                            code=code))  # fmt: skip
        unit = Unit.get(Unit.code == "3-2-1502")
        for name, number in (
            ("张三丰", "13812348866"), ("单小明", "13900008866"), ("许晴", "13700001234"),
        ):  # fmt: skip
            person = change.add(Person(name=name))
            change.add(Phone(person_id=person.id, number=number))
            change.add(Residence(person_id=person.id, unit_id=unit.id, relation="family"))
        change.add(Vehicle(plate="渝A8K123", unit_id=unit.id))
    return session


def first(session: Session, typed: str) -> Guess:
    found = guesses(session, typed)
    assert found, typed
    return found[0]


@pytest.mark.parametrize(
    "typed", ["3-2-1502", "3*2*1502", "3栋2单元1502", "３－２－１５０２", "3.2.1502", "31502"]
)
def test_a_unit_by_any_fragment(clerk: Session, typed: str) -> None:
    guess = first(clerk, typed)
    assert (guess.kind, guess.unit) == ("unit", "3-2-1502")


def test_a_floor_dash_room_unit(clerk: Session) -> None:
    assert first(clerk, "12幢15-2").unit == "12幢15-2"


@pytest.mark.parametrize(
    "typed", ["张三丰", "三丰", "zsf", "zhangsanf", "13812348866", "138 1234 8866"]
)
def test_a_person_by_name_pinyin_and_phone(clerk: Session, typed: str) -> None:
    guess = first(clerk, typed)
    assert (guess.kind, guess.title) == ("person", "张*丰")


@pytest.mark.parametrize("typed", ["danxm", "shanxm", "单小明", "sxm"])
def test_every_reading_of_a_surname(clerk: Session, typed: str) -> None:
    assert "单*明" in {guess.title for guess in guesses(clerk, typed)}


def test_h_does_not_find_xu(clerk: Session) -> None:
    assert "许*" not in {guess.title for guess in guesses(clerk, "h")}


def test_last_digits_find_everybody_who_has_them(clerk: Session) -> None:
    assert {"张*丰", "单*明"} <= {guess.title for guess in guesses(clerk, "8866")}


def test_a_plate_leads_to_its_unit(clerk: Session) -> None:
    assert any(guess.unit == "3-2-1502" for guess in guesses(clerk, "渝A8K"))


def test_nothing_personal_is_shown_whole(clerk: Session) -> None:
    for typed in ("张三丰", "13812348866", "渝A8K", "8866"):
        for guess in guesses(clerk, typed):
            shown = f"{guess.title} {guess.note}"
            assert "张三丰" not in shown
            assert "13812348866" not in shown
            assert "渝A8K123" not in shown


def test_a_matter_by_number_tail_and_after_its_day_only_by_number(
    clerk: Session, clock: Clock
) -> None:
    matter = log_matter(clerk, NewMatter(type="complaint", unit="3-2-1502", words="噪音"))
    for typed in (matter.number, matter.number.lower(), "A001", "TS2026-1122-A001"):
        assert (first(clerk, typed).kind, first(clerk, typed).id) == ("matter", matter.id)
    assert matter.id in {guess.id for guess in guesses(clerk, "1")}
    clock.forward(DAY)
    assert first(clerk, matter.number).id == matter.id
    assert matter.id not in {guess.id for guess in guesses(clerk, "A001")}


@pytest.mark.parametrize("typed", ["12", "tsdj", "投诉"])
def test_a_function_by_code_initials_and_name(clerk: Session, typed: str) -> None:
    use_language("zh")
    guess = next(guess for guess in guesses(clerk, typed) if guess.kind == "function")
    assert guess.id == "12"


def test_a_code_is_a_function_however_many_matters_the_day_has(clerk: Session) -> None:
    for _turn in range(13):
        matter = log_matter(clerk, NewMatter(type="enquiry", words="问", result="答"))
    assert (first(clerk, "13").kind, first(clerk, "13").id) == ("function", "13")
    assert matter.id in {guess.id for guess in guesses(clerk, "13")}
    assert first(clerk, "10").kind == "matter"


def test_the_whole_intake_in_one_line(clerk: Session) -> None:
    guess = first(clerk, "12 3-2-1502 zxzy 邻居装修周日施工")
    assert (guess.kind, guess.id, guess.unit) == ("function", "12", "3-2-1502")
    assert guess.arguments["words"] == "邻居装修周日施工"
    assert guess.arguments["topic"]
    assert guess.arguments["type"] == "complaint"


def test_words_without_a_category_stay_words(clerk: Session) -> None:
    guess = first(clerk, "12 3-2-1502 邻居 装修，请制止：１５日")
    assert guess.arguments["topic"] == ""
    assert guess.arguments["words"] == "邻居 装修，请制止：１５日"


def test_a_function_with_a_household(clerk: Session) -> None:
    assert first(clerk, "31 3-2-1502").kind == "unit"
    assert first(clerk, "12 3-2-1502").arguments["unit"] == "3-2-1502"


def test_what_nobody_is_called_gives_the_nearest_three(clerk: Session) -> None:
    use_language("zh")
    found = guesses(clerk, "tsdk")
    assert 0 < len(found) <= 3
    assert found[0].id == "12"


def test_a_function_one_may_not_use_says_why_and_only_to_its_code(clerk: Session) -> None:
    use_language("zh")
    closed = first(clerk, "91")
    assert (closed.kind, closed.id) == ("function", "91")
    assert "无权" in closed.note
    assert not [guess for guess in guesses(clerk, "系统设置") if guess.id == "91"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=40))
def test_nothing_typed_can_break_the_line(clerk: Session, typed: str) -> None:
    guesses(clerk, typed)


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "NEAR(", "a AND", "-", "n:x", "[/b]", "\x1b[31m", "{", "OR OR", "()^~"]
)
def test_search_syntax_is_only_text(clerk: Session, typed: str) -> None:
    guesses(clerk, typed)
    guesses(clerk, f"12 {typed} x")
