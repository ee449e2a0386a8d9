"""One person: telephones, units, matters, corrected by keys."""

from collections.abc import Callable

import pytest

from models.person import Person, Phone, Residence
from models.place import Unit
from screens.page import Page
from tests.screens.conftest import At, Log


@pytest.fixture
def owner(household: Unit) -> Person:
    found: Person = Person.get(Person.name == "张三丰")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_page_shows_everything_of_the_person(
    at: At, owner: Person, log: Log, size: tuple[int, int], lang: str,
    same_screen: Callable[..., None],
) -> None:  # fmt: skip
    log("complaint", "夜里吵", topic="zxzy")
    async with at("person", person_id=owner.id, size=size, lang=lang) as app:
        same_screen(app, f"person-{size[0]}x{size[1]}-{lang}")
        assert "13812348866" not in app.seen


async def test_without_a_person_it_asks_for_one(at: At, owner: Person) -> None:
    async with at("person") as app:
        await app.press("zsf", "enter")
        assert "张三丰" in app.rows[2]


async def test_enter_on_a_unit_opens_its_file(at: At, owner: Person) -> None:
    async with at("person", person_id=owner.id) as app:
        await app.press("enter")
        assert isinstance(app.screen, Page)
        assert app.screen.function == "31"


async def test_a_number_is_added_corrected_and_goes_out_of_use(at: At, owner: Person) -> None:
    async with at("person", person_id=owner.id) as app:
        await app.press("1", "13700001234", "enter", "单位", "enter", "enter")
        assert "137****1234" in app.seen
        await app.press("shift+tab", "down", "down", "2", "13700005678", "f2")
        assert "137****5678" in app.seen
        await app.press("3")
        assert "停用" in app.said
        assert [phone.off for phone in Phone.select().where(Phone.number == "13700005678")] == [1]
        await app.press("end", "3")
    phone = Phone.get(Phone.number == "13700005678")
    assert (phone.off, phone.label) == (0, "单位")


async def test_a_number_known_already_is_refused_at_its_field(at: At, owner: Person) -> None:
    async with at("person", person_id=owner.id) as app:
        await app.press("1", "13812348866", "f2")
        assert any("!电话" in row for row in app.rows)


async def test_name_and_reading_are_corrected_the_id_number_stays(at: At, owner: Person) -> None:
    async with at("person", person_id=owner.id) as app:
        await app.press("4", "张三封", "f2")
        assert "张三封" in app.rows[2]
        await app.press("4", "enter", "enter", "zhang sanfeng", "f2")
        assert "zhang sanfeng" in app.rows[2]
    person = Person.get_by_id(owner.id)
    assert (person.name, person.id_number) == ("张三封", "")


async def test_the_person_belongs_to_a_second_unit_and_leaves_the_first(
    at: At, owner: Person
) -> None:
    async with at("person", person_id=owner.id) as app:
        await app.press("5", "31602", "enter", "1", "f2")
        assert "3-2-1602" in app.seen
        await app.press("6", "enter")
        assert "2026-11-22" in app.said
    homes = Residence.select().where(Residence.person_id == owner.id).order_by(Residence.id)
    assert [home.until for home in homes] == ["2026-11-22", None]


async def test_the_history_of_the_person_is_told(at: At, owner: Person) -> None:
    async with at("person", person_id=owner.id) as app:
        await app.press("1", "13700001234", "f2", "8")
        assert "王敏" in app.seen
        await app.press("escape")
        assert "张三丰" in app.rows[2]
