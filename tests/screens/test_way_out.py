"""However the desk ends, what was half typed is on disk and the terminal is given back."""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data import drafts
from data.store import Store
from desk.session import Session
from models.office import Staff
from models.place import Unit
from tests.desk.conftest import PINS

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from tests.screens.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
F3, F2 = "\x1bOR", "\x1bOQ"


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


@contextmanager
def half_typed(path: Path) -> Iterator[Terminal]:
    """An intake with words in it, the last of them typed a moment ago."""
    with opened(path) as terminal:
        terminal.wait_for("90 今日")
        terminal.send(F3 + "12 31502 zxzy\r")
        terminal.wait_for("张*丰")
        terminal.send("夜里吵")
        terminal.wait_for("夜里吵")
        yield terminal


def kept(path: Path) -> list[str]:
    """The words of every draft on disk."""
    with Store.open(path) as store:
        clerk = Staff.get(Staff.no == "1003")
        return [str(draft.state) for draft in drafts.of_staff(store, clerk.id)]


def check_given_back(terminal: Terminal) -> None:
    written = terminal.written
    assert terminal.echoes
    assert written.rindex(b"\x1b[?1049l") > written.rindex(b"\x1b[?1049h")
    assert written.rindex(b"\x1b[?25h") > written.rindex(b"\x1b[?25l")
    assert b"\x1b[?2004l" in written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_the_form(desk: Path, number: int) -> None:
    with half_typed(desk) as terminal:
        terminal.kill(number)
        assert terminal.wait() == 128 + number
        check_given_back(terminal)
        assert "Traceback" not in terminal.text()
    [draft] = kept(desk)
    assert "夜里吵" in draft


def test_a_closed_window_keeps_the_form(desk: Path) -> None:
    with half_typed(desk) as terminal:
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
    [draft] = kept(desk)
    assert "夜里吵" in draft


def test_a_signal_under_a_dialog_and_before_anybody_signed_in_ends_too(desk: Path) -> None:
    with half_typed(desk) as terminal:
        terminal.send("\x1bOP")  # help lies over the form
        terminal.settle()
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        check_given_back(terminal)
    [draft] = kept(desk)
    assert "夜里吵" in draft
    with Terminal(["-m", "desk", "--store", str(desk)], cwd=str(ROOT)) as terminal:
        terminal.wait_for("星城一期")
        terminal.settle()
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        check_given_back(terminal)


def test_bytes_that_are_no_text_harm_nothing_half_typed(desk: Path) -> None:
    with half_typed(desk) as terminal:
        terminal.send(b"\xc4\xe3\xff\x9b\x9d\xf5")
        terminal.wait_for("UTF-8")
        terminal.send("很")
        terminal.wait_for("夜里吵很")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
    [draft] = kept(desk)
    assert "夜里吵很" in draft
    assert "\ufffd" not in draft


def test_a_store_deleted_under_the_form_is_said_when_it_is_saved(desk: Path) -> None:
    with half_typed(desk) as terminal:
        desk.rename(desk.with_name("gone.db"))
        terminal.send(F2)
        terminal.wait_for("被删除")
        assert "夜里吵" in terminal.text()
        desk.with_name("gone.db").rename(desk)  # put back: the same form is saved
        terminal.send(F2)
        terminal.wait_for("TS")
        terminal.settle()
        terminal.send("\x11")
        assert terminal.wait() == 0


def test_a_damaged_store_is_a_sentence_on_the_way_out(desk: Path) -> None:
    with Store.open(desk) as store:
        pages = [
            page
            for (page,) in store.connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ('matter', 'callback')"
            )
        ]
    with desk.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xa5" * 4096)
    with opened(desk) as terminal:
        assert terminal.wait() == 1
        said = terminal.written[terminal.written.rindex(b"\x1b[?1049l") :].decode()
        assert terminal.echoes
    assert re.search("已损坏.*desk restore", said.replace("\r\n", "")), said
    assert "Traceback" not in said
