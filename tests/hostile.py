"""Text that has broken terminals, parsers and databases, for every door it may come in by."""

HOSTILE = {
    "closing tag": "[/装修] 门牌",
    "action": "[@click=app.quit]x[/]",
    "style": "[red on blue]红[/] [A栋] [1=2] [#1203]",
    "lone bracket": "a[b \\",
    "escape": "甲\x1b[31m乙\x1b[2J",
    "title": "\x1b]0;改\x07标题\x1b\\",
    "clipboard": "\x1b]52;c;aGk=\x07抄",
    "c1": "\x9b31m\x90q\x9c丙",
    "bells": "\x00\x07\x08\x7f丁",
    "bidi": "\u202e丰三张\u202c \u2066x\u2069",
    "zero width": "王\u200b敏\ufeff\u2060",
    "half a pair": "坏\ud800字\udcff",
    "long": "长" * 5000,
    "lines": "一\n二\r\n三\u2028四\x0b五",
    "emoji": "👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👍🏽",
    "beyond": "𠮷𪚥𰀀䶮㐀",
    "marks": "e\u0301a\u0308" + "o" + "\u0301" * 40,
    "null": "NULL",
    "none": "None",
    "formula": "=cmd|' /C calc'!A0",
    "dashes": "--all -- -x",
    "wide": "ＡＢＣ１２３：／。，",
    "quotes": '\'; DROP TABLE matter; -- "x" `y`',
    "braces": "{name.__class__} {0} {",
    "percent": "%s %(x)d %_",
    "spaces": "  \t\u3000 ",
    "nothing seen": "\u200b\u200b",
    "path": "../../etc/passwd",
    "match": 'NEAR( "a* OR -b:',
    "digits": "٣٤ ①② 〇",
}
"""By what is wicked in it."""

CONTROLS = frozenset(
    [
        *map(chr, range(0x20)),
        *map(chr, range(0x7F, 0xA0)),
        *"\u200b\u202e\u202c\u2066\u2069\ufeff\u2060",
    ]
) - {"\n"}
"""What must stand nowhere once it is stored, printed or shown."""
