"""The frame every screen has: fixed rows, sixteen keys with one meaning, no toast, no repaint."""

from collections.abc import Iterable, Mapping, Sequence
from inspect import isawaitable
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from models.words import _
from screens.kit.bars import MINIMUM, KeyBar, MessageLine, Slot, StatusRow, TooSmall
from screens.kit.compositor import DeskCompositor
from screens.kit.dialogs import Act, ActMenu
from screens.kit.form import Form
from screens.kit.guesses import GuessList
from screens.kit.help import HelpDialog
from screens.kit.jump import JumpLabels, inside, parts_of
from screens.kit.keys import MEANINGS, Command, card
from screens.kit.messages import FieldSays


class DeskScreen(Screen[Any]):
    """One screen. A subclass composes its body and answers keys with methods named after them.

    `F2` runs `do_save`, `F6` runs `do_new`, and so on by the command's id; a key that the screen
    does not answer, or that `closed` gives a reason for, is dim and says why when pressed.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    _looks: object = None
    BINDINGS = [command.binding() for command in MEANINGS]

    own_commands: ClassVar[Sequence[Command]] = ()
    labels: ClassVar[Mapping[str, str]] = {}
    """Other words (msgids) in the key bar for this screen, by the command's id."""
    help: ClassVar[str] = ""
    """What this screen is for, a msgid: shown by F1."""
    first_focus: ClassVar[str] = ""
    """Selector of the widget that has the focus at first; empty: the first that can have it."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = DeskCompositor()

    def __init_subclass__(cls, **options: Any) -> None:
        if "own_commands" in cls.__dict__:
            bindings = [command.binding() for command in cls.own_commands]
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings]
        super().__init_subclass__(**options)

    # What a subclass says about itself

    def compose_line(self) -> Iterable[Widget]:
        """Row 2: the line, where there is one."""
        return ()

    def compose_body(self) -> Iterable[Widget]:
        """Everything between the line and the message line."""
        return ()

    def closed(self) -> Mapping[str, str]:
        """Why commands cannot be used now: the command's id and a translated sentence."""
        return {}

    def acts(self) -> Sequence[Act]:
        """The acts on the record on screen, offered by F10 with numbers."""
        return ()

    def do_act(self, act_id: str) -> None:
        """Do one of the acts."""

    # What a subclass uses

    def done(self, sentence: str) -> None:
        """Say in the message line what was done."""
        self.query_one(MessageLine).done(sentence)

    def warn(self, sentence: str) -> None:
        """Say in the message line what is wrong and what to do."""
        self.query_one(MessageLine).warn(sentence)

    def clear_message(self) -> None:
        """Say nothing in the message line."""
        self.query_one(MessageLine).clear()

    def tell_status(self, left: str, right: str = "") -> None:
        """Put these words into row 1."""
        self.query_one(StatusRow).tell(left, right)

    def refresh_keys(self) -> None:
        """Show anew which keys do something; called by itself after every command."""
        closed = self.closed()
        keymap = self.app._keymap  # noqa: SLF001 - textual has no reader for it
        self.query_one(KeyBar).tell(
            [
                Slot(
                    command.key(keymap),
                    _(self.labels.get(command.id, command.label)),
                    command.id not in closed and self._handler(command.id) is not None,
                )
                for command in self.commands()
                if command.in_bar
            ]
        )

    @classmethod
    def commands(cls) -> Sequence[Command]:
        """Every command of this screen, the common ones first."""
        return (*MEANINGS, *cls.own_commands)

    def why_closed(self, command: Command) -> str:
        """Why this command does nothing now; empty when it does something."""
        if self._handler(command.id) is None:
            return _("{label} has no meaning on this screen").format(label=_(command.label))
        return self.closed().get(command.id, "")

    # Keys

    async def action_command(self, command_id: str) -> None:
        """Run a command, or say why not."""
        command = next(known for known in self.commands() if known.id == command_id)
        if reason := self.why_closed(command):
            self.warn(reason)
            return
        self.query_one(MessageLine).clear_warning()
        handler = self._handler(command_id)
        if handler is not None and isawaitable(answer := handler()):
            await answer
        if self.is_attached:
            self.refresh_keys()

    def _handler(self, command_id: str) -> Any:
        """The method that answers a command: the screen's, else the app's."""
        name = f"do_{command_id}"
        return getattr(self, name, None) or getattr(self.app, name, None)

    def do_help(self) -> None:
        """Explain the field, then the screen, then all keys."""
        field = getattr(self.focused, "help_text", "")
        self.app.push_screen(HelpDialog(field, _(self.help) if self.help else "", self.key_lines()))

    def key_lines(self) -> list[str]:
        """All keys with their meaning, one a line."""
        return card(self.commands(), self.app._keymap)  # noqa: SLF001 - as above

    def do_line(self) -> None:
        """Go to the line."""
        for widget in self.query("#line-slot *"):
            if widget.focusable:
                self.set_focus(widget)
                return
        self.warn(_("There is no line on this screen; Esc leads back to one that has it"))

    def do_values(self) -> None:
        """List the values of the field with the focus."""
        if any(form.take_paste() for form in self.query(Form)):
            return
        offer = getattr(self.focused, "offer_values", None)
        if offer is None or not offer():
            self.warn(_("There is no list for this field"))

    def do_undo(self) -> None:
        """Nothing left to undo in the field."""
        self.warn(_("Nothing to undo here"))

    def do_redo(self) -> None:
        """Nothing left to redo in the field."""
        self.warn(_("Nothing to redo here"))

    def do_jump(self) -> None:
        """Number the lists, forms and panes of the screen; a digit goes there."""

        def chosen(part: Widget | None) -> None:
            self.set_focus(self.focused if part is None else inside(part))

        parts = parts_of(self.query("#line-slot Input, #body RecordList, #body Form, #body .pane"))
        self.app.push_screen(JumpLabels(parts), chosen)

    def do_acts(self) -> None:
        """Offer the acts on the record, then every command, by number."""
        acts = self.acts()
        known = {act.id for act in acts}
        others = [
            Act(command.id, _(command.label), self.why_closed(command))
            for command in self.commands()
            if command.id not in {"acts", "help", "back"} | known and self._handler(command.id)
        ]

        async def chosen(act_id: str | None) -> None:
            if act_id is None:
                return
            if act_id in known:
                self.do_act(act_id)
            else:
                await self.action_command(act_id)

        self.app.push_screen(ActMenu(_("Acts"), [*acts, *others]), chosen)

    def do_back(self) -> None:
        """One level back."""
        if len(self.app.screen_stack) > 2:  # noqa: PLR2004 - textual's own empty screen lies below
            self.dismiss(None)
        else:
            self.warn(_("This is the first screen; Ctrl+Q ends the day"))

    # What fields and forms tell

    def on_field_says(self, message: FieldSays) -> None:
        """A sentence about a field."""
        self.warn(message.sentence)

    async def on_form_save(self) -> None:
        """Enter on the save bar is F2."""
        await self.action_command("save")

    # The frame

    def compose(self) -> ComposeResult:
        """The fixed rows, and between them what the subclass composes."""
        yield StatusRow()
        with Container(id="line-slot"):
            yield from self.compose_line()
        with Container(id="body"):
            yield from self.compose_body()
        yield MessageLine()
        yield KeyBar()
        yield GuessList()
        yield TooSmall()

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """No tooltip and no toast: what matters stands in the message line."""

    def _on_mount(self, event: Any) -> None:
        super()._on_mount(event)
        self.refresh_keys()
        self._first_focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Whatever happened on the screen above may have opened or closed keys here."""
        looks = (self.app.size, self.app.theme, frozenset(self.app.classes))
        # Stock: a screen shown again has all its styles computed anew, which is most of the wait.
        event.refresh_styles = event.refresh_styles and looks != self._looks
        self._looks = looks
        self._check_size()
        self.refresh_keys()

    def on_resize(self) -> None:
        """A terminal below 80×24 gets a sentence instead of a broken screen."""
        self._check_size()

    def _check_size(self) -> None:
        width, height = self.app.size
        self.set_class(width < MINIMUM[0] or height < MINIMUM[1], "-too-small")
        # Stock: a screen that was hidden while the window changed keeps the columns it had.
        reached = [name for least, name in self.app.HORIZONTAL_BREAKPOINTS or () if width >= least]
        for _least, name in self.app.HORIZONTAL_BREAKPOINTS or ():
            self.set_class(name in reached[-1:], name)

    def _first_focus(self) -> None:
        if self.focused is not None:
            return  # the screen has chosen already
        for widget in self.query(self.first_focus or "#body *"):
            if widget.focusable:
                self.set_focus(widget)
                return
