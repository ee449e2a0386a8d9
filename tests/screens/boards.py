"""What the tests of boards share: the statements a key costs, the row under the cursor."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

from desk.boards import BoardRow
from desk.session import Session
from screens.board import BoardPage
from tests.screens.conftest import OneScreen


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """Every statement asked of the store in this block."""
    asked: list[str] = []
    connection = session.store.connection
    connection.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: asked.append(event["sql"]))
    yield asked
    connection.trace_v2(0, None)


def page(app: OneScreen) -> Any:
    """The board on screen."""
    assert isinstance(app.screen, BoardPage)
    return app.screen


def current(app: OneScreen) -> BoardRow:
    """The row under the cursor."""
    row = page(app).current
    assert row is not None
    return row  # type: ignore[no-any-return]
