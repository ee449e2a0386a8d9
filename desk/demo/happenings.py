"""What reaches the desk of the practice estate on a day: who calls, from where, about what."""

from collections.abc import Sequence
from random import Random

from desk.demo.chance import Weighted, happens
from desk.demo.diary import DAY, HOUR, MINUTE, OPENS, Day, at_night, in_hours, since_midnight
from desk.demo.households import Caller, Household
from desk.demo.plots import Crew, Plots
from desk.demo.said import Said, Talk
from desk.demo.story import Story

ON_THE_SPOT = frozenset({"enquiry", "praise"})
"""What is usually answered while the caller waits."""

_KINDS = Weighted((
    ("enquiry", 500), ("repair", 205), ("service", 85), ("report", 72), ("request", 66),
    ("complaint", 42), ("praise", 16), ("suggestion", 14),
))  # fmt: skip
_IN_RAIN = 1.6
_LEAKS = "sl"

_CHANNELS = {
    "enquiry": Weighted((("call", 52), ("visit", 34), ("wechat", 14))),
    "repair": Weighted((("call", 62), ("visit", 9), ("wechat", 20), ("technician", 4), ("patrol", 5))),
    "service": Weighted((("call", 55), ("visit", 18), ("wechat", 24), ("technician", 3))),
    "complaint": Weighted(
        (("call", 56), ("visit", 20), ("wechat", 14), ("box", 3), ("hotline", 4), ("company", 1), ("house_call", 2))
    ),
    "report": Weighted((("call", 50), ("visit", 10), ("wechat", 22), ("patrol", 18))),
    "request": Weighted((("call", 68), ("visit", 24), ("wechat", 8))),
    "suggestion": Weighted((("box", 30), ("wechat", 30), ("visit", 22), ("house_call", 18))),
    "praise": Weighted((("call", 30), ("visit", 40), ("wechat", 30))),
}  # fmt: skip
_NOBODY = frozenset({"patrol"})
"""Channels without a caller."""


class Happenings:
    """Begins stories, and writes them with what usually follows."""

    def __init__(
        self, random: Random, households: Sequence[Household], crew: Crew, talk: Talk
    ) -> None:
        self._random, self._crew, self._talk = random, crew, talk
        self._callers = [one for one in households if one.callers]
        self._at_home = [one for one in self._callers if one.lived_in]
        self.plots = Plots(random, crew, talk)

    def story(self, at: int, day: Day) -> Story:
        """A whole story that begins now."""
        kind = _KINDS.pick(self._random)
        story = self.begin(kind, at, day)
        if kind == "praise" or (kind == "enquiry" and happens(self._random, 88)):
            story.answer = story.said.result
        elif kind == "enquiry":
            story.handler = story.clerk
            self._promise(story, 30)
        elif kind == "complaint":
            story.handler = story.clerk if happens(self._random, 30) else None
            self._promise(story, 14)
        elif kind == "service" and happens(self._random, 70):
            story.appointment = self._slot(at)
        elif kind == "repair" and happens(self._random, 3):
            story.urgency = "urgent"
        self.plots.write(story)
        return story

    def begin(self, kind: str, at: int, day: Day | None = None) -> Story:
        """A matter of this type that is logged now; nothing follows yet."""
        said = self._about(kind, day)
        clerk = self._crew.rota.clerk(self._random, at)
        channel = "call" if at_night(at) else _CHANNELS[kind].pick(self._random)
        story = Story(kind, at, clerk, said, channel=channel)
        home = kind in {"service", "request"} or happens(self._random, 90)
        household = self._random.choice(self._at_home if home and self._at_home else self._callers)
        story.caller = self._caller(story, household)
        if said.common and (story.caller is None or happens(self._random, 75)):
            story.place = self._talk.place(said.topic, household.building)
        if not story.place:
            story.household = household
        return story

    def _about(self, kind: str, day: Day | None) -> Said:
        said = self._talk.about(kind)
        if day is not None and day.rain and kind == "repair" and said.topic.category != _LEAKS:
            said = self._talk.about(kind) if happens(self._random, 50) else said
        return said

    def _caller(self, story: Story, household: Household) -> Caller | None:
        anonymous = story.kind in {"complaint", "report"} and happens(self._random, 6)
        if story.channel in _NOBODY or anonymous:
            return None
        return self._random.choice(household.callers[:3])

    def _promise(self, story: Story, percent: float) -> None:
        if happens(self._random, percent):
            later = in_hours(self._random, story.at + self._random.randrange(4, 28) * 15 * MINUTE)
            story.promised = later - later % (15 * MINUTE)
            story.promise = self._talk.one(self._talk.around["promise"])

    def _slot(self, at: int) -> int:
        """An appointment on one of the next days, on the half hour."""
        midnight = at - since_midnight(at)
        soon = at + 2 * HOUR
        slots = [
            midnight + day * DAY + OPENS + half * 30 * MINUTE
            for day in range(3)
            for half in range(18)
        ]
        return self._random.choice([slot for slot in slots if slot >= soon])
