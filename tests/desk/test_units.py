"""Buildings, units, vehicles and notes, added and corrected by hand."""

import pytest

from desk.session import Session
from desk.units import (
    BuildingForm,
    UnitForm,
    add_building,
    add_note,
    add_unit,
    add_vehicle,
    edit_building,
    edit_unit,
    end_note,
    end_vehicle,
    unit_form,
)
from models.errors import InputError, NotAllowedError
from models.person import HouseNote, Vehicle
from models.place import Building, Unit
from tests.desk.conftest import As


@pytest.fixture
def clerk(sitting: As) -> Session:
    return sitting("1003")


def home() -> Unit:
    found: Unit = Unit.get(Unit.code == "3-2-1502")
    return found


def test_a_unit_is_kept_in_its_parts_whatever_its_spelling(clerk: Session) -> None:
    unit = add_unit(clerk, UnitForm("３栋2单元1602", "home", "fitout", "89.5㎡", "20210315"))
    kept = Unit.get_by_id(unit.id)
    assert (kept.code, kept.stairwell, kept.floor, kept.room) == ("3-2-1602", "2", 16, "1602")
    assert (kept.area, kept.handed_over, kept.state) == (8950, "2021-03-15", "fitout")
    assert unit_form(kept) == UnitForm("3-2-1602", "home", "fitout", "89.5", "2021-03-15", "")


def test_a_building_comes_first_and_with_its_phase(clerk: Session) -> None:
    with pytest.raises(InputError, match="building 12; add it first") as refused:
        add_unit(clerk, UnitForm("12幢15-2"))
    assert refused.value.field == "code"
    building = add_building(clerk, BuildingForm("12", "12幢"))
    assert add_unit(clerk, UnitForm("12幢15-2")).building_id == building.id
    phased = add_building(clerk, BuildingForm("2期1", "二期1栋", "2期"))
    assert add_unit(clerk, UnitForm("2期1-1-0301")).building_id == phased.id


def test_a_unit_may_be_renamed_and_keeps_its_key(clerk: Session) -> None:
    unit = home()
    edit_unit(clerk, unit, UnitForm("3-1-1502", state="let"))
    assert Unit.get_by_id(unit.id).code == "3-1-1502"
    assert Unit.get_by_id(unit.id).state == "let"


def test_saving_what_is_unchanged_writes_nothing(clerk: Session) -> None:
    before = len(list(clerk.store.entries()))
    edit_unit(clerk, home(), unit_form(home()))
    assert len(list(clerk.store.entries())) == before


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (UnitForm("3-2-1502"), "code"),
        (UnitForm("nonsense!"), "code"),
        (UnitForm("3-2-1602", usage="castle"), "usage"),
        (UnitForm("3-2-1602", state="burnt"), "state"),
        (UnitForm("3-2-1602", area="large"), "area"),
        (UnitForm("3-2-1602", area="-5"), "area"),
        (UnitForm("3-2-1602", handed_over="20261340"), "handed_over"),
        (UnitForm("3-2-1602", note="x" * 4001), "note"),
    ],
)
def test_a_bad_field_of_a_unit_is_named(clerk: Session, form: UnitForm, field: str) -> None:
    with pytest.raises(InputError) as refused:
        add_unit(clerk, form)
    assert refused.value.field == field
    assert Unit.select().count() == 1


def test_a_building_keeps_its_code(clerk: Session) -> None:
    building = Building.get()
    with pytest.raises(InputError) as refused:
        edit_building(clerk, building, BuildingForm("4"))
    assert refused.value.field == "code"
    with pytest.raises(InputError, match="already"):
        add_building(clerk, BuildingForm("３"))
    edit_building(clerk, building, BuildingForm("3", "三号楼", "一期"))
    assert (Building.get().name, Building.get().phase) == ("三号楼", "一期")


def test_a_plate_stands_with_one_unit_until_it_ends_there(clerk: Session) -> None:
    vehicle = add_vehicle(clerk, home(), "渝a·8k123")
    assert vehicle.plate == "渝A8K123"
    with pytest.raises(InputError, match="stands with 3-2-1502"):
        add_vehicle(clerk, home(), "渝A8K123")
    with pytest.raises(InputError) as refused:
        end_vehicle(clerk, vehicle, " ")
    assert refused.value.field == "reason"
    end_vehicle(clerk, vehicle, "已卖")
    assert Vehicle.get_by_id(vehicle.id).voided == "已卖"
    add_vehicle(clerk, home(), "渝A8K123")
    with pytest.raises(InputError) as refused:
        add_vehicle(clerk, home(), "8K")
    assert refused.value.field == "plate"


def test_a_note_names_its_author_and_is_never_deleted(clerk: Session) -> None:
    note = add_note(clerk, home(), "门铃坏，\n敲门")
    assert (note.words, note.by_id) == ("门铃坏，\n敲门", clerk.staff_id)
    with pytest.raises(InputError):
        add_note(clerk, home(), "\u200b ")
    end_note(clerk, note, "已修")
    assert HouseNote.get_by_id(note.id).words == "门铃坏，\n敲门"


def test_who_may_not_edit_households_changes_nothing(sitting: As) -> None:
    technician = sitting("3001")
    for act in (
        lambda: add_unit(technician, UnitForm("3-2-1602")),
        lambda: edit_unit(technician, home(), unit_form(home())),
        lambda: add_building(technician, BuildingForm("9")),
        lambda: add_vehicle(technician, home(), "渝A8K123"),
        lambda: add_note(technician, home(), "x"),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert Unit.select().count() == 1
