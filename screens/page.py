"""What every screen of the counter shares: row 1, the line, the way to other screens, undo."""

from collections.abc import Iterable
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from data.reference import label, terms
from desk import undo
from desk.functions import BY_CODE, FUNCTIONS, is_open, why_closed
from desk.line import Guess, guesses
from models.errors import DeskError
from models.words import _
from screens import registry
from screens.counter import Counter
from screens.kit.choices import LookupField
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.messages import FieldTaken
from screens.kit.screen import DeskScreen
from screens.kit.text import Words, fit
from screens.listing import by_pinyin, reasons

LINE = "line"
_QUIET = Style(dim=True)
LOCK, QUIT, LANGUAGE = "99", "0", "95"


class Line(LookupField):
    """The line (F3): everything typed is understood, the guess shown with its kind.

    While nothing is typed it says what can be; F4 then lists the functions with their codes.
    """

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._found: list[Guess] = []
        super().__init__(
            LINE, "▸", self._look, help_text=_(
                "Type a unit, a name, pinyin, a telephone number or its last digits, a plate, a"
                " matter's number, or a function's code; Enter opens the first guess"
            ),
        )  # fmt: skip

    def _look(self, typed: str) -> list[Option]:
        self._found = guesses(self._counter.session, typed)
        return [
            Option(str(index), f"{guess.kind_label} {guess.title}", guess.note)
            for index, guess in enumerate(self._found)
        ]

    def guess(self, option: Option) -> Guess:
        """What stands behind an option."""
        return self._found[int(option.key)]

    def render_line(self, y: int) -> Strip:
        """What was typed, or what can be."""
        if self.value or y:
            return super().render_line(y)
        prompt = _("F3: unit, name, phone, plate, number, function code; then F4: all functions")
        width = self.size.width
        return Strip([Segment(fit(prompt, width), self.rich_style + _QUIET)], width)

    def offer_values(self) -> bool:
        """Every function of this person by its code; typing narrows the list."""
        if self.value.strip():
            return super().offer_values()
        session = self._counter.session
        options = [
            # Two cells: a code is typed to the list, and no digit runs a function at once.
            Option(
                function.code, f"{function.code:>2} {_(function.name)}", digit=f"{function.code:>2}"
            )
            for function in FUNCTIONS
            if is_open(session, function)
        ]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._found = guesses(session, option.key)
                self.post_message(FieldTaken(self, Option("0", option.label)))

        self.app.push_screen(ChoiceDialog(_("Functions"), options, by_pinyin), chosen)
        return True


class Page(DeskScreen):
    """A screen at a counter. `function` is its code and stands in row 1."""

    function: ClassVar[str] = ""
    refresh_seconds: ClassVar[float] = 20.0

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.counter = counter

    @property
    def session(self) -> Any:
        """The session of whoever sits here now."""
        return self.counter.session

    def compose_line(self) -> Iterable[Widget]:
        """The line, on every screen."""
        yield Words("▸", classes="prompt")
        yield Line(self.counter)

    def title_text(self) -> str:
        """The function in row 1: its code and name."""
        found = BY_CODE.get(self.function)
        return f"{found.code} {_(found.name)}" if found else ""

    def on_mount(self) -> None:
        """Show row 1 now and keep its clock going."""
        self.tell_row_one()
        self.set_interval(self.refresh_seconds, self.tell_row_one)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Counts may have changed on the screen above."""
        self.tell_row_one()

    def tell_row_one(self) -> None:
        """Row 1 as it is now."""
        self.tell_status(*self.counter.status(self.title_text()))

    # Going elsewhere

    def open(self, name: str, **arguments: Any) -> None:
        """Open another screen over this one."""
        self.app.push_screen(registry.make(name, self.counter, **arguments), self.came_back)

    def log_new(self, where: str = "", **arguments: Any) -> None:
        """Log something new: its type by digit, then the form with what is known already."""
        title = _("New for {unit}").format(unit=where) if where else _("New")
        types = [Option(kind.code, label(kind), digit=kind.digit) for kind in terms("matter_types")]

        def chosen(option: Option | None) -> None:
            if option is not None:
                self.open("intake", type=option.key, **arguments)

        self.app.push_screen(ChoiceDialog(title, types), chosen)

    def came_back(self, result: Any) -> None:
        """The screen above was left, with a sentence about what it did, if anything."""
        self.reload()
        if isinstance(result, str) and result:
            self.done(result)

    def reload(self) -> None:
        """Show the records anew."""

    async def on_field_taken(self, message: FieldTaken) -> None:
        """Something on the line was taken: go there."""
        if isinstance(message.field, Line):
            message.stop()
            guess = message.field.guess(message.option)
            message.field.write("")
            await self.go(guess)

    async def go(self, guess: Guess) -> None:
        """Go where a guess leads."""
        if guess.kind == "function":
            await self.go_to_function(str(guess.id), dict(guess.arguments))
        elif guess.kind == "order":
            self.open("matter", matter_id=guess.arguments["matter_id"])
        else:
            self.open(guess.kind, **{f"{guess.kind}_id": guess.id})

    async def go_to_function(self, code: str, arguments: dict[str, Any]) -> None:
        """Open the screen of a function, or run it where it is a command."""
        if code in {LOCK, QUIT, LANGUAGE}:
            command = {LOCK: "lock", QUIT: "quit", LANGUAGE: "language"}[code]
            answer = getattr(self.app, f"do_{command}")()
            if answer is not None:
                await answer
            return
        if closed := why_closed(self.session, BY_CODE[code]):
            self.warn(closed)
            return
        name = registry.BY_FUNCTION[code]
        if name == "home":
            self.app.go_home()  # type: ignore[attr-defined]
            return
        self.open(name, **registry.ARGUMENTS.get(code, {}), **arguments)

    # Parked forms

    def do_park(self) -> None:
        """Bring a parked form back; with several, choose."""
        parked = self.counter.parked() or self.counter.drafts()
        if not parked:
            self.warn(_("No form is parked"))
            return
        options = [Option(str(draft.id), draft.title, f"{draft.parked or ''}") for draft in parked]
        if len(options) == 1:
            self._bring_back(options[0])
        else:
            self.app.push_screen(ChoiceDialog(_("Parked forms"), options), self._bring_back)

    def _bring_back(self, option: Option | None) -> None:
        if option is None:
            return
        draft = next(each for each in self.counter.drafts() if str(each.id) == option.key)
        self.open(draft.form, draft=draft)

    # Undo of the last save

    def do_undo(self) -> None:
        """Nothing is left to undo in the field: offer to undo the last save."""
        last = undo.last_undoable(self.session)
        if last is None:
            self.warn(_("There is nothing of yours to undo within this shift"))
            return

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._undo(last.change, option.label)

        title = _("Undo: {what}? Choose why").format(what=last.sentence)
        self.app.push_screen(ChoiceDialog(title, reasons("void_reasons")), chosen)

    def _undo(self, change: int, reason: str) -> None:
        try:
            undone = undo.undo(self.session, change, reason)
        except DeskError as error:
            self.warn(str(error))
            return
        self.reload()
        self.tell_row_one()
        self.done(_("Undone: {what}. Ctrl+Y does it again").format(what=undone.sentence))

    def do_redo(self) -> None:
        """Nothing is left to redo in the field: do the save undone last again."""
        last = undo.last_redoable(self.session)
        if last is None:
            self.warn(_("Nothing was undone that could be done again"))
            return
        try:
            undo.redo(self.session)
        except DeskError as error:
            self.warn(str(error))
            return
        self.reload()
        self.tell_row_one()
        self.done(_("Done again: {what}").format(what=last.sentence))
