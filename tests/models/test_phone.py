"""Phone numbers as clerks type them and rosters hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.phone import is_mobile, parse_phone, parse_phones, show_phone


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("13812348866", "13812348866"),
        ("138 1234 8866", "13812348866"),
        ("138-1234-8866", "13812348866"),
        ("１３８１２３４８８６６", "13812348866"),
        ("13800001234.0", "13800001234"),
        ("+86 13812348866", "13812348866"),
        ("+86-138-1234-8866", "13812348866"),
        ("008613812348866", "13812348866"),
        ("8613812348866", "13812348866"),
        ("1795113812348866", "13812348866"),
        ("013812348866", "13812348866"),
        ("\u202d13812348866\u202c", "13812348866"),
        ("电话：13812348866", "13812348866"),
        ("023-62345678", "02362345678"),
        ("(023)62345678", "02362345678"),
        ("（023）6234 5678", "02362345678"),
        ("+86 23 62345678", "02362345678"),
        ("62345678", "02362345678"),
        ("0838-2345678", "08382345678"),
        ("0755-23456789", "075523456789"),
        ("010 6234 5678", "01062345678"),
        ("62345678转123", "02362345678,123"),
        ("023-62345678-801", "02362345678,801"),
        ("023—62345678 转 801", "02362345678,801"),
        ("02362345678,123", "02362345678,123"),
        ("023-62345678 ext. 9", "02362345678,9"),
        ("400-123-4567", "4001234567"),
        ("4001234567转2", "4001234567,2"),
        ("95533", "95533"),
        ("+852 9123 4567", "0085291234567"),
    ],
)
def test_every_shape_becomes_digits(typed: str, digits: str) -> None:
    assert parse_phone(typed) == digits


def test_another_town_has_another_area_code() -> None:
    assert parse_phone("2345678", area="0838") == "08382345678"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1381234886", "A mobile number has 11 digits (this has 10)"),
        ("138123488667", "A mobile number has 11 digits (this has 12)"),
        ("12812348866", "No mobile number begins with 12"),
        ("", "Type a phone number"),
        ("1.38E+10", "The spreadsheet has rounded this number; copy it from the paper"),
        ("zsf", "A phone number is written in digits; zsf is not"),
        (
            "023-6234567",
            "A landline number has 7 or 8 digits after the area code 023 (this has 7)",
        ),
        (
            "6234567",
            "A landline number has 8 digits, or begins with its area code (this has 7)",
        ),
    ],
)
def test_a_wrong_number_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_phone(typed)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("", []),
        (" / ", []),
        ("13812348866", [("13812348866", "")]),
        ("16892294278/023-62449493", [("16892294278", ""), ("02362449493", "")]),
        ("13812348866、13900001111", [("13812348866", ""), ("13900001111", "")]),
        ("13812348866，13900001111", [("13812348866", ""), ("13900001111", "")]),
        ("13812348866；13900001111", [("13812348866", ""), ("13900001111", "")]),
        ("13812348866\n13900001111", [("13812348866", ""), ("13900001111", "")]),
        ("13812348866 13900001111", [("13812348866", ""), ("13900001111", "")]),
        ("13812348866 023-62449493", [("13812348866", ""), ("02362449493", "")]),
        ("13812348866或13900001111", [("13812348866", ""), ("13900001111", "")]),
        ("13812348866(老婆)", [("13812348866", "老婆")]),
        ("老婆：13812348866", [("13812348866", "老婆")]),
        ("本人13812348866/老婆 13900001111", [("13812348866", "本人"), ("13900001111", "老婆")]),
        ("13812348866（妻） 13900001111（夫）", [("13812348866", "妻"), ("13900001111", "夫")]),
        ("13812348866/13812348866", [("13812348866", "")]),
        ("02362345678,123", [("02362345678,123", "")]),
        ("023-62345678转123/13812348866", [("02362345678,123", ""), ("13812348866", "")]),
        ("请联系儿子13900001111", [("13900001111", "请联系儿子")]),
        ("13812348866.0", [("13812348866", "")]),
        ("(023)62345678", [("02362345678", "")]),
        ("电话13812348866", [("13812348866", "")]),
    ],
)
def test_a_cell_may_hold_several_numbers(cell: str, phones: list[tuple[str, str]]) -> None:
    assert parse_phones(cell) == phones


def test_one_bad_number_in_a_cell_is_said() -> None:
    with pytest.raises(InputError, match="this has 10"):
        parse_phones("13812348866/1390000111")
    with pytest.raises(InputError, match="无 holds no phone number"):
        parse_phones("无")


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("13812348866", "138 1234 8866"),
        ("02362345678", "023-62345678"),
        ("08382345678", "0838-2345678"),
        ("02362345678,123", "023-62345678 ext. 123"),
        ("4001234567", "400-123-4567"),
        ("95533", "95533"),
        ("0085291234567", "+85291234567"),
    ],
)
def test_a_number_is_shown_as_it_is_read_aloud(digits: str, shown: str) -> None:
    assert show_phone(digits) == shown


def test_only_a_mobile_gets_text_messages() -> None:
    assert is_mobile("13812348866")
    assert not is_mobile("02362345678")


NUMBERS = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"023[2-9][0-9]{7}(,[0-9]{1,6})?", fullmatch=True),
    st.from_regex(r"0[3-9][0-9]{2}[2-9][0-9]{6,7}(,[0-9]{1,6})?", fullmatch=True),
    st.from_regex(r"[48]00[0-9]{7}|95[0-9]{3,4}|00852[0-9]{8}", fullmatch=True),
)


@given(NUMBERS)
def test_what_is_kept_and_what_is_shown_read_back_as_themselves(digits: str) -> None:
    assert parse_phone(digits) == digits
    assert parse_phone(show_phone(digits)) == digits


@given(st.lists(NUMBERS, unique=True, max_size=4), st.sampled_from(["/", ";", "、", "\n", "或"]))
def test_numbers_joined_come_apart_again(numbers: list[str], between: str) -> None:
    assert [phone.digits for phone in parse_phones(between.join(numbers))] == numbers


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_an_input_error(typed: str) -> None:
    try:
        digits = parse_phone(typed)
    except InputError:
        return
    assert parse_phone(digits) == digits
    assert digits.replace(",", "").isdecimal()
    assert digits.isascii()
