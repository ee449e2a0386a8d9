"""The words the find table holds: one tag letter and a key, made alike from rows and from typing.

A person at a unit is found by every part of the name (`n`), by pinyin and initials (`p`, `i`),
by either end of the phone (`m`, and `t` reversed) and by the unit (`u`); a unit by every fragment
of its code (`h`), a vehicle by its plate (`c`). A tag keeps one kind from meeting another.

Keys hold letters, digits and `_` only, so that neither a name nor a query can break a row into
other words or steer the full-text engine.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from operator import add
from unicodedata import category

from data import pinyin
from models.errors import InputError
from models.plate import plate_keys
from models.text import search_key
from models.unit_code import parse_unit
from models.unit_fragments import fragments

KEY_LENGTH = 24
"""Longer keys are cut on both sides: what differs beyond this is told apart by eye."""

_USUAL = re.compile(r"[\u3400-\u9fff0-9A-Za-z]*")
_USUAL_SIGNS = re.compile(r"[\s!-/:-@\[-`{-~，。、；：！？（）“”‘’…—·《》【】]+")
"""With these gone nearly every text is usual, and folding it by letters would change nothing."""

_SIGNS = frozenset(
    ["Cs", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So", "Zl", "Zp", "Zs"]
)
"""Unicode's categories of what no key holds; `search_key` has dropped Cc and Cf."""

_MIXED_SYLLABLES = 4
"""Up to so many syllables every mix of whole ones and initials is a word of its own."""


def plain(text: str) -> str:
    """The search key without signs and spaces: what is left are letters, digits and Chinese."""
    bare = _USUAL_SIGNS.sub("", text)
    if _USUAL.fullmatch(bare):
        return bare.lower()
    return "".join(letter for letter in search_key(text) if category(letter) not in _SIGNS)


def plain_key(text: str) -> str:
    """The same, no longer than a token's key."""
    return plain(text)[:KEY_LENGTH]


def person_tokens(name: str, reading: str, phones: Iterable[str], unit: str = "") -> str:
    """The words under which a person is found, living at this unit if one is given."""
    words = [
        *(f"n{key}" for key in _name_keys(name)),
        *_letter_words(name, reading),
        *(word for number in phones for word in _phone_words(number)),
        *(f"u{key}" for key in (_household_keys(unit) if unit else ())),
    ]
    return " ".join(dict.fromkeys(words))


def unit_tokens(code: str) -> str:
    """The words under which a unit is found."""
    return " ".join(f"h{key}" for key in _unit_keys(code))


def vehicle_tokens(plate: str) -> str:
    """The words under which a vehicle is found."""
    keys = map(plain_key, plate_keys(plate)) if plate else ()
    return " ".join(f"c{key}" for key in keys if key)


def text_tokens(*texts: str) -> str:
    """Every two neighbouring letters of each text, and its last one alone."""
    pairs: dict[str, None] = {}
    for key in map(plain, filter(None, texts)):
        pairs.update(dict.fromkeys(map(add, key, key[1:])))
        pairs[key[-1:]] = None
    return " ".join(pairs).strip()


def _name_keys(name: str) -> Iterator[str]:
    """Every end of the name: 张三丰, 三丰, 丰. Plain Latin names are found by their letters."""
    key = plain(name)
    if key.isascii():
        return
    for start, letter in enumerate(key):
        if start == 0 or not (letter.isascii() and key[start - 1].isascii()):
            yield key[start : start + KEY_LENGTH]


def _letter_words(name: str, reading: str) -> Iterator[str]:
    manual = " ".join(map(plain, pinyin.split(reading)))
    for way in pinyin.readings(search_name(name), manual):
        for syllables in pinyin.typed_forms(way):
            yield "i" + "".join(syllable[0] for syllable in syllables)[:KEY_LENGTH]
            for start in range(len(syllables)):
                for word in _mixes(syllables[start:]):
                    yield "p" + word[:KEY_LENGTH]


def search_name(name: str) -> str:
    """The name folded as keys are, with its word breaks kept for letters: `john smith`."""
    if _USUAL.fullmatch(name):
        return name.lower()
    return " ".join(map(search_key, name.split()))


def _mixes(syllables: Sequence[str]) -> Iterator[str]:
    """What fingers may type for these syllables, each whole or by its initial, the last whole.

    Prefixes of these cover the rest: zhangsfeng is found by zhangsf, zsfeng by zsf.
    """
    if len(syllables) > _MIXED_SYLLABLES:
        yield "".join(syllables)
        return
    heads = [(syllable, syllable[0]) for syllable in syllables[:-1]]
    for way in product(*heads):
        yield "".join(way) + syllables[-1]


def _phone_words(number: str) -> tuple[str, str]:
    digits = plain_key(number.partition(",")[0])
    return "m" + digits, "t" + digits[::-1]


@lru_cache(maxsize=4096)
def _unit_keys(code: str) -> tuple[str, ...]:
    try:
        return tuple(fragments(parse_unit(code)))
    except InputError:
        key = plain_key(code)
        return (key,) if key else ()


@lru_cache(maxsize=4096)
def _household_keys(code: str) -> tuple[str, ...]:
    """The few of a unit's keys that are typed beside a name: whole, or in one piece (31502)."""
    keys = _unit_keys(code)
    return tuple(dict.fromkeys([*keys[:1], *(key for key in keys if "_" not in key)]))
