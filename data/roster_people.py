"""Takes the names in a cell apart: several owners, names with phones, tenants among owners."""

import re
from dataclasses import dataclass

from data.roster_words import relation_of, says_nothing, squeezed
from models.mask import is_company
from models.text import clean

_PHONE = (
    r"(?<![\d+=])(?:[+]?86[\s-]*)?"
    r"(?:1[3-9]\d(?:[\s-]?\d{4}){2}|\(?0\d{2,3}\)?[\s-]*\d{7,8}(?:(?:转|-)\d{1,5})?|\d{7,})(?!\d)"
)
_PLAIN = str.maketrans("０１２３４５６７８９－＋", "0123456789-+")
_AROUND_PHONE = re.compile(rf"[\s:：,，、/／;；(（]*({_PHONE})[)）]?")
_BRACKETED = re.compile(r"[(（]([^()（）]{1,8})[)）]")
_LABEL = re.compile(r"^\s*([一-鿿]{2,6})\s*[:：]\s*(?=\S)")
_SEPARATORS = re.compile(r"[、,，;；/／\n&＆|]+|(?<=[一-鿿])\s*[和与及]\s*(?=[一-鿿]{2})")
_HAN = r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]"
_HAN_NAME = re.compile(rf"{_HAN}{{2,4}}|{_HAN}{{1,8}}[·•・．.]{_HAN}{{1,8}}")
_PLAIN_NAME = re.compile(rf"(?:(?![和与及]){_HAN}){{2,4}}")
_PADDED_NAME = re.compile(rf"{_HAN}+(\s+{_HAN}+)+")


@dataclass(frozen=True, slots=True)
class Named:
    """One person in a cell; `relation` is empty where the cell does not say it."""

    name: str
    relation: str = ""
    phones: str = ""
    """The phone as it stands beside the name, not yet read."""


def people_in(text: str) -> list[Named]:
    """The people a cell names, in order; an empty list when it says that there is nobody."""
    if _PLAIN_NAME.fullmatch(text):
        return [Named(text)] if not says_nothing(text) else []
    found: list[Named] = []
    for part in _parts(text):
        person = _person(part)
        if person is None:
            continue
        if not person.name and person.phones and found:
            last = found[-1]
            phones = "/".join(filter(None, (last.phones, person.phones)))
            found[-1] = Named(last.name, last.relation, phones)
        else:
            found.append(person)
    return found


def _parts(text: str) -> list[str]:
    """The cell cut where one person ends and the next begins; brackets are never cut."""
    with_breaks = _AROUND_PHONE.sub(r" \1\n", clean(text, multiline=True).translate(_PLAIN))
    pieces = [piece for piece in _split(with_breaks) if piece.strip()]
    looks = [_BRACKETED.sub("", _LABEL.sub("", piece)) for piece in pieces]
    bare = [re.sub(_PHONE, "", look).strip() for look in looks]
    if all(map(_is_name, bare)):
        return [part for piece in pieces for part in _by_spaces(piece)]
    return [text] if "\n" not in with_breaks.strip() else with_breaks.strip().split("\n")


def _is_name(words: str) -> bool:
    return is_company(words) or all(
        _HAN_NAME.fullmatch(word) or _PADDED_NAME.fullmatch(words) for word in words.split()
    )


def _split(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for found in re.finditer(rf"[(（\[【<]|[)）\]】>]|{_SEPARATORS.pattern}", text):
        mark = found[0]
        if mark in "(（[【<":
            depth += 1
        elif mark in ")）]】>":
            depth = max(depth - 1, 0)
        elif depth == 0:
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def _by_spaces(piece: str) -> list[str]:
    """Two people in "张三 李四", one in "王 芳" whose name was padded."""
    words = piece.split()
    if len(words) > 1 and all(_HAN_NAME.fullmatch(word) for word in words):
        return words
    return [piece]


def _person(part: str) -> Named | None:
    relation = ""
    phones = re.findall(_PHONE, part)
    name = re.sub(_PHONE, "", part)
    label = _LABEL.match(name)
    if label and relation_of(label[1]):
        relation, name = relation_of(label[1]), name[label.end() :]
    for inside in _BRACKETED.findall(name):
        if relation_of(inside) or squeezed(inside) in ("男", "女", "先生", "女士", "本人"):
            relation = relation or relation_of(inside)
            name = _BRACKETED.sub("", name, count=1)
    name = clean(name).strip(":：,，、/；; ")
    if _PADDED_NAME.fullmatch(name):
        name = "".join(name.split())
    if says_nothing(name):
        name = ""
    return Named(name, relation, "/".join(phones)) if name or phones else None
