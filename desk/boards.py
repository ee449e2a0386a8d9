"""The home board (今日) and its rows: what waits in each list, what a row of any list says."""

from dataclasses import dataclass
from typing import Any

from data import drafts
from data.brief import BriefRow
from data.brief import brief as brief_row
from data.queues import QUEUES
from data.reference import term, topic_label, topic_row
from desk.acts import OpenAct, acts_of_matter
from desk.authority import OWN, require, scope
from desk.lists import BOARDS, DRAFTS, LABELS, OTHERS, URGENT_LISTS
from desk.numbers import show_number
from desk.session import Session
from desk.shown import queue_counts, queue_page
from models.errors import NotFoundError
from models.mask import mask_name, mask_phone
from models.matter import Matter
from models.matter_states import MATTER
from models.order import WorkOrder
from models.order_states import ORDER
from models.states import Machine
from models.words import N_, _, language

Row = dict[str, Any]

DRAFTS_DIGIT = "9"
ALIKE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """One list of a board: its queue, the digit that leads there, how many wait in it."""

    name: str
    digit: str
    count: int

    @property
    def label(self) -> str:
        """What the list is called."""
        return _(LABELS[self.name])

    @property
    def alarming(self) -> bool:
        """Whether it should be empty and is not."""
        return self.count > 0 and self.name in URGENT_LISTS


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row of any list, ready to be shown: names masked, numbers as of today.

    `due_at` is what the row waits for in this list: the deadline, the promise, the call. `who`
    handles it, empty while nobody does. `row` holds what only some lists tell.
    """

    key: int
    number: str
    what: str
    matter_id: int | None = None
    order_id: int | None = None
    unit: str = ""
    place: str = ""
    person: str = ""
    due_at: int | None = None
    who: str = ""
    urgent: bool = False
    state: str = ""
    sign: str = ""
    row: Row | None = None

    @property
    def where(self) -> str:
        """The unit, else the common place."""
        return self.unit or self.place

    def tells(self, name: str) -> Any:
        """A value only some lists tell; None in the others."""
        return self.row.get(name) if self.row else None


def board(session: Session) -> list[Listed]:
    """The lists of whoever is signed in, with their counts."""
    names = [name for name in BOARDS.get(session.who.role, OTHERS) if _open(session, name)]
    counts = queue_counts(session, names)
    listed = [Listed(name, str(at), counts[name]) for at, name in enumerate(names, 1)]
    held = len(drafts.of_staff(session.store, session.who.id))
    return [*listed, Listed(DRAFTS, DRAFTS_DIGIT, held)]


def worst(lists: list[Listed]) -> Listed:
    """The first list that is not empty; with nothing anywhere the first."""
    return next((each for each in lists if each.count), lists[0])


def _open(session: Session, name: str) -> bool:
    queue = QUEUES[name]
    held = scope(session, "order.view" if queue.orders else "matter.view")
    return held == "all" or (held == OWN and queue.own)


def board_rows(
    session: Session, name: str, offset: int = 0, limit: int = 50, staff_id: int | None = None
) -> list[BoardRow]:
    """A page of a list of the board."""
    if name == DRAFTS:
        return _draft_rows(session)[offset : offset + limit]
    return shown_rows(session, queue_page(session, name, offset, limit, staff_id))


def board_count(session: Session, name: str, staff_id: int | None = None) -> int:
    """How many are in a list of the board."""
    if name == DRAFTS:
        return len(drafts.of_staff(session.store, session.who.id))
    return queue_counts(session, [name], staff_id)[name]


def shown_rows(session: Session, rows: list[Row]) -> list[BoardRow]:
    """Rows of any queue, of matters or of orders, as boards show them."""
    this_year = session.now().year
    return [_shown(row, this_year) for row in rows]


def _shown(row: Row, this_year: int) -> BoardRow:
    is_order = "matter_id" in row
    machine: Machine = ORDER if is_order else MATTER
    state, sign = machine.states[row["state"]]
    return BoardRow(
        key=row["id"],
        number=show_number(
            row["matter" if is_order else "number"],
            row["matter_year" if is_order else "year"],
            this_year,
        ),
        what=what(row),
        matter_id=row["matter_id"] if is_order else row["id"],
        order_id=row["id"] if is_order else None,
        unit=row["unit"] or "",
        place=row["place"],
        person=row["person"] or "",
        due_at=row["due_at"],
        who=(row["technician"] if is_order else row["handler"]) or "",
        urgent=row["urgency"] == "urgent",
        state=_(state),
        sign=sign,
        row=row,
    )


def what(row: Row) -> str:
    """What a row is about: its topic, else the caller's words."""
    topic = row["topic_zh"] if language() == "zh" else row["topic_en"]
    return str(topic or row["words"])


def _draft_rows(session: Session) -> list[BoardRow]:
    return [
        BoardRow(
            key=draft.id, number=str(draft.parked or ""), what=draft.title, row={"draft": draft}
        )
        for draft in drafts.of_staff(session.store, session.who.id)
    ]


# -- the row under the cursor


@dataclass(frozen=True, slots=True)
class Brief:
    """A matter in short, as it may be shown below a list."""

    row: BriefRow
    number: str
    person: str
    phone: str

    @property
    def kind(self) -> str:
        """Type, urgency if it is one, and category."""
        urgency = term("urgencies", self.row.urgency) if self.row.urgency == "urgent" else ""
        topic = topic_row(self.row.topic_id)
        parts = [term("matter_types", self.row.type), urgency, topic_label(topic) if topic else ""]
        return " · ".join(part for part in parts if part)

    @property
    def step(self) -> str:
        """The step that is due, in words."""
        return term("steps", self.row.due_step) if self.row.due_step else ""


def brief(session: Session, matter_id: int) -> Brief:
    """What stands below a list about the row under the cursor, masked."""
    since = session.midnight_ms(-ALIKE_DAYS)
    row = brief_row(session.store.connection, matter_id, since)
    if row is None:
        raise NotFoundError(N_("This matter is not there any more"))
    if scope(session, "matter.view") == OWN:
        _require_own(session, row)
    else:
        require(session, "matter.view")
    return Brief(
        row=row,
        number=show_number(row.number, row.year, session.now().year),
        person=mask_name(row.person or ""),
        phone=mask_phone(row.phone or ""),
    )


def _require_own(session: Session, row: BriefRow) -> None:
    """Whoever sees only their own sees what names them: as handler, first contact, technician."""
    if session.staff_id in {row.handler_id, row.first_id}:
        return
    order = WorkOrder.get_or_none(
        (WorkOrder.matter_id == row.id) & (WorkOrder.technician_id == session.staff_id)
    )
    require(session, "matter.view", order, "technician_id")


def acts_of_row(session: Session, row: BoardRow) -> list[OpenAct]:
    """The acts on what a row shows: its order's first, then its matter's."""
    if row.matter_id is None:
        return []
    order = WorkOrder.get_by_id(row.order_id) if row.order_id else None
    return acts_of_matter(session, Matter.get_by_id(row.matter_id), order)
