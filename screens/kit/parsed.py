"""Fields whose text stands for something else: a day, a time, a sum, a secret."""

from collections.abc import Callable, Sequence
from typing import Any

from models.errors import DeskError
from models.words import N_
from screens.kit.dialogs import Option
from screens.kit.fields import TextField


class SecretField(TextField):
    """A password or PIN: dots, no list, no copy, never in a draft."""

    own_help = N_("What you type is not shown; it is kept by nobody as it stands here")

    def __init__(
        self, field_id: str, label: str, *, help_text: str = "", max_length: int = 128
    ) -> None:
        super().__init__(field_id, label, help_text=help_text, max_length=max_length, password=True)

    @property
    def answer(self) -> str:
        """What was typed, blanks and all."""
        return self.value

    def _position_to_cell(self, position: int) -> int:
        """A dot is one cell, whatever it hides."""
        return position

    def replace(self, text: str, start: int, end: int) -> None:
        """Edit; nothing is remembered."""
        super().replace(text, start, end)
        self._undo.clear()

    def action_copy(self) -> None:
        """A secret is not copied."""

    def action_cut(self) -> None:
        """A secret is deleted, not copied."""
        self.delete_selection()

    def state(self) -> dict[str, Any]:
        """A draft keeps nothing of it."""
        return {}


class ParsedField(TextField):
    """A value typed in one of many shapes; on leaving it stands in its own shape.

    `parse` raises DeskError with a sentence; `as_text` is what stands in the field and parses
    again to the same value; `show` is what is said beside it (the weekday, the sum in yuan).
    """

    def __init__(
        self,
        field_id: str,
        label: str,
        *,
        parse: Callable[[str], Any],
        as_text: Callable[[Any], str] = str,
        show: Callable[[Any], str] = str,
        help_text: str = "",
        width: int = 14,
        max_length: int = 40,
        values: Callable[[], Sequence[Option]] | None = None,
    ) -> None:
        super().__init__(
            field_id, label, help_text=help_text, width=width, max_length=max_length, values=values
        )
        self._parse, self._as_text, self._show = parse, as_text, show

    @property
    def answer(self) -> Any:
        """The value; None when nothing stands there or it cannot be read."""
        value = self.value.strip()
        if not value:
            return None
        try:
            return self._parse(value)
        except DeskError:
            return None

    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put a value (or text that parses to one) in."""
        text = value if isinstance(value, str) or value is None else self._as_text(value)
        super().write(text, dim=dim)
        self._show_back()

    def check(self) -> str:
        """Why what was typed cannot be read."""
        value = self.value.strip()
        if not value:
            return ""
        try:
            self._parse(value)
        except DeskError as error:
            return str(error)
        return ""

    def changed(self) -> None:
        """Show back what is understood while it is typed."""
        super().changed()
        self._show_back()

    def left(self) -> None:
        """Let the value stand in its own shape: `+2` is another day tomorrow."""
        value = self.answer
        if value is not None and (text := self._as_text(value)) != self.value:
            dim, undo = self.dim, [*self._undo]
            self.write(text, dim=dim)
            self._undo = undo
        super().left()

    def _show_back(self) -> None:
        value = self.answer
        self.hint("" if value is None else self._show(value))


class DateField(ParsedField):
    """A day: `0` today, `-1`, `+2`, `5`, `1123`, `20261123`."""


class TimeField(ParsedField):
    """A time: `930`, `+90` minutes."""


class MoneyField(ParsedField):
    """A sum in yuan as typed, fen as answered."""
