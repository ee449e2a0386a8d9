"""Identity documents: kinds, check digits, and numbers a spreadsheet has destroyed."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.identity import (
    CHECK_DIGIT_WRONG,
    DATE_WRONG,
    KIND_NAMES,
    OLD_NUMBER,
    UNKNOWN,
    IdentityNumber,
    IdKind,
    check_digit,
    company_check_sign,
    destroyed,
    parse_identity,
)


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("11010519491231002X", IdKind.IDENTITY_CARD, "11010519491231002X"),
        ("11010519491231002x", IdKind.IDENTITY_CARD, "11010519491231002X"),
        ("440524188001010014", IdKind.IDENTITY_CARD, "440524188001010014"),
        ("110105 19491231 002X", IdKind.IDENTITY_CARD, "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", IdKind.IDENTITY_CARD, "11010519491231002X"),
        ("'11010519491231002X", IdKind.IDENTITY_CARD, "11010519491231002X"),
        ("810000199408230021", IdKind.RESIDENCE_PERMIT, "810000199408230021"),
        ("H12345678", IdKind.HONGKONG_MACAO_PERMIT, "H12345678"),
        ("M1234567801", IdKind.HONGKONG_MACAO_PERMIT, "M1234567801"),
        ("12345678", IdKind.TAIWAN_PERMIT, "12345678"),
        ("EA1234567", IdKind.PASSPORT, "EA1234567"),
        ("G12345678", IdKind.PASSPORT, "G12345678"),
        ("ABC123456789012", IdKind.PERMANENT_RESIDENCE, "ABC123456789012"),
        ("军字第1234567号", IdKind.MILITARY, "军字第1234567号"),
        ("91350100M000100Y43", IdKind.COMPANY, "91350100M000100Y43"),
    ],
)
def test_the_kind_follows_from_the_number(typed: str, kind: IdKind, number: str) -> None:
    found = parse_identity(typed)
    assert (found.kind, found.number, found.warnings) == (kind, number, ())


@pytest.mark.parametrize(
    ("typed", "warnings"),
    [
        ("110105194912310021", (CHECK_DIGIT_WRONG,)),
        ("91350100M000100Y44", (CHECK_DIGIT_WRONG,)),
        ("130503670401001", (OLD_NUMBER,)),
        ("???", (UNKNOWN,)),
        ("111111111111111111", (CHECK_DIGIT_WRONG, DATE_WRONG)),
    ],
)
def test_a_doubtful_number_is_taken_with_a_warning(typed: str, warnings: tuple[str, ...]) -> None:
    assert set(parse_identity(typed).warnings) <= set(warnings)
    assert parse_identity(typed).warnings


@pytest.mark.parametrize(
    "cell",
    [
        5.001051945082007e17,
        4.401061980010113e17,
        "4.40106E+17",
        "4.401061980010113e17",
        "４.40106E+17",
        "500105194508200000",
        "500105194508200700.0",
        float("inf"),
        float("nan"),
    ],
)
def test_a_number_the_spreadsheet_rounded_is_refused_and_never_guessed(cell: object) -> None:
    assert destroyed(cell)
    with pytest.raises(InputError, match="rounded"):
        parse_identity(cell)


@pytest.mark.parametrize(
    "cell", ["11010519491231002X", "", "H12345678", 12345678.0, "130503670401001", True]
)
def test_what_is_whole_is_not_refused(cell: object) -> None:
    assert not destroyed(cell)


def test_a_true_number_may_end_in_zeros() -> None:
    stem = next(
        f"50010519800101{order:03}"
        for order in range(0, 1000, 100)
        if check_digit(f"50010519800101{order:03}") == "0"
    )
    assert not destroyed(f"{stem}0")


def test_an_empty_field_is_said() -> None:
    with pytest.raises(InputError, match="Type the number of the document"):
        parse_identity(" ")


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == set(IdKind)


CARDS = st.builds(
    "{}{:%Y%m%d}{:03}".format,
    st.sampled_from(["500105", "110105", "440106"]),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
).map(lambda stem: stem + check_digit(stem))


@given(CARDS)
def test_a_sound_card_is_taken_without_a_word(number: str) -> None:
    found = parse_identity(number)
    assert (found.kind, found.number, found.warnings) == (IdKind.IDENTITY_CARD, number, ())
    assert destroyed(float(number.replace("X", "0")))


@given(CARDS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, by: int) -> None:
    wrong = str((int(number[place]) + by) % 10)
    typed = number[:place] + wrong + number[place + 1 :]
    with suppress(InputError):
        assert parse_identity(typed).warnings or typed.startswith("9")


@given(
    st.text("123456789", min_size=8, max_size=8),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9),
)
def test_a_sound_company_code_has_its_check_sign(head: str, body: str) -> None:
    code = head + body
    code += company_check_sign(code)
    if not code[:17].isdecimal():
        assert parse_identity(code) == IdentityNumber(IdKind.COMPANY, code)


@given(st.text(max_size=50) | st.floats() | st.integers() | st.none())
def test_any_cell_is_a_number_or_an_input_error(cell: object) -> None:
    with suppress(InputError):
        found = parse_identity(cell)
        assert parse_identity(found.number).number == found.number
