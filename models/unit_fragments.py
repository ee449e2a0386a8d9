"""Finding a unit by any part of its code, in any spelling, while it is typed.

A unit is stored under all its `fragments`; what is typed becomes one or two keys of the same
form, looked up as prefixes: `3*2*15` → `3_2_15` finds `3_2_1502`.
"""

import re

from models.text import folded
from models.unit_code import SHOP, UnitCode
from models.unit_spelling import HAN, spell

_MARKS = re.compile(r"[栋元层楼-]+")
_KEY_PART = re.compile(rf"(?:[0-9a-z]+|{HAN}{{1,4}}|{SHOP})")
_NUMBER_WITH_FLOOR = re.compile(r"\d{4}")
_LONGEST = 60


def fragments(code: UnitCode) -> list[str]:
    """Every key under which this unit is found, its full one first."""
    building, stairwell = code.building.lower(), code.stairwell.lower()
    keys: list[str] = []
    for room in _room_keys(code):
        whole = [part for part in (building, stairwell, room) if part]
        keys += ("_".join(whole[start:]) for start in range(len(whole)))
        keys.append("_".join(part for part in (building, room) if part))
        if "_" not in room:
            keys += ("".join(whole), building + room)
    if code.phase:
        phase = code.phase.lower()
        full = [key for key in keys if key.startswith(f"{building}_")] or keys
        keys += [f"{phase}_{key}" for key in full]
        if phase[:-1].isdigit():
            keys += [f"{phase[:-1]}_{key}" for key in full]
    return list(dict.fromkeys(keys))


def unit_fragment(text: str) -> list[str]:
    """What typed text is looked up as; nothing when it cannot be part of a unit's code."""
    typed = folded(text)[: _LONGEST + 1]
    if not typed or len(typed) > _LONGEST:
        return []
    keys: list[str] = []
    for below in (True,) if typed.isascii() and "#" not in typed else (True, False):
        if key := _key(*spell(typed.replace("_", "-"), below=below)):
            keys += (key, _without_inner_zero(key))
    return list(dict.fromkeys(keys))


def _key(phase: str, rest: str) -> str:
    """The spelled code as one key; empty where neither a digit nor a word says it is a unit."""
    if not (phase or re.search(r"[0-9栋元层楼铺]", rest)):
        return ""
    rest = re.sub(r"号?铺-?(?=[0-9A-Z])", "-S", rest).replace("负", "B")
    rest = re.sub(r"([0-9A-Z]+)号铺$", r"S\1", rest).replace("铺", f"-{SHOP}")
    *before, last = _MARKS.sub("_", rest).strip("_").lower().split("_")
    parts = [*(re.sub(r"^0+(?=\d)", "", part) for part in before), last]
    if parts == [""]:
        parts = []
    if not all(_KEY_PART.fullmatch(part) for part in parts):
        return ""
    return "_".join([*([phase.lower()] if phase else []), *parts])


def _without_inner_zero(key: str) -> str:
    """`12_15_02` is also typed for `12_15_2`."""
    return re.sub(r"(?<=\d_)0+(?=\d{1,2}$)", "", key)


def _room_keys(code: UnitCode) -> list[str]:
    """The door's number in every spelling: 0301, 301, 3_1; 15_2, 1502, 152."""
    room = code.room.replace("负", "B").lower()
    if room.startswith(SHOP):
        number = room.removeprefix(SHOP).replace("-", "_")
        return [f"s{number}", f"s_{number}", f"{SHOP}{number}"]
    label = code.floor_label.replace("负", "B").lower()
    if code.is_floor_dash_room:
        keys = [f"{label}_{room}", f"{label}{room}"]
        if room.isdigit():
            keys.append(f"{label}{int(room):02}")
            keys += [f"{int(label):02}{int(room):02}"] if label.isdigit() else []
        return keys
    if not _NUMBER_WITH_FLOOR.fullmatch(room) and not (label and room[-2:].isdigit()):
        return [room]
    return [room, room.lstrip("0"), f"{label}_{int(room[-2:])}"]
