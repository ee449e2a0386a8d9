"""What a state machine is: acts as data, with who may do them and what they need."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Need:
    """A field an act asks for. `sort` tells screens and the command line how to read it:

    text, note, staff, technician, time, money, quantity, materials (a line each), term:<enumeration> (its code), or
    reason:<enumeration> (one of its values or words of one's own).
    """

    name: str
    label: str
    sort: str = "text"
    required: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the states it leaves, the state it leads to (None: the same).

    `right` is the row of the authority matrix; whoever has it there as `own` must be the
    one the record names.
    """

    name: str
    label: str
    states: frozenset[str]
    to: str | None
    right: str
    needs: tuple[Need, ...] = field(default=())
    owner: str = ""
    """Which field names the one to whom the record is `own`."""


@dataclass(frozen=True, slots=True)
class Machine:
    """States with their labels and signs, and the acts between them, in the order of use."""

    states: dict[str, tuple[str, str]]
    acts: tuple[Act, ...]

    def act(self, name: str) -> Act | None:
        """The act of this name."""
        return next((act for act in self.acts if act.name == name), None)

    def open_acts(self, state: str) -> list[Act]:
        """The acts that may leave this state."""
        return [act for act in self.acts if state in act.states]
