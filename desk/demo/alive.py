"""What is always alive at the practice estate, whatever its size: one of every kind of trouble.

Chance alone leaves a small estate without a badly rated repair or a broken promise on the day
somebody looks. These matters of the last days end where the story has come to.
"""

from collections.abc import Callable, Iterator
from random import Random

from desk.demo.diary import DAY, HOUR, MINUTE, OPENS, by_day, since_midnight
from desk.demo.happenings import Happenings
from desk.demo.plots import MARKS, Crew, reasons
from desk.demo.said import Talk
from desk.demo.story import Pen, Story
from models.matter_states import MATTER
from models.office import Staff
from models.order_states import ORDER


class Alive:
    """Begins these matters so long before `now`."""

    def __init__(
        self, random: Random, happenings: Happenings, crew: Crew, talk: Talk, now: int
    ) -> None:
        self._random, self._happenings = random, happenings
        self._crew, self._talk, self._now = crew, talk, now
        self._first, self._second = crew.rota.clerks[:2]

    def stories(self) -> Iterator[Story]:
        """All of them, in no order of time."""
        makers: tuple[Callable[[], Iterator[Story]], ...] = (
            self._waiting, self._under_way, self._appointed, self._standing_still, self._done,
            self._complaints, self._promised, self._unhappy, self._ended, self._answered,
        )  # fmt: skip
        for maker in makers:
            yield from maker()

    # -- what waits and what is being done

    def _waiting(self) -> Iterator[Story]:
        """Nobody has it yet: two of them late, one given back."""
        yield self._begin("repair", 55 * MINUTE, urgency="urgent")[0]
        yield self._begin("repair", 11 * HOUR)[0]
        yield self._begin("repair", 12 * MINUTE)[0]
        yield self._begin("service", 25 * MINUTE, appointment=self._now + 5 * HOUR)[0]
        yield self._begin("request", 18 * MINUTE)[0]
        story, pen = self._begin("repair", 3 * HOUR)
        technician = self._sent(pen, 150)
        self._ago(pen, 130).order(technician, "return", reason=reasons(ORDER, "return")[0])
        yield story

    def _under_way(self) -> Iterator[Story]:
        """Assigned, accepted, on site; one nearly late."""
        shown = self._crew.technicians[0]
        story, pen = self._begin("repair", 40 * MINUTE, by=shown)
        self._sent(pen, 30, shown)
        yield story
        story, pen = self._begin("repair", 7 * HOUR, by=shown)
        self._ago(pen, 6 * 60).order(self._sent(pen, 6.5 * 60, shown), "accept")
        yield story
        for opened, sent, arrived, urgency in ((100, 90, 25, "normal"), (45, 41, 20, "urgent")):
            story, pen = self._begin("repair", opened * MINUTE, urgency=urgency)
            self._ago(pen, arrived).order(self._sent(pen, sent), "arrive")
            yield story
        story, pen = self._begin("report", 5 * HOUR)
        pen.wait(5, 10).matter(self._first, "assign", handler=self._first)
        pen.wait(5, 10).matter(self._first, "take")
        yield story

    def _appointed(self) -> Iterator[Story]:
        """Visits agreed for the next hours, so that one is nearly late whenever somebody looks."""
        first = self._now + max(0, OPENS - since_midnight(self._now))
        for visit in range(1, 9):
            story, pen = self._begin(
                "service", (20 + visit) * HOUR, appointment=first + visit * 25 * MINUTE
            )
            technician = self._sent(pen, (19 + visit) * 60)
            pen.wait(5, 20).order(technician, "accept")
            yield story

    def _standing_still(self) -> Iterator[Story]:
        """Waiting for parts, for another unit, for the owner to be in."""
        why = reasons(ORDER, "wait_parts")
        for opened, reason in ((26, why[0]), (75, why[-3])):
            story, pen = self._begin("repair", opened * HOUR)
            technician = self._sent(pen, (opened - 0.5) * 60)
            self._ago(pen, (opened - 4) * 60).order(technician, "arrive")
            pen.wait(15, 30).order(technician, "wait_parts", reason=reason)
            yield story
        story, pen = self._begin("repair", 5 * HOUR)
        technician = self._sent(pen, 4.6 * 60)
        self._ago(pen, 180).order(technician, "arrive")
        pen.wait(5, 9).order(technician, "absent", window=self._now + 4 * HOUR)
        yield story

    def _done(self) -> Iterator[Story]:
        """Done: not paid yet, slip not back, call-back due today, tried in vain."""
        for opened, fee in ((20, 8000), (6, 0), (5, 4000)):
            story, pen = self._begin("service" if fee else "repair", opened * HOUR)
            technician = self._sent(pen, (opened - 0.4) * 60)
            self._ago(pen, (opened - 2) * 60).order(technician, "arrive")
            result = story.said.result
            self._ago(pen, 50).order(technician, "finish", result=result, labour=fee)
            yield story
        for finished, tries in ((70, ()), (71, ()), (60, (3,)), (64, (26, 22, 2.5))):
            story, pen = self._taken("complaint", (finished + 20) * HOUR, self._second)
            self._ago(pen, finished * 60)
            pen.matter(self._second, "finish", result=story.said.result)
            for hours in tries:
                self._ago(pen, hours * 60).matter(self._first, "no_answer")
            yield story

    # -- what the desk owes

    def _complaints(self) -> Iterator[Story]:
        """Unanswered and nearly late, late from outside, put off with a reason."""
        supervisor = self._crew.supervisor
        yield self._taken("complaint", 22 * HOUR, self._first)[0]
        story, pen = self._begin("complaint", 26 * HOUR, channel="hotline")
        pen.wait(20, 40).matter(self._second, "assign", handler=supervisor)
        yield story
        story, pen = self._taken("complaint", 40 * HOUR, supervisor)
        self._ago(pen, 30 * 60).matter(supervisor, "reply", words=self._talk.reply("complaint"))
        reason = reasons(MATTER, "extend")[1]
        self._ago(pen, 5 * 60).matter(
            supervisor, "extend", until=self._now + 3 * DAY, reason=reason
        )
        pen.wait(2, 4).matter(supervisor, "comment", words=self._talk.comment())
        yield story

    def _promised(self) -> Iterator[Story]:
        """Promises for today: one broken, one soon, one later."""
        for kind, opened, made, due in (
            ("complaint", 20, 3, 40), ("request", 6, 5.5, -50), ("complaint", 9, 8, 150),
        ):  # fmt: skip
            story, pen = self._taken(kind, opened * HOUR, self._first)
            until = (self._now + due * MINUTE) // (5 * MINUTE) * 5 * MINUTE
            words = self._talk.one(self._talk.around["promise"])
            self._ago(pen, made * 60).matter(self._first, "promise", due=until, words=words)
            yield story

    def _unhappy(self) -> Iterator[Story]:
        """Badly rated and open again, one level up; reopened because it came back."""
        story, pen = self._taken("complaint", 5 * DAY, self._second)
        self._ago(pen, 2 * 24 * 60).matter(self._second, "finish", result=story.said.result)
        self._rate(self._ago(pen, 90), "dissatisfied")
        yield story
        story, pen = self._begin("repair", 30 * HOUR)
        technician = self._sent(pen, 29.5 * 60)
        self._ago(pen, 29 * 60).order(technician, "arrive")
        self._ago(pen, 28 * 60).order(technician, "finish", result=story.said.result)
        pen.wait(20, 60).order(self._second, "slip")
        self._rate(self._ago(pen, 4 * 60), "dissatisfied")
        yield story
        story, pen = self._taken("complaint", 6 * DAY, self._second)
        self._ago(pen, 4 * 24 * 60).matter(self._second, "finish", result=story.said.result)
        self._rate(self._ago(pen, 3 * 24 * 60), "fairly")
        again = reasons(MATTER, "reopen")[2]
        self._ago(pen, 120).matter(self._first, "reopen", reason=again)
        yield story

    def _ended(self) -> Iterator[Story]:
        """Voided today; too dear."""
        supervisor = self._crew.supervisor
        story, pen = self._begin("report", 3 * HOUR)
        self._ago(pen, 120).matter(supervisor, "void", reason=reasons(MATTER, "void")[0])
        yield story
        story, pen = self._begin("service", 4 * HOUR)
        self._sent(pen, 230)
        self._ago(pen, 130).order(self._first, "cancel", reason=reasons(ORDER, "cancel")[2])
        refused = self._talk.one(self._talk.around["price"])
        pen.wait(1, 3).matter(self._first, "close", result=refused)
        yield story

    def _answered(self) -> Iterator[Story]:
        """Answered on the spot, praised, thought about."""
        for minutes in (8, 33, 71):
            story, _pen = self._begin("enquiry", minutes * MINUTE)
            story.answer = story.said.result
            yield story
        story, _pen = self._begin("praise", 2 * HOUR)
        story.answer = story.said.result
        yield story
        manager = self._crew.manager
        story, pen = self._begin("suggestion", 26 * HOUR)
        pen.wait(30, 60).matter(self._first, "assign", handler=manager)
        pen.wait(30, 60).matter(manager, "take")
        yield story
        story, _pen = self._begin("enquiry", 80 * MINUTE)
        story.handler = self._first
        yield story

    # -- pieces

    def _begin(
        self,
        kind: str,
        ago: float,
        *,
        urgency: str = "normal",
        channel: str = "call",
        appointment: int | None = None,
        by: Staff | None = None,
    ) -> tuple[Story, Pen]:
        """A matter logged so long ago, by the clerk the estate opens as; work for `by`, if given."""
        at = self._by_day(ago)
        story = self._happenings.begin(kind, at)
        while by is not None and story.said.topic.skill not in by.skills.split(","):
            story = self._happenings.begin(kind, at)
        story.clerk, story.urgency, story.channel = self._first, urgency, channel
        story.appointment = appointment
        return story, Pen(self._random, story)

    def _taken(self, kind: str, ago: float, handler: Staff) -> tuple[Story, Pen]:
        story, pen = self._begin(kind, ago)
        story.handler = handler
        pen.wait(3, 15).matter(handler, "take")
        return story, pen

    def _sent(self, pen: Pen, ago: float, technician: Staff | None = None) -> Staff:
        technician = technician or self._crew.technician(self._random, pen.story.said.topic.skill)
        self._ago(pen, ago).order(self._first, "assign", technician=technician)
        return technician

    def _rate(self, pen: Pen, mark: str) -> None:
        words = self._talk.rating(mark, pen.story.sort)
        pen.matter(self._first, "callback", mark=MARKS[mark], words=words)

    def _ago(self, pen: Pen, minutes: float) -> Pen:
        return pen.until(self._by_day(minutes * MINUTE))

    def _by_day(self, ago: float) -> int:
        """So long ago, or soon after the nearest hour of work if that was at night."""
        then = self._now - int(ago)
        by_daylight = by_day(then, self._now)
        moved = 0 if by_daylight == then else self._random.randrange(30)
        return by_daylight + moved * MINUTE
