"""A roster is tried out, corrected, read in and taken back by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from desk import roster_files
from desk.session import Session
from models.person import Person
from models.place import Unit
from models.roster_batch import Batch
from models.roster_batch import Mapping as KeptMapping
from screens.kit.lists import RecordList
from screens.progress import ProgressRow
from tests.screens.conftest import At, OneScreen

HEADINGS = ["房号", "业主", "业主电话", "暗号"]
ROWS = [
    ["3-2-1602", "李四", "13900001234", "甲"],
    ["3-2-1702", "王五", "139000", "乙"],
    ["3-2-1802", "赵六[/b]", "13900005678", "丙"],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "名册.xlsx"
    write(path, ROWS)
    return path


def write(path: Path, rows: list[list[str]], headings: list[str] | None = None) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一期")
        for at, row in enumerate([headings or HEADINGS, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)


async def done(app: OneScreen) -> None:
    """Wait until the thread has done its work."""
    await app.workers.wait_for_complete()
    await app.press()


async def tried(app: OneScreen, file: Path) -> None:
    await app.press(*str(file), "enter")
    await done(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_screen_begins_with_the_file(
    at: At, size: tuple[int, int], lang: str, same_screen: Callable[..., None]
) -> None:
    async with at("roster", who="2001", size=size, lang=lang) as app:
        same_screen(app, f"roster-{size[0]}x{size[1]}-{lang}")


async def test_a_dry_run_shows_the_refused_cells_and_writes_nothing(
    at: At, file: Path, office: Session
) -> None:
    before = len(list(office.store.entries()))
    async with at("roster", who="2001") as app:
        await tried(app, file)
        assert "新增 2 行" in app.seen
        assert "退回 1 行" in app.seen
        assert "C 业主电话" in app.seen
        assert "11 位" in app.seen
        assert "F2" in app.said
        await app.press("1")
        assert "一期" in app.seen
    assert len(list(office.store.entries())) == before


async def test_f2_reads_in_and_writes_the_refused_rows_beside_the_file(at: At, file: Path) -> None:
    async with at("roster", who="2001") as app:
        await tried(app, file)
        await app.press("f2")
        await done(app)
        assert "新增 2 行" in app.said
        assert "名册-退回.xlsx" in app.said
        assert "陈静" in app.seen  # the list of earlier imports
    assert {unit.code for unit in Unit.select()} == {"3-2-1502", "3-2-1602", "3-2-1802"}
    assert Person.get(Person.name == "赵六[/b]")
    assert is_there(file.with_name("名册-退回.xlsx"))


def is_there(path: Path) -> bool:
    return path.exists()


async def test_without_a_dry_run_nothing_is_read_in(at: At) -> None:
    async with at("roster", who="2001") as app:
        await app.press("f2")
        assert app.said.startswith("!")
    assert not Batch.select().exists()


async def test_a_file_that_cannot_be_read_is_said_at_its_field(at: At, tmp_path: Path) -> None:
    async with at("roster", who="2001") as app:
        await tried(app, tmp_path / "none.xlsx")
        assert "none.xlsx" in app.said
        assert any("!文件" in row for row in app.rows)
        await app.press("ctrl+u", "enter")
        assert app.said.startswith("!")


async def test_f4_offers_the_spreadsheets_lying_near(
    at: At, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_files, "_places", lambda: [file.parent])
    async with at("roster", who="2001") as app:
        await app.press("f4")
        assert "名册.xlsx" in app.seen
        await app.press("1", "enter")
        await done(app)
        assert "新增 2 行" in app.seen


async def test_a_column_is_given_another_meaning_which_is_kept_for_the_next_file(
    at: At, tmp_path: Path
) -> None:
    path = tmp_path / "名册.xlsx"
    write(path, [["3-2-1602", "李四", "渝A12345"]], ["房号", "业主", "暗号"])
    async with at("roster", who="2001") as app:
        await tried(app, path)
        await app.press("1", "enter")
        assert "暗号" in app.seen
        assert "不读" in app.seen
        await app.press("end", "enter", "cp", "enter")
        assert app.seen.count("车牌") >= 1
        await app.press("f2")
        await done(app)
        await app.press("f2")
        await done(app)
    assert KeptMapping.get()
    async with at("roster", who="2001") as app:
        await tried(app, path)
        assert "照上次" in app.seen


async def test_what_a_hand_set_stays_unless_somebody_takes_the_files_value(
    at: At, file: Path, sitting: Callable[[str], Session]
) -> None:
    write(file, [["3-2-1502", "99.5"]], ["房号", "面积"])
    clerk = sitting("1003")
    unit = Unit.get(Unit.code == "3-2-1502")
    with clerk.store.change(clerk, "unit.edit") as change:
        change.set(unit, area=8850)
    async with at("roster", who="2001") as app:
        await tried(app, file)
        await app.press("4")
        assert "88.5" in app.seen
        assert "99.5" in app.seen
        await app.press("enter")
        assert "\u2714" in app.rows[7]
        await app.press("f2")
        await done(app)
    assert Unit.get(Unit.code == "3-2-1502").area == 9950


async def test_an_earlier_import_is_taken_back(at: At, file: Path) -> None:
    async with at("roster", who="2001") as app:
        await tried(app, file)
        await app.press("f2")
        await done(app)
        await app.press("7", "enter", "2")
        assert Unit.get(Unit.code == "3-2-1602").voided is None
        await app.press("enter", "1")
        await done(app)
        assert "已撤销" in app.seen
    assert Unit.get(Unit.code == "3-2-1602").voided


async def test_while_it_reads_in_the_screen_stays(at: At, file: Path) -> None:
    async with at("roster", who="2001") as app:
        await tried(app, file)
        progress = app.screen.query_one(ProgressRow)
        progress._label, progress._done, progress._all = "导入", 30, 60
        progress._tell()
        assert "30 / 60" in progress.words
        await app.press("escape", "ctrl+q")
        assert app.said.startswith("!")
        assert app.screen.query(RecordList)
        progress._label = ""


async def test_who_may_not_read_in_is_told_so(at: At, file: Path) -> None:
    async with at("roster", who="1003") as app:
        assert app.said.startswith("!")
        await tried(app, file)
        assert "!" in app.said
        assert "新增" not in app.seen
