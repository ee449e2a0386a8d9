"""The app: one counter, its screens, who sits at it, and the way out with every draft kept."""

import asyncio
from contextlib import suppress
from typing import Any

from data.backup import default_folder, note, take
from data.words import use_language
from desk.session import Session
from models.errors import DeskError
from models.words import _, language
from screens import registry
from screens.counter import Counter
from screens.kit.base import DeskApp
from screens.kit.keys import MEANINGS, read_keymap
from screens.kit.screen import DeskScreen
from screens.page import Page

KEYS_FILE = "keys.toml"
ERROR_LOG = "desk-errors.log"
TIDY_SECONDS = 5.0


class CounterApp(DeskApp):
    """The counter on this terminal, opened over a session."""

    def __init__(self, session: Session, *, greeting: str = "") -> None:
        folder = session.store.path.parent
        store = session.store
        super().__init__(
            look_name=store.setting("look", ""),
            ascii_borders=bool(store.setting("ascii_borders", False)),
            keymap=read_keymap(folder / KEYS_FILE, MEANINGS),
            error_log=folder / ERROR_LOG,
        )
        self.counter = Counter(session, idle_minutes=int(store.setting("lock_minutes", 5)))
        self._greeting = greeting
        self._idle: Any = None
        self._busy = False

    def on_mount(self) -> None:
        """Home for who is signed in, else the sign-in."""
        self._restart_idle()
        self.counter.session.store.leave_tidying_to_idle_time()
        self.set_interval(TIDY_SECONDS, self._tidy)
        if self.counter.session.staff is None:
            self.push_screen(registry.make("sign_in", self.counter), self._signed_in)
        else:
            self.go_home()
            if self._greeting:
                self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.done(self._greeting)

    # Who sits here

    def go_home(self) -> None:
        """Back to the home board, or there for the first time."""
        for screen in self.screen_stack[:0:-1]:
            if isinstance(screen, Page) and screen.function == "90":
                return
            if len(self.screen_stack) > 1:
                self.pop_screen()
        self.push_screen(registry.make("home", self.counter))

    def do_lock(self) -> None:
        """Lock the desk; the same person goes on where they were, another begins at home."""
        self.save_drafts()
        before = self.counter.session.staff_id
        locked = registry.make("sign_in", self.counter, locked=True)

        def unlocked(_answer: Any) -> None:
            if self.counter.session.staff_id != before:
                while len(self.screen_stack) > 1:
                    self.pop_screen()
                self.go_home()
            self._restart_idle()

        self.push_screen(locked, unlocked)

    def _signed_in(self, _answer: Any) -> None:
        self.go_home()

    def _restart_idle(self) -> None:
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(self.counter.idle_minutes * 60, self._idled)

    def _idled(self) -> None:
        if self.counter.session.staff is not None and not self._is_locked():
            self.do_lock()

    def _tidy(self) -> None:
        """Tidy the store when no key came since the last look."""
        busy, self._busy = self._busy, False
        if not busy:
            with suppress(DeskError):  # another program is writing; the next idle moment does it
                self.counter.session.store.tidy()

    def _is_locked(self) -> bool:
        return getattr(self.screen, "is_lock", False)

    async def on_event(self, event: Any) -> None:
        """Every key begins the idle time anew."""
        if self._idle is not None and type(event).__name__ in {"Key", "Paste"}:
            self._idle.reset()
            self._busy = True
        await super().on_event(event)

    # Language, drafts, the end of the day

    def do_language(self) -> None:
        """Chinese and English by turns; the screens are made anew."""
        use_language("en" if language() == "zh" else "zh")
        self.save_drafts()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.go_home()

    def save_drafts(self) -> None:
        """Every half-typed form goes to disk."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_draft", None)
            if keep is not None:
                keep()

    def do_quit(self) -> None:
        """End the day: drafts kept, a backup made and checked."""
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


def run(session: Session, greeting: str = "") -> int:
    """Open the counter on this terminal; returns the exit status."""
    return CounterApp(session, greeting=greeting).run_to_status()
