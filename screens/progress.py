"""Long work in a thread: the screen stays alive and shows how far it is."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from desk.session import Session
from models.words import N_, _
from screens.kit.bars import Row
from screens.kit.text import text

Result = TypeVar("Result")
Progress = Callable[[int, int], None]

_EVERY = 0.1
_FULL, _REST = "#", "."
_CELLS = 40


class ProgressRow(Row):
    """`比对 ######........ 1,200 / 5,000`; empty while nothing is done."""

    def __init__(self) -> None:
        super().__init__(id="progress")
        self._label = ""
        self._done = self._all = 0

    def on_mount(self) -> None:
        """Look at the figures the thread leaves, ten times a second."""
        self.set_interval(_EVERY, self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether work is being done."""
        return bool(self._label)

    async def run(
        self, label: str, session: Session, work: Callable[[Session, Progress], Result]
    ) -> Result:
        """Do `work` in a thread, with a session whose store may be used there."""
        self._label, self._done, self._all = label, 0, 0
        self._tell()
        try:
            return await asyncio.to_thread(self._in_thread, session, work)
        finally:
            self._label = ""
            self._tell()

    def _in_thread(self, session: Session, work: Callable[[Session, Progress], Result]) -> Result:
        with session.store.in_thread() as store:
            return work(replace(session, store=store), self._note)

    def _note(self, done: int, total: int) -> None:
        """Called by the thread: only figures change."""
        self._done, self._all = done, total

    def _tell(self) -> None:
        if not self._label:
            self.show(text(""))
            return
        full = _CELLS * self._done // self._all if self._all else 0
        figures = _(N_("{done} of {all}")).format(done=self._done, all=self._all)
        bar = _FULL * full + _REST * (_CELLS - full)
        self.show(text(f" {self._label} {bar} {figures if self._all else ''}"))
