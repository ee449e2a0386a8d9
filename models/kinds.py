"""Every kind of record, so that the store knows all tables."""

from models.base import KINDS, Record, columns
from models.look import Look
from models.matter import Callback, Comment, Matter, Promise
from models.office import Desk, Role, Setting, Staff
from models.order import Material, WorkOrder
from models.person import HouseNote, Person, Phone, Residence, Vehicle
from models.place import Building, Unit
from models.reference import Phrase, Price, Term, TimeLimit, Topic
from models.roster_batch import Batch, Mapping

TABLES: tuple[type[Record], ...] = (
    Setting, Desk, Role, Staff,
    Topic, TimeLimit, Phrase, Price, Term,
    Building, Unit, Person, Phone, Residence, Vehicle, HouseNote,
    Matter, Comment, Promise, Callback, WorkOrder, Material,
    Batch, Mapping, Look,
)  # fmt: skip

LINKS: dict[str, type[Record]] = {
    "building_id": Building, "unit_id": Unit, "person_id": Person, "phone_id": Phone,
    "matter_id": Matter, "order_id": WorkOrder, "rework_of_id": WorkOrder,
    "topic_id": Topic, "limit_id": TimeLimit, "batch_id": Batch,
    "first_contact_id": Staff, "handler_id": Staff, "technician_id": Staff,
    "made_by_id": Staff, "worked_id": Staff, "by_id": Staff,
}  # fmt: skip
"""Which kind a column names by its key, wherever it stands."""


def links() -> list[tuple[type[Record], str, type[Record]]]:
    """Every column that names another record: where it stands, its name, what it names."""
    return [
        (model, column, LINKS[column])
        for model in TABLES
        for column in columns(model)
        if column.endswith("_id")
    ]


__all__ = ["KINDS", "LINKS", "TABLES", "links"]
