"""Intake as a clerk types it, with the phone in the other hand."""

from collections.abc import Callable

import pytest

from data import drafts
from desk.session import Session
from models.matter import Comment, Matter, Promise
from models.order import WorkOrder
from models.person import Person, Phone, Residence
from models.place import Unit
from screens.intake import IntakeScreen
from tests.conftest import HOUR, NOON
from tests.desk.conftest import As
from tests.screens.conftest import At, Blank, Log, OneScreen


def intake(app: OneScreen) -> IntakeScreen:
    assert isinstance(app.screen, IntakeScreen)
    return app.screen


async def test_a_complaint_of_a_known_household_is_logged_and_read_back(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("8866", "enter")
        assert "张*丰 业主" in app.seen
        assert "138****8866" in app.seen
        assert "13812348866" not in app.seen
        await app.press("enter", "enter", "enter", "zxzy", "enter", "夜里吵", "f2")
        assert isinstance(app.screen, Blank)
        assert app.said.startswith("✔ 已登记 TS1122-A001 投诉  您反映 3-2-1502 的情况")
        assert "待派 1" in app.rows[0]
    matter = Matter.get()
    assert (matter.type, matter.words, matter.unit_id) == ("complaint", "夜里吵", household.id)
    assert Person.get_by_id(matter.person_id).name == "张三丰"
    assert Phone.get_by_id(matter.phone_id).number == "13812348866"
    assert matter.channel == "call"


async def test_the_number_that_was_typed_is_the_one_to_ring_back(at: At, household: Unit) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("62345678", "enter")
        assert "***5678" in app.rows[4]
        await app.press("enter", "enter", "enter", "zxzy", "enter", "吵", "f2")
    matter = Matter.get()
    assert Phone.get_by_id(matter.phone_id).number == "02362345678"


async def test_another_of_the_household_is_a_digit_away(at: At, household: Unit) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("31502", "enter", "2", "enter", "enter", "zxzy", "enter", "吵", "f2")
    matter = Matter.get()
    assert Person.get_by_id(matter.person_id).name == "刘小红"
    assert Phone.get_by_id(matter.phone_id).number == "13912345678"


async def test_somebody_new_is_added_to_the_household(at: At, household: Unit) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("3-2-1502", "enter", "陈阿姨", "enter", "3", "13700001111", "enter")
        await app.press("1", "zxzy", "enter", "吵", "f2")
    matter = Matter.get()
    person = Person.get_by_id(matter.person_id)
    assert person.name == "陈阿姨"
    assert Phone.get_by_id(matter.phone_id).number == "13700001111"
    assert Residence.get(Residence.person_id == person.id).relation == "tenant"
    assert matter.channel == "visit"


async def test_a_bad_number_gets_its_sentence_and_what_was_typed_stays(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("3-2-1502", "enter", "enter", "1381234886", "enter", "enter")
        await app.press("zxzy", "enter", "吵", "f2")
        assert "11" in app.said
        assert app.focused is intake(app).form["phone"]
        assert intake(app).form["words"].answer == "吵"
        await app.press("13812348866", "f2")
    assert Matter.select().count() == 1


async def test_a_common_place_needs_no_unit(at: At, household: Unit) -> None:
    async with at("intake", type="report") as app:
        await app.press("中心花园", "tab")
        assert "公共部位" in app.seen
        await app.press("tab", "tab", "tab", "tab", "ldbl", "enter", "f2")
    matter = Matter.get()
    assert (matter.place, matter.unit_id) == ("中心花园", None)


async def test_a_unit_that_does_not_exist_is_refused_not_taken_for_a_place(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("9-9-9999", "tab", "tab", "tab", "tab", "zxzy", "enter", "吵", "f2")
        assert app.focused is intake(app).form["unit"]
        assert "9-9-9999" in app.said
    assert Matter.select().count() == 0


async def test_urgency_follows_the_category_until_somebody_touches_it(
    at: At, household: Unit
) -> None:
    async with at("intake", type="repair") as app:
        await app.press("31502", "enter", "enter", "enter", "enter", "sgbl", "enter")
        urgency = intake(app).form["urgency"]
        assert (urgency.answer, urgency.dim) == ("urgent", True)
        assert "紧急" in app.seen
        await app.press("enter", "0")
        assert (urgency.answer, urgency.dim) == ("normal", False)
        await app.press("f2")
    assert Matter.get().urgency == "normal"
    assert WorkOrder.get().skill == "water"


async def test_an_appointment_and_a_technician_of_choice(at: At, household: Unit) -> None:
    async with at("intake", type="repair") as app:
        await app.press("31502", "enter", "enter", "enter", "enter", "sgls", "enter")
        await app.press("enter", "enter", "1500", "enter", "enter", "enter", "1", "f2")
    order = WorkOrder.get()
    assert order.window_from == NOON + 3 * HOUR
    assert order.state == "assigned"
    assert order.technician_id is not None


async def test_a_promise_is_shown_back_and_kept_as_a_clock_of_its_own(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy", words="吵") as app:
        assert app.focused is intake(app).form["promised_until"]
        await app.press("+60")
        assert "13:00 回电" in app.seen
        await app.press("f2")
        assert "13:00" in app.said
    promise = Promise.get()
    assert (promise.due_at, promise.words) == (NOON + HOUR, "回电")


async def test_an_enquiry_answered_on_the_spot_closes_itself(at: At, household: Unit) -> None:
    async with at("intake", type="enquiry", topic="fycx") as app:
        await app.press("dcjd", "f4", "f2")
        assert app.said == "✔ 已登记 ZX1122-A001 当场答复"
    matter = Matter.get()
    assert matter.state == "closed"
    assert matter.result == "当场解答，来人清楚。"


async def test_a_second_call_about_the_same_is_noticed_and_can_be_added(at: At, log: Log) -> None:
    first = log("complaint", "夜里吵", topic="zxzy")
    async with at("intake", type="complaint") as app:
        await app.press("31502", "enter", "enter", "enter", "enter", "cssg", "enter")
        assert "TS1122-A001" in app.said
        await app.press("现在还在吵", "f10", "2")
        assert app.said == "✔ 已并入 TS1122-A001"
    assert Matter.select().count() == 1
    assert Comment.get().words == "现在还在吵"
    assert Comment.get().matter_id == first.id


async def test_the_type_can_be_changed_and_what_was_typed_stays(at: At, household: Unit) -> None:
    async with at("intake", type="enquiry") as app:
        await app.press(
            "31502", "enter", "enter", "enter", "enter", "enter", "楼上漏水", "f10", "2"
        )
        assert "报修" in app.rows[0]
        await app.press("f2")
    matter = Matter.get()
    assert (matter.type, matter.words) == ("repair", "楼上漏水")


async def test_f5_repeats_the_value_of_the_record_before(at: At, household: Unit) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy") as app:
        await app.press("夜里吵", "f2")
        await app.press("f3", "12 31502 zxzy", "enter", "f5")
        assert intake(app).form["words"].answer == "夜里吵"


async def test_the_form_is_empty_for_the_next_caller(at: At, household: Unit) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy", words="吵") as app:
        first = app.screen
        await app.press("f2", "f3", "21", "enter")
        assert app.screen is first
        assert "报修" in app.rows[0]
        values = intake(app).form.values()
        assert not any(value for name, value in values.items() if name != "channel")
        assert "张*丰" not in app.seen
        assert app.focused is intake(app).form["unit"]


async def test_a_whole_intake_in_one_line(at: At, household: Unit) -> None:
    async with at("") as app:
        await app.press("f3", "12 3-2-1502 zxzy 邻居装修周日施工", "enter")
        assert "张*丰" in app.seen
        await app.press("f2")
    matter = Matter.get()
    assert (matter.words, matter.type) == ("邻居装修周日施工", "complaint")


async def test_the_technician_proposed_first_is_the_one_for_the_category(
    at: At, household: Unit
) -> None:
    async with at("intake", type="repair", unit="3-2-1502", topic="hntd") as app:
        labels = [option.label for option in intake(app).form["handler"].options]  # type: ignore[attr-defined]
        assert labels[0] == "孙伟"  # the one on duty with electricity
        assert "王敏" not in labels


async def test_a_complaint_answered_at_once_is_called_back_all_the_same(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy", words="吵") as app:
        intake(app).form.go_to(intake(app).form["result"])
        await app.press("yqz", "f4", "f2")
        assert "当场" not in app.said
    assert Matter.get().state == "callback"


async def test_the_line_leads_away_and_back_to_the_same_field(at: At, household: Unit) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy") as app:
        await app.press("吵", "f3", "14", "escape", "得很")
        assert intake(app).form["words"].answer == "吵得很"
        first = app.screen
        await app.press("f3", "21 3-2-1402 ltls", "enter")
        assert app.screen is not first
        assert "报修" in app.rows[0]
        await app.press("f2")
        assert app.screen is first
        assert app.focused is intake(app).form["words"]
        await app.press("。", "f2")
    assert [matter.type for matter in Matter.select().order_by(Matter.id)] == [
        "repair",
        "complaint",
    ]


# Drafts and parking


async def test_esc_keeps_a_draft_that_comes_back_at_its_field_and_cursor(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("8866", "enter", "enter", "enter", "enter", "zxzy", "enter")
        await app.press("夜里吵", "left", "escape")
        assert isinstance(app.screen, Blank)
        await app.press("f9")
        assert "张*丰 业主" in app.seen
        await app.press("很", "f2")
    assert Matter.get().words == "夜里很吵"
    assert Person.get_by_id(Matter.get().person_id).name == "张三丰"


async def test_going_home_by_the_line_loses_nothing(at: At, household: Unit) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy") as app:
        await app.press("夜里吵", "f3", "90", "enter", "f9")
        assert intake(app).form["words"].answer == "夜里吵"
        assert intake(app).form["topic"].answer == "zxzy"


async def test_a_draft_stays_with_its_author(at: At, household: Unit, sitting: As) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy") as app:
        await app.press("夜里吵")
        app.counter.session = sitting("1004")
        app.save_drafts()
        assert app.counter.drafts() == []
        assert len(drafts.of_staff(app.counter.session.store, sitting("1003").who.id)) == 1


async def test_nothing_typed_leaves_no_draft(at: At, office: Session, household: Unit) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("enter", "enter", "escape")
        assert isinstance(app.screen, Blank)
    assert office.store.connection.execute("SELECT count(*) FROM draft").fetchone() == (0,)


async def test_two_callers_are_parked_and_brought_back(
    at: At, household: Unit, sitting: As
) -> None:
    async with at("intake", type="complaint") as app:
        await app.press("8866", "enter", "tab", "tab", "tab", "tab", "夜里吵", "f9")
        assert app.said == "✔ 已挂起（1），F9 取回"
        assert "挂起 1" in app.rows[0]
        await app.press("f3", "21", "enter", "3-2-1402", "enter", "f9")
        assert "挂起 2" in app.rows[0]
        await app.press("f9", "1")
        assert intake(app).form["words"].answer == "夜里吵"
        assert intake(app).form["unit"].state()["text"] == "3-2-1502"
        await app.press("f2", "f9")
        assert "报修" in app.rows[0]
        assert intake(app).form["unit"].state()["text"] == "3-2-1402"
        await app.press("escape")
    session = sitting("1003")
    assert len(drafts.of_staff(session.store, session.who.id)) == 1
    assert Matter.select().count() == 1


async def test_the_draft_ends_with_the_save(at: At, office: Session, household: Unit) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy") as app:
        await app.press("夜里吵", "tab")
        count = office.store.connection.execute("SELECT count(*) FROM draft").fetchone()
        assert count == (1,)
        await app.press("f2")
    assert office.store.connection.execute("SELECT count(*) FROM draft").fetchone() == (0,)


async def test_another_matter_of_the_same_household_parks_the_first(
    at: At, household: Unit
) -> None:
    async with at("intake", type="complaint", unit="3-2-1502", topic="zxzy") as app:
        await app.press("夜里吵", "f6")
        assert "1" in app.said
        assert intake(app).form["unit"].state()["text"] == "3-2-1502"
        assert intake(app).form["words"].answer == ""


# Keystrokes, from any page to saved; the words themselves are not counted


BUDGETS = {
    "complaint": (25, ["f3", *"12", "enter", *"31502", "enter", "1", "enter", "enter",
                       *"zxzy", "enter", "f2"]),
    "complaint in one line": (25, ["f3", *"12 31502 zxzy", "enter", "f2"]),
    "complaint by telephone": (25, ["f3", *"12", "enter", *"8866", "enter", "enter", "enter",
                                    "enter", *"zxzy", "enter", "f2"]),
    "repair": (20, ["f3", *"21", "enter", *"31502", "enter", "1", "enter", "enter",
                    *"sgls", "enter", "f2"]),
    "repair in one line": (20, ["f3", *"21 31502 sgls", "enter", "f2"]),
    "enquiry answered": (12, ["f3", *"13 fycx", "enter", "f4", "1", "f2"]),
}  # fmt: skip


@pytest.mark.parametrize("job", BUDGETS)
async def test_keystrokes_from_any_page_to_saved(at: At, household: Unit, job: str) -> None:
    budget, keys = BUDGETS[job]
    async with at("") as app:
        await app.press(*keys)
        assert app.said.startswith("✔ 已登记")
    matter = Matter.get()
    assert matter.topic_id is not None
    assert job.startswith("enquiry") or matter.person_id is not None
    assert len(keys) <= budget


# How it looks


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_snapshot(
    at: At,
    log: Log,
    sitting: As,
    same_screen: Callable[..., None],
    size: tuple[int, int],
    lang: str,
) -> None:
    log("complaint", "夜里吵", topic="zxzy")
    log("repair", "龙头滴水", topic="ltls", unit="3-2-1402")
    log("enquiry", "物业费几号交", topic="fycx", result="每月十日前")
    name = f"{size[0]}x{size[1]}-{lang}"
    async with at("intake", type="complaint", size=size, lang=lang) as app:
        same_screen(app, f"intake-empty-{name}")
        await app.press("31502", "enter", "enter", "enter", "enter", "cssg", "enter")
        await app.press("邻居装修周日施工", "enter", "enter", "enter", "enter", "+60")
        same_screen(app, f"intake-{name}")
    async with at("intake", type="repair", size=size, lang=lang, unit="3-2-1502") as app:
        await app.press("l")
        same_screen(app, f"intake-repair-{name}")
