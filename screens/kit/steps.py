"""Steps by word in Chinese: `Ctrl+W` takes a word, not the sentence."""

import unicodedata

# Nothing here knows where a Chinese word ends; two characters is what most of them have.
_HAN_STEP = 2


def word_left(line: str, at: int) -> int:
    """Where the word before this place begins."""
    while at > 0 and line[at - 1].isspace():
        at -= 1
    if at == 0:
        return 0
    kind = _kind(line[at - 1])
    start = at
    while start > 0 and _kind(line[start - 1]) == kind:
        start -= 1
    if kind == "han":
        # Counted from the beginning of the run, so that left and right meet at the same places.
        return at - ((at - start - 1) % _HAN_STEP + 1)
    return start


def word_right(line: str, at: int) -> int:
    """Where the word after this place begins."""
    end = at
    if end < len(line) and not line[end].isspace():
        kind = _kind(line[end])
        start = at
        while start > 0 and _kind(line[start - 1]) == kind:
            start -= 1
        while end < len(line) and _kind(line[end]) == kind:
            end += 1
        if kind == "han":
            end = min(end, at + _HAN_STEP - (at - start) % _HAN_STEP)
    while end < len(line) and line[end].isspace():
        end += 1
    return end


def _kind(character: str) -> str:
    """The class of a character: a step stays within one."""
    if character.isspace():
        return "space"
    if character.isdigit():
        return "digit"
    if character == "_" or unicodedata.category(character)[0] in "LM":
        return "letter" if ord(character) < 0x2E80 else "han"  # noqa: PLR2004 - CJK begins here
    return "sign"
