"""Finds the people of a roster among those known, adds new ones, keeps their phones."""

from data.roster_held import Held, HeldPerson, HeldPhone
from desk.roster_differ import Differ
from desk.roster_outcome import Outcome
from models.mask import is_company
from models.person import Person, Phone
from models.roster import UNKNOWN_NAME, RosterPerson


class People:
    """The people of one run: whoever is named twice in the file is one person."""

    def __init__(self, differ: Differ, held: Held) -> None:
        self._differ = differ
        self._held = held
        self._met: dict[int, int] = {}
        self._numbers: dict[int, tuple[set[str], Outcome]] = {}

    def meet(self, person: RosterPerson, unit: int | None) -> int:
        """The key of this person, who is added or brought up to what the row says."""
        key = self._met.get(id(person)) or self._known(person, unit) or self._new(person)
        self._met[id(person)] = key
        held = self._held.people[key]
        wanted = {"id_number": person.id_number, "id_kind": person.id_kind}
        if person.name != UNKNOWN_NAME:
            wanted["name"] = person.name
        done = self._differ.compare(Person, held, wanted, held.name)
        if done:
            self._held.enter_person(held._replace(**done))
        self._phones(person, key)
        return key

    def name(self, key: int) -> str:
        """The name of a person known."""
        return self._held.people[key].name

    def replace_phones(self) -> None:
        """Numbers of an earlier file are out of use where this one gives none of them."""
        for key, (numbers, outcome) in self._numbers.items():
            known = [each for each in self._held.phones[key] if not each.off and not each.voided]
            before = [each for each in known if each.id not in self._differ.added]
            if any(each.number in numbers for each in before):
                continue
            self._differ.outcome = outcome
            for each in before:
                if not self._differ.is_by_hand(each.id):
                    self._differ.note(Phone.kind, each.id, self.name(key), "off", each.number, None)
                    self._differ.set(Phone, each.id, off=1)

    def _known(self, person: RosterPerson, unit: int | None) -> int | None:
        here = self._of_unit(person, unit) if unit is not None else None
        if here is not None or person.name == UNKNOWN_NAME:
            return here
        namesakes = self._held.by_name.get(person.name, [])
        alike = [key for key in namesakes if self._alike(person, key)]
        if not alike and unit is None and not person.phones and not person.id_number:
            met = set(self._met.values())
            alike = [key for key in namesakes if key not in met]
        return alike[0] if alike else None

    def _of_unit(self, person: RosterPerson, unit: int) -> int | None:
        """Somebody of the unit by name; by ID number; or without a name by phone."""
        known = self._held.people
        here = [each.person_id for each in self._held.residences[unit] if not each.voided]
        alike = [key for key in here if self._alike(person, key)]
        by_name = [key for key in here if known[key].name == person.name != UNKNOWN_NAME]
        by_number = [
            key for key in here if person.id_number and known[key].id_number == person.id_number
        ]
        unnamed = [key for key in alike if UNKNOWN_NAME in (known[key].name, person.name)]
        found = [key for key in by_name if key in alike] or by_name or by_number or unnamed
        return found[0] if found else None

    def _alike(self, person: RosterPerson, key: int) -> bool:
        """Whether the ID number or a phone is the same."""
        if person.id_number and person.id_number == self._held.people[key].id_number:
            return True
        numbers = {phone.digits for phone in person.phones}
        return any(each.number in numbers for each in self._held.phones.get(key, ()))

    def _new(self, person: RosterPerson) -> int:
        key = self._differ.add(
            Person,
            name=person.name,
            sort="company" if is_company(person.name) else "person",
            id_kind=person.id_kind,
            id_number=person.id_number,
        )
        self._held.enter_person(HeldPerson(key, person.name, person.id_kind, person.id_number))
        return key

    def _phones(self, person: RosterPerson, key: int) -> None:
        phones, differ = self._held.phones[key], self._differ
        for phone in person.phones:
            at = next((at for at, each in enumerate(phones) if each.number == phone.digits), -1)
            if at >= 0:
                done = differ.compare(Phone, phones[at], {"off": 0, "voided": None}, person.name)
                phones[at] = phones[at]._replace(**done)
                continue
            added = differ.add(
                Phone, person_id=key, number=phone.digits, label=phone.label,
                position=len(phones) + 1,
            )  # fmt: skip
            phones.append(HeldPhone(added, key, phone.digits, 0, None))
            if key not in differ.added:
                differ.note(Phone.kind, added, person.name, "number", None, phone.digits)
        if person.phones:
            before, _outcome = self._numbers.get(key, (set(), differ.outcome))
            numbers = before | {phone.digits for phone in person.phones}
            self._numbers[key] = (numbers, differ.outcome)
