"""Reads what a sheet says about its own codes: side notes like "1001 业主", "H出租S出售"."""

import re
from itertools import pairwise

from data.roster_mapping import Mapping
from data.roster_words import squeezed
from data.sheets import Cell, Sheet

Codes = dict[int, dict[str, str]]
"""Column → code → word."""

_CODE_FIRST = re.compile(r"\b(\d{2,6})[\s:：、.=\-—]*([一-鿿]{2,8})")
_CODE_LAST = re.compile(r"([一-鿿]{2,8})[\s:：=\-—]*\b(\d{2,6})\b")
_LETTER_FIRST = re.compile(r"([A-Za-z])[\s:：、.=\-—]*([一-鿿]{2,4})")
_BRACKETS = re.compile(r"[(（](.+)[)）]", re.DOTALL)
_AROUND = 30


def read_legend(sheet: Sheet, mapping: Mapping) -> Codes:
    """The codes explained in headings and beside the table, by column."""
    legend = _by_heading(sheet, mapping)
    return {
        column: legend[squeezed(_BRACKETS.sub("", heading))]
        for column, heading in enumerate(mapping.headings)
        if legend.get(squeezed(_BRACKETS.sub("", heading)))
    }


def _by_heading(sheet: Sheet, mapping: Mapping) -> dict[str, dict[str, str]]:
    legend: dict[str, dict[str, str]] = {}
    for heading in mapping.headings:
        inside = _BRACKETS.search(heading)
        if inside:
            _learn(legend, _BRACKETS.sub("", heading), [inside[1]])
    names = {squeezed(_BRACKETS.sub("", heading)) for heading in mapping.headings} - {""}
    width = len(mapping.headings)
    about = ""
    for row in sheet.rows[: mapping.last + _AROUND]:
        beside = [cell for cell in row[width:] if cell != ""]
        first = squeezed(str(beside[0])) if beside else ""
        if first in names:
            about, beside = first, beside[1:]
        elif len(beside) > 1 and not first[:1].isdigit():
            about = ""
        if about:
            _learn(legend, about, beside)
    return legend


def _learn(legend: dict[str, dict[str, str]], heading: str, said: list[Cell]) -> None:
    codes = legend.setdefault(squeezed(heading), {})
    for code, word in pairwise(said):
        if isinstance(code, int) and isinstance(word, str):
            codes[str(code)] = word.strip()
    for text in (cell for cell in said if isinstance(cell, str)):
        pairs = _CODE_FIRST.findall(text) or [
            (code, word) for word, code in _CODE_LAST.findall(text)
        ]
        codes.update(pairs or _LETTER_FIRST.findall(text))
