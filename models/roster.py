"""What a row of an office's roster means, and what is said about a row that cannot be taken."""

from dataclasses import dataclass, field
from datetime import date

from models.phone import LabelledPhone
from models.words import N_, _

UNKNOWN_NAME = "姓名不详"
"""Who is known by phone or ID number only; the next roster that names them sets it right."""

OWNER, COOWNER, FAMILY = "owner", "coowner", "family"
TENANT, AGENT, EMERGENCY = "tenant", "agent", "emergency"

UNITS, PEOPLE, STAIRWELLS, PARKING, OTHER = "units", "people", "stairwells", "parking", "other"
"""What a sheet is about: rooms with who lives there, people alone, buildings, parking, else."""

ROLES = {
    UNITS: N_("rooms"),
    PEOPLE: N_("people"),
    STAIRWELLS: N_("buildings and stairwells"),
    PARKING: N_("parking spaces"),
    OTHER: N_("passed over"),
}

MEANINGS = {
    "phase": N_("phase"),
    "building": N_("building"),
    "stairwell": N_("stairwell"),
    "floor": N_("floor"),
    "room": N_("room"),
    "usage": N_("kind of unit"),
    "state": N_("state"),
    "area": N_("area"),
    "handover": N_("handed over"),
    "plate": N_("plate"),
    "space": N_("parking space"),
    "lot": N_("car park"),
    "note": N_("note"),
    "number": N_("number of the person"),
    "unit_number": N_("number of the room"),
    "relation": N_("relation"),
    **{
        f"{who}.{what}": label
        for who, labels in {
            OWNER: (N_("owner"), N_("owner's phone"), N_("owner's ID number")),
            COOWNER: (N_("co-owner"), N_("co-owner's phone"), N_("co-owner's ID number")),
            FAMILY: (N_("family"), N_("family's phone"), N_("family's ID number")),
            TENANT: (N_("tenant"), N_("tenant's phone"), N_("tenant's ID number")),
            AGENT: (N_("agent"), N_("agent's phone"), N_("agent's ID number")),
            EMERGENCY: (
                N_("emergency contact"),
                N_("emergency contact's phone"),
                N_("emergency contact's ID number"),
            ),
        }.items()
        for what, label in zip(("name", "phone", "id"), labels, strict=True)
    },
    "owner.since": N_("owner since"),
    "tenant.since": N_("tenant since"),
    "tenant.until": N_("tenant until"),
}
"""What a column can mean. A column that means none of these is left alone."""


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person as the row names them."""

    name: str
    relation: str = OWNER
    phones: tuple[LabelledPhone, ...] = ()
    id_kind: str = ""
    id_number: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """Where a row says it is: canonical `code` and its parts. `area` is in 1/100 m²."""

    code: str
    building: str
    stairwell: str = ""
    floor: int | None = None
    floor_label: str = ""
    room: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row taken: a unit with its people, a person alone, or a building with a stairwell.

    `row` counts from 1 as the spreadsheet does. An empty text or None says that the row is
    silent about it, so what is known stays.
    """

    sheet: str
    row: int
    unit: RosterUnit | None = None
    building: str = ""
    usage: str = ""
    state: str = ""
    area: int | None = None
    handover: date | None = None
    people: tuple[RosterPerson, ...] = ()
    plates: tuple[str, ...] = ()
    note: str = ""
    notices: tuple["Notice", ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    sheet: str
    row: int
    column: str
    message: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The sentence, in the language in use."""
        return _(self.message).format(**self.values)

    @property
    def place(self) -> tuple[int, str]:
        """What cells of one row are sorted by: A before B before AA."""
        letter = self.column.partition(" ")[0]
        return len(letter), letter


class Refusal(_Said):
    """One cell that cannot be taken, and with it its whole row."""

    __slots__ = ()


class Notice(_Said):
    """A cell that was taken, with something a person should look at."""

    __slots__ = ()


class Passed(_Said):
    """A row or sheet that holds no household: a total, a side note, a list of fees."""

    __slots__ = ()
