"""Dates in the shapes of roster files."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.sheet_date import spreadsheet_date


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (datetime(2008, 8, 11, 13, 5), date(2008, 8, 11)),  # noqa: DTZ001
        (date(2010, 4, 20), date(2010, 4, 20)),
        (44319.0, date(2021, 5, 3)),
        (44319, date(2021, 5, 3)),
        (44319.75, date(2021, 5, 3)),
        ("44319", date(2021, 5, 3)),
        (20210503.0, date(2021, 5, 3)),
        ("2021.5.3", date(2021, 5, 3)),
        ("2021/5/3", date(2021, 5, 3)),
        ("2021/5", date(2021, 5, 1)),
        ("2021-05", date(2021, 5, 1)),
        (2021.5, date(2021, 5, 1)),
        (2021.12, date(2021, 12, 1)),
        ("2006年12月", date(2006, 12, 1)),
        ("21年5月3日", date(2021, 5, 3)),
        ("21年5月", date(2021, 5, 1)),
        ("２０２１．５．３", date(2021, 5, 3)),
        ("2021-05-03 00:00:00", date(2021, 5, 3)),
        ("2021-05-03T00:00:00", date(2021, 5, 3)),
        ("20210503", date(2021, 5, 3)),
        (" 2021 年 5 月 3 日 ", date(2021, 5, 3)),
    ],
)
def test_every_shape_of_a_cell_is_read(cell: object, meant: date) -> None:
    assert spreadsheet_date(cell) == meant


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("", " is not a date; write it as 2021-05-03"),
        ("不详", "不详 is not a date; write it as 2021-05-03"),
        (True, "True is not a date; write it as 2021-05-03"),
        (None, "None is not a date; write it as 2021-05-03"),
        (2021.0, "2021 may be several months; write it as 2021-05"),
        (2021.1, "2021.1 may be several months; write it as 2021-05"),
        (float("nan"), "nan is not a date; write it as 2021-05-03"),
        ("2021-02-30", "2021-2 has the days 1 to 28"),
        ("5", "5 is not a date; write it as 2021-05-03"),
        ("0", "0 is not a date; write it as 2021-05-03"),
        ("+1", "+1 is not a date; write it as 2021-05-03"),
    ],
)
def test_what_is_not_surely_a_date_is_refused(cell: object, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        spreadsheet_date(cell)
    assert str(caught.value) == sentence


@given(st.integers(2101, 73415))
def test_a_serial_counts_days(serial: int) -> None:
    assert spreadsheet_date(float(serial)) == date(1899, 12, 30) + timedelta(days=serial)


@given(st.text(max_size=20) | st.floats() | st.integers())
def test_any_cell_is_a_date_or_an_input_error(cell: object) -> None:
    try:
        day = spreadsheet_date(cell)
    except InputError:
        return
    assert date(1900, 1, 1) <= day <= date(2100, 12, 31)
