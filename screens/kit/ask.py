"""A few fields in a window over the screen: the reason, the result, the time an act needs."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.errors import DeskError
from models.words import _
from screens.kit.dialogs import DeskDialog
from screens.kit.field import Field
from screens.kit.form import Form
from screens.kit.help import HelpDialog
from screens.kit.keys import HELP, SAVE, VALUES
from screens.kit.messages import FieldAccepted
from screens.kit.text import Words


class Ask(DeskDialog[dict[str, Any]]):
    """Asks for some fields and answers with their values; Esc answers with None.

    `submit` gets the values first; what it raises as DeskError is shown at its field and what was
    typed stays. With one field Enter is enough, with several F2 or Enter after the last one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(SAVE.keys, "save", show=False, id=SAVE.id),
        Binding(VALUES.keys, "values", show=False, id=VALUES.id),
        Binding(HELP.keys, "explain", show=False, id=HELP.id),
    ]
    DEFAULT_CSS = "Ask > #window { width: 76; }"

    def __init__(
        self,
        title: str,
        *fields: Field,
        submit: Callable[[dict[str, Any]], object] | None = None,
        words: str = "",
    ) -> None:
        """`words` stand above the fields: what the answer will lead to."""
        super().__init__(title)
        self._fields = fields
        self._submit = submit
        self._words = words

    def compose_window(self) -> ComposeResult:
        """What it is about, then the fields."""
        if self._words:
            yield Words(self._words, id="about")
        yield Form(*self._fields, save_bar=len(self._fields) > 1)

    def action_save(self) -> None:
        """Hand the values over, and close if they are taken."""
        form = self.query_one(Form)
        if not form.check():
            return
        values = form.values()
        try:
            if self._submit is not None:
                self._submit(values)
        except DeskError as error:
            form.refuse(error)
        else:
            self.dismiss(values)

    def action_values(self) -> None:
        """List the values of the field with the focus."""
        if isinstance(self.focused, Field):
            self.focused.offer_values()

    def action_explain(self) -> None:
        """F1: the field with the focus, then what the window is about."""
        field = getattr(self.focused, "help_text", "")
        about = _("F2 saves, Esc closes and nothing has happened; F4 lists the values of a field.")
        self.app.push_screen(HelpDialog(field, f"{self._words} {about}".strip(), ()))

    def on_form_save(self) -> None:
        """Enter on the save bar."""
        self.action_save()

    def on_field_accepted(self, message: FieldAccepted) -> None:
        """Enter in the only field; with several the form goes on to the next."""
        message.stop()
        self.action_save()
