"""Spreadsheets as they come: three kinds of file, three encodings, and what is none."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from data import sheets
from data.csv_text import read_csv
from data.sheets import Book, Merge, read_book
from models.errors import InputError

ROWS = [["楼栋", "房号", "业主"], ["3栋", "0101", "单小明"], ["3栋", "0102", "䶮㐀"]]


def xlsx(path: Path, rows: list[list[object]], name: str = "花名册") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_an_xlsx_gives_texts_exact_numbers_and_dates(tmp_path: Path) -> None:
    written = [["0101", 13800001234, 88.5, date(2020, 5, 3), 440106198001011311, ""]]
    book = read_book(xlsx(tmp_path / "a.xlsx", written))
    assert book.name == "a.xlsx"
    assert book.sheets[0].rows == [
        ["0101", 13800001234, 88.5, date(2020, 5, 3), 4.401061980010113e17]
    ]
    assert isinstance(book.sheets[0].rows[0][1], int)


def test_an_old_xls_is_read_with_its_merged_cells_and_hidden_sheets(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("一栋")
    sheet.write_merge(0, 2, 0, 0, "3栋")
    for row in range(3):
        sheet.write(row, 1, row + 101)
    book.add_sheet("旧").visibility = 1
    book.get_sheet(1).write(0, 0, "旧业主")
    book.save(str(tmp_path / "a.xls"))
    read = read_book(tmp_path / "a.xls")
    assert [sheet.name for sheet in read.visible()] == ["一栋"]
    assert read.sheets[0].rows == [["3栋", 101], ["3栋", 102], ["3栋", 103]]
    assert read.sheets[0].merges == [Merge(0, 0, 2, 0)]


def test_what_a_formula_says_is_empty_where_the_file_does_not_hold_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "=1+1")
        sheet.write_formula("B1", "=1+1", None, "")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
        sheet.write_boolean("D1", True)
    assert read_book(tmp_path / "a.xlsx").sheets[0].rows == [["=1+1", "", "", "是"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_csv_is_read_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert read_book(tmp_path / "a.csv").sheets[0].rows == ROWS


def test_csv_tricks_of_spreadsheet_programs_are_undone() -> None:
    text = 'sep=;\r\n="0101";"a;b";"two\nlines"\r\n'
    assert read_csv(text.encode()) == [["0101", "a;b", "two\nlines"]]


@given(
    st.lists(st.lists(st.text("0栋陈-一 ;，\"'", max_size=5), min_size=3, max_size=3), min_size=2)
)
def test_any_csv_text_comes_back_whole(rows: list[list[str]]) -> None:
    quoted = "\r\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    assert read_csv(quoted.encode("gb18030")) == rows


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_book(path)
    assert caught.value.field == "file"
    assert path.name in str(caught.value)
    return str(caught.value)


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b" \r\n ", "empty"),
        ("a.csv", b",,\r\n,,\r\n", "no rows"),
        ("a.xlsx", b"PK\x03\x04 and no more", "damaged"),
        ("a.xls", OLE + bytes(600), "damaged"),
        ("a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "web page"),
        ("a.csv", bytes(range(256)), "not a spreadsheet"),
        ("a.pdf", b"%PDF-1.7 \xe4", "not a spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_gets_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in refused(tmp_path / name)


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    assert "no file" in refused(tmp_path / "none.xlsx")
    assert "folder" in refused(tmp_path)


def test_too_much_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = xlsx(tmp_path / "far.xlsx", [["a"]])
    with xlsxwriter.Workbook(far) as book:
        sheet = book.add_worksheet()
        sheet.write("A1048576", "x")
        sheet.write("XFD1", "x")
    assert "far out" in refused(far)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(2**20))
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 2**19)
    assert "too large" in refused(tmp_path / "bomb.xlsx")
    monkeypatch.setattr(sheets, "MAX_ROWS", 1)
    (tmp_path / "long.csv").write_text("a,b\n1,2\n")
    assert "too large" in refused(tmp_path / "long.csv")
    monkeypatch.setattr(sheets, "MAX_BYTES", 2)
    assert "too large" in refused(tmp_path / "long.csv")


def test_the_same_content_has_the_same_digest(tmp_path: Path) -> None:
    def book(name: str, text: str) -> Book:
        (tmp_path / name).write_text(text)
        return read_book(tmp_path / name)

    assert book("a.csv", "a,b\n").digest == book("b.csv", "a,b\n").digest
    assert book("a.csv", "a,b\n").digest != book("c.csv", "a,c\n").digest
