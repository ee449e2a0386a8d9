"""How long the line takes at 50,000 and 1,000,000 people, against raw sqlite3 on the same index.

    python -m tests.bench.bench_line [PEOPLE …]

Each look-up is timed whole (reading what was typed, statements, ranking, phones). The floor
replays the very same statements through the standard library's sqlite3, on a copy of the store
whose index holds the same words.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import apsw

from data import search, search_rows
from data.guesses import classify
from data.pinyin import initials, readings
from data.store import Identity, Store
from tests.bench.measure import milliseconds

SIZES = (50_000, 1_000_000)
ASKED = 200
COMMON = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭陆汪范金石廖单仇解查区翟"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红建国文辉志鹏飞鑫波斌宇浩凯健俊帆雪梅婷欣怡佳子轩梓涵博思雨晨嘉琪诗雅三丰小春冬海山林森"
TROUBLES = [place + what for place in ["厨房", "卫生间", "客厅", "主卧", "阳台", "楼道", "大堂", "地下车库", "电梯间", "屋顶"]
            for what in ["漏水", "渗水", "墙砖脱落", "灯不亮", "门锁坏了", "窗户关不严", "有异味", "噪音大", "停电", "下水堵塞"]]  # fmt: skip
RAW_SCHEMA = """
CREATE VIRTUAL TABLE raw_fts USING fts5(words, content='', detail=none,
    tokenize="ascii tokenchars '_'", prefix='2 3 4 5 6 7')
"""


def estate(connection: apsw.Connection, people: int, chance: Random) -> None:
    """Households of three, phones for all, a plate for one in three, open matters for one in 50."""
    units = people // 3
    doors = [
        (b, s, f, r)
        for b in range(1, units // 528 + 2)
        for s in (1, 2, 3, 4)
        for f in range(1, 34)
        for r in (1, 2, 3, 4)
    ]
    codes = [f"{b}-{s}-{f:02}{r:02}" for b, s, f, r in doors[:units]]
    key = iter(range(1 << 40, 1 << 41))
    homes = [next(key) for _code in codes]
    many = connection.executemany
    many("INSERT INTO unit (id, building_id, stairwell, floor_label, room, code, usage, state, note, ver, heads)"
         " VALUES (?, 1, '', '', ?, ?, 'home', 'occupied', '', 1, '')",
         ((home, code.rpartition("-")[2], code) for home, code in zip(homes, codes, strict=True)))  # fmt: skip
    weights = [1 / (rank + 3) for rank in range(len(COMMON))]
    names = chance.choices(COMMON, weights, k=people)
    owners = []
    for surname in names:
        given = "".join(chance.choices(GIVEN, k=2 if chance.random() < 0.82 else 1))
        owners.append((next(key), surname + given))
    many("INSERT INTO person (id, name, sort, id_kind, id_number, reading, note, ver, heads)"
         " VALUES (?, ?, 'person', '', '', '', '', 1, '')", owners)  # fmt: skip
    many("INSERT INTO phone (id, person_id, number, label, off, position, ver, heads)"
         " VALUES (?, ?, ?, '', 0, 1, 1, '')",
         ((next(key), owner, f"1{chance.randrange(3 * 10**9, 10**10)}") for owner, _name in owners))  # fmt: skip
    many("INSERT INTO residence (id, person_id, unit_id, relation, position, ver, heads)"
         " VALUES (?, ?, ?, 'owner', 1, 1, '')",
         ((next(key), owner, homes[at // 3 % len(homes)]) for at, (owner, _name) in enumerate(owners)))  # fmt: skip
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    many("INSERT INTO vehicle (id, plate, unit_id, ver, heads) VALUES (?, ?, ?, 1, '')",
         ((next(key), f"渝{chance.choice('ABCD')}{''.join(chance.choices(letters, k=5))}", home)
          for home in homes))  # fmt: skip
    columns = {
        row[1]: "''" if row[2] == "TEXT" else "0"
        for row in connection.execute("PRAGMA table_info(matter)")
        if row[3]
    }
    columns |= {
        "id": "?1",
        "number": "'T' || ?1",
        "unit_id": "?2",
        "closed_at": "?3",
        "words": "?4",
    }
    sql = f"INSERT INTO matter ({', '.join(columns)}) VALUES ({', '.join(columns.values())})"
    many(sql, ((next(key), chance.choice(homes), 1 if chance.random() < 0.98 else None,
                "，".join(chance.sample(TROUBLES, 3)) + str(chance.randrange(9999)))
               for _matter in range(people)))  # fmt: skip


CLASSES: dict[str, Callable[[Random, dict[str, Any]], str]] = {
    "张": lambda _chance, row: row["name"][0],
    "张三丰": lambda _chance, row: row["name"],
    "三丰": lambda _chance, row: row["name"][1:],
    "z": lambda _chance, row: row["initials"][0],
    "zs": lambda _chance, row: row["initials"][:2],
    "zsf": lambda _chance, row: row["initials"],
    "zhang": lambda _chance, row: row["syllables"][0],
    "zhangsf": lambda _chance, row: row["syllables"][0] + row["initials"][1:],
    "zhangsanfeng": lambda _chance, row: "".join(row["syllables"]),
    "8866": lambda _chance, row: row["number"][-4:],
    "138": lambda _chance, row: row["number"][:3],
    "13812348866": lambda _chance, row: row["number"],
    "1502": lambda _chance, row: row["code"].rpartition("-")[2],
    "31502": lambda _chance, row: row["code"].split("-")[0] + row["code"].rpartition("-")[2],
    "3-2-1502": lambda _chance, row: row["code"],
    "3-": lambda _chance, row: row["code"].split("-")[0] + "-",
    "渝A8K": lambda _chance, row: row["plate"][:4],
    "8K123": lambda _chance, row: row["plate"][2:],
    "张 1502": lambda _chance, row: f"{row['name'][0]} {row['code'].rpartition('-')[2]}",
    "zsf 8866": lambda _chance, row: f"{row['initials']} {row['number'][-4:]}",
    "nothing": lambda chance, _row: f"q{chance.choice('aeiou')}x{chance.randrange(99)}",
}

FINDS = (search.find_units, search.find_people, search.find_vehicles)


class Listening:
    """A connection that remembers the statements asked of it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def execute(self, query: str, values: tuple[Any, ...] = ()) -> apsw.Cursor:
        """Remember, and ask."""
        self.asked.append((query.replace("find_fts", "raw_fts"), values))
        return self._connection.execute(query, values)


def samples(connection: apsw.Connection, people: int, chance: Random) -> Iterator[dict[str, Any]]:
    """People picked by chance, with all that can be typed about them."""
    first = connection.execute("SELECT min(id) FROM person").fetchone()
    assert first is not None
    while True:
        row = connection.execute(
            "SELECT p.name, f.number, u.code, v.plate FROM person p"
            " JOIN phone f ON f.person_id = p.id JOIN residence r ON r.person_id = p.id"
            " JOIN unit u ON u.id = r.unit_id JOIN vehicle v ON v.unit_id = u.id WHERE p.id = ?",
            (int(str(first[0])) + chance.randrange(people),),
        ).fetchone()
        assert row is not None
        name = str(row[0])
        yield {
            "name": name, "number": row[1], "code": row[2], "plate": row[3],
            "initials": initials(name), "syllables": readings(name)[0],
        }  # fmt: skip


def raw_copy(store: Store, path: Path) -> sqlite3.Connection:
    """The same store, its index filled with the same words by the standard library's SQLite."""
    store.connection.execute("VACUUM INTO ?", (str(path),))
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = -65536")
    raw.execute("BEGIN")
    raw.execute(RAW_SCHEMA)
    for source in search_rows._SOURCES.values():
        if source.table == search_rows.FIND:
            raw.executemany(
                "INSERT INTO raw_fts (rowid, words) VALUES (?, ?)",
                search_rows._rows(store.connection, source, "1", ()),
            )
    raw.execute("INSERT INTO raw_fts (raw_fts) VALUES ('optimize')")
    raw.execute("COMMIT")
    return raw


def ask(connection: Any, text: str) -> None:
    """What the line asks at one key."""
    for find in FINDS:
        find(connection, text)


def replay(raw: sqlite3.Connection, asked: list[tuple[str, tuple[Any, ...]]]) -> None:
    """The same statements, and nothing else."""
    for query, values in asked:
        raw.execute(query, values).fetchall()


def compare(store: Store, raw: sqlite3.Connection, people: int) -> None:
    """One line for each kind of typing, and one for all."""
    chance = Random(2)
    print(f"{'typed like':14} {'line p50':>9} {'p99':>7} {'raw p50':>9} {'p99':>7}   ratio  (ms)")
    all_ours: list[float] = []
    all_raw: list[float] = []
    for label, typed in CLASSES.items():
        ours, floor = [], []
        for row in islice(samples(store.connection, people, chance), ASKED):
            text = typed(chance, row)
            listening = Listening(store.connection)
            ask(listening, text)
            replay(raw, listening.asked)
            classify.cache_clear()
            ours.append(milliseconds(ask, store.connection, text))
            floor.append(milliseconds(replay, raw, listening.asked))
        show(label, ours, floor)
        all_ours += ours
        all_raw += floor
    show("all", all_ours, all_raw)


def texts(store: Store) -> None:
    """Matters by their texts: one character, two, four, several words, and what none holds."""
    for asked in ("漏", "漏水", "厨房漏水", "漏水 电梯", "4711", "水漏厨房"):
        times = [milliseconds(search.find_matters, store.connection, asked) for _turn in range(50)]
        print(f"text {asked:12} {median(times):9.2f} {max(times):7.2f}")


def show(label: str, ours: list[float], floor: list[float]) -> None:
    """Medians, the worst in a hundred, and the ratio of all time spent."""
    ours_99, floor_99 = (quantiles(times, n=100)[98] for times in (ours, floor))
    ratio = sum(ours) / sum(floor)
    print(
        f"{label:14} {median(ours):9.2f} {ours_99:7.2f} {median(floor):9.2f} {floor_99:7.2f} {ratio:7.2f}"
    )


def size(connection: apsw.Connection, table: str) -> float:
    """MiB of one search table."""
    found = connection.execute(f"SELECT sum(length(block)) FROM {table}_data").fetchone()
    assert found is not None
    return int(str(found[0])) / 2**20


def main(arguments: list[str]) -> None:
    """Every size asked for, each in a folder of its own."""
    for people in [int(argument) for argument in arguments] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            store = Store.create(Path(folder) / "line.db", Identity(letter="A"))
            with store.database.atomic():
                estate(store.connection, people, Random(1))
            base = Path(folder, "line.db").stat().st_size / 2**20
            with store.database.atomic():
                built = milliseconds(search.rebuild, store.connection)
            print(f"\n{people:,} people: rows made anew in {built / 1000:.1f} s,"
                  f" {size(store.connection, 'find_fts'):.0f} + {size(store.connection, 'text_fts'):.0f}"
                  f" MiB beside {base:.0f} MiB")  # fmt: skip
            raw = raw_copy(store, Path(folder) / "raw.db")
            compare(store, raw, people)
            texts(store)
            raw.close()
            store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
