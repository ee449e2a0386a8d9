"""Money, typed in yuan and kept in fen."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.money import LIMIT, parse_money, show_money


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("12.5", 1250),
        ("12.50", 1250),
        ("80", 8000),
        ("0", 0),
        ("¥80", 8000),
        ("￥８０．５", 8050),
        ("80元", 8000),
        ("80 元整", 8000),
        ("RMB 80", 8000),
        ("1,234.50", 123450),
        ("1，234，567", 123456700),
        ("12。5", 1250),
        ("12.", 1200),
        ("0.05", 5),
        ("80.0", 8000),
        ("-0", 0),
    ],
)
def test_an_amount_in_any_writing(typed: str, fen: int) -> None:
    assert parse_money(typed) == fen


@pytest.mark.parametrize("typed", ["-5", "¥-5", "-¥5", "－5", "—5"])
def test_below_zero_only_where_it_is_allowed(typed: str) -> None:
    assert parse_money(typed, negative=True) == -500
    with pytest.raises(InputError, match="An amount cannot be below zero here"):
        parse_money(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type an amount in yuan, for example 80 or 12.50"),
        ("面议", "Type an amount in yuan, for example 80 or 12.50"),
        ("$5", "Type an amount in yuan, for example 80 or 12.50"),
        ("1e5", "Type an amount in yuan, for example 80 or 12.50"),
        ("12,50", "Type an amount in yuan, for example 80 or 12.50"),
        (".5", "Type an amount in yuan, for example 80 or 12.50"),
        ("12.505", "An amount has at most two decimals (this has 3)"),
        ("10000000", "An amount is at most 9999999.99"),
        ("9" * 400, "An amount is at most 9999999.99"),
    ],
)
def test_a_wrong_amount_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_money(typed)
    assert str(caught.value) == sentence


def test_an_amount_is_shown_with_its_fen() -> None:
    assert [show_money(fen) for fen in (1250, 0, 5, -5, 123456)] == [
        *("12.50", "0.00", "0.05", "-0.05", "1234.56")
    ]


@given(st.integers(-LIMIT, LIMIT))
def test_what_is_shown_reads_back_to_the_fen(fen: int) -> None:
    assert parse_money(show_money(fen), negative=True) == fen


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_an_input_error(typed: str) -> None:
    with suppress(InputError):
        assert 0 <= parse_money(typed) <= LIMIT
