"""An office is set up on screen, where there is no store yet."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from data.store import Store
from data.words import use_language
from models.office import Desk, Staff
from screens.setup import SetUpApp
from tests.screens.conftest import Driven


def is_there(path: Path) -> bool:
    return path.exists()


class SetUp(Driven, SetUpApp):
    """The set-up, with keys."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office" / "desk.db"


@pytest.fixture
async def app(path: Path) -> AsyncIterator[SetUp]:
    use_language("zh")
    app = SetUp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.keys_done()
        yield app


FILLED = ("星城一期", "enter", "enter", "前台", "enter", "B 会所", "enter", "enter", "enter")


async def test_the_first_screen_asks_for_the_office(app: SetUp) -> None:
    shown = "\n".join(row for row in app.rows if "desk.db" not in row)
    assert "小区" in shown
    assert all(words in shown for words in ("前台字母", "工号", "口令"))


async def test_an_office_with_a_chosen_secret_stands_at_once(app: SetUp, path: Path) -> None:
    await app.press(
        *FILLED, "enter", "马超", "enter", "402913", "enter", "402913", "enter", "enter"
    )
    assert app.return_value == 0
    with Store.open(path) as store:
        assert store.setting("estate") == "星城一期"
        assert store.setting("language") == "zh"
        assert {(desk.letter, desk.name) for desk in Desk.select()} == {
            ("A", "前台"),
            ("B", "会所"),
        }
        assert [(staff.no, staff.name, staff.once) for staff in Staff.select()] == [
            ("9001", "马超", 0)
        ]


async def test_a_one_time_secret_is_shown_until_it_is_written_down(app: SetUp, path: Path) -> None:
    await app.press(*FILLED, "enter", "马超", "f2")
    assert "9001 马超" in app.seen
    await app.press("enter", "escape", "f2")
    assert "9001 马超" in app.seen
    await app.press("1")
    assert app.return_value == 0
    with Store.open(path):
        assert Staff.get().once == 1


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(
    app: SetUp, path: Path
) -> None:
    await app.press("f2")
    assert app.said.startswith("!")
    assert any(row.strip().startswith("!小区") for row in app.rows)
    await app.press(*FILLED, "enter", "马超", "enter", "402913", "enter", "402914", "f2")
    assert "再输一次" in app.said or "不一致" in app.said
    assert not is_there(path)


async def test_leaving_sets_nothing_up(app: SetUp, path: Path) -> None:
    await app.press("escape")
    assert app.said.startswith("!")
    await app.press("ctrl+q")
    await asyncio.sleep(0)
    assert app.return_code == 1
    assert not is_there(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_set_up_as_it_looks(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    lang: str,
    same_screen: Callable[..., None],
) -> None:
    monkeypatch.chdir(tmp_path)
    use_language(lang)
    app = SetUp(Path("office/desk.db"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.keys_done()
        same_screen(app, f"setup-{size[0]}x{size[1]}-{lang}")
