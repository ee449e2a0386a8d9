"""Text as it comes in: typed, pasted, imported or synced, cleaned once at the door.

What is kept is NFC and otherwise as typed; what is searched is a key of its own. The rule and
the measurements behind it: the reference on operations, C6 (I7 and the Unicode rule).
"""

import json
import re
from unicodedata import category, normalize

NAME_LENGTH = 60
LINE_LENGTH = 200
NOTE_LENGTH = 4000
NOTE_LINES = 200

_NEWLINE = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_EMOJI = r"\u00a9\u00ae\u203c-\u2049\u2190-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_LOOSE_JOINER = re.compile(
    rf"(?<![{_EMOJI}])(?<![{_EMOJI}]\ufe0f)\u200d|\u200d(?![{_EMOJI}])",
)
_DOTS = frozenset("·•.‧∙⋅・")
_PLAIN = {
    **{full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)},
    **{
        ord(typed): plain
        for typed, plain in {
            "\u3000": " ",
            "、": ",",
            "。": ".",
            "｡": ".",
            "—": "-",
            "–": "-",
            "―": "-",
            "‐": "-",
            "‑": "-",
            "‒": "-",
            "−": "-",
            "﹣": "-",
            "￥": "¥",
            "【": "[",
            "】": "]",
            "《": "<",
            "》": ">",
            "“": '"',
            "”": '"',
        }.items()
    },
}


def clean(text: str, *, multiline: bool = False) -> str:
    """The text without anything that cannot be seen or that steers a terminal, in NFC.

    Control characters, zero-width and bidi marks go; a joiner stays only inside an emoji; a
    tab becomes a space. Newlines stay when `multiline`, otherwise a run of them is one space.
    Half a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    text = _NEWLINE.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    text = _LOOSE_JOINER.sub("", text)
    text = text.replace("\t", " ") if multiline else _LINE_BREAK.sub(" ", text).replace("\t", " ")
    return normalize("NFC", text.strip())


def harmless(text: str) -> str:
    """Text on its way to a terminal: what was stored past the door may hold anything.

    New lines and tabs stay.
    """
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))


def escaped(json_text: str) -> str:
    """A JSON document that says the same without what steers a terminal."""
    return _SURROGATE.sub(_as_json, _UNSEEN.sub(_as_json, json_text))


def _as_json(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def search_key(text: str) -> str:
    """What two spellings of one name share: NFKC, case folded, no spaces, dots or unseen marks.

    Applied to what is stored for searching and to what is typed; never shown.
    """
    folded_case = normalize("NFKC", normalize("NFKC", text).casefold())
    kept = (
        letter
        for letter in folded_case
        if letter not in _DOTS and not letter.isspace() and category(letter) not in {"Cc", "Cf"}
    )
    return normalize("NFKC", "".join(kept))


def folded(text: str) -> str:
    """What was typed in a Chinese input method, as its plain self, cleaned and in one line.

    Full-width digits, letters and signs become ASCII, and `：、／。，－—` become `: , / . , - -`.
    For parsing only: what is stored keeps the clerk's own punctuation.
    """
    return clean(text).translate(_PLAIN).strip()
