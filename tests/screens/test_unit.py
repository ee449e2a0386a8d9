"""One household, one file: shown, walked through, corrected by keys."""

from collections.abc import Callable

import pytest

from desk.acts import perform
from models.matter import Matter
from models.person import HouseNote, Person, Phone, Residence, Vehicle
from models.place import Unit
from screens.page import Page
from tests.desk.conftest import As
from tests.screens.conftest import At, Log, OneScreen


def function(app: OneScreen) -> str:
    return app.screen.function if isinstance(app.screen, Page) else ""


@pytest.fixture
def matters(log: Log, sitting: As) -> list[Matter]:
    """An open complaint, then an enquiry that closed itself, a repair that is late."""
    logged = [
        log("complaint", "夜里吵", topic="zxzy"),
        log("enquiry", "几点开门", result="八点半"),
        log("repair", "漏水", topic="sgls"),
    ]
    perform(sitting("1003"), logged[0], "comment", {"words": "再来电"})
    return logged


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_file_shows_everything_of_the_household(
    at: At, household: Unit, matters: list[Matter], size: tuple[int, int], lang: str,
    same_screen: Callable[..., None],
) -> None:  # fmt: skip
    async with at("unit", unit_id=household.id, size=size, lang=lang) as app:
        same_screen(app, f"unit-{size[0]}x{size[1]}-{lang}")
        assert "13812348866" not in app.seen
        assert "张三丰" not in app.seen


async def test_what_is_open_stands_first_with_a_star(
    at: At, household: Unit, matters: list[Matter]
) -> None:
    async with at("unit", unit_id=household.id) as app:
        rows = [row for row in app.rows if "1122-A" in row]
        assert ["BX" in row or "TS" in row for row in rows] == [True, True, False]
        assert [row.strip().startswith("*") for row in rows] == [True, True, False]


async def test_enter_leads_to_the_person(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("enter")
        assert function(app) == "32"
        assert "张三丰" in app.seen
        await app.press("escape")
        assert function(app) == "31"


async def test_without_a_unit_it_asks_for_one_by_anything(at: At, household: Unit) -> None:
    async with at("unit") as app:
        await app.press("8866", "enter")
        assert "3-2-1502" in app.rows[2]
    async with at("unit") as app:
        await app.press("31502", "enter")
        assert "3-2-1502" in app.rows[2]
    async with at("unit", unit="3-2-1402") as app:
        assert "3-2-1402" in app.rows[2]


async def test_a_unit_that_is_not_there_is_said(at: At, household: Unit) -> None:
    async with at("unit", unit="9-9-9999") as app:
        await app.press()
        assert "9-9-9999" in app.said
        await app.press("enter")
        assert "9-9-9999" in app.said


async def test_the_keys_lead_from_door_to_door_and_stop_at_the_ends(
    at: At, household: Unit
) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("f8")
        assert "3-2-1602" in app.rows[2]
        await app.press("f8")
        assert app.said.startswith("!")
        await app.press("f7", "f7")
        assert "3-2-1402" in app.rows[2]
        await app.press("f7")
        assert app.said.startswith("!")


async def test_something_new_is_logged_for_the_household(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("f6", "2")
        assert function(app) in {"21", ""}
        assert "3-2-1502" in app.seen
        assert "报修" in app.seen


async def test_a_note_is_added_and_struck_out_with_a_reason(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("1", "业主出差到月底", "enter")
        assert "3-2-1502" in app.said
        assert "业主出差到月底" in app.seen
        await app.press("8", "enter", "回来了", "enter", "enter")
        assert "业主出差到月底" not in app.seen
    assert HouseNote.get().voided == "回来了"


async def test_a_new_person_with_relation_and_telephone(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("2", "李小龙", "enter", "3", "13700001234", "f2")
        assert "李" in app.said
        assert "137****1234" in app.seen
    person = Person.get(Person.name == "李小龙")
    assert Residence.get(Residence.person_id == person.id).relation == "tenant"
    assert Phone.get(Phone.person_id == person.id).number == "13700001234"


async def test_a_wrong_telephone_is_said_at_its_field_and_what_was_typed_stays(
    at: At, household: Unit
) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("2", "李小龙", "enter", "3", "1370000", "f2")
        assert "李小龙" in app.seen
        assert any("!电话" in row for row in app.rows)
    assert not Person.select().where(Person.name == "李小龙").exists()


async def test_somebody_known_belongs_to_a_second_unit(at: At, household: Unit) -> None:
    above = Unit.get(Unit.code == "3-2-1602")
    async with at("unit", unit_id=above.id) as app:
        await app.press("3", "zsf", "enter", "1", "0", "f2")
        assert "张" in app.said
    found = Residence.get(Residence.unit_id == above.id)
    assert (found.relation, found.since) == ("owner", "2026-11-22")


async def test_who_moved_out_ends_with_a_date_and_stays_in_the_file(
    at: At, household: Unit
) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("down", "6", "-1", "enter")
        assert "2026-11-21" in app.said
        assert "刘*红" in app.seen
        await app.press("down", "6")
        assert app.said.startswith("!")
    wife = Person.get(Person.name == "刘小红")
    assert Residence.get(Residence.person_id == wife.id).until == "2026-11-21"


async def test_a_plate_is_added_and_taken_out(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("4", "渝B12345", "enter", "enter", "enter")
        assert Vehicle.get(Vehicle.plate == "渝B12345").unit_id == household.id
        await app.press("9", "2", "卖了", "enter", "enter")
    assert Vehicle.get(Vehicle.plate == "渝B12345").voided == "卖了"


async def test_the_unit_is_corrected_and_says_its_history(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("5", "enter", "enter", "enter", "88.5", "f2")
        assert "88.5" in app.rows[2]
        await app.press("f10", *["down"] * 9, "enter")
        assert "8850" not in app.seen
        assert "88.5" in app.seen
        await app.press("enter")
        assert function(app) == "31"
    assert Unit.get_by_id(household.id).area == 8850


async def test_who_may_not_see_households_is_told_so(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id, who="9001") as app:
        await app.press()
        assert app.said.startswith("!")
        assert "张" not in app.seen
        await app.press("1", "f8")
        assert "张" not in app.seen


async def test_the_auditor_sees_but_changes_nothing(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id, who="7001") as app:
        assert "张*丰" in app.seen
        await app.press("1")
        assert app.said.startswith("!")
    assert not HouseNote.select().exists()


async def test_a_digit_acts_from_the_notes_beside_too(at: At, household: Unit) -> None:
    async with at("unit", unit_id=household.id) as app:
        await app.press("tab", "tab", "1", "周末在家", "enter")
    assert HouseNote.get().words == "周末在家"


async def test_the_line_leads_to_the_file_with_and_without_a_unit(at: At, household: Unit) -> None:
    async with at("keys") as app:
        await app.press("f3", "31", "enter")
        assert function(app) == "31"
        await app.press("escape", "f3", "31 3-2-1602", "enter")
        assert "3-2-1602" in app.rows[2]
        await app.press("f3", "32", "enter")
        assert function(app) == "32"
