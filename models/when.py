"""Dates and times as they are typed at the counter, and as rosters hold them.

In the store a moment is UTC milliseconds, above it an aware datetime; a date without a time
is a date. A month and day typed without a year mean this year, except that around the turn
of the year they mean the neighbouring one when that is within 60 days. A day typed alone is
a day of this month, even when it has passed: the date is shown back with its weekday.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from models.errors import InputError
from models.text import folded
from models.words import N_, _

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
FIRST_YEAR, LAST_YEAR = 1900, 2100

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_NEAR = timedelta(days=60)
_DAYS = {"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_DAY_WORDS = "大前天|前天|昨天|今天|明天|大后天|后天"
_HOURS_A_DAY, _MINUTES_AN_HOUR, _NOON = 24, 60, 12

_SHIFT = re.compile(r"[+-]\d{1,3}")
_MINUTE_SHIFT = re.compile(r"[+-]\d{1,5}")
_DAY = re.compile(r"(\d{1,2})(?:日|号)?")
_MONTH_DAY = re.compile(r"(\d{1,2}?)(\d{2})|(\d{1,2})(?:[-./]|月)(\d{1,2})(?:日|号)?")
_YEAR_MONTH_DAY = re.compile(
    r"(\d{2}|\d{4})(\d{2})(\d{2})|(\d{2}|\d{4})(?:[-./]|年)(\d{1,2})(?:[-./]|月)(\d{1,2})(?:日|号)?"
)
_CLOCK = re.compile(
    r"(上午|早上|凌晨|中午|下午|晚上|晚)?"
    r"(?:(\d{1,2})|(\d{1,2}?)(\d{2})|(\d{1,2})[:.点时](\d{1,2}|半)?分?(?::\d{2})?)"
)
_DATE_AND_CLOCK = re.compile(rf"({_DAY_WORDS})\s*(.+)|(\S+?)(?:\s+|T)(.+)")


def parse_date(text: str, today: date) -> date:
    """The date that is meant: `0` today, `-1`, `+2`, `5`, `1123`, `20261123`, `11-23`, 明天."""
    typed = re.sub(r"\s*([-./年月日号])\s*", r"\1", folded(text))
    if typed in _DAYS or typed in {"0", "+0", "-0"} or _SHIFT.fullmatch(typed):
        return _shifted(today, _DAYS[typed] if typed in _DAYS else int(typed))
    if found := _DAY.fullmatch(typed):
        return _date(today.year, today.month, int(found[1]))
    if found := _MONTH_DAY.fullmatch(typed):
        month, day = (int(part) for part in found.groups() if part)
        return _nearest(month, day, today)
    if found := _YEAR_MONTH_DAY.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups() if part)
        return _date(_full_year(year), month, day)
    raise InputError(N_("Type a date: 0 today, +1 tomorrow, 1123 or 2026-11-23"))


def parse_time(text: str, now: datetime, zone: tzinfo = OFFICE_ZONE) -> datetime:
    """The moment that is meant, in the office's zone, counted from an aware `now`.

    `0` now, `+90` minutes on, `930`, `9:30`, `9` o'clock, 下午3点; with a date before it,
    `1124 930`, `+1 930`, 明天9:30. `2400` is the midnight that ends the day.
    """
    now = now.astimezone(zone)
    typed = re.sub(r"\s*([:点时])\s*", r"\1", folded(text).upper())
    if typed in {"0", "现在"}:
        return now
    if _MINUTE_SHIFT.fullmatch(typed):
        return (now.astimezone(UTC) + timedelta(minutes=int(typed))).astimezone(zone)
    day = now.date()
    if not _CLOCK.fullmatch(typed) and (found := _DATE_AND_CLOCK.fullmatch(typed)):
        before, typed = (part for part in found.groups() if part)
        day = parse_date(before, day)
    hour, minute = _clock(typed)
    if hour == _HOURS_A_DAY:
        day, hour = _shifted(day, 1), 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def show_date(day: date) -> str:
    """`2026-11-23 Mon`, the weekday in the language in use."""
    return f"{day.isoformat()} {_(WEEKDAYS[day.weekday()])}"


def show_time(moment: datetime, zone: tzinfo = OFFICE_ZONE) -> str:
    """`11-23 Mon 09:30` on the office's clock; the year stands in a record's own fields."""
    local = moment.astimezone(zone)
    return f"{local:%m-%d} {_(WEEKDAYS[local.weekday()])} {local:%H:%M}"


def to_ms(moment: datetime) -> int:
    """An aware datetime as UTC milliseconds."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int, zone: tzinfo = OFFICE_ZONE) -> datetime:
    """UTC milliseconds as the office's clock shows them."""
    return (_EPOCH + milliseconds * _MILLISECOND).astimezone(zone)


def _clock(typed: str) -> tuple[int, int]:
    """Hours and minutes; 24:00 is allowed, 12-hour words are counted in."""
    found = _CLOCK.fullmatch(typed)
    if not found:
        raise InputError(N_("Type a time: 930, 14:30, +90 minutes on, or 1124 930"))
    part, *numbers = found.groups()
    hour_text, *minute_text = (number for number in numbers if number)
    hour = int(hour_text)
    minute = 30 if minute_text == ["半"] else int("".join(minute_text) or 0)
    if part in {"下午", "晚上", "晚"} and hour < _NOON:
        hour += _NOON
    if part == "中午" and hour in {1, 2}:
        hour += _NOON
    if minute >= _MINUTES_AN_HOUR or (hour, minute) > (_HOURS_A_DAY, 0):
        raise InputError(N_("There is no {time} o'clock"), time=f"{hour}:{minute:02}")
    return hour, minute


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise _no_year() from None


def _nearest(month: int, day: int, today: date) -> date:
    """The day of this year, or the neighbouring year's when that is within 60 days and this is not."""
    meant = _date(today.year, month, day)
    for year in (today.year - 1, today.year + 1):
        if day <= monthrange(year, month)[1]:
            other = date(year, month, day)
            if abs(other - today) <= _NEAR < abs(meant - today):
                return other
    return meant


def _full_year(year: int) -> int:
    return 2000 + year if year < 100 else year  # noqa: PLR2004


def _date(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _no_year()
    if not 1 <= month <= 12:  # noqa: PLR2004
        raise InputError(N_("There is no month {month}"), month=month)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise InputError(
            N_("{year}-{month} has the days 1 to {days}"), year=year, month=month, days=days
        )
    return date(year, month, day)


def _no_year() -> InputError:
    return InputError(N_("The year must lie between 1900 and 2100"))
