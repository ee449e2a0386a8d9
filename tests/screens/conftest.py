"""Screens at a real office: staff, households, matters; keys go in, the terminal's rows come out."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from data.words import use_language
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.matter import Matter
from models.person import Person, Phone, Residence, Vehicle
from models.place import Unit
from screens.app import CounterApp
from screens.kit.bars import MessageLine
from screens.kit.base import DeskApp
from screens.kit.queue import press_all
from screens.kit.screen import DeskScreen
from screens.page import Page
from tests.desk.conftest import As, office, office_template, sitting
from tests.screens.snapshots import same_screen, screen_lines, screen_text

__all__ = ["office", "office_template", "same_screen", "sitting"]


class Blank(Page):
    """Where a screen under test was opened from, and is left to."""

    function = "90"


class Driven(DeskApp):
    """An app that keys are pressed in and whose terminal is read."""

    async def press(self, *keys: str) -> None:
        """Type: a word of several letters is typed, a key's name (`f2`, `enter`) is pressed."""
        press_all(self, [key for group in keys for key in _keys(group)])
        await self.keys_done()

    @property
    def said(self) -> str:
        """What stands in the message line."""
        return self.screen.query_one(MessageLine).words

    @property
    def rows(self) -> list[str]:
        """What stands on the terminal."""
        return screen_lines(self)

    @property
    def seen(self) -> str:
        """The same as one text."""
        return screen_text(self)


class OneScreen(Driven, CounterApp):
    """The counter with one screen open over a blank one."""

    def __init__(self, session: Session, name: str, arguments: dict[str, Any]) -> None:
        super().__init__(session)
        self._opens = name, arguments

    def on_mount(self) -> None:
        """The blank page, and over it the screen."""
        self.blank = Blank(self.counter)
        self.push_screen(self.blank)
        name, arguments = self._opens
        if name:
            self.blank.call_after_refresh(self.blank.open, name, **arguments)


NAMED = {"tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "home", "end"} | {
    "pageup", "pagedown", "backspace", "space", *(f"f{number}" for number in range(1, 13)),
}  # fmt: skip


def _keys(group: str) -> Iterable[str]:
    return [group] if group in NAMED or group.startswith("ctrl+") else list(group)


At = Callable[..., AbstractAsyncContextManager[OneScreen]]


@pytest.fixture
def at(sitting: As) -> At:
    """`async with at("intake", type="repair") as app:` opens a screen for the clerk 1003."""

    @asynccontextmanager
    async def opened(
        name: str,
        *,
        who: str = "1003",
        size: tuple[int, int] = (80, 24),
        lang: str = "zh",
        **arguments: Any,
    ) -> AsyncIterator[OneScreen]:
        use_language(lang)
        app = OneScreen(sitting(who), name, arguments)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await app.keys_done()
            assert isinstance(app.screen, DeskScreen)
            yield app

    return opened


@pytest.fixture
def household(office: Session) -> Unit:
    """3-2-1502: the owner 张三丰 with two telephones, his wife, a car; the flats above and below."""
    unit: Unit = Unit.get(Unit.code == "3-2-1502")
    with office.store.change(office, "set up") as change:
        for floor in (14, 16):
            change.add(
                Unit(
                    building_id=unit.building_id, stairwell="2", floor=floor,
                    floor_label=str(floor), room=f"{floor}02", code=f"3-2-{floor}02",
                    state="fitout" if floor > 15 else "occupied",
                )
            )  # fmt: skip
        owner = change.add(Person(name="张三丰"))
        wife = change.add(Person(name="刘小红"))
        change.add(Phone(person_id=owner.id, number="13812348866"))
        change.add(Phone(person_id=owner.id, number="02362345678", position=2))
        change.add(Phone(person_id=wife.id, number="13912345678"))
        for position, (person, relation) in enumerate([(owner, "owner"), (wife, "family")], 1):
            change.add(
                Residence(
                    person_id=person.id, unit_id=unit.id, relation=relation, position=position
                )
            )
        change.add(Vehicle(plate="渝A8K123", unit_id=unit.id, person_id=owner.id))
    return unit


Log = Callable[..., Matter]


@pytest.fixture
def log(sitting: As, household: Unit) -> Log:
    """`log("complaint", "夜里吵", topic="zxzy")`: a matter of the household, logged by 1003."""

    def logged(kind: str, words: str, *, who: str = "1003", **more: Any) -> Matter:
        fields = {"unit": household.code, "caller": "张三丰", "phone": "13812348866", **more}
        return log_matter(sitting(who), NewMatter(type=kind, words=words, **fields))

    return logged
