"""The riser of a unit (立管): what stands above and below it, by the number on its door."""

import re

_WITH_FLOOR = re.compile(r"(.+?)(\d{2}[A-Z]?)")


def riser(room: str, floor_label: str) -> str:
    """The room's place within its floor, which all rooms of one riser share; empty: unknown.

    `02` for 1502 on floor 15, for 0302 on floor 3 and for room 2 of 15-2.
    """
    if not floor_label:
        return ""
    found = _WITH_FLOOR.fullmatch(room)
    if found and found[1].lstrip("0") == floor_label:
        return found[2]
    return room.zfill(2) if room.isdecimal() else room
