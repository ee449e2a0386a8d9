"""The fields of text a form from outside has, as pydantic validates them: cleaned and of a length.

Used at the edges alone (command line, spreadsheets, other desks): the running desk does without
pydantic, which would hold every start up.
"""

from typing import Annotated

from pydantic import BeforeValidator

from models.errors import InputError
from models.text import LINE_LENGTH, NAME_LENGTH, NOTE_LENGTH, NOTE_LINES, clean
from models.words import N_


def _name(text: str) -> str:
    return _within(clean(text), NAME_LENGTH)


def _line(text: str) -> str:
    return _within(clean(text), LINE_LENGTH)


def _note(text: str) -> str:
    note = _within(clean(text, multiline=True), NOTE_LENGTH)
    lines = note.count("\n") + 1
    if lines > NOTE_LINES:
        raise InputError(
            N_("At most {limit} lines fit here (this has {count})"), limit=NOTE_LINES, count=lines
        )
    return note


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise InputError(
            N_("At most {limit} characters fit here (this has {count})"),
            limit=limit,
            count=len(text),
        )
    return text


def _filled(text: str) -> str:
    if not text:
        raise InputError(N_("This field must be filled in"))
    return text


def _text_only(value: object) -> str:
    if not isinstance(value, str):
        raise InputError(N_("This must be text"))
    return value


Name = Annotated[str, BeforeValidator(lambda value: _filled(_name(_text_only(value))))]
"""The name of a person or thing: one line, not empty, at most 60 characters."""

Line = Annotated[str, BeforeValidator(lambda value: _line(_text_only(value)))]
"""One line of at most 200 characters, maybe empty."""

FilledLine = Annotated[str, BeforeValidator(lambda value: _filled(_line(_text_only(value))))]
"""One line that must say something."""

Note = Annotated[str, BeforeValidator(lambda value: _note(_text_only(value)))]
"""Several lines: at most 4,000 characters in 200 lines, maybe empty."""

FilledNote = Annotated[str, BeforeValidator(lambda value: _filled(_note(_text_only(value))))]
"""Several lines that must say something."""
