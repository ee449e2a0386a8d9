"""The one machine of a work order (派工单)."""

from models.matter_states import reason
from models.states import Act, Machine, Need
from models.words import N_

WAITING, ASSIGNED, ACCEPTED, ON_SITE = "waiting", "assigned", "accepted", "onsite"
PARTS, DONE, CLOSED, CANCELLED = "parts", "done", "closed", "cancelled"

_UNDONE = frozenset({WAITING, ASSIGNED, ACCEPTED, ON_SITE, PARTS})
_WITH_SOMEBODY = frozenset({ASSIGNED, ACCEPTED, ON_SITE, PARTS})

_TECHNICIAN = Need("technician", N_("Technician"), "technician")

ORDER = Machine(
    states={
        WAITING: (N_("waiting"), "■"),
        ASSIGNED: (N_("assigned"), "□"),
        ACCEPTED: (N_("accepted"), ">"),
        ON_SITE: (N_("on site"), ">"),
        PARTS: (N_("waiting for parts"), "="),
        DONE: (N_("done"), "v"),
        CLOSED: (N_("slip returned"), "v"),
        CANCELLED: (N_("cancelled"), "x"),
    },
    acts=(
        Act(
            "assign", N_("Assign"), _UNDONE, ASSIGNED, "order.assign",
            (
                _TECHNICIAN,
                Need("window", N_("Appointment"), "time", required=False),
            ),
        ),
        Act("accept", N_("Accept"), frozenset({ASSIGNED}), ACCEPTED, "order.accept",
            owner="technician_id"),
        Act("return", N_("Return"), frozenset({ASSIGNED, ACCEPTED}), WAITING, "order.return",
            (reason("return_reasons"),), "technician_id"),
        Act("hand_on", N_("Hand on"), _WITH_SOMEBODY, ASSIGNED, "order.hand_on",
            (_TECHNICIAN, reason("return_reasons")), "technician_id"),
        Act("arrive", N_("Arrived"), frozenset({ASSIGNED, ACCEPTED}), ON_SITE, "order.arrive",
            owner="technician_id"),
        Act(
            "absent", N_("Owner absent"), frozenset({ACCEPTED, ON_SITE}), ACCEPTED, "order.absent",
            (Need("window", N_("New appointment"), "time"),), "technician_id",
        ),
        Act("wait_parts", N_("Wait for parts"), frozenset({ACCEPTED, ON_SITE}), PARTS,
            "order.wait_parts", (reason("waiting_reasons"),), "technician_id"),
        Act("resume", N_("Go on"), frozenset({PARTS}), ACCEPTED, "order.resume",
            owner="technician_id"),
        Act(
            "finish", N_("Done"), frozenset({ACCEPTED, ON_SITE}), DONE, "order.finish",
            (
                Need("result", N_("Result"), "note"),
                Need("materials", N_("Materials"), "materials", required=False),
                Need("labour", N_("Labour fee"), "money", required=False),
            ),
            "technician_id",
        ),
        Act(
            "material", N_("Add material"), frozenset({*_WITH_SOMEBODY, DONE}), None,
            "order.material",
            (
                Need("name", N_("Material")),
                Need("quantity", N_("Quantity"), "quantity"),
                Need("price", N_("Price"), "money", required=False),
            ),
            "technician_id",
        ),
        Act(
            "pay", N_("Payment"), frozenset({DONE}), None, "order.pay",
            (
                Need("amount", N_("Amount"), "money"),
                Need("method", N_("Method"), "term:payment_methods"),
                Need("receipt", N_("Receipt number"), required=False),
            ),
        ),
        Act("slip", N_("Slip returned"), frozenset({DONE}), CLOSED, "order.slip"),
        Act("cancel", N_("Cancel"), _UNDONE, CANCELLED, "order.cancel", (reason("cancel_reasons"),)),
    ),
)  # fmt: skip
