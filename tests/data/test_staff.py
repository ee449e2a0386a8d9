"""The staff queries rest on the indexes of what is open, however many years lie behind."""

import pytest

from data import staff
from data.store import Store


def plan(store: Store, query: str) -> list[str]:
    rows = store.connection.execute(f"EXPLAIN QUERY PLAN {query}", {"all": False, "id": 1})
    return [str(row[3]) for row in rows]


@pytest.mark.parametrize("query", [staff._TECHNICIANS, staff._STAFF, staff._HELD])
def test_no_matter_or_order_is_read_that_is_not_open(store: Store, query: str) -> None:
    read = [line for line in plan(store, query) if line.startswith(("SCAN", "SEARCH"))]
    assert any("INDEX" in line for line in read)
    assert all("INDEX" in line or line in {"SCAN s", "SCAN CONSTANT ROW"} for line in read), read


def test_the_longest_idle_is_the_end_of_an_index(store: Store) -> None:
    assert any("work_order_done" in line for line in plan(store, staff._TECHNICIANS))
