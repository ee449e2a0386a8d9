"""Fields under each other, label beside field, and the way from one to the next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from models.errors import DeskError
from models.words import _
from screens.kit.bars import Row
from screens.kit.field import Field
from screens.kit.fields import TextField
from screens.kit.messages import (
    FieldAccepted,
    FieldChanged,
    FieldLeft,
    FieldStep,
    ManyLines,
)
from screens.kit.note import NoteField
from screens.kit.text import Words, plain, text

SHORTEST_LABEL = 8
IDLE = 2.0


class FieldRow(Horizontal):
    """Mark, label, field, hint."""

    def __init__(self, field: Field, label_width: int) -> None:
        super().__init__(id=f"row-{field.field_id}")
        self.field = field
        self._label = Row(classes="label")
        self._label.styles.width = label_width
        self._hint = Words("", classes="hint")
        self._show_mark("")

    def compose(self) -> ComposeResult:
        """Label, field, and for a field that leaves room its hint."""
        yield self._label
        yield self.field
        if not self.field.wide:
            yield self._hint
        self.field.connect(self._hint.show, self._show_mark)

    def _show_mark(self, sentence: str) -> None:
        label = plain(self.field.label)
        self._label.show(
            Content.assemble(("!", "bold $error"), (label, "$error")) if sentence
            else Content.assemble((f" {label}", "$quiet"))
        )  # fmt: skip


class SaveBar(Row, can_focus=True):
    """Below the last field: Enter saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", show=False),
        Binding("up", "up", show=False),
    ]

    class Pressed(Message):
        """Enter: save."""

    class Up(Message):
        """Back to the last field."""

    def on_mount(self) -> None:
        """Say what Enter does here."""
        self.show(text("[ " + _("Enter saves") + " ]"))

    def action_save(self) -> None:
        """Save."""
        self.post_message(self.Pressed())

    def action_up(self) -> None:
        """Back to the last field."""
        self.post_message(self.Up())


class Form(VerticalScroll, can_focus=False):
    """A form. Tell it what fields it has; ask it for `values`, give it what it should hold.

    The screen hears `FieldLeft` and `Form.Dirty` (two seconds after the last key): both mean that
    the draft, `state()`, is to be kept. `Form.Save` means Enter on the save bar.
    """

    class Dirty(Message):
        """Nothing was typed for two seconds after a change."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

    class Save(Message):
        """Enter on the save bar."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

    def __init__(self, *fields: Field, id: str | None = None, save_bar: bool = True) -> None:
        super().__init__(id=id)
        self.fields = {field.field_id: field for field in fields}
        self._save_bar = save_bar
        self._idle: Timer | None = None
        self._pasted: str | None = None

    def compose(self) -> ComposeResult:
        """A row for each field, then the save bar."""
        fields = self.fields.values()
        widest = max((cell_len(field.label) for field in fields), default=0)
        for field in fields:
            yield FieldRow(field, max(SHORTEST_LABEL, widest) + 2)
        if self._save_bar:
            yield SaveBar()

    def __getitem__(self, field_id: str) -> Field:
        return self.fields[field_id]

    # Values

    def values(self) -> dict[str, Any]:
        """The answer of every field."""
        return {name: field.answer for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, Any], *, dim: bool = False) -> None:
        """Put values in; with `dim` only where nobody has typed anything."""
        for name, value in values.items():
            field = self.fields[name]
            if not dim or field.dim or not field.answer:
                field.write(value, dim=dim)

    def clear(self) -> None:
        """Empty every field."""
        self.fill(dict.fromkeys(self.fields))

    def state(self) -> dict[str, Any]:
        """What a draft keeps: every field as typed, and where the focus is."""
        focused = self.screen.focused
        return {
            "fields": {name: field.state() for name, field in self.fields.items()},
            "focus": focused.field_id if isinstance(focused, Field) else "",
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand as the draft says, at the same field and cursor."""
        for name, kept in state.get("fields", {}).items():
            if name in self.fields:
                self.fields[name].restore(kept)
        if field := self.fields.get(state.get("focus", "")):
            self.go_to(field)

    # Errors

    def check(self) -> bool:
        """Mark what cannot be read; the first bad field gets the focus and its sentence."""
        bad = []
        for field in self.fields.values():
            field.mark(field.check())
            if field.error:
                bad.append(field)
        if bad:
            self._go_to_bad(bad[0])
        return not bad

    def refuse(self, *errors: DeskError) -> None:
        """Show the errors of a procedure beside their fields; the first one gets the focus."""
        for error in errors:
            if field := self.fields.get(error.field):
                field.mark(str(error))
        marked = next(
            (self.fields[error.field] for error in errors if error.field in self.fields), None
        )
        if marked is not None:
            self._go_to_bad(marked)
        elif errors:
            next(iter(self.fields.values())).say(str(errors[0]))

    # From field to field

    def go_to(self, field: Field) -> None:
        """Give this field the focus."""
        self.screen.set_focus(field)

    def _go_to_bad(self, field: Field) -> None:
        """The focus, the sentence, and the line selected: what is typed next stands instead."""
        self.go_to(field)
        field.say(field.error)
        if isinstance(field, TextField) and field.has_focus:
            field.select_all()

    def _stops(self) -> Sequence[Widget]:
        stops: Iterable[Widget] = [*self.fields.values(), *self.query(SaveBar)]
        return [stop for stop in stops if stop.focusable and stop.display]

    def _step(self, field: Widget, by: int) -> bool:
        stops = self._stops()
        at = stops.index(field) + by
        if there := 0 <= at < len(stops):
            self.screen.set_focus(stops[at])
        return there

    def on_field_accepted(self, message: FieldAccepted) -> None:
        """Enter: the next field, after the last one the save bar; with none, whoever is above."""
        if self._step(message.field, 1):
            message.stop()

    def on_field_step(self, message: FieldStep) -> None:
        """An arrow: the field above or below."""
        message.stop()
        self._step(message.field, message.by)

    def on_save_bar_pressed(self, message: SaveBar.Pressed) -> None:
        """Enter on the save bar."""
        message.stop()
        self.post_message(self.Save(self))

    def on_save_bar_up(self, message: SaveBar.Up) -> None:
        """Back to the last field."""
        message.stop()
        self._step(self.query_one(SaveBar), -1)

    # The draft

    def on_field_changed(self, _message: FieldChanged) -> None:
        """Count two seconds from the last key."""
        self._pasted = None
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE, self._idled)

    def on_field_left(self, _message: FieldLeft) -> None:
        """The screen keeps the draft now; there is nothing to wait for."""
        if self._idle is not None:
            self._idle.stop()

    def _idled(self) -> None:
        self.post_message(self.Dirty(self))

    # A paste of several lines

    def on_many_lines(self, message: ManyLines) -> None:
        """Offer the note field: the first line stands already, F4 puts all of it there."""
        message.stop()
        note = self._note()
        lines = message.text.count("\n") + 1
        if note is None:
            sentence = _("The paste had {number} lines; only the first went in")
            message.field.say(sentence.format(number=lines))
            return
        self._pasted = message.text
        sentence = _("The paste had {number} lines, the first went in; F4 puts all into “{note}”")
        message.field.say(sentence.format(number=lines, note=note.label))

    def take_paste(self) -> bool:
        """Put the paste just offered into the note field; False when there is none."""
        note = self._note()
        if self._pasted is None or note is None:
            return False
        note.add(self._pasted)
        self._pasted = None
        self.go_to(note)
        return True

    def _note(self) -> NoteField | None:
        return next((field for field in self.fields.values() if isinstance(field, NoteField)), None)
