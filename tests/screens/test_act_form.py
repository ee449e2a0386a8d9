"""Acts done through their window: fields by need, errors at their field, digits where terms are."""

from collections.abc import Iterable, Sequence

import pytest

from desk.acts import OpenAct, acts_of_matter
from models.matter import Callback, Matter, Promise
from models.office import Staff
from models.order import Material, WorkOrder
from models.place import Unit
from screens import registry
from screens.act_form import do_act, menu, named
from screens.kit.dialogs import Act
from screens.page import Page
from tests.conftest import HOUR, NOON
from tests.screens.conftest import At, Log, OneScreen


class Acting(Page):
    """A page with nothing but the acts on one matter."""

    matter_id = 0

    def _open(self) -> list[OpenAct]:
        return acts_of_matter(self.session, Matter.get_by_id(self.matter_id))

    def acts(self) -> Sequence[Act]:
        return menu(self._open())

    def do_act(self, act_id: str) -> None:
        do_act(self, self.session, named(self._open(), act_id), self.done)


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.SCREENS, "acting", f"{__name__}:Acting")


def act_number(acts: Iterable[Act], wanted: str) -> str:
    return str([act.id for act in acts].index(wanted) + 1)


async def press_act(app: OneScreen, wanted: str) -> None:
    assert isinstance(app.screen, Acting)
    await app.press("f10", act_number(app.screen.acts(), wanted))


async def test_a_repair_is_assigned_to_the_proposed_technician_by_enter(at: At, log: Log) -> None:
    Acting.matter_id = log("repair", "卫生间漏水", topic="sgls").id
    async with at("acting") as app:
        await press_act(app, "order.assign")
        assert "赵刚" in app.seen
        await app.press("f2")
        assert app.said.startswith("✔ PG1122-A001")
    assert Staff.get_by_id(WorkOrder.get().technician_id).name == "赵刚"


async def test_one_digit_names_who_handles_a_complaint(at: At, log: Log) -> None:
    matter = log("complaint", "夜里吵", topic="zxzy")
    Acting.matter_id = matter.id
    async with at("acting") as app:
        await press_act(app, "matter.assign")
        await app.press("2")
        assert app.said.startswith("✔ TS1122-A001")
    assert Matter.get_by_id(matter.id).handler_id is not None


async def test_a_mark_is_one_digit(at: At, log: Log) -> None:
    matter = log("complaint", "夜里吵", topic="zxzy", handler="1004")
    Acting.matter_id = matter.id
    async with at("acting") as app:
        await press_act(app, "matter.finish")
        await app.press("yqz", "f4", "enter")
        assert Matter.get_by_id(matter.id).state == "callback"
    async with at("acting", who="2001") as app:
        await press_act(app, "matter.callback")
        await app.press("3", "f2")
    assert Callback.get().mark == 3
    assert Matter.get_by_id(matter.id).state == "closed"


async def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_lost(
    at: At, log: Log
) -> None:
    matter = log("complaint", "夜里吵", topic="zxzy")
    Acting.matter_id = matter.id
    async with at("acting") as app:
        await press_act(app, "matter.promise")
        await app.press("enter", "回电话", "f2")
        assert "!" in app.said
        await app.press("1100", "f2")
        assert "!" in app.said  # eleven has passed at noon
        await app.press("+60", "f2")
    promise = Promise.get()
    assert (promise.due_at, promise.words) == (NOON + HOUR, "回电话")


async def test_esc_closes_the_window_and_nothing_has_happened(at: At, log: Log) -> None:
    matter = log("complaint", "夜里吵", topic="zxzy")
    Acting.matter_id = matter.id
    async with at("acting") as app:
        await press_act(app, "matter.promise")
        await app.press("+60", "escape")
    assert Matter.get_by_id(matter.id).ver == matter.ver


async def test_material_takes_a_quantity_and_a_price_in_yuan(at: At, log: Log) -> None:
    Acting.matter_id = log("repair", "漏水", topic="sgls").id
    async with at("acting") as app:
        await press_act(app, "order.assign")
        await app.press("enter", "enter", "enter")
        await press_act(app, "order.material")
        await app.press("角阀", "enter", "1.5", "enter", "12.5", "enter", "enter")
    line = Material.get()
    assert (line.name, line.quantity, line.price) == ("角阀", 1500, 1250)


async def test_a_reason_is_a_digit_or_ones_own_words(at: At, log: Log, household: Unit) -> None:
    Acting.matter_id = log("repair", "漏水", topic="sgls").id
    async with at("acting") as app:
        await press_act(app, "order.cancel")
        await app.press("2", "enter")
    assert WorkOrder.get().reason == "多次无人"
    Acting.matter_id = log("repair", "又漏了", topic="sgls").id
    async with at("acting") as app:
        await press_act(app, "order.cancel")
        await app.press("业主自己修好了", "enter")
    assert WorkOrder.select().order_by(WorkOrder.id.desc()).first().reason == "业主自己修好了"


async def test_a_closed_act_stays_and_says_why(at: At, log: Log) -> None:
    Acting.matter_id = log("complaint", "吵", topic="zxzy").id
    async with at("acting") as app:
        assert isinstance(app.screen, Acting)
        closed = [act.id for act in app.screen.acts() if act.closed]
        assert "matter.void" in closed
