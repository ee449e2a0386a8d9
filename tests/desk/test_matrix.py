"""Who may do what: every role at every act of both machines, on their own record and another's."""

import tomllib
from pathlib import Path

import pytest

from data.reference import roles
from desk.acts import open_acts, perform
from desk.reception import NewMatter, log_matter
from desk.session import Session
from models.errors import InputError, NotAllowedError
from models.matter import Matter
from models.matter_states import MATTER
from models.office import Staff
from models.order import WorkOrder
from models.order_states import ORDER
from models.states import Act
from tests.desk.conftest import As

NO_SUCH_FIELD = {"\N{WHITE SQUARE}": "1"}
"""Refused after the right was asked and before anything is read or written."""


SHIPPED = Path(__file__).parents[2] / "data" / "catalog" / "roles.toml"
MATRIX: dict[str, dict[str, str]] = {
    row["act"]: row["roles"] for row in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["acts"]
}

EVERY_ACT: list[tuple[type[Matter | WorkOrder], Act]] = [
    *((Matter, act) for act in MATTER.acts),
    *((WorkOrder, act) for act in ORDER.acts),
]


def is_allowed(session: Session, record: Matter | WorkOrder, act: Act) -> bool:
    """Whether `perform` lets this person through; what the screens show must agree."""
    try:
        perform(session, record, act.name, NO_SUCH_FIELD)
    except InputError:
        allowed = True
    except NotAllowedError:
        allowed = False
    shown = next(one for one in open_acts(session, record) if one.act is act)
    assert allowed == (shown.why_not != "Your role may not do this")
    return allowed


@pytest.mark.parametrize(
    ("kind", "act"), EVERY_ACT, ids=lambda one: getattr(one, "name", None) or one.kind
)
def test_a_role_may_do_what_the_matrix_says(
    office: Session, sitting: As, kind: type[Matter | WorkOrder], act: Act
) -> None:
    logged = log_matter(sitting("1003"), NewMatter(type="repair", words="漏水", unit="3-2-1502"))
    record = logged if kind is Matter else WorkOrder.get(WorkOrder.matter_id == logged.id)
    owner = "handler_id" if kind is Matter else "technician_id"
    for role in roles():
        person = office.signed_in(Staff.get(Staff.role == role.code))
        held = MATRIX[act.right][role.code]
        for state in act.states:
            record.state = state
            setattr(record, owner, person.staff_id)
            assert is_allowed(person, record, act) == (held != "none"), (role.code, state)
            setattr(record, owner, -1)
            assert is_allowed(person, record, act) == (held == "allowed"), (role.code, state)


def test_an_act_is_refused_in_every_other_state(office: Session, sitting: As) -> None:
    manager = sitting("2002")
    logged = log_matter(manager, NewMatter(type="repair", words="漏水", unit="3-2-1502"))
    order = WorkOrder.get(WorkOrder.matter_id == logged.id)
    for machine, record in ((MATTER, logged), (ORDER, order)):
        for act in machine.acts:
            for state in machine.states.keys() - act.states:
                record.state = state
                with pytest.raises(NotAllowedError, match="not possible"):
                    perform(manager, record, act.name, NO_SUCH_FIELD)
