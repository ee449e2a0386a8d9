"""A matter as its page shows it: looked up for whoever may see it."""

from desk.authority import OWN, require, scope
from desk.session import Session
from models.errors import NotFoundError
from models.matter import Matter
from models.order import WorkOrder
from models.words import N_


def matter_by_id(session: Session, matter_id: int) -> Matter:
    """The matter as it is now.

    Whoever may see only their own sees what names them: as handler, first contact, technician.
    """
    matter: Matter | None = Matter.get_or_none(Matter.id == matter_id)
    if matter is None:
        raise NotFoundError(N_("This matter is not there any more"))
    named = session.staff_id in {matter.handler_id, matter.first_contact_id}
    if scope(session, "matter.view") != OWN:
        require(session, "matter.view")
    elif not named:
        order = WorkOrder.get_or_none(
            (WorkOrder.matter_id == matter_id) & (WorkOrder.technician_id == session.staff_id)
        )
        require(session, "matter.view", order, "technician_id")
    return matter
