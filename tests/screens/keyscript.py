"""Key scripts: what a hand pressed, line by line, and what stood on the screen afterwards.

# a comment
F3 "12 2-1-1701" Enter       keys by name, text in quotes
> 投诉登记                    these words are on the screen now
! 超时                        these words are not
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.screens.terminal import Terminal

BYTES = {
    "Enter": "\r", "Tab": "\t", "Esc": "\x1b", "BackTab": "\x1b[Z", "Backspace": "\x7f",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
    "Home": "\x1b[H", "End": "\x1b[F", "PageUp": "\x1b[5~", "PageDown": "\x1b[6~",
    "F1": "\x1bOP", "F2": "\x1bOQ", "F3": "\x1bOR", "F4": "\x1bOS", "F5": "\x1b[15~",
    "F6": "\x1b[17~", "F7": "\x1b[18~", "F8": "\x1b[19~", "F9": "\x1b[20~", "F10": "\x1b[21~",
    "F12": "\x1b[24~",
}  # fmt: skip
_ESCAPE_APART = 0.2
"""An Esc is told from the beginning of another key by the silence after it."""


@dataclass(frozen=True)
class Line:
    """One line of a script: keys to press, or words to look for."""

    number: int
    keys: tuple[str, ...] = ()
    expect: str = ""
    refuse: str = ""


def read_script(path: Path, secrets: Mapping[str, str]) -> list[Line]:
    """The script's lines, comments left out."""
    return [
        _line(number, text.strip(), secrets)
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if text.strip() and not text.startswith("#")
    ]


def _line(number: int, text: str, secrets: Mapping[str, str]) -> Line:
    if text.startswith("> "):
        return Line(number, expect=text[2:])
    if text.startswith("! "):
        return Line(number, refuse=text[2:])
    return Line(number, keys=tuple(_keys(text, secrets)))


def _keys(text: str, secrets: Mapping[str, str]) -> Iterator[str]:
    for quoted, name in re.findall(r"(\"[^\"]*\")|(\S+)", text):
        if quoted:
            yield from shlex.split(quoted)[0] if quoted != '""' else ""
        elif name.startswith("secret:"):
            yield from secrets[name.removeprefix("secret:")]
        else:
            yield _bytes(name)


def _bytes(name: str) -> str:
    if name in BYTES:
        return BYTES[name]
    control = re.fullmatch(r"Ctrl\+([A-Z])", name)
    if control:
        return chr(ord(control[1]) - ord("A") + 1)
    raise ValueError(name)


def count(script: list[Line]) -> int:
    """How many keys the script presses."""
    return sum(len(line.keys) for line in script)


def replay(script: list[Line], terminal: Terminal) -> None:
    """Press the keys as they stand, a line in one packet, and look at the screen."""
    for line in script:
        if line.expect:
            terminal.wait_for(line.expect)
        elif line.refuse:
            terminal.settle()
            assert line.refuse not in terminal.text(), f"line {line.number}: {line.refuse}"
        else:
            _press(line.keys, terminal)


def _press(keys: tuple[str, ...], terminal: Terminal) -> None:
    packet = ""
    for key in keys:
        packet += key
        if key == BYTES["Esc"]:
            terminal.send(packet)
            packet = ""
            terminal.settle(_ESCAPE_APART)
    if packet:
        terminal.send(packet)
