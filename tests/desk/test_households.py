"""A unit is found by what is typed, and its page shows everything about the household, masked."""

import json

import pytest

from data import households as rows
from data import queues
from desk.callers import caller
from desk.households import find_unit, next_door, unit_page
from desk.people import PersonForm, add_person, add_phone, edit_phone, end_residence
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.units import BuildingForm, UnitForm, add_building, add_note, add_unit, add_vehicle
from models.errors import InputError, NotAllowedError, NotFoundError
from models.matter import Matter
from models.order import WorkOrder
from models.person import Person, Phone, Residence
from models.place import Unit
from tests.conftest import DAY, Clock
from tests.desk.conftest import As

HOME = "3-2-1502"


def home() -> Unit:
    found: Unit = Unit.get(Unit.code == HOME)
    return found


def furnish(clerk: Session) -> Person:
    """A household with two numbers, a plate and a note."""
    person = add_person(clerk, PersonForm("张三丰"), home(), "owner", "13812348866")
    add_phone(clerk, person, "023 6234 5678", "家")
    add_vehicle(clerk, home(), "渝A8K123")
    add_note(clerk, home(), "家有老人，先电话后上门")
    return person


def logged(clerk: Session, **more: object) -> Matter:
    values: dict[str, object] = {
        "type": "complaint", "unit": HOME, "words": "装修噪音", "caller": "张三丰",
        "phone": "13812348866", **more,
    }  # fmt: skip
    return log_matter(clerk, NewMatter(**values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", [HOME, "３－２－１５０２", "3栋2单元1502", "31502", "1502", "3*2*15"]
)
def test_a_unit_is_found_by_any_part_only_it_has(office: Session, typed: str) -> None:
    assert find_unit(office, typed).code == HOME


def test_what_many_units_share_asks_for_more(sitting: As) -> None:
    clerk = sitting("1003")
    add_unit(clerk, UnitForm("3-1-1502"))
    with pytest.raises(InputError, match="3-1-1502, 3-2-1502") as refused:
        find_unit(clerk, "1502")
    assert refused.value.field == "unit"
    assert find_unit(clerk, "3-1-1502").code == "3-1-1502"
    add_building(clerk, BuildingForm("31"))
    add_unit(clerk, UnitForm("31-0502"))
    assert find_unit(clerk, "3-2-1502").code == HOME


def test_a_whole_fragment_comes_before_the_beginning_of_others(sitting: As) -> None:
    clerk = sitting("1003")
    for code in ("3-2-0101", "3-2-1011"):
        add_unit(clerk, UnitForm(code))
    assert find_unit(clerk, "101").code == "3-2-0101"


@pytest.mark.parametrize("typed", ["99-9-9999", "张三", "????", ""])
def test_what_no_unit_is_called_is_said_so(office: Session, typed: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        find_unit(office, typed)
    assert refused.value.field == "unit"


def test_the_page_shows_the_whole_household_masked(sitting: As) -> None:
    clerk = sitting("1003")
    furnish(clerk)
    matter = logged(clerk)
    page = unit_page(clerk, home().id)
    assert page.unit.code == HOME
    assert page.state_label == "Lived in by the owner"
    [one] = page.residents
    assert (one.name, one.relation_label, one.now) == ("张*丰", "Owner", True)
    assert [phone.number for phone in one.phones] == ["138****8866", "***5678"]
    assert [vehicle.plate for vehicle in page.vehicles] == ["渝A***23"]
    assert [(note.words, note.by) for note in page.notes] == [("家有老人，先电话后上门", "王敏")]
    assert [row["number"] for row in page.open] == [matter.number]
    assert page.matter_count == 1


def test_nothing_personal_leaves_whole(sitting: As) -> None:
    clerk = sitting("1003")
    furnish(clerk)
    logged(clerk)
    page = unit_page(clerk, home().id)
    for shown in (repr(page), json.dumps(page.document(), ensure_ascii=False)):
        for secret in ("张三丰", "13812348866", "62345678", "8K123"):
            assert secret not in shown


def test_matters_come_newest_first_in_pages(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    numbers = []
    for _ in range(5):
        clock.forward(DAY)
        numbers.append(logged(clerk).number)
    first, second = (unit_page(clerk, home().id, offset=at, limit=3) for at in (0, 3))
    assert [row["number"] for row in first.matters + second.matters] == numbers[::-1]
    assert first.matter_count == second.matter_count == 5


def test_who_moved_out_stands_last_and_keeps_their_past(sitting: As) -> None:
    clerk = sitting("1003")
    furnish(clerk)
    add_person(clerk, PersonForm("李四"), home(), "tenant")
    end_residence(clerk, Residence.get(Residence.relation == "owner"), "-1")
    people = unit_page(clerk, home().id).residents
    assert [(one.name, one.now) for one in people] == [("李*", True), ("张*丰", False)]


def test_a_number_out_of_use_stands_last(sitting: As) -> None:
    clerk = sitting("1003")
    furnish(clerk)
    edit_phone(clerk, Phone.get(Phone.number == "13812348866"), off=True)
    [one] = unit_page(clerk, home().id).residents
    assert [(phone.number, phone.off) for phone in one.phones] == [
        ("***5678", False), ("138****8866", True),
    ]  # fmt: skip


def test_a_technician_sees_a_household_only_while_working_there(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    with pytest.raises(NotAllowedError):
        unit_page(technician, home().id)
    matter = logged(clerk, type="repair", words="漏水")
    [order] = WorkOrder.select().where(WorkOrder.matter_id == matter.id)
    with clerk.store.change(clerk, "test") as change:
        change.set(order, technician_id=technician.staff_id, state="assigned")
    assert unit_page(technician, home().id).unit.code == HOME
    with clerk.store.change(clerk, "test") as change:
        change.set(order, closed_at=change.at)
    with pytest.raises(NotAllowedError):
        unit_page(technician, home().id)


def test_the_administrator_sees_no_household(sitting: As) -> None:
    with pytest.raises(NotAllowedError):
        unit_page(sitting("9001"), home().id)


def test_a_unit_page_costs_so_many_statements_however_much_is_in_it(
    sitting: As, clock: Clock
) -> None:
    clerk = sitting("1003")
    furnish(clerk)
    for _ in range(20):
        logged(clerk)
    unit_id = home().id
    unit_page(clerk, unit_id)
    asked: list[str] = []
    clerk.store.connection.trace_v2(1, lambda event: asked.append(event["sql"]))
    unit_page(clerk, unit_id)
    clerk.store.connection.trace_v2(0, None)
    assert len(asked) <= 11, asked


@pytest.mark.parametrize(
    ("queue", "index"),
    [
        (rows.UNIT_MATTERS, "matter_unit_id_opened_at"),
        (rows.UNIT_OPEN, "matter_unit"),
        (rows.PERSON_MATTERS, "matter_person_id_opened_at"),
        (rows.PERSON_OPEN, "matter_person_id_opened_at"),
    ],
)
def test_the_matters_of_a_household_come_from_an_index(
    office: Session, queue: queues.Queue, index: str
) -> None:
    plan = [
        str(row[3])
        for row in office.store.connection.execute(
            f"EXPLAIN QUERY PLAN {queues.statement(queue)}", {"id": 1}
        )
    ]
    assert any(f"INDEX {index}" in line for line in plan), plan
    assert not any(line.startswith("SCAN") for line in plan), plan
    if queue in (rows.UNIT_MATTERS, rows.PERSON_MATTERS):
        assert not any("TEMP B-TREE" in line for line in plan), plan


@pytest.mark.parametrize(
    "query",
    [
        rows.RESIDENTS_OF_UNIT, rows.RESIDENCES_OF_PERSON, rows.PHONES_OF_UNIT,
        rows.PHONES_OF_PERSON, rows.VEHICLES_OF_UNIT, rows.VEHICLES_OF_PERSON,
        rows.NOTES_OF_UNIT, rows.STAIRWELL, rows.RISER_MATTERS, rows.KNOWN_BY_PHONE,
        rows.KNOWN_AT_UNIT,
    ],
)  # fmt: skip
def test_every_part_of_a_page_comes_from_an_index(office: Session, query: str) -> None:
    named = {"id": 1, "today": "2026-11-22", "units": "[1]", "since": 0, "number": "1", "unit": 1}
    values: object = named if ":" in query else (1,) * query.count("?")
    plan = [
        str(row[3])
        for row in office.store.connection.execute(
            f"EXPLAIN QUERY PLAN {query}",
            values,  # type: ignore[arg-type]
        )
    ]
    assert not any(
        line.startswith("SCAN") and "json_each" not in line and "LIST" not in line for line in plan
    ), plan


def test_a_unit_that_is_gone_is_said_so(sitting: As) -> None:
    with pytest.raises(NotFoundError):
        unit_page(sitting("1003"), 12345)


def test_a_caller_is_found_again_on_the_page(sitting: As) -> None:
    clerk = sitting("1003")
    with clerk.store.change(clerk, "test") as change:
        caller(clerk, change, home(), name="刘一", phone="13900001111", relation="tenant")
    assert [one.relation for one in unit_page(clerk, home().id).residents] == ["tenant"]


def test_doors_are_counted_as_one_walks_past_them(office: Session, sitting: As) -> None:
    unit = Unit.get(Unit.code == "3-2-1502")
    with office.store.change(office, "set up") as change:
        made = {
            code: change.add(
                Unit(building_id=unit.building_id, stairwell=stairwell, floor=floor, room=room, code=code)
            )
            for code, stairwell, floor, room in (
                ("3-10-101", "10", 1, "101"), ("3-2-902", "2", 9, "902"), ("3-2-1501", "2", 15, "1501"),
            )
        }  # fmt: skip
    clerk = sitting("1003")
    walked: list[str] = []
    here: int | None = made["3-2-902"].id
    while here is not None:
        walked.append(Unit.get_by_id(here).code)
        here = next_door(clerk, here, 1)
    assert walked == ["3-2-902", "3-2-1501", "3-2-1502", "3-10-101"]
    assert next_door(clerk, made["3-2-902"].id, -1) is None
