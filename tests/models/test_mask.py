"""Personal values as they are shown before anybody asked for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mask import mask_id, mask_name, mask_phone, mask_plate

HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("𠮷䶮㐀𰀀")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张*丰"),
        ("张三", "张*"),
        ("张", "*"),
        ("", ""),
        ("欧阳娜娜", "欧阳*娜"),
        ("欧阳娜", "欧阳*"),
        ("欧阳", "欧*"),
        ("万俟刚雨", "万俟*雨"),
        ("王李小明", "王**明"),
        ("阿卜杜拉·买买提", "阿***提"),
        ("𠮷野家", "𠮷*家"),
        ("𠮷䶮", "𠮷*"),
        ("㐀𠮷", "㐀*"),
        ("e\u0301a\u0323\u0302o\u0308", "e\u0301*o\u0308"),
        ("葛\U000e0100城市", "葛\U000e0100*市"),
        ("John Smith", "J*** S***"),
        ("王先生", "王先生"),
        ("李女士", "李女士"),
        ("重庆星城物业服务有限公司", "重庆星城物业服务有限公司"),
        ("渝北区人民医院", "渝北区人民医院"),
        ("Lion Co Ltd", "Lion Co Ltd"),
        ("中国银行渝北支行", "中国银行渝北支行"),
        ("李伟(建设银行)", "李***)"),
        ("李伟 建设银行", "李***行"),
        ("王 敏", "王*"),
        ("张\u3000三 丰", "张*丰"),
        ("NULL", "N**L"),
    ],
)
def test_a_name_keeps_its_surname_and_its_last_letter(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(st.text(HANZI, min_size=1, max_size=3) | st.text(HANZI, min_size=1, max_size=40))
def test_of_a_persons_name_something_is_always_hidden(name: str) -> None:
    shown = mask_name(name)
    assert "*" in shown or name[1:] in {"先生", "女士", "小姐", "太太"} or len(name) > 3
    assert len(shown) <= len(name) or len(name) == 1


@given(st.text(max_size=60))
def test_any_text_can_be_masked(text: str) -> None:
    for mask in (mask_name, mask_phone, mask_id, mask_plate):
        mask(text).encode()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812345678", "138****5678"),
        ("02362345678", "***5678"),
        ("02362345678,123", "***5678"),
        ("0085291234567", "***4567"),
        ("95533", "95533"),
        ("4001234567", "4001234567"),
        ("1234", "***"),
        ("", ""),
    ],
)
def test_a_phone_keeps_its_last_four_digits(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("11010519491231002X", "****002X"), ("EA1234567", "****4567"), ("1234567", "****"), ("", "")],
)
def test_a_document_keeps_its_last_four_signs(number: str, shown: str) -> None:
    assert mask_id(number) == shown


@pytest.mark.parametrize(
    ("plate", "shown"),
    [
        ("粤A1238K", "粤A***8K"),
        ("渝AD99046", "渝A***46"),
        ("渝A1234学", "渝A***4学"),
        ("VA12345", "***45"),
        ("A1", "***"),
        ("", ""),
    ],
)
def test_a_plate_keeps_its_town_and_its_last_two_signs(plate: str, shown: str) -> None:
    assert mask_plate(plate) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_masked_phone_is_as_long_as_the_phone(number: str) -> None:
    assert len(mask_phone(number)) == len(number)
    assert mask_phone(number) != number
