"""Half-typed forms on disk (草稿): kept at every field left, parked, brought back where they were."""

from abc import abstractmethod
from typing import Any, ClassVar

from data import drafts
from data.drafts import Draft, FormState
from models.errors import DeskError, NotFoundError
from models.words import N_, _
from screens.counter import Counter
from screens.kit.form import Form
from screens.kit.messages import FieldChanged, FieldLeft
from screens.page import Line, Page


class DraftingPage(Page):
    """A page with one form: what a person typed in it is on disk, with its author.

    It stays until a change ends it (`draft_id` goes into that change) or it is thrown away.
    """

    draft_form: ClassVar[str] = ""
    """The name by which the registry opens this page again."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._draft: Draft | None = None
        self._author: int | None = counter.session.staff_id
        self._touched = False
        self._left = ""

    @property
    def form(self) -> Form:
        """The form whose state is kept."""
        return self.query_one("#body Form", Form)

    @property
    def draft_id(self) -> int | None:
        """The draft that the save of this form ends."""
        return self._draft.id if self._draft else None

    @abstractmethod
    def draft_title(self) -> str:
        """What the draft is called in lists."""

    def draft_more(self) -> dict[str, Any]:
        """What the page keeps beside the fields."""
        return {}

    def begin_draft(self, draft: Draft | None = None) -> None:
        """Start with a clean form, or with this draft; a parked one leaves its slot."""
        self._author = self.session.staff_id
        self._touched = draft is not None
        if draft is not None and draft.parked:
            draft = drafts.unpark(self.session.store, draft.staff, draft.parked)
        self._draft = draft

    def touch(self) -> None:
        """Something stands here that must not be lost."""
        self._touched = True

    def forget_draft(self) -> None:
        """The form has become a record, and its draft has ended with that."""
        self._draft, self._touched = None, False

    @property
    def touched(self) -> bool:
        """Whether a person has typed something."""
        return self._touched

    def keep_draft(self) -> None:
        """Put what stands here on disk; an untouched form leaves nothing behind."""
        if not self._touched or self._author is None or not self.is_mounted:
            return
        state = self.form.state()
        kept = FormState({"fields": state["fields"], **self.draft_more()}, state["focus"])
        draft = Draft(
            self._author, self.draft_form, self.draft_title(), self.session.now_ms(), kept,
            id=self._draft.id if self._draft else 0,
        )  # fmt: skip
        try:
            self._draft = drafts.save(self.session.store, draft)
        except NotFoundError:
            self.forget_draft()  # it was finished or thrown away elsewhere
        except DeskError as error:
            self.warn(str(error))

    def on_field_changed(self, message: FieldChanged) -> None:
        """A person typed: from now on it is kept."""
        if message.field.field_id in self.form.fields:
            self._touched = True

    def on_field_left(self, message: FieldLeft) -> None:
        """Keep what stands there now."""
        if message.field.field_id in self.form.fields:
            self._left = message.field.field_id
            self.keep_draft()

    def came_back(self, result: Any) -> None:
        """Back from a screen the line opened: to the field where the person was."""
        super().came_back(result)
        if isinstance(self.focused, Line):
            self._back_to_form()

    def _back_to_form(self) -> None:
        fields = self.form.fields
        self.form.go_to(fields.get(self._left) or next(iter(fields.values())))

    def on_form_dirty(self) -> None:
        """Nothing was typed for two seconds."""
        self.keep_draft()

    def do_park(self) -> None:
        """Park this form; an untouched one gives way to a parked one."""
        if not self._touched:
            super().do_park()
            return
        try:
            slot = self.park()
        except DeskError as error:
            self.warn(str(error))
        else:
            self.dismiss(_(N_("Parked as {slot}; F9 brings it back")).format(slot=slot))

    def park(self) -> int:
        """Put the form into a free slot and let go of it; returns the slot."""
        self.keep_draft()
        if self._draft is None or self._author is None:
            return 0
        slot = drafts.park(self.session.store, self._author, self._draft.id).parked
        self.forget_draft()
        return slot

    def do_back(self) -> None:
        """From the line back to the form; else leave, and what was typed stays as a draft."""
        if isinstance(self.focused, Line):
            self.focused.write("")
            self._back_to_form()
            return
        self.keep_draft()
        kept = self._touched
        self.forget_draft()
        if kept:
            self.dismiss(_(N_("Kept as a draft; F9 brings it back")))
        else:
            super().do_back()
