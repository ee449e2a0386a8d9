"""A dry run and earlier imports as a screen shows them: columns of a sheet, values in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.roster_mapping import Mapping
from data.roster_reading import sheets_of
from data.sheets import Cell, column_letter
from desk.roster import Plan, batches
from desk.roster_outcome import Choice, Difference
from desk.session import Session
from desk.telling import FIELDS, KIND_NAMES
from desk.values import Values
from models.mask import mask_name, mask_plate
from models.person import Vehicle
from models.roster import MEANINGS, ROLES
from models.roster_batch import Batch
from models.words import N_, _


@dataclass(frozen=True, slots=True)
class SheetShown:
    """One sheet: its name, what it is about, how many rows follow its headings, what is read."""

    name: str
    role: str
    rows: int
    columns: str
    remembered: bool


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column of a sheet: its letter, heading, a value of it, what it means."""

    column: int
    letter: str
    heading: str
    sample: str
    meaning: str

    @property
    def meaning_label(self) -> str:
        """The meaning in words; empty for a column that is left alone."""
        return _(MEANINGS[self.meaning]) if self.meaning else ""


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """One thing the file says otherwise: where, about what, from → to in words."""

    sheet: str
    row: int
    about: str
    field: str
    before: str
    after: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class BatchShown:
    """An earlier import, with who made it."""

    batch: Batch
    who: str


def sheets(plan: Plan) -> list[SheetShown]:
    """Every sheet with how it is read."""
    found = sheets_of(plan.books)
    return [
        SheetShown(
            name, _(ROLES[mapping.role]), max(0, len(found[name].rows) - mapping.last - 1),
            "  ".join(_(MEANINGS[meaning]) for _column, meaning in sorted(mapping.columns.items())),
            mapping.remembered,
        )
        for name, mapping in plan.mappings.items()
    ]  # fmt: skip


def columns(plan: Plan, sheet: str, mapping: Mapping) -> list[ColumnShown]:
    """The columns of a sheet under this mapping."""
    rows = sheets_of(plan.books)[sheet].rows
    width = max(map(len, rows), default=0)
    body = rows[mapping.last + 1 :]
    shown = [
        ColumnShown(
            column, column_letter(column),
            mapping.headings[column] if column < len(mapping.headings) else "",
            _first(body, column), mapping.columns.get(column, ""),
        )
        for column in range(width)
    ]  # fmt: skip
    return [each for each in shown if each.heading or each.sample or each.meaning]


def _first(rows: Sequence[Sequence[Cell]], column: int) -> str:
    """The first cell of a column that holds something."""
    filled = (row[column] for row in rows if column < len(row) and row[column] != "")
    return " ".join(str(next(filled, "")).split())


def with_meaning(mapping: Mapping, column: int, meaning: str) -> Mapping:
    """The mapping with another meaning of a column; empty leaves the column alone."""
    meanings = {at: means for at, means in mapping.columns.items() if at != column}
    return replace(mapping, columns=meanings | ({column: meaning} if meaning else {}))


def differences(session: Session, found: Iterable[Difference]) -> list[DifferenceShown]:
    """Differences in words, personal values masked."""
    listed = list(found)
    keys = [(_sort(each), value) for each in listed for value in (each.before, each.after)]
    values = Values(session.store.connection, keys)
    return [
        DifferenceShown(
            each.sheet, each.row, _about(each), _label(each),
            _value(values, each, each.before), _value(values, each, each.after), each.choice,
        )
        for each in listed
    ]  # fmt: skip


def _sort(difference: Difference) -> str:
    """How a value of the field is read."""
    if difference.field == "until" and not _is_date(difference.after):
        return "name"  # an owner in another's place
    if difference.field == "off" and isinstance(difference.before, str):
        return "number"  # the number that goes out of use
    told = FIELDS.get(difference.kind, {}).get(difference.field)
    return told.sort if told else ""


def _label(difference: Difference) -> str:
    if _sort(difference) == "name" and difference.field == "until":
        owner = MEANINGS["owner.name"]
        return _(owner)
    told = FIELDS.get(difference.kind, {}).get(difference.field)
    return _(told.label) if told else difference.field


def _value(values: Values, difference: Difference, value: object) -> str:
    if value is None and difference.field == "off":
        return _(N_("out of use"))
    return values.show(_sort(difference), value)


def _is_date(value: object) -> bool:
    return value is None or str(value)[:4].isdecimal()


def _about(difference: Difference) -> str:
    """The unit as it is, a person or a plate masked."""
    about = difference.about
    if difference.kind == Vehicle.kind and difference.field == "unit_id":
        return mask_plate(about)
    is_place = any(letter.isdecimal() for letter in about)
    return (about if is_place else mask_name(about)) or _(KIND_NAMES[difference.kind])


def earlier(session: Session) -> list[BatchShown]:
    """Every import, the newest first, with who made it."""
    found = batches(session)
    names = Values(session.store.connection, [("staff", batch.by_id) for batch in found])
    return [BatchShown(batch, names.show("staff", batch.by_id)) for batch in found]
