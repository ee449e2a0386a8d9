"""Chance for the practice estate: the same seed, the same estate."""

from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
_PERCENT = 100


def stream(seed: int, what: str) -> Random:
    """Random numbers for one part of the estate; more of one part does not change another."""
    return Random(f"{seed}/{what}")  # noqa: S311 - no secret hangs on it


def happens(random: Random, percent: float) -> bool:
    """Whether something that happens so often happens now."""
    return random.random() * _PERCENT < percent


class Weighted(Generic[Thing]):
    """Things of which some come up more often than others."""

    def __init__(self, weights: Iterable[tuple[Thing, float]]) -> None:
        pairs = list(weights)
        self.things = [thing for thing, _weight in pairs]
        self._sums = list(accumulate(weight for _thing, weight in pairs))

    def pick(self, random: Random) -> Thing:
        """One of them."""
        return random.choices(self.things, cum_weights=self._sums)[0]
