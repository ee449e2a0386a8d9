"""Money in fen: integers everywhere, yuan with two decimals only where people read and type."""

import re

from models.errors import InputError
from models.text import folded
from models.words import N_

LIMIT = 999_999_999
"""The largest amount in fen that a field takes: ¥9,999,999.99."""

_YUAN = 100
_AMOUNT = re.compile(r"(-?)¥?(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(?:元|圆|RMB)?整?")
_CURRENCY = re.compile(r"^(?:RMB|人民币|CNY)", re.IGNORECASE)


def parse_money(text: str, *, negative: bool = False) -> int:
    """The amount in fen: `12.5` → 1250, `¥1,234.50`, `12元`. Below zero only where allowed."""
    typed = _CURRENCY.sub("", re.sub(r"\s+", "", folded(text)).upper())
    found = _AMOUNT.fullmatch(typed)
    if not found or (found[1] and found[2]):
        raise InputError(N_("Type an amount in yuan, for example 80 or 12.50"))
    before, within, yuan, decimals = found.groups()
    decimals = decimals or ""
    if len(decimals) > len("00"):
        raise InputError(
            N_("An amount has at most two decimals (this has {count})"), count=len(decimals)
        )
    fen = int(yuan.replace(",", "")) * _YUAN + int(decimals.ljust(2, "0"))
    if fen > LIMIT:
        raise InputError(N_("An amount is at most {limit}"), limit=show_money(LIMIT))
    if (before or within) and fen and not negative:
        raise InputError(N_("An amount cannot be below zero here"))
    return -fen if before or within else fen


def show_money(fen: int) -> str:
    """`12.50`, without the sign of the currency; `-0.05` below zero."""
    yuan, rest = divmod(abs(fen), _YUAN)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02}"
