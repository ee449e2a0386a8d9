"""The functions of the desk with their codes: two digits by group, reached from the line.

1x reception, 2x repair and paid service, 3x households and files, 4x follow-up, 8x supervisor,
9x system. The line, the palette, help and the printed card read this one table.
"""

from dataclasses import dataclass

from data.pinyin import initials
from desk.authority import may, why_not
from desk.session import Session
from models.words import N_, _


@dataclass(frozen=True, slots=True)
class Function:
    """One function: its code, its name, the right it asks for, and what follows it on the line.

    `intake` is the matter type it logs; `takes` is unit, person or nothing.
    """

    code: str
    name: str
    right: str = ""
    intake: str = ""
    takes: str = ""


FUNCTIONS = (
    Function("11", N_("Log a report"), "matter.log", "report", "unit"),
    Function("12", N_("Log a complaint"), "matter.log", "complaint", "unit"),
    Function("13", N_("Log an enquiry"), "matter.log", "enquiry", "unit"),
    Function("14", N_("Log a request for help"), "matter.log", "request", "unit"),
    Function("15", N_("Log a suggestion"), "matter.log", "suggestion", "unit"),
    Function("16", N_("Log praise"), "matter.log", "praise", "unit"),
    Function("19", N_("Register of matters")),
    Function("21", N_("Log a repair"), "matter.log", "repair", "unit"),
    Function("22", N_("Dispatch board"), "matter.dispatch"),
    Function("23", N_("My work orders")),
    Function("24", N_("Log a paid service"), "matter.log", "service", "unit"),
    Function("31", N_("Household file"), "household.view", takes="unit"),
    Function("32", N_("Person"), "household.view", takes="person"),
    Function("41", N_("Call-backs"), "matter.callback"),
    Function("42", N_("Promises")),
    Function("43", N_("Late matters")),
    Function("81", N_("Supervisor's review"), "queue.supervise"),
    Function("84", N_("Staff"), "staff.edit"),
    Function("90", N_("Today")),
    Function("91", N_("Settings"), "reference.edit"),
    Function("92", N_("Read in a roster"), "import.run"),
    Function("95", N_("Chinese / English")),
    Function("97", N_("Keys")),
    Function("99", N_("Lock the desk")),
    Function("0", N_("End the day")),
)

BY_CODE = {function.code: function for function in FUNCTIONS}
INTAKE = {function.intake: function for function in FUNCTIONS if function.intake}


def is_open(session: Session, function: Function) -> bool:
    """Whether the person signed in may use this function."""
    return not function.right or may(session, function.right)


def why_closed(session: Session, function: Function) -> str:
    """Why the person signed in may not use it; empty when they may."""
    return why_not(session, function.right) if function.right else ""


def matching(text: str) -> list[Function]:
    """Functions by code, by pinyin initials of their name, or by a piece of it."""
    wanted = text.casefold()
    if wanted.isdecimal():
        return [function for function in FUNCTIONS if function.code == wanted]
    return [
        function
        for function in FUNCTIONS
        if wanted in _(function.name).casefold()
        or (len(wanted) > 1 and initials(_(function.name)).startswith(wanted))
    ]
