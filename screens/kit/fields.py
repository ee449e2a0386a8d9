"""The field of one line; those in `parsed` and `choices` are made of it."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from models.words import N_, _
from screens.kit import steps
from screens.kit.dialogs import Option
from screens.kit.field import Field
from screens.kit.messages import FieldAccepted, FieldStep, ManyLines
from screens.kit.text import typed

_UNDO_DEPTH = 200


class TextField(Field, Input):
    """A line of text. Ctrl+Z undoes, Ctrl+W takes a word, Enter goes on, arrows go up and down."""

    own_help: ClassVar[str] = N_("Type it; Enter goes on, Shift+Tab goes back")

    # Stock: every typed character lays the whole screen out anew (41 ms instead of 3).
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("ctrl+z", "undo", show=False, id="undo"),
        Binding("ctrl+y", "redo", show=False, id="redo"),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word", show=False),
    ]

    def __init__(
        self,
        field_id: str,
        label: str,
        *,
        help_text: str = "",
        max_length: int = 200,
        width: int = 0,
        password: bool = False,
        values: Callable[[], Sequence[Option]] | None = None,
    ) -> None:
        """`width` in cells; 0 takes the rest of the row. `values` is what F4 lists."""
        super().__init__(
            id=f"field-{field_id}",
            max_length=max_length,
            password=password,
            compact=True,
            validate_on=[],
        )
        self.describe(field_id, label, help_text)
        self.values = values
        self.cursor_blink = False
        if width:
            self.wide = False
            self.styles.width = width
        self._undo: list[tuple[str, int]] = []
        self._redo: list[tuple[str, int]] = []
        self._typing = False
        self._resume_at: int | None = None

    @property
    def answer(self) -> Any:
        """The text, without blanks around it."""
        return self.value.strip()

    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put this text in; there is nothing to undo in it."""
        self.value = "" if value is None else typed(str(value)).split("\n")[0]
        self.cursor_position = len(self.value)
        self._undo.clear()
        self._redo.clear()
        self.set_dim(dim and bool(self.value))
        if self.dim and self.has_focus:
            self.select_all()  # what filled itself in under the cursor is typed over
        self.mark("")

    def state(self) -> dict[str, Any]:
        """The text as typed, where the cursor is, and whether it filled itself in."""
        return {"text": self.value, "at": self.cursor_position, "dim": self.dim}

    def restore(self, state: dict[str, Any]) -> None:
        """Stand as the draft says."""
        self.write(state.get("text", ""), dim=bool(state.get("dim")))
        self._resume_at = state.get("at")

    # The caret

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret really is; stock counts one too many at the end of the text."""
        x, y, _width, _height = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    # Editing, with a memory

    def replace(self, text: str, start: int, end: int) -> None:
        """Every edit goes through here: remember what stood before."""
        before = (self.value, self.cursor_position)
        super().replace(text, start, end)
        if self.value == before[0]:
            return
        run = len(text) == 1 and not text.isspace() and start == end
        if not (run and self._typing):
            self._undo.append(before)
            del self._undo[:-_UNDO_DEPTH]
        self._typing = run
        self._redo.clear()
        self.changed()

    def action_undo(self) -> None:
        """Take the last edit back; with none left the key goes on to the screen."""
        self._swap(self._undo, self._redo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._swap(self._redo, self._undo)

    def _swap(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        if not source:
            raise SkipAction
        target.append((self.value, self.cursor_position))
        self.value, self.cursor_position = source.pop()
        self._typing = False
        self.changed()

    def restricted(self) -> None:
        """Say why nothing more goes in."""
        self.say(_("At most {number} characters").format(number=self.max_length))

    def action_cursor_left_word(self, select: bool = False) -> None:
        """One word to the left."""
        if self.password:
            super().action_cursor_left_word(select)
        else:
            self._go(steps.word_left(self.value, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """One word to the right."""
        if self.password:
            super().action_cursor_right_word(select)
        else:
            self._go(steps.word_right(self.value, self.cursor_position), select)

    def action_delete_left_word(self) -> None:
        """Delete the word before the cursor."""
        if self.password or not self.selection.is_empty:
            super().action_delete_left_word()
        else:
            at = self.cursor_position
            self.delete(steps.word_left(self.value, at), at)

    def action_delete_right_word(self) -> None:
        """Delete the word after the cursor."""
        if self.password or not self.selection.is_empty:
            super().action_delete_right_word()
        else:
            at = self.cursor_position
            self.delete(at, steps.word_right(self.value, at))

    def _go(self, to: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else to, to)

    # Coming and going

    def _on_paste(self, event: events.Paste) -> None:
        """Clean it, cut it and say so; several lines are offered to the note field."""
        event.stop()
        event.prevent_default()
        whole = typed(event.text).strip("\n")
        line, more, _rest = whole.partition("\n")
        start, end = sorted(self.selection)
        room = self.max_length - len(self.value) + end - start if self.max_length else len(line)
        self._typing = False
        self.replace(line[:room], start, end)
        if len(line) > room:
            self.say(
                _("Pasted {kept} of {all} characters, the field is full").format(
                    kept=room, all=len(line)
                )
            )
        if more:
            self.post_message(ManyLines(self, whole))

    async def action_submit(self) -> None:
        """Enter: on to the next field."""
        self.post_message(FieldAccepted(self))

    def action_step(self, by: int) -> None:
        """An arrow: to the field above or below."""
        self.post_message(FieldStep(self, by))

    def on_input_changed(self, message: Input.Changed) -> None:
        """Nobody above needs it; `FieldChanged` tells what a person did."""
        message.stop()

    def on_input_blurred(self, message: Input.Blurred) -> None:
        """As above; `FieldLeft` tells it."""
        message.stop()

    def on_focus(self) -> None:
        """Coming back from a draft the cursor is where it was; else all is selected, to type over."""
        self.select_on_focus = self._resume_at is None
        if self._resume_at is not None:
            self.cursor_position, self._resume_at = self._resume_at, None

    def on_blur(self) -> None:
        """The focus has gone."""
        self._typing = False
        self.left()
