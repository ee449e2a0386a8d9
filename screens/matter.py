"""The page of a matter: everything about it from the first word on, and what can be done now."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from desk.acts import OpenAct, acts_of_matter
from desk.households import unit_page
from desk.sheet import MatterSheet, matter_sheet
from models.errors import DeskError
from models.words import N_, _
from screens.act_form import do_act, menu, named
from screens.acts_bar import ActsBar
from screens.counter import Counter
from screens.household_card import household_lines
from screens.kit.choices import figure
from screens.kit.dialogs import Act
from screens.kit.text import Words
from screens.matter_lines import body_lines, head_lines
from screens.page import Line, Page

UNIT, PERSON = "open.unit", "open.person"
LAST_MATTERS = 8


class Sheet(VerticalScroll, can_focus=True, inherit_bindings=False):
    """What is read; arrows and page keys scroll it.

    At once: stock waits for the next refresh, and of two keys in one packet one is lost.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "by(-1)", show=False),
        Binding("down", "by(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "by(-1000000)", show=False),
        Binding("end", "by(1000000)", show=False),
    ]

    def action_by(self, rows: int) -> None:
        """So many rows up or down."""
        self.scroll_to(y=self.scroll_y + rows, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """A page, less the row that shows where one was."""
        self.action_by(pages * max(1, self.size.height - 1))


class MatterScreen(Page):
    """Head, everything else to scroll, the acts with their digits; from 120 columns the household.

    `siblings` are the keys of the list it was opened from: F7 and F8 walk them.
    """

    help = N_(
        "Everything about one matter. The digits below do what can be done now, F10 lists all of"
        " it; F7 and F8 go to the matter before and after in the list, Enter opens the household,"
        " F6 logs something new for it."
    )
    first_focus = "Sheet"
    DEFAULT_CSS = """
    MatterScreen {
        & #head { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
        & Sheet { height: 1fr; padding: 0 1; }
        & #words { height: auto; }
        & #card { display: none; width: 38; height: 1fr; padding: 0 0 0 1;
                  text-wrap: nowrap; text-overflow: clip; }
        &.-wide #card { display: block; }
        & Horizontal { height: 1fr; }
        & #left { height: 1fr; width: 1fr; }
    }
    """

    def __init__(
        self, counter: Counter, matter_id: int, siblings: Sequence[int] = (), **_more: Any
    ) -> None:
        super().__init__(counter)
        self._matter_id = matter_id
        self._siblings = list(siblings)
        self._acts: list[OpenAct] = []
        self.sheet: MatterSheet | None = None

    # The frame

    def title_text(self) -> str:
        """The matter's number in row 1."""
        return self.sheet.number if self.sheet else ""

    def compose_body(self) -> Iterable[Widget]:
        """The head, the sheet and the acts; beside them the household."""
        with Horizontal():
            with Widget(id="left"):
                yield Words(id="head")
                with Sheet(classes="pane below"):
                    yield Words(id="words")
                yield ActsBar()
            yield Words(id="card", classes="right")

    def on_mount(self) -> None:
        """Show it."""
        self.reload()

    def on_resize(self) -> None:
        """The words are folded anew; the household has its place only where there is room."""
        self.call_after_refresh(self._show_words)

    def reload(self) -> None:
        """Everything anew."""
        try:
            self.sheet = matter_sheet(self.session, self._matter_id)
        except DeskError as error:
            self.call_after_refresh(self.warn, str(error))
            return
        session, sheet = self.session, self.sheet
        self.query_one("#head", Words).show(_joined(head_lines(session, sheet)))
        self._acts = acts_of_matter(session, sheet.matter)
        self.query_one(ActsBar).tell(self.acts())
        self._show_words()
        self.tell_row_one()

    def _show_words(self) -> None:
        if self.sheet is not None:
            width = self.query_one(Sheet).scrollable_content_region.width or self.app.size.width
            lines = body_lines(self.session, self.sheet, width)
            self.query_one("#words", Words).show(_joined(lines))
            self._show_household()

    def _show_household(self) -> None:
        unit_id = self.sheet.matter.unit_id if self.sheet else None
        if unit_id is None or not self.has_class("-wide"):
            return
        try:
            page = unit_page(self.session, unit_id, limit=LAST_MATTERS)
        except DeskError as error:
            self.query_one("#card", Words).show(str(error))
        else:
            self.query_one("#card", Words).show(_joined(household_lines(self.session, page)))

    # Acts

    def acts(self) -> list[Act]:
        """What can be done now, then where one can go, then what is closed and why."""
        listed = menu(self._acts)
        now = [act for act in listed if not act.closed]
        return [*now, *self._ways(), *(act for act in listed if act.closed)]

    def _ways(self) -> Iterable[Act]:
        sheet = self.sheet
        if sheet and sheet.matter.unit_id is not None:
            yield Act(UNIT, _("Household {unit}").format(unit=sheet.unit))
        if sheet and sheet.matter.person_id is not None:
            yield Act(PERSON, _("Person {name}").format(name=sheet.person))

    def do_act(self, act_id: str) -> None:
        """Do one of them."""
        if self.sheet is None:
            return
        if act_id == UNIT:
            self.open("unit", unit_id=self.sheet.matter.unit_id)
        elif act_id == PERSON:
            self.open("person", person_id=self.sheet.matter.person_id)
        else:
            do_act(self, self.session, named(self._acts, act_id), self._done)

    def _done(self, sentence: str) -> None:
        self.reload()
        self.done(sentence)

    async def on_key(self, event: events.Key) -> None:
        """A digit does its act, Enter opens the household."""
        if not isinstance(self.focused, Sheet):
            return
        if event.key == "enter":
            event.stop()
            self._open_household()
        elif number := figure(event.character):
            event.stop()
            self._digit(int(number))

    def _open_household(self) -> None:
        if self.sheet is None or self.sheet.matter.unit_id is None:
            self.warn(_("There is no household behind it"))
        else:
            self.do_act(UNIT)

    def _digit(self, number: int) -> None:
        acts = self.acts()
        if not 0 < number <= len(acts):
            self.warn(_("There is no act {number} here").format(number=number))
        elif acts[number - 1].closed:
            self.warn(acts[number - 1].closed)
        else:
            self.do_act(acts[number - 1].id)

    # Other keys

    def do_refresh(self) -> None:
        """Everything anew."""
        self.reload()
        self.clear_message()

    def do_previous(self) -> None:
        """The matter before in the list this was opened from."""
        self._go(-1)

    def do_next(self) -> None:
        """The next one."""
        self._go(1)

    def closed(self) -> dict[str, str]:
        """Without a list there is nothing before and after."""
        if self._matter_id in self._siblings:
            return {}
        why = _("This was opened by itself, not from a list")
        return {"previous": why, "next": why}

    def _go(self, by: int) -> None:
        at = self._siblings.index(self._matter_id) + by
        if not 0 <= at < len(self._siblings):
            self.warn(_("The list ends here"))
            return
        self._matter_id = self._siblings[at]
        self.reload()
        self.clear_message()
        self.query_one(Sheet).action_by(-1_000_000)

    def do_new(self) -> None:
        """Something new for the same household and caller: its type by digit, then the form."""
        if self.sheet is None:
            return
        matter, unit = self.sheet.matter, self.sheet.unit
        self.log_new(unit, unit_id=matter.unit_id, person_id=matter.person_id)

    def do_back(self) -> None:
        """From the line back to the page, else one level back."""
        if isinstance(self.focused, Line):
            self.focused.write("")
            self.set_focus(self.query_one(Sheet))
        else:
            super().do_back()


def _joined(lines: Iterable[Content]) -> Content:
    return Content("\n").join(list(lines))
