"""Lengths of time as staff type them."""

import pytest

from data.words import use_language
from models.errors import InputError
from models.minutes import parse_minutes, show_minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), ("９０", 90), ("8h", 480), ("8 H", 480), ("2d", 2880), ("8小时", 480),
     ("2天", 2880), ("30分", 30), ("45 min", 45)],
)  # fmt: skip
def test_minutes_hours_and_days_are_read(typed: str, minutes: int) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["", "0", "-5", "8x", "h", "1.5h", "999999d", "分", "5钟"])
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        parse_minutes(typed)


def test_a_length_is_told_in_the_largest_unit_that_fits() -> None:
    assert [show_minutes(minutes) for minutes in (45, 90, 480, 2880)] == [
        "45 min", "90 min", "8 h", "2 d",
    ]  # fmt: skip
    use_language("zh")
    assert show_minutes(480) == "8 小时"
