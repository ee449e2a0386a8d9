"""Whatever is done in whatever order by whomever, a matter and its orders never contradict."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from data.reference import terms
from desk.acts import machine_of, perform
from desk.orders import amount, materials_of
from desk.reception import NewMatter, log_matter
from desk.session import Session
from desk.undo import redo, undo
from models.base import table
from models.errors import InputError, NotAllowedError, NotFoundError
from models.kinds import TABLES
from models.matter import Callback, Matter
from models.matter_states import CALLBACK, CLOSED, VOID
from models.order import WorkOrder
from models.order_states import CANCELLED, DONE
from models.order_states import CLOSED as SLIP_RETURNED
from models.states import Act, Need
from tests.conftest import HOUR, Clock
from tests.desk.conftest import As

SEEDS, STEPS, OPEN = 4, 400, 2
UNDONE = 0.1
ENDED = {DONE, SLIP_RETURNED, CANCELLED}
PEOPLE = ("1003", "1004", "2001", "2002", "3001", "3002", "4001", "6001", "9001", "7001")

LOGGED: tuple[dict[str, Any], ...] = (
    {"type": "complaint", "unit": "3-2-1502", "caller": "张三丰", "phone": "13812348866"},
    {"type": "repair", "unit": "3-2-1502", "caller": "张三丰"},
    {"type": "repair", "place": "大堂"},
    {"type": "service", "unit": "3-2-1502", "caller": "李四"},
    {"type": "enquiry", "caller": "王五"},
    {"type": "suggestion", "handler": "1004"},
)


def value_for(need: Need, random: Random, now: int) -> Any:
    """Something a person may type there: mostly right, sometimes not."""
    sort, _colon, name = need.sort.partition(":")
    if random.random() < 0.03:
        return random.choice(
            ["", "   ", "\x1b[31m", "9999999999999999999999", "-1", "inf", "1e300"]
        )
    values: dict[str, Callable[[], Any]] = {
        "text": lambda: random.choice(["角阀", "9 号", "A"]),
        "note": lambda: random.choice(["已处理", "两次都不在\n改天"]),
        "staff": lambda: random.choice(PEOPLE),
        "technician": lambda: random.choice(("3001", "3002", "1003")),
        "time": lambda: now + random.randrange(-1, 48) * HOUR,
        "money": lambda: random.choice(["0", "15", "3.5"]),
        "quantity": lambda: random.choice(["1", "2.5", "0"]),
        "materials": lambda: random.choice(["", "角阀 2 15", "生料带 1卷 3.5元\n龙头 1 自备"]),
        "term": lambda: random.choice(terms(name)).digit,
        "reason": lambda: random.choice(["1", "业户要求"]),
    }
    return values[sort]()


def fields_for(act: Act, random: Random, now: int) -> dict[str, Any]:
    return {
        need.name: value_for(need, random, now)
        for need in act.needs
        if need.required or random.random() < 0.5
    }


def check(matter: Matter) -> None:
    """What must hold after every act."""
    orders = list(WorkOrder.select().where(WorkOrder.matter_id == matter.id))
    owed = Callback.select().where(
        (Callback.matter_id == matter.id) & Callback.done_at.is_null() & Callback.voided.is_null()
    )
    assert len(owed) == (1 if matter.state == CALLBACK else 0)
    if matter.state in {CLOSED, VOID}:
        assert matter.closed_at is not None
        assert matter.due_at is None
        assert all(order.state in ENDED for order in orders), [order.state for order in orders]
    else:
        assert matter.closed_at is None
    if matter.state in {CLOSED, CALLBACK}:
        assert matter.result
    for order in orders:
        assert (order.closed_at is not None) == (order.state in {SLIP_RETURNED, CANCELLED})
        assert order.material == sum(amount(line) for line in materials_of(order))
        assert 0 <= order.paid <= order.labour + order.material
        if order.state == DONE:
            assert order.result
            assert order.done_at is not None


def rows(session: Session) -> dict[str, Any]:
    execute = session.store.connection.execute
    return {
        table(model): execute(f"SELECT * FROM {table(model)} ORDER BY id").fetchall()
        for model in TABLES
    }


def step(session: Session, random: Random, matter: Matter) -> bool:
    """One random act on it or one of its orders; whether it was done."""
    orders = list(WorkOrder.select().where(WorkOrder.matter_id == matter.id))
    choices: list[Matter | WorkOrder] = [matter, *orders[-2:]]
    record = random.choice(choices)
    machine = machine_of(record)
    act = random.choice(machine.open_acts(record.state) or list(machine.acts))
    if act.name == "void" and random.random() < 0.9:
        return False
    try:
        perform(session, record, act.name, fields_for(act, random, session.now_ms()))
    except (InputError, NotAllowedError):
        return False
    return True


def go_back(session: Session, random: Random) -> bool:
    """Take back what this person saved last, or do it again."""
    try:
        (undo if random.random() < 0.7 else redo)(session)
    except (NotFoundError, NotAllowedError):
        return False
    return True


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_order_of_acts_leaves_a_contradiction(
    office: Session, sitting: As, clock: Clock, seed: int
) -> None:
    random, done = Random(seed), 0
    office.store.connection.execute("PRAGMA synchronous = OFF")  # the disk is not what is tried
    sessions = [sitting(no) for no in PEOPLE]
    clerk, manager = sessions[0], sessions[3]
    matters: list[Matter] = []
    for _ in range(STEPS):
        clock.forward(random.randrange(HOUR // 4))
        session = random.choice([*sessions, *[manager] * len(sessions)])
        if len(matters) < OPEN:
            matters.append(log_matter(clerk, NewMatter(words="夜里吵", **random.choice(LOGGED))))
        touched = [random.choice(matters)]
        if random.random() < UNDONE:
            done += go_back(session, random)
            touched = matters
        else:
            done += step(session, random, Matter.get_by_id(touched[0].id))
        found = [Matter.get_by_id(one.id) for one in touched]
        for one in found:
            check(one)
        gone = {one.id for one in found if one.state == VOID}
        matters = [one for one in matters if one.id not in gone]
    assert done > STEPS // 5
    before = rows(office)
    office.store.rebuild()
    assert rows(office) == before
    assert office.store.verify() == []


def test_what_stands_beside_a_line_of_material_is_read_too(sitting: As) -> None:
    clerk = sitting("1003")
    matter = log_matter(clerk, NewMatter(type="repair", words="漏水", place="大堂"))
    order = WorkOrder.get(WorkOrder.matter_id == matter.id)
    perform(clerk, order, "assign", {"technician": "3001"})
    line = {"name": "角阀", "price": "15", "spec": "DN\x1b[31m15\ud800", "measure": "个\u202e"}
    for own in ("no", "yes"):
        perform(clerk, order, "material", {**line, "quantity": "2", "owner_supplied": own})
    first, second = materials_of(order)
    assert (first.spec, first.measure) == ("DN[31m15\ufffd", "个")
    assert (first.owner_supplied, second.owner_supplied) == (0, 1)
    assert order.material == 3000
    for bad in ("inf", "nan", "1e300", "-1", "0", "9" * 30, "\x1b[31m"):
        with pytest.raises(InputError, match="quantity"):
            perform(clerk, order, "material", {**line, "quantity": bad})
