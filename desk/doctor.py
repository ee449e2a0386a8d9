"""The doctor at this terminal: what is sound, what is not, and how to mend it.

Whoever cannot open the store needs it most, so nobody signs in for it; it shows no personal value.
"""

import os
import shutil
import sys
from pathlib import Path

from data import doctor
from data.doctor import Finding, Terminal

SMALLEST = (80, 24)


def examine(path: Path, at: int, *, thorough: bool = False) -> list[Finding]:
    """Look at this terminal, the computer and the store at `path`; `at` is now."""
    return doctor.examine(path, at, this_terminal(), thorough=thorough)


def this_terminal() -> Terminal:
    """What is known of the terminal this process writes to."""
    columns, lines = shutil.get_terminal_size(fallback=SMALLEST)
    return Terminal(
        term=os.environ.get("TERM", ""),
        columns=columns,
        lines=lines,
        is_terminal=sys.stdout.isatty(),
        encoding=sys.stdout.encoding or "",
    )
