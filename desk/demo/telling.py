"""The stories of the practice estate told in the order of time, the past and then the last days."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import count, groupby, islice
from typing import NamedTuple

from data.store import Store
from desk.demo.diary import DAY, Day
from desk.demo.story import Story
from desk.demo.tell import Office, Past, Present

LOGGED = -1
"""The step that begins a story."""

LIVED_THROUGH = 2 * DAY
"""So long before the end every act is done and saved on its own, as at the counter."""

_AT_ONCE = 16_000


class Telling(NamedTuple):
    """Something that happens: a story's logging, or one of its steps."""

    at: int
    order: int
    story: Story
    step: int

    @property
    def next(self) -> "Telling | None":
        """What happens next in this story."""
        following = self.step + 1
        if following >= len(self.story.steps):
            return None
        return self._replace(at=self.story.steps[following].at, step=following)


def tellings(
    days: Iterable[Day], begun: Callable[[Day], Iterable[Story]], end: int
) -> Iterator[Telling]:
    """Everything that happens until the end, in the order of time."""
    number = count()
    waiting: list[Telling] = []
    for day in days:
        for story in begun(day):
            heapq.heappush(waiting, Telling(story.at, next(number), story, LOGGED))
        while waiting and waiting[0].at < day.start + DAY:
            telling = heapq.heappop(waiting)
            if telling.at > end:
                return
            yield telling
            if following := telling.next:
                heapq.heappush(waiting, following)


def tell(store: Store, office: Office, told: Iterator[Telling], end: int) -> None:
    """Write what happens into the store: long ago all at once, lately act by act."""
    past, present = Past(office), Present(office)
    for long_ago, happening in groupby(told, key=lambda one: one.at < end - LIVED_THROUGH):
        if not long_ago:
            for telling in happening:
                present.tell(telling.story, telling.step)
            continue
        while batch := list(islice(happening, _AT_ONCE)):
            with store.past() as changes:
                for telling in batch:
                    past.tell(telling.story, telling.step, changes.change)
