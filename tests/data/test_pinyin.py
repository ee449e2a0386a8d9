"""Pinyin of names: every surname by the reading its bearers use, the table as pypinyin has it."""

import re
import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin

from data.pinyin import initials, leads, readings, split, surname_of, syllables, typed_forms

ROOT = Path(__file__).resolve().parents[2]
TOOL = runpy.run_path(str(ROOT / "tools/build_pinyin.py"))

SURNAMES = """
王 wang  李 li  张 zhang  刘 liu  陈 chen  杨 yang  赵 zhao  黄 huang  周 zhou  吴 wu  徐 xu
孙 sun  胡 hu  朱 zhu  高 gao  林 lin  何 he  郭 guo  马 ma  罗 luo  梁 liang  宋 song  郑 zheng
谢 xie  韩 han  唐 tang  冯 feng  于 yu  董 dong  萧 xiao  程 cheng  曹 cao  袁 yuan  邓 deng
许 xu  傅 fu  沈 shen  曾 zeng  彭 peng  吕 lv  苏 su  卢 lu  蒋 jiang  蔡 cai  贾 jia  丁 ding
魏 wei  薛 xue  叶 ye  阎 yan  余 yu  潘 pan  杜 du  戴 dai  夏 xia  钟 zhong  汪 wang  田 tian
任 ren  姜 jiang  范 fan  方 fang  石 shi  姚 yao  谭 tan  廖 liao  邹 zou  熊 xiong  金 jin
柏 bai  葛 ge  宁 ning  应 ying  华 hua  纪 ji  费 fei  卜 bu  贲 ben  莘 shen  逄 pang  眭 sui
单 shan  仇 qiu  查 zha  解 xie  区 ou  朴 piao  盖 ge  翟 zhai  乐 yue  缪 miao  覃 qin  种 chong
黑 he  折 she  繁 po  员 yun  贠 yun  秘 bi  乜 nie  能 nai  重 chong  隗 wei  粘 nian  佴 nai
会 gui  藏 zang  句 gou  召 shao  宓 fu  阚 kan  郇 xun  谌 shen  么 yao  祭 zhai  洗 xian  呙 guo
尉迟 yuchi  万俟 moqi  澹台 tantai  单于 chanyu  长孙 zhangsun  欧阳 ouyang  上官 shangguan
诸葛 zhuge  司马 sima  令狐 linghu  宇文 yuwen  慕容 murong  皇甫 huangfu  申屠 shentu
拓跋 tuoba  乐正 yuezheng  夏侯 xiahou  东方 dongfang  呼延 huyan  夹谷 jiagu  公孙 gongsun
"""


@pytest.mark.parametrize(("surname", "reading"), re.findall(r"(\w+) (\w+)", SURNAMES))
def test_a_surname_is_found_by_the_reading_its_bearers_use(surname: str, reading: str) -> None:
    assert reading + "ming" in ["".join(way) for way in readings(surname + "明")]


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("单小明", ["shanxiaoming", "danxiaoming"]),
        ("乐乐", ["yuele", "lele"]),
        ("尉迟恭", ["yuchigong", "weichigong"]),
        ("单于明", ["chanyuming", "danyuming"]),
        ("覃勇", ["qinyong", "tanyong"]),
        ("张三丰", ["zhangsanfeng"]),
        ("买买提·吐尔逊", ["maimaitituerxun"]),
    ],
)
def test_the_surname_has_both_readings_and_the_given_name_one(name: str, ways: list[str]) -> None:
    assert ["".join(way) for way in readings(name)] == ways


@pytest.mark.parametrize("manual", ["qin xi yue", "qinxiyue", "Qin xi'yue"])
def test_a_reading_entered_by_hand_comes_first(manual: str) -> None:
    assert readings("覃茜月", manual)[0] == ["qin", "xi", "yue"]
    assert ["tan", "qian", "yue"] in readings("覃茜月", manual)


def test_a_character_nobody_can_read_does_not_lose_the_rest() -> None:
    assert readings("王\U00020000明") == [["wang", "ming"]]
    assert readings("\U00020000") == []
    assert readings("") == []


def test_the_table_is_what_the_tool_makes_today() -> None:
    assert (ROOT / "data/pinyin_table.txt").read_text(encoding="utf-8") == TOOL["table"]()


@given(st.sampled_from(TOOL["covered"]()))
def test_every_character_reads_as_pypinyin_reads_it(character: str) -> None:
    [reading] = syllables(character)
    if character in TOOL["AS_NAMED"]:
        [accepted] = pinyin(character, style=Style.NORMAL, heteronym=True)
        assert reading in accepted
    else:
        [expected] = lazy_pinyin(character)
        assert reading == expected.replace("ê", "e")


@given(st.text())
def test_any_text_has_syllables_and_initials_or_none(text: str) -> None:
    assert all(syllables(text))
    assert len(initials(text)) >= len(syllables(text))
    assert all(part for way in readings(text, text) for part in way)


@given(st.lists(st.sampled_from(["zhang", "xi", "an", "lv", "e", "shuang", "yue"]), min_size=1))
def test_pinyin_in_one_piece_splits_into_syllables_that_spell_it(parts: list[str]) -> None:
    assert "".join(split("".join(parts))) == "".join(parts)
    assert split(" ".join(parts)) == parts


def test_words_have_initials() -> None:
    assert initials("投诉登记") == "tsdj"
    assert initials("12345热线") == "12345rx"
    assert initials("A栋 (东)") == "add"


def test_the_words_of_the_catalogue_have_the_initials_people_type() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "data/catalog").glob("*.toml")]
    words = set(re.findall(r"[\u3400-\u9fff]+", " ".join(texts)))
    usual = {word for word in words if {*TOOL["AS_NAMED"], "重"}.isdisjoint(word)}
    assert len(usual) > 100
    typed = {word: "".join(reading[0] for reading in lazy_pinyin(word)) for word in usual}
    assert {word: initials(word) for word in usual} == typed
    assert [initials(word) for word in ("空调不制冷", "给排水", "调压漏气")] == [
        "ktbzl",
        "jps",
        "tylq",
    ]


def test_the_umlaut_is_typed_as_v_or_u() -> None:
    assert typed_forms(["lv", "bu"]) == [["lv", "bu"], ["lu", "bu"]]
    assert typed_forms(["zhang", "san"]) == [["zhang", "san"]]
    assert split("Lü Bu") == ["lv", "bu"]


def test_the_surname_may_have_two_characters() -> None:
    assert [surname_of(name) for name in ("张三", "欧阳锋", "欧阳", "")] == ["张", "欧阳", "欧", ""]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zhangsanfeng", True),
        ("zhangsanf", True),
        ("zsf", True),
        ("zhangsf", True),
        ("zsanf", True),
        ("zhsf", True),
        ("sanf", True),
        ("sf", True),
        ("feng", True),
        ("zf", False),
        ("zhf", False),
        ("h", False),
        ("ang", False),
        ("zhangf", False),
        ("zhasf", False),
        ("zhangsanfengx", False),
    ],
)
def test_letters_must_lead_syllables_in_a_row(typed: str, found: bool) -> None:
    assert leads(typed, ["zhang", "san", "feng"]) is found
