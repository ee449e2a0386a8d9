"""Fields that hold one of many values: by digit, by letters, by what is found while typing."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events

from models.words import N_, _
from screens.kit.dialogs import ChoiceDialog, Matcher, Option, by_words, digits_of
from screens.kit.fields import TextField
from screens.kit.guesses import GuessList
from screens.kit.messages import FieldAccepted, FieldTaken


class OptionField(TextField):
    """A field whose answer is an option's key; its text is the option's label."""

    chosen: Option | None = None

    @property
    def answer(self) -> str:
        """The key of the option, or an empty text."""
        return self.chosen.key if self.chosen else ""

    def take(self, option: Option) -> None:
        """Let this option stand in the field."""
        self.choose(option)
        self._undo.clear()
        self.set_dim(False)
        self.mark("")
        self.changed()
        self.post_message(FieldTaken(self, option))

    def choose(self, option: Option | None, *, dim: bool = False) -> None:
        """Put this option in, as if it had always stood there."""
        TextField.write(self, option.label if option else "", dim=dim)
        self.chosen = option

    def replace(self, text: str, start: int, end: int) -> None:
        """What is typed into a chosen value is no longer that value."""
        before = self.value
        super().replace(text, start, end)
        if self.value != before:
            self.chosen = None
            self.narrow()

    def _swap(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        super()._swap(source, target)
        self.chosen = None
        self.narrow()

    def narrow(self) -> None:
        """What was typed has changed."""

    def state(self) -> dict[str, Any]:
        """The text as typed and the option, if one was taken."""
        taken = self.chosen
        return super().state() | ({"option": [taken.key, taken.label, taken.note]} if taken else {})

    def restore(self, state: dict[str, Any]) -> None:
        """Stand as the draft says."""
        super().restore(state)
        if option := state.get("option"):
            self.chosen = Option(*option)


class ChoiceField(OptionField):
    """One of a few values, all in sight: `1供水 2供电`; the digit takes one and goes on.

    Letters and Chinese narrow the values through `match` (pinyin initials, for instance).
    """

    own_help = N_("A digit takes its value; letters or Chinese narrow them, F4 lists all")

    def __init__(
        self,
        field_id: str,
        label: str,
        options: Sequence[Option],
        *,
        match: Matcher = by_words,
        help_text: str = "",
        width: int = 0,
    ) -> None:
        widest = max((cell_len(option.label) for option in options), default=0)
        super().__init__(
            field_id, label, help_text=help_text, width=width or max(6, min(24, widest + 1))
        )
        self.options = list(options)
        self._match = match
        self._found = self.options
        self._show_found()

    def set_options(self, options: Sequence[Option]) -> None:
        """Other values from now on; one that is no longer among them goes."""
        self.options = list(options)
        if self.chosen and self.chosen.key not in {option.key for option in self.options}:
            self.choose(None)
        self.narrow()

    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put in the option with this key."""
        found = next((option for option in self.options if option.key == str(value or "")), None)
        self.choose(found, dim=dim)

    def choose(self, option: Option | None, *, dim: bool = False) -> None:
        """Put this option in and show all values again."""
        super().choose(option, dim=dim)
        self._found = self.options
        self._show_found()

    def narrow(self) -> None:
        """Show the values that match what was typed."""
        wanted = self.value.strip()
        if wanted and self.chosen is None:
            self._found = [option for option in self.options if self._match(wanted, option)]
        else:
            self._found = self.options
        self._show_found()

    def check(self) -> str:
        """Whether what was typed is one of the values."""
        return "" if self.chosen or not self.value.strip() else self._choose_one()

    def _choose_one(self) -> str:
        return _("{label}: choose one of {values}").format(
            label=self.label, values=listed(self.options)
        )

    def left(self) -> None:
        """Take the only value that matches, then as ever."""
        if self.chosen is None and self.value.strip() and len(self._found) == 1:
            self.take(self._found[0])
        super().left()

    def offer_values(self) -> bool:
        """List all values."""

        def taken(option: Option | None) -> None:
            if option is not None:
                self.take(option)

        at = self.chosen.key if self.chosen else ""
        self.app.push_screen(ChoiceDialog(self.label, self.options, self._match, at=at), taken)
        return True

    async def action_submit(self) -> None:
        """Enter: take the first value that matches, then on to the next field."""
        if self.chosen is None and self.value.strip() and self._found:
            self.take(self._found[0])
        await super().action_submit()

    async def _on_key(self, event: events.Key) -> None:
        """A digit takes its value and goes on."""
        number, digits = figure(event.character), digits_of(self._found)
        if not number or not any(digits):
            return
        event.stop()
        event.prevent_default()
        if number in digits:
            self.take(self._found[digits.index(number)])
            self.post_message(FieldAccepted(self))
        else:
            self.say(self._choose_one())

    def _show_found(self) -> None:
        self.hint(listed(self._found) if self._found else _("nothing matches; F4 lists all"))


class LookupField(OptionField):
    """Something found while it is typed: guesses below, arrows walk, Enter takes.

    `find` is asked at every key and answers at once. What is typed and not found stays as text.
    """

    own_help = N_("Type a part of it; the arrows choose among what is found, Enter takes it")

    def __init__(
        self,
        field_id: str,
        label: str,
        find: Callable[[str], Sequence[Option]],
        *,
        help_text: str = "",
        width: int = 0,
        max_length: int = 80,
    ) -> None:
        super().__init__(field_id, label, help_text=help_text, width=width, max_length=max_length)
        self._find = find

    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put in an option, or a text that is not looked up."""
        if isinstance(value, Option):
            self.choose(value, dim=dim)
        else:
            super().write(value, dim=dim)
            self.chosen = None

    def narrow(self) -> None:
        """Show what is found for what was typed."""
        self._guesses.show(self, self._find(self.value) if self.value.strip() else ())

    def offer_values(self) -> bool:
        """Show what is found for what stands there."""
        options = self._find(self.value)
        self._guesses.show(self, options)
        return bool(options)

    def take(self, option: Option) -> None:
        """Take a guess."""
        super().take(option)
        self.hint(option.note)
        self._guesses.hide(self)

    async def action_submit(self) -> None:
        """Enter: take the guess under the cursor, then on to the next field."""
        guess = self._guesses.current(self)
        if guess is not None:
            self.take(guess)
        await super().action_submit()

    def action_step(self, by: int) -> None:
        """An arrow: to another guess, or with none to another field."""
        if not self._guesses.move(self, by):
            super().action_step(by)

    def left(self) -> None:
        """Hide the guesses, then as ever."""
        self._guesses.hide(self)
        super().left()

    @property
    def _guesses(self) -> GuessList:
        return self.screen.query_one(GuessList)


def digit(character: str | None) -> int:
    """The digit 1–9 that was typed, full-width too; 0 when it was none."""
    return unicodedata.digit(character, 0) if character and len(character) == 1 else 0


def figure(character: str | None) -> str:
    """The digit 0–9 that was typed as its plain self; empty when it was none."""
    found = unicodedata.digit(character, -1) if character and len(character) == 1 else -1
    return str(found) if found >= 0 else ""


def listed(options: Sequence[Option]) -> str:
    """`1供水 2供电`, as far as digits go."""
    return " ".join(
        f"{number}{option.label}"
        for number, option in zip(digits_of(options), options, strict=True)
        if number
    )
