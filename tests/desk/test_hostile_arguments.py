"""The command line takes any argument or refuses it in a sentence, and steers no terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.__main__ import _run
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.office import Staff
from tests.desk.conftest import PINS
from tests.desk.test_hostile_text import check_stored
from tests.hostile import CONTROLS, HOSTILE

ROOT = Path(__file__).resolve().parents[2]

SAID = (
    ["find"],
    ["show"],
    ["acts"],
    ["log", "complaint", "--unit"],
    ["log", "complaint", "--phone"],
    ["log", "complaint", "--category"],
    ["log", "complaint", "--relation"],
    ["log", "complaint", "--caller", "张三", "--text"],
    ["act", "TS1122-A001"],
    ["act", "TS1122-A001", "comment", "--set"],
    ["export", "people"],
    ["restore", "--yes"],
    ["import"],
    ["queue"],
    ["--as"],
)


ARGUMENTS = (
    "escape",
    "title",
    "c1",
    "bidi",
    "lines",
    "null",
    "formula",
    "dashes",
    "braces",
    "match",
)


def check_printed(said: str) -> None:
    assert not CONTROLS & set(said), said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", SAID, ids=" ".join)
def test_any_argument_is_taken_or_refused_in_one_sentence(
    office: Session,
    tmp_path: Path,
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "desk.commands.door.Door.sign_in",
        lambda _door, session: session.signed_in(Staff.get(Staff.no == "1003")),
    )
    monkeypatch.chdir(tmp_path)
    who = ["--store", str(office.store.path), "--lang", "en", "--as", "1003"]
    log_matter(
        office.signed_in(Staff.get(Staff.no == "1003")), NewMatter(type="complaint", words="夜里吵")
    )
    given = [*(HOSTILE[name] for name in ARGUMENTS), f"words={HOSTILE['c1']}", "\x9b=1", "\udcff"]
    ways = ([],) if command[0] in {"export", "restore", "import", "--as"} else ([], ["--json"])
    for text in given:
        for more in ways:
            last = [text, *more] if text[:1] != "-" else [*more, "--", text]
            status = _run([*who, *command, *last])
            said = capsys.readouterr()
            assert status in {0, 1, 2, 3}
            check_printed(said.out)
            check_printed(said.err)
            if status:
                assert len(said.err.strip().splitlines()) == 1, said.err
    check_stored(office)


def test_bytes_that_are_no_text_are_a_sentence_too(office: Session) -> None:
    for command in (["find"], ["log", "complaint", "--text"], ["show"], ["import"], ["queue"]):
        ran = subprocess.run(
            [sys.executable, "-m", "desk", "--store", str(office.store.path), "--as", "1003",
             *command, b"\xc4\xe3\xff\x1b[31m\xc2\x9b"],
            env={**os.environ, "DESK_SECRET": PINS["1003"], "LC_ALL": "C.UTF-8"},
            cwd=ROOT, capture_output=True, check=False,
        )  # fmt: skip
        assert ran.returncode in {0, 2, 3}, ran.stderr
        check_printed(ran.stdout.decode())
        check_printed(ran.stderr.decode())
    check_stored(office)


def test_what_was_written_past_the_doors_is_printed_harmless(
    office: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_SECRET", PINS["1003"])
    clerk = office.signed_in(Staff.get(Staff.no == "1003"))
    made = log_matter(
        clerk, NewMatter(type="complaint", words="吵", unit="3-2-1502", caller="张三丰")
    )
    wicked = "".join(HOSTILE[name] for name in ("escape", "title", "c1", "bidi"))
    for model in ("matter SET words", "person SET name", "unit SET note", "comment SET words"):
        office.store.connection.execute(f"UPDATE {model} = ?", (wicked,))
    for command in (
        ["show", made.number],
        ["queue", "open"],
        ["find", "3-2-1502"],
        ["show", "31502"],
    ):
        for more in ([], ["--json"]):
            arguments = ["--store", str(office.store.path), "--as", "1003", *command, *more]
            assert _run(arguments) == 0
            said = capsys.readouterr()
            check_printed(said.out + said.err)
            if more:
                json.loads(said.out)
