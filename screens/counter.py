"""The counter as the screens know it: who sits here, over which store.

One object for the whole run; the session in it is replaced when somebody else sits down.
"""

from dataclasses import dataclass, field
from typing import Any

from data import drafts
from data.drafts import Draft
from desk.numbers import show_number
from desk.session import Session
from desk.shown import desk_name, queue_counts
from models.words import _

HOME_COUNTS = ("waiting", "late")


@dataclass
class Counter:
    """What every screen is handed."""

    session: Session
    kept: dict[str, Any] = field(default_factory=dict)
    """Screens that stay drawn when they are left, by name, to be shown again at once."""
    before: dict[tuple[int | None, str], dict[str, Any]] = field(default_factory=dict)
    """The fields of the record saved last, by person and form: what F5 repeats."""

    def status(self, function: str = "") -> tuple[str, str]:
        """Row 1: estate and desk, who, the function; at its right end what waits, and the time."""
        session, store = self.session, self.session.store
        where = f"{store.setting('estate', '')}·{desk_name(session)}"
        if store.practice:
            where = _("*PRACTICE* {where}").format(where=where)
        if session.staff is None:
            return where, f"{session.now():%H:%M}"
        counts = queue_counts(session, list(HOME_COUNTS))
        late, parked = counts["late"], len(self.parked())
        left = [where, f"{session.who.no} {session.who.name}", f"[{function}]" if function else ""]
        right = [
            _("Waiting {number}").format(number=counts["waiting"]),
            _("Late {number}").format(number=f"{late}!" if late else late),
            _("Parked {number}").format(number=parked) if parked else "",
            f"{session.now():%H:%M}",
        ]
        return "  ".join(part for part in left if part), "  ".join(filter(None, right))

    def parked(self) -> list[Draft]:
        """The forms this person has parked."""
        return [draft for draft in self.drafts() if draft.parked]

    def drafts(self) -> list[Draft]:
        """All half-typed forms of this person."""
        if self.session.staff is None:
            return []
        return drafts.of_staff(self.session.store, self.session.who.id)

    def number(self, number: str, year: int) -> str:
        """A number as shown today."""
        return show_number(number, year, self.session.now().year)
