"""Who lives in the practice estate: families, tenants, shops, with all that a file holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from data.change import Change
from data.practice import material
from desk.demo.chance import Weighted, happens
from desk.demo.people import MIDDLE, OLD, YOUNG, Names, Numbers
from models.person import HouseNote, Person, Phone, Residence, Vehicle
from models.place import Unit

_AGES = Weighted(((YOUNG, 30), (MIDDLE, 50), (OLD, 20)))
_BORN = {OLD: 1952, MIDDLE: 1974, YOUNG: 1992}
_IN_USE = frozenset({"occupied", "let", "fitout"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody of a household who rings the desk, and on which number."""

    person: Person
    relation: str
    phone: Phone | None = None


@dataclass(slots=True)
class Household:
    """A unit and those of it who ring the desk, who lives there before who does not."""

    unit: Unit
    building: str
    callers: list[Caller] = field(default_factory=list)

    @property
    def lived_in(self) -> bool:
        """Whether anybody is at home there."""
        return self.unit.state in _IN_USE


class Settlers:
    """Fills units with people, inside the change that adds them."""

    def __init__(self, random: Random, today: date) -> None:
        self._random, self._today = random, today
        self._names, self._numbers = Names(random), Numbers(random)
        self._estate = material("estate")

    def settle(self, change: Change, unit: Unit, building: str, by_id: int) -> Household:
        """The household of this unit, added with its papers and notes."""
        household = Household(unit, building)
        move_in: dict[str, Callable[[Change, Household], None]] = {
            "shop": self._shop, "home": self._home,
        }  # fmt: skip
        if unit.state != "unsold":
            move_in[unit.usage](change, household)
            self._note(change, household, by_id)
        return household

    def _home(self, change: Change, household: Household) -> None:
        state = household.unit.state
        if state == "let":
            self._tenants(change, household)
        self._owners(change, household, family=state == "occupied")
        if state == "fitout" and happens(self._random, 50):
            self._join(change, household, "agent", man=True, age=MIDDLE)
        if state == "let" and happens(self._random, 30):
            self._former_tenant(change, household)
        if household.lived_in:
            self._vehicles(change, household)

    def _shop(self, change: Change, household: Household) -> None:
        if household.unit.state == "let":
            company = change.add(
                Person(name=self._random.choice(self._estate["companies"]["names"]), sort="company")
            )
            phone = self._phone(change, company, 1, self._numbers.landline())
            self._belong(change, household, company, "tenant", phone)
        self._owners(change, household, family=False)

    def _owners(self, change: Change, household: Household, *, family: bool) -> None:
        man, age = happens(self._random, 58), _AGES.pick(self._random)
        name = self._names.owner(man=man, age=age)
        owner = self._join(change, household, "owner", man=man, age=age, name=name)
        if happens(self._random, 55):
            relation = "coowner" if happens(self._random, 45) else "family"
            self._join(change, household, relation, man=not man, age=age)
        if not family:
            return
        surname = self._names.surname_of(owner.name) if man else ""
        for _child in range(self._random.choices((0, 1, 2), (45, 42, 13))[0]):
            boy = happens(self._random, 50)
            child = self._names.person(man=boy, age=YOUNG, surname=surname)
            self._join(
                change, household, "family", man=boy, age=YOUNG, name=child, rings=age == OLD
            )
        if age != OLD and happens(self._random, 18):
            self._join(change, household, "family", man=happens(self._random, 40), age=OLD)
        if age == OLD and happens(self._random, 25):
            self._join(change, household, "emergency", man=happens(self._random, 50), age=MIDDLE)

    def _tenants(self, change: Change, household: Household) -> None:
        for _tenant in range(self._random.choices((1, 2, 3), (60, 30, 10))[0]):
            since = self._day(-self._random.randrange(20, 700))
            self._join(
                change, household, "tenant", man=happens(self._random, 50), age=YOUNG, since=since
            )

    def _former_tenant(self, change: Change, household: Household) -> None:
        until = self._random.randrange(30, 600)
        person = change.add(Person(name=self._names.person(man=True, age=YOUNG)))
        phone = self._phone(change, person, 1, self._numbers.mobile())
        since, left = self._day(-until - 365), self._day(-until)
        change.set(phone, off=1, label=self._estate["labels"]["old"])
        change.add(
            Residence(
                person_id=person.id, unit_id=household.unit.id, relation="tenant",
                since=since, until=left, position=9,
            )
        )  # fmt: skip

    def _join(
        self,
        change: Change,
        household: Household,
        relation: str,
        *,
        man: bool,
        age: str,
        name: str = "",
        since: str | None = None,
        rings: bool = True,
    ) -> Person:
        """One more person of the household, with telephones if they ring."""
        person = Person(name=name or self._names.person(man=man, age=age))
        if relation == "owner" and happens(self._random, 40):
            born = _BORN[age] + self._random.randrange(-8, 9)
            person.id_kind = "identity_card"
            person.id_number = self._numbers.identity(man=man, born=born)
        change.add(person)
        phone = None
        if rings:
            phone = self._phone(change, person, 1, self._numbers.mobile())
            if happens(self._random, 14):
                label = self._random.choice(self._estate["labels"]["second"])
                landline = happens(self._random, 35)
                number = self._numbers.landline() if landline else self._numbers.mobile()
                self._phone(change, person, 2, number, label)
        since = since or household.unit.handed_over
        self._belong(change, household, person, relation, phone, since)
        return person

    def _belong(
        self,
        change: Change,
        household: Household,
        person: Person,
        relation: str,
        phone: Phone | None,
        since: str | None = None,
    ) -> None:
        change.add(
            Residence(
                person_id=person.id, unit_id=household.unit.id, relation=relation, since=since,
                position=len(household.callers) + 1,
            )
        )  # fmt: skip
        if phone is not None:
            household.callers.append(Caller(person, relation, phone))

    def _phone(
        self, change: Change, person: Person, position: int, number: str, label: str = ""
    ) -> Phone:
        return change.add(Phone(person_id=person.id, number=number, label=label, position=position))

    def _vehicles(self, change: Change, household: Household) -> None:
        for _car in range(self._random.choices((0, 1, 2), (42, 46, 12))[0]):
            driver = self._random.choice(household.callers).person
            change.add(
                Vehicle(plate=self._numbers.plate(), unit_id=household.unit.id, person_id=driver.id)
            )

    def _note(self, change: Change, household: Household, by_id: int) -> None:
        unit = household.unit
        notes = self._estate["notes"]
        words = notes.get(unit.state) if unit.usage == "home" else None
        words = notes["home"] if unit.state == "occupied" else words
        if words and happens(self._random, 12):
            change.add(
                HouseNote(
                    unit_id=unit.id, words=self._random.choice(words), by_id=by_id, at=change.at
                )
            )

    def _day(self, days: int) -> str:
        return (self._today + timedelta(days=days)).isoformat()
