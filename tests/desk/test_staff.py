"""Staff: signing in, accounts, duty, and who can take an order."""

from random import Random

import pytest

from desk.secret import PIN, is_outdated
from desk.session import Session
from desk.staff import (
    StaffForm,
    Technician,
    add_staff,
    edit_staff,
    form_of,
    leave,
    must_change_secret,
    reset_secret,
    set_duty,
    set_secret,
    sign_in,
    staff_list,
    technicians,
)
from models.errors import InputError, NotAllowedError
from models.matter import Matter
from models.office import Staff
from models.order import WorkOrder
from tests.conftest import HOUR
from tests.desk.conftest import PINS, As

NEW = StaffForm(no="1009", name="新人", role="assistant", phone="138 1234 8866")


def account(no: str) -> Staff:
    found: Staff = Staff.get(Staff.no == no)
    return found


def give_order(
    session: Session, no: str, state: str = "assigned", done_at: int | None = None
) -> None:
    with session.store.change(session, "test") as change:
        matter = change.add(
            Matter(
                number=f"BX{session.random.random()}", year=2026, desk="A", running=1, type="repair",
                channel="call", words="漏水", first_contact_id=account("1003").id,
                handler_id=account("1004").id, state="assigned", opened_at=change.at,
                clock_at=change.at,
            )
        )  # fmt: skip
        change.add(
            WorkOrder(
                number=f"PG{session.random.random()}", year=2026, matter_id=matter.id, state=state,
                technician_id=account(no).id, made_by_id=account("1003").id, made_at=change.at,
                done_at=done_at, closed_at=done_at if state == "closed" else None,
            )
        )  # fmt: skip


def names(found: list[Technician]) -> list[str]:
    return [one.name for one in found]


def test_number_and_secret_open_the_day(office: Session) -> None:
    assert sign_in(office, "1003", PINS["1003"]).who.name == "王敏"
    assert sign_in(office, " １００３ ", "７３６１８４").who.name == "王敏"


@pytest.mark.parametrize(("no", "secret"), [
    ("1003", "736185"), ("9999", "736184"), ("1004", ""), ("1004", "736184"), ("", ""),
    ("1003", "Abcd-1234"), ("' OR 1=1", "736184"),
])  # fmt: skip
def test_every_wrong_sign_in_is_refused_in_the_same_words(
    office: Session, no: str, secret: str
) -> None:
    with pytest.raises(NotAllowedError) as refused:
        sign_in(office, no, secret)
    assert str(refused.value) == "Number and secret do not match; type both again"
    assert refused.value.exit_status == 3


def test_who_has_left_is_told_only_after_the_right_secret(sitting: As, office: Session) -> None:
    leave(sitting("2002"), account("1003"), "离职")
    with pytest.raises(NotAllowedError, match="has ended"):
        sign_in(office, "1003", PINS["1003"])
    with pytest.raises(NotAllowedError, match="do not match"):
        sign_in(office, "1003", "000000")


def test_a_secret_kept_at_an_old_cost_is_kept_anew_at_sign_in(
    office: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("desk.secret").secret._COST, PIN, (3, 19 * 1024, 1))
    assert is_outdated(account("1003").secret)
    sign_in(office, "1003", PINS["1003"])
    assert not is_outdated(account("1003").secret)
    sign_in(office, "1003", PINS["1003"])
    [_added, rehashed] = office.store.record_entries(account("1003").id)
    assert rehashed.act == "staff.rehash"
    assert rehashed.staff == account("1003").id


def test_a_new_account_opens_with_its_one_time_secret_and_asks_for_another(
    sitting: As, office: Session
) -> None:
    added, secret = add_staff(sitting("9001"), NEW)
    assert secret is not None
    assert added.phone == "13812348866"
    newcomer = sign_in(office, "1009", secret)
    assert must_change_secret(newcomer)
    with pytest.raises(InputError) as refused:
        set_secret(newcomer, newcomer.who, "418205", "wrong")
    assert refused.value.field == "current"
    with pytest.raises(InputError, match="another one"):
        set_secret(newcomer, newcomer.who, secret, secret)
    set_secret(newcomer, newcomer.who, "418205", secret)
    assert not must_change_secret(sign_in(office, "1009", "418205"))


def test_a_secret_somebody_else_chose_is_a_one_time_one(sitting: As, office: Session) -> None:
    _added, made = add_staff(sitting("9001"), NEW, secret="418205")
    assert made is None
    assert must_change_secret(sign_in(office, "1009", "418205"))


def test_only_who_manages_staff_changes_accounts(sitting: As) -> None:
    clerk = sitting("1003")
    for act in (
        lambda: add_staff(clerk, NEW),
        lambda: edit_staff(clerk, account("1004"), form_of(account("1004"))),
        lambda: leave(clerk, account("1004"), "x"),
        lambda: reset_secret(clerk, account("1004")),
    ):
        with pytest.raises(NotAllowedError):
            act()


@pytest.mark.parametrize(("field", "form"), [
    ("no", StaffForm("10 09", "新人", "assistant")),
    ("no", StaffForm("王", "新人", "assistant")),
    ("no", StaffForm("", "新人", "assistant")),
    ("no", StaffForm("1003", "新人", "assistant")),
    ("name", StaffForm("1009", " \u200b", "assistant")),
    ("role", StaffForm("1009", "新人", "king")),
    ("skills", StaffForm("1009", "新人", "technician", skills=("magic",))),
    ("phone", StaffForm("1009", "新人", "assistant", phone="1381234")),
])  # fmt: skip
def test_a_bad_field_of_an_account_is_named(sitting: As, field: str, form: StaffForm) -> None:
    with pytest.raises(InputError) as refused:
        add_staff(sitting("9001"), form)
    assert refused.value.field == field


def test_a_number_once_given_is_not_given_again(sitting: As) -> None:
    leave(sitting("2002"), account("1004"), "离职")
    with pytest.raises(InputError, match="taken or was once"):
        add_staff(sitting("2002"), StaffForm("1004", "新人", "assistant"))


def test_nobody_raises_or_ends_themselves(sitting: As) -> None:
    manager = sitting("2002")
    with pytest.raises(NotAllowedError) as refused:
        edit_staff(manager, manager.who, StaffForm("2002", "刘强", "administrator"))
    assert refused.value.field == "role"
    with pytest.raises(NotAllowedError):
        leave(manager, manager.who, "够了")
    edit_staff(manager, manager.who, StaffForm("2002", "刘大强", "manager"))
    assert account("2002").name == "刘大强"


def test_ending_an_account_tells_what_is_still_open_in_that_name(sitting: As) -> None:
    give_order(sitting("1003"), "3001")
    with pytest.raises(InputError, match="why"):
        leave(sitting("2002"), account("3001"), " ")
    assert leave(sitting("2002"), account("3001"), "离职").orders == 1
    assert leave(sitting("2002"), account("1004"), "离职").matters == 1
    assert account("3001").voided == "离职"
    assert "赵刚" not in names(technicians(sitting("1003")))
    with pytest.raises(InputError, match="has ended"):
        set_duty(sitting("2002"), account("3001"), "on")


def test_a_technician_says_when_they_are_out_and_only_for_themselves(sitting: As) -> None:
    technician = sitting("3001")
    set_duty(technician, technician.who, "out", "15:00 回")
    assert (account("3001").duty, account("3001").duty_note) == ("out", "15:00 回")
    with pytest.raises(NotAllowedError):
        set_duty(technician, account("3002"), "off")
    set_duty(sitting("1003"), account("3002"), "off")
    with pytest.raises(InputError) as refused:
        set_duty(sitting("1003"), account("3002"), "asleep")
    assert refused.value.field == "duty"


def test_the_board_proposes_who_has_the_skill_is_here_and_has_least(sitting: As) -> None:
    clerk = sitting("1003")
    assert names(technicians(clerk, "water"))[:2] == ["赵刚", "孙伟"]
    give_order(clerk, "3001")
    found = technicians(clerk, "water")
    assert names(found)[:2] == ["孙伟", "赵刚"]
    assert [one.proposed for one in found] == [True, False, False, False]
    assert [one.load for one in found][:2] == [0, 1]


def test_between_two_with_nothing_in_hand_the_one_idle_longest_is_proposed(sitting: As) -> None:
    clerk = sitting("1003")
    now = clerk.now_ms()
    give_order(clerk, "3001", "closed", now - HOUR)
    give_order(clerk, "3002", "done", now - 2 * HOUR)
    assert names(technicians(clerk, "water"))[0] == "孙伟"


def test_nobody_is_proposed_when_nobody_with_the_skill_is_here(sitting: As) -> None:
    found = technicians(sitting("1003"), "low_voltage")
    assert found[0].name == "吴涛"
    assert not any(one.proposed for one in found)
    assert technicians(sitting("1003"), "none")[0].proposed


def test_the_staff_list_shows_what_each_has_in_hand(sitting: As) -> None:
    give_order(sitting("1003"), "3001")
    leave(sitting("2002"), account("7001"), "离职")
    rows = {row.no: row for row in staff_list(sitting("1003"))}
    assert rows["3001"].orders == 1
    assert rows["1004"].matters == 1
    assert "7001" not in rows
    assert [row.no for row in staff_list(sitting("1003"), left=True)][-1] == "7001"


def test_the_same_seed_makes_the_same_account(sitting: As) -> None:
    manager = sitting("2002")
    session = Session(manager.store, manager.staff, clock=manager.clock, random=Random(5))
    one, _secret = add_staff(session, NEW, "418205")
    session = Session(manager.store, manager.staff, clock=manager.clock, random=Random(5))
    other, _secret = add_staff(session, StaffForm("1010", "另一人", "assistant"), "418205")
    assert one.secret == other.secret
