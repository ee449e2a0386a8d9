"""The command line: the same procedures, one JSON document, one sentence, the agreed exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk.__main__ import main
from tests.desk.conftest import PINS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    office_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:  # fmt: skip
    """`run("find", "12")`: exit status, stdout, stderr, as clerk 1003."""
    store = tmp_path / "desk.db"
    store.write_bytes(office_template.read_bytes())
    monkeypatch.setenv("DESK_STORE", str(store))
    monkeypatch.setenv("DESK_LANG", "en")
    monkeypatch.setenv("DESK_SECRET", PINS["1003"])

    def ran(*arguments: str, no: str = "1003") -> tuple[int, str, str]:
        if no in PINS:
            monkeypatch.setenv("DESK_SECRET", PINS[no])
        with pytest.raises(SystemExit) as left:
            main(["--as", no, *arguments] if no else list(arguments))
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return ran


def document(ran: tuple[int, str, str]) -> Any:
    status, out, err = ran
    assert status == 0, err
    return json.loads(out)


def test_a_complaint_is_logged_shown_listed_and_found(run: Run) -> None:
    logged = document(
        run("log", "complaint", "--unit", "31502", "--text", "邻居施工", "--caller", "张三",
            "--phone", "13800001111", "--json")
    )  # fmt: skip
    number = logged["number"]
    assert logged["unit"] == "3-2-1502"
    assert "13800001111" not in json.dumps(logged)
    assert document(run("show", number, "--json"))["text"] == "邻居施工"
    assert [row["number"] for row in document(run("queue", "waiting", "--json"))] == [number]
    found = document(run("find", number, "--json"))
    assert {"kind", "id", "title", "unit"} <= found[0].keys()
    assert found[0]["kind"] == "matter"


def test_a_repair_is_carried_through_by_its_matter_number(run: Run) -> None:
    number = document(run("log", "repair", "--unit", "3-2-1502", "--text", "漏水", "--caller",
                          "张三", "--phone", "13800001111", "--json"))["number"]  # fmt: skip
    named = {each["act"]: each for each in document(run("acts", number, "--json"))}
    assert [need["name"] for need in named["assign"]["needs"] if need["required"]] == ["technician"]
    run("act", number, "assign", "--set", "technician=3001")
    run("act", number, "accept")
    run("act", number, "arrive")
    done = document(run("act", number, "finish", "--set", "result=换阀", "--json"))
    assert done["state"] == "callback"
    closed = document(run("act", number, "callback", "--set", "mark=5", "--json"))
    assert closed["state"] == "closed"


def test_wrong_input_is_one_sentence_naming_the_field_and_changes_nothing(run: Run) -> None:
    status, out, err = run("log", "complaint", "--unit", "99-9-9999", "--text", "x")
    assert (status, out) == (2, "")
    assert err.startswith("unit: ")
    assert err.count("\n") == 1
    assert document(run("queue", "all", "--json")) == []


@pytest.mark.parametrize(
    "arguments", [("log", "gossip"), ("find",), ("act", "TS1"), ("queue", "nowhere"), ("nothing",)]
)
def test_words_it_does_not_know_are_wrong_input(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_what_a_role_may_not_do_is_refused_with_three(run: Run) -> None:
    number = document(run("log", "complaint", "--text", "x", "--json"))["number"]
    status, _out, err = run("act", number, "void", "--set", "reason=1")
    assert status == 3
    assert err


def test_a_wrong_secret_is_not_allowed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_SECRET", "000000")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PINS, "1003", "wrong")
        status, out, _err = run("find", "12")
    assert (status, out) == (3, "")


def test_nobody_acts_without_saying_who(run: Run) -> None:
    assert run("find", "12", no="")[0] == 3


def test_help_lists_every_command(run: Run) -> None:
    status, out, _err = run("--help", no="")
    assert status == 0
    for command in ("init", "demo", "import", "find", "log", "acts", "act", "show", "queue",
                    "export", "backup", "restore", "rebuild", "doctor", "keys"):  # fmt: skip
        assert command in out


def test_the_card_of_keys_shows_the_keys_this_desk_has_chosen(run: Run, tmp_path: Path) -> None:
    card = document(run("keys", "--json"))
    assert {"code": "12", "name": "Log a complaint"} in card["functions"]
    assert card["keys"][1]["keys"] == ["F2", "Ctrl+S"]
    (tmp_path / "keys.toml").write_text('save = "ctrl+b"\n', encoding="utf-8")
    status, out, _err = run("keys")
    assert status == 0
    assert "Ctrl+B     Save" in out
    (tmp_path / "keys.toml").write_text('save = "f3"\n', encoding="utf-8")
    status, _out, err = run("keys")
    assert (status, "F3" in err) == (2, True)
