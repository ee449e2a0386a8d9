"""Sign-in and lock: staff number and secret; nothing of the household stays on the screen."""

from collections.abc import Iterable
from typing import Any

from textual.widget import Widget

from desk.secret import matches
from desk.staff import admit, find_account
from models.errors import DeskError
from models.words import N_, _
from screens.counter import Counter
from screens.kit.fields import SecretField, TextField
from screens.kit.form import Form
from screens.kit.screen import DeskScreen
from screens.kit.text import Words


class SignInScreen(DeskScreen):
    """Who sits here. Locked, Esc does not lead back: only a number and its secret do."""

    help = N_("Your staff number, Enter, your secret, Enter. Half-typed forms wait for you.")
    is_lock = True

    def __init__(self, counter: Counter, *, locked: bool = False) -> None:
        super().__init__()
        self._counter = counter
        self._locked = locked

    def compose_body(self) -> Iterable[Widget]:
        """Number and secret."""
        yield Words("")
        yield Words(_("The desk is locked") if self._locked else _("Sign in"), classes="title")
        yield Words("")
        yield Form(
            TextField("no", _("Number"), width=14, help_text=_("Your staff number")),
            SecretField("secret", _("Secret"), help_text=_("Your password or PIN")),
        )

    def on_mount(self) -> None:
        """The person who was here last only types the secret."""
        where, time = self._counter.status()
        self.tell_status(where, time)
        staff = self._counter.session.staff
        if staff is not None:
            form = self.query_one(Form)
            form.fill({"no": staff.no}, dim=True)
            form.go_to(form["secret"])

    async def do_save(self) -> None:
        """Check number and secret; the hash runs in a thread, the screen does not stand still."""
        form = self.query_one(Form)
        values: dict[str, Any] = form.values()
        self.done(_("Checking"))
        account = find_account(values["no"])
        secret = values["secret"] or ""
        check = self.run_worker(
            lambda: matches(account.secret if account else "", secret),
            thread=True, exit_on_error=False,
        )  # fmt: skip
        right = await check.wait()
        form["secret"].write("")
        try:
            session = admit(self._counter.session, account, secret, right=right)
        except DeskError as error:
            form.refuse(error)
            return
        self._counter.session = session
        self.dismiss(session)

    def do_back(self) -> None:
        """There is nothing behind a locked desk."""
        self.warn(_("Type your number and secret; Ctrl+Q ends the day"))
