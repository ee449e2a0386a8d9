"""How long a roster of 100,000 rows takes: reading, dry run, import, the same again, undo.

    python tests/bench/bench_import.py [ROWS]

Printed beside the floor: the same cells read by python-calamine alone, and the same number of
rows inserted through the standard library's sqlite3.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any, TypeVar

import xlsxwriter
from python_calamine import load_workbook

from data.store import Store
from desk.office import NewOffice, init
from desk.roster import apply, plan
from desk.roster_undo import undo_batch
from desk.session import Session
from models.office import Staff

ROWS = 100_000
SECRET = "Roster-2026"
HEADINGS = (
    "楼栋", "单元", "房号", "业主", "业主电话", "身份证号", "面积(㎡)", "交房日期", "租户", "车牌", "备注",
)  # fmt: skip
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
Result = TypeVar("Result")


def main() -> None:
    """Print each step in seconds."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder) / "roster.xlsx"
        make(roster, rows)
        print(f"{rows} rows, {roster.stat().st_size / 2**20:.1f} MB")
        read = timed("calamine alone", lambda: len(calamine(roster)))
        raw = timed("sqlite3 alone", lambda: insert(Path(folder) / "raw.db", roster))
        session, store = office(Path(folder) / "desk.db")
        with store:
            tried, dry = timed("dry run", lambda: plan(session, [roster]))
            print(
                f"  new {tried.new} changed {tried.changed} same {tried.same} refused {tried.refused}"
            )
            batch, whole = timed("import", lambda: apply(session, tried))
            again, same = timed("dry run of the same file", lambda: plan(session, [roster]))
            print(f"  new {again.new} changed {again.changed} same {again.same}")
            if batch:
                timed("undo", lambda: undo_batch(session, batch))
        floor = read[1] + raw[1]
        print(
            f"dry run and import {dry + whole:.1f} s, {(dry + whole) / floor:.1f} times the floor"
        )
        print(f"same again {same:.1f} s; peak {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed(what: str, act: Callable[[], Result]) -> tuple[Result, float]:
    """Do it, and print how long it took, and how much of that the processor worked for it."""
    start, worked = perf_counter(), process_time()
    result = act()
    seconds = perf_counter() - start
    print(f"{what:30} {seconds:7.2f} s ({process_time() - worked:.2f} s of one processor)")
    return result, seconds


def make(path: Path, rows: int) -> None:
    """A roster with every column filled as offices fill it, seeded."""
    chance = Random(7)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("花名册")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(rows):
            door, building = number % 528, number // 528 + 1
            floor, place = divmod(door // 4, 4)
            sheet.write_row(number + 1, 0, (
                f"{building}栋", f"{door % 4 + 1}单元", f"{floor + 1}{place + 1:02}",
                name(chance), 13_000_000_000 + number, f"50010{chance.randrange(1, 10)}1970010{chance.randrange(1, 10)}{number % 10000:04}",
                f"{chance.randrange(50, 150)}.5平", f"20{chance.randrange(10, 25)}.{chance.randrange(1, 13)}.3",
                f"{name(chance)} {15_000_000_000 + number}" if chance.random() < 0.2 else "",
                f"渝A{number:05}" if chance.random() < 0.3 else "",
                "独居老人" if chance.random() < 0.1 else "",
            ))  # fmt: skip


def name(chance: Random) -> str:
    """A surname with one or two letters."""
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))


def calamine(path: Path) -> list[list[Any]]:
    """The cells, without any meaning."""
    return load_workbook(str(path)).get_sheet_by_index(0).to_python()


def insert(path: Path, roster: Path) -> int:
    """One plain table with the same cells."""
    rows = calamine(roster)
    connection = sqlite3.connect(path)
    columns = ", ".join(f"c{number}" for number in range(len(HEADINGS)))
    connection.execute(f"CREATE TABLE roster ({columns})")
    places = ", ".join("?" * len(HEADINGS))
    with connection:
        connection.executemany(
            f"INSERT INTO roster VALUES ({places})",
            ([str(cell) for cell in row] for row in rows),
        )
    connection.close()
    return len(rows)


def office(path: Path) -> tuple[Session, Store]:
    """A new office with its administrator at the desk."""
    store, _made = init(
        path,
        NewOffice(
            estate="星城", letter="A", desk="前台", admin_no="9001", admin_name="马超",
            admin_secret=SECRET,
        ),
    )  # fmt: skip
    return Session(store).signed_in(Staff.get(Staff.no == "9001")), store


if __name__ == "__main__":
    main()
