"""The app in a real terminal, against an empty Textual app in the same run.

    python -m tests.bench.bench_app STORE [ROUNDS]

STORE is a practice store (it is copied). Start to usable home, key to paint, bytes of a Tab,
arrow and PageDown in the register of all matters, a form shown again, and memory.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from tests.screens.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
SIZE = (80, 24)
ROUNDS = 40
STARTS = 7
QUIET = 0.03
EMPTY = """
from screens.kit import environment
environment.prepare()
from textual.app import App, ComposeResult
from textual.widgets import Input, Static
class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("READY")
        yield Input()
Empty().run()
"""
F2, F3, ESCAPE, TAB, DOWN, PAGE_DOWN = "\x1bOQ", "\x1bOR", "\x1b", "\t", "\x1b[B", "\x1b[6~"


def open_app(store: Path) -> Terminal:
    """The desk on a terminal over this store."""
    return Terminal(["-m", "desk", "--store", str(store)], size=SIZE, cwd=str(ROOT))


def started(arguments: Sequence[str], words: str) -> float:
    """Milliseconds from the start of the process until these words can be read."""
    began = time.perf_counter()
    with Terminal(arguments, size=SIZE, cwd=str(ROOT)) as terminal:
        while words.encode() not in terminal.written:
            terminal._read(0.002)
        return (time.perf_counter() - began) * 1000


def painted(terminal: Terminal, keys: str) -> tuple[float, float, int]:
    """Milliseconds to the first and to the last byte after these keys, and how many came."""
    terminal.settle(QUIET)
    before = len(terminal.written)
    began = last = time.perf_counter()
    first = 0.0
    terminal.send(keys)
    while time.perf_counter() - last < QUIET:
        if terminal._read(0.001):
            last = time.perf_counter()
            first = first or last - began
    return first * 1000, (last - began) * 1000, len(terminal.written) - before


def repeated(terminal: Terminal, name: str, keys: Sequence[str]) -> None:
    """Press each of these and print the medians."""
    found = [painted(terminal, key) for key in keys]
    first, settled, sizes = zip(*found, strict=True)
    print(
        f"{name:<40}first byte {median(first):6.1f} ms  settled {median(settled):6.1f} ms"
        f" (p95 {quantiles(settled, n=20)[-1]:.1f})  {median(sizes):6.0f} B"
    )


def memory(terminal: Terminal) -> float:
    """The process's resident memory in MB."""
    for line in Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main(store_path: Path, rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(dir=store_path.parent) as name:
        store = Path(name) / "practice.db"
        shutil.copy(store_path, store)
        started(["-c", EMPTY], "READY")
        empty = [started(["-c", EMPTY], "READY") for _turn in range(STARTS)]
        home = [started(["-m", "desk", "--store", str(store)], "F10") for _turn in range(STARTS)]
        print(
            f"{'start to usable home':<40}{median(home):.0f} ms, an empty app {median(empty):.0f} ms:"
            f" {median(home) / median(empty):.2f} × (target 2)"
        )
        with Terminal(["-c", EMPTY], size=SIZE, cwd=str(ROOT)) as terminal:
            terminal.wait_for("READY")
            repeated(terminal, "a character in an empty app", ["a"] * rounds)
        with open_app(store) as terminal:
            terminal.wait_for("F10")
            screens(terminal, rounds)
            print(f"{'memory':<40}{memory(terminal):.0f} MB (target 100)")


def screens(terminal: Terminal, rounds: int) -> None:
    """The keys a hand waits for."""
    repeated(terminal, "arrow in the home list", [DOWN] * rounds)
    repeated(terminal, "a character on the line (it looks up)", [F3, *"zhangsanfeng" * 3])
    terminal.send(ESCAPE)
    repeated(terminal, "a form shown for the first time", [f"{F3}12\r", ESCAPE])
    repeated(terminal, "a form shown again", [f"{F3}12\r", ESCAPE] * (rounds // 4))
    painted(terminal, f"{F3}12\r")
    repeated(terminal, "Tab in the form", [TAB] * (rounds // 2))
    repeated(terminal, "a character in the form", ["a"] * rounds)
    painted(terminal, ESCAPE)
    painted(terminal, f"{F3}19\r")
    repeated(terminal, "arrow in the register", [DOWN] * rounds)
    repeated(terminal, "PageDown in the register", [PAGE_DOWN] * rounds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
