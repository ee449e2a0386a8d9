"""Sign-in and lock: staff number and secret; nothing of the household stays on the screen."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from textual.widget import Widget

from desk.secret import matches
from desk.session import Session
from desk.staff import admit, find_account, must_change_secret, set_secret
from models.errors import DeskError, InputError
from models.words import N_, _
from screens.counter import Counter
from screens.kit.ask import Ask
from screens.kit.dialogs import Act
from screens.kit.fields import TextField
from screens.kit.form import Form
from screens.kit.messages import FieldAccepted
from screens.kit.parsed import SecretField
from screens.kit.screen import DeskScreen
from screens.kit.text import Words, text
from screens.secret_fields import secret_fields, typed_twice

SECRET, LANGUAGE = "secret", "language"


class SignInScreen(DeskScreen):
    """Who sits here. Locked, Esc does not lead back: only a number and its secret do."""

    help = N_(
        "Type your staff number, Enter, your secret, Enter. Who locked the desk goes on where they"
        " were; anybody else begins at home. Half-typed forms wait for their author. F12 empties"
        " the number for somebody else, F10 changes your secret or the language, Ctrl+Q ends the day."
    )
    labels = {"save": N_("Sign in"), "lock": N_("Other")}
    is_lock = True
    DEFAULT_CSS = """
    SignInScreen > #body { padding: 3 0 0 20; }
    SignInScreen Form { width: 40; }
    """

    def __init__(self, counter: Counter, *, locked: bool = False) -> None:
        super().__init__()
        self._counter = counter
        self._locked = locked
        self._wants_new = False
        number_help = _("Your staff number; full-width digits are taken too")
        self._form = Form(
            TextField("no", _("Number"), width=14, max_length=20, help_text=number_help),
            SecretField("secret", _("Secret"), help_text=_("Your password or PIN")),
            save_bar=False,
        )

    def compose_body(self) -> Iterable[Widget]:
        """Number and secret."""
        yield Words(_("The desk is locked") if self._locked else _("Sign in"), classes="title")
        yield Words("")
        yield self._form
        yield Words("")
        yield Words("", id="checking")
        if self._locked:
            yield Words(text(_("F12 once more: somebody else signs in"), "$quiet"))

    def on_mount(self) -> None:
        """The person who was here last only types the secret."""
        self.tell_status(*self._counter.status())
        staff = self._counter.session.staff
        if self._locked and staff is not None:
            self._form.fill({"no": staff.no}, dim=True)
            self._form.go_to(self._form["secret"])

    async def on_field_accepted(self, _message: FieldAccepted) -> None:
        """Enter after the secret."""
        await self.action_command("save")

    async def do_save(self) -> None:
        """Check number and secret; the hash runs in a thread, the screen does not stand still."""
        form = self._form
        no, secret = form["no"].answer, form["secret"].answer
        if not no or not secret:
            missing = "no" if not no else "secret"
            form.refuse(InputError(N_("Type your number and your secret"), missing))
            return
        self.clear_message()
        checking = self.query_one("#checking", Words)
        checking.show(_("Checking …"))
        account = find_account(no)
        right = await asyncio.to_thread(matches, account.secret if account else "", secret)
        checking.show("")
        form["secret"].write("")
        try:
            session = admit(self._counter.session, account, secret, right=right)
        except DeskError as error:
            form.refuse(error)
            return
        if must_change_secret(session) or self._wants_new:
            self._ask_new_secret(session, secret)
        else:
            self._enter(session)

    def _ask_new_secret(self, session: Session, current: str) -> None:
        """A secret that somebody else has seen lets nobody in: a new one first."""

        def submit(values: dict[str, Any]) -> None:
            set_secret(session, session.who, typed_twice(values), current)

        def answered(values: dict[str, Any] | None) -> None:
            self._wants_new = False
            if values is None:
                self.warn(_(N_("Not signed in: choose a secret of your own first")))
            else:
                self._enter(session)

        words = _(N_("Choose one of your own that nobody else knows."))
        if must_change_secret(session):
            words = _(N_("This secret was for once.")) + " " + words
        title = f"{session.who.no} {session.who.name}"
        self.app.push_screen(Ask(title, *secret_fields(), submit=submit, words=words), answered)

    def _enter(self, session: Session) -> None:
        self._counter.session = session
        self.dismiss(session)

    def do_lock(self) -> None:
        """F12: somebody else."""
        self._form.clear()
        self._form.go_to(self._form["no"])

    def do_back(self) -> None:
        """There is nothing behind a locked desk."""
        self.warn(_("Type your number and secret; Ctrl+Q ends the day"))

    def acts(self) -> Sequence[Act]:
        """Before anybody is in: one's own secret, and the language."""
        return [
            Act(SECRET, _("Sign in and choose a new secret")),
            Act(LANGUAGE, _("Chinese / English")),
        ]

    def do_act(self, act_id: str) -> None:
        """Ask for a new secret after the present one, or change the language."""
        if act_id == SECRET:
            self._wants_new = True
            self.done(_("Type your number and your present secret; the new one is asked for then"))
        elif act_id == LANGUAGE:
            self.app.do_language()  # type: ignore[attr-defined]
