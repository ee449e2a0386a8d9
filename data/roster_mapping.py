"""What each column of a sheet means: proposed by its headings, corrected by people, kept."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import groupby

from data.roster_header import Header, find_header
from data.roster_words import (
    ABOUT_PEOPLE,
    before_reasons,
    heading_means,
    says_yes_or_no,
    squeezed,
)
from data.sheets import Cell, Sheet
from models.roster import (
    EMERGENCY,
    MEANINGS,
    OTHER,
    OWNER,
    PARKING,
    PEOPLE,
    STAIRWELLS,
    TENANT,
    UNITS,
)

_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one sheet is read. `columns` says for each column (from 0) what it means.

    `first` and `last` are the heading rows (from 0). `blocks` are the columns of tables that
    stand side by side; `remembered` tells that a person corrected it before.
    """

    role: str
    first: int = -1
    last: int = -1
    headings: tuple[str, ...] = ()
    columns: dict[int, str] = field(default_factory=dict)
    blocks: tuple[tuple[int, int], ...] = ()
    remembered: bool = False

    def to_text(self) -> str:
        """What is kept of a corrected mapping."""
        kept = {
            "role": self.role,
            "first": self.first,
            "last": self.last,
            "columns": {str(column): meaning for column, meaning in self.columns.items()},
        }
        return json.dumps(kept, sort_keys=True)


def propose_mapping(sheet: Sheet, remembered: str = "") -> Mapping:
    """What the headings say, or what was kept for this shape of sheet (`Mapping.to_text`)."""
    header = find_header(sheet)
    proposed = _proposed(sheet, header) if header else Mapping(OTHER)
    return _recalled(proposed, remembered, sheet) if remembered else proposed


def with_room_numbers(mapping: Mapping, headings: Collection[str]) -> Mapping:
    """The mapping where another sheet calls what seems a room here the number of a room there."""
    if "building" in mapping.columns.values() or mapping.remembered:
        return mapping
    columns = {
        column: "unit_number"
        if means == "room" and squeezed(mapping.headings[column]) in headings
        else means
        for column, means in mapping.columns.items()
    }
    if columns == mapping.columns:
        return mapping
    return replace(mapping, columns=columns, role=_role(set(columns.values()), mapping.headings))


def room_number_headings(mapping: Mapping) -> set[str]:
    """The headings under which a sheet of rooms numbers them."""
    return {
        squeezed(mapping.headings[column])
        for column, means in mapping.columns.items()
        if means == "unit_number" and mapping.role == UNITS
    }


def shape_key(sheet: Sheet) -> str:
    """A fingerprint of the headings, under which a corrected mapping is kept."""
    header = find_header(sheet)
    if header:
        said = [squeezed(heading) for heading in before_reasons(header.headings)]
        while said and not said[-1]:
            said.pop()
    else:
        said = [type(cell).__name__ for row in sheet.rows[:3] for cell in row]
    return blake2b(json.dumps(said).encode(), digest_size=12).hexdigest()


def _recalled(proposed: Mapping, remembered: str, sheet: Sheet) -> Mapping:
    kept = json.loads(remembered)
    columns = {
        int(column): meaning
        for column, meaning in kept["columns"].items()
        if meaning in MEANINGS and int(column) < max(map(len, sheet.rows), default=0)
    }
    first, last = (
        (proposed.first, proposed.last) if proposed.headings else (kept["first"], kept["last"])
    )
    return replace(
        proposed, role=kept["role"], first=first, last=last, columns=columns, remembered=True
    )


def _proposed(sheet: Sheet, header: Header) -> Mapping:
    headings = _table_only(header.headings)
    blocks = _side_by_side(headings)
    width = blocks[0][1] if len(blocks) > 1 else len(headings)
    columns = _columns(sheet, header, headings[:width], _default_who(sheet, header))
    for left, _right in blocks[1:]:
        columns |= {
            left + column: means for column, means in list(columns.items()) if column < width
        }
    return Mapping(
        _role(set(columns.values()), headings),
        header.first,
        header.last,
        headings,
        columns,
        blocks or ((0, len(headings)),),
    )


_STRONG = ("name", "phone", "id", "room", "address", "area", "plate", "building")


def _table_only(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings without the side notes that stand beyond an empty column."""
    kept: list[str] = []
    for is_empty, run in groupby(headings, key=lambda heading: not heading):
        part = list(run)
        if is_empty or not kept or any(heading_means(each)[1] in _STRONG for each in part):
            kept += part
        else:
            kept += [""] * len(part)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _side_by_side(headings: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The column ranges of equal tables side by side; one range when there is one table."""
    said = [(column, squeezed(text)) for column, text in enumerate(headings) if text]
    for length in range(2, len(said) // 2 + 1):
        first = [text for _, text in said[:length]]
        rooms = [text for text in first if heading_means(text)[1] in ("room", "address")]
        if len(said) % length == 0 and rooms and len(set(first)) == length:
            groups = [said[at : at + length] for at in range(0, len(said), length)]
            offsets = [[column - group[0][0] for column, _ in group] for group in groups]
            if all([text for _, text in group] == first for group in groups) and (
                all(each == offsets[0] for each in offsets)
            ):
                return tuple((group[0][0], group[-1][0] + 1) for group in groups)
    return ((0, len(headings)),) if headings else ()


def _default_who(sheet: Sheet, header: Header) -> str:
    """Whose names they are where the heading does not say: the title or the sheet's name does."""
    above = [str(cell) for row in sheet.rows[: header.first] for cell in row if cell != ""]
    who = {heading_means(text)[0] for text in (sheet.name, *above)}
    return TENANT if TENANT in who and OWNER not in who else OWNER


def _columns(
    sheet: Sheet, header: Header, headings: tuple[str, ...], default: str
) -> dict[int, str]:
    found = [(column, *heading_means(text)) for column, text in enumerate(headings) if text]
    body = sheet.rows[header.last + 1 : header.last + 1 + _SAMPLE]
    columns: dict[int, str] = {}
    named = any(what == "name" for _, _, what in found)
    has_room = any(what in ("room", "address") for _, _, what in found)
    for column, who, what in found:
        if what in ("since", "until") and not named:
            continue
        if what == "driver" and not has_room:
            what = "name"  # noqa: PLW2901 - who drives is who the parking belongs to
        means = _by_values(what, [row[column] for row in body if column < len(row)])
        if means in ABOUT_PEOPLE:
            whose = who or _whose(column, means, found, default)
            means = f"{whose}.{means}"
        if means in MEANINGS:
            columns[column] = means
    return _without_doubles(columns, headings)


def _by_values(what: str, values: list[Cell]) -> str:
    """A 入住 or 交房 column may hold a date or yes and no; an address is a room written out."""
    if what == "handover" and says_yes_or_no(values):
        return "state"
    return {"address": "room"}.get(what, what)


def _whose(column: int, what: str, found: list[tuple[int, str, str]], default: str) -> str:
    """Whose phone or ID number it is when the heading does not say.

    The person named nearest on the left; but the only such column of a sheet belongs to the
    first person who has none of their own.
    """
    names = [
        (at, who or _stranger(at, found, default)) for at, who, each in found if each == "name"
    ]
    if what == "name":
        return _stranger(column, found, default)
    left = [who for at, who in names if at < column]
    unsaid = [at for at, who, each in found if each == what and not who]
    if what in ("phone", "id") and len(unsaid) == 1:
        served = {who for _, who, each in found if each == what and who}
        return next((who for _, who in names if who not in served), default)
    return left[-1] if left else default


def _stranger(column: int, found: list[tuple[int, str, str]], default: str) -> str:
    """A further name nobody is said to bear (联系人 beside 业主) is rung in an emergency."""
    others = [
        at
        for at, who, what in found
        if what == "name" and at != column and (at < column or who == default)
    ]
    return EMERGENCY if others else default


_ONCE = {
    "room": r"房号|室号|房间|^室$|门牌",
    "area": r"建筑|建面|产权",
    "handover": r"交房|交付|入伙|收房|接房",
    "building": r"号|栋|幢",
}


_NUMBERED = re.compile(r"^(房屋|房产)编号$")


def _without_doubles(columns: dict[int, str], headings: tuple[str, ...]) -> dict[int, str]:
    """Of two columns that mean the same room, area or date, the plainer one."""
    kept = dict(columns)
    once = {
        *_ONCE,
        "phase",
        "stairwell",
        "floor",
        "state",
        "usage",
        "number",
        "unit_number",
        "relation",
    }
    for meaning in once:
        rivals = [column for column, means in columns.items() if means == meaning]
        best = next(
            (at for at in rivals if re.search(_ONCE.get(meaning, "."), squeezed(headings[at]))),
            rivals[0] if rivals else -1,
        )
        for column in rivals:
            if column != best:
                del kept[column]
                if meaning == "room" and _NUMBERED.search(squeezed(headings[column])):
                    kept[column] = "unit_number"
    return kept


def _role(meanings: set[str], headings: tuple[str, ...]) -> str:
    people = {means for means in meanings if "." in means or means == "number"}
    also = {heading_means(text)[1] for text in headings if text}
    if "room" in meanings and len(meanings) > 1:
        return UNITS
    if meanings & {"space", "lot"}:
        return PARKING
    if len(people) > 1 or (people and meanings & {"plate", "unit_number"}):
        return PEOPLE
    if "building" in meanings and ("stairwell" in meanings or also & {"total_floors", "lift"}):
        return STAIRWELLS
    return OTHER
