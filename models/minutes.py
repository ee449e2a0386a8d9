"""Lengths of time in minutes, as limits are set: `90`, `8h`, `2天`."""

import re

from models.errors import InputError
from models.text import folded
from models.words import N_, _

LIMIT = 366 * 24 * 60
"""A year: the longest that anything may take."""

_HOUR, _DAY = 60, 24 * 60
_UNITS = {
    "": 1, "min": 1, "m": 1, "分": 1, "分钟": 1,
    "h": _HOUR, "时": _HOUR, "小时": _HOUR,
    "d": _DAY, "天": _DAY, "日": _DAY,
}  # fmt: skip
_SPAN = re.compile(r"(\d{1,6})\s*([a-z]*|[分钟时小天日]+)")


def parse_minutes(typed: str) -> int:
    """Minutes above zero: `90`, `8h`, `2d`, 8小时, 2天."""
    found = _SPAN.fullmatch(folded(typed).casefold())
    if not found or found[2] not in _UNITS:
        raise InputError(N_("Type minutes, or hours and days: 90, 8h, 2d"))
    return check_minutes(int(found[1]) * _UNITS[found[2]])


def check_minutes(minutes: int) -> int:
    """The same minutes if anything may take so long."""
    if not 0 < minutes <= LIMIT:
        raise InputError(N_("Give more than zero minutes, and a year at the most"))
    return minutes


def show_minutes(minutes: int) -> str:
    """`45 min`, `8 h`, `2 d`: in the largest unit that tells it whole."""
    for unit, words in ((_DAY, N_("{number} d")), (_HOUR, N_("{number} h"))):
        if minutes and minutes % unit == 0:
            return _(words).format(number=minutes // unit)
    return _(N_("{number} min")).format(number=minutes)
