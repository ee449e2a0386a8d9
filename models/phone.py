"""Phone numbers: read from every shape of a roster cell, kept as digits (domain 13, 电话).

Canonical: `13812348866`; a landline with its area code, `02362345678`; an extension after a
comma, `02362345678,123`; `4001234567`; `95533`; a foreign number with 00, `0085291234567`.
"""

import re
from typing import NamedTuple

from models.errors import InputError
from models.text import folded
from models.words import N_, _

HOME_AREA = "023"
_MOBILE_LENGTH = 11
_THREE_DIGIT_AREA = re.compile(r"0(?:10|2\d)")

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SERVICE = re.compile(r"[48]00\d{7}|9[56]\d{3,4}")
_FOREIGN = re.compile(r"(?:\+|00)(?!86)([1-9]\d{6,14})")
_CARRIER = re.compile(r"^(?:(?:\+|00)?86|179\d\d|125\d\d|0)(?=1[3-9]\d{9}$)|^(?:\+|00)86(?=\d)")

_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:转|分机|EXT\.?|X|,|#)[-:. ]*(\d{1,6})$", re.IGNORECASE)
_DASH_EXTENSION = re.compile(r"((?:\(?0\d{2,3}\)?-?)\d{7,8})-(\d{1,6})")
_CALLED = re.compile(r"^(?:电话|手机|联系方式|TEL|MOBILE)\.?[号码]*[: ]*", re.IGNORECASE)
_FILLING = re.compile(r"[-. ()]")

_BETWEEN = re.compile(
    r"\s*[/;|&\n\r]\s*|\s*(?:或者?|以及|及|和)\s*|,(?!\s*\d{1,6}(?!\d))\s*"
    r"|(?<=[^\d\s]\))\s*(?=\d)|(?<=\d{7})[\s)]+(?=\d{7}|0\d{2,3}-)"
)
_NUMBER = re.compile(
    r"\(?\+?\d(?:[\d \-().]*\d)?(?:\s*(?:转|分机|ext\.?|,|#)[-:. ]*\d{1,6})?", re.IGNORECASE
)
_LABEL_ENDS = " ()[]<>:,.-\"'"


class LabelledPhone(NamedTuple):
    """One number of a cell and the words beside it: `13800001234(老婆)`."""

    digits: str
    label: str


def parse_phone(text: str, area: str = HOME_AREA) -> str:
    """The canonical digits of one number; a local landline gets the area code.

    Raises InputError with the count of digits where that is what is wrong.
    """
    typed = _CALLED.sub("", folded(text))
    if not typed:
        raise InputError(N_("Type a phone number"))
    if _ROUNDED.fullmatch(typed):
        raise InputError(N_("The spreadsheet has rounded this number; copy it from the paper"))
    typed = re.sub(r"(?<=\d)\.0$", "", typed)
    if found := _DASH_EXTENSION.fullmatch(typed):
        return f"{_landline(_FILLING.sub('', found[1]), area)},{found[2]}"
    if (found := _EXTENSION.search(typed)) and found.start():
        return f"{_landline(_FILLING.sub('', typed[: found.start()]), area)},{found[1]}"
    digits = _FILLING.sub("", typed)
    if _FOREIGN.fullmatch(digits):
        return digits.replace("+", "00")
    digits = _CARRIER.sub("", digits)
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return digits
    return _landline(digits, area)


def parse_phones(text: str, area: str = HOME_AREA) -> list[LabelledPhone]:
    """Every number of a cell in order, none twice, with the words beside each."""
    found: dict[str, str] = {}
    for piece in _BETWEEN.split(folded("/".join(text.replace("、", "/").splitlines()))):
        number = _NUMBER.search(piece)
        if number is None:
            if piece.strip(_LABEL_ENDS):
                raise InputError(N_("{text} holds no phone number"), text=piece.strip())
            continue
        digits = parse_phone(number[0], area)
        label = (piece[: number.start()] + piece[number.end() :]).strip(_LABEL_ENDS)
        found[digits] = found.get(digits) or _CALLED.sub("", label)
    return [LabelledPhone(digits, label) for digits, label in found.items()]


def show_phone(digits: str) -> str:
    """The number as it is read aloud: `138 1234 8866`, `023-62345678`, `400-123-4567`."""
    number, _comma, extension = digits.partition(",")
    if _MOBILE.fullmatch(number):
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    if number.startswith("00"):
        return f"+{number[2:]}"
    if _LANDLINE.fullmatch(number):
        area = len(_area(number))
        number = f"{number[:area]}-{number[area:]}"
    elif re.fullmatch(r"[48]00\d{7}", number):
        number = f"{number[:3]}-{number[3:6]}-{number[6:]}"
    if extension:
        return _("{number} ext. {extension}").format(number=number, extension=extension)
    return number


def is_mobile(digits: str) -> bool:
    """Whether a text message can reach it."""
    return _MOBILE.fullmatch(digits) is not None


def _area(number: str) -> str:
    return number[:3] if _THREE_DIGIT_AREA.match(number) else number[:4]


def _landline(digits: str, area: str) -> str:
    digits = _CARRIER.sub("", digits)
    if digits.startswith("86") and _LANDLINE.fullmatch(f"0{digits[2:]}"):
        digits = digits[2:]
    if _LANDLINE.fullmatch(digits):
        return digits
    if _LANDLINE.fullmatch(f"0{digits}"):
        return f"0{digits}"
    if _LOCAL.fullmatch(digits) and _LANDLINE.fullmatch(area + digits):
        return area + digits
    if re.fullmatch(r"[48]00\d{7}", digits):
        return digits
    raise _refusal(digits)


def _refusal(digits: str) -> InputError:
    """The sentence for what is most likely wrong with it."""
    count = len(digits)
    if not re.fullmatch(r"[0-9]+", digits):
        return InputError(N_("A phone number is written in digits; {text} is not"), text=digits)
    if digits.startswith("1") and count != _MOBILE_LENGTH:
        return InputError(N_("A mobile number has 11 digits (this has {count})"), count=count)
    if digits.startswith("1"):
        return InputError(N_("No mobile number begins with {start}"), start=digits[:2])
    if digits.startswith("0"):
        area = _area(digits)
        return InputError(
            N_("A landline number has 7 or 8 digits after the area code {area} (this has {count})"),
            area=area,
            count=count - len(area),
        )
    return InputError(
        N_("A landline number has 8 digits, or begins with its area code (this has {count})"),
        count=count,
    )
