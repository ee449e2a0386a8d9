"""What typed text may mean: guesses, each as an expression the find table understands.

Nothing typed reaches the engine but as quoted words of letters, digits and `_`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from data import pinyin
from data.tokens import plain_key, search_name
from models.plate import PROVINCES, plate_key
from models.text import folded
from models.unit_fragments import unit_fragment

_LONGEST = 60
_MOST_WORDS = 6
_PHONE_PART = 3
_PHONE_PART_BESIDE = 2
_PHONE_WHOLE = 7

_PHONE = re.compile(r"\d+|[+(]?\d[-() \d]{9,}|(?:\+|\(?0\d{2,3}\b|1[3-9]\d\b)[-() \d]+")
_CARRIER = re.compile(r"(?:00)?86(?=1\d{10}$)|0(?=1[3-9]\d{9}$)")
_LETTERS = re.compile(r"[a-zü'’`]+")
_LONE_INITIAL = re.compile(r"([zcs])h(?=[^aeiouv])")
_NAME_AND_NUMBER = re.compile(r"([^\W\da-zA-Z_]+)(\d[-*./\d]*)")
_UNIT_ENDS = re.compile(r"(?:[-*./_栋幢座#]|单元|号楼)$")
_PLATE = re.compile(rf"[{PROVINCES}][a-z][0-9a-z\u3400-\u9fff]*|(?=.*\d)[0-9a-z]{{3,8}}")
_WORD_OF_A_NAME = re.compile(r"(?:^|\s)[^\W\d_]+(?:\s|$)")


class Finds(StrEnum):
    """The kind of record a guess finds."""

    PERSON = "person"
    UNIT = "unit"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Guess:
    """One meaning of what was typed. `exact` finds whole words, `begun` those that begin so.

    `letters` are pinyin in which a lone `zh`, `ch` or `sh` was taken for an initial: what is
    found must still be checked with `data.pinyin.leads`.
    """

    finds: Finds
    exact: str
    begun: str
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """The tagged keys that one typed word may be; those of `whole` are not yet to be continued."""

    keys: tuple[str, ...]
    whole: tuple[str, ...] = ()

    def exact(self) -> str:
        return _any(f'"{key}"' for key in (*self.keys, *self.whole))

    def begun(self) -> str:
        return _any([*(f'"{key}"*' for key in self.keys), *(f'"{key}"' for key in self.whole)])


def _any(alternatives: Iterable[str]) -> str:
    return f"({' OR '.join(dict.fromkeys(alternatives))})"


@lru_cache(maxsize=64)
def classify(text: str) -> tuple[Guess, ...]:
    """Every meaning the text may have, the likeliest first; none for what can mean nothing.

    Kept for a moment, because one key asks for units, people and vehicles of the same text.
    """
    typed = folded(text)[:_LONGEST]
    guesses = {
        Finds.PERSON: _person(typed),
        Finds.UNIT: _unit(typed),
        Finds.VEHICLE: _vehicle(typed),
    }
    likely = _likeliest(typed)
    found = [guesses.pop(likely), *guesses.values()]
    return tuple(guess for guess in found if guess)


def _likeliest(typed: str) -> Finds:
    if typed[:1] in PROVINCES and _vehicle(typed):
        return Finds.VEHICLE
    if len(_digits(typed)) >= _PHONE_WHOLE or _WORD_OF_A_NAME.search(typed):
        return Finds.PERSON
    return Finds.UNIT


def _person(typed: str) -> Guess | None:
    if len(digits := _digits(typed)) >= _PHONE_PART:
        return _guess(Finds.PERSON, [_Word(_phone(digits))])
    words = [part for word in typed.split() for part in _apart(word)][:_MOST_WORDS]
    found = [_meanings(word, beside=len(words) > 1) for word in words]
    if not found or not all(word.keys for word in found):
        return None
    loose = [key for word in words if _LONE_INITIAL.search(key := _letter_key(word))]
    return _guess(Finds.PERSON, found, tuple(loose))


def _unit(typed: str) -> Guess | None:
    keys = _unit_keys(typed)
    return _guess(Finds.UNIT, [_Word(tuple(f"h{key}" for key in keys))]) if keys else None


def _unit_keys(typed: str) -> list[str]:
    """The keys of a unit's code; `3栋` is building 3 and not every building that begins so."""
    if typed.isascii() and typed.isalnum() and (typed.isalpha() or typed.isdecimal()):
        return [typed] if typed.isdecimal() else []
    end = "_" if _UNIT_ENDS.search(typed) else ""
    return [key + end for key in unit_fragment(typed)]


def _vehicle(typed: str) -> Guess | None:
    key = plate_key(typed)
    if not _PLATE.fullmatch(key) or not (typed.isalnum() or typed[0] in PROVINCES):
        return None
    return _guess(Finds.VEHICLE, [_Word((f"c{plain_key(key)}",))])


def _guess(finds: Finds, words: list[_Word], letters: tuple[str, ...] = ()) -> Guess:
    exact = " AND ".join(word.exact() for word in words)
    begun = " AND ".join(word.begun() for word in words)
    return Guess(finds, exact, begun, letters)


def _apart(word: str) -> list[str]:
    """`王1502` typed in one piece is a name and a number; `3栋1502` is one unit."""
    found = _NAME_AND_NUMBER.fullmatch(word)
    return [word] if not found or unit_fragment(word) else list(found.groups())


def _meanings(word: str, *, beside: bool) -> _Word:
    """The keys of one word about a person; a number counts only beside another word."""
    if letters := _letter_key(word):
        return _Word(tuple(_pinyin(letters)))
    keys = [] if word.isascii() else list(_name(word))
    if not beside or not re.search(r"\d", word):
        return _Word(tuple(keys))
    units = _unit_keys(word)
    keys += (f"u{key}" for key in units)
    if word.isdecimal() and len(word) >= _PHONE_PART_BESIDE:
        keys += _phone(word)
    return _Word(tuple(keys), tuple(f"u{key.replace('_', '')}" for key in units if "_" in key))


def _letter_key(word: str) -> str:
    """Pinyin as it is searched, or nothing when the word holds more than letters."""
    lower = word.lower()
    return plain_key(lower.replace("ü", "v")) if _LETTERS.fullmatch(lower) else ""


def _pinyin(letters: str) -> Iterator[str]:
    for spelled in (letters, _LONE_INITIAL.sub(r"\1", letters)):
        yield f"p{spelled}"
        yield f"i{spelled}"


def _name(word: str) -> Iterator[str]:
    """Chinese as it is; a name begun in Chinese and gone on in letters (张sf) by its pinyin."""
    if key := plain_key(word):
        yield f"n{key}"
        if re.search(r"[a-z]", key):
            for way in pinyin.readings(search_name(word)):
                yield from (f"p{plain_key(''.join(form))}" for form in pinyin.typed_forms(way))


def _digits(typed: str) -> str:
    """The digits of what may be a phone or a part of one; nothing for anything else."""
    if not _PHONE.fullmatch(typed):
        return ""
    return _CARRIER.sub("", plain_key("".join(filter(str.isdecimal, typed))))


def _phone(digits: str) -> tuple[str, ...]:
    return f"t{digits[::-1]}", f"m{digits}"
