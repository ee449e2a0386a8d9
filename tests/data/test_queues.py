"""Queues rest on the indexes of what is open, however much has been closed over the years."""

import re
from collections.abc import Iterator
from typing import Any

import apsw
import pytest

from data import queues, supervision
from data.brief import _BRIEF
from data.change import insert_sql
from data.queues import DECISIONS, QUEUES, Queue
from data.store import Identity, Store
from models.base import Record, columns
from models.matter import Callback, Matter, Promise
from models.order import WorkOrder
from models.person import Phone
from tests.conftest import DAY, HOUR, NOON

MATTERS = 20_000
OPEN_EVERY = 50
VALUES = {
    "staff": 1, "now": NOON, "soon": NOON + HOUR, "today": NOON - DAY // 2,
    "tomorrow": NOON + DAY // 2, "since": NOON - 30 * DAY, "type": "repair", "handler": 1, "id": 1,
}  # fmt: skip

ANY_OPEN = "matter_(unit_)?open"
INDEXES = {
    "late": "matter_open",
    "nearly": "matter_open",
    "waiting": "matter_state",
    "promised": "promise_open",
    "callbacks": "callback_open",
    "owed": "callback_open",
    "decide": "callback_open work_order_open",
    "first": "matter_first",
    "mine": "matter_handler",
    "open": ANY_OPEN,
    "bad": "matter_bad",
    "reopened": ANY_OPEN,
    "today": "matter_opened_at",
    "all": "matter_opened_at",
    "dispatch": "work_order_open",
    "work": "work_order_technician",
    "out": "work_order_open",
    "slips": "work_order_open",
}
"""What each queue must rest on, as a pattern; a queue that is missing here fails the test."""


def insert(store: Store, model: type[Record], rows: list[dict[str, Any]]) -> None:
    names = columns(model)
    defaults = dict(model().__data__)
    with store.local() as connection:
        connection.executemany(
            insert_sql(model),
            [tuple({**defaults, **row}.get(name) for name in names) for row in rows],
        )


def matter(n: int) -> dict[str, Any]:
    opened = NOON - (MATTERS - n) * HOUR
    is_open = n % OPEN_EVERY == 0
    step = n // OPEN_EVERY % 4
    return {
        "id": n, "number": f"BX{n:06}", "year": 2026, "desk": "A", "running": n,
        "type": ("repair", "complaint", "service")[n % 3], "unit_id": n % 700,
        "person_id": n % 900, "channel": "call", "words": "words", "first_contact_id": n % 9,
        "handler_id": n % 7 or None, "opened_at": opened, "clock_at": opened,
        "state": ("waiting", "assigned", "doing", "callback")[step] if is_open else "closed",
        "due_at": NOON + (n % 97 - 40) * HOUR if is_open else None,
        "closed_at": None if is_open else opened + DAY,
        "reopened": int(n % 200 == 0), "mark": n % 5 + 1, "rated_at": opened + DAY,
    }  # fmt: skip


def order(n: int) -> dict[str, Any]:
    is_open = n % OPEN_EVERY == 0
    step = n // OPEN_EVERY % 4
    return {
        "id": MATTERS + n, "number": f"PG{n:06}", "year": 2026, "matter_id": n,
        "state": ("waiting", "assigned", "parts", "done")[step] if is_open else "closed",
        "technician_id": n % 7 or None, "made_by_id": 1, "made_at": NOON - (MATTERS - n) * HOUR,
        "closed_at": None if is_open else NOON, "reason": "reason" if n % 3 == 0 else "",
    }  # fmt: skip


def callback(n: int) -> dict[str, Any]:
    is_open = n % OPEN_EVERY == 0
    return {
        "id": 2 * MATTERS + n, "matter_id": n, "due_at": NOON + (n % 97 - 40) * HOUR,
        "attempts": n % 5, "done_at": None if is_open else NOON,
    }  # fmt: skip


def promise(n: int) -> dict[str, Any]:
    kept = None if n % OPEN_EVERY == 0 else NOON
    return {
        "id": 3 * MATTERS + n, "matter_id": n, "words": "", "due_at": NOON, "made_by_id": 1,
        "made_at": NOON, "kept_at": kept,
    }  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Ten years of a small estate: one matter in fifty is open."""
    path = tmp_path_factory.mktemp("queues") / "desk.db"
    with Store.create(path, Identity(letter="A", store_id="test")) as made:
        numbers = range(1, MATTERS + 1)
        insert(made, Matter, [matter(n) for n in numbers])
        insert(made, WorkOrder, [order(n) for n in numbers])
        insert(made, Callback, [callback(n) for n in numbers])
        insert(made, Promise, [promise(n) for n in numbers])
        insert(
            made,
            Phone,
            [
                {"id": 4 * MATTERS + n, "person_id": n, "number": f"1380000{n:04}"}
                for n in range(800)
            ],
        )
        yield made


def plan(connection: apsw.Connection, statement: str) -> str:
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", VALUES)
    return "\n".join(str(row[3]) for row in rows)


@pytest.mark.parametrize("queue", QUEUES.values(), ids=list(QUEUES))
def test_a_queue_rests_on_its_index(store: Store, queue: Queue) -> None:
    for statement in (queues.statement(queue), queues.count_statement(queue)):
        found = plan(store.connection, statement)
        if queue.name == "all" and statement.startswith("SELECT count"):
            continue  # all there is can only be counted by counting all there is
        for index in INDEXES[queue.name].split():
            assert re.search(index, found), found


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (supervision.PEOPLE, "matter_handler"),
        (supervision.TYPES_OPEN, ANY_OPEN),
        (supervision.TYPES_CLOSED, "matter_closed"),
        (queues.statement(supervision.OF_PERSON), "matter_handler"),
        (queues.statement(supervision.OF_NOBODY), "matter_handler"),
        (queues.statement(supervision.OF_TYPE), ANY_OPEN),
    ],
)
def test_a_supervisors_figures_rest_on_their_index(
    store: Store, statement: str, index: str
) -> None:
    assert re.search(index, plan(store.connection, statement))


def test_what_stands_below_a_list_is_looked_up_and_not_searched_for(store: Store) -> None:
    assert "SCAN" not in plan(store.connection, _BRIEF)


@pytest.mark.parametrize("queue", QUEUES.values(), ids=list(QUEUES))
def test_a_queue_counts_what_it_lists(store: Store, queue: Queue) -> None:
    rows = queues.page(store.connection, queue, VALUES, 0, MATTERS * 2)
    assert len(rows) == queues.count(store.connection, queue, VALUES) > 0


def test_several_queues_are_counted_in_one_statement(store: Store) -> None:
    asked: list[str] = []
    store.connection.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: asked.append(event["sql"]))
    found = queues.counts(store.connection, list(QUEUES.values()), VALUES)
    store.connection.trace_v2(0, None)
    assert len(asked) == 1
    assert found == [queues.count(store.connection, queue, VALUES) for queue in QUEUES.values()]


def test_a_decision_is_asked_for_once_however_many_reasons_it_has(store: Store) -> None:
    rows = queues.page(store.connection, QUEUES["decide"], VALUES, 0, MATTERS)
    wanted = [
        key
        for each in DECISIONS.values()
        for (key,) in store.connection.execute(f"SELECT {each.matter} {each.source}", VALUES)
    ]
    found = [row["id"] for row in rows]
    assert sorted(found) == sorted(set(wanted))
    assert len(wanted) > len(found)
    told = supervision.decisions(store.connection, found, VALUES)
    assert sorted(told) == sorted(found)
    assert sum(map(len, told.values())) == len(wanted)


def test_a_row_of_call_backs_waits_for_the_call_and_tells_the_number(store: Store) -> None:
    [row] = queues.page(store.connection, QUEUES["owed"], VALUES, 0, 1)
    [(due, attempts)] = store.connection.execute(
        "SELECT due_at, attempts FROM callback WHERE id = ?", (row["callback_id"],)
    )
    assert (row["due_at"], row["attempts"]) == (due, attempts)
    assert row["phone"].startswith("1380000")
