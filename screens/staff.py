"""Staff (员工): who may sign in, their posts and trades, who is on duty (manual, five posts)."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.widget import Widget

from data.staff import StaffRow
from desk.history import history
from desk.staff import (
    StaffForm,
    add_staff,
    edit_staff,
    find_account,
    form_of,
    in_hand,
    leave,
    reset_secret,
    set_duty,
    set_secret,
    staff_list,
    why_stays,
)
from models.errors import DeskError
from models.office import Staff
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.counter import Counter
from screens.edits import Edit, EditsPage
from screens.kit.dialogs import Option
from screens.kit.fields import TextField
from screens.kit.lists import RecordList
from screens.kit.parsed import SecretField
from screens.kit.text import Words
from screens.listing import options
from screens.once import OneTimeSecret
from screens.secret_fields import secret_fields, typed_twice
from screens.staff_words import (
    account_fields,
    digits_words,
    held_words,
    person_lines,
    staff_columns,
)
from screens.told import HistoryDialog

EDIT, DUTY = "staff.edit", "staff.duty"
Values = dict[str, Any]


class StaffScreen(EditsPage):
    """Above everybody with what they have in hand, below the one under the cursor."""

    function = "84"
    help = N_(
        "Everybody who may sign in, with post, trades, duty and what they have in hand. F6 adds"
        " somebody: a one-time secret is made and shown once. Enter corrects the one under the"
        " cursor, the digits below do the rest. Left and right show those who have left; an"
        " account is never deleted, and its number is not given again."
    )
    first_focus: ClassVar[str] = "#rows"
    DEFAULT_CSS = """
    StaffScreen {
        & #title { height: 1; color: $quiet; }
        & #one { height: 6; padding: 0 1; }
        & ActsBar { height: auto; min-height: 1; }
    }
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._left = False
        self._rows: list[StaffRow] = []
        self._made: OneTimeSecret | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The list, the person under the cursor, what can be done."""
        self._ask_rows()
        yield Words("", id="title")
        yield RecordList(
            staff_columns(), lambda offset, limit: self._rows[offset : offset + limit],
            lambda: len(self._rows), key=lambda row: row.id,
            style=lambda row: "" if row.left_at is None and row.duty == "on" else "quiet",
            empty=_(N_("Nobody has left")), id="rows", classes="pane",
        )  # fmt: skip
        yield Words("", id="one", classes="below")
        yield ActsBar(classes="below")

    def on_mount(self) -> None:
        """Say what is shown."""
        self._tell()

    # The list

    @property
    def _list(self) -> RecordList[StaffRow]:
        return self.query_one("#rows", RecordList)

    def _account(self) -> Staff | None:
        """Who is under the cursor."""
        row = self._list.current
        return find_account(row.no) if row else None

    def _ask_rows(self) -> None:
        everybody = staff_list(self.session, left=True)
        self._rows = [row for row in everybody if (row.left_at is not None) == self._left]
        self._counts = len(everybody) - len(self._rows), len(self._rows)

    def reload(self) -> None:
        """Everybody anew; the cursor stays."""
        self._ask_rows()
        self._list.reload()
        self._tell()

    def _tell(self) -> None:
        others, here = self._counts
        numbers = (others, here) if self._left else (here, others)
        words = [
            f"{label} {number}"
            for label, number in zip((_(N_("On the staff")), _(N_("Left"))), numbers, strict=True)
        ]
        words[self._left] = f"[{words[self._left]}]"
        self.query_one("#title", Words).show(" < " + "  ".join(words) + " >")
        self._tell_one()

    @on(RecordList.Highlighted, "#rows")
    def _tell_one(self) -> None:
        account = self._account()
        lines = person_lines(account, in_hand(self.session, account)) if account else []
        self.query_one("#one", Words).show("\n".join(lines))
        self.query_one(ActsBar).tell(self.acts())

    async def on_key(self, event: events.Key) -> None:
        """Left and right: those who are here, those who have left."""
        if event.key in {"left", "right"} and isinstance(self.focused, RecordList):
            event.stop()
            self._left = not self._left
            self._list.go_to(0)
            self.reload()

    @on(RecordList.Opened, "#rows")
    def row_opened(self) -> None:
        """Enter: correct this account."""
        self._digit(1)

    def do_previous(self) -> None:
        """The row before."""
        self._list.action_move(-1)

    def do_next(self) -> None:
        """The next row."""
        self._list.action_move(1)

    # Acts

    def edits(self) -> Sequence[Edit]:
        """What can be done with the one under the cursor, in the order of the digits."""
        account = self._account()
        if account is None:
            return ()
        gone = _(N_("This account has ended")) if account.left_at is not None else ""
        edit = gone or self.allowed(EDIT)
        own = account.id == self.session.staff_id
        duty = gone or ("" if own else self.allowed(DUTY))
        secret = Edit("secret", _(N_("One-time secret")), partial(self._reset, account), edit)
        if own:
            secret = Edit("secret", _(N_("Own secret")), partial(self._own_secret, account))
        return [
            Edit("edit", _(N_("Correct")), partial(self._edit, account), edit),
            secret,
            *(
                Edit(f"duty.{each.key}", each.label, partial(self._duty, account, each), duty)
                for each in options("duties")
            ),
            Edit(
                "leave", _(N_("Leaves")), partial(self._leave, account),
                why_stays(self.session, account),
            ),
            Edit(
                "history", _(N_("History")), partial(self._history, account),
                self.allowed("journal.view"),
            ),
        ]  # fmt: skip

    def closed(self) -> dict[str, str]:
        """F6 is for whoever edits accounts."""
        return {"new": why} if (why := self.allowed(EDIT)) else {}

    def do_new(self) -> None:
        """Somebody new."""

        def save(values: Values) -> str:
            account, made = add_staff(self.session, _form(values))
            self._show_once(account, made)
            self._left = False
            return _(N_("Added: {no} {name}")).format(no=account.no, name=account.name)

        self.ask(_(N_("New on the staff")), *account_fields(), save=save, words=digits_words())

    def _edit(self, account: Staff) -> None:
        def save(values: Values) -> str:
            edit_staff(self.session, account, _form(values))
            return _(N_("Corrected: {no} {name}")).format(no=account.no, name=account.name)

        fields = account_fields(form_of(account))
        title = f"{account.no} {account.name}"
        self.ask(title, *fields, save=save, words=digits_words())

    def _reset(self, account: Staff) -> None:
        try:
            made = reset_secret(self.session, account)
        except DeskError as error:
            self.warn(str(error))
            return
        self._show_once(account, made)
        self.edited(
            _(N_("{no} {name} has a new one-time secret")).format(no=account.no, name=account.name)
        )

    def _own_secret(self, account: Staff) -> None:
        def save(values: Values) -> str:
            set_secret(self.session, account, typed_twice(values), values["current"])
            return _(N_("Your secret is changed"))

        current = SecretField("current", _(N_("Present secret")))
        self.ask(_(N_("Own secret")), current, *secret_fields(), save=save)

    def _duty(self, account: Staff, duty: Option) -> None:
        def save(values: Values) -> str:
            set_duty(self.session, account, duty.key, str(values.get("duty_note") or ""))
            return f"{account.name} {duty.label}"

        if duty.key == "out":
            field = TextField("duty_note", _(N_("Back when")), max_length=20)
            self.ask(f"{account.name} {duty.label}", field, save=save)
        else:
            self._at_once(lambda: save({}))

    def _leave(self, account: Staff) -> None:
        def save(values: Values) -> str:
            held = held_words(leave(self.session, account, values["reason"]))
            said = _(N_("{no} {name} has left")).format(no=account.no, name=account.name)
            if held:
                said = _(N_("{said}; to be given to others: {held}")).format(said=said, held=held)
            return said

        held = held_words(in_hand(self.session, account))
        words = _(N_("Nothing is open in this name"))
        if held:
            words = _(N_("Still open in this name: {held}")).format(held=held)
        field = TextField(
            "reason",
            _(N_("Reason")),
            help_text=_(N_("Why the account ends; it stays in the history")),
        )
        title = _(N_("{no} {name} leaves")).format(no=account.no, name=account.name)
        self.ask(title, field, save=save, words=words)

    def _history(self, account: Staff) -> None:
        events = history(self.session, account)
        self.app.push_screen(HistoryDialog(f"{account.no} {account.name}", events))

    def _at_once(self, act: Callable[[], str]) -> None:
        try:
            sentence = act()
        except DeskError as error:
            self.warn(str(error))
        else:
            self.edited(sentence)

    # The one-time secret

    def _show_once(self, account: Staff, made: str | None) -> None:
        self._made = OneTimeSecret(account.no, account.name, made) if made else None

    def edited(self, sentence: str) -> None:
        """Show what is so now; a secret that was made is shown over it until it is noted."""
        super().edited(sentence)
        made, self._made = self._made, None
        if made is not None:
            self.app.push_screen(made)


def _form(values: Values) -> StaffForm:
    areas = tuple(
        each for each in values["areas"].replace("\uff0c", ",").split(",") if each.strip()
    )
    return StaffForm(
        values["no"], values["name"], values["role"], values["phone"], values["skills"], areas
    )
