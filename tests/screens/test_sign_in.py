"""Who sits at the desk: signing in, locking, handing it over, the first own secret."""

from collections.abc import AsyncIterator, Callable

import pytest

from data import drafts
from data.drafts import Draft, FormState
from data.words import use_language
from desk.session import Session
from desk.staff import reset_secret
from models.office import Staff
from screens.app import CounterApp
from screens.page import Page
from tests.desk.conftest import PINS, As
from tests.screens.conftest import Driven

PIN = PINS["1003"]
OTHER_PIN = PINS["9001"]


class Counter(Driven, CounterApp):
    """The whole counter."""

    @property
    def function(self) -> str:
        """The function of the screen on top."""
        return self.screen.function if isinstance(self.screen, Page) else ""


@pytest.fixture
async def counter(office: Session) -> AsyncIterator[Counter]:
    use_language("zh")
    app = Counter(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.keys_done()
        yield app


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sign_in_as_it_looks(
    office: Session, size: tuple[int, int], lang: str, same_screen: Callable[..., None]
) -> None:
    use_language(lang)
    app = Counter(office)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.keys_done()
        same_screen(app, f"sign-in-{size[0]}x{size[1]}-{lang}")


async def test_the_desk_opens_for_number_and_secret(counter: Counter) -> None:
    await counter.press("1003", "enter", PIN, "enter")
    assert counter.function == "90"
    assert "1003 王敏" in counter.rows[0]
    assert "王敏" in counter.said


async def test_a_wrong_secret_is_said_and_not_left_in_the_field(counter: Counter) -> None:
    await counter.press("1003", "enter", "111222", "f2")
    assert "工号" in counter.said
    assert counter.function == ""
    await counter.press(PIN, "f2")
    assert counter.function == "90"


async def test_full_width_digits_sign_in_too(counter: Counter) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    await counter.press("1003".translate(wide), "enter", PIN.translate(wide), "f2")
    assert counter.function == "90"


async def test_without_number_or_secret_nothing_is_checked(counter: Counter) -> None:
    await counter.press("f2")
    assert counter.said.startswith("!")
    await counter.press("1003", "f2")
    assert counter.said.startswith("!")
    assert counter.function == ""


async def test_who_locked_the_desk_goes_on_where_they_were(counter: Counter) -> None:
    await counter.press("1003", "enter", PIN, "f2")
    counter.screen.open("keys")  # type: ignore[attr-defined]
    await counter.press("f12")
    assert counter.function == ""
    assert "1003" in counter.seen
    await counter.press("escape", "f12", "1003", "enter", PIN, "f2")
    assert counter.function == "97"


async def test_locking_twice_asks_once(counter: Counter) -> None:
    await counter.press("1003", "enter", PIN, "f2", "f12", "f1", "escape")
    counter.do_lock()
    await counter.press(PIN, "f2")
    assert counter.function == "90"


async def test_another_begins_at_home_and_drafts_stay_with_their_author(
    counter: Counter, office: Session
) -> None:
    author = Staff.get(Staff.no == "1003").id
    drafts.save(office.store, Draft(author, "intake", "投诉", 0, FormState()))
    await counter.press("1003", "enter", PIN, "f2")
    assert "F9" in counter.said
    counter.screen.open("keys")  # type: ignore[attr-defined]
    await counter.press("f12", "f12", "9001", "enter", OTHER_PIN, "f2")
    assert counter.function == "90"
    assert "9001" in counter.rows[0]
    assert "F9" not in counter.said
    assert counter.counter.drafts() == []


async def test_after_minutes_without_a_key_the_desk_locks_itself(counter: Counter) -> None:
    await counter.press("1003", "enter", PIN, "f2")
    assert counter._idle is not None
    assert counter._idle._interval == 5 * 60
    counter._idle._callback()
    await counter.press()
    assert counter.function == ""
    await counter.press(PIN, "f2")
    assert counter.function == "90"


async def test_a_one_time_secret_leads_to_one_of_ones_own(counter: Counter, sitting: As) -> None:
    staff = Staff.get(Staff.no == "1003")
    once = reset_secret(sitting("9001"), staff)
    await counter.press("1003", "enter", once, "f2")
    assert counter.function == ""
    assert "新口令" in counter.seen
    await counter.press("escape")
    assert counter.function == ""
    await counter.press(once, "f2", "834517", "enter", "834518", "f2")
    assert "再输一次" in counter.seen
    await counter.press("834517", "f2")
    assert counter.function == "90"
    assert not Staff.get(Staff.no == "1003").once
    await counter.press("f12", "834517", "f2")
    assert counter.function == "90"


async def test_a_weak_secret_of_ones_own_is_refused_at_its_field(
    counter: Counter, sitting: As
) -> None:
    once = reset_secret(sitting("9001"), Staff.get(Staff.no == "1003"))
    await counter.press("1003", "enter", once, "f2", "123456", "enter", "123456", "f2")
    assert "!" in counter.seen
    assert counter.function == ""
    assert Staff.get(Staff.no == "1003").once


async def test_the_language_changes_before_and_after_signing_in(counter: Counter) -> None:
    await counter.press("f10", "2")
    assert "Number" in counter.seen
    await counter.press("1003", "enter", PIN, "f2")
    assert counter.function == "90"
    await counter.press("f3", "95", "enter")
    assert counter.function == "90"
    assert "F1帮助" in counter.seen


async def test_a_secret_of_ones_own_is_changed_at_the_sign_in(counter: Counter) -> None:
    await counter.press("f10", "1", "1003", "enter", PIN, "f2")
    assert counter.function == ""
    await counter.press(PIN, "enter", PIN, "f2")
    assert counter.function == ""  # the new one must be another one
    await counter.press("834517", "enter", "834517", "f2")
    assert counter.function == "90"
    await counter.press("f12", PIN, "f2")
    assert counter.function == ""
    await counter.press("834517", "f2")
    assert counter.function == "90"


async def test_f1_in_a_window_explains_its_field(counter: Counter, sitting: As) -> None:
    once = reset_secret(sitting("9001"), Staff.get(Staff.no == "1003"))
    await counter.press("1003", "enter", once, "f2", "f1")
    assert "六位数字" in counter.seen
    await counter.press("escape", "834517", "enter", "834517", "f2")
    assert counter.function == "90"


async def test_a_locked_desk_tells_how_somebody_else_gets_in(counter: Counter) -> None:
    await counter.press("1003", "enter", PIN, "enter", "f12")
    assert "换人请再按一次 F12" in counter.seen
    await counter.press("f12", "2001")
    assert any("工号     2001" in row for row in counter.rows)
