"""登记: a matter from the caller's first word (一站式, 首问负责制; manual part 2 chapter 3).

One form for every type. The household, once found by anything, fills in who is calling; the
category fills in how urgent it is; F2 saves from anywhere and says what to read to the caller.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.containers import Horizontal
from textual.widget import Widget

from data.drafts import Draft
from data.reference import term, terms
from desk.acts import perform
from desk.functions import BY_CODE, INTAKE
from desk.intake import ends_on_the_spot
from desk.phrases import Phrase, offered, read_back, spoken_time
from desk.reception import log_matter
from desk.sheet import matter_by_id
from models.errors import DeskError
from models.when import to_ms
from models.words import N_, _
from screens.counter import Counter
from screens.drafting import DraftingPage
from screens.intake_fields import HIDDEN, intake_fields
from screens.intake_filling import Filling, show_row
from screens.intake_saving import logged, new_matter
from screens.intake_side import Side
from screens.kit.dialogs import Act
from screens.kit.field import Field
from screens.kit.form import Form
from screens.kit.messages import FieldChanged, FieldLeft, FieldTaken

FORM = "intake"
OPEN_ALIKE, ADD_TO_ALIKE, TYPE = "open_alike", "add_to_alike", "type:"


class IntakeScreen(DraftingPage):
    """The form of one matter, the household and what lies ahead beside it.

    The counter keeps the screen, so that the next call finds it drawn; `begin` empties it.
    """

    DEFAULT_CSS = """
    IntakeScreen {
        &.-wide Side { width: 68; layout: horizontal; }
        &.-wide Side > #household { width: 34; }
    }
    """
    draft_form = FORM
    labels = {"refresh": N_("Repeat")}
    help = N_(
        "Find the household by unit, name, telephone or plate; Enter goes on, F2 saves from any"
        " field. F9 parks the form for another caller, Esc keeps it as a draft."
    )

    def __init__(self, counter: Counter, **arguments: Any) -> None:
        super().__init__(counter)
        self._arguments = arguments
        self.matter_type = "complaint"
        fields = intake_fields(lambda: self.session, lambda: self.matter_type, self.phrases)
        self._form, self._side = Form(*fields), Side(classes="right")
        self.filling = Filling(lambda: self.session, self._form, self._side, self.warn)

    @property
    def form(self) -> Form:
        """The form of the matter."""
        return self._form

    # The frame

    def title_text(self) -> str:
        """The function of this type in row 1."""
        function = INTAKE[self.matter_type]
        return f"{function.code} {_(function.name)}"

    def compose_body(self) -> Iterable[Widget]:
        """The form, and beside it what is known."""
        with Horizontal():
            yield self._form
            yield self._side

    def on_mount(self) -> None:
        """Stay drawn for the next time."""
        if FORM not in self.counter.kept:
            self.counter.kept[FORM] = self
            self.app.install_screen(self, FORM)

    def _first_focus(self) -> None:
        """Begin with what the screen was opened with."""
        self.begin(**self._arguments)

    def again(self, **arguments: Any) -> bool:
        """Begin anew instead of being made anew; False while it is still open."""
        if not self.is_attached or self in self.app.screen_stack:
            return False
        self.begin(**arguments)
        return True

    def begin(
        self,
        *,
        type: str = "complaint",  # noqa: A002 - the trade's word for it
        function: str = "",
        unit: str = "",
        unit_id: int | None = None,
        person_id: int | None = None,
        topic: str = "",
        words: str = "",
        draft: Draft | None = None,
    ) -> None:
        """A clean form with what is known already; or a draft at its field and cursor.

        `unit` and `topic` are codes, as the line hands them over.
        """
        more = draft.state.values if draft else {}
        self.begin_draft(draft)
        self.clear_message()
        self.form.clear()
        self.set_type(more.get("type") or (BY_CODE[function].intake if function else type))
        self.filling.clear(self.matter_type)
        if draft is not None:
            self.form.restore({"fields": more.get("fields", {}), "focus": draft.state.focus})
            self.filling.restore(more)
            return
        self.filling.find(unit, unit_id, person_id)
        self.filling.put_topic(topic)
        self.form.fill({"words": words})
        if topic or words:
            self.touch()
        self.form.go_to(self._first_open())

    def _first_open(self) -> Field:
        """Where a person types first: what the line has not said yet."""
        form, spot = self.form, ends_on_the_spot(self.matter_type)
        if not form["topic"].answer:
            return form["topic" if form["unit"].answer else "unit"]
        if spot:
            return form["result"]
        return form["promised_until" if form["words"].answer else "words"]

    def set_type(self, matter_type: str) -> None:
        """Log this type: what it does not ask for is not shown, what stands there stays."""
        self.matter_type = matter_type
        form, hidden = self.form, HIDDEN.get(matter_type, set())
        for name in set().union(*HIDDEN.values()):
            show_row(form, name, shown=name not in hidden)
        self.tell_row_one()

    # While typing

    async def on_field_taken(self, message: FieldTaken) -> None:
        """A household, a caller, a category: fill in what follows from it."""
        if message.field.field_id in self.form.fields:
            self.filling.taken(message.field)

    def on_field_changed(self, message: FieldChanged) -> None:
        """What was typed by hand may be nobody known."""
        if message.field.field_id in self.form.fields:
            self.filling.changed(message.field)

    def on_field_left(self, message: FieldLeft) -> None:
        """What was typed may be a unit, a time; and the draft is kept."""
        if message.field.field_id in self.form.fields:
            self.filling.left(message.field)

    def phrases(self, *uses: str) -> Sequence[Phrase]:
        """The canned phrases for a field, filled with what stands in the form."""
        values = self.form.values()
        wanted = values["wanted_from"] or values["promised_until"]
        known = {
            "unit": self.filling.unit_code or self.form["unit"].state()["text"],
            "time": spoken_time(self.session, to_ms(wanted)) if wanted else "",
            "name": _("caller"),
        }
        return offered(uses, self.matter_type, {name: each for name, each in known.items() if each})

    def do_refresh(self) -> None:
        """F5: the value of the record before, in this field."""
        field = self.focused
        before = self.counter.before.get((self.session.staff_id, FORM), {})
        if not isinstance(field, Field) or not before.get(field.field_id, {}).get("text"):
            self.warn(_("The record before has nothing for this field"))
            return
        field.restore({**before[field.field_id], "dim": False})
        field.changed()
        self.filling.taken(field)

    # Saving

    def do_save(self) -> None:
        """Log it and go back where this came from, with what to read to the caller."""
        if not self.form.check():
            return
        self.keep_draft()
        try:
            new = new_matter(self.form, self.filling, self.matter_type, self.draft_id)
            matter = log_matter(self.session, new)
        except DeskError as error:
            self.form.refuse(error)
            return
        self.counter.before[self.session.staff_id, FORM] = self.form.state()["fields"]
        promised, unit = self.form["promised_until"].answer, self.filling.unit_code
        spoken = read_back(self.session, matter, unit, to_ms(promised) if promised else None)
        self.forget_draft()
        self.dismiss(f"{logged(matter)}  {spoken}".rstrip())

    # Drafts

    def draft_title(self) -> str:
        """Type, household and the first words."""
        words = " ".join(self.form["words"].answer.split())[:20]
        unit = self.form["unit"].state()["text"]
        parts = [term("matter_types", self.matter_type), unit, words]
        return "  ".join(part for part in parts if part)

    def draft_more(self) -> dict[str, Any]:
        """The type, and who was found."""
        return {"type": self.matter_type, **self.filling.state()}

    def do_new(self) -> None:
        """F6: one more matter of this household; the first one is parked."""
        unit_id, person_id = self.filling.unit_id, self.filling.person_id
        try:
            slot = self.park() if self.touched else 0
        except DeskError as error:
            self.warn(str(error))
            return
        self.begin(type=self.matter_type, unit_id=unit_id, person_id=person_id)
        if slot:
            self.done(_("Parked as {slot}; F9 brings it back").format(slot=slot))

    # Acts

    def acts(self) -> list[Act]:
        """What is open already about the same, then the other types this could be."""
        acts = []
        if alike := self.filling.alike:
            number = self.counter.number(alike.number, alike.year)
            acts.append(Act(OPEN_ALIKE, _("Open {number}").format(number=number)))
            acts.append(
                Act(ADD_TO_ALIKE, _("Add these words to {number}").format(number=number),
                    "" if self.form["words"].answer else _("Write the words first"))
            )  # fmt: skip
        return acts + [
            Act(
                f"{TYPE}{each.code}",
                _("Log as: {type}").format(type=term("matter_types", each.code)),
            )
            for each in terms("matter_types")
            if each.code != self.matter_type
        ]

    def do_act(self, act_id: str) -> None:
        """Open what is open already, add to it, or log another type."""
        alike = self.filling.alike
        if act_id.startswith(TYPE):
            self.set_type(act_id.removeprefix(TYPE))
            self.filling.change_type(self.matter_type)
            self.touch()
        elif act_id == OPEN_ALIKE and alike:
            self.open("matter", matter_id=alike.id)
        elif alike:
            self._add_to(alike.id)

    def _add_to(self, matter_id: int) -> None:
        """The caller rings again about the same: the words go to the open matter (并入)."""
        self.keep_draft()
        words = {"words": self.form["words"].answer}
        try:
            matter = matter_by_id(self.session, matter_id)
            perform(self.session, matter, "comment", words, self.draft_id)
        except DeskError as error:
            self.form.refuse(error)
            return
        self.forget_draft()
        self.dismiss(_("Added to {number}").format(number=matter.number))
