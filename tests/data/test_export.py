"""Export: every cell arrives as the text it was, and none of them is alive."""

import csv
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from data import export
from data.export import Title, write
from models.errors import InputError

MADE = datetime(2026, 11, 23, 9, 41, tzinfo=ZoneInfo("Asia/Shanghai"))
TITLE = Title("事项", "王敏 & 李强 2026-11-23", "王敏", MADE)
HEADER = ["编号", "内容"]
HOSTILE = [
    "=1+1", "+86", "-1", "@SUM(A1)", "\tx", "＝1+1", '=HYPERLINK("http://x")', "http://x.cn",
    "0101", "440106198001011234", "13812348866", "1e5", "[/装修]", "<b>&amp;", "_x0041_", "𠮷㐀",
    "a\x0bb", "两\n行", "\x1b[31m", "TRUE", "#REF!", "'quoted",
]  # fmt: skip


def read_xlsx(path: Path) -> list[list[list[str]]]:
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]  # type: ignore[misc]


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_spreadsheet_holds_text_only(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert write(out, TITLE, HEADER, [[str(n), text] for n, text in enumerate(HOSTILE)]) == 22
    [sheet] = read_xlsx(out)
    assert sheet[0] == HEADER
    assert [row[1] for row in sheet[1:]] == HOSTILE
    with ZipFile(out) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in page
        assert "hyperlink" not in page
        assert "王敏 && 李强" in page.replace("&amp;", "&")
        assert "王敏" in parts.read("docProps/core.xml").decode()


def test_a_csv_opens_as_chinese_and_guards_what_would_be_a_formula(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    write(out, TITLE, HEADER, [["1", text] for text in HOSTILE])
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    cells = [row[1] for row in read_csv(out)[1:]]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert cells[0] == "'=1+1"
    assert cells[8:11] == HOSTILE[8:11]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)))
def test_any_text_survives(tmp_path: Path, texts: list[str]) -> None:
    out = tmp_path / "out.csv"
    write(out, TITLE, ["x"], [["a", text] for text in texts])
    assert [row[1].removeprefix("'") for row in read_csv(out)[1:]] == [
        text.removeprefix("'") for text in texts
    ]


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "ROWS_A_SHEET", 5)
    out = tmp_path / "out.xlsx"
    assert write(out, TITLE, HEADER, [[str(n), "x"] for n in range(10)]) == 10
    sheets = read_xlsx(out)
    assert [[row[0] for row in sheet] for sheet in sheets] == [
        ["编号", "0", "1", "2", "3"], ["编号", "4", "5", "6", "7"], ["编号", "8", "9"],
    ]  # fmt: skip


def test_a_cell_longer_than_a_spreadsheet_takes_is_cut(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    write(out, TITLE, HEADER, [["1", "字" * 40_000]])
    assert len(read_xlsx(out)[0][1][1]) == 32_767


def test_an_empty_list_has_its_headings(tmp_path: Path) -> None:
    for name in ("out.xlsx", "out.CSV"):
        assert write(tmp_path / name, TITLE, HEADER, []) == 0
    assert read_xlsx(tmp_path / "out.xlsx") == [[HEADER]]
    assert read_csv(tmp_path / "out.CSV") == [HEADER]


def test_a_file_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    for name in ("out.xlsx", "out.csv"):
        with pytest.raises(InputError, match="cannot be written") as refused:
            write(tmp_path / "missing" / name, TITLE, HEADER, [["1", "x"]])
        assert refused.value.field == "file"
    with pytest.raises(InputError, match="must end in"):
        write(tmp_path / "out.pdf", TITLE, HEADER, [])


def test_a_list_that_breaks_off_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))

    def broken() -> Iterator[list[str]]:
        yield ["1", "x"]
        raise ZeroDivisionError

    for name in ("out.xlsx", "out.csv"):
        (tmp_path / name).write_text("before")
        with pytest.raises(ZeroDivisionError):
            write(tmp_path / name, TITLE, HEADER, broken())
        assert (tmp_path / name).read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 3
    assert list(aside.iterdir()) == []
