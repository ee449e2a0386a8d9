"""The board of today: everybody meets first what is theirs to mend."""

import pytest

from data import drafts
from data.drafts import Draft, FormState
from desk.acts import perform_on_matter
from desk.boards import acts_of_row, board, board_count, board_rows, brief, worst
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.errors import NotAllowedError
from models.matter import Matter
from tests.conftest import DAY, HOUR, Clock
from tests.desk.conftest import As


def logged(session: Session, kind: str = "repair", **more: object) -> Matter:
    fields = {"unit": "3-2-1502", "words": "卫生间顶漏", "caller": "张三丰", "phone": "13812348866"}
    return log_matter(session, NewMatter(type=kind, **{**fields, **more}))  # type: ignore[arg-type]


def names(session: Session) -> list[str]:
    return [each.name for each in board(session)]


def test_everybody_meets_their_own_lists_first(sitting: As) -> None:
    assert names(sitting("1003"))[:4] == ["late", "waiting", "promised", "callbacks"]
    assert names(sitting("2001"))[:2] == ["late", "decide"]
    assert names(sitting("3001")) == ["work", "first", "drafts"]
    assert names(sitting("9001")) == ["drafts"]
    assert names(sitting("7001"))[0] == "late"


def test_the_cursor_belongs_on_the_first_list_that_is_not_empty(sitting: As, clock: Clock) -> None:
    clerk = sitting("1003")
    assert worst(board(clerk)).name == "late"
    logged(clerk)
    assert worst(board(clerk)).name == "waiting"
    clock.forward(5 * DAY)
    late = worst(board(clerk))
    assert (late.name, late.count, late.alarming) == ("late", 1, True)


def test_a_technician_sees_own_orders_and_nobody_elses_lists(sitting: As) -> None:
    clerk, technician = sitting("1003"), sitting("3001")
    matter = logged(clerk)
    perform_on_matter(clerk, matter, "assign", {"technician": "3001"})
    [row] = board_rows(technician, "work")
    assert (row.number, row.where, row.person) == (matter.number, "3-2-1502", "张*丰")
    assert row.matter_id == matter.id
    for name in ("late", "dispatch"):
        with pytest.raises(NotAllowedError):
            board_rows(technician, name)
    with pytest.raises(NotAllowedError):
        board_rows(technician, "work", staff_id=sitting("3002").staff_id)
    assert len(board_rows(clerk, "work", staff_id=technician.staff_id)) == 1


def test_what_stands_below_the_list_is_masked_and_only_for_whom_it_concerns(
    sitting: As, clock: Clock
) -> None:
    clerk = sitting("1003")
    logged(clerk, topic="sgls", words="")
    clock.forward(HOUR)
    promised = clerk.now_ms() + HOUR
    matter = logged(clerk, topic="sgls", promised_until=promised)
    told = brief(clerk, matter.id)
    assert (told.number, told.person, told.phone) == (matter.number, "张*丰", "138****8866")
    assert told.kind.startswith("Repair · Urgent · ")
    assert (told.row.first, told.row.handler) == ("王敏", None)
    assert (told.row.promised, told.row.alike) == (promised, 1)
    with pytest.raises(NotAllowedError):
        brief(sitting("3001"), matter.id)
    perform_on_matter(clerk, matter, "assign", {"technician": "3001"})
    assert brief(sitting("3001"), matter.id).number == matter.number


def test_a_forgotten_draft_waits_on_the_board(sitting: As) -> None:
    clerk = sitting("1003")
    drafts.save(
        clerk.store, Draft(clerk.who.id, "intake", "投诉 3-2-1502", clerk.now_ms(), FormState())
    )
    assert board(clerk)[-1].count == board_count(clerk, "drafts") == 1
    [row] = board_rows(clerk, "drafts")
    assert (row.what, row.matter_id) == ("投诉 3-2-1502", None)
    assert acts_of_row(clerk, row) == []
    assert board_count(sitting("1004"), "drafts") == 0


def test_the_acts_of_a_row_are_those_of_its_own_order(sitting: As) -> None:
    clerk = sitting("1003")
    matter = logged(clerk)
    [row] = board_rows(clerk, "dispatch")
    first = acts_of_row(clerk, row)[0]
    assert (first.act.name, first.record.id) == ("assign", row.order_id)
    assert {"comment", "promise"} <= {each.act.name for each in acts_of_row(clerk, row)}
    assert row.matter_id == matter.id
