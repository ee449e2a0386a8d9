"""Lists of any length: cure 8."""

from collections.abc import Iterable
from typing import Any

import pytest
from textual.widget import Widget

from screens.kit.base import DeskApp
from screens.kit.lists import PAGE, PAGES_KEPT, Column, RecordList
from screens.kit.queue import press_all
from screens.kit.screen import DeskScreen
from tests.screens.kit.sample import SampleApp
from tests.screens.snapshots import screen_lines


class Store:
    """Rows that remember how often they were asked for."""

    def __init__(self, number: int) -> None:
        self.rows = list(range(number))
        self.asked: list[tuple[int, int]] = []

    def fetch(self, offset: int, limit: int) -> list[int]:
        self.asked.append((offset, limit))
        return self.rows[offset : offset + limit]

    def count(self) -> int:
        return len(self.rows)


class Board(DeskScreen):
    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.seen: list[int] = []
        self.opened: list[int] = []

    def compose_body(self) -> Iterable[Widget]:
        yield RecordList(
            [
                Column("No", lambda row: f"TS{row}", 9),
                Column("Words", lambda row: f"水管破裂{row}"),
                Column("Left", str, 7, "right"),
            ],
            self.store.fetch,
            self.store.count,
            style=lambda row: "late" if row == 2 else "",
            empty="Nobody waits",
        )

    @property
    def list(self) -> RecordList[int]:
        return self.query_one(RecordList)

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        self.seen.append(message.row)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.opened.append(message.row)


class BoardApp(DeskApp):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.board = Board(Store(number))

    def on_mount(self) -> None:
        self.push_screen(self.board)


async def press(app: DeskApp, *keys: str) -> None:
    press_all(app, keys)
    await app.keys_done()


async def test_a_hundred_thousand_rows_open_by_asking_for_one_page() -> None:
    app = BoardApp(100_000)
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        assert app.board.store.asked == [(0, PAGE)]
        assert screen_lines(app)[3].startswith(" TS0")
        await press(app, "end")
        assert screen_lines(app)[21].split() == ["TS99999", "水管破裂99999", "99999"]
        assert len(app.board.store.asked) <= 3
        await press(app, *["pageup"] * 200)
        assert len(app.board.list._pages) <= PAGES_KEPT


async def test_the_cursor_goes_by_row_page_and_end_and_tells_where_it_is() -> None:
    app = BoardApp(200)
    async with app.run_test(size=(80, 24)):
        await press(app, "down", "down", "up", "pagedown", "home", "up", "end", "down", "enter")
        assert app.board.seen == [0, 1, 2, 1, 19, 0, 199]
        assert app.board.opened == [199]


async def test_a_page_down_typed_ahead_of_the_list_is_a_whole_page() -> None:
    app = SampleApp()
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        press_all(app, ["f6"])
        await app.keys_done()
        board = Board(Store(200))
        app.screen.do_save = lambda: app.push_screen(board)  # type: ignore[attr-defined]
        await press(app, "f2", "pagedown")
        assert board.list.cursor == 18


async def test_a_row_shows_its_words_and_its_look() -> None:
    app = BoardApp(5)
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        assert screen_lines(app)[2].split() == ["No", "Words", "Left"]
        rows = app.screen._compositor.render_strips()
        plain, late = ({str(segment.style) for segment in rows[y]} for y in (4, 5))
        assert plain != late


async def test_an_empty_list_says_so() -> None:
    app = BoardApp(0)
    async with app.run_test(size=(80, 24)):
        await press(app, "down", "end", "enter", "pagedown")
        assert any("Nobody waits" in line for line in screen_lines(app))
        assert app.board.opened == []


async def test_after_a_reload_the_cursor_is_on_the_same_record() -> None:
    app = BoardApp(50)
    async with app.run_test(size=(80, 24)):
        await press(app, "down", "down", "down")
        app.board.store.rows[:0] = [101, 102]
        app.board.list.reload()
        assert app.board.list.current == 3
        app.board.store.rows.remove(3)
        app.board.list.reload()
        assert app.board.list.current == 4
        app.board.store.rows.clear()
        app.board.list.reload()
        assert app.board.list.current is None


async def test_other_rows_are_shown_from_the_first() -> None:
    app = BoardApp(50)
    async with app.run_test(size=(80, 24)):
        await press(app, "end")
        other = Store(3)
        app.board.list.open_with(other.fetch, other.count)
        await app.keys_done()
        assert (app.board.list.cursor, app.board.list.total) == (0, 3)
        assert app.board.list.select(2)
        assert app.board.list.cursor == 2
        assert not app.board.list.select(77)


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_columns_fill_the_row_to_the_cell(width: int) -> None:
    app = BoardApp(3)
    async with app.run_test(size=(width, 24)):
        await app.keys_done()
        rows: list[Any] = app.screen._compositor.render_strips()
        assert all(row.cell_length == width for row in rows)
        assert screen_lines(app)[3].endswith(" 0")
