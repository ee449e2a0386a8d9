"""A store in a temporary folder, a clock that stands still, and people to act."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from data.store import Identity, Store
from data.words import use_language
from desk.session import Session
from screens.kit import environment

environment.prepare()  # before textual is imported anywhere: nothing is animated

NOON = 1_795_320_000_000  # 2026-11-22 12:00 at the office
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock:
    """A clock that goes only when told to."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def forward(self, milliseconds: int) -> None:
        self.now += milliseconds


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "desk.db", Identity(letter="A", store_id="test")) as made:
        yield made


@pytest.fixture
def session(store: Store, clock: Clock) -> Session:
    """Nobody signed in, but the store can be written."""
    return Session(store, clock=clock, random=Random(1))
