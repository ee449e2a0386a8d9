"""A one-time secret on the screen: shown once, until somebody says that it is written down."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.words import N_, _
from screens.kit.dialogs import DeskDialog
from screens.kit.text import Words


class OneTimeSecret(DeskDialog[bool]):
    """Neither Enter typed ahead nor Esc takes it away: only the digit 1."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "written", show=False),
        Binding("escape", "insist", show=False),
    ]
    DEFAULT_CSS = (
        "OneTimeSecret > #window { width: 66; } OneTimeSecret #secret { text-style: bold; }"
    )

    def __init__(self, no: str, name: str, secret: str) -> None:
        super().__init__(_("One-time secret"))
        self._who = f"{no} {name}".strip()
        self._secret = secret

    def compose_window(self) -> ComposeResult:
        """Whose it is, the secret, what to do with it."""
        yield Words(_("{who} signs in with").format(who=self._who))
        yield Words("")
        yield Words(f"    {self._secret}", id="secret")
        yield Words("")
        yield Words(
            _(
                "once, and then chooses a secret of their own. It is shown only now and kept nowhere."
            )
        )
        yield Words("")
        yield Words(_("Press 1 when it is written down"))

    def action_written(self) -> None:
        """It stands on paper."""
        self.dismiss(True)

    def action_insist(self) -> None:
        """It would be lost."""
        self.warn(_(N_("Write it down first, then press 1")))
