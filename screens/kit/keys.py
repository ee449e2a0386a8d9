"""Commands: one declaration each, from which bindings, key bar, palette, help and card come."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual.binding import Binding

from models.errors import InputError
from models.words import N_, _
from screens.kit.text import fit

EVERYWHERE = N_("On every screen")
_NAMES = {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "enter": "Enter", "tab": "Tab"}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does; texts are msgids, translated where they are shown."""

    id: str
    keys: str
    """Comma-separated, the first one is shown in the bar."""
    label: str
    help: str
    group: str = EVERYWHERE
    in_bar: bool = False

    def binding(self) -> Binding:
        """The binding that runs this command on the screen."""
        return Binding(
            self.keys,
            f"screen.command('{self.id}')",
            self.label,
            show=self.in_bar,
            tooltip=self.help,
            id=self.id,
        )

    def key(self, keymap: Mapping[str, str]) -> str:
        """The key to press, as printed on the keyboard, after the user's own choice."""
        return key_name(keymap.get(self.id, self.keys).split(",")[0])


def key_name(key: str) -> str:
    """How a key is printed: `F2`, `Ctrl+S`, `Esc`."""
    *modifiers, last = key.strip().split("+")
    return "+".join([*map(str.capitalize, modifiers), _NAMES.get(last, last.upper())])


HELP = Command(
    "help", "f1", N_("Help"), N_("This field, then this screen, then all keys"), in_bar=True
)
SAVE = Command(
    "save",
    "f2,ctrl+s",
    N_("Save"),
    N_("Save; a field that is not right yet gets the cursor"),
    in_bar=True,
)
LINE = Command("line", "f3,ctrl+f", N_("Find"), N_("Find anything, go anywhere"), in_bar=True)
VALUES = Command("values", "f4,ctrl+t", N_("List"), N_("Values for this field"), in_bar=True)
REFRESH = Command(
    "refresh",
    "f5,ctrl+r",
    N_("Reload"),
    N_("Refresh; in a form: as in the record before"),
    in_bar=True,
)
NEW = Command("new", "f6,ctrl+n", N_("New"), N_("A new record for the same household"), in_bar=True)
PREVIOUS = Command("previous", "f7", N_("Prev"), N_("The record before, same field"), in_bar=True)
NEXT = Command("next", "f8", N_("Next"), N_("The next record, same field"), in_bar=True)
PARK = Command(
    "park", "f9,ctrl+g", N_("Park"), N_("Park this form, or bring a parked one back"), in_bar=True
)
ACTS = Command(
    "acts",
    "f10,ctrl+p",
    N_("Acts"),
    N_("What can be done now, by number; every command"),
    in_bar=True,
)
UNDO = Command("undo", "ctrl+z", N_("Undo"), N_("Undo in this field, else the last save"))
REDO = Command("redo", "ctrl+y", N_("Redo"), N_("Redo in this field"))
JUMP = Command("jump", "ctrl+o", N_("Jump"), N_("Numbers on the parts of the screen; press one"))
LOCK = Command("lock", "f12", N_("Lock"), N_("Lock the desk or hand it to somebody else"))
BACK = Command(
    "back",
    "escape",
    N_("Back"),
    N_("One level back; what was typed is kept as a draft"),
    in_bar=True,
)
QUIT = Command("quit", "ctrl+q", N_("Leave"), N_("End the day at this desk; drafts are kept"))

MEANINGS = (
    HELP, SAVE, LINE, VALUES, REFRESH, NEW, PREVIOUS, NEXT, PARK, ACTS, BACK,
    UNDO, REDO, JUMP, LOCK, QUIT,
)  # fmt: skip

# Kept by terminals and input methods, or used inside every field: a dead key, if bound.
_EDITING = {f"ctrl+{letter}" for letter in "acdekluvwx"}
_UNUSABLE = _EDITING | {
    "f11",
    "ctrl+h",
    "ctrl+i",
    "ctrl+j",
    "ctrl+m",
    "ctrl+space",
    "ctrl+left_square_bracket",
}


def card(commands: Iterable[Command], keymap: Mapping[str, str]) -> list[str]:
    """Every key with its meaning, one a line, for help."""
    listed = list(commands)
    widest = max((cell_len(_(command.label)) for command in listed), default=0)
    return [
        f"{command.key(keymap):<7} {fit(_(command.label), widest)} {_(command.help)}"
        for command in listed
    ]


def clashes(commands: Iterable[Command], keymap: Mapping[str, str]) -> list[str]:
    """A sentence for each key that two commands of one screen share, or that never arrives."""
    sentences = []
    taken: dict[str, str] = {}
    for command in commands:
        for key in keymap.get(command.id, command.keys).split(","):
            name = key.strip()
            if name in taken:
                sentences.append(
                    _("{key} is both “{one}” and “{other}”").format(
                        key=key_name(name), one=_(taken[name]), other=_(command.label)
                    )
                )
            elif not usable(name):
                sentences.append(
                    _("{key} does not reach the desk from every terminal").format(
                        key=key_name(name)
                    )
                )
            taken[name] = command.label
    return sentences


def usable(key: str) -> bool:
    """Whether the key arrives from every terminal and past every input method."""
    if len(key) == 1 or key in _UNUSABLE:
        return False
    *modifiers, last = key.split("+")
    if "alt" in modifiers or ("shift" in modifiers and last != "tab"):
        return False
    return not (modifiers and last[0] == "f" and last[1:].isdigit())


def read_keymap(path: Path, commands: Iterable[Command]) -> dict[str, str]:
    """The user's own keys: `save = "f2,ctrl+s"`, one line a command.

    Raises InputError for a file that is not TOML, a command that is not known, or a clash.
    """
    if not path.exists():
        return {}
    known = {command.id: command for command in commands}
    try:
        keymap = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(N_("{file}: {why}"), "keys", file=path.name, why=error) from error
    for name, keys in keymap.items():
        if name not in known or not isinstance(keys, str):
            raise InputError(
                N_("{file}: there is no command “{name}”; known are {known}"),
                "keys", file=path.name, name=name, known=", ".join(known),
            )  # fmt: skip
    if sentences := clashes(known.values(), keymap):
        raise InputError(N_("{file}: {why}"), "keys", file=path.name, why="; ".join(sentences))
    return keymap
