"""What every app and screen of the desk is built from: the frame, the keys, the way out."""

import asyncio
import gc
import os
import signal
import threading
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset

from models.words import _
from screens.kit import look
from screens.kit.driver import DeskDriver, HungUp
from screens.kit.queue import KeyQueue, Typed
from screens.kit.screen import DeskScreen
from screens.kit.text import ControlWall, plain

# How long the way out may take after a signal before the process is ended where it stands.
_LAST_RESORT = 3.0
_WALL = ControlWall()
_NOT_UTF8 = "\ufffd"


class DeskApp(KeyQueue[int], inherit_bindings=False):
    """An app whose terminal, keys and way out can be relied on.

    `error_log` is the file a crash is written to, without any value a person typed.
    """

    CSS_PATH = Path(__file__).with_name("desk.tcss")
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    ESCAPE_TO_MINIMIZE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        *,
        look_name: str = "",
        ascii_borders: bool = False,
        keymap: Mapping[str, str] | None = None,
        error_log: Path | None = None,
    ) -> None:
        super().__init__()
        self._error_log = error_log
        for theme in look.LOOKS:
            self.register_theme(theme)
        self.theme = look_name or look.choose(os.environ)
        self.set_class(ascii_borders, "-ascii")
        self.set_class(self.theme == look.SIXTEEN.name, "-sixteen")
        self.set_keymap(dict(keymap or {}))

    def save_drafts(self) -> None:
        """Put what stands half-typed on the screens into the store; called on every way out."""

    def run_to_status(self) -> int:
        """Run until the end; the process's exit status."""
        self.run(mouse=False)  # the terminal's own selecting and copying stay
        return self.return_code or 0

    def accepts(self, event: Typed) -> bool:
        """Drop what stands for bytes that are no UTF-8, and say what is to be set."""
        if isinstance(event, events.Key) and event.character == _NOT_UTF8:
            if isinstance(self.screen, DeskScreen):
                self.screen.warn(_("The terminal does not send UTF-8: set it to UTF-8"))
            return False
        return super().accepts(event)

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver with our cures."""
        return DeskDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters in use, the wall against control characters last."""
        return [*super().get_line_filters(), _WALL]

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's caret belongs: in the field with the focus."""
        focused = self.screen.focused if self.screen_stack else None
        if focused is None:
            return Offset(0, self.size.height - 1)
        at = getattr(focused, "cursor_screen_offset", None)
        return at if isinstance(at, Offset) else focused.region.offset

    @cursor_position.setter
    def cursor_position(self, _position: Offset) -> None:
        """What widgets report is one step behind; it is not needed."""

    def _on_mount(self) -> None:
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError):  # Windows
                    loop.add_signal_handler(number, self.end, 128 + number)
        self.call_after_refresh(_freeze)

    def on_desk_hung_up(self, _message: HungUp) -> None:
        """The window is closed."""
        self.end(128 + 1)

    def end(self, status: int) -> None:
        """Keep the drafts, restore the terminal, exit with this status, whatever still hangs."""
        last_resort = threading.Timer(_LAST_RESORT, os._exit, [status])
        last_resort.daemon = True
        last_resort.start()
        self.exit(status, return_code=status)
        self.save_drafts()

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: note where it happened, show a number, end."""
        self._return_code = 1
        self._ended.set()
        if self._exception is None:
            self._exception = error
            self._tell_fault(error)
            self._exception_event.set()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *_renderables: RenderableType) -> None:
        """End; what textual would print could hold what people typed."""
        self._return_code = 1
        self._close_messages_no_wait()

    def _tell_fault(self, error: BaseException) -> None:
        lines = list(_where(error))
        number = f"E{zlib.crc32(''.join(lines).encode()):08X}"
        if self._error_log is not None:
            with suppress(OSError), self._error_log.open("a", encoding="utf-8") as log:
                log.write("\n".join([number, *lines, ""]))
        sentence = _("The desk has stopped: fault {number}. What was typed is kept as a draft.")
        told = f"{sentence.format(number=number)} {self.way_out(error)}".rstrip()
        # Of several textual would print the first and advise its own tools.
        self._exit_renderables.append(Text(plain(told)))
        self.save_drafts()

    def way_out(self, error: BaseException) -> str:  # noqa: ARG002 - for apps that know more
        """What a person can do about a fault, if that is known; it must quote no record."""
        return ""


def _where(error: BaseException) -> Iterable[str]:
    """The way to the fault, innermost last: no values, and no message, which might quote them."""
    if error.__cause__ is not None:
        yield from _where(error.__cause__)
    for frame in extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} {frame.name}"
    yield type(error).__name__


def _freeze() -> None:
    """What stands after the first paint stays; the collector need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    gc.enable()
