"""The app: one counter, its screens, who sits at it, and the way out with every draft kept."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

from data.backup import default_folder, note, take
from data.refusals import fault_of_store
from data.words import use_language
from desk.session import Session
from desk.settings import setting
from models.errors import DeskError, InputError
from models.words import _, language, ngettext
from screens import registry
from screens.card import KEYS_FILE
from screens.counter import Counter
from screens.kit.base import DeskApp
from screens.kit.keys import MEANINGS, read_keymap
from screens.kit.screen import DeskScreen
from screens.page import Page

HOME = "90"
ERROR_LOG = "desk-errors.log"
TIDY_SECONDS = 5.0
_TYPED = frozenset({"Key", "Paste"})


class CounterApp(DeskApp):
    """The counter on this terminal, opened over a session."""

    def __init__(self, session: Session, *, greeting: str = "") -> None:
        folder = session.store.path.parent
        keymap, self._trouble = _own_keys(folder)
        super().__init__(
            ascii_borders=bool(setting(session, "ascii")),
            keymap=keymap,
            error_log=folder / ERROR_LOG,
        )
        self.counter = Counter(session)
        self._greeting = greeting
        self._idle: Any = None
        self._leaving = False
        self._busy = False

    def on_mount(self) -> None:
        """Home for who is signed in, else the sign-in."""
        self.counter.session.store.leave_tidying_to_idle_time()
        self.set_interval(TIDY_SECONDS, self._tidy)
        if self.counter.session.staff is None:
            self._ask_who(locked=False)
        else:
            self.go_home(self._greeting)
            self._restart_idle()

    # Who sits here

    def go_home(self, sentence: str = "") -> None:
        """Back to the home board, or there for the first time."""
        while len(self.screen_stack) > 1:
            if isinstance(self.screen, Page) and self.screen.function == HOME:
                return
            self.pop_screen()
        home = registry.make("home", self.counter)
        self.push_screen(home)
        if self._trouble:
            home.call_after_refresh(home.warn, self._trouble)
            self._trouble = ""
        elif sentence:
            home.call_after_refresh(home.done, sentence)

    def do_lock(self) -> None:
        """Lock the desk; the same person goes on where they were, another begins at home."""
        if not self._is_locked():
            self.save_drafts()
            self._ask_who(locked=True)

    def _ask_who(self, *, locked: bool) -> None:
        """The sign-in over everything; only who locked the desk finds it as it was."""
        before = self.counter.session.staff_id if locked else None

        def signed_in(_answer: Any) -> None:
            if before is None or self.counter.session.staff_id != before:
                self._clear()
                self.go_home(self._welcome())
            self._restart_idle()

        self.push_screen(registry.make("sign_in", self.counter, locked=locked), signed_in)

    def _welcome(self) -> str:
        """What waits for who has just sat down."""
        waiting = len(self.counter.drafts())
        if not waiting:
            return _("Signed in: {name}").format(name=self.counter.session.who.name)
        return ngettext(
            "{number} half-typed form waits for you; F9 brings it back",
            "{number} half-typed forms wait for you; F9 brings them back",
            waiting,
        ).format(number=waiting)

    def _clear(self) -> None:
        """Take every screen away, those kept drawn too: nothing of who sat here stays."""
        kept = dict(self.counter.kept)
        hidden = [screen for screen in kept.values() if screen not in self.screen_stack]
        while len(self.screen_stack) > 1:
            self.pop_screen()
        for name in kept:
            self.uninstall_screen(name)
        for screen in hidden:
            screen.remove()
        self.counter.kept.clear()

    def _is_locked(self) -> bool:
        return any(getattr(screen, "is_lock", False) for screen in self.screen_stack)

    # Nobody types

    def _restart_idle(self) -> None:
        if self._idle is not None:
            self._idle.stop()
        minutes = int(setting(self.counter.session, "idle_minutes"))
        self._idle = self.set_timer(minutes * 60, self.do_lock)

    async def on_event(self, event: Any) -> None:
        """Every key begins the idle time anew."""
        if type(event).__name__ in _TYPED:
            self._busy = True
            if self._idle is not None:
                self._idle.reset()
        await super().on_event(event)

    def _tidy(self) -> None:
        """Tidy the store when no key came since the last look."""
        busy, self._busy = self._busy, False
        if not busy:
            with suppress(DeskError):  # another program is writing; the next idle moment does it
                self.counter.session.store.tidy()

    # Language, drafts, the end of the day

    def do_language(self) -> None:
        """Chinese and English by turns; the screens are made anew, what was typed is kept."""
        self.save_drafts()
        use_language("en" if language() == "zh" else "zh")
        locked = self._is_locked()
        self._clear()
        if locked:
            self._ask_who(locked=False)
        else:
            self.go_home(_("From now on in English; what was typed is kept"))

    def save_drafts(self) -> None:
        """Every half-typed form goes to disk."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_draft", None)
            if keep is not None:
                keep()

    def way_out(self, error: BaseException) -> str:
        """What to do when it is the store that cannot be read."""
        fault = fault_of_store(error, self.counter.session.store.path)
        return str(fault) if fault else ""

    def do_quit(self) -> None:
        """End the day: drafts kept, a backup made and checked."""
        if self._leaving:
            return
        self._leaving = True
        self.save_drafts()
        if isinstance(self.screen, DeskScreen):
            self.screen.done(_("Making the day's backup"))
        self.run_worker(self._back_up_and_leave(), exit_on_error=False)

    async def _back_up_and_leave(self) -> None:
        store, now = self.counter.session.store, self.counter.session.now()
        folder = default_folder(store.path)
        try:
            report = await asyncio.to_thread(take, store.path, folder, now)
        except DeskError as error:
            self._backup_failed(str(error))
            return
        note(store, report)
        self.exit(0)

    def _backup_failed(self, sentence: str) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.warn(_("No backup: {why}").format(why=sentence))
        self.set_timer(3, lambda: self.exit(0))


def _own_keys(folder: Path) -> tuple[dict[str, str], str]:
    """The office's own keys; with a file that cannot be taken those shipped, and what is wrong."""
    try:
        return read_keymap(folder / KEYS_FILE, MEANINGS), ""
    except InputError as error:
        return {}, str(error)


def run(session: Session, greeting: str = "") -> int:
    """Open the counter on this terminal; returns the exit status."""
    return CounterApp(session, greeting=greeting).run_to_status()
