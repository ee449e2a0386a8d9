"""The history says in words who did what, and shows nobody's number."""

from dataclasses import replace

import pytest

from data.words import use_language
from desk.acts import perform_on_matter
from desk.history import Event, history
from desk.people import PersonForm, edit_person
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.telling import FIELDS, SENTENCES
from desk.units import add_note, add_vehicle
from desk.values import Values
from models.base import KINDS, columns
from models.errors import NotAllowedError
from models.matter import Matter
from models.matter_states import MATTER
from models.order import WorkOrder
from models.order_states import ORDER
from models.person import Person
from models.place import Unit
from tests.conftest import HOUR, MINUTE, Clock
from tests.desk.conftest import As

LEAK = {"type": "repair", "unit": "3-2-1502", "words": "卫生间顶漏"}
NOISE = {"type": "complaint", "unit": "3-2-1502", "words": "邻居周日施工"}


def log(session: Session, fields: dict[str, str]) -> Matter:
    return log_matter(session, NewMatter(**fields, caller="张三丰", phone="13812348866"))  # type: ignore[arg-type]


def do(session: Session, matter: Matter, act: str, **fields: object) -> None:
    perform_on_matter(session, Matter.get_by_id(matter.id), act, fields)


def told(session: Session, record: Matter | Unit | Person | WorkOrder) -> list[str]:
    return [event.sentence for event in history(session, type(record).get_by_id(record.id))]


@pytest.fixture
def noise(sitting: As) -> Matter:
    return log(sitting("1003"), NOISE)


def test_each_save_is_one_sentence_with_its_author(
    sitting: As, noise: Matter, clock: Clock
) -> None:
    clock.forward(MINUTE)
    do(sitting("1003"), noise, "assign", handler="1004")
    first, second = history(sitting("1003"), Matter.get_by_id(noise.id))
    assert (first.at, first.act, first.who) == (clock.now - MINUTE, "matter.log", "王敏")
    assert first.sentence.startswith("王敏 logged TS1122-A001: 邻居周日施工; state: waiting; ")
    assert second.sentence.startswith("王敏 assigned it to 周洁; state: waiting → assigned")
    assert second.approver == ""


def test_personal_values_are_masked_in_every_sentence(sitting: As, noise: Matter) -> None:
    clerk = sitting("1003")
    unit, person = Unit.get(Unit.code == "3-2-1502"), Person.get()
    add_vehicle(clerk, unit, "渝A8K123")
    edit_person(clerk, person, PersonForm(name="张三峰", id_number="110101199003074514"))
    lines = told(clerk, noise) + told(clerk, unit) + told(clerk, person)
    text = "\n".join(lines)
    for private in ("张三丰", "张三峰", "13812348866", "渝A8K123", "199003074514"):
        assert private not in text
    assert ": -" not in text
    for shown in (
        "caller: 张*峰",
        "full name: 张*丰 → 张*峰",
        "138****8866",
        "渝A***23",
        "****4514",
    ):
        assert shown in text


def test_what_hangs_on_a_matter_is_told_with_its_name(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log(clerk, LEAK)
    do(clerk, matter, "assign", technician="3001")
    do(technician, matter, "accept")
    do(technician, matter, "material", name="角阀", quantity="1.5", price="15")
    do(technician, matter, "finish", result="换角阀", labour="20")
    lines = told(clerk, matter)
    assert "王敏 gave the work to 赵刚" in lines[1]
    assert "PG1122-A001 state: waiting → assigned" in lines[1]
    assert lines[2].startswith("赵刚 accepted the work; state: assigned → in hand")
    assert lines[3].startswith("赵刚 added material: 角阀 × 1.5")
    assert "material price: ¥15.00" in lines[3]
    assert "PG1122-A001 labour fee: ¥20.00" in lines[4]
    assert "call-back due: " in lines[4]


def test_the_order_has_its_own_history(sitting: As) -> None:
    matter = log(sitting("1003"), LEAK)
    do(sitting("1003"), matter, "assign", technician="3001")
    lines = told(sitting("3001"), WorkOrder.get())
    assert lines[1] == "王敏 gave the work to 赵刚; state: waiting → assigned"


def test_codes_times_marks_and_topics_are_words(sitting: As, noise: Matter, clock: Clock) -> None:
    clerk = sitting("1003")
    do(clerk, noise, "promise", due="+90", words="回电")
    do(clerk, noise, "assign", handler="1004")
    do(sitting("1004"), noise, "finish", result="邻居停工")
    do(clerk, noise, "callback", mark="5")
    lines = told(clerk, noise)
    assert "channel: Telephone" in lines[0]
    assert "type: Complaint" in lines[0]
    assert lines[1].startswith("王敏 promised a call until 11-22 Sun 13:30")
    assert lines[4].startswith("王敏 called back: Satisfied; state: call back → closed")


def test_it_speaks_chinese(sitting: As, noise: Matter) -> None:
    do(sitting("1003"), noise, "assign", handler="1004")
    use_language("zh")
    lines = told(sitting("1003"), noise)
    assert lines[1].startswith("王敏 指派给 周洁；状态：")
    assert "渠道：来电" in lines[0]


def test_one_question_for_all_entries(
    sitting: As, noise: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = sitting("1003")

    def asked() -> int:
        statements: list[str] = []
        store = clerk.store

        def trace(_cursor: object, text: str, _values: object) -> bool:
            statements.append(text)
            return True

        store.connection.set_exec_trace(trace)
        history(clerk, Matter.get_by_id(noise.id))
        store.connection.set_exec_trace(None)
        return len(statements)

    before = asked()
    for n in range(15):
        do(clerk, noise, "comment", words=f"第 {n} 条")
    assert asked() == before


def test_saves_are_told_in_the_order_they_were_made(
    sitting: As, noise: Matter, clock: Clock
) -> None:
    clerk = sitting("1003")
    for n in range(3):
        clock.forward(HOUR)
        do(clerk, noise, "comment", words=str(n))
    events = history(clerk, Matter.get_by_id(noise.id))
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert [event.sentence for event in events[1:]] == [f"王敏 wrote: {n}" for n in range(3)]


def test_a_household_file_tells_of_its_notes_and_people(sitting: As, noise: Matter) -> None:
    clerk, unit = sitting("1003"), Unit.get(Unit.code == "3-2-1502")
    add_note(clerk, unit, "有狗，先打电话")
    lines = told(clerk, unit)
    assert any("full name: 张*丰" in line for line in lines)
    assert lines[-1] == "王敏: Add a note; note words: 有狗，先打电话"


def test_entries_of_a_newer_version_and_erased_ones_are_said_so(sitting: As, noise: Matter) -> None:
    clerk = sitting("1003")
    connection = clerk.store.connection
    connection.execute(
        "UPDATE entry SET body = json_set(body, '$.solar', 'yes') WHERE key = ?", (noise.id,)
    )
    assert "recorded by a newer version" in told(clerk, noise)[0]
    person = Person.get()
    connection.execute("UPDATE entry SET body = NULL WHERE key = ?", (person.id,))
    assert "erased" in told(clerk, person)[0]


def test_a_technician_reads_the_history_of_own_work_only(sitting: As, noise: Matter) -> None:
    matter = log(sitting("1003"), LEAK)
    with pytest.raises(NotAllowedError):
        told(sitting("3001"), matter)
    do(sitting("1003"), matter, "assign", technician="3001")
    assert told(sitting("3001"), matter)
    assert told(sitting("3001"), Unit.get(Unit.code == "3-2-1502"))
    with pytest.raises(NotAllowedError):
        told(sitting("3001"), noise)
    with pytest.raises(NotAllowedError):
        told(sitting("9001"), matter)


def test_every_field_that_is_told_exists_and_can_be_shown(office: Session) -> None:
    values = Values(office.store.connection, [])
    for kind, fields in FIELDS.items():
        assert fields.keys() <= set(columns(KINDS[kind])), kind
        for told_field in fields.values():
            sample: object = 1 if told_field.sort in _NUMBERS else "x"
            assert values.show(told_field.sort, sample)
            assert values.show(told_field.sort, None) == "-"


_NUMBERS = {
    "staff", "person", "phone", "unit", "topic", "time", "money", "thousandths", "hundredths",
    "flag", "mark", "minutes", "moment",
}  # fmt: skip


def test_every_act_of_the_machines_has_a_sentence() -> None:
    acts = {f"matter.{act.name}" for act in MATTER.acts} | {
        f"order.{act.name}" for act in ORDER.acts
    }
    assert acts <= SENTENCES.keys()


def test_an_event_names_its_approver(sitting: As, noise: Matter) -> None:
    clerk, supervisor = sitting("1003"), sitting("2001")
    approved = replace(clerk, approver=supervisor.staff)
    do(approved, noise, "comment", words="批准")
    event: Event = history(clerk, Matter.get_by_id(noise.id))[-1]
    assert (event.who, event.approver) == ("王敏", "陈静")
