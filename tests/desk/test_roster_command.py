"""`desk import`: what a roster would do, what it did, what was refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.store import Store
from desk.__main__ import main
from models.place import Unit

Run = Callable[..., tuple[int, str, str]]
HEADINGS = ["房号", "业主", "业主电话"]


@pytest.fixture
def store(office_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    path.write_bytes(office_template.read_bytes())
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.xlsx"
    rows = [HEADINGS, ["3-2-1602", "李四", "13900001234"], ["3-2-1702", "王五", "139000"]]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return path


@pytest.fixture
def run(store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(…)` as the administrator: exit status, stdout, stderr."""
    monkeypatch.setenv("DESK_STORE", str(store))
    monkeypatch.setenv("DESK_LANG", "en")

    def ran(*arguments: str, no: str = "9001", pin: str = "402913") -> tuple[int, str, str]:
        monkeypatch.setenv("DESK_SECRET", pin)
        with pytest.raises(SystemExit) as left:
            main(["--as", no, *arguments])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return ran


def units(store: Path) -> set[str]:
    with Store.open(store):
        return {unit.code for unit in Unit.select()}


def test_a_dry_run_counts_and_names_every_refused_cell(run: Run, store: Path, roster: Path) -> None:
    status, out, _err = run("import", str(roster), "--dry-run", "--json")
    assert status == 0
    found: dict[str, Any] = json.loads(out)
    assert (found["new"], found["changed"], found["same"]) == (1, 0, 0)
    [refused] = found["refused"]
    assert (refused["sheet"], refused["row"]) == ("名册", 3)
    assert refused["column"].startswith("C")
    assert refused["reason"]
    assert not found["applied"]
    assert units(store) == {"3-2-1502"}


def test_an_import_takes_the_good_rows_and_writes_the_refused_ones_to_be_mended(
    run: Run, store: Path, roster: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.xlsx"
    status, out, err = run("import", str(roster), "--rejects", str(rejects))
    assert status == 0
    assert "1 new, 0 changed, 0 the same, 1 refused" in out
    assert "C" in err
    assert rejects.exists()
    assert units(store) == {"3-2-1502", "3-2-1602"}
    again = json.loads(run("import", str(roster), "--json")[1])
    assert (again["new"], again["same"], again["applied"]) == (0, 1, False)


def test_who_may_not_import_is_told_so(run: Run, roster: Path) -> None:
    status, _out, err = run("import", str(roster), no="1003", pin="736184")
    assert status == 3
    assert err


def test_a_file_that_is_not_there_is_wrong_input(run: Run, tmp_path: Path) -> None:
    status, _out, err = run("import", str(tmp_path / "none.xlsx"))
    assert status == 2
    assert "none.xlsx" in err
