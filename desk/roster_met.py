"""Makes the people of a roster out of its rows, finds them among those known, adds new ones.

First the file is read by itself: one name at one room is one person, unless the ID numbers
differ; one name with one phone or ID number is one person wherever it stands. Then each is
looked for in the store, by ID number and phone first, by name at the room last. So the same
file always means the same people.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from data.roster_held import Held, HeldPerson, HeldPhone
from desk.roster_differ import Differ
from models.mask import is_company
from models.person import Person, Phone
from models.phone import LabelledPhone
from models.roster import UNKNOWN_NAME, RosterPerson, RosterRow


class Home(NamedTuple):
    """How the file says somebody belongs to a unit."""

    unit: str
    relation: str
    since: date | None
    until: date | None


@dataclass(slots=True)
class Met:
    """One person of the file, from all rows that name them."""

    name: str
    id_kind: str
    id_number: str
    phones: tuple[LabelledPhone, ...]
    homes: tuple[Home, ...] = ()
    key: int | None = None
    brought: bool = False

    def home(self, unit: str) -> Home | None:
        """How they belong to this unit."""
        return next((home for home in self.homes if home.unit == unit), None)

    def takes(self, person: RosterPerson) -> None:
        """Put in what one more row says; what an earlier one said stands."""
        if self.name == UNKNOWN_NAME:
            self.name = person.name
        if not self.id_number:
            self.id_kind, self.id_number = person.id_kind, person.id_number
        known = {phone.digits for phone in self.phones}
        more = tuple(phone for phone in person.phones if phone.digits not in known)
        if more:
            self.phones += more


class People:
    """The people of one run."""

    def __init__(self, differ: Differ, held: Held) -> None:
        self._differ = differ
        self._held = held
        self._met: dict[int, Met] = {}
        self._all: list[Met] = []
        self._claimed: set[int] = set()

    # -- the file by itself

    def gather(self, rows: Iterable[RosterRow]) -> None:
        """Everybody the rows name, each once."""
        here: dict[str, list[Met]] = defaultdict(list)
        alike: dict[tuple[str, str], Met] = {}
        for row in rows:
            unit = row.unit.code if row.unit else ""
            for person in row.people:
                met = self._met.get(id(person)) or _same(person, here.get(unit, ()), alike)
                if met is None:
                    met = Met(person.name, person.id_kind, person.id_number, person.phones)
                    self._all.append(met)
                else:
                    met.takes(person)
                self._met[id(person)] = met
                if unit and met.home(unit) is None:
                    met.homes += (Home(unit, person.relation, person.since, person.until),)
                    here[unit].append(met)
                for mark in _marks(person):
                    alike.setdefault((met.name, mark), met)

    def match(self) -> None:
        """Find them in the store, surest first: each person there is one of the file at most."""
        looks = (self._by_name_and_number, self._by_number, self._by_name)
        for look in looks if self._held.people else ():
            for met in self._all:
                if met.key is None:
                    met.key = next((key for key in look(met) if key not in self._claimed), None)
                    if met.key is not None:
                        self._claimed.add(met.key)

    def _by_name_and_number(self, met: Met) -> list[int]:
        """By the name with the ID number or a phone, at the rooms first, then anywhere."""
        if met.name == UNKNOWN_NAME:
            return []
        found = list(self._held.by_id.get(met.id_number, ())) if met.id_number else []
        for phone in met.phones:
            found += self._held.by_number.get(phone.digits, ())
        here = set(self._residents(met))
        same = [key for key in found if self.name(key) == met.name]
        return sorted(same, key=lambda key: key not in here)

    def _by_number(self, met: Met) -> list[int]:
        """At the rooms: by the ID number under another name, by a phone where a name is missing."""
        numbers = {phone.digits for phone in met.phones}
        people = self._held.people
        return [
            key
            for key in self._residents(met)
            if (met.id_number and people[key].id_number == met.id_number)
            or (
                UNKNOWN_NAME in (people[key].name, met.name)
                and any(phone.number in numbers for phone in self._held.phones.get(key, ()))
            )
        ]

    def _by_name(self, met: Met) -> list[int]:
        """By the name at the same room; without a room, by a name that nothing else tells apart."""
        if met.name == UNKNOWN_NAME:
            return []
        if met.homes:
            return [key for key in self._residents(met) if self.name(key) == met.name]
        if met.phones or met.id_number:
            return []
        return [key for key, person in self._held.people.items() if person.name == met.name]

    def _residents(self, met: Met) -> list[int]:
        """Who lives or lived in the rooms, those who are there now first."""
        residences = [
            residence
            for home in met.homes
            if home.unit in self._held.units
            for residence in self._held.residences.get(self._held.units[home.unit].id, ())
            if not residence.voided
        ]
        residences.sort(key=lambda residence: residence.until is not None)
        return [residence.person_id for residence in residences]

    # -- the file and the store

    def met(self, person: RosterPerson) -> Met:
        """The person of the file whom a row means."""
        return self._met[id(person)]

    def bring(self, person: RosterPerson) -> int:
        """The key of this person, who is added or brought up to what the file says."""
        met = self._met[id(person)]
        if not met.brought:
            if met.key is None:
                met.key = self._new(met)
            else:
                self._compare(met, met.key)
            self._phones(met, met.key)
            met.brought = True
        return met.key or 0

    def name(self, key: int) -> str:
        """The name of a person known."""
        return self._held.people[key].name

    def _new(self, met: Met) -> int:
        key = self._differ.add(
            Person,
            name=met.name,
            sort="company" if is_company(met.name) else "person",
            id_kind=met.id_kind,
            id_number=met.id_number,
        )
        self._held.people[key] = HeldPerson(key, met.name, met.id_kind, met.id_number)
        return key

    def _compare(self, met: Met, key: int) -> None:
        held = self._held.people[key]
        wanted = {"id_number": met.id_number, "id_kind": met.id_kind}
        if met.name != UNKNOWN_NAME:
            wanted["name"] = met.name
        done = self._differ.compare(Person, held, wanted, held.name)
        self._held.people[key] = held._replace(**done)

    def _phones(self, met: Met, key: int) -> None:
        """Add numbers that are new; those of an earlier file are out of use if none came again."""
        phones, differ = self._held.phones[key], self._differ
        before = [each for each in phones if not each.off and not each.voided]
        numbers = {phone.digits for phone in met.phones}
        for phone in met.phones:
            at = next((at for at, each in enumerate(phones) if each.number == phone.digits), -1)
            if at >= 0:
                done = differ.compare(Phone, phones[at], {"off": 0, "voided": None}, met.name)
                phones[at] = phones[at]._replace(**done)
                continue
            added = differ.add(
                Phone, person_id=key, number=phone.digits, label=phone.label,
                position=len(phones) + 1,
            )  # fmt: skip
            phones.append(HeldPhone(added, key, phone.digits, 0, None))
            if key not in differ.added:
                differ.note(Phone.kind, added, met.name, "number", None, phone.digits)
        if met.phones and not any(each.number in numbers for each in before):
            self._put_out_of_use(before, met.name)

    def _put_out_of_use(self, phones: Sequence[HeldPhone], name: str) -> None:
        for each in phones:
            if not self._differ.is_by_hand(each.id):
                self._differ.note(Phone.kind, each.id, name, "off", each.number, None)
                self._differ.set(Phone, each.id, off=1)


def _same(
    person: RosterPerson, here: Iterable[Met], alike: dict[tuple[str, str], Met]
) -> Met | None:
    """Who of the people met so far this is."""
    marks = set(_marks(person))
    for met in here:
        unnamed = UNKNOWN_NAME in (met.name, person.name)
        if unnamed and marks & {met.id_number, *(phone.digits for phone in met.phones)}:
            return met
        differ = met.id_number and person.id_number and met.id_number != person.id_number
        if met.name == person.name != UNKNOWN_NAME and not differ:
            return met
    if person.name == UNKNOWN_NAME:
        return None
    return next((alike[person.name, mark] for mark in marks if (person.name, mark) in alike), None)


def _marks(person: RosterPerson) -> list[str]:
    """What tells namesakes apart: the ID number, the phones."""
    marks = [phone.digits for phone in person.phones]
    return [person.id_number, *marks] if person.id_number else marks
