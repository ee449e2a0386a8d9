"""Lists taken out of the desk: who may, what is in them, and what never is."""

import csv
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from data.words import use_language
from desk.acts import perform_on_matter
from desk.export import KINDS, export
from desk.people import PersonForm, edit_person
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.units import UnitForm, edit_unit, unit_form
from models.errors import InputError, NotAllowedError
from models.matter import Matter
from models.person import Person
from models.place import Unit
from tests.desk.conftest import As

PRIVATE = ("张三丰", "13812348866", "199003074514")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def worked(sitting: As) -> Session:
    """A repair from the first word to the call-back; the manager sits at the desk."""
    clerk = sitting("1003")
    log_matter(
        clerk,
        NewMatter(
            type="repair", unit="3-2-1502", words="=卫生间顶漏", caller="张三丰",
            phone="13812348866", relation="owner",
        ),
    )  # fmt: skip
    edit_person(clerk, Person.get(), PersonForm(name="张三丰", id_number="110101199003074514"))
    for act, fields in (
        ("assign", {"technician": "3001"}),
        ("accept", {}),
        ("finish", {"result": "换角阀", "labour": "20"}),
        ("callback", {"mark": "5"}),
    ):
        perform_on_matter(clerk, Matter.get(), act, fields)
    return sitting("2002")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_list_holds_a_whole_personal_value(
    worked: Session, tmp_path: Path, kind: str, suffix: str
) -> None:
    out = tmp_path / f"{kind}{suffix}"
    assert export(worked, kind, out) == 1
    if suffix == ".csv":
        text = out.read_text(encoding="utf-8-sig")
    else:
        book = CalamineWorkbook.from_path(str(out))
        text = str(book.get_sheet_by_index(0).to_python())
    for private in PRIVATE:
        assert private not in text


def test_the_matters_are_told_in_words(worked: Session, tmp_path: Path) -> None:
    export(worked, "matters", tmp_path / "out.csv")
    [row] = read(tmp_path / "out.csv")
    told = {
        name: row[name] for name in ("Matter number", "Type", "State", "Unit", "Caller", "Phone")
    }
    assert told == {
        "Matter number": "BX1122-A001", "Type": "Repair", "State": "closed", "Unit": "3-2-1502",
        "Caller": "张*丰", "Phone": "138****8866",
    }  # fmt: skip
    assert row["Words"] == "'=卫生间顶漏"
    assert row["Logged at"] == "2026-11-22 12:00"
    assert (row["Handler"], row["First contact"]) == ("赵刚", "王敏")
    assert row["Satisfaction"] == "Satisfied"
    assert row["Replied at"]
    assert row["Due"] == ""


def test_the_orders_hold_money_in_yuan(worked: Session, tmp_path: Path) -> None:
    export(worked, "orders", tmp_path / "out.csv")
    [row] = read(tmp_path / "out.csv")
    assert (row["Order number"], row["Matter number"], row["State"]) == (
        "PG1122-A001",
        "BX1122-A001",
        "done",
    )
    assert (row["Technician"], row["Labour fee"], row["Paid"]) == ("赵刚", "20.00", "")


def test_people_and_units_are_listed_by_household(worked: Session, tmp_path: Path) -> None:
    export(worked, "people", tmp_path / "people.csv")
    [person] = read(tmp_path / "people.csv")
    assert (person["Name"], person["Unit"], person["Relation"]) == ("张*丰", "3-2-1502", "Owner")
    assert person["Phones"] == "138****8866"
    export(worked, "units", tmp_path / "units.csv")
    [unit] = read(tmp_path / "units.csv")
    assert (unit["Unit"], unit["Owners"], unit["Usage"]) == ("3-2-1502", "张*丰", "Home")


def test_which_units_stand_empty_is_in_no_list(sitting: As, tmp_path: Path) -> None:
    clerk, unit = sitting("1003"), Unit.get(Unit.code == "3-2-1502")
    form = unit_form(unit)
    lists = []
    for state in ("occupied", "vacant"):
        edit_unit(clerk, Unit.get_by_id(unit.id), UnitForm(**{**vars(form), "state": state}))
        export(sitting("2002"), "units", tmp_path / "out.csv")
        lists.append((tmp_path / "out.csv").read_bytes())
    assert lists[0] == lists[1]


def test_the_call_backs_name_who_called(worked: Session, tmp_path: Path) -> None:
    export(worked, "callbacks", tmp_path / "out.csv")
    [row] = read(tmp_path / "out.csv")
    assert (row["Matter number"], row["Called by"], row["Worked by"]) == (
        "BX1122-A001",
        "王敏",
        "赵刚",
    )
    assert row["Not called because"] == ""


def test_only_who_may_takes_lists_out(sitting: As, tmp_path: Path) -> None:
    for no in ("1003", "2001", "3001", "9001"):
        with pytest.raises(NotAllowedError):
            export(sitting(no), "people", tmp_path / "out.csv")
    assert list(tmp_path.glob("out.*")) == []


def test_a_list_that_is_none_is_named(sitting: As, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there are matters, orders") as refused:
        export(sitting("2002"), "secrets", tmp_path / "out.csv")
    assert refused.value.field == "kind"


def test_the_headings_speak_the_language_in_use(worked: Session, tmp_path: Path) -> None:
    use_language("zh")
    export(worked, "matters", tmp_path / "out.csv")
    [row] = read(tmp_path / "out.csv")
    assert (row["事项编号"], row["类型"], row["满意度"]) == ("BX1122-A001", "报修", "满意")


def test_the_spreadsheet_says_who_took_it_out_and_when(worked: Session, tmp_path: Path) -> None:
    export(worked, "people", tmp_path / "out.xlsx")
    with ZipFile(tmp_path / "out.xlsx") as parts:
        assert "刘强 (2002) at 2026-11-22 12:00" in parts.read("docProps/core.xml").decode()
