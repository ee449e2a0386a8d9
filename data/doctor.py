"""The doctor: what is sound and what is not, each with a way to mend it (operations.md F6).

Nothing is changed, and no personal value is told. A desk that is open looks at itself with
`of_computer` and `of_store`, because `examine` opens the store anew.
"""

from pathlib import Path

from data.doctor_computer import Terminal, of_computer
from data.doctor_store import of_store
from data.finding import FAIL, OK, RESTORE, WARN, Finding, worst
from data.store import Store
from models.errors import StoreError
from models.words import _

__all__ = [
    "FAIL", "OK", "WARN", "Finding", "Terminal", "examine", "of_computer", "of_store", "worst",
]  # fmt: skip


def examine(path: Path, at: int, terminal: Terminal, *, thorough: bool = False) -> list[Finding]:
    """Look at the computer and at the store at `path`; `at` is now in UTC milliseconds.

    `thorough` reads every page and folds every record anew; else both are sampled.
    """
    found = of_computer(path, terminal)
    try:
        with Store.open(path) as store:
            return found + of_store(store, at, thorough=thorough)
    except StoreError as error:
        mend = _(RESTORE) if path.exists() else ""
        return [*found, Finding("store", FAIL, str(error), mend)]
