"""How matters of each type usually go at the practice estate, and how some go wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from data.reference import prices, terms
from desk.demo.chance import Weighted, happens
from desk.demo.diary import DAY, HOUR, MINUTE, OPENS, Rota, since_midnight
from desk.demo.said import Talk
from desk.demo.story import Pen, Story
from models.matter_states import MATTER
from models.office import Staff
from models.order_states import ORDER
from models.states import Machine

_FEE_UNLISTED = 5000
_PAYMENTS = Weighted(
    (("wechat", 62), ("alipay", 18), ("cash", 14), ("transfer", 2), ("account", 4))
)
_MARKS = Weighted((("satisfied", 84), ("fairly", 13), ("dissatisfied", 3)))
MARKS = {"satisfied": 5, "fairly": 3, "dissatisfied": 1}


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does what."""

    rota: Rota
    technicians: Sequence[Staff]
    supervisor: Staff
    manager: Staff

    def technician(self, random: Random, skill: str, other_than: int | None = None) -> Staff:
        """Somebody with this skill, if there is anybody else."""
        able = [one for one in self.technicians if skill in one.skills.split(",")]
        others = [one for one in able or self.technicians if one.id != other_than]
        return random.choice(others or able)


class Plots:
    """Writes what usually happens after a matter was logged."""

    def __init__(self, random: Random, crew: Crew, talk: Talk) -> None:
        self._random, self._crew, self._talk = random, crew, talk
        self._fees: dict[str, int] = {}

    def write(self, story: Story) -> None:
        """Write the story of a matter to its end."""
        pen = Pen(self._random, story)
        if self._chance(1.2) and story.kind in {"complaint", "repair", "report"}:
            self.void(pen)
            return
        plot = {"repair": self.repair, "service": self.service, "complaint": self.complaint}
        plot.get(story.kind, self.errand)(pen)

    # -- work orders

    def repair(self, pen: Pen) -> None:
        """A repair: assigned, done, its slip returned, called back."""
        technician = self._assign(pen)
        self.work(pen, technician, fee=0)
        self.slip(pen)
        self.call_back(pen, technician)

    def service(self, pen: Pen) -> None:
        """A paid service: at the appointed time, paid, called back; some find it too dear."""
        technician = self._assign(pen)
        if self._chance(3):
            pen.wait(20, 90).order(self._clerk(pen), "cancel", reason=self._reason(ORDER, "cancel"))
            refused = self._talk.one(self._talk.around["price"])
            pen.wait(1, 5).matter(self._clerk(pen), "close", result=refused)
            return
        self.work(pen, technician, fee=self._fee(pen.story.said.topic.code))
        self.slip(pen)
        self.call_back(pen, technician)

    def _assign(self, pen: Pen) -> Staff:
        story, skill = pen.story, pen.story.said.topic.skill
        pen.wait(*((1, 6) if story.urgent else (3, 40)))
        technician = self._crew.technician(self._random, skill)
        pen.order(self._clerk(pen), "assign", technician=technician)
        if self._chance(2.5):
            pen.wait(5, 40)
            pen.order(technician, "return", reason=self._reason(ORDER, "return"))
            technician = self._crew.technician(self._random, skill, other_than=technician.id)
            pen.wait(3, 30).order(self._clerk(pen), "assign", technician=technician)
        return technician

    def work(self, pen: Pen, technician: Staff, fee: int) -> None:
        """The technician goes there and does it; parts may lack, nobody may be in."""
        story = pen.story
        if self._chance(45):
            pen.wait(1, 15).order(technician, "accept")
        if story.appointment:
            pen.until(story.appointment + self._random.randrange(-10, 25) * MINUTE)
        elif story.urgent:
            pen.wait(8, 28)
        else:
            pen.wait(25, 260).in_hours()
        pen.order(technician, "arrive")
        if not story.said.common and self._chance(4):
            window = (
                pen.at - since_midnight(pen.at) + DAY + OPENS + self._random.randrange(9) * HOUR
            )
            pen.wait(2, 8).order(technician, "absent", window=window)
            pen.until(window + self._random.randrange(30) * MINUTE).order(technician, "arrive")
        if self._chance(4):
            self._lack(pen, technician)
        pen.wait(12, 80)
        self._materials(pen, technician)
        pen.order(technician, "finish", result=story.said.result, labour=fee)

    def _lack(self, pen: Pen, technician: Staff) -> None:
        pen.wait(8, 25).order(technician, "wait_parts", reason=self._reason(ORDER, "wait_parts"))
        pen.wait(20 * 60, 60 * 60).in_hours().order(technician, "resume")

    def _materials(self, pen: Pen, technician: Staff) -> None:
        name, measure, price = pen.story.said.part
        if name and self._chance(60):
            free = pen.story.said.common
            pen.order(
                technician, "material", name=name, measure=measure, price=0 if free else price,
                quantity=self._random.choice((1000, 1000, 1000, 2000)),
            )  # fmt: skip

    def slip(self, pen: Pen) -> None:
        """What is owed is paid, and the signed slip comes back to the desk."""
        owed = _owed(pen.story)
        pen.wait(15, 150)
        clerk = self._clerk(pen)
        if owed:
            pen.order(clerk, "pay", amount=owed, method=_PAYMENTS.pick(self._random))
        pen.wait(1, 4).order(clerk, "slip")

    # -- matters without an order

    def complaint(self, pen: Pen) -> None:
        """A complaint: somebody's, answered, solved, called back; some are put off."""
        story = pen.story
        handler = story.handler or self._handler(pen)
        if story.handler is None:
            pen.wait(2, 25).matter(self._clerk(pen), "assign", handler=handler)
        pen.wait(3, 60).in_hours().matter(handler, "take")
        if self._chance(12):
            supervisor = self._crew.supervisor
            pen.wait(5, 60).matter(supervisor, "comment", words=self._talk.comment())
        if self._chance(18) and story.promised is None:
            due = pen.at + self._random.randrange(2, 20) * 15 * MINUTE
            pen.wait(1, 5).matter(handler, "promise", due=due + HOUR, words=self._promise())
        pen.wait(20, 300).in_hours()
        pen.matter(handler, "reply", words=self._talk.reply(story.kind))
        self._keep(pen, handler)
        if self._chance(5):
            reason = self._reason(MATTER, "extend")
            pen.wait(60, 600).in_hours()
            pen.matter(self._crew.supervisor, "extend", until=pen.at + 6 * DAY, reason=reason)
        pen.wait(120, 1500).in_hours().matter(handler, "finish", result=story.said.result)
        self.call_back(pen, handler)

    def errand(self, pen: Pen) -> None:
        """A report, request, suggestion or enquiry; some need a technician after all."""
        story = pen.story
        if story.answer:
            return
        skill = story.said.topic.skill
        if story.kind == "report" and skill != "none" and self._chance(40):
            technician = self._crew.technician(self._random, skill)
            pen.wait(2, 20)
            pen.matter(self._clerk(pen), "dispatch", technician=technician, skill=skill)
            self.work(pen, technician, fee=0)
            self.slip(pen)
            self.call_back(pen, technician)
            return
        handler = story.handler or self._handler(pen)
        if story.handler is None:
            pen.wait(2, 20).matter(self._clerk(pen), "assign", handler=handler)
        if self._chance(60):
            pen.wait(1, 20).matter(handler, "take")
        if self._chance(35) or story.promised:
            pen.wait(5, 90).in_hours()
            pen.matter(handler, "reply", words=self._talk.reply(story.kind))
        self._keep(pen, handler)
        least, most = (5, 25) if story.urgent else (20, 400)
        pen.wait(least, most)
        if not story.urgent:
            pen.in_hours()
        pen.matter(handler, "finish", result=story.said.result)
        self.call_back(pen, handler)

    def void(self, pen: Pen) -> None:
        """Logged twice or by mistake."""
        pen.wait(4, 120).matter(self._crew.supervisor, "void", reason=self._reason(MATTER, "void"))

    def _keep(self, pen: Pen, handler: Staff) -> None:
        """What was promised is kept, nearly always in time."""
        story = pen.story
        made = [step.fields["due"] for step in story.steps if step.act == "promise"]
        due = made[-1] if made else story.promised
        if due is None:
            return
        late = self._chance(9)
        pen.until(
            due
            + (self._random.randrange(10, 90) if late else -self._random.randrange(5, 50)) * MINUTE
        )
        pen.matter(handler, "keep")

    # -- the end

    def call_back(self, pen: Pen, worker: Staff, *, again: bool = False) -> None:
        """Somebody who did not do the work rings; who is unhappy gets it done again."""
        pen.wait(*((60, 9 * 60) if pen.story.urgent else (4 * 60, 40 * 60))).in_hours()
        caller = self._clerk(pen, other_than=worker.id)
        if self._chance(11):
            pen.matter(caller, "no_answer")
            pen.wait(130, 260).in_hours()
        if self._chance(2):
            why = self._talk.one(self._talk.around["skipped"])
            pen.matter(caller, "close", result=pen.story.said.result, reason=why)
            return
        mark = "satisfied" if again else _MARKS.pick(self._random)
        words = self._talk.rating(mark, "again" if again else pen.story.sort)
        pen.matter(caller, "callback", mark=MARKS[mark], words=words)
        if mark == "dissatisfied":
            self.once_more(pen, worker)

    def once_more(self, pen: Pen, worker: Staff) -> None:
        """Done again, one level up."""
        story, supervisor = pen.story, self._crew.supervisor
        if story.sort == "work":
            technician = self._crew.technician(
                self._random, story.said.topic.skill, other_than=worker.id
            )
            pen.wait(3, 30).order(supervisor, "assign", technician=technician)
            pen.wait(30, 240).in_hours().order(technician, "arrive")
            pen.wait(30, 120).order(technician, "finish", result=story.said.result)
            pen.wait(20, 120).order(self._clerk(pen), "slip")
            self.call_back(pen, technician, again=True)
            return
        pen.wait(10, 90).in_hours().matter(supervisor, "assign", handler=supervisor)
        pen.wait(5, 60).matter(supervisor, "take")
        pen.wait(120, 900).in_hours().matter(supervisor, "finish", result=story.said.result)
        self.call_back(pen, supervisor, again=True)

    # -- small things

    def _chance(self, percent: float) -> bool:
        return happens(self._random, percent)

    def _clerk(self, pen: Pen, other_than: int | None = None) -> Staff:
        return self._crew.rota.clerk(self._random, pen.at, other_than)

    def _handler(self, pen: Pen) -> Staff:
        if pen.story.kind in {"complaint", "suggestion"} and self._chance(40):
            return self._crew.manager if self._chance(20) else self._crew.supervisor
        return self._clerk(pen)

    def _promise(self) -> str:
        return self._talk.one(self._talk.around["promise"])

    def _reason(self, machine: Machine, act: str) -> str:
        return self._random.choice(reasons(machine, act))

    def _fee(self, topic: str) -> int:
        if topic not in self._fees:
            listed = [row.price for row in prices(topic) if row.price]
            self._fees[topic] = listed[0] if listed else _FEE_UNLISTED
        return self._fees[topic]


def reasons(machine: Machine, act: str) -> list[str]:
    """The reasons an act may have, in words."""
    found = machine.act(act)
    sorts = [need.sort.partition(":")[2] for need in found.needs] if found else []
    return [term.zh for sort in sorts if sort for term in terms(sort)]


def _owed(story: Story) -> int:
    """What the household owes for the newest order, in fen."""
    owed = 0
    for step in story.steps:
        if step.act == "material":
            owed += step.fields["price"] * step.fields["quantity"] // 1000
        elif step.act == "finish":
            owed += step.fields.get("labour", 0)
    return owed
