"""The doctor: finds what was broken, says how to mend it, and leaves everything as it is."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data import backup, doctor_computer
from data.catalog import load
from data.doctor import FAIL, OK, WARN, Finding, Terminal, examine, of_store, worst
from data.finding import LABELS
from data.reference_load import load_reference
from data.store import Store
from data.words import use_language
from desk.session import Session
from models.base import columns
from models.kinds import LINKS, TABLES
from models.matter import Comment
from models.office import Staff
from models.person import Person
from models.place import Building
from tests.conftest import DAY, HOUR, MINUTE, NOON

TERMINAL = Terminal("xterm-256color", 100, 30, is_terminal=True, encoding="utf-8")
EVENING = datetime.fromtimestamp(NOON / 1000, ZoneInfo("Asia/Shanghai"))
HASH = "password$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"


@pytest.fixture
def sound(store: Store, session: Session, tmp_path: Path) -> Store:
    """An office in order: reference data, an administrator, a fresh backup."""
    with store.change(session, "office.init") as change:
        load_reference(change, load())
        change.add(Staff(no="9001", name="吴系", role="administrator", secret=HASH))
        change.add(Staff(no="1003", name="王敏", role="assistant", secret=HASH))
        for n in range(20):
            change.add(Building(code=str(n), name=f"{n}栋"))
        change.add(Person(name="张三丰"))
        change.add(Person(name="?"))
    backup.backup(store, tmp_path / "backups", EVENING)
    return store


def finding(found: list[Finding], name: str) -> Finding:
    [one] = [each for each in found if each.name == name]
    return one


def test_a_sound_office_has_nothing_to_mend(sound: Store) -> None:
    found = examine(sound.path, NOON + HOUR, TERMINAL, thorough=True)
    assert {each.name: each.level for each in found if each.level != OK} == {}
    assert {each.name for each in found} == LABELS.keys()
    assert worst(found) == OK


def test_nothing_is_written(sound: Store) -> None:
    before = sound.connection.data_version(), sound.connection.total_changes()
    of_store(sound, NOON, thorough=True)
    assert (sound.connection.data_version(), sound.connection.total_changes()) == before


def changed_row(store: Store) -> None:
    store.connection.execute("UPDATE building SET name = '9栋' WHERE code = '3'")


def lost_row(store: Store) -> None:
    store.connection.execute("DELETE FROM building WHERE code = '3'")


def invented_row(store: Store) -> None:
    store.connection.execute(
        "INSERT INTO building (id, ver, heads, code, name, phase)"
        " SELECT id + 1000, ver, heads, 'x', name, phase FROM building LIMIT 1"
    )


def edited_entry(store: Store) -> None:
    store.connection.execute("UPDATE entry SET at = at + 1 WHERE kind = 'building' AND seq = 3")


def dropped_index(store: Store) -> None:
    store.connection.execute("DROP INDEX matter_open")


def lax_saving(store: Store) -> None:
    store.connection.execute("PRAGMA synchronous = normal")


def no_topics(store: Store) -> None:
    store.connection.execute("UPDATE topic SET voided = 'gone'")


def plain_secret(store: Store) -> None:
    store.connection.execute("UPDATE staff SET secret = '123456' WHERE no = '1003'")


def nobody_in_charge(store: Store) -> None:
    store.connection.execute("UPDATE staff SET left_at = 1 WHERE no = '9001'")


def lost_search_rows(store: Store) -> None:
    store.connection.execute("DELETE FROM find_fts WHERE rowid IN (SELECT id FROM person)")


def search_rows_of_nobody(store: Store) -> None:
    store.connection.execute("INSERT INTO text_fts (rowid, words) VALUES (7, 'x')")


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (lost_search_rows, "search"),
        (search_rows_of_nobody, "search"),
        (changed_row, "fold"),
        (lost_row, "fold"),
        (invented_row, "fold"),
        (edited_entry, "journal"),
        (dropped_index, "tables"),
        (lax_saving, "safety"),
        (no_topics, "reference"),
        (plain_secret, "accounts"),
        (nobody_in_charge, "accounts"),
    ],
)
def test_every_harm_is_found_with_a_way_to_mend_it(
    sound: Store, harm: Callable[[Store], None], name: str
) -> None:
    harm(sound)
    found = finding(of_store(sound, NOON, thorough=True), name)
    assert found.level == FAIL
    assert found.mend


def test_an_account_without_a_secret_is_named(sound: Store) -> None:
    sound.connection.execute("UPDATE staff SET secret = '' WHERE no = '1003'")
    found = finding(of_store(sound, NOON), "accounts")
    assert (found.level, found.found) == (WARN, "without a secret: 1003")


def test_a_record_that_names_nothing_is_found(sound: Store, session: Session) -> None:
    with sound.change(session, "matter.comment") as change:
        change.add(Comment(matter_id=42, words="x", by_id=43, at=NOON))
    found = finding(of_store(sound, NOON), "links")
    assert found.level == WARN
    assert found.found == "comment.matter_id: 1, comment.by_id: 1"


def test_a_damaged_page_is_a_finding_and_no_crash(sound: Store) -> None:
    sound.connection.execute("PRAGMA wal_checkpoint(truncate)")
    path = sound.path
    sound.close()
    content = bytearray(path.read_bytes())
    at = content.index("7栋".encode()) // 4096 * 4096
    content[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    found = examine(path, NOON, TERMINAL)
    assert worst(found) == FAIL
    assert finding(found, "pages").level == FAIL
    assert finding(found, "encoding").level == OK


def test_a_store_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    missing = finding(examine(path, NOON, TERMINAL), "store")
    assert missing.level == FAIL
    assert "desk init" in missing.found
    path.write_bytes(b"")
    empty = finding(examine(path, NOON, TERMINAL), "store")
    assert "desk restore" in empty.mend
    assert path.read_bytes() == b""


def test_the_backup_goes_stale_and_is_missed(sound: Store) -> None:
    assert finding(of_store(sound, NOON + 25 * HOUR), "backup").level == OK
    assert "same disk" in finding(of_store(sound, NOON + HOUR), "backup").found
    assert finding(of_store(sound, NOON + 27 * HOUR), "backup").level == WARN
    known = backup.last_verified(sound)
    assert known
    known.file.unlink()
    assert "no longer there" in finding(of_store(sound, NOON), "backup").found


def test_an_office_that_never_made_a_backup_is_told(store: Store) -> None:
    found = finding(of_store(store, NOON), "backup")
    assert (found.level, found.found) == (WARN, "none yet")


def test_a_clock_behind_the_records_is_found(sound: Store) -> None:
    assert finding(of_store(sound, NOON - 4 * MINUTE), "clock").level == OK
    behind = finding(of_store(sound, NOON - DAY), "clock")
    assert (behind.level, behind.found) == (FAIL, "1440 minutes behind the newest record")
    assert finding(of_store(sound, 0), "clock").found == "years behind"


@pytest.mark.parametrize(
    ("terminal", "name", "level"),
    [
        (replace(TERMINAL, columns=79), "terminal", WARN),
        (replace(TERMINAL, lines=23), "terminal", WARN),
        (replace(TERMINAL, term="dumb"), "terminal", FAIL),
        (replace(TERMINAL, is_terminal=False, columns=0), "terminal", OK),
        (replace(TERMINAL, encoding="gbk"), "encoding", FAIL),
        (replace(TERMINAL, encoding="UTF8"), "encoding", OK),
    ],
)
def test_the_terminal_is_judged_by_what_it_says(
    tmp_path: Path, terminal: Terminal, name: str, level: str
) -> None:
    assert finding(examine(tmp_path / "desk.db", NOON, terminal), name).level == level


def test_an_old_sqlite_or_python_is_refused() -> None:
    assert doctor_computer._sqlite("3.51.2").level == FAIL
    assert doctor_computer._sqlite("3.51.3").level == OK
    assert doctor_computer._python((3, 10, 9)).level == FAIL


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor_computer.NEEDED, "no-such-library", (1, 2))
    found = doctor_computer._libraries()
    assert found.level == FAIL
    assert found.mend.endswith("no-such-library 1.2")


def test_little_space_is_told_in_time() -> None:
    assert [doctor_computer._space(mb * 1_000_000).level for mb in (600, 400, 40)] == [
        OK,
        WARN,
        FAIL,
    ]


@pytest.mark.skipif(os.name != "posix", reason="rights by mode are POSIX's")
def test_a_store_others_can_read_is_told(sound: Store) -> None:
    sound.path.chmod(0o644)
    found = finding(examine(sound.path, NOON, TERMINAL), "rights")
    assert found.level == WARN
    assert found.mend.startswith("chmod go-rwx ")


def test_it_speaks_the_language_in_use(sound: Store) -> None:
    use_language("zh")
    found = of_store(sound, NOON)
    assert finding(found, "store").label == "数据"
    assert finding(found, "backup").found.startswith("0 小时前")


def test_a_finding_is_a_line_for_people_and_a_document_for_programs(store: Store) -> None:
    found = finding(of_store(store, NOON), "backup")
    assert found.sentence() == (
        "[careful] Last checked backup: none yet\n"
        "    Make one with `desk backup`, best on another disk"
    )
    assert found.document() == {
        "name": "backup", "level": "warn", "label": "Last checked backup", "found": "none yet",
        "mend": "Make one with `desk backup`, best on another disk",
    }  # fmt: skip
    assert not found.failed


def test_every_column_that_names_a_record_says_which_kind() -> None:
    named = {column for model in TABLES for column in columns(model) if column.endswith("_id")}
    assert named == LINKS.keys()
