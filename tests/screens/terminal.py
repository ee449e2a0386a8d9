"""A program in a real terminal: bytes go in, a screen of characters comes out."""

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 20.0
# A key is shown when nothing more has come for so long.
QUIET = 0.15


class Terminal:
    """Runs `python ARGUMENTS` on a pty; pyte stands in for the window."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: str | None = None,
    ) -> None:
        self.width, self.height = size
        self.screen = pyte.Screen(self.width, self.height)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.exit_status: int | None = None
        self.pid, self._master = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            self._become(arguments, env or {}, cwd)
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", self.height, self.width, 0, 0))

    def _become(self, arguments: Sequence[str], env: Mapping[str, str], cwd: str | None) -> None:
        if cwd is not None:
            os.chdir(cwd)
        # The window's size is set by the parent; the child waits until it is.
        while os.get_terminal_size(0) != (self.width, self.height):
            time.sleep(0.001)
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        os.execve(
            sys.executable,
            [sys.executable, *arguments],
            {
                **kept,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LC_ALL": "C.UTF-8",
                **env,
            },
        )

    # What a person does

    def send(self, keys: str | bytes) -> None:
        """Type these characters, or send these bytes, in one packet."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._master)
        self._master = -1

    # What a person sees

    def lines(self) -> list[str]:
        """The rows of the screen, without blanks at their ends."""
        self._read(0)
        # pyte's own `display` fails on half of a wide character whose other half was overwritten.
        rows = (self.screen.buffer[y] for y in range(self.height))
        return ["".join(row[x].data for x in range(self.width)).rstrip() for row in rows]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own caret."""
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def cursor_hidden(self) -> bool:
        """Whether the caret is hidden."""
        return bool(self.screen.cursor.hidden)

    def wait_for(self, words: str, patience: float = PATIENCE) -> None:
        """Read until these words are on the screen."""
        end = time.monotonic() + patience
        while words not in self.text():
            if time.monotonic() > end or self._ended():
                raise AssertionError(f"{words!r} did not appear:\n{self.text()}")
            self._read(0.05)

    def settle(self, quiet: float = QUIET) -> bytes:
        """Read until nothing more comes; what came."""
        before = len(self.written)
        while self._read(quiet):
            pass
        return self.written[before:]

    def wait(self, patience: float = PATIENCE) -> int:
        """Read until the program has ended; its exit status, negative for a signal."""
        end = time.monotonic() + patience
        while not self._ended():
            if time.monotonic() > end:
                raise AssertionError(f"still running:\n{self.text()}")
            if not self._read(0.05):
                time.sleep(0.01)
        self._read(0)
        assert self.exit_status is not None
        return self.exit_status

    @property
    def echoes(self) -> bool:
        """Whether the terminal echoes again, as a shell expects."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def _read(self, wait: float) -> bool:
        """Take in what has come, after waiting at most so long for it."""
        if self._master < 0:
            return False
        came = False
        while select.select([self._master], [], [], 0 if came else wait)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                break  # the program has closed its side
            if not data:
                break
            came = True
            self.written += data
            self._stream.feed(data)
        return came

    def _ended(self) -> bool:
        if self.exit_status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_status = os.waitstatus_to_exitcode(status)
        return self.exit_status is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._ended():
            os.kill(self.pid, signal.SIGKILL)
            _pid, status = os.waitpid(self.pid, 0)
            self.exit_status = os.waitstatus_to_exitcode(status)
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
