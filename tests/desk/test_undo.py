"""Undo takes a save back whole, only while nobody built on it, and leaves its trace."""

import pytest

from data import queues
from data.queues import QUEUES
from desk.acts import perform, perform_on_matter
from desk.case import Case, orders_of
from desk.history import history
from desk.households import unit_page
from desk.orders import materials_of
from desk.people import PersonForm, edit_person
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.settings import set_setting
from desk.shown import matter_view, queue_values
from desk.undo import last_redoable, last_undoable, redo, undo
from desk.units import add_note
from models.base import Record
from models.errors import NotAllowedError, NotFoundError
from models.kinds import TABLES
from models.matter import Callback, Comment, Matter, Promise
from models.order import Material, WorkOrder
from models.person import HouseNote, Person, Phone, Residence
from models.place import Unit
from tests.conftest import HOUR, MINUTE, Clock
from tests.desk.conftest import As


def log(session: Session, **more: object) -> Matter:
    fields = {"type": "repair", "unit": "3-2-1502", "words": "卫生间顶漏", **more}
    return log_matter(session, NewMatter(**fields))  # type: ignore[arg-type]


def again(matter: Matter) -> Matter:
    found: Matter = Matter.get_by_id(matter.id)
    return found


def do(session: Session, matter: Matter, act: str, **fields: object) -> Matter:
    perform_on_matter(session, again(matter), act, fields)
    return again(matter)


def tables(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """All rows, but for the marks every entry leaves."""
    return {
        model.kind: [
            tuple(value for name, value in row.items() if name not in {"ver", "heads"})
            for row in model.select().order_by(model.id).dicts().execute()
        ]
        for model in TABLES
    }


def listed(session: Session, name: str) -> list[str]:
    rows = queues.page(session.store.connection, QUEUES[name], queue_values(session))
    return [row["number"] for row in rows]


STEPS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("1003", "assign", {"technician": "3001", "window": "+60"}),
    ("1003", "promise", {"due": "+90", "words": "回电"}),
    ("1003", "comment", {"words": "业主急"}),
    ("1003", "accept", {}),
    ("1003", "material", {"name": "角阀", "quantity": "2", "price": "15"}),
    ("1003", "finish", {"result": "换角阀", "labour": "20"}),
    ("1003", "pay", {"amount": "50", "method": "1"}),
    ("1003", "callback", {"mark": "1", "words": "还在漏"}),
)


@pytest.mark.parametrize("count", range(1, len(STEPS) + 1))
def test_every_act_of_the_main_job_goes_back_to_what_was_before(
    sitting: As, clock: Clock, count: int
) -> None:
    matter = log(sitting("1003"), caller="张三丰", phone="13812348866")
    for no, act, fields in STEPS[: count - 1]:
        clock.forward(MINUTE)
        do(sitting(no), matter, act, **fields)
    before = tables(sitting("1003"))
    no, act, fields = STEPS[count - 1]
    clock.forward(MINUTE)
    do(sitting(no), matter, act, **fields)
    after = tables(sitting("1003"))
    clock.forward(MINUTE)
    taken = undo(sitting(no), reason="按错")
    assert taken.act in {f"matter.{act}", f"order.{act}"}
    assert without_ended(tables(sitting("1003"))) == before
    redo(sitting(no))
    assert tables(sitting("1003")) == after


def without_ended(
    found: dict[str, list[tuple[object, ...]]],
) -> dict[str, list[tuple[object, ...]]]:
    """The rows without those that an undo ended."""
    return {kind: [row for row in rows if "按错" not in row] for kind, rows in found.items()}


def test_a_matter_logged_by_mistake_is_void_with_all_that_came_with_it(sitting: As) -> None:
    clerk = sitting("1003")
    matter = log(clerk, caller="张三丰", phone="13812348866", promised_until=clerk.now_ms() + HOUR)
    assert listed(clerk, "dispatch") == ["PG1122-A001"]
    undo(clerk, reason="登错房号")
    matter = again(matter)
    assert (matter.state, matter.reason, matter.due_at) == ("void", "登错房号", None)
    assert WorkOrder.get().state == "cancelled"
    for model in (Person, Phone, Residence, Promise):
        assert model.get().voided == "登错房号"
    for name in ("open", "waiting", "promised", "dispatch", "first", "late"):
        assert listed(clerk, name) == []


def test_its_number_is_never_given_again(sitting: As) -> None:
    clerk = sitting("1003")
    log(clerk)
    undo(clerk)
    assert log(clerk).number == "BX1122-A002"


def test_a_reason_is_written_when_none_is_given(sitting: As) -> None:
    matter = log(sitting("1003"))
    undo(sitting("1003"))
    assert again(matter).reason == "undone by 王敏"


def test_later_saves_are_undone_first_one_by_one(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = log(clerk)
    states = []
    for act, fields in (("assign", {"technician": "3001"}), ("accept", {}), ("arrive", {})):
        clock.forward(MINUTE)
        do(clerk, matter, act, **fields)
    for _time in range(4):
        undo(clerk)
        states.append((again(matter).state, WorkOrder.get().state))
    assert states == [
        ("doing", "accepted"), ("assigned", "assigned"), ("waiting", "waiting"),
        ("void", "cancelled"),
    ]  # fmt: skip
    assert last_undoable(clerk) is None
    with pytest.raises(NotFoundError):
        undo(clerk)
    for _time in range(4):
        redo(clerk)
    assert (again(matter).state, WorkOrder.get().state) == ("doing", "onsite")
    with pytest.raises(NotFoundError):
        redo(clerk)


def test_what_was_done_again_can_be_undone_again(sitting: As) -> None:
    clerk = sitting("1003")
    matter = log(clerk, type="complaint")
    do(clerk, matter, "assign", handler="1004")
    for _time in range(3):
        undo(clerk)
        assert again(matter).handler_id is None
        redo(clerk)
        assert again(matter).handler_id == sitting("1004").staff_id


def test_a_save_somebody_built_on_stays(sitting: As, clock: Clock) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log(clerk)
    do(clerk, matter, "assign", technician="3001")
    clock.forward(MINUTE)
    do(technician, matter, "accept")
    before = tables(clerk)
    with pytest.raises(NotAllowedError, match="赵刚 saved «Accept» on it since"):
        undo(clerk)
    assert tables(clerk) == before
    undo(technician)
    undo(clerk)
    assert again(matter).state == "waiting"


def test_an_order_is_not_undone_under_a_matter_that_went_on(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log(clerk)
    for _time in range(2):
        do(clerk, matter, "dispatch", skill="2")
    for act, fields in (("assign", {"technician": "3001"}), ("accept", {}), ("arrive", {})):
        for order in orders_of(matter):
            perform(clerk if act == "assign" else technician, order, act, fields)
    saves = []
    for order in orders_of(matter):
        perform(technician, order, "finish", {"result": "好"})
        offered = last_undoable(technician)
        assert offered
        saves.append(offered.change)
    ended = again(matter).state
    # The second one left the matter as it was; the third ended it because all three were done.
    with pytest.raises(NotAllowedError, match="赵刚 saved «Done» on it since"):
        undo(technician, saves[1])
    assert again(matter).state == ended
    undo(technician, saves[2])
    undo(technician, saves[1])
    assert again(matter).state == "doing"


def test_somebody_known_since_is_not_taken_away(sitting: As) -> None:
    log(sitting("1003"), caller="张三丰", phone="13812348866")
    log(sitting("1004"), type="complaint", caller="张三丰", phone="13812348866")
    with pytest.raises(NotAllowedError, match="周洁 saved «Log a matter» on it since"):
        undo(sitting("1003"))
    assert Person.get().voided is None


def test_a_comment_by_a_colleague_keeps_the_matter(sitting: As) -> None:
    matter = log(sitting("1003"), type="complaint")
    do(sitting("1004"), matter, "comment", words="我来过电话")
    with pytest.raises(NotAllowedError, match="周洁"):
        undo(sitting("1003"))
    undo(sitting("1004"))
    undo(sitting("1003"))
    assert again(matter).state == "void"


def test_only_the_own_saves_of_this_shift_are_offered(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = log(clerk)
    offered = last_undoable(clerk)
    assert offered
    assert (str(offered), offered.about) == ("Log a matter · BX1122-A001", matter.number)
    assert last_undoable(sitting("1004")) is None
    clock.forward(12 * HOUR + MINUTE)
    assert last_undoable(clerk) is None
    with pytest.raises(NotAllowedError, match="older than a shift"):
        undo(clerk, offered.change)


def test_a_supervisor_may_take_back_what_a_clerk_saved(sitting: As) -> None:
    log(sitting("1003"))
    offered = last_undoable(sitting("1003"))
    assert offered
    with pytest.raises(NotAllowedError):
        undo(sitting("1004"), offered.change)
    undo(sitting("2001"), offered.change, "误登")
    assert Matter.get().state == "void"


def test_an_auditor_undoes_nothing(sitting: As) -> None:
    with pytest.raises(NotAllowedError):
        undo(sitting("7001"))


def test_nothing_is_undone_twice_and_no_undo_is_undone(sitting: As) -> None:
    clerk = sitting("1003")
    log(clerk)
    taken = undo(clerk)
    with pytest.raises(NotAllowedError, match="already"):
        undo(clerk, taken.change)
    undoing = max(entry.change for entry in clerk.store.entries() if entry.act == "undo")
    with pytest.raises(NotAllowedError, match="redo"):
        undo(clerk, undoing)
    redo(clerk)
    with pytest.raises(NotAllowedError, match="not undone"):
        redo(clerk, taken.change)
    with pytest.raises(NotFoundError):
        undo(clerk, 42)


def test_a_new_save_ends_what_could_be_done_again(sitting: As) -> None:
    clerk = sitting("1003")
    log(clerk)
    undo(clerk)
    assert last_redoable(clerk)
    log(clerk, type="complaint")
    assert last_redoable(clerk) is None


def test_nothing_is_done_again_on_ground_that_is_gone(sitting: As) -> None:
    clerk = sitting("1003")
    matter = log(clerk, type="complaint")
    do(clerk, matter, "assign", handler="1004")
    do(clerk, matter, "take")
    third = undo(clerk)
    undo(clerk)
    with pytest.raises(NotAllowedError, match="rests on"):
        redo(clerk, third.change)
    redo(clerk)
    redo(clerk)
    assert again(matter).state == "doing"


def test_settings_are_changed_back_on_their_own_screen(sitting: As) -> None:
    manager = sitting("2002")
    log(manager)
    set_setting(manager, "idle_minutes", "7")
    offered = last_undoable(manager)
    assert offered
    assert offered.act == "matter.log"
    change = max(entry.change for entry in manager.store.entries() if entry.kind == "setting")
    with pytest.raises(NotAllowedError, match="own screen"):
        undo(manager, change)


def test_a_correction_of_a_person_goes_back(sitting: As) -> None:
    clerk = sitting("1003")
    log(clerk, caller="张三丰", phone="13812348866")
    edit_person(clerk, Person.get(), PersonForm(name="张三峰"))
    taken = undo(clerk)
    assert Person.get().name == "张三丰"
    assert taken.about == "张*丰"
    assert "张三丰" not in taken.sentence


def test_a_note_taken_back_leaves_the_page(sitting: As) -> None:
    clerk, unit = sitting("1003"), Unit.get(Unit.code == "3-2-1502")
    add_note(clerk, unit, "有狗")
    undo(clerk)
    assert unit_page(clerk, unit.id).notes == []
    assert HouseNote.get().voided


def test_an_erased_person_is_not_brought_back(sitting: As) -> None:
    clerk = sitting("1003")
    log(clerk, caller="张三丰", phone="13812348866")
    clerk.store.connection.execute("UPDATE entry SET body = NULL WHERE kind = 'person'")
    with pytest.raises(NotAllowedError, match="erased"):
        undo(clerk)


def test_the_tables_fold_to_the_same_after_undo_and_redo(sitting: As) -> None:
    clerk = sitting("1003")
    matter = log(clerk, caller="张三丰", phone="13812348866")
    do(clerk, matter, "assign", technician="3001")
    undo(clerk, reason="按错")
    before = tables(clerk)
    clerk.store.rebuild()
    assert tables(clerk) == before
    redo(clerk)
    before = tables(clerk)
    clerk.store.rebuild()
    assert tables(clerk) == before
    assert clerk.store.verify() == []


def test_the_history_says_so(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = log(clerk, type="complaint")
    do(clerk, matter, "assign", handler="1004")
    clock.forward(MINUTE)
    undo(clerk, reason="点错人")
    redo(clerk)
    lines = [event.sentence for event in history(clerk, again(matter))]
    assert lines[2].startswith("王敏 took back «Assign»: 点错人; state: assigned → waiting")
    assert lines[3].startswith("王敏 did «Assign» again; state: waiting → assigned")


@pytest.mark.parametrize(
    ("model", "steps"), [(Promise, 2), (Comment, 3), (Material, 5), (Callback, 6)]
)
def test_what_hangs_on_a_matter_leaves_its_lists(
    sitting: As, model: type[Record], steps: int
) -> None:
    clerk = sitting("1003")
    matter = log(clerk, caller="张三丰", phone="13812348866")
    for no, act, fields in STEPS[:steps]:
        do(sitting(no), matter, act, **fields)
    undo(clerk)
    assert model.get().voided
    assert (model is Promise) == (listed(clerk, "promised") == [])
    shown = matter_view(clerk, again(matter))
    assert (model is Promise) == (shown["promises"] == [])
    assert (model in {Promise, Comment}) == (shown["comments"] == [])
    assert (model is not Callback) == (materials_of(WorkOrder.get()) == [])
    assert Case(again(matter)).owed is None
