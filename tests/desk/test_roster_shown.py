"""What a dry run looks like: differences in words, personal values masked."""

from pathlib import Path

import xlsxwriter

from desk.roster import apply, plan
from desk.roster_shown import columns, differences, earlier, sheets, with_meaning
from tests.desk.conftest import As

HEADINGS = ["房号", "业主", "业主电话", "面积", "车牌", "暗号"]


def book(path: Path, *rows: list[str]) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("一期")
        for at, row in enumerate([HEADINGS, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return path


def test_differences_are_told_in_words_and_masked(sitting: As, tmp_path: Path) -> None:
    session = sitting("2001")
    path = tmp_path / "r.xlsx"
    apply(
        session,
        plan(session, [book(path, ["3-2-1602", "李小龙", "13900001234", "88.5", "渝A8K123", ""])]),
    )
    found = plan(session, [book(path, ["3-2-1602", "王五一", "13700001234", "99", "渝A8K123", ""])])
    told = {
        (each.about, each.field): (each.before, each.after)
        for each in differences(session, found.changes)
    }
    assert told["3-2-1602", "area in m²"] == ("88.5", "99")
    assert "李*龙" in {about for about, _field in told}
    assert "李小龙" not in str(told)
    assert "13900001234" not in str(told)


def test_every_column_is_shown_with_what_it_means(sitting: As, tmp_path: Path) -> None:
    session = sitting("2001")
    found = plan(session, [book(tmp_path / "r.xlsx", ["3-2-1602", "李四", "", "88", "", "甲"])])
    [sheet] = sheets(found)
    assert (sheet.name, sheet.role, sheet.rows) == ("一期", "rooms", 1)
    shown = columns(found, "一期", found.mappings["一期"])
    assert [(each.letter, each.heading, each.sample, each.meaning_label) for each in shown] == [
        ("A", "房号", "3-2-1602", "room"),
        ("B", "业主", "李四", "owner"),
        ("C", "业主电话", "", "owner's phone"),
        ("D", "面积", "88", "area"),
        ("E", "车牌", "", "plate"),
        ("F", "暗号", "甲", ""),
    ]
    changed = with_meaning(found.mappings["一期"], 5, "note")
    assert columns(found, "一期", changed)[5].meaning == "note"
    assert with_meaning(changed, 5, "") == found.mappings["一期"]


def test_earlier_imports_name_who_made_them(sitting: As, tmp_path: Path) -> None:
    session = sitting("2001")
    apply(session, plan(session, [book(tmp_path / "r.xlsx", ["3-2-1602", "李四", "", "", "", ""])]))
    [shown] = earlier(session)
    assert (shown.who, shown.batch.new) == ("陈静", 1)
