"""A finding of the doctor: what was looked at, how it is, and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from data.refusals import sentences
from models.errors import StoreError
from models.words import N_, _

OK, WARN, FAIL = "ok", "warn", "fail"

_LEVELS = {OK: N_("sound"), WARN: N_("careful"), FAIL: N_("FAULT")}

RESTORE = N_("Restore a backup with `desk restore FILE`")

LABELS = {
    "python": N_("Python"),
    "libraries": N_("Libraries"),
    "sqlite": N_("SQLite"),
    "encoding": N_("Characters"),
    "terminal": N_("Terminal"),
    "folder": N_("Folder"),
    "rights": N_("Rights of folder and file"),
    "space": N_("Free space"),
    "store": N_("Store"),
    "tables": N_("Tables as this version makes them"),
    "safety": N_("Safe from power cuts"),
    "pages": N_("Pages of the file"),
    "links": N_("Links between records"),
    "journal": N_("Journal unbroken"),
    "fold": N_("Tables equal the journal"),
    "search": N_("Search rows"),
    "backup": N_("Last checked backup"),
    "clock": N_("Clock"),
    "reference": N_("Reference data"),
    "accounts": N_("Accounts"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `name` never changes; `found` and `mend` are in the language in use."""

    name: str
    level: str
    found: str
    mend: str = ""

    @property
    def label(self) -> str:
        """What was looked at, in words."""
        return _(LABELS[self.name])

    @property
    def failed(self) -> bool:
        """Whether work should not go on like this."""
        return self.level == FAIL

    def sentence(self) -> str:
        """The finding as one line: how it is, what it is about, what was found, how to mend it."""
        told = _("{label}: {value}").format(label=self.label, value=self.found)
        return f"[{_(_LEVELS[self.level])}] {told}" + (f"\n    {self.mend}" if self.mend else "")

    def document(self) -> dict[str, str]:
        """The finding for a program."""
        return {
            "name": self.name, "level": self.level, "label": self.label,
            "found": self.found, "mend": self.mend,
        }  # fmt: skip


def worst(findings: Iterable[Finding]) -> str:
    """The worst level among these, for whoever decides on an exit status."""
    levels = {finding.level for finding in findings}
    return next((level for level in (FAIL, WARN) if level in levels), OK)


def looked_at(path: Path, name: str, look: Callable[[], Finding]) -> Finding:
    """What a look found; a fault of the disk or the file is a finding too."""
    try:
        with sentences(path):
            return look()
    except StoreError as error:
        return Finding(name, FAIL, str(error), _(RESTORE))
