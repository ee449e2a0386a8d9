"""When things happen at the practice estate: the days' volume, the hours, who is on duty.

Times are UTC milliseconds; days begin at the office's midnight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from desk.demo.chance import Weighted, happens
from models.office import Staff
from models.when import from_ms

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

A_YEAR = 25 / 3
"""Matters a household has in a year (domain.md 13: 25,000 for 3,000 households)."""

_WEEK = (1.18, 1.08, 1.0, 1.0, 1.06, 0.94, 0.74)
_SUM_OF_WEEK = sum(_WEEK)
_RAIN_BY_MONTH = (12, 14, 22, 30, 36, 38, 30, 26, 30, 34, 22, 14)
_HOURS = Weighted(
    enumerate((1, 1, 1, 1, 1, 2, 6, 14, 70, 140, 140, 90, 40, 40, 85, 95, 115, 100, 45, 30, 20, 16, 8, 3))
)  # fmt: skip

OPENS, CLOSES = 8 * HOUR + 30 * MINUTE, 18 * HOUR
_LATE_SHIFT, _EVENING = 14 * HOUR, 20 * HOUR
_NIGHT_SHIFT, _MORNING = 22 * HOUR, 7 * HOUR


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the estate: its midnight, whether it rains."""

    start: int
    rain: bool

    @property
    def month(self) -> int:
        """The month, 1 to 12."""
        return from_ms(self.start).month


def days(random: Random, start: int, end: int) -> Iterator[Day]:
    """Every day from a midnight to the one before the end."""
    for midnight in range(start, end, DAY):
        rain = happens(random, _RAIN_BY_MONTH[from_ms(midnight).month - 1])
        yield Day(midnight, rain)


def times(random: Random, day: Day, households: int) -> list[int]:
    """When matters reach the desk on this day, in order."""
    usual = households * A_YEAR / 365
    usual *= _WEEK[from_ms(day.start).weekday()] * len(_WEEK) / _SUM_OF_WEEK
    count = max(0, round(random.gauss(usual, usual**0.5)))
    return sorted(
        day.start + _HOURS.pick(random) * HOUR + random.randrange(HOUR) for _matter in range(count)
    )


def since_midnight(at: int) -> int:
    """The time of day."""
    return (at + _offset(at)) % DAY


def _offset(at: int) -> int:
    offset = from_ms(at).utcoffset()
    return 0 if offset is None else int(offset.total_seconds() * 1000)


def in_hours(random: Random, at: int) -> int:
    """The moment itself, or one soon after the office opens next."""
    of_day = since_midnight(at)
    if OPENS <= of_day <= CLOSES:
        return at
    opening = at - of_day + OPENS + (DAY if of_day > CLOSES else 0)
    return opening + random.randrange(5, 75) * MINUTE


def at_night(at: int) -> bool:
    """Whether only the night post answers the telephone."""
    of_day = since_midnight(at)
    return of_day >= _NIGHT_SHIFT or of_day < _MORNING


def by_day(at: int, now: int) -> int:
    """The moment itself; one in the night is the morning after, or before it the last evening."""
    if not at_night(at):
        return at
    midnight = at - since_midnight(at)
    if at < midnight + _MORNING:
        if midnight + _MORNING + HOUR <= now:
            return midnight + _MORNING
        midnight -= DAY
    return midnight + _EVENING


@dataclass(frozen=True, slots=True)
class Rota:
    """Who sits at the counter when."""

    clerks: tuple[Staff, ...]
    night: Staff

    def clerk(self, random: Random, at: int, other_than: int | None = None) -> Staff:
        """Who takes a call at this moment, one of the early or of the late shift."""
        if at_night(at) and self.night.id != other_than:
            return self.night
        half = max(1, len(self.clerks) * 2 // 3)
        shift = self.clerks[:half] if since_midnight(at) < _LATE_SHIFT else self.clerks[-half:]
        there = [clerk for clerk in shift if clerk.id != other_than]
        return random.choice(there or [clerk for clerk in self.clerks if clerk.id != other_than])
