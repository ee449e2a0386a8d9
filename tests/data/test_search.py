"""Finding on a real store: search rows follow every change, and nothing typed breaks the search."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import search
from data.change import Change
from data.store import Store
from desk.session import Session
from models.matter import Comment, Matter
from models.order import WorkOrder
from models.person import Person, Phone, Residence, Vehicle
from models.place import Building, Unit
from tests.conftest import NOON

Household = Callable[..., Person]


@pytest.fixture
def household(store: Store, session: Session) -> Household:
    """Move somebody in: `household("张三丰", "3-2-1502", "13812348866")`."""

    def move_in(name: str, code: str = "", number: str = "", reading: str = "") -> Person:
        with store.change(session, "test") as change:
            person = change.add(Person(name=name, reading=reading))
            if number:
                change.add(Phone(person_id=person.id, number=number))
            if code:
                unit = Unit.get_or_none(Unit.code == code) or change.add(
                    Unit(building_id=building(change).id, room=code.rpartition("-")[2], code=code)
                )
                change.add(Residence(person_id=person.id, unit_id=unit.id, relation="owner"))
        return person

    def building(change: Change) -> Building:
        return Building.get_or_none() or change.add(Building(code="3", name="3栋"))

    return move_in


def add_matter(store: Store, session: Session, unit: str = "", **fields: object) -> Matter:
    with store.change(session, "matter.log") as change:
        number = f"TS1122-A{change.next_number(20261122):03}"
        return change.add(
            Matter(
                number=number, year=2026, desk="A", running=1, type="complaint", channel="call",
                first_contact_id=1, state="waiting", opened_at=NOON, clock_at=NOON,
                unit_id=Unit.get(Unit.code == unit).id if unit else None,
                **{"words": "", **fields},
            )
        )  # fmt: skip


def people(store: Store, text: str) -> list[str]:
    return [person.name for person in search.find_people(store.connection, text)]


def units(store: Store, text: str) -> list[str]:
    return [unit.code for unit in search.find_units(store.connection, text)]


def matters(store: Store, text: str) -> list[str]:
    return [matter.words for matter in search.find_matters(store.connection, text)]


def test_a_person_is_found_with_household_and_phone(store: Store, household: Household) -> None:
    person = household("张三丰", "3-2-1502", "13812348866")
    household("周芳", "7-1-0902", "13900008866")
    [found] = search.find_people(store.connection, "zsf")
    assert (found.id, found.unit, found.phone) == (person.id, "3-2-1502", "13812348866")
    assert found.relation == "owner"
    assert sorted(people(store, "8866")) == ["周芳", "张三丰"]
    assert people(store, "zsf 8866") == ["张三丰"]


def test_a_person_without_a_unit_is_found_too(store: Store, household: Household) -> None:
    household("单小明", "", "13812348866")
    [found] = search.find_people(store.connection, "danxm")
    assert (found.unit_id, found.unit, found.open) == (None, "", 0)


def test_a_reading_entered_by_hand_is_searched(store: Store, household: Household) -> None:
    household("王茜", "3-2-1502", reading="wang xi")
    assert people(store, "wangxi") == people(store, "wangqian") == ["王茜"]


def test_rows_follow_every_correction(store: Store, session: Session, household: Household) -> None:
    person = household("张三", "3-2-1502", "13812348866")
    with store.change(session, "person.correct") as change:
        change.set(person, name="章三")
    assert people(store, "张三") == []
    assert people(store, "章三") == people(store, "8866") == ["章三"]
    phone = Phone.get(Phone.person_id == person.id)
    with store.change(session, "person.phone.off") as change:
        change.set(phone, off=1)
        change.add(Phone(person_id=person.id, number="13900001111"))
    assert people(store, "8866") == []
    assert people(store, "1111") == ["章三"]


def test_who_moves_is_found_at_the_new_unit(
    store: Store, session: Session, household: Household
) -> None:
    person = household("张三", "3-2-1502")
    household("李四", "5-1-0301")
    old = Residence.get(Residence.person_id == person.id)
    new = Unit.get(Unit.code == "5-1-0301")
    with store.change(session, "person.move") as change:
        change.set(old, voided="moved")
        change.add(Residence(person_id=person.id, unit_id=new.id, relation="tenant"))
    assert [found.unit for found in search.find_people(store.connection, "张三")] == ["5-1-0301"]
    assert people(store, "张三 3-2-1502") == []
    with store.change(session, "person.move") as change:
        change.set(Residence.get(Residence.relation == "tenant"), voided="moved")
    assert [found.unit for found in search.find_people(store.connection, "张三")] == [""]


def test_a_voided_record_is_not_found(store: Store, session: Session, household: Household) -> None:
    person = household("张三", "3-2-1502")
    unit = Unit.get(Unit.code == "3-2-1502")
    with store.change(session, "void") as change:
        change.set(person, voided="twice")
        vehicle = change.add(Vehicle(plate="渝A8K123", unit_id=unit.id))
    with store.change(session, "void") as change:
        change.set(unit, voided="twice")
        change.set(vehicle, voided="sold")
    assert people(store, "张三") == units(store, "1502") == []
    assert search.find_vehicles(store.connection, "8K123") == []


def test_a_unit_with_a_new_code_takes_its_people_along(
    store: Store, session: Session, household: Household
) -> None:
    household("张三", "3-2-1502")
    with store.change(session, "unit.correct") as change:
        change.set(Unit.get(Unit.code == "3-2-1502"), code="3-2-1602", room="1602")
    assert units(store, "1502") == people(store, "张三 1502") == []
    assert units(store, "1602") == ["3-2-1602"]
    assert people(store, "张三 1602") == ["张三"]


def test_whole_fragments_come_first_and_doors_in_order(store: Store, household: Household) -> None:
    for code in ("3-2-1502", "10-1-1502", "3-1-1502", "31-1-0502", "3-10-1502"):
        household("王", code)
    assert units(store, "3-1-1502")[0] == "3-1-1502"
    assert units(store, "1502") == ["3-1-1502", "3-2-1502", "3-10-1502", "10-1-1502"]
    assert units(store, "3栋") == ["3-1-1502", "3-2-1502", "3-10-1502"]


def test_the_whole_name_comes_first_then_who_has_something_open(
    store: Store, session: Session, household: Household
) -> None:
    household("张伟明", "3-2-0101")
    household("张伟", "3-2-0201")
    household("欧张伟", "3-2-0301")
    household("张伟国", "3-2-0401")
    add_matter(store, session, "3-2-0401")
    add_matter(store, session, "3-2-0401", closed_at=NOON)
    assert people(store, "张伟") == ["张伟", "欧张伟", "张伟国", "张伟明"]
    assert [found.open for found in search.find_people(store.connection, "张伟国")] == [1]


def test_at_most_fifty_are_found(store: Store, session: Session) -> None:
    with store.change(session, "test") as change:
        for number in range(60):
            change.add(Person(name=f"王{chr(0x4E00 + number)}"))
    assert len(people(store, "王")) == 50
    assert len(search.find_people(store.connection, "w", limit=7)) == 7


def test_a_lone_zh_is_an_initial_only_of_zh(store: Store, household: Household) -> None:
    household("张三丰", "3-2-1502")
    household("曾三丰", "3-2-1602")
    assert people(store, "zhsf") == ["张三丰"]
    assert sorted(people(store, "zsf")) == ["张三丰", "曾三丰"]


def test_a_vehicle_leads_to_its_unit(store: Store, session: Session, household: Household) -> None:
    person = household("张三", "3-2-1502")
    unit = Unit.get(Unit.code == "3-2-1502")
    with store.change(session, "vehicle.add") as change:
        change.add(Vehicle(plate="渝A8K123", unit_id=unit.id, person_id=person.id))
    for typed in ("渝A8K", "a8k1", "8K123", "渝A·8K"):
        [found] = search.find_vehicles(store.connection, typed)
        assert (found.unit, found.person) == ("3-2-1502", "张三"), typed
    assert search.find_vehicles(store.connection, "渝A8K")[0].plate == "渝A8K123"


def test_a_matter_is_found_by_any_piece_of_its_texts(
    store: Store, session: Session, household: Household
) -> None:
    household("张三", "3-2-1502")
    matter = add_matter(store, session, "3-2-1502", words="卫生间顶板漏水，楼上1602在装修")
    add_matter(store, session, words="大堂灯不亮", place="3栋大堂")
    with store.change(session, "order.finish") as change:
        change.add(Comment(matter_id=matter.id, words="已约周三上门", by_id=1, at=NOON))
        change.add(
            WorkOrder(
                number="P1", year=2026, matter_id=matter.id, state="done", made_by_id=1,
                made_at=NOON, result="更换三角阀",
            )
        )  # fmt: skip
    for text in ("漏水", "顶板漏水", "水，楼上", "1602", "修", "周三", "三角阀", "漏水 装修"):
        assert matters(store, text) == [matter.words], text
    assert matters(store, "灯") == matters(store, "3栋") == ["大堂灯不亮"]
    for text in ("漏板", "水漏", "漏水 三角阀", "", " ", '"', "*"):
        assert matters(store, text) == [], text
    assert search.find_matters(store.connection, "漏水")[0].unit == "3-2-1502"


def test_a_corrected_text_is_found_by_its_new_words_alone(store: Store, session: Session) -> None:
    matter = add_matter(store, session, words="卫生间漏水")
    with store.change(session, "matter.correct") as change:
        change.set(matter, words="厨房漏水")
    assert matters(store, "卫生间") == []
    assert matters(store, "厨房") == ["厨房漏水"]


def row_numbers(store: Store) -> list[list[tuple[object, ...]]]:
    return [
        store.connection.execute(f"SELECT id FROM {table}_docsize ORDER BY id").fetchall()
        for table in ("find_fts", "text_fts")
    ]


def test_rows_made_anew_are_the_rows_written_along_the_way(
    store: Store, session: Session, household: Household
) -> None:
    chance = Random(5)
    surnames, given = "王李张单吕", "三丰伟芳明茜"
    for number in range(30):
        name = chance.choice(surnames) + "".join(chance.sample(given, chance.randint(1, 2)))
        person = household(name, f"{chance.randint(1, 3)}-1-{chance.randint(1, 9)}01")
        with store.change(session, "test") as change:
            change.set(person, voided="x" if number % 7 == 0 else None, note=str(number))
        add_matter(store, session, words=name + "家漏水")
    asked = ["王", "wang", "w", "ww", "ls", "三丰", "王 3", "1-1-", "301", "lv", "dan", "shansf"]
    before = row_numbers(store), [(people(store, text), units(store, text)) for text in asked]
    store.rebuild()
    after = row_numbers(store), [(people(store, text), units(store, text)) for text in asked]
    assert before == after
    store.connection.execute("INSERT INTO find_fts (find_fts) VALUES ('integrity-check')")


def test_tidying_ends_and_changes_nothing(store: Store, household: Household) -> None:
    for number in range(20):
        household(f"王{chr(0x4E00 + number)}", f"3-2-{number + 1}01")
    while search.tidy(store.connection):
        pass
    assert len(people(store, "wang")) == 20
    assert not search.tidy(store.connection)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=st.text(st.characters(codec=None), max_size=20))
def test_nothing_typed_breaks_the_search(store: Store, text: str) -> None:
    for find in (search.find_people, search.find_units, search.find_vehicles, search.find_matters):
        find(store.connection, text)


def test_the_statements_stay_on_their_indexes(store: Store) -> None:
    for query, values in (
        (search._PEOPLE, ("x", 1, "", "")),
        (search._UNITS, ("x", 1)),
        (search._VEHICLES, ("x", 1)),
        (search._MATTERS, ("x", 1)),
    ):
        plan = store.connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
        scans = [step for *_numbers, step in plan if str(step).startswith("SCAN")]
        assert all(
            "VIRTUAL TABLE" in str(scan) or scan in {"SCAN f", "SCAN q"} for scan in scans
        ), plan


def test_an_act_that_sets_no_text_leaves_the_search_rows_alone(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = add_matter(store, session, words="厨房漏水")
    indexed: list[tuple[str, int]] = []
    monkeypatch.setattr(search, "index", lambda _connection, changed: indexed.extend(changed))
    with store.change(session, "matter.assign") as change:
        change.set(matter, state="assigned", handler_id=7)
    assert indexed == []
    with store.change(session, "matter.correct") as change:
        change.set(matter, words="卫生间漏水")
    assert indexed == [("matter", matter.id)]
