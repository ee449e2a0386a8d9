"""Texts as people type, paste and import them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import clean, folded, search_key

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
FAMILY = "👨\u200d👩\u200d👧"
SCIENTIST = "👩🏽\u200d🔬"
FLAG = "🏳\ufe0f\u200d🌈"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张三 ", "张三"),
        ("甲\x1b[31m乙", "甲[31m乙"),
        ("\x9b31m红\x07\x00\x7f", "31m红"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\u202d13800001234\u202c", "13800001234"),
        ("\ufeff王\u200b敏\u2060", "王敏"),
        ("王 敏", "王 敏"),
        ("一行\r\n\n 二行", "一行 二行"),
        ("一\t二", "一 二"),
        ("e\u0301", "é"),
        ("１３８", "１３８"),
        ("⾦", "⾦"),
        ("𠮷䶮㐀\U00030000", "𠮷䶮㐀\U00030000"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        (FAMILY, FAMILY),
        (SCIENTIST, SCIENTIST),
        (FLAG, FLAG),
        ("王\u200d敏", "王敏"),
        ("👨\u200d", "👨"),
        ("[/装修]中", "[/装修]中"),
        ("坏\udc80字", "坏\ufffd字"),
    ],
)
def test_a_line_is_cleaned_of_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert clean(" 一\r\n二\u2028\t三\x1b ", multiline=True) == "一\n二\n 三"


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once


@given(ANY_TEXT, st.booleans())
def test_nothing_cleaned_can_steer_a_terminal_or_break_a_file(text: str, multiline: bool) -> None:
    cleaned = clean(text, multiline=multiline)
    cleaned.encode()
    controls = {letter for letter in cleaned if ord(letter) < 32 or 127 <= ord(letter) < 160}
    assert controls <= ({"\n"} if multiline else set())
    assert not set(cleaned) & set("\u200b\u200c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff")


@pytest.mark.parametrize(
    "spellings",
    [
        ("王 敏", "王敏", "王\u200b敏", " 王\u3000敏"),
        (
            "阿卜杜拉·买买提",
            "阿卜杜拉•买买提",
            "阿卜杜拉.买买提",
            "阿卜杜拉买买提",
            "阿卜杜拉・买买提",
        ),
        ("Ａ座", "a座", "A 座"),
        ("⾦", "金"),
        ("José", "jose\u0301"),
        ("STRASSE", "straße"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({search_key(spelling) for spelling in spellings}) == 1


def test_different_surnames_never_share_a_key() -> None:
    assert search_key("张") != search_key("張")


@given(ANY_TEXT)
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("１２　３－２－１５０２", "12 3-2-1502"),
        ("：、／。，－—", ":,/.,--"),
        ("ＴＳ１１２３", "TS1123"),
        ("￥１２。５", "¥12.5"),
        ("（老婆）；", "(老婆);"),
        ("\u202d138\u202c", "138"),
    ],
)
def test_what_an_input_method_typed_is_read_as_plain(typed: str, plain: str) -> None:
    assert folded(typed) == plain
