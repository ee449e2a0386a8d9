"""Names of people as callers give them: whole, or a surname with its polite word (王先生)."""

import re
from enum import IntEnum

from models.text import search_key

_POLITE = re.compile(
    r"(.{1,2}?)(?:先生|女士|小姐|太太|老师|师傅|阿姨|叔叔|伯伯|大爷|大妈|奶奶|老板|经理|总|工)?"
)
_MOST_SURNAME = 2


class Means(IntEnum):
    """How surely a name typed means a person known: not at all, perhaps, surely."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


def means(typed: str, known: str) -> Means:
    """Whether the name typed means this person: 张三丰 surely, 张先生 or 张 perhaps."""
    wanted, name = search_key(typed), search_key(known)
    if not wanted or not name:
        return Means.NO
    if wanted == name:
        return Means.SURELY
    found = _POLITE.fullmatch(wanted)
    surname = found[1] if found else ""
    polite = surname != wanted or len(wanted) == 1
    if surname and polite and name.startswith(surname) and len(name) > len(surname):
        return Means.PERHAPS
    return Means.NO
