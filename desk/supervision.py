"""The supervisor's review (督办): what waits for a decision, what goes wrong, who has how much."""

from collections.abc import Callable
from dataclasses import dataclass

from data import supervision as rows
from data.queues import Queue, Row, count, page
from data.reference import term
from data.supervision import OF_NOBODY, OF_PERSON, OF_TYPE, Why
from desk.authority import require
from desk.boards import BoardRow, board_rows, shown_rows
from desk.session import Session
from desk.shown import masked, queue_counts, queue_values
from models.words import N_, _

RIGHT = "queue.supervise"
DECIDE, PEOPLE, TYPES = "decide", "people", "types"
LISTS = (DECIDE, "late", "nearly", "waiting", "bad", "reopened")
"""The supervisor's lists, what needs a decision first."""

WHY = {
    "unreached": N_("not reached ({detail} calls)"),
    "no_phone": N_("no number to call"),
    "returned": N_("given back: {detail}"),
    "standing": N_("stands still: {detail}"),
}
"""Why something waits for a decision; the keys are those of `data.queues.DECISIONS`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of figures: of a person or of a type; `key` is None for what is nobody's.

    Times are in milliseconds: `next_due` a moment, `average` from logged to closed.
    """

    kind: str
    key: int | str | None
    label: str
    note: str
    open: int
    late: int
    closed_today: int = 0
    next_due: int | None = None
    average: int | None = None


def lists(session: Session) -> dict[str, int]:
    """The lists with their counts, in the order of the screen."""
    require(session, RIGHT)
    return queue_counts(session, LISTS)


def list_rows(session: Session, name: str, offset: int = 0, limit: int = 50) -> list[BoardRow]:
    """A page of one of the lists."""
    require(session, RIGHT)
    return board_rows(session, name, offset, limit)


def why(session: Session, found: list[BoardRow]) -> dict[int, str]:
    """Why these rows wait for a decision, in words, by the matter's key."""
    matters = [row.matter_id for row in found if row.matter_id is not None]
    told = rows.decisions(session.store.connection, matters, queue_values(session))
    return {key: ", ".join(map(_why, reasons)) for key, reasons in told.items()}


def _why(reason: Why) -> str:
    return _(WHY[reason.name]).format(detail=reason.detail)


def by_person(session: Session) -> list[Figures]:
    """What everybody has open, who is latest first."""
    require(session, RIGHT)
    return [
        Figures(
            PEOPLE, row.id, row.name or _(N_("Nobody yet")),
            term("duties", row.duty) if row.duty else "", row.open, row.late,
            next_due=row.next_due,
        )
        for row in rows.people(session.store.connection, queue_values(session))
    ]  # fmt: skip


def by_type(session: Session) -> list[Figures]:
    """What is open and was closed by type; the average counts those closed in the last 30 days."""
    require(session, RIGHT)
    found = rows.types(session.store.connection, queue_values(session))
    return [
        Figures(
            TYPES, row.type, term("matter_types", row.type), "", row.open, row.late,
            closed_today=row.closed_today, average=row.average,
        )
        for row in sorted(found.values(), key=lambda row: (-row.late, -row.open, row.type))
    ]  # fmt: skip


def rows_of(session: Session, figures: Figures) -> Callable[[int, int], list[BoardRow]]:
    """The open matters behind a line of figures, page by page."""
    require(session, RIGHT)
    queue, values = _behind(session, figures)

    def fetch(offset: int, limit: int) -> list[BoardRow]:
        found = page(session.store.connection, queue, values(), offset, limit)
        return shown_rows(session, masked(found))

    return fetch


def count_of(session: Session, figures: Figures) -> Callable[[], int]:
    """How many matters are behind a line of figures."""
    queue, values = _behind(session, figures)
    return lambda: count(session.store.connection, queue, values())


def _behind(session: Session, figures: Figures) -> tuple[Queue, Callable[[], Row]]:
    if figures.kind == TYPES:
        return OF_TYPE, lambda: {**queue_values(session), "type": figures.key}
    queue = OF_NOBODY if figures.key is None else OF_PERSON
    return queue, lambda: {**queue_values(session), "handler": figures.key}
