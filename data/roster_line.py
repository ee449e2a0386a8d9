"""Reads one line of a roster: where it is, who lives there, what else it says."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.roster_cells import plain_text, read_area, read_date, read_floor
from data.roster_legend import Codes
from data.roster_persons import read_people
from data.roster_rows import Line
from data.roster_said import Said
from data.roster_words import squeezed, state_of, usage_of
from data.sheets import Cell
from models.plate import parse_plates
from models.roster import RosterRow, RosterUnit
from models.text import NOTE_LENGTH, clean
from models.unit_code import UnitCode, parse_parts
from models.words import N_


@dataclass(slots=True)
class Draft:
    """A row as far as its own sheet tells it; `number` is how other sheets refer to people."""

    row: RosterRow
    said: Said
    line: Line
    number: str = ""
    unit_number: str = ""

    def refuse(self, means: str, message: str, **values: object) -> None:
        """Refuse the cell of this meaning, and with it the row."""
        self.said.refuse(self.line.column(means), message, **values)


def read_line(line: Line, said: Said, codes: Codes) -> Draft:
    """The line's meaning; what cannot be read stands in `said.refusals`."""
    unit = _unit(line, said)
    area = _value(line, "area", said)
    handover, undelivered = _handover(line, said)
    state = _word(line, "state", said, codes) or ("undelivered" if undelivered else "")
    usage = _word(line, "usage", said, codes)
    people = read_people(line, said, codes.get(line.column("relation"), {}))
    plates = _plates(line, said)
    note = _note(line, said)
    row = RosterRow(
        sheet=said.sheet,
        row=said.row,
        unit=unit,
        building=_building(line, said) if unit is None else "",
        usage=usage,
        state=state or _noted_state(note),
        area=area,
        handover=handover,
        people=people,
        plates=plates,
        note=note,
        notices=tuple(said.notices),
    )
    numbers = (link_number(line.first(means)[1]) for means in ("number", "unit_number"))
    return Draft(row, said, line, *numbers)


def link_number(cell: Cell) -> str:
    """A number by which sheets refer to each other: 001, 1 and 1.0 are the same."""
    text = plain_text(cell).removesuffix(".0")
    return text.lstrip("0") or text


def _unit(line: Line, said: Said) -> RosterUnit | None:
    column = line.column("room")
    if column < 0:
        return None
    if line.lost:
        said.refuse(
            line.column(line.lost),
            N_("The merged cell {cells} is empty, so the building is not known; fill it in"),
            cells=line.lost_range,
        )
        return None
    parts = {means: plain_text(line.first(means)[1]) for means in _PARTS}
    if said.office.estate:
        parts["room"] = _without_estate(parts["room"], said.office.estate)
    if not parts["room"]:
        said.refuse(column, N_("The room is missing"))
        return None
    if line.column("building") >= 0 and not parts["building"] and not _WHOLE.search(parts["room"]):
        said.refuse(line.column("building"), N_("The building is missing"))
        return None
    return said.read(column, _coded, parts)


def _without_estate(room: str, estate: str) -> str:
    """A full address without the estate's name in front: 星城一期-3栋-2单元-1502."""
    bare = room.removeprefix(estate)
    return bare.lstrip(" -—_/·,，") if bare != room else room


_PARTS = ("phase", "building", "stairwell", "floor", "room")
_WHOLE = re.compile(r"[栋幢座楼#＃]|\w+\W\w+\W\w+")
"""A room's text that names its building itself."""

_PLAIN_BUILDING = re.compile(r"0*([1-9]\d{0,2})[栋幢]?")
_PLAIN_DOOR = re.compile(r"\d{3,4}|\d{1,2}-\d{1,2}")


def _coded(parts: dict[str, str]) -> RosterUnit:
    """The unit of these parts. The same doors come back in every building, read once.

    A floor that is said counts, whatever the room's number seems to hold.
    """
    building = _PLAIN_BUILDING.fullmatch(parts["building"])
    if building and not parts["phase"] and _PLAIN_DOOR.fullmatch(parts["room"]):
        code, text = _door(parts["stairwell"], parts["floor"], parts["room"])
        number, text = building[1], building[1] + text[1:]
    else:
        code = parse_parts(**parts)
        number, text = code.building, code.text
    floor, label = read_floor(parts["floor"]) if parts["floor"] else (None, "")
    return RosterUnit(
        text,
        number,
        code.stairwell,
        floor if label else code.floor,
        label or code.floor_label,
        code.room,
        code.phase,
    )


@lru_cache(4096)
def _door(stairwell: str, floor: str, room: str) -> tuple[UnitCode, str]:
    code = parse_parts(building="1", stairwell=stairwell, floor=floor, room=room)
    return code, code.text


def _building(line: Line, said: Said) -> str:
    """The building of a row that names no room, in the form that unit codes hold it."""
    column, cell = line.first("building")
    text = plain_text(cell)
    if not text or line.column("room") >= 0:
        return ""
    return said.read(column, _building_code, text) or ""


def _building_code(text: str) -> str:
    return parse_parts(building=text, room="101").building


def _value(line: Line, means: str, said: Said) -> int | None:
    column, cell = line.first(means)
    return said.read(column, read_area, cell) if cell != "" else None


def _handover(line: Line, said: Said) -> tuple[date | None, bool]:
    """The date of handing over, or that it has not been handed over yet."""
    column, cell = line.first("handover")
    if cell == "":
        return None, False
    if isinstance(cell, str) and state_of(cell) == "undelivered":
        return None, True
    return said.read(column, read_date, cell), False


def _noted_state(note: str) -> str:
    """The state, where a line of the note says nothing but it: 空关, 出租, 装修中."""
    if not note:
        return ""
    return next((state_of(words) for words in note.split("\n") if _STATE.fullmatch(words)), "")


_STATE = re.compile(r"未售|未交房?|空关|空置|空房|装修中?|出租|已出租|自住")
_WORDS = {"state": state_of, "usage": usage_of}


def _word(line: Line, means: str, said: Said, codes: Codes) -> str:
    """The state or kind of unit; a word that names none is told and left out."""
    column, cell = line.first(means)
    if cell == "":
        return ""
    text = plain_text(cell)
    word = codes.get(column, {}).get(text, text)
    heading = said.heading(column)
    answer = _answered(squeezed(word), heading) if means == "state" else ""
    found = answer or (_WORDS[means](word) if word else "")
    if word and not found:
        said.notice(column, N_("{text} names nothing the desk keeps; left out"), text=word)
    return found


def _answered(word: str, heading: str) -> str:
    """What yes or no means under this heading: 是 under 是否入住."""
    yes, no = word in ("是", "有", "y", "yes", "√", "1"), word in ("否", "n", "no", "×", "x")
    if not yes and not no:
        return ""
    if state_of(heading) in ("let", "fitout", "vacant"):
        return state_of(heading) if yes else ""
    if "入住" in heading or "居住" in heading:
        return "occupied" if yes else "vacant"
    return "" if yes else "undelivered"


def _plates(line: Line, said: Said) -> tuple[str, ...]:
    plates: list[str] = []
    for column in line.layout.by_meaning.get("plate", ()):
        cell = line.row[column]
        if cell != "" and plain_text(cell):
            plates += said.read(column, parse_plates, str(cell)) or []
    return tuple(dict.fromkeys(plates))


def _note(line: Line, said: Said) -> str:
    """The notes, and a parking space with its heading, as the desk keeps no parking spaces."""
    words = []
    for means in ("note", "space"):
        for column in line.layout.by_meaning.get(means, ()):
            cell = line.row[column]
            text = clean(plain_text(cell), multiline=True) if cell != "" else ""
            if text:
                words.append(f"{said.heading(column)} {text}" if means == "space" else text)
    note = "\n".join(words)
    if len(note) > NOTE_LENGTH:
        said.notice(line.column("note"), N_("Cut to {limit} characters"), limit=NOTE_LENGTH)
    return note[:NOTE_LENGTH]
