"""The practice estate is made: the office, its staff, its households, its years of matters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from data.practice import material
from data.store import Store
from desk.demo import diary
from desk.demo.alive import Alive
from desk.demo.chance import stream
from desk.demo.diary import DAY, HOUR, Day, Rota, since_midnight
from desk.demo.estate import Estate
from desk.demo.happenings import Happenings
from desk.demo.households import Household, Settlers
from desk.demo.notes import keep_notes
from desk.demo.plots import Crew
from desk.demo.said import Talk
from desk.demo.staff import Member, pin_of, roll
from desk.demo.story import Story
from desk.demo.tell import Office
from desk.demo.telling import tell, tellings
from desk.office import NewOffice, init
from desk.session import Session
from models.office import Staff
from models.when import from_ms

PARTS_OF_DAY = (0, 9, 12, 15, 18)
"""Hours at which the estate's story may end: it is the same from one of them to the next."""

_YEAR = 365 * DAY
_BUILT = 1200 * DAY
"""So long before the years begin the first units were handed over."""

Progress = Callable[[int, int], None]
"""Told what is done, of how much."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which estate is made. Its story ends shortly before `now`, in UTC milliseconds."""

    now: int
    seed: int = 1
    households: int = 600
    years: int = 1

    @property
    def end(self) -> int:
        """The beginning of this part of the day."""
        of_day = since_midnight(self.now)
        begun = max(hour * HOUR for hour in PARTS_OF_DAY if hour * HOUR <= of_day)
        return self.now - of_day + begun

    @property
    def start(self) -> int:
        """The midnight with which the years begin."""
        return self.end - since_midnight(self.end) - self.years * _YEAR

    def random(self, what: str) -> Random:
        """The random numbers of one part of it."""
        return stream(self.seed, what)


def make(path: Path, plan: Plan, progress: Progress = lambda _done, _all: None) -> None:
    """Make the estate's store; the file must not exist. It is left closed."""
    salts = plan.random("salts")
    with _office(path, plan, salts) as store:
        members = _staff(store, plan, salts)
        households = _households(store, plan, salts)
        _matters(store, plan, salts, households, progress)
        secrets = {member.account.no: member.secret for member in members}
        keep_notes(store, material("staff")["clerk"], secrets)


def _office(path: Path, plan: Plan, salts: Random) -> Store:
    estate, staff = material("estate"), material("staff")
    no = staff["administrator"]
    [row] = [row for row in staff["staff"] if row["no"] == no]
    office = NewOffice(
        estate=estate["estate"], letter="A", desk=estate["desk"], admin_no=no,
        admin_name=row["name"], admin_secret=pin_of(no), practice=True,
        settings={"phone_area": estate["phone_area"]},
    )  # fmt: skip
    store, _made = init(path, office, clock=lambda: plan.start, random=salts)
    return store


def _administrator(store: Store, plan: Plan, salts: Random) -> Session:
    account: Staff = Staff.get(Staff.no == material("staff")["administrator"])
    return Session(store, account, clock=lambda: plan.start, random=salts)


def _staff(store: Store, plan: Plan, salts: Random) -> list[Member]:
    session = _administrator(store, plan, salts)
    members = list(roll(plan.random("staff"), plan.households))
    with store.change(session, "staff.add") as change:
        for member in members:
            if member.account.no != session.who.no:
                change.add(member.account)
    return members


def _households(store: Store, plan: Plan, salts: Random) -> list[Household]:
    """Every unit with its people, as an import of the roster brings them in."""
    session = _administrator(store, plan, salts)
    settlers = Settlers(plan.random("people"), from_ms(plan.end).date())
    opened = from_ms(plan.start - _BUILT).date()
    estate = Estate(plan.random("estate"), plan.households, opened)
    households = []
    for building, units in estate.buildings():
        with store.past() as past, past.change(session, "import.run") as change:
            change.add(building)
            for unit in units:
                unit.building_id = building.id
                change.add(unit)
                households.append(settlers.settle(change, unit, building.code, session.who.id))
    return households


def _matters(
    store: Store, plan: Plan, salts: Random, households: list[Household], progress: Progress
) -> None:
    crew, talk = _crew(), Talk(plan.random("talk"))
    happenings = Happenings(plan.random("happenings"), households, crew, talk)
    alive = sorted(
        Alive(plan.random("alive"), happenings, crew, talk, plan.end).stories(),
        key=lambda story: story.at,
    )
    random = plan.random("days")
    days = list(diary.days(random, plan.start, plan.end + 1))

    def begun(day: Day) -> Iterator[Story]:
        progress(days.index(day), len(days))
        for at in diary.times(random, day, len(households)):
            yield happenings.story(at, day)
        while alive and alive[0].at < day.start + DAY:
            yield alive.pop(0)

    tell(store, Office(store, salts), tellings(days, begun, plan.end), plan.end)
    progress(len(days), len(days))


def _crew() -> Crew:
    staff = list(Staff.select().where(Staff.left_at.is_null()).order_by(Staff.no))
    plan = material("staff")
    clerks = [one for one in staff if one.role == "assistant"]
    [night] = [one for one in clerks if one.no == plan["night"]]
    return Crew(
        Rota(tuple(one for one in clerks if one is not night), night),
        [one for one in staff if one.role == "technician"],
        next(one for one in staff if one.no == plan["supervisor"]),
        next(one for one in staff if one.no == plan["manager"]),
    )
