"""Unit codes in every spelling of domain 13, and the one they are kept in."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.unit_code import UnitCode, parse_parts, parse_unit

SPELLINGS = {
    "3-2-1502": [
        *(
            "3-2-1502",
            "3*2*1502",
            "3.2.1502",
            "3/2/1502",
            "3 2 1502",
            "３－２－１５０２",
            "03-02-1502",
        ),
        *("3栋2单元1502", "3号楼2单元1502室", "3幢2门1502", "3#2-1502", "3#楼2-1502", "3栋2-1502"),
        *(
            "三栋二单元一五零二室",
            "3栋 2单元 1502 室",
            "3栋-2单元-1502号",
            "3-2单元1502",
            "3、2、1502",
        ),
        *("3-2-15-1502", "3栋2单元15层1502", "3。2。1502", "3—2—1502", "3-2-1502房"),
    ],
    "3-1502": ["3-1502", "3栋1502", "3号1502室", "3#1502", "3栋15层1502", "3楼1502", "3栋-1502"],
    "3-A-1502": ["3-A-1502", "3栋A1502", "3栋A座1502", "3栋a单元1502", "3-a-1502"],
    "A-1203": ["A座1203", "A1203", "a栋12层1203", "Ａ-１２０３"],
    "B-15A": ["B座15A", "B-15a"],
    "3-2-0301": ["3-2-0301", "3-2-301", "3栋2单元3层301"],
    "12-15-2": ["12-15-2", "12栋15单元2室"],
    "12幢15-2": [
        "12幢15-2",
        "12栋15-2",
        "12幢15-02",
        "12幢15层2",
        "12号楼15楼2号",
        "十二幢十五-二",
    ],
    "3-2-15-2": ["3-2-15-2", "3栋2单元15-2", "3幢2单元15层02室", "3-2单元15-2"],
    "12幢负1-2": ["12幢-1-2", "12幢负1-2", "12幢负一层2", "12-B1-2", "12幢地下一层2", "12-负1-2"],
    "3-2-负102": ["3-2-B102", "3-2--102", "3栋2单元负102", "3栋2单元负一层B102"],
    "3-2-负1-2": ["3-2-负1-2", "3-2-B1-2", "3-2--1-2", "3幢2单元负一层2"],
    "3幢M-2": ["3栋M-2", "3-M-2", "3栋夹层2", "3幢夹2"],
    "3-2-M02": ["3-2-M02", "3栋2单元M02"],
    "3幢12A-3": ["3幢12A-3", "3栋12A层3"],
    "3-12A03": ["3-12A03", "3栋12A03室"],
    "3栋M单元2": ["3栋M单元2"],
    "商铺12": ["商铺12", "S-12", "s12", "12号商铺", "门面12", "底商12号", "商铺012"],
    "商铺1-12": ["商铺1-12", "门面1-12"],
    "3-商铺12": ["3栋商铺12", "3-S12", "3-s-12", "3栋12号商铺", "3号楼门市12号"],
    "S-1203": ["S座1203", "S-1203"],
    "1期3-2-1502": [
        "1期3-2-1502",
        "一期3栋2单元1502",
        "1-3-2-1502",
        "一期-3-2-1502",
        "01期3栋2-1502",
    ],
    "1期12幢15-2": ["一期12幢15-2", "1期12栋15层2"],
    "星城1期A区3-2-1502": ["星城一期A区3栋2单元1502", "星城一期-A区-3-2-1502"],
    "3号院5-1-0101": ["3号院5栋1单元101"],
    "梅-1203": ["梅座1203", "梅-1203"],
    "3-2-1502A": ["3-2-1502a", "3栋2单元1502A室"],
    "3-东-0101": ["3栋东单元101"],
    "3幢1层502": ["3栋1层502室"],
    "3-1": ["3-1", "3栋1室", "3-001"],
    "3-2-10502": ["3-2-10502"],
}


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [(typed, canonical) for canonical, spellings in SPELLINGS.items() for typed in spellings],
)
def test_every_spelling_has_one_canonical_text(typed: str, canonical: str) -> None:
    assert parse_unit(typed).text == canonical


@pytest.mark.parametrize(
    ("typed", "floor", "label", "room"),
    [
        ("3-2-1502", 15, "15", "1502"),
        ("3-2-0301", 3, "3", "0301"),
        ("3-2-301", 3, "3", "0301"),
        ("12幢15-2", 15, "15", "2"),
        ("12幢-1-2", -1, "负1", "2"),
        ("3-2-B102", -1, "负1", "负102"),
        ("3幢M-2", None, "M", "2"),
        ("3幢1M-2", 1, "1M", "2"),
        ("3-12A03", 12, "12A", "12A03"),
        ("3-1", None, "", "1"),
        ("3-10502", None, "", "10502"),
        ("商铺12", None, "", "商铺12"),
    ],
)
def test_the_floor_is_known_where_the_room_tells_it(
    typed: str, floor: int | None, label: str, room: str
) -> None:
    code = parse_unit(typed)
    assert (code.floor, code.floor_label, code.room) == (floor, label, room)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a unit, for example 3-2-1502"),
        ("张三", "张三 is not a unit; type for example 3-2-1502"),
        ("31502", "The building is missing; type for example 3-2-1502"),
        ("2单元1502", "The building is missing; type for example 3-2-1502"),
        ("3栋", "The room is missing; type for example 3-2-1502"),
        ("B1车位12", "That is a parking space; type the unit, for example 3-2-1502"),
        ("1-2-3-4-5-6", "There are too many parts; type for example 3-2-1502"),
        ("3-2-000", "000 is not a room; type for example 3-2-1502"),
        ("3栋0层2", "0 is not a floor; type for example 3-2-1502"),
        ("3" * 61, "This is too long for a unit; type for example 3-2-1502"),
    ],
)
def test_what_is_no_unit_gets_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_unit(typed)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("parts", "canonical"),
    [
        ({"building": "1栋", "room": "1-1"}, "1幢1-1"),
        ({"building": "1", "room": "15-2"}, "1幢15-2"),
        ({"building": "1.0", "stairwell": "2.0", "floor": "1.0", "room": "1011.0"}, "1-2-1011"),
        ({"building": "3", "stairwell": "2", "floor": "15", "room": "2"}, "3-2-15-2"),
        ({"building": "3号楼", "stairwell": "二单元", "room": "0301"}, "3-2-0301"),
        ({"building": "3栋", "stairwell": "2", "room": "3-2-1502"}, "3-2-1502"),
        ({"room": "3栋2单元1502"}, "3-2-1502"),
        ({"phase": "1", "building": "3", "room": "1502"}, "1期3-1502"),
        ({"phase": "一期", "room": "3-2-1502"}, "1期3-2-1502"),
        ({"building": "A", "stairwell": "无", "room": "1203"}, "A-1203"),
        ({"building": "3", "room": "商铺12"}, "3-商铺12"),
    ],
)
def test_a_roster_gives_the_parts_in_columns(parts: dict[str, str], canonical: str) -> None:
    assert parse_parts(**parts).text == canonical


NUMBER = st.integers(1, 99).map(str)
BUILDINGS = NUMBER | st.sampled_from(["A", "B", "S", "M", "B1", "3A", "梅", "东"])
STAIRWELLS = st.just("") | NUMBER | st.sampled_from(["A", "B", "M", "S", "B1", "东"])
ROOMS = st.integers(1, 999999).map(str) | st.sampled_from(
    ["0301", "1502A", "15A", "A", "M02", "12A03", "B102", "负102", "A03", "M", "S12"]
)
FLOORS = st.just("") | NUMBER | st.sampled_from(["-1", "负2", "B1", "M", "1M", "12A", "夹"])
PHASES = st.sampled_from(["", "1期", "二期", "A区", "星城一期", "春晓苑", "3号院"])


@st.composite
def codes(draw: st.DrawFn) -> UnitCode:
    """Any unit, spelled out in words."""
    stairwell, floor = draw(STAIRWELLS), draw(FLOORS)
    place = f"{draw(PHASES)}{draw(BUILDINGS)}栋"
    place += f"{stairwell}单元" if stairwell else ""
    place += f"{floor}层" if floor else ""
    return parse_unit(place + draw(ROOMS))


@given(codes() | st.integers(1, 999).map(lambda number: parse_unit(f"商铺{number}")))
def test_the_canonical_text_is_read_back_as_the_same_unit(code: UnitCode) -> None:
    assert parse_unit(code.text) == code


@given(codes(), codes())
def test_two_units_never_share_a_text(one: UnitCode, other: UnitCode) -> None:
    assert (one.text == other.text) == (one == other)


@given(st.text("0123459ABMS-- .#栋幢座号楼单元层负夹一二十商铺期区苑室梅", max_size=14))
def test_whatever_can_be_read_is_read_back(typed: str) -> None:
    try:
        code = parse_unit(typed)
    except InputError:
        return
    assert parse_unit(code.text) == code
    assert parse_unit(code.text).text == code.text


@given(st.text(max_size=70))
def test_any_text_is_a_unit_or_an_input_error(typed: str) -> None:
    with suppress(InputError):
        assert parse_unit(typed).text


@given(
    st.integers(1, 999),
    st.one_of(st.just(""), st.integers(1, 99).map("-{}".format)),
    st.integers(100, 9999),
)
def test_the_usual_text_means_the_same_by_the_short_way_and_the_long_one(
    building: int, stairwell: str, room: int
) -> None:
    text = f"{building}{stairwell}-{room:04}"
    assert parse_unit(text) == parse_unit(f" {text}")
    assert parse_unit(text).text == text
