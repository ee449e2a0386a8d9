"""A story of the practice estate: how a matter was logged, and what was done with it when."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from desk.case import Case
from desk.demo.diary import MINUTE, in_hours
from desk.demo.households import Caller, Household
from desk.demo.said import Said
from models.office import Staff

MATTER, ORDER = "matter", "order"


@dataclass(frozen=True, slots=True)
class Step:
    """One act on a matter or its order, by whom and when, with its fields."""

    at: int
    who: Staff
    on: str
    act: str
    fields: dict[str, Any]


@dataclass(slots=True)
class Story:
    """A matter from the first word on. `case` is what became of it so far.

    `household` is where it is, unless `place` names a common place; `appointment` is when a
    visit was wished for, `promised` until when the caller was promised to hear, and `answer`
    what an enquiry was told on the spot.
    """

    kind: str
    at: int
    clerk: Staff
    said: Said
    household: Household | None = None
    place: str = ""
    caller: Caller | None = None
    channel: str = "call"
    urgency: str = ""
    handler: Staff | None = None
    appointment: int | None = None
    promised: int | None = None
    promise: str = ""
    answer: str = ""
    steps: list[Step] = field(default_factory=list)
    case: Case | None = None
    matter_id: int = 0

    @property
    def urgent(self) -> bool:
        """Whether it cannot wait for the next morning."""
        return (self.urgency or self.said.topic.urgency) == "urgent"

    @property
    def sort(self) -> str:
        """Whether a technician works on it or somebody at the desk: `work` or `matter`."""
        return "work" if any(step.on == ORDER for step in self.steps) else "matter"

    @property
    def now(self) -> int:
        """When the last thing happened."""
        return self.steps[-1].at if self.steps else self.at


class Pen:
    """Writes a story on, one step after another, each some time after the one before."""

    def __init__(self, random: Random, story: Story) -> None:
        self._random = random
        self.story = story
        self._at = story.now

    @property
    def at(self) -> int:
        """The moment the story has come to."""
        return self._at

    def wait(self, least: float, most: float) -> "Pen":
        """Let between so many and so many minutes pass."""
        self._at += int(self._random.uniform(least, most) * MINUTE)
        return self

    def until(self, at: int) -> "Pen":
        """Go on to this moment, if it has not passed."""
        self._at = max(self._at + MINUTE, at)
        return self

    def in_hours(self) -> "Pen":
        """Go on when somebody is at work."""
        self._at = in_hours(self._random, self._at)
        return self

    def matter(self, who: Staff, act: str, **fields: Any) -> "Pen":
        """An act on the matter."""
        return self._step(who, MATTER, act, fields)

    def order(self, who: Staff, act: str, **fields: Any) -> "Pen":
        """An act on its newest work order."""
        return self._step(who, ORDER, act, fields)

    def _step(self, who: Staff, on: str, act: str, fields: dict[str, Any]) -> "Pen":
        self._at = max(self._at, self.story.now + 1)
        self.story.steps.append(Step(self._at, who, on, act, fields))
        return self
