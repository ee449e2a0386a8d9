"""How many keys the boards cost, counted from home to saved (interaction.md, Budgets)."""

from collections.abc import Sequence

import pytest

from data.words import use_language
from desk.acts import current_order, perform_on_matter
from models.matter import Matter
from models.order import WorkOrder
from screens.app import CounterApp
from screens.kit.queue import press_all
from tests.conftest import DAY, Clock
from tests.desk.conftest import As
from tests.screens.conftest import Log

DISPATCH: Sequence[str] = ("f3", "2", "2", "enter", "enter")
CALL_BACK: Sequence[str] = ("f3", "4", "1", "enter", "5", "f2")
RUNG_BACK: Sequence[str] = ("4", "enter", "5", "f2")
GIVEN_TO_ANOTHER: Sequence[str] = ("f3", "2", "2", "enter", "2")


async def typed(sitting: As, keys: Sequence[str]) -> None:
    """These keys, all at once as a fast hand types them, at a counter that stands at home."""
    use_language("zh")
    app = CounterApp(sitting("1003"))
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        press_all(app, keys)
        await app.keys_done()


def order_of(matter: Matter) -> WorkOrder:
    order = current_order(Matter.get_by_id(matter.id))
    assert order is not None
    return order


async def test_a_waiting_order_is_dispatched_with_five_keys(sitting: As, log: Log) -> None:
    matter = log("repair", "水管爆裂", topic="sgbl")
    await typed(sitting, DISPATCH)
    assert len(DISPATCH) <= 5
    assert order_of(matter).technician_id == sitting("3001").staff_id


async def test_giving_it_to_another_costs_no_key_more(sitting: As, log: Log) -> None:
    matter = log("repair", "水管爆裂", topic="sgbl")
    await typed(sitting, GIVEN_TO_ANOTHER)
    assert len(GIVEN_TO_ANOTHER) <= 5
    assert order_of(matter).technician_id == sitting("3002").staff_id


@pytest.mark.parametrize("keys", [CALL_BACK, RUNG_BACK], ids=["by function", "from the list"])
async def test_a_call_back_is_marked_with_six_keys(
    sitting: As, log: Log, clock: Clock, keys: Sequence[str]
) -> None:
    matter = log("complaint", "垃圾未清", handler="1004")
    perform_on_matter(sitting("1004"), matter, "finish", {"result": "已清"})
    clock.forward(3 * DAY)
    await typed(sitting, keys)
    assert len(keys) <= 6
    assert Matter.get_by_id(matter.id).mark == 5
