"""What can go wrong, as a tree: every error names its field and says how to go on."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.words import N_, _


class DeskError(Exception):
    """Something that a person can mend.

    `message` is a msgid, `field` the name of the field it is about (empty: the whole act),
    `values` what the message's braces are filled with. Shown beside the field on a screen,
    printed to stderr by the command line.
    """

    exit_status = 1

    def __init__(self, message: str, field: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return _(self.message).format(**{"field": self.field, **self.values})


class InputError(DeskError, ValueError):
    """A field holds what cannot be accepted; nothing was changed.

    A ValueError too, so that pydantic collects it with the other fields' errors.
    """

    exit_status = 2


@contextmanager
def about(field: str) -> Iterator[None]:
    """What a value type refuses in the block is about this field of the form."""
    try:
        yield
    except InputError as error:
        error.field = error.field or field
        raise


class NotFoundError(InputError):
    """What was named is not in the store."""


class NotAllowedError(DeskError):
    """The role may not do it, or nobody may in the state the record is in."""

    exit_status = 3


class StaleError(DeskError):
    """Somebody else changed the record since it was read."""

    def __init__(self, who: str) -> None:
        super().__init__(
            N_("{who} changed this record meanwhile; look at it again and repeat"), who=who
        )


class StoreError(DeskError):
    """The store cannot be used; the sentence says what to do."""
