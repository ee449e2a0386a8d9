"""Number plates as they are typed, and found."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.plate import PROVINCES, parse_plate, parse_plates, plate_key, plate_keys


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("渝A8K123", "渝A8K123"),
        ("渝A·8K123", "渝A8K123"),
        ("渝A 8K123", "渝A8K123"),
        ("渝A-8K123", "渝A8K123"),
        ("渝a8k123", "渝A8K123"),
        ("渝Ａ８Ｋ１２３", "渝A8K123"),
        ("渝AD99046", "渝AD99046"),
        ("渝AF12345", "渝AF12345"),
        ("渝A12345D", "渝A12345D"),
        ("渝A1234学", "渝A1234学"),
        ("渝A1234警", "渝A1234警"),
        ("渝A1234挂", "渝A1234挂"),
        ("粤Z1234港", "粤Z1234港"),
        ("粤Z1234澳", "粤Z1234澳"),
        ("使123456", "使123456"),
        ("WJ渝1234X", "WJ渝1234X"),
        ("VA12345", "VA12345"),
    ],
)
def test_every_kind_of_plate_is_read(typed: str, plate: str) -> None:
    assert parse_plate(typed) == plate


def test_at_home_the_province_need_not_be_typed() -> None:
    assert parse_plate("a8k123", province="渝") == "渝A8K123"
    assert parse_plate("粤B8K123", province="渝") == "粤B8K123"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a plate, for example 渝A8K123"),
        ("A8K123", "A plate begins with the sign of its province, for example 渝A8K123"),
        ("渝A8K12", "A plate has 7 characters, or 8 with new energy (this has 6)"),
        ("渝A8K1234567", "A plate has 7 characters, or 8 with new energy (this has 11)"),
        ("渝A8KO23", "After its first letter a plate has no I or O; type 1 or 0"),
        ("渝88K123", "渝88K123 is not a plate; type for example 渝A8K123"),
    ],
)
def test_a_wrong_plate_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_plate(typed)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("cell", "plates"),
    [
        ("", []),
        ("无", []),
        ("渝A8K123/渝AD99046", ["渝A8K123", "渝AD99046"]),
        ("渝A8K123、渝AD99046", ["渝A8K123", "渝AD99046"]),
        ("渝A8K123，渝A8K123", ["渝A8K123"]),
        ("渝A8K123 渝AD99046", ["渝A8K123", "渝AD99046"]),
        ("渝A 8K123渝AD99046", ["渝A8K123", "渝AD99046"]),
        ("渝A8K123\n渝AD99046", ["渝A8K123", "渝AD99046"]),
        ("渝A8K123（灰色）", ["渝A8K123"]),
        ("渝A8K123(白) 渝AD99046(黑)", ["渝A8K123", "渝AD99046"]),
        ("渝A8K123或渝AD99046", ["渝A8K123", "渝AD99046"]),
    ],
)
def test_a_cell_may_hold_several_plates(cell: str, plates: list[str]) -> None:
    assert parse_plates(cell) == plates


def test_a_plate_is_found_with_and_without_its_province_and_letter() -> None:
    keys = plate_keys("渝A8K123")
    for typed in ("渝A8K", "渝a·8k", "A8K1", "8k123", "渝", "8K"):
        assert any(key.startswith(plate_key(typed)) for key in keys)
    assert plate_keys("使123456") == ["使123456"]


PLATES = st.one_of(
    st.from_regex(rf"[{PROVINCES}][A-Z][A-HJ-NP-Z0-9]{{5}}", fullmatch=True),
    st.from_regex(rf"[{PROVINCES}][A-Z][DF][A-HJ-NP-Z0-9][0-9]{{4}}", fullmatch=True),
    st.from_regex(rf"[{PROVINCES}][A-Z][0-9]{{4}}[挂学警港澳]", fullmatch=True),
)


@given(PLATES, st.sampled_from(["", "·", " ", "-", "."]))
def test_separators_and_small_letters_change_nothing(plate: str, between: str) -> None:
    assert parse_plate(f"{plate[:2]}{between}{plate[2:]}".lower()) == plate


@given(st.lists(PLATES, unique=True, max_size=4), st.sampled_from(["/", "、", " ", "\n", ""]))
def test_plates_joined_come_apart_again(plates: list[str], between: str) -> None:
    assert parse_plates(between.join(plates)) == plates


@given(st.text(max_size=30))
def test_any_text_is_a_plate_or_an_input_error(typed: str) -> None:
    with suppress(InputError):
        assert parse_plate(parse_plate(typed)) == parse_plate(typed)
    with suppress(InputError):
        parse_plates(typed)
