"""Every kind of record, so that the store knows all tables."""

from models.base import KINDS, Record
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
    Batch, Mapping,
)  # fmt: skip

__all__ = ["KINDS", "TABLES"]
