"""Dates and times as they are typed at the counter."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.when import OFFICE_ZONE, from_ms, parse_date, parse_time, show_date, show_time, to_ms

MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 9, 41, 7, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0", date(2026, 11, 23)),
        ("-1", date(2026, 11, 22)),
        ("+2", date(2026, 11, 25)),
        ("+８", date(2026, 12, 1)),
        ("—1", date(2026, 11, 22)),
        ("今天", date(2026, 11, 23)),
        ("大后天", date(2026, 11, 26)),
        ("5", date(2026, 11, 5)),
        ("30", date(2026, 11, 30)),
        ("5号", date(2026, 11, 5)),
        ("1123", date(2026, 11, 23)),
        ("1105", date(2026, 11, 5)),
        ("930", date(2026, 9, 30)),
        ("0301", date(2026, 3, 1)),
        ("0115", date(2027, 1, 15)),
        ("11-23", date(2026, 11, 23)),
        ("11.5", date(2026, 11, 5)),
        ("11/5", date(2026, 11, 5)),
        ("11月5日", date(2026, 11, 5)),
        ("20261123", date(2026, 11, 23)),
        ("261123", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026.11.3", date(2026, 11, 3)),
        ("2026/1/3", date(2026, 1, 3)),
        ("２０２６—１１—０３", date(2026, 11, 3)),
        ("2026年11月3日", date(2026, 11, 3)),
        ("2026 年 11 月 3 日", date(2026, 11, 3)),
        ("26-11-3", date(2026, 11, 3)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_date_in_few_keys(typed: str, meant: date) -> None:
    assert parse_date(typed, MONDAY) == meant


def test_in_january_a_december_day_is_last_years() -> None:
    assert parse_date("1230", date(2027, 1, 3)) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a date: 0 today, +1 tomorrow, 1123 or 2026-11-23"),
        ("明年", "Type a date: 0 today, +1 tomorrow, 1123 or 2026-11-23"),
        ("31", "2026-11 has the days 1 to 30"),
        ("0229", "2026-2 has the days 1 to 28"),
        ("1323", "There is no month 13"),
        ("1823-01-01", "The year must lie between 1900 and 2100"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(typed, MONDAY)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("930", "11-23 09:30"),
        ("0930", "11-23 09:30"),
        ("9:30", "11-23 09:30"),
        ("9：30", "11-23 09:30"),
        ("9.30", "11-23 09:30"),
        ("9点半", "11-23 09:30"),
        ("9点", "11-23 09:00"),
        ("9", "11-23 09:00"),
        ("14", "11-23 14:00"),
        ("1430", "11-23 14:30"),
        ("14:30:59", "11-23 14:30"),
        ("下午3点", "11-23 15:00"),
        ("晚上7点半", "11-23 19:30"),
        ("中午12点", "11-23 12:00"),
        ("0000", "11-23 00:00"),
        ("2400", "11-24 00:00"),
        ("+90", "11-23 11:11"),
        ("-30", "11-23 09:11"),
        ("0", "11-23 09:41"),
        ("1124 930", "11-24 09:30"),
        ("+1 930", "11-24 09:30"),
        ("0 1430", "11-23 14:30"),
        ("明天9:30", "11-24 09:30"),
        ("后天 下午3点", "11-25 15:00"),
        ("2026-11-24 09:30", "11-24 09:30"),
        ("2026-11-24T09:30:00", "11-24 09:30"),
        ("11月24日 9点", "11-24 09:00"),
        ("5 930", "11-05 09:30"),
    ],
)
def test_a_time_in_few_keys(typed: str, meant: str) -> None:
    assert f"{parse_time(typed, MORNING):%m-%d %H:%M}" == meant


def test_now_is_now() -> None:
    assert parse_time("0", MORNING) == MORNING
    assert parse_time("+90", MORNING) == MORNING + timedelta(minutes=90)


def test_the_clock_of_the_machine_may_stand_elsewhere() -> None:
    elsewhere = MORNING.astimezone(timezone(timedelta(hours=-8)))
    assert parse_time("930", elsewhere) == datetime(2026, 11, 23, 9, 30, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a time: 930, 14:30, +90 minutes on, or 1124 930"),
        ("早", "Type a time: 930, 14:30, +90 minutes on, or 1124 930"),
        ("2530", "There is no 25:30 o'clock"),
        ("9:75", "There is no 9:75 o'clock"),
        ("2401", "There is no 24:01 o'clock"),
        ("1323 930", "There is no month 13"),
    ],
)
def test_a_wrong_time_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_time(typed, MORNING)
    assert str(caught.value) == sentence


def test_a_date_is_shown_back_with_its_weekday() -> None:
    assert show_date(MONDAY) == "2026-11-23 Mon"
    assert show_time(MORNING.astimezone(UTC)) == "11-23 Mon 09:41"


def test_a_moment_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_ms(datetime(2026, 11, 23, 9, 41))  # noqa: DTZ001


@given(st.integers(-(2**41), 2**42))
def test_milliseconds_come_back_exactly(milliseconds: int) -> None:
    assert to_ms(from_ms(milliseconds)) == milliseconds


DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DATES, DATES, st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日"]))
def test_a_full_date_is_read_back_whatever_day_it_is(day: date, today: date, shape: str) -> None:
    assert parse_date(f"{day:%Y}".rjust(4, "0") + day.strftime(shape)[4:], today) == day


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(-60, 60))
def test_a_month_and_day_near_today_mean_that_day(today: date, days: int) -> None:
    meant = today + timedelta(days=days)
    assert parse_date(f"{meant:%m%d}", today) == meant


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["{}{:02}", "{}:{}", "{:02}:{:02}"]))
def test_every_minute_of_the_day_can_be_typed(hour: int, minute: int, shape: str) -> None:
    typed = shape.format(hour, minute)
    read = parse_time(typed if hour or ":" in typed else f"0{typed}", MORNING)
    assert (read.hour, read.minute, read.date()) == (hour, minute, MONDAY)


@given(st.text("0123456789+-:./年月日号点半时明今天下午 T—：", max_size=12) | st.text(max_size=20))
def test_any_text_is_a_time_or_an_input_error(typed: str) -> None:
    with suppress(InputError):
        assert parse_date(typed, MONDAY)
    with suppress(InputError):
        assert parse_time(typed, MORNING).tzinfo is OFFICE_ZONE
