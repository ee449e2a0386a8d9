"""The lists by name: what each is called, what is said when it is empty, which a role has at home.

Which list comes first is data: late before everything at the counter, one's own orders for a
technician, decisions for a supervisor.
"""

from models.words import N_

DRAFTS = "drafts"

LABELS = {
    "late": N_("Late"),
    "nearly": N_("Nearly late"),
    "waiting": N_("Waiting"),
    "decide": N_("To decide"),
    "promised": N_("Promises due"),
    "callbacks": N_("To call back"),
    "owed": N_("All call-backs"),
    "first": N_("I took"),
    "mine": N_("I handle"),
    "work": N_("My orders"),
    "open": N_("All open"),
    "all": N_("All matters"),
    "bad": N_("Badly rated"),
    "reopened": N_("Reopened"),
    "today": N_("Logged today"),
    "dispatch": N_("To dispatch"),
    "out": N_("Under way"),
    "slips": N_("Slips to return"),
    DRAFTS: N_("Parked forms"),
}

EMPTY = {
    "late": N_("Nothing is late"),
    "nearly": N_("Nothing will be late within half an hour"),
    "waiting": N_("Nothing waits for anybody"),
    "decide": N_("Nothing waits for a decision"),
    "promised": N_("Nothing is promised for today"),
    "callbacks": N_("No call-back is due today"),
    "owed": N_("No call-back is owed"),
    "first": N_("Nothing of yours as first contact is open"),
    "mine": N_("You have nothing in hand"),
    "work": N_("No order is in hand"),
    "open": N_("Nothing is open"),
    "all": N_("Nothing was logged yet"),
    "bad": N_("Nobody was dissatisfied in the last 30 days"),
    "reopened": N_("Nothing was reopened"),
    "today": N_("Nothing was logged today"),
    "dispatch": N_("No order waits for a technician"),
    "out": N_("No order is under way"),
    "slips": N_("No slip is out"),
    DRAFTS: N_("No form is parked"),
}

BOARDS = {
    "assistant": ("late", "waiting", "promised", "callbacks", "first", "mine", "today"),
    "supervisor": (
        "late", "decide", "waiting", "nearly", "promised", "callbacks", "bad", "mine",
    ),
    "manager": ("late", "decide", "bad", "reopened", "waiting", "nearly", "mine", "today"),
    "technician": ("work", "first"),
    "clubhouse": ("mine", "first"),
    "site_manager": ("late", "decide", "bad", "reopened", "mine", "first", "today"),
    "administrator": (),
    "auditor": ("late", "open", "bad", "reopened", "today"),
}  # fmt: skip
"""The lists each role has on its board, the worst first; a role the office added has its own."""

OTHERS = ("mine", "first")

URGENT_LISTS = frozenset({"late"})
"""A list that must be empty: its count carries a sign."""
