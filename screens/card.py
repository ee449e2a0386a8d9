"""The card of keys: every key and function code on one page, and the office's own keys (`keys.toml`).

The screen of keys shows it, `desk keys` prints it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.cells import cell_len

from desk.functions import FUNCTIONS
from models.errors import InputError
from models.text import folded
from models.words import N_, _
from screens.kit.keys import MEANINGS, clashes, key_name
from screens.kit.text import fit

KEYS_FILE = "keys.toml"
_BESIDE = 3
_FUNCTION_WIDTH = 26

IN_FIELDS = (
    ("Enter, Tab", N_("On to the next field; after the last one: save; in a list: open")),
    ("Shift+Tab", N_("The field before")),
    ("\u2191 \u2193", N_("Up and down in lists, and from field to field")),
    ("1-9", N_("Take the value, act or list with this number")),
    ("Ctrl+W", N_("Delete the word before the cursor")),
    ("Ctrl+L", N_("A new line in a note")),
)
"""What keys do in fields and lists; these stay as they are."""

_TAKEN = re.compile(r"f([1-9]|1[0-2])|escape|insert|ctrl\+[a-z]")
_SPELLINGS = {"esc": "escape", "ins": "insert"}


class KeyRow(NamedTuple):
    """One command with its keys as they are now; `own` tells that the office chose them."""

    id: str
    keys: str
    label: str
    help: str
    own: bool


def key_rows(keymap: Mapping[str, str]) -> list[KeyRow]:
    """Every command that has the same key on every screen."""
    return [
        KeyRow(
            command.id, _shown(keymap.get(command.id, command.keys)), _(command.label),
            _(command.help), command.id in keymap,
        )
        for command in MEANINGS
    ]  # fmt: skip


def _shown(keys: str) -> str:
    return " ".join(key_name(key) for key in keys.split(","))


def function_rows() -> list[tuple[str, str]]:
    """Every function code with its name."""
    return [(function.code, _(function.name)) for function in FUNCTIONS]


def printed(keymap: Mapping[str, str]) -> str:
    """The card as text of 80 columns, to be printed and pinned up."""
    keys = key_rows(keymap)
    widest = max(cell_len(row.label) for row in keys)
    lines = [_("Keys"), ""]
    lines += [f"{row.keys:<10} {fit(row.label, widest)} {row.help}" for row in keys]
    lines += ["", _("In fields and lists"), ""]
    lines += [f"{name:<10} {_(meaning)}" for name, meaning in IN_FIELDS]
    lines += ["", _("Function codes: type one on the line (F3)"), ""]
    cells = [f"{code:>2} {name}" for code, name in function_rows()]
    rows = -(-len(cells) // _BESIDE)
    lines += [
        "".join(fit(cell, _FUNCTION_WIDTH) for cell in cells[row::rows]).rstrip()
        for row in range(rows)
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def document(keymap: Mapping[str, str]) -> dict[str, Any]:
    """The card as the command line prints it for programs."""
    return {
        "keys": [
            {"id": row.id, "keys": row.keys.split(), "label": row.label, "help": row.help}
            for row in key_rows(keymap)
        ],
        "functions": [{"code": code, "name": name} for code, name in function_rows()],
    }


def read_keys(typed: str) -> str:
    """Keys as they are typed, `F2, Ctrl+S`, in the form of `keys.toml`."""
    keys = [_SPELLINGS.get(key, key) for key in re.split(r"[,\s]+", folded(typed).lower()) if key]
    for key in keys:
        if not _TAKEN.fullmatch(key):
            raise InputError(
                N_("{key} cannot be chosen: take F1 to F12, Esc, Insert or Ctrl with a letter"),
                "keys", key=key,
            )  # fmt: skip
    return ",".join(keys)


def choose_keys(
    path: Path, keymap: Mapping[str, str], command_id: str, typed: str
) -> dict[str, str]:
    """Keep other keys for a command; nothing typed means those it was shipped with.

    Returns the whole keymap. Raises `InputError` about `keys` where they clash.
    """
    chosen = {**keymap, command_id: read_keys(typed)}
    chosen = {name: keys for name, keys in chosen.items() if keys}
    if sentences := clashes(MEANINGS, chosen):
        raise InputError(N_("{why}"), "keys", why="; ".join(sentences))
    write_keymap(path, chosen)
    return chosen


def write_keymap(path: Path, keymap: Mapping[str, str]) -> None:
    """Write `keys.toml`; without any own key there is no file."""
    lines: Sequence[str] = [f"{name} = {json.dumps(keys)}\n" for name, keys in keymap.items()]
    part = path.with_name(path.name + ".part")
    try:
        if not lines:
            path.unlink(missing_ok=True)
            return
        part.write_text("".join(lines), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(
            N_("{file} cannot be written: {why}"), "keys", file=path.name, why=error.strerror
        ) from error
