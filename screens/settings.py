"""Settings (设置) of the office as one form, and the way to its reference data."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.widget import Widget

from data.drafts import Draft
from desk.authority import why_not
from desk.reference_rows import KINDS
from desk.settings import (
    CHOICE,
    FLAG,
    NUMBER,
    SETTINGS,
    SettingKind,
    check_setting,
    set_settings,
    settings,
    show_setting,
    wrong_settings,
)
from models.errors import DeskError
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.counter import Counter
from screens.drafting import DraftingPage
from screens.kit.choices import ChoiceField
from screens.kit.dialogs import Act, Option
from screens.kit.field import Field
from screens.kit.form import Form
from screens.kit.parsed import ParsedField
from screens.kit.text import Words

EDIT = "settings.edit"
_WIDTHS = {NUMBER: 8, "area_code": 8}


class SettingsScreen(DraftingPage):
    """The settings; F10 leads on to topics, limits, phrases, prices and lists."""

    function = "91"
    draft_form = "settings"
    help = N_(
        "What this office has chosen; F1 on a field says what it does. F2 keeps what was changed,"
        " F5 puts back what the field held. F10 and a digit lead to the reference data: topics,"
        " time limits, phrases, prices and the lists that fields offer."
    )
    DEFAULT_CSS = """
    SettingsScreen {
        & #why { height: auto; color: $warning; padding: 0 1; }
        & #space { height: 1fr; }
        & #data { height: 2; color: $quiet; padding: 0 1; }
        & ActsBar { height: 1; }
    }
    """

    def __init__(self, counter: Counter, draft: Draft | None = None) -> None:
        super().__init__(counter)
        self._given = draft
        self._form = Form(*(setting_field(kind) for kind in SETTINGS.values()))

    def compose_body(self) -> Iterable[Widget]:
        """The form, and what F10 leads to."""
        yield Words(why_not(self.session, EDIT), id="why")
        yield self._form
        yield Words("", id="space")
        yield Words(_(N_("Reference data: F10, then")), id="data", classes="below")
        yield ActsBar()

    def on_mount(self) -> None:
        """As it is now, or as the draft says."""
        self._form.fill(_shown(settings(self.session)))
        self.query_one("#why", Words).display = bool(why_not(self.session, EDIT))
        self.query_one(ActsBar).tell(self.acts())
        self.begin_draft(self._given)
        if self._given is not None:
            state = {"fields": self._given.state.values["fields"], "focus": self._given.state.focus}
            self._form.restore(state)

    def draft_title(self) -> str:
        """What the draft is called."""
        return _(N_("Settings"))

    # Saving

    def closed(self) -> dict[str, str]:
        """F2 is for those who may change settings; the reference data has a right of its own."""
        return {"save": why} if (why := why_not(self.session, EDIT)) else {}

    def do_save(self) -> None:
        """Keep what is different."""
        values = {
            name: "" if value is None else value for name, value in self._form.values().items()
        }
        if wrong := wrong_settings(values):
            self._form.refuse(*wrong)
            return
        try:
            news = set_settings(self.session, values, self.draft_id)
        except DeskError as error:
            self._form.refuse(error)
            return
        self.forget_draft()
        self._form.fill(_shown(settings(self.session)))
        self.tell_row_one()
        if not news:
            self.warn(_(N_("Nothing is different from before")))
            return
        said = (f"{_(SETTINGS[name].label)} {show_setting(name, news[name])}" for name in news)
        self.done(_(N_("Saved: {what}")).format(what="  ".join(said)))

    def do_refresh(self) -> None:
        """Put back what the field with the focus held."""
        focused = self.focused
        if isinstance(focused, Field) and focused.field_id in SETTINGS:
            name = focused.field_id
            focused.write(_shown(settings(self.session))[name])
            self.clear_message()

    # The reference data

    def acts(self) -> Sequence[Act]:
        """One level down."""
        why = why_not(self.session, "reference.edit")
        return [Act(kind, _(name), why) for kind, name in KINDS.items()]

    def do_act(self, act_id: str) -> None:
        """Open it; what stands in the form stays."""
        self.open("reference", kind=act_id)


def setting_field(kind: SettingKind) -> Field:
    """The field for a setting, by its sort."""
    label, help_text = _(kind.label), _(kind.help)
    if kind.sort in {CHOICE, FLAG}:
        choices = kind.choices or (("yes", N_("yes")), ("no", N_("no")))
        values = [Option(code, _(words)) for code, words in choices]
        return ChoiceField(kind.name, label, values, help_text=help_text)
    bounds = f"{kind.low}–{kind.high}" if kind.sort == NUMBER else ""
    return ParsedField(
        kind.name, label, parse=lambda typed: check_setting(kind.name, typed),
        show=lambda _value: bounds, help_text=help_text, width=_WIDTHS.get(kind.sort, 24),
        max_length=60,
    )  # fmt: skip


def _shown(kept: dict[str, Any]) -> dict[str, Any]:
    """The settings as their fields hold them."""
    flags = {True: "yes", False: "no"}
    return {name: flags[value] if isinstance(value, bool) else str(value)
            for name, value in kept.items()}  # fmt: skip
