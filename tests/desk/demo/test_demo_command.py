"""`desk demo`: made once, opened as it is, made anew on request, and never over a real store."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.store import Identity, Store
from desk import __main__ as front_door
from desk.commands.door import Door
from desk.demo.notes import PRACTICE_CLERK
from models.matter import Matter
from models.when import from_ms

Run = Callable[..., tuple[int, str, str]]
SMALL = ("--households", "20")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("--json")`: exit status, stdout, stderr of `desk demo` on a store of this test."""
    monkeypatch.setenv("DESK_STORE", str(tmp_path / "practice.db"))
    monkeypatch.setenv("DESK_CLOCK", "2026-10-01T09:30+08:00")

    def ran(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            front_door.main(["--lang", "en", "demo", *arguments])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return ran


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Door, str]]:
    """What the desk was opened with."""
    calls: list[tuple[Door, str]] = []

    def open_desk(door: Door, greeting: str = "") -> int:
        calls.append((door, greeting))
        return 0

    monkeypatch.setattr(front_door, "open_desk", open_desk)
    return calls


def document(ran: tuple[int, str, str]) -> Any:
    status, out, err = ran
    assert status == 0, err
    return json.loads(out)


def test_its_one_document_names_the_store_and_everybodys_secret(run: Run, tmp_path: Path) -> None:
    made = document(run(*SMALL, "--no-open", "--json"))
    assert made["store"] == str(tmp_path / "practice.db")
    assert {"no": "1003", "name": "王敏", "role": "assistant", "secret": "564335"} in made["staff"]
    assert all(list(one) == ["no", "name", "role", "secret"] for one in made["staff"])
    assert document(run("--no-open", "--json")) == made
    assert [path.name for path in tmp_path.iterdir()] == ["practice.db"]


def test_the_clock_of_the_estate_can_be_set_before_there_is_one(run: Run, tmp_path: Path) -> None:
    document(run(*SMALL, "--json"))
    with Store.open(tmp_path / "practice.db") as store:
        assert store.practice
        newest = Matter.select().order_by(Matter.opened_at.desc()).first()
        assert f"{from_ms(newest.opened_at):%Y-%m-%d %H}" <= "2026-10-01 09"
        assert from_ms(newest.opened_at).date().isoformat() == "2026-10-01"


def test_it_opens_as_a_clerk_and_says_how_to_become_somebody_else(
    run: Run, opened: list[tuple[Door, str]], tmp_path: Path
) -> None:
    status, out, _err = run(*SMALL)
    [(door, greeting)] = opened
    assert status == 0
    assert door.path == tmp_path / "practice.db"
    assert "F12" in greeting
    assert "3001 727118" in greeting
    assert "2001 546687" in greeting
    assert greeting in out
    with door.signed_in() as session:
        assert session.who.no == session.store.meta(PRACTICE_CLERK) == "1003"


def test_one_that_stands_stays_until_a_fresh_one_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "practice.db"
    document(run(*SMALL, "--json"))
    before = path.read_bytes()
    _status, _out, err = run("--seed", "7", "--no-open")
    assert "--fresh" in err
    assert path.read_bytes() == before
    document(run(*SMALL, "--seed", "7", "--fresh", "--json"))
    assert path.read_bytes() != before


@pytest.mark.parametrize("arguments", [("--fresh",), ()])
def test_a_real_store_is_never_replaced(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "practice.db"
    Store.create(path, Identity(letter="A")).close()
    before = path.read_bytes()
    status, out, err = run(*arguments, "--no-open", "--json")
    assert (status, out) == (1, "")
    assert "is no practice estate" in err
    assert path.read_bytes() == before


def test_what_is_no_store_at_all_is_never_replaced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "practice.db"
    path.write_bytes(Random(1).randbytes(5000))
    before = path.read_bytes()
    assert run("--fresh", "--json")[0] == 1
    assert path.read_bytes() == before


def test_one_open_in_a_window_is_not_replaced_under_it(run: Run, tmp_path: Path) -> None:
    document(run(*SMALL, "--json"))
    with Store.open(tmp_path / "practice.db", alone=True):
        status, _out, err = run("--fresh", "--no-open")
    assert status == 1
    assert "another window" in err


@pytest.mark.parametrize(
    "arguments", [("--households", "0"), ("--years", "x"), ("--years", "-1"), ("--seed", "")]
)
def test_a_bad_figure_gets_a_sentence_and_makes_nothing(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    status, out, err = run(*arguments, "--json")
    assert (status, out) == (2, "")
    assert arguments[0] in err
    assert not list(tmp_path.iterdir())


def test_a_bad_clock_is_told_before_anything_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_CLOCK", "yesterday")
    status, _out, err = run(*SMALL, "--json")
    assert status == 2
    assert "DESK_CLOCK" in err
    assert not list(tmp_path.iterdir())


def test_an_estate_half_made_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desk.demo.make.tell", interrupted)
    assert run(*SMALL, "--json")[0] == 1
    assert not list(tmp_path.iterdir())
