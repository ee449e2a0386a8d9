"""Links the sheets of a roster: rooms, people, parking and buildings, by number or by name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from data.roster_line import Draft
from models.roster import (
    COOWNER,
    OWNER,
    PARKING,
    PEOPLE,
    UNITS,
    UNKNOWN_NAME,
    Passed,
    Refusal,
    RosterPerson,
    RosterRow,
    RosterUnit,
)
from models.words import N_


@dataclass(slots=True)
class Table:
    """One sheet as far as it tells by itself."""

    name: str
    role: str
    items: list[Draft | Passed]

    def drafts(self) -> Iterator[Draft]:
        """The rows that hold something."""
        return (item for item in self.items if isinstance(item, Draft))


def linked(tables: Sequence[Table]) -> Iterator[RosterRow | Refusal | Passed]:
    """Every row with what the other sheets say about it."""
    _leave_out_shared_ids(tables)
    people = _Directory([table for table in tables if table.role == PEOPLE])
    rooms = _Rooms()
    for table in tables:
        if table.role == UNITS:
            for draft in table.drafts():
                people.complete(draft)
                rooms.place(draft)
    for table in tables:
        if table.role != UNITS:
            for draft in table.drafts():
                rooms.name(draft)
    for table in tables:
        for item in table.items:
            if isinstance(item, Draft):
                yield from _told(_settled(item, table.role, people, rooms))
            else:
                yield item


def _told(draft: Draft | Passed) -> Iterator[RosterRow | Refusal | Passed]:
    if isinstance(draft, Passed):
        yield draft
    elif draft.said.refusals:
        yield from sorted(draft.said.refusals, key=lambda refusal: refusal.place)
    elif len(draft.said.notices) > len(draft.row.notices):
        yield replace(draft.row, notices=tuple(draft.said.notices))
    else:
        yield draft.row


def _settled(draft: Draft, role: str, people: "_Directory", rooms: "_Rooms") -> Draft | Passed:
    """Rows of parking and of people with plates find the room; buildings are as they are."""
    row = draft.row
    if role == PARKING:
        people.complete(draft)
        if not row.plates and not draft.row.people and not draft.said.refusals:
            words = row.note or row.building
            message = N_("Passed over: {words}")
            return Passed(row.sheet, row.row, "", message, {"words": words})
    if role in (PARKING, PEOPLE) and (row.plates or role == PARKING):
        rooms.find(draft)
    if draft.row.plates:
        rooms.park(draft)
    if role == PARKING:
        kept = draft.row
        draft.row = RosterRow(
            kept.sheet, kept.row, unit=kept.unit, plates=kept.plates, note=kept.note
        )
    return draft


def _leave_out_shared_ids(tables: Sequence[Table]) -> None:
    """An ID number that stands for people of different names is nobody's: told and left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for draft in table.drafts():
            for person in draft.row.people:
                if person.id_number and person.name != UNKNOWN_NAME:
                    names[person.id_number].add(person.name)
    if all(len(bearers) == 1 for bearers in names.values()):
        return
    shared_ids = {number for number, bearers in names.items() if len(bearers) > 1}
    for table in tables:
        for draft in table.drafts():
            if any(person.id_number in shared_ids for person in draft.row.people):
                draft.said.notice(
                    draft.line.column("id"), N_("Several people share this ID number; left out")
                )
                people = (_without_id(person, shared_ids) for person in draft.row.people)
                draft.row = replace(draft.row, people=tuple(filter(None, people)))


def _without_id(person: RosterPerson, shared: set[str]) -> RosterPerson | None:
    """The person without a number that is nobody's; nobody, when nothing else was known."""
    if person.id_number not in shared:
        return person
    if person.name == UNKNOWN_NAME and not person.phones:
        return None
    return replace(person, id_kind="", id_number="")


class _Directory:
    """The sheets of people, by number and by name."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._numbers: dict[str, list[Draft]] = defaultdict(list)
        self._names: dict[str, list[RosterPerson]] = defaultdict(list)
        self._sheets = [table.name for table in tables]
        for table in tables:
            for draft in table.drafts():
                self._enter(draft)

    def _enter(self, draft: Draft) -> None:
        if draft.number:
            twin = next(
                (
                    other
                    for other in self._numbers[draft.number]
                    if _owner(other.row) and _owner(draft.row)
                ),
                None,
            )
            if twin:
                draft.refuse(
                    "number",
                    N_("The number {number} stands in row {row} already"),
                    number=draft.number,
                    row=twin.row.row,
                )
            self._numbers[draft.number].append(draft)
        for person in draft.row.people:
            self._names[person.name].append(person)

    def complete(self, draft: Draft) -> None:
        """Put in whom the row means by a number, or what is known of those it names."""
        if not self._sheets:
            return
        if draft.number:
            self._by_number(draft)
        elif draft.row.people:
            draft.row = replace(
                draft.row,
                people=tuple(self._by_name(person, draft) for person in draft.row.people),
            )

    def _by_number(self, draft: Draft) -> None:
        found = self._numbers.get(draft.number, [])
        refused = [other for other in found if other.said.refusals]
        if not found:
            draft.refuse(
                "number",
                N_("There is nobody with the number {number} on the sheet {sheet}"),
                number=draft.number,
                sheet=self._sheets[0],
            )
        elif refused:
            draft.refuse(
                "number",
                N_("Row {row} of the sheet {sheet} was refused"),
                row=refused[0].row.row,
                sheet=refused[0].row.sheet,
            )
        else:
            known = {person.name for person in draft.row.people}
            meant = [person for other in found for person in other.row.people]
            draft.row = replace(
                draft.row,
                people=(
                    *draft.row.people,
                    *(person for person in meant if person.name not in known),
                ),
            )

    def _by_name(self, person: RosterPerson, draft: Draft) -> RosterPerson:
        found = self._names.get(person.name, [])
        numbers = {phone.digits for phone in person.phones}
        if numbers and len(found) > 1:
            found = [other for other in found if numbers & {phone.digits for phone in other.phones}]
        if len(found) > 1 and not person.phones and not person.id_number:
            draft.refuse(
                "name",
                N_("Several people are called {name}; say which by a phone"),
                name=person.name,
            )
        if len(found) != 1:
            return person
        return replace(
            person,
            phones=person.phones or found[0].phones,
            id_kind=person.id_kind or found[0].id_kind,
            id_number=person.id_number or found[0].id_number,
        )


@dataclass(slots=True)
class _Rooms:
    """The rooms met so far: what the first row said of each, and who belongs where."""

    _first: dict[str, Draft] = field(default_factory=dict)
    _last: str = ""
    _parked: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, Draft] = field(default_factory=dict)
    _homes: dict[str, list[tuple[RosterPerson, RosterUnit]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def park(self, draft: Draft) -> None:
        """A plate belongs to one room: the first that names it."""
        unit = draft.row.unit
        if unit is None or draft.said.refusals:
            return
        for plate in draft.row.plates:
            if self._parked.setdefault(plate, unit.code) != unit.code:
                draft.said.notice(
                    draft.line.column("plate"),
                    N_("{plate} stands with {unit} already; left out"),
                    plate=plate,
                    unit=self._parked[plate],
                )
        plates = tuple(plate for plate in draft.row.plates if self._parked[plate] == unit.code)
        if plates != draft.row.plates:
            draft.row = replace(draft.row, plates=plates)

    def place(self, draft: Draft) -> None:
        """Check the row against earlier ones of the same room; further owners own together."""
        unit = draft.row.unit
        if unit is None:
            self._last = ""
            return
        first = self._first.setdefault(unit.code, draft)
        if first is not draft:
            self._again(draft, first, next_row=self._last == unit.code)
        self._last = unit.code
        if draft.unit_number:
            self._numbers.setdefault(draft.unit_number, draft)
        for person in draft.row.people:
            self._homes[person.name].append((person, unit))

    def _again(self, draft: Draft, first: Draft, *, next_row: bool) -> None:
        areas = {draft.row.area, first.row.area} - {None}
        if len(areas) > 1:
            draft.refuse(
                "area",
                N_("The room {room} stands in row {row} of {sheet} with another area"),
                room=draft.row.unit.code if draft.row.unit else "",
                row=first.row.row,
                sheet=first.row.sheet,
            )
        before, now = _owner(first.row), _owner(draft.row)
        if before and now and before.name != now.name:
            if next_row and first.row.sheet == draft.row.sheet:
                draft.row = replace(
                    draft.row,
                    people=tuple(
                        replace(person, relation=COOWNER) if person is now else person
                        for person in draft.row.people
                    ),
                )
            else:
                draft.refuse(
                    "name",
                    N_("The room {room} stands in row {row} of {sheet} with another owner"),
                    room=draft.row.unit.code if draft.row.unit else "",
                    row=first.row.row,
                    sheet=first.row.sheet,
                )

    def name(self, draft: Draft) -> None:
        """Put a row of people or parking where the number of a room says."""
        if not draft.unit_number or not self._numbers:
            return
        room = self._numbers.get(draft.unit_number)
        if room is None:
            draft.refuse(
                "unit_number",
                N_("There is no room with the number {number}"),
                number=draft.unit_number,
            )
        elif room.said.refusals:
            draft.refuse(
                "unit_number",
                N_("Row {row} of the sheet {sheet} was refused"),
                row=room.row.row,
                sheet=room.row.sheet,
            )
        else:
            draft.row = replace(draft.row, unit=room.row.unit)
            self.place(draft)

    def find(self, draft: Draft) -> None:
        """The room of the people whom a row of parking names."""
        if draft.row.unit or draft.said.refusals:
            return
        units = {
            unit.code: unit
            for person in draft.row.people
            for home, unit in self._homes.get(person.name, ())
            if _same(person, home)
        }
        if len(units) == 1:
            draft.row = replace(draft.row, unit=next(iter(units.values())), people=())
        elif units:
            draft.refuse(
                "name",
                N_("{name} belongs to several rooms: {rooms}; add a column that names the room"),
                name=draft.row.people[0].name,
                rooms=" ".join(units),
            )
        else:
            draft.refuse("name", N_("The room of this person is not in the file"))


def _same(person: RosterPerson, other: RosterPerson) -> bool:
    """Whether two rows of one name mean one person: nothing that both say differs."""
    mine, theirs = ({phone.digits for phone in each.phones} for each in (person, other))
    return person.name == other.name and (not mine or not theirs or bool(mine & theirs))


def _owner(row: RosterRow) -> RosterPerson | None:
    return next((person for person in row.people if person.relation == OWNER), None)
