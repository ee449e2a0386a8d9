"""What every field has: a name, a label, help, a mark when it is wrong, a state for the draft."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from models.words import _
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.messages import FieldChanged, FieldLeft, FieldSays

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    # Textual takes styles and bindings from the first base that is a widget: that must be the
    # widget a field is made of, not this.
    Base = object


class Field(Base):
    """One field of a form; the classes in `fields` and `choices` are to be used.

    `answer` is the value a procedure takes; `write` puts one in. A value that filled itself in is
    `dim` until somebody touches it.
    """

    field_id: str
    label: str
    help_text: str
    own_help: ClassVar[str] = ""
    """What every field of this class says to F1 when it has no help of its own: a msgid."""
    wide = True
    """Whether the field takes the rest of the row; a hint then has no room beside it."""

    def describe(self, field_id: str, label: str, help_text: str) -> None:
        """Name the field; the texts are translated already."""
        self.field_id, self.label = field_id, label
        self.help_text = help_text or (_(self.own_help) if self.own_help else "")
        self.error = ""
        self.values: Callable[[], Sequence[Option]] | None = None
        self._hint_shown: Callable[[str], None] | None = None
        self._hint = ""
        self._marked: Callable[[str], None] | None = None

    @property
    @abstractmethod
    def answer(self) -> Any:
        """The value, typed; None or an empty text when there is none."""

    @abstractmethod
    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put a value in, as if it had always stood there."""

    def check(self) -> str:
        """What is wrong with what stands there, as a sentence; empty when nothing is."""
        return ""

    @abstractmethod
    def state(self) -> dict[str, Any]:
        """What a draft keeps of this field."""

    @abstractmethod
    def restore(self, state: dict[str, Any]) -> None:
        """Stand as the draft says."""

    @property
    def dim(self) -> bool:
        """Whether the value filled itself in and nobody has touched it."""
        return self.has_class("-dim")

    def set_dim(self, dim: bool) -> None:
        """Show the value as one that filled itself in."""
        self.set_class(dim, "-dim")

    def mark(self, sentence: str) -> None:
        """Mark the field as wrong, or with an empty sentence as right."""
        if sentence != self.error:
            self.error = sentence
            self.set_class(bool(sentence), "-bad")
            if self._marked is not None:
                self._marked(sentence)

    def hint(self, words: str) -> None:
        """Show these words beside the field: choices, weekday, the name found."""
        if words != self._hint:
            self._hint = words
            if self._hint_shown is not None:
                self._hint_shown(words)

    def say(self, sentence: str) -> None:
        """Say something about the field in the message line."""
        message = FieldSays(self, sentence)
        # Where a form says it for its field, the message would go no higher than the form.
        message.set_sender(self)
        self.post_message(message)

    def changed(self) -> None:
        """A person has changed the value."""
        self.set_dim(False)
        self.mark("")
        self.post_message(FieldChanged(self))

    def left(self) -> None:
        """The focus has gone: mark what is wrong and say it, but let the person go on."""
        sentence = self.check()
        self.mark(sentence)
        if sentence:
            self.say(sentence)
        self.post_message(FieldLeft(self))

    def offer_values(self) -> bool:
        """List the values of this field; False when it has no list."""
        if self.values is None or not (options := self.values()):
            return False

        def taken(option: Option | None) -> None:
            if option is not None:
                self.take(option)

        self.app.push_screen(ChoiceDialog(self.label, options), taken)
        return True

    def take(self, option: Option) -> None:
        """A value of the list was chosen."""
        self.write(option.key)
        self.changed()

    def connect(self, hint: Callable[[str], None], mark: Callable[[str], None]) -> None:
        """Where the form shows the hint and the mark."""
        self._hint_shown, self._marked = hint, mark
        hint(self._hint)
