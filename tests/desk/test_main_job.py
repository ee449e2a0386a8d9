"""The main job, from the first word to the closing call-back, as the manual tells it."""

import pytest

from desk.acts import acts_of_matter, current_order, perform, perform_on_matter
from desk.case import owed_callback
from desk.numbers import read_number, show_number
from desk.orders import materials_of
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.errors import InputError, NotAllowedError
from models.matter import Callback, Matter, Promise
from models.order import WorkOrder
from models.person import Person, Phone
from tests.conftest import DAY, HOUR, MINUTE, Clock
from tests.desk.conftest import As

LEAK = NewMatter(
    type="repair", unit="3-2-1502", words="卫生间顶漏", person_id=None, caller="张三丰",
    phone="13812348866",
)  # fmt: skip


def complaint(session: Session, **more: object) -> Matter:
    return log_matter(
        session,
        NewMatter(
            type="complaint", unit="3-2-1502", words="邻居装修周日施工", caller="张三丰",
            phone="13812348866", **more,  # type: ignore[arg-type]
        ),
    )  # fmt: skip


def again(matter: Matter) -> Matter:
    found: Matter = Matter.get_by_id(matter.id)
    return found


def acts(session: Session, matter: Matter) -> set[str]:
    return {each.act.name for each in acts_of_matter(session, again(matter)) if not each.why_not}


def do(session: Session, matter: Matter, act: str, **fields: object) -> Matter:
    perform_on_matter(session, again(matter), act, fields)
    return again(matter)


def test_a_complaint_is_heard_handled_called_back_and_closed(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = complaint(clerk)
    assert matter.number == "TS1122-A001"
    assert matter.state == "waiting"
    assert matter.first_contact_id == clerk.staff_id
    assert matter.due_step == "reply"
    matter = do(clerk, matter, "assign", handler="1004")
    assert matter.state == "assigned"
    assert matter.first_contact_id == clerk.staff_id
    colleague = sitting("1004")
    do(colleague, matter, "take")
    matter = do(colleague, matter, "reply", words="已通知邻居停工")
    assert matter.due_step == "finish"
    matter = do(colleague, matter, "finish", result="邻居承诺周日不施工")
    assert matter.state == "callback"
    assert matter.due_step == "callback"
    matter = do(clerk, matter, "callback", mark="5")
    assert (matter.state, matter.mark, matter.due_at) == ("closed", 5, None)
    assert owed_callback(matter) is None


def test_a_repair_goes_through_its_order_and_the_matter_follows(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log_matter(clerk, LEAK)
    order = current_order(matter)
    assert order is not None
    assert (order.number, matter.number) == ("PG1122-A001", "BX1122-A001")
    assert do(clerk, matter, "assign", technician="3001").state == "assigned"
    assert do(technician, matter, "accept").state == "doing"
    assert do(technician, matter, "arrive").due_step == "finish"
    do(technician, matter, "material", name="角阀", quantity="2", price="15")
    matter = do(technician, matter, "finish", result="换角阀两只", labour="20")
    assert matter.state == "callback"
    assert matter.result == "换角阀两只"
    order = WorkOrder.get_by_id(order.id)
    assert (order.labour, order.material) == (2000, 3000)
    with pytest.raises(InputError, match="not paid"):
        perform(clerk, order, "slip", {})
    perform(clerk, order, "pay", {"amount": "50", "method": "1"})
    perform(clerk, WorkOrder.get_by_id(order.id), "slip", {})
    assert WorkOrder.get_by_id(order.id).state == "closed"
    assert do(clerk, matter, "callback", mark="3").state == "closed"


def test_whoever_has_a_skill_can_be_given_an_order(sitting: As) -> None:
    clerk, manager = sitting("1003"), sitting("2002")
    with clerk.store.change(clerk, "set up") as change:
        change.set(manager.who, skills="water")
    matter = log_matter(clerk, LEAK)
    assert do(clerk, matter, "assign", technician="2002").handler_id == manager.staff_id
    with pytest.raises(InputError, match="no technician"):
        do(clerk, matter, "assign", technician="1004")


def test_work_given_back_is_nobodys_until_somebody_else_takes_it(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log_matter(clerk, LEAK)
    assert do(clerk, matter, "assign", technician="3001").handler_id == technician.staff_id
    matter = do(technician, matter, "return", reason="1")
    assert (matter.state, matter.handler_id) == ("waiting", None)


def test_a_slip_comes_back_whole_result_materials_and_fee_in_one_save(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log_matter(clerk, LEAK)
    do(clerk, matter, "assign", technician="3001")
    do(technician, matter, "accept")
    with pytest.raises(InputError, match="Line 2"):
        do(technician, matter, "finish", result="已修", materials="角阀 2 15\n3 4")
    assert again(matter).state == "doing"
    do(technician, matter, "finish", result="已修", materials="角阀 2 15\n软管 自备", labour="20")
    order = WorkOrder.get(WorkOrder.matter_id == matter.id)
    assert (order.material, order.labour) == (3000, 2000)
    assert [line.name for line in materials_of(order)] == ["角阀", "软管"]


def test_who_did_the_work_never_rates_it(sitting: As) -> None:
    clerk = sitting("1003")
    matter = complaint(clerk, handler="1003")
    do(clerk, matter, "finish", result="已处理")
    with pytest.raises(NotAllowedError, match="may not call back"):
        do(clerk, matter, "callback", mark="5")
    assert do(sitting("1004"), matter, "callback", mark="5").state == "closed"


def test_an_unhappy_answer_reopens_one_level_up_with_a_fresh_clock(
    sitting: As, clock: Clock
) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = log_matter(clerk, LEAK)
    do(clerk, matter, "assign", technician="3001")
    do(technician, matter, "accept")
    do(technician, matter, "finish", result="已修")
    clock.forward(2 * DAY)
    matter = do(clerk, matter, "callback", mark="1", words="还在漏")
    assert (matter.state, matter.level, matter.reopened) == ("waiting", 1, 1)
    assert matter.due_at is not None
    assert matter.due_at > clock.now
    second = current_order(matter)
    assert second is not None
    assert second.rework_of_id is not None
    assert second.state == "waiting"


def test_nobody_answers_and_the_call_stays_owed(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = complaint(clerk, handler="1004")
    do(sitting("1004"), matter, "finish", result="已处理")
    matter = do(clerk, matter, "no_answer")
    owed = owed_callback(matter)
    assert owed is not None
    assert (owed.attempts, matter.state) == (1, "callback")
    assert matter.due_at == owed.due_at


def test_an_enquiry_answered_on_the_spot_is_one_line_and_closes_itself(sitting: As) -> None:
    matter = log_matter(
        sitting("1003"), NewMatter(type="enquiry", words="物业费几号交", result="每月 10 日前")
    )
    assert matter.number == "ZX1122-A001"
    assert matter.state == "closed"
    assert Callback.select().count() == 0


def test_a_matter_is_not_closed_over_a_call_back_that_is_owed(sitting: As) -> None:
    clerk = sitting("1003")
    matter = complaint(clerk, handler="1004")
    do(sitting("1004"), matter, "finish", result="已处理")
    with pytest.raises(InputError, match="call-back is owed"):
        do(clerk, matter, "close", result="已处理")
    assert do(clerk, matter, "close", result="已处理", reason="电话停机").state == "closed"


def test_nothing_closes_without_a_result_or_voids_without_a_reason(sitting: As) -> None:
    clerk, chief = sitting("1003"), sitting("2001")
    matter = complaint(clerk)
    with pytest.raises(InputError, match="Result is missing") as refused:
        do(clerk, matter, "finish", result=" ")
    assert refused.value.field == "result"
    with pytest.raises(InputError, match="Reason is missing"):
        do(chief, matter, "void")
    with pytest.raises(NotAllowedError):
        do(clerk, matter, "void", reason="1")
    assert do(chief, matter, "void", reason="1").reason == "重复登记"


def test_a_voided_repair_takes_its_open_order_with_it(sitting: As) -> None:
    matter = log_matter(sitting("1003"), LEAK)
    do(sitting("2001"), matter, "void", reason="误登")
    [order] = WorkOrder.select()
    assert (order.state, order.reason) == ("cancelled", "误登")


def test_a_voided_matter_owes_no_call(sitting: As, clock: Clock) -> None:
    matter = complaint(sitting("1003"), promised_until=clock.now + HOUR)
    do(sitting("2001"), matter, "promise", due=clock.now + DAY)
    do(sitting("2001"), matter, "void", reason="1")
    assert [promise.voided for promise in Promise.select()] == ["重复登记", "重复登记"]


def test_a_finished_matter_offers_only_what_is_open(sitting: As) -> None:
    clerk = sitting("1003")
    matter = log_matter(clerk, LEAK)
    assert "finish" not in acts(clerk, matter)
    assert {"assign", "cancel", "comment"} <= acts(clerk, matter)
    do(clerk, matter, "cancel", reason="4")
    assert {"dispatch", "finish", "close"} <= acts(clerk, matter)


def test_an_appointment_replaces_the_clock(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = log_matter(clerk, LEAK)
    window = clock.now + 26 * HOUR
    perform(clerk, WorkOrder.get(), "assign", {"technician": "3001", "window": window})
    assert again(matter).due_at == window


def test_urgent_words_of_the_category_make_it_urgent_and_due_sooner(sitting: As) -> None:
    clerk = sitting("1003")
    normal = log_matter(clerk, LEAK)
    urgent = log_matter(clerk, NewMatter(type="repair", words="水管爆裂", unit="3-2-1502",
                                         urgency="urgent"))  # fmt: skip
    assert normal.due_at is not None
    assert urgent.due_at == urgent.opened_at + 30 * MINUTE
    assert urgent.due_at < normal.due_at


def test_only_a_supervisor_extends_and_only_to_later(sitting: As, clock: Clock) -> None:
    clerk, chief = sitting("1003"), sitting("2001")
    matter = complaint(clerk)
    with pytest.raises(NotAllowedError):
        do(clerk, matter, "extend", until=clock.now + 9 * DAY, reason="1")
    with pytest.raises(InputError, match="later"):
        do(chief, matter, "extend", until=clock.now + 1, reason="1")
    assert do(chief, matter, "extend", until=clock.now + 9 * DAY, reason="1").due_at == (
        clock.now + 9 * DAY
    )


def test_a_limit_is_extended_twice_at_the_most(sitting: As, clock: Clock) -> None:
    chief = sitting("2001")
    matter = complaint(sitting("1003"))
    for days in (9, 10):
        do(chief, matter, "extend", until=clock.now + days * DAY, reason="1")
    with pytest.raises(InputError, match="2 times already"):
        do(chief, matter, "extend", until=clock.now + 11 * DAY, reason="1")


def test_a_promise_is_a_clock_of_its_own(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = complaint(clerk, promised_until=clock.now + HOUR)
    [promised] = Promise.select()
    assert promised.due_at == clock.now + HOUR
    do(clerk, matter, "keep")
    assert Promise.get().kept_at == clock.now


def test_the_first_contact_stays_when_the_handler_changes(sitting: As) -> None:
    matter = complaint(sitting("1003"))
    do(sitting("2001"), matter, "assign", handler="1004")
    matter = do(sitting("2001"), matter, "assign", handler="2002")
    assert matter.first_contact_id == sitting("1003").staff_id


def test_a_known_caller_is_not_typed_twice(sitting: As) -> None:
    complaint(sitting("1003"))
    complaint(sitting("1003"))
    assert Person.select().count() == 1
    assert Phone.select().count() == 1


def test_an_unknown_caller_becomes_a_person_of_the_unit(sitting: As) -> None:
    matter = log_matter(
        sitting("1003"),
        NewMatter(type="report", unit="3-2-1502", words="门禁坏了", caller="刘一",
                  phone="13900001111", relation="tenant"),
    )  # fmt: skip
    assert Person.get_by_id(matter.person_id).name == "刘一"


def test_bad_input_names_the_field_and_changes_nothing(sitting: As) -> None:
    clerk = sitting("1003")
    before = len(list(clerk.store.entries()))
    for field, new in {
        "unit": NewMatter(type="complaint", unit="99-9-9999", words="x"),
        "topic": NewMatter(type="complaint", topic="????", words="x"),
        "words": NewMatter(type="complaint", words="   "),
        "type": NewMatter(type="gossip", words="x"),
        "handler": NewMatter(type="complaint", words="x", handler="0000"),
        "phone": NewMatter(type="complaint", words="x", caller="李", phone="1381234"),
    }.items():
        with pytest.raises(InputError) as refused:
            log_matter(clerk, new)
        assert refused.value.field == field
    assert len(list(clerk.store.entries())) == before


def test_numbers_are_final_and_count_for_the_desk_and_day(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    assert complaint(clerk).number == "TS1122-A001"
    assert log_matter(clerk, LEAK).number == "BX1122-A002"
    clock.forward(DAY)
    assert complaint(clerk).number == "TS1123-A001"


def test_a_number_of_another_year_shows_it() -> None:
    assert show_number("TS1123-A017", 2026, 2026) == "TS1123-A017"
    assert show_number("TS1123-A017", 2025, 2026) == "TS2025-1123-A017"
    assert read_number("ts2025-1123-a017") == ("TS1123-A017", 2025)
    assert read_number("TS1123-A017") == ("TS1123-A017", None)


def test_what_follows_the_closing_does_not_move_it(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    matter = log_matter(clerk, NewMatter(type="enquiry", words="物业费几号交", result="10 日前"))
    closed = clock.now
    clock.forward(DAY)
    assert do(clerk, matter, "comment", words="又来问过").closed_at == closed


def test_the_tables_can_be_folded_again(sitting: As) -> None:
    test_a_repair_goes_through_its_order_and_the_matter_follows(sitting)
    store = sitting("1003").store
    before = list(Matter.select().dicts()), list(WorkOrder.select().dicts())
    store.rebuild()
    assert (list(Matter.select().dicts()), list(WorkOrder.select().dicts())) == before
    assert store.verify() == []
