"""The README's pictures, made from the practice estate.

pictures.py FOLDER      writes home.svg, intake.svg, dispatch.svg, unit.svg, supervision.svg
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from data.store import Store
from data.words import use_language
from desk.demo.make import Plan, make
from desk.session import Session
from models.office import Staff
from models.when import OFFICE_ZONE, to_ms
from screens.kit import environment

NOW = to_ms(datetime(2026, 11, 23, 9, 41, tzinfo=OFFICE_ZONE))
SIZE = (100, 30)
_FONT_FROM_AFAR = re.compile(r"\s*@font-face \{.*?\n    \}", re.DOTALL)
"""A picture fetches nothing from anywhere: the reader's own fixed-width font is good enough."""

PICTURES: dict[str, tuple[str, Sequence[str]]] = {
    "home": ("assistant", ()),
    "intake": ("assistant", ("f3", *"12 2-1-1701 zxzy ", *"邻居周日早上装修，请制止", "enter")),
    "dispatch": ("assistant", ("f3", *"22", "enter")),
    "unit": ("assistant", ("f3", *"31 2-1-1701", "enter")),
    "supervision": ("supervisor", ("f3", *"81", "enter")),
}


async def picture(session: Session, keys: Sequence[str]) -> str:
    """What the screen looks like after these keys, as SVG."""
    from screens.app import CounterApp  # noqa: PLC0415 - after the environment
    from screens.kit.queue import press_all  # noqa: PLC0415

    app = CounterApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        press_all(app, keys)
        await app.keys_done()
        await pilot.pause()
        return _FONT_FROM_AFAR.sub("", app.export_screenshot(title="desk"))


def main(folder: Path) -> None:
    """Make the estate, then each picture."""
    environment.prepare()
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "practice.db"
        make(path, Plan(NOW))
        use_language("zh")
        with Store.open(path) as store:
            for title, (role, keys) in PICTURES.items():
                staff = Staff.select().where(Staff.role == role).order_by(Staff.no).first()
                session = Session(store, staff=staff, clock=lambda: NOW)
                svg = asyncio.run(picture(session, keys))
                (folder / f"{title}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
