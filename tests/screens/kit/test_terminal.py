"""The program in a real terminal: bytes, caret, signals, a window that closes, a first frame."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.screens.terminal import Terminal

ROOT = Path(__file__).parents[3]
READY = "TS-3"


def open_sample(size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    return Terminal(["-m", "tests.screens.kit.sample"], size=size, env=env, cwd=str(ROOT))


def test_a_packet_of_keys_reaches_each_field_in_turn() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.send("王敏\t138\t2李\r5\x1bOQ")
        terminal.wait_for("saved 1")
        lines = terminal.lines()
        assert [line.split()[:2] for line in lines[2:7]] == [
            ["姓名", "王敏"],
            ["电话", "138"],
            ["渠道", "来电"],
            ["来人", "李四"],
            ["日期", "5"],
        ]


def test_tab_and_a_typed_character_cost_few_bytes() -> None:
    with open_sample((160, 40)) as terminal:
        terminal.wait_for(READY)
        terminal.settle()
        terminal.send("\t")
        assert len(terminal.settle()) < 400
        terminal.send("1")
        assert len(terminal.settle()) < 300


def test_input_methods_are_left_alone() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.settle()
        assert not re.search(rb"\x1b\[>\d+u", terminal.written)


def test_the_caret_stands_where_the_next_character_will() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.settle()
        assert (terminal.cursor, terminal.cursor_hidden) == ((10, 2), False)
        terminal.send("水管")
        terminal.settle()
        assert terminal.cursor == (14, 2)
        terminal.send("\x1b[D")
        terminal.settle()
        assert terminal.cursor == (12, 2)
        terminal.send("\t")
        terminal.settle()
        assert terminal.cursor == (10, 3)
        terminal.send("12345678901")
        terminal.settle()
        assert terminal.cursor == (21, 3)
        terminal.send("\x1bOP")
        terminal.settle()
        terminal.send("\x1b")
        terminal.settle()
        assert (terminal.cursor, terminal.cursor_hidden) == ((21, 3), False)


def test_a_name_cannot_steer_the_terminal() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.settle()
        before = len(terminal.written)
        terminal.send("\x1b[200~甲\x1b]0;title\x07\x9b31m\u202e乙\x1b[201~")
        terminal.wait_for("甲")
        terminal.settle()
        shown = terminal.written[before:]
        assert b"\x1b]" not in shown
        assert not {"\u202e", "\x9b", "\x07"} & set(shown.decode())


def test_bytes_that_are_no_text_do_not_end_the_day() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.send(b"a\xc4\xe3\xff")
        terminal.settle()
        terminal.send("b\x1bOQ")
        terminal.wait_for("saved 1")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_the_draft_and_gives_the_terminal_back(number: int, tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    with open_sample(SAMPLE_DRAFT=str(draft)) as terminal:
        terminal.wait_for(READY)
        terminal.send("王敏\t138")
        terminal.wait_for("138")
        terminal.kill(number)
        assert terminal.wait() == 128 + number
        assert terminal.echoes
        assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
    state = json.loads(draft.read_text())
    assert state["fields"]["name"]["text"] == "王敏"
    assert state["focus"] == "phone"


def test_a_closed_window_keeps_the_draft(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    with open_sample(SAMPLE_DRAFT=str(draft)) as terminal:
        terminal.wait_for(READY)
        terminal.send("王敏")
        terminal.wait_for("王敏")
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
    assert json.loads(draft.read_text())["fields"]["name"]["text"] == "王敏"


def test_a_fault_shows_a_number_and_nothing_that_was_typed(tmp_path: Path) -> None:
    draft, log = tmp_path / "draft.json", tmp_path / "desk.log"
    with open_sample(SAMPLE_DRAFT=str(draft), SAMPLE_LOG=str(log)) as terminal:
        terminal.wait_for(READY)
        terminal.send("王敏")
        terminal.wait_for("王敏")
        terminal.send("\x02")
        assert terminal.wait() == 1
        after = terminal.written[terminal.written.rindex(b"\x1b[?1049l") :].decode()
        assert terminal.echoes
    number = re.search(r"fault (E[0-9A-F]{8})", after)
    assert number is not None
    assert "王敏" not in after
    noted = log.read_text()
    assert number[1] in noted
    assert "do_fail" in noted
    assert "ValueError" in noted
    assert "王敏" not in noted
    assert json.loads(draft.read_text())["fields"]["name"]["text"] == "王敏"


def test_ctrl_q_ends_the_day_with_status_0() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert terminal.echoes
        assert terminal.written.count(b"\x1b[?1049h") == 1
        assert terminal.written.count(b"\x1b[?1049l") == 1


def test_without_a_terminal_there_is_a_sentence() -> None:
    code = "import screens.kit.environment as e; e.need_terminal()"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert "opens on a terminal only" in ended.stderr


def test_a_terminal_that_places_nothing_is_refused() -> None:
    code = "import screens.kit.environment as e; e.need_terminal()"
    with Terminal(["-c", code], env={"TERM": "dumb"}, cwd=str(ROOT)) as terminal:
        assert terminal.wait() == 1
        assert "TERM=dumb" in terminal.text()


def test_keys_pressed_before_the_first_frame_is_complete_reach_the_first_field() -> None:
    with open_sample() as terminal:
        terminal.wait_for("Opening the desk")
        terminal.send("早到\t139")
        terminal.wait_for(READY)
        terminal.wait_for("139")
        lines = terminal.lines()
        assert lines[2].split() == ["姓名", "早到"]
        assert lines[3].split() == ["电话", "139"]


def test_escape_does_not_wait() -> None:
    with open_sample() as terminal:
        terminal.wait_for(READY)
        terminal.send("\x1bOP")
        terminal.wait_for("As on the card")
        terminal.settle()
        started = time.monotonic()
        terminal.send("\x1b")
        terminal._read(5)
        assert time.monotonic() - started < 0.09


def test_the_collector_passes_over_what_stands_after_the_first_paint(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with open_sample(SAMPLE_LOG=str(log)) as terminal:
        terminal.wait_for(READY)
        terminal.settle()
        terminal.send("\x11")
        assert terminal.wait() == 0
    frozen, collects, escape_delay = log.read_text().split()
    assert int(frozen) > 10_000
    assert collects == "True"
    assert escape_delay == "0.025"


def test_what_must_come_before_textual_does_not_load_it() -> None:
    code = (
        "import sys, screens.kit.environment as e; e.prepare(); sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_window_too_small_gets_a_sentence() -> None:
    with open_sample((79, 24)) as terminal:
        terminal.wait_for("80 × 24")
        assert READY not in terminal.text()
