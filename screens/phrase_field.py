"""The field of words with canned phrases (短语): F4 lists them, a code typed before F4 puts one in."""

import re
from collections.abc import Callable, Sequence

from desk.phrases import Phrase
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.note import NoteField
from screens.listing import by_pinyin

_CODE = re.compile(r"[a-z]{1,8}$")


class PhraseField(NoteField):
    """Words of several lines. `phrases` gives what is offered here now, places filled."""

    def __init__(
        self,
        field_id: str,
        label: str,
        phrases: Callable[[], Sequence[Phrase]],
        *,
        help_text: str = "",
        rows: int = 2,
    ) -> None:
        super().__init__(field_id, label, help_text=help_text, rows=rows)
        self._phrases = phrases

    def offer_values(self) -> bool:
        """Put in the phrase whose code stands before the cursor, or list all of them."""
        offered = self._phrases()
        row, column = self.cursor_location
        found = _CODE.search(self.document[row][:column])
        code = found[0] if found else ""
        for phrase in offered:
            if phrase.code == code:
                self._put(phrase.words, len(code))
                return True
        begun = [phrase for phrase in offered if code and phrase.code.startswith(code)]
        options = [Option(each.code, each.words, each.code) for each in begun or offered]

        def taken(option: Option | None) -> None:
            if option is not None:
                self._put(option.label, len(code) if begun else 0)

        if options:
            self.app.push_screen(ChoiceDialog(self.label, options, by_pinyin), taken)
        return bool(options)

    def _put(self, words: str, instead: int) -> None:
        """Put words in at the cursor, in the place of so many letters before it."""
        row, column = self.cursor_location
        self._replace_via_keyboard(words, (row, column - instead), (row, column))
