"""A unit is found by any part of its code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.unit_code import UnitCode, parse_unit
from models.unit_fragments import fragments, unit_fragment


def found(typed: str, unit: str) -> bool:
    """Whether what is typed leads to this unit, by prefixes, as the search does."""
    stored = fragments(parse_unit(unit))
    return any(key.startswith(typed_key) for typed_key in unit_fragment(typed) for key in stored)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        *((typed, "3-2-1502") for typed in ("3-2-1502", "31502", "321502", "1502", "3-1502")),
        *((typed, "3-2-1502") for typed in ("2-1502", "3*2*15", "3栋2单元15", "3栋", "15-2")),
        *(
            (typed, "3-2-1502")
            for typed in ("３－２", "3。2。15", "3栋2单元15-2", "三栋二单元", "3-")
        ),
        *((typed, "12幢15-2") for typed in ("12幢15-2", "12-15-2", "12-1502", "121502", "12152")),
        *((typed, "12幢15-2") for typed in ("15-2", "1502", "12幢15", "12幢15-02", "12栋15楼2")),
        *((typed, "12-1502") for typed in ("12幢15-2", "12-15-2", "1502")),
        *((typed, "5-1-0301") for typed in ("5-1-301", "5-1-0301", "0301", "301", "50301", "5301")),
        *((typed, "12幢负1-2") for typed in ("12幢-1-2", "12-B1", "负一", "b1-2", "12幢负1-2")),
        *((typed, "3-2-负102") for typed in ("3-2-b102", "3栋2单元负102", "B102", "3-2-B1")),
        *((typed, "3幢M-2") for typed in ("3-m", "3栋夹层", "m2", "M-2")),
        *(
            (typed, "3-商铺12")
            for typed in ("3-s12", "商铺12", "门面12", "S-12", "3栋商铺", "3-商")
        ),
        *((typed, "1期3-2-1502") for typed in ("一期3", "1期3-2", "31502", "1-3-2-1502", "一期")),
        *((typed, "A-1203") for typed in ("A座", "a1203", "A-12", "1203")),
    ],
)
def test_any_part_in_any_spelling_finds_the_unit(typed: str, unit: str) -> None:
    assert found(typed, unit)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("3-2-1602", "3-2-1502"),
        ("4-2-1502", "3-2-1502"),
        ("12幢15-3", "12幢15-2"),
        ("S13", "商铺12"),
    ],
)
def test_another_unit_is_not_found(typed: str, unit: str) -> None:
    assert not found(typed, unit)


@pytest.mark.parametrize(
    "typed", ["", "张三", "zsf", "投诉", "渝A8K123", "王敏3", "李四", "5" * 61]
)
def test_what_cannot_be_a_unit_is_not_looked_up(typed: str) -> None:
    assert unit_fragment(typed) == []


UNITS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "1期", "A区", "春晓苑"]),
    st.sampled_from(["3-2-", "12-", "A-", "3-B-", "12幢", "7-3-"]),
    st.integers(1, 2999).map(str) | st.sampled_from(["15-2", "3-11", "负1-2", "负102", "12A03"]),
).map(parse_unit)


@given(UNITS)
def test_every_fragment_typed_finds_its_unit(unit: UnitCode) -> None:
    code = unit
    for key in fragments(code):
        assert found(key, code.text), key


@given(UNITS, st.data())
def test_the_unit_is_found_at_every_letter_of_its_text(unit: UnitCode, data: st.DataObject) -> None:
    text = unit.text
    typed = text[: data.draw(st.integers(1, len(text)))]
    assert not unit_fragment(typed) or found(typed, text)


@given(st.text(max_size=70))
def test_any_text_can_be_looked_up(typed: str) -> None:
    for key in unit_fragment(typed):
        assert key
