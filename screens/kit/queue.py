"""Keys one at a time: what is typed ahead lands where the typist meant it.

Stock textual hands a whole packet of keys to the field that has the focus when the packet comes
in, so `abc<Tab>def` stands in one field. Here a key waits until the one before it has been dealt
with by everything between the focus and the app, and until a screen it opened has been drawn.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakSet

from textual import events
from textual.app import App, ReturnType
from textual.keys import _character_to_key, key_to_character
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker, WorkerState

Typed = events.Key | events.Paste

# A handler that hangs may hold the keys back for so long, then they go on without it.
PATIENCE = 5.0


class KeyQueue(App[ReturnType]):
    """An app whose keys and pastes are dealt with in the order they were typed."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: asyncio.Queue[Typed] = asyncio.Queue()
        self._seen: WeakSet[Screen[Any]] = WeakSet()
        self._dispatcher: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; everything else goes its usual way at once."""
        if isinstance(event, Typed) and not event.is_forwarded:
            if self._dispatcher is None:
                self._dispatcher = asyncio.create_task(self._dispatch_keys(), name="keys")
                self._dispatcher.add_done_callback(self._keys_ended)
            if self.accepts(event):
                self._keys.put_nowait(event)
        else:
            await super().on_event(event)

    def accepts(self, event: Typed) -> bool:
        """Whether it is a key at all; what terminals send by mistake is dropped here."""
        return isinstance(event, events.Paste) or "\r" not in event.key

    async def keys_done(self) -> None:
        """Wait until every key posted so far has been dealt with and shown, or the app ends."""
        waiting = [
            asyncio.create_task(self._all_done()),
            asyncio.create_task(self._ended.wait()),
        ]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()

    async def _all_done(self) -> None:
        await _drained(self)
        await self._keys.join()
        await self._settle([], set())
        if self._running and self.screen_stack:
            await _first_refresh(self.screen)

    def _on_unmount(self) -> None:
        self._ended.set()
        if self._dispatcher is not None:
            self._dispatcher.cancel()

    def _keys_ended(self, dispatcher: asyncio.Task[None]) -> None:
        """A key's handler failed: end as textual ends when one of its own handlers fails."""
        while not self._keys.empty():
            self._keys.get_nowait()
            self._keys.task_done()
        if not dispatcher.cancelled() and isinstance(error := dispatcher.exception(), Exception):
            self._handle_exception(error)

    async def _dispatch_keys(self) -> None:
        while True:
            event = await self._keys.get()
            try:
                await self._dispatch_key(event)
            finally:
                self._keys.task_done()

    async def _dispatch_key(self, event: Typed) -> None:
        before = list(self._chain())
        workers = set(self.workers)
        await super().on_event(event)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._settle(before, workers)
        except TimeoutError:
            self.log.warning("a handler holds the keys back")

    async def _settle(self, before: list[MessagePump], workers: set[Worker[Any]]) -> None:
        """Wait until the key has no more to do on its way, and its new screen stands."""
        rounds = 0
        # A second round, because what the first waits for may send something back down.
        while rounds < 2 or any(map(_waiting, self._chain())):  # noqa: PLR2004
            rounds += 1
            for pump in dict.fromkeys([*before, *self._chain()]):
                await _drained(pump)
            if any(worker.state is WorkerState.PENDING for worker in set(self.workers) - workers):
                await asyncio.sleep(0)
                rounds = 0
            if self.screen_stack and (screen := self.screen) not in self._seen:
                self._seen.add(screen)
                await _first_refresh(screen)
                rounds = 0

    def _chain(self) -> Iterator[MessagePump]:
        """Everything a key passes: from the focus up to the app, and the screen on top."""
        if not self._running or not self.screen_stack:
            yield self
            return
        focused = self.screen.focused
        if focused is None:
            yield self.screen
            yield self
        else:
            yield from focused.ancestors_with_self


async def _first_refresh(screen: Screen[Any]) -> None:
    shown = asyncio.Event()
    if screen.call_after_refresh(shown.set):
        await shown.wait()


async def _drained(pump: MessagePump) -> None:
    """Wait until it has dealt with every message it has now."""
    reached = asyncio.Event()
    if pump.call_later(reached.set):
        await reached.wait()


def _waiting(pump: MessagePump) -> bool:
    return pump.is_running and pump.message_queue_size > 0


def press_all(app: KeyQueue[Any], keys: Iterable[str]) -> None:
    """Post every key at once, as a fast typist's packet; join with `await app.keys_done()`.

    A key is textual's name for it (`tab`, `f2`, `ctrl+s`) or one character.
    """
    for key in keys:
        if len(key) == 1:
            app.post_message(events.Key(key if key.isalnum() else _character_to_key(key), key))
        else:
            app.post_message(events.Key(key, key_to_character(key)))
