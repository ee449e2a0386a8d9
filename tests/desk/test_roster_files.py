"""Where the files of an import are looked for, and where what it refused goes."""

import os
from pathlib import Path

import pytest

from desk.roster_files import nearby, read_paths, rejects_path
from models.errors import InputError


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("/tmp/a.xlsx", ["/tmp/a.xlsx"]),
        (" '/tmp/my roster.xlsx' ", ["/tmp/my roster.xlsx"]),
        ('"C:/a.xls"; b.csv;', ["C:/a.xls", "b.csv"]),
        ("file:///tmp/%E5%90%8D.xlsx", ["/tmp/名.xlsx"]),
    ],
)
def test_paths_are_taken_as_typed_quoted_or_dragged(typed: str, paths: list[str]) -> None:
    assert read_paths(typed) == [Path(path) for path in paths]


def test_a_path_from_home_is_spelled_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert read_paths("~/a.xlsx") == [tmp_path / "a.xlsx"]


def test_nothing_typed_says_what_to_type() -> None:
    with pytest.raises(InputError) as refused:
        read_paths(" ; ")
    assert refused.value.field == "file"


def test_spreadsheets_lying_near_come_newest_first(tmp_path: Path) -> None:
    for age, name in enumerate(["new.xlsx", "old.CSV", "~$new.xlsx", "notes.txt", ".hidden.xls"]):
        path = tmp_path / name
        path.write_text("x", encoding="utf-8")
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    found = nearby([tmp_path, tmp_path / "none"])
    assert [path.name for path in found] == ["new.xlsx", "old.CSV"]


def test_rejects_never_overwrite_what_somebody_is_mending(tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    first = rejects_path(file)
    assert first == tmp_path / "roster-refused.xlsx"
    first.write_text("", encoding="utf-8")
    assert rejects_path(file) == tmp_path / "roster-refused-2.xlsx"
