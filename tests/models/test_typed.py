"""Fields of text as forms from outside are validated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from models.fields import input_errors
from models.text import clean
from models.typed import FilledLine, Line, Name, Note

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


class _Form(BaseModel):
    name: Name = "王敏"
    place: Line = ""
    wish: FilledLine = "安静"
    note: Note = ""


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"name": " \u200b"}, "name", "This field must be filled in"),
        ({"name": "王" * 61}, "name", "At most 60 characters fit here (this has 61)"),
        ({"place": "门" * 201}, "place", "At most 200 characters fit here (this has 201)"),
        ({"note": "话" * 5000}, "note", "At most 4000 characters fit here (this has 5000)"),
        ({"note": "a\n" * 200 + "b"}, "note", "At most 200 lines fit here (this has 201)"),
        ({"wish": ""}, "wish", "This field must be filled in"),
        ({"wish": 12}, "wish", "This must be text"),
    ],
)
def test_a_form_says_which_field_and_what_to_do(
    values: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        _Form.model_validate(values)
    (error,) = input_errors(caught.value)
    assert (error.field, str(error)) == (field, sentence)


def test_every_bad_field_is_said_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        _Form.model_validate({"name": "", "note": "x" * 4001})
    assert [error.field for error in input_errors(caught.value)] == ["name", "note"]


def test_a_forgotten_field_is_named() -> None:
    class Needed(BaseModel):
        room: Line

    with pytest.raises(ValidationError) as caught:
        Needed.model_validate({})
    assert [str(error) for error in input_errors(caught.value)] == ["This field must be filled in"]


@given(ANY_TEXT)
def test_a_line_that_fits_is_kept_as_cleaned(text: str) -> None:
    cleaned = clean(text)
    if len(cleaned) <= 200:
        assert _Form(place=text).place == cleaned
