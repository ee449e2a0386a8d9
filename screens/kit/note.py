"""The field of several lines."""

from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from models.words import N_, _
from screens.kit import steps
from screens.kit.field import Field
from screens.kit.messages import FieldAccepted, FieldStep
from screens.kit.text import typed

# Keys of TextArea that mean something else on every screen of the desk.
_OURS = {"f6", "f7", "ctrl+z", "ctrl+y", "up", "down", "ctrl+w", "ctrl+backspace", "alt+backspace"}


class NoteField(Field, TextArea, inherit_bindings=False):
    """Words of several lines; Enter and Tab go on, Ctrl+L begins a new line."""

    own_help: ClassVar[str] = N_("Words of several lines: Ctrl+L begins a new line, Enter goes on")

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            binding
            for binding in TextArea.BINDINGS
            if isinstance(binding, Binding) and not _OURS & {*binding.key.split(",")}
        ),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("enter", "accept", show=False),
        Binding("ctrl+l", "new_line", show=False, id="new_line"),
        Binding("ctrl+z", "undo", show=False, id="undo"),
        Binding("ctrl+y", "redo", show=False, id="redo"),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left", show=False),
    ]

    def __init__(
        self,
        field_id: str,
        label: str,
        *,
        help_text: str = "",
        rows: int = 3,
        max_length: int = 4000,
    ) -> None:
        super().__init__(id=f"field-{field_id}", tab_behavior="focus", compact=True)
        self.describe(field_id, label, help_text)
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.styles.height = rows
        self._max_length = max_length
        self._written = ""
        self._resume_at: Location | None = None

    @property
    def answer(self) -> str:
        """The words, without blanks around them."""
        return self.text.strip()

    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put these words in; there is nothing to undo in them."""
        self._written = typed(str(value or ""))
        self.load_text(self._written)
        self.move_cursor(self.document.end)
        self.set_dim(dim and bool(self._written))
        self.mark("")

    def state(self) -> dict[str, Any]:
        """The words as typed and where the cursor is."""
        return {"text": self.text, "at": list(self.cursor_location), "dim": self.dim}

    def restore(self, state: dict[str, Any]) -> None:
        """Stand as the draft says."""
        self.write(state.get("text", ""), dim=bool(state.get("dim")))
        if at := state.get("at"):
            self.move_cursor((at[0], at[1]))

    def add(self, words: str) -> None:
        """Put words after what stands there."""
        self.insert(typed(words), self.document.end)

    # Keys

    async def _on_key(self, event: events.Key) -> None:
        """Enter is not a character here; it goes on, as in every field."""
        if event.key == "enter":
            event.prevent_default()

    def action_accept(self) -> None:
        """Enter: on to the next field."""
        self.post_message(FieldAccepted(self))

    def action_new_line(self) -> None:
        """Begin a new line."""
        self._replace_via_keyboard("\n", *self.selection)

    def action_step(self, by: int) -> None:
        """An arrow: within the words, at their edge to the field above or below."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        if row == (0 if by < 0 else self.wrapped_document.height - 1):
            self.post_message(FieldStep(self, by))
        elif by < 0:
            self.action_cursor_up()
        else:
            self.action_cursor_down()

    def action_undo(self) -> None:
        """Take the last edit back; with none left the key goes on to the screen."""
        before = self.text
        super().action_undo()
        if self.text == before:
            raise SkipAction

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        """What is typed and pasted: cleaned, and cut to what still goes in."""
        words = typed(insert)
        room = self._max_length - len(self.text) + len(self.get_text_range(start, end))
        if len(words) > room:
            self.say(_("At most {number} characters").format(number=self._max_length))
            words = words[:room]
        return super()._replace_via_keyboard(words, start, end)

    def get_cursor_word_left_location(self) -> Location:
        """Where the word before the cursor begins."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_word_left_location()
        return row, steps.word_left(self.document[row], column)

    def get_cursor_word_right_location(self) -> Location:
        """Where the word after the cursor begins."""
        row, column = self.cursor_location
        if column == len(self.document[row]):
            return super().get_cursor_word_right_location()
        return row, steps.word_right(self.document[row], column)

    # Coming and going

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Tell only what a person did."""
        message.stop()
        if self.text != self._written:
            self._written = ""
            self.changed()

    def on_text_area_selection_changed(self, message: TextArea.SelectionChanged) -> None:
        """Nobody above needs it."""
        message.stop()

    def on_blur(self) -> None:
        """The focus has gone."""
        self.left()
