"""No name, note or file can break the desk: every door cleans or refuses, in a sentence."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.acts import open_acts, perform
from desk.intake import find_households
from desk.line import guesses
from desk.lookup import find_record
from desk.people import (
    PersonForm,
    add_person,
    add_phone,
    add_residence,
    edit_person,
    edit_phone,
    find_persons,
)
from desk.phrases import offered
from desk.reception import NewMatter, log_matter
from desk.reference_edit import EDITED, add_row, rows, values_of
from desk.roster import apply, plan, rejects
from desk.session import Session
from desk.settings import SETTINGS, set_setting
from desk.staff import StaffForm, add_staff, leave, set_duty
from desk.units import BuildingForm, UnitForm, add_building, add_note, add_unit, add_vehicle
from models.base import columns, table
from models.errors import DeskError
from models.kinds import TABLES
from models.matter import Matter
from models.office import Staff
from models.order import WorkOrder
from models.person import Person, Phone
from models.place import Unit
from models.roster import UNKNOWN_NAME
from models.text import clean
from tests.desk.conftest import As
from tests.hostile import HOSTILE

hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def tried(door: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    """What comes of it, or None where it was refused by a sentence that can be printed."""
    try:
        return door(*arguments, **more)
    except DeskError as error:
        sentence = str(error)
    assert sentence.strip()
    return None


@pytest.fixture(autouse=True)
def _quick(office: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.staff.keep", lambda _secret, _random: "kept")
    office.store.connection.execute("PRAGMA synchronous = OFF")  # the disk is not what is tried


def check_stored(session: Session) -> None:
    """All text of all records is as it is after cleaning, and the journal says the same."""
    execute = session.store.connection.execute
    for model in TABLES:
        for row in execute(f"SELECT {', '.join(columns(model))} FROM {table(model)}"):
            for value in row:
                if isinstance(value, str):
                    assert value == clean(value, multiline=True), (table(model), value)
    assert session.store.verify() == []


@pytest.fixture
def unit() -> Unit:
    found: Unit = Unit.get(Unit.code == "3-2-1502")
    return found


@hostile
def test_a_matter_keeps_what_was_said(sitting: As, unit: Unit, text: str) -> None:
    clerk = sitting("1003")
    plain: dict[str, Any] = {"type": "complaint", "words": "夜里吵", "unit": unit.code}
    for field in ("words", "demand", "place", "result", "caller", "promise"):
        more = {"promised_until": clerk.now_ms() + 1000} if field == "promise" else {}
        made = tried(log_matter, clerk, NewMatter(**{**plain, field: text, **more}))
        if made is not None and field in {"words", "demand", "result"}:
            again = Matter.get_by_id(made.id)
            assert getattr(again, field) == clean(text, multiline=True)
        if made is not None and field == "caller" and made.person_id:
            assert Person.get_by_id(made.person_id).name == (clean(text) or UNKNOWN_NAME)
    for field in ("type", "unit", "phone", "relation", "channel", "topic", "urgency", "handler"):
        tried(log_matter, clerk, NewMatter(**{**plain, field: text}))
    check_stored(clerk)


@hostile
def test_every_field_of_every_act_takes_it(sitting: As, text: str) -> None:
    boss = sitting("2002")
    made = log_matter(boss, NewMatter(type="repair", words="漏水", unit="3-2-1502", caller="李四"))
    order = WorkOrder.get(WorkOrder.matter_id == made.id)
    for record in (Matter.get_by_id(made.id), order):
        for each in open_acts(boss, record):
            usual = {need.name: "1" for need in each.act.needs}
            for need in [*each.act.needs, *(("spec", "measure") if each.act.needs else ())]:
                name = need if isinstance(need, str) else need.name
                live = type(record).get_by_id(record.id)
                tried(perform, boss, live, each.act.name, {**usual, name: text})
        tried(perform, boss, record, text, {})
        tried(perform, boss, record, "comment", {text: text})
    check_stored(boss)


@hostile
def test_the_files_of_the_household_take_it(sitting: As, unit: Unit, text: str) -> None:
    clerk = sitting("1003")
    known = add_person(clerk, PersonForm("李四"), unit, "owner", "13812345678")
    phone = Phone.get(Phone.person_id == known.id)
    for field in ("name", "sort", "id_number", "reading", "note"):
        form = PersonForm(**{"name": "王五", field: text})
        tried(add_person, clerk, form, unit, "family")
        tried(edit_person, clerk, Person.get_by_id(known.id), form)
    if (named := tried(add_person, clerk, PersonForm(text), unit, "family")) is not None:
        assert Person.get_by_id(named.id).name == clean(text)
    tried(add_person, clerk, PersonForm("赵六"), unit, text, text)
    tried(add_phone, clerk, known, "13912345678", text)
    tried(add_phone, clerk, known, text)
    tried(edit_phone, clerk, phone, number=text, label=text)
    tried(add_residence, clerk, known, unit, text, text)
    tried(add_vehicle, clerk, unit, text)
    tried(add_note, clerk, unit, text)
    for field in ("code", "name", "phase"):
        tried(add_building, clerk, BuildingForm(**{"code": f"9{field}", field: text}))
    for field in ("code", "usage", "state", "area", "handed_over", "note"):
        tried(add_unit, clerk, UnitForm(**{"code": "3-2-1701", field: text}))
    check_stored(clerk)


@hostile
def test_staff_settings_and_reference_data_take_it(sitting: As, text: str) -> None:
    boss = sitting("2002")
    for field in ("no", "name", "role", "phone"):
        given: dict[str, Any] = {"no": f"8{field}", "name": "钱七", "role": "technician"}
        form = StaffForm(**{**given, field: text})
        tried(add_staff, boss, form, "402913")
    tried(add_staff, boss, StaffForm("8001", "钱七", "technician", "", (text,), (text,)))
    account = Staff.get(Staff.no == "3004")
    tried(set_duty, boss, account, "out", text)
    tried(set_duty, boss, account, text)
    tried(leave, boss, account, text)
    for name in SETTINGS:
        tried(set_setting, boss, name, text)
    tried(set_setting, boss, text, text)
    for kind in EDITED:
        sample = values_of(rows(kind, "channels" if kind == "term" else "")[0])
        for field in sample:
            tried(add_row, boss, kind, {**sample, "code": "zzzz", field: text})
    for kind in ("complaint", "repair"):
        assert offered(("content", "note", "reply", "result", "readback"), kind) is not None
    check_stored(boss)


@hostile
def test_what_is_looked_for_may_be_anything(sitting: As, text: str) -> None:
    clerk = sitting("1003")
    for typed in (text, f"12 3-2-1502 {text}", f"12 3-2-1502 zylz {text}", f"3-2-1502 {text}"):
        for guess in guesses(clerk, typed):
            json.dumps(guess.document()).encode()
        find_households(clerk, typed)
        find_persons(clerk, typed)
        tried(find_record, clerk, typed)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_roster_full_of_it_is_read_or_refused(sitting: As, tmp_path: Path, encoding: str) -> None:
    boss = sitting("2001")
    headings = ["楼栋", "房号", "业主", "业主电话", "面积", "租户", "租户电话", "车牌", "备注"]
    sound = ["3栋", "1502", "张三", "13800001234", "88.5", "", "", "渝A8K123", "VIP"]
    file = tmp_path / "roster.csv"
    with file.open("w", encoding=encoding, errors="replace", newline="") as out:
        write = csv.writer(out).writerow
        write(headings)
        readable = [text.replace("\0", "") for text in HOSTILE.values()]
        for number, text in enumerate(readable):
            for column in range(len(headings)):
                cells = [*sound]
                cells[1], cells[3], cells[7] = f"{number + 1}{column:02}", "", ""
                cells[column] = text
                write(cells)
    found = plan(boss, [file])
    rejects(found, tmp_path / "rejects.xlsx")
    json.dumps(found.document()).encode()
    apply(boss, found)
    check_stored(boss)
    again = plan(boss, [file])
    assert (again.new, again.changed) == (0, 0)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(st.characters(), max_size=80))
def test_any_words_at_all_come_back_as_cleaned(sitting: As, words: str) -> None:
    clerk = sitting("1003")
    made = tried(log_matter, clerk, NewMatter(type="complaint", words=words))
    if made is None:
        assert not clean(words, multiline=True)
        return
    again = Matter.get_by_id(made.id)
    assert again.words == made.words == clean(words, multiline=True)
    [entry] = clerk.store.record_entries(made.id)
    assert entry.fields()["words"] == again.words
