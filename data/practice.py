"""What the practice estate is made of (练习小区): names, buildings, staff, what people say.

The files lie beside this module in `practice/`; only `desk demo` reads them.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("practice")


@cache
def material(name: str) -> dict[str, Any]:
    """One of the files: names, estate, staff, repair, service, complaint, counter, talk."""
    values: dict[str, Any] = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return values
