"""What must be settled before textual is imported: its constants, and a first frame to look at.

Imported first by the front door, so nothing here may import textual.
"""

import os
import sys
from types import TracebackType
from typing import Any, Self

from models.errors import DeskError
from models.words import N_, _

if sys.platform != "win32":  # Windows consoles need no echo switched off
    import termios

SETTINGS = {
    # Several terminals lose text committed by an input method under the Kitty protocol.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_ANIMATIONS": "none",
    # Pixel mouse reports and in-band resizes are bytes on the wire for nothing.
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "ESCDELAY": "25",
}
_ENTER = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l"
_LEAVE = "\x1b[?1049l\x1b[?25h"

_attributes_before: list[Any] | None = None
_frame_stands = False


def prepare() -> None:
    """Set what textual reads once, at its import; what the user has set stays."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)


def need_terminal() -> None:
    """Raise DeskError where nothing can be typed or shown: a pipe, a job without a window."""
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if stream is None or stream.closed or not stream.isatty():
            raise DeskError(N_("The desk opens on a terminal only; here input or output is a file"))
    if os.environ.get("TERM") == "dumb":
        raise DeskError(N_("This terminal (TERM=dumb) cannot place text on the screen"))


def take_over() -> bool:
    """Whether the first frame stands; from now on the driver answers for the screen."""
    global _frame_stands
    stood, _frame_stands = _frame_stands, False
    return stood


class FirstFrame:
    """A frame on the alternate screen while textual is being imported.

    Keys pressed meanwhile are kept by the kernel, unechoed, and reach the first field. On leaving
    the terminal has its attributes back, whatever happened in between.
    """

    def __init__(self) -> None:
        self._drawn = False

    def __enter__(self) -> Self:
        global _frame_stands  # noqa: PLW0603 - as above
        if sys.__stdin__ and sys.__stdout__ and sys.__stdin__.isatty() and sys.__stdout__.isatty():
            self._drawn = _frame_stands = True
            _quiet(sys.__stdin__.fileno())
            sys.__stdout__.write(_ENTER + " " + _("Opening the desk"))
            sys.__stdout__.flush()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._drawn or sys.__stdin__ is None or sys.__stdout__ is None:
            return
        restore(sys.__stdin__.fileno())
        if not take_over():
            return
        try:
            sys.__stdout__.write(_LEAVE)
            sys.__stdout__.flush()
        except OSError:
            window_gone()


def window_gone() -> None:
    """Write to nowhere from now on: what cannot be flushed would change the exit status to 120."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for fileno in (1, 2):
        os.dup2(nowhere, fileno)
    os.close(nowhere)


def _quiet(fileno: int) -> None:
    """Switch off what the driver will switch off, so that early keys arrive as it expects."""
    global _attributes_before  # noqa: PLW0603 - one terminal a process
    if sys.platform == "win32":
        return
    attributes = termios.tcgetattr(fileno)
    _attributes_before = [*attributes]
    attributes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    termios.tcsetattr(fileno, termios.TCSANOW, attributes)


def restore(fileno: int) -> None:
    """Give the terminal the attributes it had before the first frame."""
    if sys.platform == "win32" or _attributes_before is None:
        return
    try:
        termios.tcsetattr(fileno, termios.TCSANOW, _attributes_before)
    except termios.error:
        return  # the window is gone
