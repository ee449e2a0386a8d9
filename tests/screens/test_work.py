"""A technician's own list: every step of the work is one digit."""

from collections.abc import Callable

import pytest

from desk.acts import perform_on_matter
from desk.orders import materials_of
from desk.session import Session
from models.matter import Matter
from models.order import WorkOrder
from tests.conftest import DAY, HOUR, Clock
from tests.desk.conftest import As
from tests.screens.boards import current, page, statements
from tests.screens.conftest import At, Log, OneScreen


@pytest.fixture
def given(log: Log, sitting: As, clock: Clock) -> Matter:
    """赵刚 has a tap, and a burst pipe that came later; 孙伟 a lamp."""
    clerk = sitting("1003")
    tap = log("repair", "龙头滴水", topic="ltls")
    lamp = log("repair", "灯不亮", topic="djbl")
    clock.forward(HOUR)
    burst = log("repair", "水管爆裂", topic="sgbl")
    for matter, technician in ((tap, "3001"), (lamp, "3002"), (burst, "3001")):
        perform_on_matter(clerk, matter, "assign", {"technician": technician})
    return burst


def order(matter: Matter) -> WorkOrder:
    found: WorkOrder = WorkOrder.get(WorkOrder.matter_id == matter.id)
    return found


def digit_of(app: OneScreen, label: str) -> str:
    acts = page(app).acts()
    return str(next(at for at, act in enumerate(acts, 1) if act.label == label))


async def test_a_technician_sees_own_orders_the_urgent_one_first(given: Matter, at: At) -> None:
    async with at("work", who="3001") as app:
        assert current(app).number == given.number
        assert "手上的单：赵刚 2" in app.seen
        assert "灯具不亮" not in app.seen
        assert any("1接单" in row for row in app.rows)


async def test_the_work_is_done_by_digits_from_accepting_to_the_slip(given: Matter, at: At) -> None:
    async with at("work", who="3001") as app:
        await app.press(digit_of(app, "接单"))
        assert order(given).state == "accepted"
        await app.press(digit_of(app, "到场"))
        assert order(given).state == "onsite"
        await app.press(digit_of(app, "办结"))
        await app.press("换角阀", "enter", "角阀 2 15", "ctrl+l", "软管 自备", "enter", "20", "f2")
        done = order(given)
        assert (done.state, done.result) == ("done", "换角阀")
        assert (done.material, done.labour) == (3000, 2000)
        assert [line.name for line in materials_of(done)] == ["角阀", "软管"]
        assert current(app).number != given.number


async def test_a_line_of_material_that_cannot_be_read_keeps_what_was_typed(
    given: Matter, at: At
) -> None:
    async with at("work", who="3001") as app:
        await app.press("1")
        await app.press(digit_of(app, "办结"), "换角阀", "enter", "2 15", "f2")
        assert "第 1 行" in app.seen
        assert "换角阀" in app.seen
        assert order(given).state == "accepted"


async def test_nobody_in_and_parts_missing_are_said_with_time_and_reason(
    given: Matter, at: At
) -> None:
    async with at("work", who="3001") as app:
        await app.press("1")
        await app.press(digit_of(app, "业户不在"), "+1 930", "enter")
        assert order(given).absent == 1
        assert "11-23 09:30" in app.seen
        await app.press(digit_of(app, "待料"), "1")
        assert (order(given).state, order(given).waiting) == ("parts", "缺料")
        assert "缺料" in app.seen


async def test_the_desk_chooses_whose_orders_it_keys_in(given: Matter, at: At) -> None:
    async with at("") as app:
        app.blank.open("work")
        await app.keys_done()
        assert "录谁的单？" in app.seen
        await app.press("2")
        assert page(app).rows.total == 1
        await app.press(digit_of(app, "接单"))
        assert current(app).tells("technician") == "孙伟"
        assert current(app).state == "已接"


async def test_the_desk_may_look_at_everybodys(given: Matter, at: At) -> None:
    async with at("") as app:
        app.blank.open("work")
        await app.keys_done()
        await app.press("escape")
        assert page(app).rows.total == 3
        assert "手上的单：全部 3" in app.seen


async def test_a_technician_does_not_choose_others(given: Matter, at: At) -> None:
    async with at("work", who="3001") as app:
        await app.press("f4")
        assert app.said == "! 这里只有您自己的单"


async def test_what_is_closed_to_the_role_says_why_and_has_no_digit(given: Matter, at: At) -> None:
    async with at("work", who="3001") as app:
        assert not any("派给" in row for row in app.rows[-5:-2])
        await app.press("f10")
        row = next(row for row in app.rows if "派给" in row)
        assert "您的岗位无权办理" in row


async def test_from_home_it_opens_on_the_order(given: Matter, at: At) -> None:
    async with at("home", who="3001") as app:
        await app.press("down", "enter")
        assert page(app).function == "23"
        assert current(app).what == "龙头漏水"


async def test_nothing_in_hand_says_so(at: At) -> None:
    async with at("work", who="3003") as app:
        assert "手上没有派工单" in app.seen
        await app.press("1")
        assert app.said.startswith("!")


async def test_a_key_asks_the_store_little(given: Matter, at: At, office: Session) -> None:
    async with at("work", who="3001") as app:
        with statements(office) as asked:
            await app.press("down")
        assert len(asked) <= 5, asked


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_work_as_it_looks(
    given: Matter,
    at: At,
    same_screen: Callable[..., None],
    sitting: As,
    clock: Clock,
    size: tuple[int, int],
    lang: str,
) -> None:
    technician = sitting("3001")
    perform_on_matter(technician, given, "accept", {})
    clock.forward(HOUR)
    window = clock.now + DAY
    perform_on_matter(technician, Matter.get_by_id(given.id), "absent", {"window": window})
    async with at("work", who="3001", size=size, lang=lang) as app:
        same_screen(app, "work")
