"""What was half-typed outlives a kill: the desk offers it, at the same field and cursor."""

import sys
from pathlib import Path

import pytest

from desk.session import Session
from models.place import Unit
from tests.desk.conftest import PINS

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from tests.screens.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
F3, F9, TAB, LEFT = "\x1bOR", "\x1b[20~", "\t", "\x1b[D"


@pytest.fixture
def desk(office: Session, household: Unit) -> Path:
    path = office.store.path
    office.store.close()
    return path


def opened(path: Path) -> Terminal:
    return Terminal(
        ["-m", "desk", "--store", str(path), "--lang", "zh", "--as", "1003"],
        cwd=str(ROOT),
        env={"DESK_SECRET": PINS["1003"]},
    )


def test_a_form_comes_back_after_kill_9_at_its_field_and_cursor(desk: Path) -> None:
    with opened(desk) as terminal:
        terminal.wait_for("90 今日")
        terminal.send(F3 + "12 31502 zxzy\r")
        terminal.wait_for("张*丰")
        terminal.send("夜里吵" + LEFT)
        terminal.wait_for("夜里吵")
        terminal.settle(2.5)  # nothing typed for two seconds: it is on disk
        before = terminal.cursor
        terminal.kill()
        assert terminal.wait() == -9
    with opened(desk) as terminal:
        terminal.wait_for("90 今日")
        terminal.send(F9)
        terminal.wait_for("夜里吵")
        terminal.settle()
        assert "张*丰" in terminal.text()
        assert terminal.cursor == before
        terminal.send("很")
        terminal.wait_for("夜里很吵")


def test_a_field_left_is_on_disk_before_the_next_one_is_typed_in(desk: Path) -> None:
    with opened(desk) as terminal:
        terminal.wait_for("90 今日")
        terminal.send(F3 + "12 31502 zxzy\r" + "夜里吵" + TAB)
        terminal.wait_for("夜里吵")
        terminal.settle()
        terminal.kill()
        assert terminal.wait() == -9
    with opened(desk) as terminal:
        terminal.wait_for("90 今日")
        terminal.send(F9)
        terminal.wait_for("夜里吵")
