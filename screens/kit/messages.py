"""What fields and forms tell the screen above them."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from screens.kit.dialogs import Option
    from screens.kit.field import Field


class FieldMessage(Message):
    """Something about one field."""

    def __init__(self, field: "Field") -> None:
        super().__init__()
        self.field = field


class FieldChanged(FieldMessage):
    """A person changed the field; what fills itself in says nothing."""


class FieldLeft(FieldMessage):
    """The focus has left the field; the draft may be saved."""


class FieldAccepted(FieldMessage):
    """Enter: on to the next field."""


class FieldStep(FieldMessage):
    """An arrow out of the field: to the one above or below."""

    def __init__(self, field: "Field", by: int) -> None:
        super().__init__(field)
        self.by = by


class FieldSays(FieldMessage):
    """A sentence about the field, for the message line."""

    def __init__(self, field: "Field", sentence: str) -> None:
        super().__init__(field)
        self.sentence = sentence


class FieldTaken(FieldMessage):
    """A guess or a value of a list was taken."""

    def __init__(self, field: "Field", option: "Option") -> None:
        super().__init__(field)
        self.option = option


class ManyLines(FieldMessage):
    """A paste of several lines came into a field of one line, which kept the first."""

    def __init__(self, field: "Field", text: str) -> None:
        super().__init__(field)
        self.text = text
