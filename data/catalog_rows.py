"""What the entries of all reference data share: their words, codes and checks."""

from collections.abc import Container, Hashable, Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MatterType = Literal[
    "complaint", "repair", "service", "report", "enquiry", "request", "suggestion", "praise"
]
Urgency = Literal["normal", "urgent"]
Step = Literal["acknowledge", "assign", "reply", "arrive", "finish", "callback"]
Area = Literal["in_unit", "common"]
Grant = Literal["allowed", "own", "none"]

Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{1,3}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Prefix = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Minutes = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=0, le=100)]
Fen = Annotated[int, Field(ge=0)]


class Row(BaseModel):
    """One entry of a file; a word it does not know is an error, not an oversight."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Row):
    """An entry with its name in both languages."""

    zh: Text
    en: Text


def given_once(field: str, values: Iterable[Hashable]) -> None:
    """Raise `ValueError` naming the first value that stands twice."""
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            shown = " ".join(map(str, value)) if isinstance(value, tuple) else value
            message = f"{shown}: {field}: given twice"
            raise ValueError(message)
        seen.add(value)


def known(entry: str, field: str, value: str, among: Container[str]) -> None:
    """Raise `ValueError` naming entry and field unless the value is defined."""
    if value not in among:
        message = f"{entry}: {field}: {value!r} is not defined"
        raise ValueError(message)
