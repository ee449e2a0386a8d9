"""Personal values as they are shown before anybody asked for them (reference on operations, A2).

A mask never gives more than the value's own letters allow to guess, keeps a person apart from
another of the same household, and works on letters as people see them: a rare Hanzi beyond
the BMP or a letter with its accents is one letter.
"""

import re
from unicodedata import combining

from models.phone import is_mobile
from models.plate import PROVINCES

_STAR = "*"
_MOST_STARS = 3
_JOINER = "\u200d"
_SHORT_NAME, _LONG_NAME = 2, 4
_TAIL = 4
_LEAST_DIGITS = 8

_COMPANY = re.compile(
    r"[^\s]+(?:公司|集团|银行|[分支]行|医院|学[校院]|[大中小]学|幼儿园|事务所|委员会|合作社|酒店|宾馆"
    r"|超市|餐厅|工作室|[部局厂店]|俱乐部|协会|中心|政府|支队)"
    r"|[ -~]+\b(?:co|ltd|inc|llc|limited)\b\.?",
    re.IGNORECASE,
)
_COMPANY_LENGTH = 4
_TITLED = re.compile(r".(?:先生|女士|小姐|太太|阿姨|师傅|老师|经理)")
_TWO_LETTER_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳"
        "公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙"
        "壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生左丘梁丘"
        "西门第五纳兰完颜叶赫歐陽司馬東方諸葛尉遲長孫鍾離",
    )
)


def mask_name(name: str) -> str:
    """张三丰 → 张*丰, 张三 → 张*, 欧阳娜娜 → 欧阳*娜; a company's name and 王先生 stay.

    A name of several words keeps the first letter of each: `John Smith` → `J*** S***`.
    """
    if _TITLED.fullmatch(name) or is_company(name):
        return name
    letters = _letters("".join(name.split()))
    if name.isascii() and len(name.split()) > 1:
        return " ".join(f"{_letters(word)[0]}***" for word in name.split())
    if len(letters) <= 1:
        return _STAR * len(letters)
    if len(letters) == _SHORT_NAME:
        return f"{letters[0]}{_STAR}"
    surname = 2 if "".join(letters[:2]) in _TWO_LETTER_SURNAMES else 1
    if surname + 1 == len(letters):
        return f"{''.join(letters[:surname])}{_STAR}"
    inner = min(len(letters) - surname - 1, _MOST_STARS)
    return f"{''.join(letters[:surname])}{_STAR * inner}{letters[-1]}"


def is_company(name: str) -> bool:
    """Whether the name is a company's or an office's, which nobody needs to hide.

    It must end in the company's word: `李伟(建设银行)` is a person.
    """
    return len(name) >= _COMPANY_LENGTH and _COMPANY.fullmatch(name) is not None


def mask_phone(number: str) -> str:
    """138****5678; a landline ***5678, its extension left out; a public number stays."""
    digits = re.sub(r"[^0-9]", "", number.partition(",")[0])
    if is_mobile(digits):
        return f"{digits[:3]}****{digits[-_TAIL:]}"
    if re.fullmatch(r"9[56][0-9]{3,4}|[48]00[0-9]{7}", digits):
        return number
    return f"***{digits[-_TAIL:]}" if len(digits) >= _LEAST_DIGITS else "***" if number else ""


def mask_id(number: str) -> str:
    """The last four signs of a document's number; of a short one none."""
    letters = _letters(number)
    if len(letters) < _LEAST_DIGITS:
        return "****" if letters else ""
    return f"****{''.join(letters[-_TAIL:])}"


def mask_plate(plate: str) -> str:
    """渝A8K123 → 渝A***23: the province, its letter and the last two signs.

    Without the dot of the painted plate, which some terminals draw two cells wide.
    """
    if len(plate) < _LEAST_DIGITS - 1:
        return "***" if plate else ""
    return f"{plate[:2] if plate[0] in PROVINCES else ''}***{plate[-2:]}"


def _letters(text: str) -> list[str]:
    """The text in letters as people see them, each with its accents and selectors."""
    letters: list[str] = []
    for sign in text.strip():
        extends = combining(sign) or sign == _JOINER or _is_selector(sign)
        if letters and (extends or letters[-1].endswith(_JOINER)):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def _is_selector(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
