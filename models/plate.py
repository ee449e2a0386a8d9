"""Number plates (车牌), kept in capitals without separators: `渝A8K123`, `渝AD99046`, `渝A1234学`."""

import re

from models.errors import InputError
from models.text import folded
from models.words import N_

EXAMPLE = "渝A8K123"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTERS = "A-HJ-NP-Z"
_USUAL, _NEW_ENERGY = 7, 8

_PLATE = re.compile(
    rf"[{PROVINCES}][A-Z](?:[{_LETTERS}0-9]{{5}}"
    rf"|[{_LETTERS}0-9]{{4}}[挂学警港澳领试超]"
    rf"|[{_LETTERS}][{_LETTERS}0-9][0-9]{{4}}|[0-9]{{5}}[{_LETTERS}])"
    rf"|使[0-9]{{6}}|[0-9]{{6}}使|WJ[{PROVINCES}]?[0-9]{{4}}[{_LETTERS}0-9]|[A-Z]{{2}}[0-9]{{5}}"
)
_SEPARATORS = re.compile(r"[\s·•.・‧_*-]+")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_BETWEEN = re.compile(rf"[/;,|&\n\r、]|或者?|以及|及|和|(?!^)(?=[{PROVINCES}]\s*[A-Z])")
_NONE = frozenset({"", "无", "无车", "没有", "暂无", "-", "0"})


def parse_plate(text: str, province: str = "") -> str:
    """The plate's canonical text. With `province` (渝) a plate typed from its letter is whole."""
    plate = _compact(text)
    if _PLATE.fullmatch(plate):
        return plate
    if province and _PLATE.fullmatch(province + plate):
        return province + plate
    raise _refusal(plate)


def parse_plates(text: str) -> list[str]:
    """Every plate of a cell in order, none twice; words in brackets (the colour) are passed by."""
    cell = _BRACKETS.sub(" ", folded("/".join(text.splitlines())).upper())
    pieces = (_compact(piece) for piece in _BETWEEN.split(cell))
    return list(dict.fromkeys(parse_plate(piece) for piece in pieces if piece not in _NONE))


def plate_keys(plate: str) -> list[str]:
    """What it is searched under, as prefixes: whole, from its letter, from its number."""
    key = plate.lower()
    if plate[0] in PROVINCES:
        return [key, key[1:], key[2:]]
    return [key]


def plate_key(text: str) -> str:
    """What typed text is looked up as, in the form of `plate_keys`."""
    return _compact(text).lower()


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", folded(text)).upper()


def _refusal(plate: str) -> InputError:
    if not plate:
        return InputError(N_("Type a plate, for example {example}"), example=EXAMPLE)
    if plate[0] not in PROVINCES:
        return InputError(
            N_("A plate begins with the sign of its province, for example {example}"),
            example=EXAMPLE,
        )
    if len(plate) not in {_USUAL, _NEW_ENERGY}:
        return InputError(
            N_("A plate has 7 characters, or 8 with new energy (this has {count})"),
            count=len(plate),
        )
    if set(plate[2:]) & {"I", "O"}:
        return InputError(N_("After its first letter a plate has no I or O; type 1 or 0"))
    return InputError(
        N_("{plate} is not a plate; type for example {example}"), plate=plate, example=EXAMPLE
    )
