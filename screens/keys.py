"""Keys (按键): every key and function code, and the office's own keys for each command."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget

from models.errors import DeskError
from models.words import N_, _
from screens.card import KEYS_FILE, KeyRow, choose_keys, function_rows, key_rows, write_keymap
from screens.counter import Counter
from screens.kit.ask import Ask
from screens.kit.dialogs import Act
from screens.kit.fields import TextField
from screens.kit.lists import Column, RecordList
from screens.kit.text import Words
from screens.page import Page

CHANGE, SHIPPED = "change", "shipped"
_FUNCTIONS = 27


class KeysScreen(Page):
    """Left what each key does, right the function codes; Enter changes the one, opens the other."""

    function = "97"
    help = N_(
        "Enter on a key chooses other keys for it, Enter on a function opens it; F10 puts all keys"
        " back as shipped. `desk keys` prints this card. The file is keys.toml beside the store."
    )
    first_focus = "#keys"
    DEFAULT_CSS = """
    KeysScreen #meaning { height: 1; }
    KeysScreen #note { height: 1; color: $quiet; }
    """

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._rows: list[KeyRow] = []
        self._functions = function_rows()

    def compose_body(self) -> Iterable[Widget]:
        """Two lists, and below them where the keys are kept."""
        self._rows = key_rows(self._keymap)
        with Horizontal():
            yield RecordList[KeyRow](
                [
                    Column(_("Key"), lambda row: row.keys, 10),
                    Column(_("Does"), lambda row: ("*" if row.own else "") + row.label, 8),
                    Column("", lambda row: row.help),
                ],
                lambda offset, limit: self._rows[offset : offset + limit],
                lambda: len(self._rows),
                key=lambda row: row.id,
                id="keys",
            )
            functions = RecordList[tuple[str, str]](
                [
                    Column("", lambda row: row[0], 2, "right"),
                    Column(_("Function"), lambda row: row[1]),
                ],
                lambda offset, limit: self._functions[offset : offset + limit],
                lambda: len(self._functions),
                key=lambda row: row[0],
                id="functions",
                classes="right",
            )
            functions.styles.width = _FUNCTIONS
            yield functions
        yield Words("", id="meaning")
        yield Words(_("* chosen here; kept in {file}").format(file=KEYS_FILE), id="note")

    @property
    def _keymap(self) -> Mapping[str, str]:
        return self.app._keymap  # noqa: SLF001 - textual has no reader for it

    @property
    def _path(self) -> Any:
        return self.session.store.path.parent / KEYS_FILE

    @property
    def _list(self) -> RecordList[KeyRow]:
        return self.query_one("#keys", RecordList)

    @on(RecordList.Opened, "#functions")
    async def function_opened(self, message: RecordList.Opened) -> None:
        """Go to the function."""
        await self.go_to_function(message.row[0], {})

    @on(RecordList.Opened, "#keys")
    def key_opened(self, message: RecordList.Opened) -> None:
        """Choose other keys for the command."""
        self._choose(message.row)

    @on(RecordList.Highlighted, "#keys")
    def key_highlighted(self, message: RecordList.Highlighted) -> None:
        """Say in full what the key does."""
        self.query_one("#meaning", Words).show(f" {message.row.help}")

    def _choose(self, row: KeyRow) -> None:
        field = TextField(
            "keys", _("Keys"), width=30,
            help_text=_("For example F2, Ctrl+S; the first one stands in the bar. Empty: as shipped"),
        )  # fmt: skip
        field.write(", ".join(row.keys.split()))

        def submit(values: dict[str, Any]) -> None:
            self._use(choose_keys(self._path, self._keymap, row.id, values["keys"]))

        def answered(values: dict[str, Any] | None) -> None:
            if values is not None:
                self._told(row.label)

        self.app.push_screen(Ask(row.label, field, submit=submit, words=row.help), answered)

    def _use(self, keymap: dict[str, str]) -> None:
        self.app.set_keymap(keymap)
        self._rows = key_rows(keymap)
        self._list.reload()

    def _told(self, label: str) -> None:
        self.refresh_keys()
        shown = next((row.keys for row in self._rows if row.label == label), "")
        self.done(_("{label}: {keys}").format(label=label, keys=shown))

    def acts(self) -> Sequence[Act]:
        """Other keys for the command under the cursor; all keys as shipped."""
        row = self._list.current
        none_own = "" if any(each.own for each in self._rows) else _(N_("All keys are as shipped"))
        label = _(N_("Other keys for {label}")).format(label=row.label if row else "")
        return [Act(CHANGE, label), Act(SHIPPED, _(N_("All keys as shipped")), none_own)]

    def do_act(self, act_id: str) -> None:
        """Change one, or put all back."""
        row = self._list.current
        if act_id == CHANGE and row is not None:
            self._choose(row)
        elif act_id == SHIPPED:
            try:
                write_keymap(self._path, {})
            except DeskError as error:
                self.warn(str(error))
                return
            self._use({})
            self.refresh_keys()
            self.done(_(N_("All keys are as shipped")))
