"""Settings (设置) of the office, and the way to its reference data."""

from collections.abc import Iterable

from textual.widget import Widget

from desk.settings import SETTINGS, settings
from models.words import N_, _
from screens.counter import Counter
from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.page import Page


class SettingsScreen(Page):
    """The settings as a form."""

    function = "91"
    help = N_("What this office has chosen; F2 keeps the changes.")

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._form = Form(*(TextField(name, _(kind.label)) for name, kind in SETTINGS.items()))

    def compose_body(self) -> Iterable[Widget]:
        """The form."""
        yield self._form

    def on_mount(self) -> None:
        """As it is now."""
        self._form.fill(settings(self.session))
