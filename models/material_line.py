"""Materials as a slip has them, one a line: name, quantity with its measure, price of each.

`角阀 2 15`, `生料带 1卷 3.5元`, `PPR 弯头 4个`, `龙头 1 自备`; without a quantity one is meant.
"""

import re
from dataclasses import dataclass

from models.errors import InputError
from models.money import parse_money
from models.text import clean, folded
from models.words import N_

THOUSANDTHS = 1000
_QUANTITY = re.compile(r"[x×*]?(\d{1,6}(?:\.\d{1,3})?)([^\x00-\x7f]{0,4}|m|kg|pcs)", re.IGNORECASE)
_MONEY = re.compile(r"[¥@]?\d+(?:\.\d{1,2})?(?:元|块)?")
_OWN = frozenset({"自备", "业主自备", "业户自备", "自带", "own"})


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One line: `quantity` in thousandths of `measure`, `price` in fen each."""

    name: str
    quantity: int
    measure: str = ""
    price: int = 0
    owner_supplied: bool = False


def parse_materials(text: str) -> list[MaterialLine]:
    """The lines that are meant; raises `InputError` naming the first that cannot be read."""
    lines = [line for line in re.split(r"[\n;；]", clean(text, multiline=True)) if line.strip()]
    return [_line(line.split(), number) for number, line in enumerate(lines, 1)]


def parse_quantity(text: str) -> tuple[int, str] | None:
    """`2`, `1.5米`, `×3` in thousandths, with the measure; None for what is no quantity."""
    found = _QUANTITY.fullmatch(folded(text))
    if not found:
        return None
    whole, _dot, part = found[1].partition(".")
    return int(whole) * THOUSANDTHS + int(part.ljust(3, "0")), found[2]


def _line(words: list[str], number: int) -> MaterialLine:
    own = len(words) > 1 and folded(words[-1]) in _OWN
    if own:
        words = words[:-1]
    price, quantity, measure = 0, THOUSANDTHS, ""
    if len(words) > 2 and _is_price(words[-1]) and parse_quantity(words[-2]):  # noqa: PLR2004
        price = parse_money(folded(words[-1]).strip("@块"))
        words = words[:-1]
    if len(words) > 1 and (found := parse_quantity(words[-1])):
        quantity, measure = found
        words = words[:-1]
    name = " ".join(words)
    if not quantity or name.replace(" ", "").isdecimal():
        raise InputError(
            N_("Line {line}: write the name, the quantity, the price of each: tap 2 15"),
            "materials", line=number,
        )  # fmt: skip
    return MaterialLine(name, quantity, measure, 0 if own else price, own)


def _is_price(word: str) -> bool:
    return _MONEY.fullmatch(folded(word)) is not None
