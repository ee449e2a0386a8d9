"""The rows of the reference data: turned by kind, searched by typing, told in full."""

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from desk.reference_edit import (
    Row,
    rows,
)
from desk.reference_rows import KINDS, LISTS, list_name, matching, told
from models.reference import Term, Topic
from models.words import N_, _
from screens.acts_bar import ActsBar
from screens.counter import Counter
from screens.edits import EditsPage
from screens.kit.dialogs import ChoiceDialog, Option
from screens.kit.fields import TextField
from screens.kit.lists import RecordList
from screens.kit.messages import FieldAccepted, FieldChanged, FieldStep
from screens.kit.text import Words, plain
from screens.listing import by_pinyin
from screens.page import Line
from screens.reference_columns import columns


class ReferenceList(EditsPage):
    """Left and right turn the kind, F4 chooses a list, letters search."""

    function = "91"
    labels: ClassVar[dict[str, str]] = {"values": N_("Lists")}
    first_focus = "#rows"
    DEFAULT_CSS = """
    ReferenceList {
        & #title { height: 1; color: $quiet; }
        & #search { height: 1; padding: 0 1; & Words { width: auto; padding: 0 1 0 0; } }
        & #search TextField { width: 24; }
        & #found { color: $quiet; padding: 0 1; }
        & #side { display: none; width: 44; height: 1fr; padding: 0 1; }
        & #below { height: 5; padding: 0 1; }
        & ActsBar { height: 2; }
        &.-wide #side { display: block; }
        &.-wide #below { display: none; }
    }
    """

    def __init__(self, counter: Counter, *, kind: str = Topic.kind, sort: str = "") -> None:
        super().__init__(counter)
        self.kind = kind
        self.sort = sort or next(iter(LISTS))
        self.ended = False
        self._all: list[Row] = []
        self.shown: list[Row] = []
        self.filter = TextField("filter", _(N_("Search")), max_length=40)

    def compose_body(self) -> Iterable[Widget]:
        """Kinds, search, rows; beside or below them the row in full."""
        self._ask_rows()
        yield Words("", id="title")
        with Horizontal(id="search"):
            yield Words(_(N_("Search")))
            yield self.filter
            yield Words("", id="found")
        with Horizontal():
            yield RecordList(
                columns(self.kind), lambda offset, limit: self.shown[offset : offset + limit],
                lambda: len(self.shown), key=lambda row: row.id,
                style=lambda row: "quiet" if row.voided is not None else "",
                empty=_(N_("Nothing is called so")), id="rows", classes="pane",
            )  # fmt: skip
            with VerticalScroll(id="side", classes="right", can_focus=False):
                yield Words("", id="told")
        yield Words("", id="below", classes="below")
        yield ActsBar(classes="below")

    def on_mount(self) -> None:
        """Say what is shown."""
        self._tell()

    # Rows

    @property
    def rows_list(self) -> RecordList[Row]:
        """The list of rows."""
        return self.query_one("#rows", RecordList)

    def _ask_rows(self) -> None:
        found = rows(self.kind, self.sort, self.session.now_ms())
        self._all = [row for row in found if self.ended or row.voided is None]
        self.shown = matching(self._all, self.filter.value)

    def reload(self) -> None:
        """Everything anew; the cursor stays on its row."""
        self._ask_rows()
        self.rows_list.reload()
        self._tell()

    def _show(self, kind: str, sort: str = "") -> None:
        """Another kind or list, from its first row."""
        self.kind, self.sort = kind, sort or self.sort
        self.filter.write("")
        self._ask_rows()
        self.rows_list.set_columns(columns(kind))
        self.rows_list.go_to(0)
        self.reload()
        self.set_focus(self.rows_list)

    def _tell(self) -> None:
        names = {kind: _(name) for kind, name in KINDS.items()}
        if self.kind == Term.kind:
            names[Term.kind] += f": {list_name(self.sort)}"
        names[self.kind] = f"[{names[self.kind]} {len(self._all)}]"
        self.query_one("#title", Words).show(" < " + "  ".join(names.values()) + " >")
        found = f"{len(self.shown)} / {len(self._all)}" if self.filter.value else ""
        self.query_one("#found", Words).show(found)
        self._tell_row()

    @on(RecordList.Highlighted, "#rows")
    def _tell_row(self) -> None:
        row = self.rows_list.current
        lines = [(name, plain(value)) for name, value in told(self.session, row)] if row else []
        width = max((cell_len(name) for name, _value in lines), default=0) + 1
        self.query_one("#told", Words).show(
            Content("\n").join(
                Content.assemble((name + " " * (width - cell_len(name)), "$quiet"), value)
                for name, value in lines
            )
        )
        self.query_one("#below", Words).show(
            Content("   ").join(
                Content.assemble((f"{name} ", "$quiet"), value) for name, value in lines
            )
        )
        self.query_one(ActsBar).tell(self.acts())

    # Searching

    async def on_key(self, event: events.Key) -> None:
        """On the list, left and right turn the kind; a letter begins a search."""
        if not isinstance(self.focused, RecordList):
            return
        if event.key in {"left", "right"}:
            event.stop()
            kinds = list(KINDS)
            by = 1 if event.key == "right" else -1
            self._show(kinds[(kinds.index(self.kind) + by) % len(kinds)])
        elif event.character and event.is_printable and not event.character.isdigit():
            event.stop()
            words = self.filter.value + event.character
            self.filter.restore({"text": words, "at": len(words)})  # the focus selects nothing
            self.set_focus(self.filter)
            self._search()

    def on_field_changed(self, message: FieldChanged) -> None:
        """Show what is called so."""
        if message.field is self.filter:
            self._search()

    def _search(self) -> None:
        self._ask_rows()
        self.rows_list.go_to(0)
        self.reload()

    def on_field_accepted(self, message: FieldAccepted) -> None:
        """Enter in the search: on to the rows."""
        if message.field is self.filter:
            message.stop()
            self.set_focus(self.rows_list)

    def on_field_step(self, message: FieldStep) -> None:
        """An arrow out of the search: to the rows."""
        if message.field is self.filter:
            message.stop()
            self.set_focus(self.rows_list)

    def do_back(self) -> None:
        """A search ends first, then the screen."""
        if self.filter.value and not isinstance(self.focused, Line):
            self.filter.write("")
            self._search()
            self.set_focus(self.rows_list)
        elif self.focused is self.filter:
            self.set_focus(self.rows_list)
        else:
            super().do_back()

    def do_values(self) -> None:
        """Choose one of the lists."""

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._show(Term.kind, option.key)

        lists = [Option(sort, list_name(sort)) for sort in LISTS]
        self.app.push_screen(ChoiceDialog(_(N_("Lists")), lists, by_pinyin, at=self.sort), chosen)

    def do_previous(self) -> None:
        """The row before."""
        self.rows_list.action_move(-1)

    def do_next(self) -> None:
        """The next row."""
        self.rows_list.action_move(1)
