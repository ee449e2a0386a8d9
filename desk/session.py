"""A session: who acts, at which desk, by which clock. Every procedure takes one first."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random, SystemRandom
from typing import Self

from data.store import Store
from models.errors import NotAllowedError
from models.office import Staff
from models.when import OFFICE_ZONE
from models.words import N_


def system_clock() -> int:
    """The computer's clock in UTC milliseconds."""
    return int(datetime.now(tz=UTC).timestamp() * 1000)


@dataclass(frozen=True)
class Session:
    """The person at the desk and the tools time and chance come from.

    `staff` is None only before anybody signed in; `approver` is set for one act alone.
    """

    store: Store
    staff: Staff | None = None
    approver: Staff | None = None
    clock: Callable[[], int] = system_clock
    random: Random = field(default_factory=SystemRandom)

    @property
    def staff_id(self) -> int | None:
        """The key of the person signed in."""
        return self.staff.id if self.staff else None

    @property
    def approver_id(self) -> int | None:
        """The key of who approved this act."""
        return self.approver.id if self.approver else None

    @property
    def who(self) -> Staff:
        """The person signed in; raises `NotAllowedError` when nobody is."""
        if self.staff is None:
            raise NotAllowedError(N_("Sign in first"))
        return self.staff

    def now_ms(self) -> int:
        """The time in UTC milliseconds."""
        return self.clock()

    def now(self) -> datetime:
        """The time at the office."""
        return datetime.fromtimestamp(self.clock() / 1000, tz=OFFICE_ZONE)

    def day(self) -> int:
        """The office's date as a number, 20261123."""
        today = self.now()
        return today.year * 10000 + today.month * 100 + today.day

    def midnight_ms(self, days: int = 0) -> int:
        """The start of today, or of the day so many days on, in UTC milliseconds."""
        start = self.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return int((start + timedelta(days=days)).timestamp() * 1000)

    def signed_in(self, staff: Staff) -> Self:
        """The same desk with this person at it."""
        return replace(self, staff=staff, approver=None)
