"""A recorded shift, replayed key by key in a real terminal, from the first word to the backup."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.store import Store
from models.matter import Matter
from tests.screens.keyscript import count, read_script, replay
from tests.screens.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("shift.keys")
CLOCK = {"DESK_CLOCK": "2026-11-23T09:41+08:00"}
LEAST_KEYS = 200


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A small practice estate, and the secrets of its staff."""
    path = tmp_path_factory.mktemp("practice") / "practice.db"
    made = subprocess.run(
        [sys.executable, "-m", "desk", "--store", str(path), "demo", "--fresh", "--no-open",
         "--households", "120", "--json"],
        capture_output=True, text=True, check=True, cwd=ROOT, env={"PATH": "", **CLOCK},
    )  # fmt: skip
    return path, {one["no"]: one["secret"] for one in json.loads(made.stdout)["staff"]}


def test_a_shift_is_worked_from_the_board_to_the_backup(
    practice: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    store, secrets = practice
    mine = tmp_path / "practice.db"
    shutil.copy(store, mine)
    script = read_script(SCRIPT, secrets)
    assert count(script) >= LEAST_KEYS
    with Terminal(["-m", "desk", "--store", str(mine)], env=CLOCK, cwd=str(ROOT)) as terminal:
        terminal.wait_for("F10")
        replay(script, terminal)
        assert terminal.wait() == 0
    assert list((tmp_path / "backups").glob("*.db"))
    with Store.open(mine) as opened:
        words = {matter.words for matter in Matter.select()}
        assert {"楼上周日早上装修，请制止", "卫生间顶漏，滴在灯上"} <= words
        assert opened.verify() == []
