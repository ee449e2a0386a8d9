"""Registers (登记簿): every matter of a list, narrowed by a text that names one of them."""

from data import queues
from data.found import narrowed
from data.queues import QUEUES
from desk.boards import BoardRow, board_count, board_rows, shown_rows
from desk.session import Session
from desk.shown import masked, queue_values, require_list

REGISTERS = ("all", "open", "today", "promised", "late")
"""The lists of matters that are leafed through, the whole register first."""


def register_rows(
    session: Session, name: str, typed: str = "", offset: int = 0, limit: int = 50
) -> list[BoardRow]:
    """A page of a list; with a text only what it finds: words, a household, a number."""
    if not typed.strip():
        return board_rows(session, name, offset, limit)
    require_list(session, QUEUES[name])
    connection = session.store.connection
    queue, more = narrowed(connection, QUEUES[name], typed.strip())
    values = {**queue_values(session), **more}
    return shown_rows(session, masked(queues.page(connection, queue, values, offset, limit)))


def register_count(session: Session, name: str, typed: str = "") -> int:
    """How many matters the list has, or how many of them the text finds."""
    if not typed.strip():
        return board_count(session, name)
    require_list(session, QUEUES[name])
    connection = session.store.connection
    queue, more = narrowed(connection, QUEUES[name], typed.strip())
    return queues.count(connection, queue, {**queue_values(session), **more})
