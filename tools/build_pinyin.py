"""Makes data/pinyin_table.txt: one reading without tone for every character a name may hold.

Run it after a new pypinyin; a test holds the file equal to what this makes. One line a syllable
(`zhang 仉张帐…`), ü as v. Covered are the base block, extension A and the small late extensions
with the rare characters of names; extension B is left out, it is half as much again for characters
almost nobody bears (a person can be given a reading by hand).
"""

import sys
from collections import defaultdict
from pathlib import Path

from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

TABLE = Path(__file__).resolve().parent.parent / "data/pinyin_table.txt"

BLOCKS = (
    range(0x3007, 0x3008),  # 〇
    range(0x3400, 0x4DC0),  # extension A
    range(0x4E00, 0xA000),  # the base block
    range(0x2A700, 0x323B0),  # extensions C to H
)

AS_NAMED = {
    "佛": "fo",
    "似": "si",
    "卜": "bu",
    "茄": "qie",
    "勒": "le",
    "泊": "bo",
    "莞": "wan",
    "薄": "bo",
    "都": "du",
    "长": "chang",
    "晟": "sheng",
    "给": "ji",
    "调": "tiao",
    "靓": "liang",
    "隽": "jun",
}
"""Characters that names and the words of the trade (给水, 空调) read otherwise than the
dictionary's first reading."""


def first_reading(character: str) -> str:
    """The reading the dictionary puts first, without its tone."""
    marked = pinyin_dict[ord(character)].partition(",")[0]
    return to_normal(marked, v_to_u=False).replace("ê", "e")


def covered() -> list[str]:
    """The characters of the table, in the order of their code points."""
    return [chr(code) for block in BLOCKS for code in block if code in pinyin_dict]


def table() -> str:
    """What data/pinyin_table.txt must hold."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character in covered():
        syllable = AS_NAMED.get(character) or first_reading(character)
        by_syllable[syllable].append(character)
    lines = (f"{syllable} {''.join(of)}\n" for syllable, of in sorted(by_syllable.items()))
    return "".join(lines)


def main() -> int:
    """Write the table and say how large it is."""
    text = table()
    TABLE.write_text(text, encoding="utf-8")
    print(f"{TABLE.name}: {len(covered())} characters, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
