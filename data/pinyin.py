"""Pinyin of names and words: an own table made at build time, surnames read as surnames.

`tools/build_pinyin.py` makes the table from pypinyin, which at run time would be slow and wrong
for one surname in four. Syllables have no tones; ü is v.
"""

import tomllib
from functools import cache
from importlib.resources import files

_BLANKS = str.maketrans(dict.fromkeys("'’`·.-_,，、", " "))
_UMLAUT = str.maketrans("üǖǘǚǜ", "vvvvv")


_AGAIN = "复新开建装做修办派检申"
_CHECK = "对验准核正"
_IN_WORDS = {f"重{next_}": "chong" for next_ in _AGAIN} | {f"校{next_}": "jiao" for next_ in _CHECK}
"""Words of the trade whose first character is read otherwise than alone."""


@cache
def _table() -> dict[str, str]:
    """Character → its first reading; read from the file at the first use."""
    text = files("data").joinpath("pinyin_table.txt").read_text(encoding="utf-8")
    readings: dict[str, str] = {}
    for line in text.splitlines():
        syllable, _blank, characters = line.partition(" ")
        readings.update(dict.fromkeys(characters, syllable))
    return readings


@cache
def _surnames() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Single surnames with their own reading, and compound ones with theirs."""
    text = files("data").joinpath("surnames.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return tables["single"], {name: read.split() for name, read in tables["compound"].items()}


@cache
def _known_syllables() -> frozenset[str]:
    return frozenset(_table().values()) | {
        reading for readings in _surnames()[1].values() for reading in readings
    }


def syllables(text: str) -> list[str]:
    """One syllable for each Chinese character; runs of Latin letters and digits as they are.

    Characters without a known reading and punctuation are left out.
    """
    table = _table()
    found: list[str] = []
    run = ""
    for at, character in enumerate(text):
        if character.isascii() and character.isalnum():
            run += character
            continue
        if run:
            found.append(run.lower())
            run = ""
        syllable = _IN_WORDS.get(text[at : at + 2]) or table.get(character)
        if syllable:
            found.append(syllable)
    return [*found, run.lower()] if run else found


def initials(text: str) -> str:
    """The first letter of each syllable: `tsdj` for 投诉登记; digits stay whole."""
    return "".join(part if part.isdigit() else part[0] for part in syllables(text))


def surname_of(name: str) -> str:
    """The surname a Chinese name begins with: two characters when it is a compound one."""
    compound = name[:2]
    return compound if len(name) > len(compound) and compound in _surnames()[1] else name[:1]


def readings(name: str, manual: str = "") -> list[list[str]]:
    """Every way a name is read, the likeliest first, each as its syllables.

    A surname gives its own reading and the usual one of its characters; the given name is read
    the usual way. `manual` is what somebody entered for this person (`chen xin`, or in one
    piece), and then comes first.
    """
    usual = syllables(name)
    found = [split(manual)] if manual else []
    single, compound = _surnames()
    if name[:2] in compound:
        found.append([*compound[name[:2]], *usual[2:]])
    elif name[:1] in single:
        found.append([single[name[0]], *usual[1:]])
    found.append(usual)
    return [list(reading) for reading in dict.fromkeys(map(tuple, found)) if reading]


def split(typed: str) -> list[str]:
    """The syllables of pinyin as a person types it, in one piece or in several.

    What is no pinyin stays in one piece. The fewest syllables win: `xian` is one, `xi'an` two.
    """
    pieces = typed.casefold().translate(_UMLAUT).translate(_BLANKS).split()
    return [syllable for piece in pieces for syllable in _split_piece(piece)]


def _split_piece(piece: str) -> list[str]:
    known = _known_syllables()
    best: list[list[str] | None] = [[]]
    for end in range(1, len(piece) + 1):
        ways = [
            [*before, piece[start:end]]
            for start in range(max(0, end - _LONGEST), end)
            if (before := best[start]) is not None and piece[start:end] in known
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or [piece]


_LONGEST = 6
"""Letters of the longest syllable, `zhuang`."""


def leads(typed: str, reading: list[str]) -> bool:
    """Whether letters begin these syllables one after the other, from any syllable on.

    Each syllable but the last one typed is typed whole or by its initial (`zh` counts as one
    with `z`): `zsf`, `zhangsf`, `zhsanf`, `sanf` all lead zhang san feng; `zf`, `hsf` do not.
    """
    return any(_leads_from(typed, reading[start:]) for start in range(len(reading)))


def _leads_from(typed: str, rest: list[str]) -> bool:
    if not typed:
        return True
    if not rest:
        return False
    first = rest[0]
    return first.startswith(typed) or any(
        typed.startswith(head) and _leads_from(typed[len(head) :], rest[1:])
        for head in {first, first[0], first[:2] if first[1:2] == "h" else first}
    )


def typed_forms(reading: list[str]) -> list[list[str]]:
    """The reading as letters a keyboard has: ü as v, and as u too (`lv`, `lu` for 吕)."""
    with_u = [part[0] + "u" + part[2:] if part[1:2] == "v" else part for part in reading]
    return [reading] if with_u == reading else [reading, with_u]
