"""The code of a unit (房号): read from every spelling in use, written in exactly one.

The canonical text, one for every unit and never the same for two:

    3-2-1502     building, stairwell, room; the room number holds its floor in four digits,
                 so 301 is written 0301
    3-1502       a building without stairwells
    12幢15-2     floor-dash-room, as Chongqing writes it
    3-2-15-2     the same with a stairwell
    3-2-负102    a floor below ground; 12幢负1-2
    12幢M-2      a mezzanine
    3-商铺12     a shop
    1期3-2-1502  a phase, quarter or garden before any of them

Where that short text would be read as another unit (a stairwell M, a building S), the words
are written out: `3栋M单元2`. `12-15-2` is building, stairwell, room; `12幢15-2` and `12-1502`
stay two codes, but each is found by the other's spelling (`models.unit_fragments`).
"""

import re
from dataclasses import dataclass

from models.errors import InputError
from models.unit_spelling import VALUE, spell
from models.words import N_

EXAMPLE = "3-2-1502"
_LONGEST = 60
_SHORT = 2
_ALL_BEFORE_ROOM = 3
_FIRST_FLOOR, _LAST_FLOOR = 100, 9999
SHOP = "商铺"

_PLAIN = re.compile(
    r"(?P<building>[1-9][0-9]{0,2})-(?:(?P<stairwell>[1-9][0-9]?)-)?(?P<room>0[1-9]\d\d|[1-9]\d{3})",
    re.ASCII,
)
"""The usual canonical text, read without a second look: an estate has tens of thousands."""


_TOKENS = re.compile(rf"(?:{VALUE}(?:[栋元层楼-]|$))+")
_TOKEN = re.compile(rf"({VALUE})([栋元层楼]?)-?")
_SHOPS = (
    re.compile(rf"(?:(?P<building>{VALUE})[栋-]?)?铺(?P<number>[0-9A-Z]+(?:-[0-9A-Z]+)?)"),
    re.compile(rf"(?:(?P<building>{VALUE})[栋-])?(?P<number>[0-9A-Z]+)号铺"),
    re.compile(rf"(?:(?P<building>{VALUE})[栋-])?S-?(?P<number>\d{{1,3}}[A-Z]?)"),
)
_FLOOR_ALONE = re.compile(r"负\d{1,2}|B\d|\d{0,2}M")
_FLOOR = re.compile(r"负\d{1,2}|B\d|\d{0,2}M|\d{1,2}[A-Z]?")
_LETTER_FIRST = re.compile(r"([A-Z])(\d{3,4}[A-Z]?)")
_BELOW_ROOM = re.compile(r"(?:负|B)(\d)(\d{2})")
_LABEL_ROOM = re.compile(r"(\d{0,2}M|\d{1,2}[A-Z])(\d{2})")
_NUMBER_ROOM = re.compile(r"(\d{1,6})([A-Z]?)")
_LETTER_ROOM = re.compile(r"[A-Z]{1,2}\d{0,4}[A-Z]?")
_PARKING = re.compile(r"车位|车库|停车|泊位")


@dataclass(frozen=True, slots=True)
class UnitCode:
    """One unit: `floor` is signed where it is known, `floor_label` what staff say (15, 负1, M).

    `room` is the number on the door: `1502` with its floor in it, or `2` on floor 15. Made by
    `parse_unit` and `parse_parts` only, which bring every part to its one form.
    """

    phase: str
    building: str
    stairwell: str
    floor: int | None
    floor_label: str
    room: str

    @property
    def is_floor_dash_room(self) -> bool:
        """Whether the room is counted within its floor: 15-2 rather than 1502."""
        return bool(self.floor_label) and _room(self.room)[1] != self.floor_label

    @property
    def text(self) -> str:
        """The one canonical text."""
        short = self.phase + self._short()
        try:
            return short if parse_unit(short) == self else self.phase + self._long()
        except InputError:
            return self.phase + self._long()

    def _short(self) -> str:
        if self.is_floor_dash_room:
            place = f"{self.building}-{self.stairwell}-" if self.stairwell else f"{self.building}幢"
            return f"{place}{self.floor_label}-{self.room}"
        return "-".join(part for part in (self.building, self.stairwell, self.room) if part)

    def _long(self) -> str:
        stairwell = f"{self.stairwell}单元" if self.stairwell else ""
        if self.is_floor_dash_room:
            return f"{self.building}幢{stairwell}{self.floor_label}层{self.room}"
        return f"{self.building}栋{stairwell}{self.room}"


def parse_unit(text: str) -> UnitCode:
    """The unit that this text names, in any spelling. Raises InputError with what to type."""
    if plain := _PLAIN.fullmatch(text):
        label = plain["room"][:2].lstrip("0")
        return UnitCode(
            "", plain["building"], plain["stairwell"] or "", int(label), label, plain["room"]
        )
    if not text.strip():
        raise _refused(N_("Type a unit, for example {example}"))
    if _PARKING.search(text):
        raise _refused(N_("That is a parking space; type the unit, for example {example}"))
    if len(text) > _LONGEST:
        raise _refused(N_("This is too long for a unit; type for example {example}"))
    phase, rest = spell(text)
    for shop in _SHOPS:
        if found := shop.fullmatch(rest):
            building, number = found["building"] or "", found["number"]
            number = "-".join(_stripped(part) for part in number.split("-"))
            return UnitCode(phase, _stripped(building), "", None, "", SHOP + number)
    if not _TOKENS.fullmatch(rest):
        raise _refused(N_("{text} is not a unit; type for example {example}"), text=text)
    return _read(phase, _TOKEN.findall(rest))


def parse_parts(
    *, room: str, phase: str = "", building: str = "", stairwell: str = "", floor: str = ""
) -> UnitCode:
    """The unit of a roster row, its parts in columns of their own; any may hold its word (3栋).

    A room column that already holds the whole code is taken alone. The floor column counts
    only for a room numbered within its floor.
    """
    phase, building, stairwell, floor, room = (
        re.sub(r"\.0$", "", part.strip()) for part in (phase, building, stairwell, floor, room)
    )
    if not building or len(_TOKEN.findall(spell(room)[1])) > _SHORT:
        whole = parse_unit(room)
        if not building or whole.building == _part(building, "栋"):
            return whole if whole.phase else parse_unit(_marked(phase, "期") + whole.text)
    place = _marked(phase, "期") + _marked(building, "栋") + _marked(stairwell, "单元")
    if floor and re.fullmatch(r"\d{1,2}[A-Za-z]?", room):
        place += _marked(floor, "层")
    return parse_unit(place + room)


def _marked(part: str, word: str) -> str:
    if part in {"", "0", "-", "/", "无"}:
        return ""
    return (
        part + word if re.fullmatch(r"[0-9A-Za-z０-９-]+|[一二三四五六七八九十]+", part) else part
    )


def _part(text: str, word: str) -> str:
    """One part alone, in the form a code holds it."""
    tokens = _TOKEN.findall(spell(_marked(text, word))[1])
    return _stripped(tokens[0][0]) if tokens else ""


def _read(phase: str, tokens: list[tuple[str, str]]) -> UnitCode:
    """Give every value its role: first by its word, then by its place before the room."""
    named: dict[str, str] = {}
    loose: list[str] = []
    for value, sign in tokens:
        if role := _role(sign, named, preceded=bool(loose)):
            named[role] = value
        else:
            loose.append(value)
    if not loose:
        raise _refused(N_("The room is missing; type for example {example}"))
    *before, room = _with_letter_apart(loose, named)
    if _has_floor(before, room, named):
        named["floor"] = before.pop()
    _name_by_place(before, named)
    if "phase" in named:
        if phase:
            raise _refused(N_("There are too many parts; type for example {example}"))
        phase = f"{_stripped(named['phase'])}期"
    return _code(phase, named, room)


def _role(sign: str, named: dict[str, str], *, preceded: bool) -> str:
    """What the word after a value makes of it; a 座 within a 栋 is a stairwell."""
    if sign in {"栋", "楼"} and "building" not in named and not preceded:
        return "building"
    role = {"栋": "stairwell", "元": "stairwell", "层": "floor", "楼": "floor"}.get(sign, "")
    if role in named:
        raise _refused(N_("There are too many parts; type for example {example}"))
    return role


def _with_letter_apart(loose: list[str], named: dict[str, str]) -> list[str]:
    """`A1502` is building A or, after a building, stairwell A; B102 there is below ground."""
    found = _LETTER_FIRST.fullmatch(loose[-1])
    if not found or (len(loose) > 1 and ("building" in named or len(loose) > _SHORT)):
        return loose
    has_building = "building" in named or len(loose) > 1
    if "stairwell" in named and has_building:
        return loose
    if has_building and _BELOW_ROOM.fullmatch(loose[-1]):
        return loose
    return [*loose[:-1], found[1], found[2]]


def _has_floor(before: list[str], room: str, named: dict[str, str]) -> bool:
    """Whether the value before the room is its floor rather than a stairwell or a building."""
    worded = "building" in named or "stairwell" in named
    spare = len(before) + ("building" in named) - 1
    if "floor" in named or not before or spare < 1:
        return False
    floor = before[-1]
    if len(room) > _SHORT + room[-1].isalpha():
        known = len(before) + ("building" in named) + ("stairwell" in named)
        return known == _ALL_BEFORE_ROOM and _room(room)[1] == _floor_label(floor) != ""
    if not _FLOOR.fullmatch(floor):
        return False
    return worded or spare >= _SHORT or _FLOOR_ALONE.fullmatch(floor) is not None


def _name_by_place(before: list[str], named: dict[str, str]) -> None:
    missing = [role for role in ("building", "stairwell") if role not in named]
    if "building" in missing:
        if not before:
            raise _refused(N_("The building is missing; type for example {example}"))
        if len(before) > len(missing):
            missing.insert(0, "phase")
    if len(before) > len(missing):
        raise _refused(N_("There are too many parts; type for example {example}"))
    named.update(zip(missing, before, strict=False))


def _code(phase: str, named: dict[str, str], door: str) -> UnitCode:
    building, stairwell = _stripped(named["building"]), _stripped(named.get("stairwell", ""))
    room, label = _room(door)
    if floor := named.get("floor", ""):
        said = _floor_label(floor)
        if not said:
            raise _refused(N_("{text} is not a floor; type for example {example}"), text=floor)
        if said != label:
            room, label = _stripped(door), said
    if not room or not room.strip("0"):
        raise _refused(N_("{text} is not a room; type for example {example}"), text=door)
    return UnitCode(phase, building, stairwell, floor_number(label), label, room)


def _floor_label(floor: str) -> str:
    """What staff call this floor: 15, 负1, M, 12A; empty where it is none."""
    if not _FLOOR.fullmatch(floor):
        return ""
    label = _stripped(re.sub(r"^B(?=\d)", "负", floor))
    return label if label.strip("负0") else ""


def floor_number(label: str) -> int | None:
    """The signed floor of a label; None for a mezzanine without a number, and for none."""
    number = re.match(r"(负?)(\d+)", label)
    if not number:
        return None
    return -int(number[2]) if number[1] else int(number[2])


def _room(door: str) -> tuple[str, str]:
    """The door's number in its one form, and the label of the floor it holds, maybe empty."""
    if found := _BELOW_ROOM.fullmatch(door):
        return f"负{found[1]}{found[2]}", f"负{found[1]}"
    if found := _LABEL_ROOM.fullmatch(door):
        label = _floor_label(found[1])
        return f"{label}{found[2]}", label
    if found := _NUMBER_ROOM.fullmatch(door):
        number = int(found[1])
        if number < _FIRST_FLOOR or number > _LAST_FLOOR:
            return f"{number}{found[2]}", ""
        return f"{number:04}{found[2]}", str(number // _FIRST_FLOOR)
    return (door, "") if _LETTER_ROOM.fullmatch(door) else ("", "")


def _stripped(value: str) -> str:
    """Without leading zeros: building 03 is building 3."""
    return re.sub(r"^(负?)0+(?=\d)", r"\1", value)


def _refused(message: str, **values: str) -> InputError:
    return InputError(message, example=EXAMPLE, **values)
