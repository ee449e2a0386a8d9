"""The many spellings of a unit code, brought to one before it is read or searched.

The words of the trade (domain 13) become one sign each: 栋 a building, 元 a stairwell, 层 a
floor, 楼 a building or a floor, 铺 a shop, 负 a floor below ground, M a mezzanine; every
separator becomes a dash.
"""

import re

from models.text import folded

HAN = r"(?:(?![栋元层楼铺负期])[\u3400-\u9fff])"
VALUE = rf"(?:负?[0-9A-Z]+|{HAN}{{1,4}})"

_NUMERAL = re.compile(
    r"[零〇一二三四五六七八九十]+(?:百[零〇一二三四五六七八九十]*)?"
    r"(?=期|区|街区|组团|号|栋|幢|座|#|楼|单|元|门|梯|层|室|房|铺|[-*./_, ]|$)"
)
_DIGITS = {numeral: str(value) for value, numeral in enumerate("零一二三四五六七八九")} | {
    "〇": "0"
}
_PHASE = re.compile(
    r"((?:(?:(?![期区团苑园院庭栋幢座元楼])[0-9A-Z\u3400-\u9fff]){1,12}[期区团苑园院庭]-?)+)(.*)"
)
_WORDS = (
    (re.compile(r"\s+(?=[室房号户])"), ""),
    (re.compile(r"商铺|商业|门面|门市|底商|店铺|铺面|铺位"), "铺"),
    (re.compile(r"地下(?=\d)"), "负"),
    (re.compile(r"夹层?"), "M层"),
    (re.compile(r"(?<=[0-9A-Z])号?(?:铺|店)$"), "号铺"),
    (re.compile(r"(?<=[0-9A-Z])(?:室|房|号|户|号房|号室)$"), ""),
    (re.compile(r"号楼|#楼|号(?!铺)|[#栋幢座]"), "栋"),
    (re.compile(r"单元|[单门梯]"), "元"),
    (re.compile(r"\s*-\s*"), "-"),
    (re.compile(r"\s*([栋元层楼铺])\s*"), r"\1"),
    (re.compile(r"(?<=[-*./_,])-(?=\d)"), "负"),
)
_BELOW = re.compile(r"(?<=[栋元])-(?=\d-\d{1,2}[A-Z]?$|\d[层楼])")
_SEPARATOR = re.compile(r"[*./_,:;~|+\\·• -]+")
_AROUND = re.compile(r"-*([栋元层楼铺])-*")


def spell(text: str, *, below: bool = True) -> tuple[str, str]:
    """Phase and the rest, in signs: `一期3号楼 2单元1502室` → `1期`, `3栋2元1502`.

    In `12幢-1-2` the dash means a floor below ground; not so with `below` false.
    """
    line = _NUMERAL.sub(lambda found: _arabic(found[0]), folded(text).upper())
    phase, rest = "", line
    if found := _PHASE.fullmatch(line):
        phase, rest = found[1].replace("-", ""), found[2]
    rest = rest.strip()
    for word, sign in _WORDS:
        rest = word.sub(sign, rest)
    if below:
        rest = _BELOW.sub("负", rest)
    rest = _AROUND.sub(r"\1", _SEPARATOR.sub("-", rest))
    return _without_zeros(phase), rest.strip("-")


def _without_zeros(phase: str) -> str:
    return re.sub(r"(?<![0-9A-Z])0+(?=\d)", "", phase)


def _arabic(numeral: str) -> str:
    """`十二` → 12, `一百零三` → 103, `一五零二` → 1502."""
    hundreds, mark, tail = numeral.partition("百")
    if mark:
        return f"{_arabic(hundreds) or 1}{int(_arabic(tail.strip('零〇')) or 0):02}"
    tens, mark, ones = numeral.partition("十")
    if mark and len(tens) <= 1 and len(ones) <= 1:
        return f"{_DIGITS.get(tens, 1)}{_DIGITS.get(ones, 0)}"
    return "".join(_DIGITS.get(letter, "10") for letter in numeral)
