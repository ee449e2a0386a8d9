"""A matter in hand with what hangs on it: looked up when first asked for, then carried along.

One act reads and sets the same records everywhere, so that what it has just set is what the
joining function sees. Whoever enters a past keeps the case from act to act.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from models.matter import Callback, Matter, Promise
from models.order import WorkOrder


def orders_of(matter: Matter) -> list[WorkOrder]:
    """The matter's work orders, oldest first."""
    return list(
        WorkOrder.select()
        .where((WorkOrder.matter_id == matter.id) & WorkOrder.voided.is_null())
        .order_by(WorkOrder.id)
    )


def owed_callback(matter: Matter) -> Callback | None:
    """The call-back still owed for this matter."""
    return Case(matter).owed


@dataclass
class Case:
    """A matter with its orders, its call-backs and its promises."""

    matter: Matter

    @classmethod
    def new(cls, matter: Matter, orders: list[WorkOrder], promises: list[Promise]) -> Self:
        """The case of a matter just logged: there is nothing to look up."""
        case = cls(matter)
        case.orders, case.promises, case.callbacks = orders, promises, []
        return case

    @cached_property
    def orders(self) -> list[WorkOrder]:
        """Its work orders, oldest first."""
        return orders_of(self.matter)

    @cached_property
    def callbacks(self) -> list[Callback]:
        """Its call-backs that are owed, or were when it was looked up."""
        return list(
            Callback.select().where(
                (Callback.matter_id == self.matter.id)
                & Callback.done_at.is_null()
                & Callback.voided.is_null()
            )
        )

    @cached_property
    def promises(self) -> list[Promise]:
        """Its promises that are open, or were when it was looked up."""
        return list(
            Promise.select()
            .where(
                (Promise.matter_id == self.matter.id)
                & Promise.kept_at.is_null()
                & Promise.voided.is_null()
            )
            .order_by(Promise.due_at)
        )

    @property
    def owed(self) -> Callback | None:
        """The call-back still owed."""
        return next(
            (one for one in self.callbacks if one.done_at is None and one.voided is None), None
        )

    @property
    def promised(self) -> Promise | None:
        """The open promise that is due first."""
        still_open = [one for one in self.promises if one.kept_at is None and one.voided is None]
        return min(still_open, key=lambda one: int(one.due_at), default=None)
