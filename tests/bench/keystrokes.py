"""The keystroke table: how many keys from the home board to «saved», counted by pressing them.

    python -m tests.bench.keystrokes STORE

STORE is a practice store with a unit 3-2-0302 (`desk --store STORE demo --fresh --households 120
--no-open`); it is copied. Words and answers, typed in Chinese, are counted apart.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.screens.keyscript import BYTES
from tests.screens.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Task:
    """What is done, in how many keys at the most, by which keys, and what is said at its end.

    `words` are typed where `…` stands.
    """

    name: str
    most: int
    keys: str
    saved: str
    words: str = ""


TASKS = (
    Task("complaint by a known household", 25, "F3 12 3-2-0302 zxzy Enter … F2", "已登记 TS", "周日早上"),
    Task("repair", 20, "F3 21 3-2-0302 ltls Enter … F2", "已登记 BX", "厨房"),
    Task("enquiry answered on the spot", 12, "F3 13 jffs Enter … F2", "当场答复", "每月十日前"),
    Task("dispatch of a waiting order", 5, "F3 22 Enter Enter", "已派给"),
    Task("call-back with a mark", 6, "F3 41 Enter 5 F2", "满意"),
)  # fmt: skip


def pressed(keys: str) -> list[str]:
    """One entry a key: names as they are, text letter by letter, a blank between two texts."""
    found: list[str] = []
    typing = False
    for word in keys.split():
        if word in BYTES or word == "…":
            found.append(word)
            typing = False
        else:
            found += ([" "] if typing else []) + list(word)
            typing = True
    return found


def main(store: Path) -> None:
    """Do each task on a copy of the store and print the table."""
    print(f"{'task':<36}{'keys':>5}{'most':>6}")
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        for number, task in enumerate(TASKS):
            copy = Path(folder) / f"{number}.db"
            shutil.copy(store, copy)
            keys = pressed(task.keys)
            counted = len([key for key in keys if key != "…"])
            do(copy, task, keys)
            held = "" if counted <= task.most else "OVER"
            print(f"{task.name:<36}{counted:>5}{task.most:>6}  {task.keys}  {held}")


def do(store: Path, task: Task, keys: list[str]) -> None:
    """Press the keys in one packet and wait until the desk says it is saved."""
    with Terminal(["-m", "desk", "--store", str(store)], cwd=str(ROOT)) as terminal:
        terminal.wait_for("F10")
        terminal.send("".join(task.words if key == "…" else BYTES.get(key, key) for key in keys))
        terminal.wait_for(task.saved)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
