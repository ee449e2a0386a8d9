"""The words a row is found by, held against what fingers type."""

from unicodedata import category

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.guesses import Finds, classify
from data.pinyin import leads, readings, typed_forms
from data.search_rows import FIND, create
from data.tokens import (
    KEY_LENGTH,
    person_tokens,
    plain,
    plain_key,
    text_tokens,
    unit_tokens,
    vehicle_tokens,
)
from models.text import search_key

HAN = "张三丰李伟王芳单小明许恒欧阳吕绿安西先"
names = st.text(st.sampled_from(HAN), min_size=1, max_size=4)
letters = st.text(st.sampled_from("zhangsfelivwudxmocy"), min_size=1, max_size=8)
hostile = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ['"', "'", "*", "(", ")", ":", "^", "-", "+", "NEAR(", "AND", "OR", "NOT", "{x}", "\0",
             "words:", "张", "zs", "8866", "3-2", "渝A", " ", "\u202e", "\ud800", "🙂", "%", "_", ";"]
        ),
        max_size=12,
    ).map("".join),
)  # fmt: skip


@pytest.fixture(scope="module")
def table() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE matter (unit_id, closed_at)")
    create(connection)
    return connection


def found(table: apsw.Connection, tokens: str, text: str) -> bool:
    """Whether a row of these words is found by this text."""
    table.execute(f"INSERT INTO {FIND} ({FIND}) VALUES ('delete-all')")
    table.execute(f"INSERT INTO {FIND} (rowid, words) VALUES (1, ?)", (tokens,))
    return any(
        table.execute(f"SELECT rowid FROM {FIND} WHERE {FIND} MATCH ?", (guess.begun,)).fetchall()
        for guess in classify(text)
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (
            "张三丰",
            "张三 三丰 丰 张 zsf zs z sf zhangsanfeng zhangsanf zhangsf zsanf zsanfeng sanfeng",
        ),
        ("张三丰", "feng ZSF ｚｓｆ 张sf 张三f zhsf zhang'san"),
        ("单小明", "danxm shanxm dxm sxm danxiaoming shanxiaom xiaoming xm 小明 单"),
        ("吕布", "lv lu lvb lub lvbu lubu lb LÜ"),
        ("尉迟恭", "yuchi ycg yuchig weichi wcg 迟恭"),
        ("欧阳锋", "ouyang oyf ouyangf oyfeng 阳锋"),
        ("买买提·吐尔逊", "买买提 吐尔逊 买买提吐 maimaiti tuerxun mmttex"),
        ("John Smith", "john smith johns jsm"),
        ("王\U00030edd丰", "王\U00030edd \U00030edd wang"),
        ("王🙂丰", "王🙂丰 王丰 丰"),
    ],
)
def test_a_person_is_found_by_what_fingers_type(
    table: apsw.Connection, name: str, typed: str
) -> None:
    tokens = person_tokens(name, "", [])
    assert [word for word in typed.split() if not found(table, tokens, word)] == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("许伟", "h xh hu i e u ei"),
        ("张三丰", "zf hsf ang angsan zhangf zhanf zsg zhangsanfengx 张丰 三张"),
        ("单小明", "chanxm dm dxim"),
        ("王芳", "李 wf1 fw"),
    ],
)
def test_scattered_and_inner_letters_find_nobody(
    table: apsw.Connection, name: str, typed: str
) -> None:
    tokens = person_tokens(name, "", [])
    assert [word for word in typed.split() if found(table, tokens, word)] == []


@given(name=names, typed=letters)
def test_letters_find_a_name_exactly_when_they_lead_its_syllables(
    table: apsw.Connection, name: str, typed: str
) -> None:
    expected = any(leads(typed, form) for way in readings(name) for form in typed_forms(way))
    tokens = person_tokens(name, "", [])
    if expected:
        assert found(table, tokens, typed)
    elif found(table, tokens, typed):
        [guess] = classify(typed)
        assert guess.letters, "only a lone zh, ch or sh may need a second look"


@given(name=names)
def test_every_end_of_a_name_finds_it(table: apsw.Connection, name: str) -> None:
    tokens = person_tokens(name, "", [])
    assert all(found(table, tokens, name[start:]) for start in range(len(name)))


@pytest.mark.parametrize(
    "typed",
    ["13812348866", "8866", "138", "1381234", "348866", "138 1234 8866", "138-1234-8866",
     "+86 138 1234 8866", "013812348866", "１３８１２３４", "王 8866", "王 66", "zsf 8866", "8866 王"],
)  # fmt: skip
def test_a_phone_is_found_whole_or_by_either_end(table: apsw.Connection, typed: str) -> None:
    name = "张三丰" if "zsf" in typed else "王芳"
    assert found(table, person_tokens(name, "", ["13812348866"]), typed)


def test_a_landline_is_found_with_and_without_its_area(table: apsw.Connection) -> None:
    tokens = person_tokens("王芳", "", ["02362345678,12"])
    for typed in ("023-62345678", "62345678", "5678", "023-6234", "02362"):
        assert found(table, tokens, typed), typed
    assert not found(table, tokens, "234")


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        (
            "3-2-1502",
            "3-2-1502 3*2*1502 3栋2单元1502 31502 321502 1502 3-1502 2-1502 3-2 3栋 3- ３－２－１５",
        ),
        ("12幢15-2", "12幢15-2 12-15-2 12-1502 1502 15-2 12幢"),
        ("3-2-0301", "3-2-301 301 0301 3301 3-301"),
    ],
)
def test_a_unit_is_found_by_any_fragment(table: apsw.Connection, code: str, typed: str) -> None:
    tokens = unit_tokens(code)
    assert [word for word in typed.split() if not found(table, tokens, word)] == []


def test_the_whole_building_is_not_every_building_that_begins_so(table: apsw.Connection) -> None:
    assert not found(table, unit_tokens("31-2-1502"), "3栋")
    assert found(table, unit_tokens("31-2-1502"), "3")


@pytest.mark.parametrize("typed", ["王 3-2-1502", "王1502", "wang 31502", "王 3-1502", "王 3栋"])
def test_a_person_is_found_beside_their_unit(table: apsw.Connection, typed: str) -> None:
    assert found(table, person_tokens("王芳", "", [], "3-2-1502"), typed)
    assert not found(table, person_tokens("王芳", "", [], "5-1-0301"), typed)


@pytest.mark.parametrize("typed", ["渝A8K123", "渝A·8K1", "a8k123", "8K1", "8k123", "渝A"])
def test_a_vehicle_is_found_with_or_without_its_province(
    table: apsw.Connection, typed: str
) -> None:
    assert found(table, vehicle_tokens("渝A8K123"), typed)


@given(text=hostile)
def test_no_text_can_raise_or_reach_the_engine_as_syntax(table: apsw.Connection, text: str) -> None:
    tokens = person_tokens(text, text, [text], text) or "nobody"
    table.execute(f"INSERT OR REPLACE INTO {FIND} (rowid, words) VALUES (2, ?)", (tokens,))
    for guess in classify(text):
        for expression in (guess.exact, guess.begun):
            table.execute(
                f"SELECT rowid FROM {FIND} WHERE {FIND} MATCH ?", (expression,)
            ).fetchall()
    vehicle_tokens(text)
    unit_tokens(text)
    text_tokens(text)


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("张三", Finds.PERSON),
        ("zsf", Finds.PERSON),
        ("13812348866", Finds.PERSON),
        ("王 1502", Finds.PERSON),
        ("8866", Finds.UNIT),
        ("3-2-1502", Finds.UNIT),
        ("3栋2单元1502", Finds.UNIT),
        ("31502", Finds.UNIT),
        ("渝A8K1", Finds.VEHICLE),
    ],
)
def test_the_likeliest_meaning_comes_first(typed: str, likely: Finds) -> None:
    assert classify(typed)[0].finds is likely


@pytest.mark.parametrize("nothing", ["", " ", "-", "*", '"', "\0", "。", "()"])
def test_what_can_mean_nothing_has_no_guess(nothing: str) -> None:
    assert classify(nothing) == ()


def test_a_company_has_words_of_bounded_length() -> None:
    words = person_tokens("重庆某某房地产开发有限责任公司江北分公司", "", ["02362345678"]).split()
    assert max(map(len, words)) <= KEY_LENGTH + 1
    assert len(words) == len(set(words)) < 80


@given(text=st.text())
def test_a_key_holds_nothing_that_splits_or_quotes(text: str) -> None:
    key = plain_key(text)
    assert all(letter.isalnum() for letter in key if letter.isascii())
    key.encode()


@given(text=hostile)
def test_the_short_way_to_a_key_leads_where_the_long_one_does(text: str) -> None:
    dropped = {"P", "S", "Z", "C"}
    letters = (
        letter
        for letter in search_key(text)
        if category(letter)[0] not in dropped or category(letter) in {"Co", "Cn"}
    )
    assert plain(text) == "".join(letters)
