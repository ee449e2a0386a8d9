"""A field that holds several values of a list: `12`, `水 电`, `sd`; F4 puts one in or takes it out."""

import re
from collections.abc import Sequence
from typing import Any

from models.text import folded
from models.words import N_, _
from screens.kit.choices import listed
from screens.kit.dialogs import ChoiceDialog, Option, digits_of
from screens.kit.fields import TextField
from screens.listing import by_pinyin


class SeveralField(TextField):
    """Digits one after another, or words with commas or blanks between; the answer is the keys."""

    def __init__(
        self,
        field_id: str,
        label: str,
        options: Sequence[Option],
        *,
        help_text: str = "",
        width: int = 24,
    ) -> None:
        more = help_text or _(N_("Digits one after another; F4 puts a value in or takes it out"))
        super().__init__(field_id, label, help_text=more, width=width, max_length=120)
        self._options = list(options)
        self.hint(listed(self._options))

    @property
    def answer(self) -> tuple[str, ...]:
        """The keys, in the order of the list."""
        found, _unknown = self._read()
        return tuple(option.key for option in self._options if option in found)

    def write(self, value: Any, *, dim: bool = False) -> None:
        """Put in the options with these keys."""
        keys = value if isinstance(value, tuple | list) else ()
        super().write(self._words([each for each in self._options if each.key in keys]), dim=dim)

    def check(self) -> str:
        """Which word is none of the values."""
        unknown = self._read()[1]
        if not unknown:
            return ""
        return _(N_("{label}: “{word}” is not among {values}")).format(
            label=self.label, word=unknown[0], values=listed(self._options)
        )

    def left(self) -> None:
        """Let the values stand in words."""
        found, unknown = self._read()
        if not unknown and (words := self._words(found)) != self.value:
            dim, undo = self.dim, [*self._undo]
            super().write(words, dim=dim)
            self._undo = undo
        super().left()

    def offer_values(self) -> bool:
        """List all values, those that stand here marked; the one taken comes or goes."""
        found = self._read()[0]
        marked = [
            Option(each.key, each.label, "*" if each in found else "", each.digit)
            for each in self._options
        ]

        def taken(option: Option | None) -> None:
            if option is not None:
                chosen = next(each for each in self._options if each.key == option.key)
                now = [each for each in self._options if (each in found) != (each is chosen)]
                super(SeveralField, self).write(self._words(now))
                self.changed()

        self.app.push_screen(ChoiceDialog(self.label, marked, by_pinyin), taken)
        return True

    def _words(self, options: Sequence[Option]) -> str:
        ordered = [each for each in self._options if each in options]
        return ", ".join(each.label for each in ordered)

    def _read(self) -> tuple[list[Option], list[str]]:
        """What stands there as options, and the words that are none."""
        found: list[Option] = []
        unknown: list[str] = []
        for part in re.split(r"[,;]", folded(self.value)):
            whole = part.strip()
            for word in [whole] if self._named(whole) else whole.split():
                taken = self._named(word)
                found += taken
                if not taken:
                    unknown.append(word)
        return found, unknown

    def _named(self, word: str) -> list[Option]:
        """The options that a word means: each of its digits, else the one it names."""
        if not word:
            return []
        digits = dict(zip(digits_of(self._options), self._options, strict=True))
        if word.isascii() and word.isdecimal():
            taken = [digits[each] for each in word if each in digits]
            return taken if len(taken) == len(word) else []
        exact = [
            each for each in self._options
            if word.casefold() in {each.key, folded(each.label).casefold()}
        ]  # fmt: skip
        return exact or [each for each in self._options if by_pinyin(word, each)][:1]
