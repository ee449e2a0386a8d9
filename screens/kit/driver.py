"""The terminal as textual drives it, made to outlive bad bytes and a window that closes."""

import os
import selectors
import sys
from codecs import getincrementaldecoder
from typing import IO, Any

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.message import Message

from screens.kit import environment

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as PlatformDriver
else:
    from textual.drivers.linux_driver import LinuxDriver as PlatformDriver

_ALTERNATE = "\x1b[?1049h"
_SHOW_CARET = "\x1b[?25h"


class HungUp(Message, namespace="desk"):
    """The window is closed: nothing more can be typed or shown."""


class _Window:
    """The file written to; a window that is gone swallows what is written, instead of raising."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, data: str) -> None:
        try:
            self._file.write(data)
        except OSError:
            environment.window_gone()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            environment.window_gone()

    def fileno(self) -> int:
        return self._file.fileno()


class DeskDriver(PlatformDriver):
    """Shows the real caret where one types, reads any bytes, and notices a closed window."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file: Any = _Window(self._file)

    def write(self, data: str) -> None:
        """As ever; the alternate screen is not entered twice, or leaving it would misplace what follows."""
        if data != _ALTERNATE or not environment.take_over():
            super().write(data)

    def start_application_mode(self) -> None:
        """As ever, and show the caret: input methods and screen readers follow it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write(_SHOW_CARET)
        self.flush()

    if sys.platform != "win32":

        def stop_application_mode(self) -> None:
            """As ever, and the echo is back that the first frame had switched off."""
            super().stop_application_mode()
            environment.restore(self.fileno)

        def run_input_thread(self) -> None:
            """Read keys until the app ends: bad bytes are replaced, a closed window is said."""
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")(errors="replace").decode
            wait = 0.1
            with selectors.DefaultSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(wait):
                        data = self._read()
                        if not data:
                            self.send_message(HungUp())
                            break
                        for event in parser.feed(decode(data)):
                            self.process_message(event)
                        # An Esc alone is known by the silence after it; stock waits 100 ms.
                        wait = constants.ESCAPE_DELAY
                    else:
                        wait = 0.1
                    for event in parser.tick():
                        self.process_message(event)
            _finish(parser)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""


def _finish(parser: XTermParser) -> None:
    try:
        for _event in parser.feed(""):
            pass
    except (EOFError, ParseError):
        return  # in the middle of a sequence that will never be finished
