"""Backup: taken while the desk saves, checked before it counts, and never silently bad."""

import hashlib
import threading
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import apsw
import pytest

from data import backup, retention
from data.store import Identity, Store
from desk.session import Session
from models.errors import StoreError
from models.place import Building
from tests.conftest import Clock

ZONE = ZoneInfo("Asia/Shanghai")
EVENING = datetime(2026, 11, 23, 17, 40, tzinfo=ZONE)


def build(store: Store, session: Session, count: int, first: int = 0) -> None:
    with store.change(session, "building.add") as change:
        for n in range(first, first + count):
            change.add(Building(code=str(n), name=f"{n}栋"))


def test_a_backup_is_a_store_of_its_own(store: Store, session: Session, tmp_path: Path) -> None:
    build(store, session, 30)
    report = backup.backup(store, tmp_path / "backups", EVENING)
    assert report.file.name == "desk-A-test-20261123-174000.db"
    assert report.entries == 30
    assert [path.name for path in report.file.parent.iterdir() if "-wal" in path.name] == []
    with Store.open(report.file) as copy:
        assert Building.select().count() == 30
        assert copy.verify() == []


def test_the_checksum_lies_beside_it_as_sha256sum_reads_it(
    store: Store, session: Session, tmp_path: Path
) -> None:
    report = backup.backup(store, tmp_path, EVENING)
    digest, name = (tmp_path / f"{report.file.name}.sha256").read_text().split()
    assert digest == report.sha256 == hashlib.sha256(report.file.read_bytes()).hexdigest()
    assert name == report.file.name


def test_the_store_remembers_its_last_checked_backup(
    store: Store, session: Session, tmp_path: Path
) -> None:
    assert backup.last_verified(store) is None
    build(store, session, 3)
    report = backup.backup(store, tmp_path, EVENING)
    known = backup.last_verified(store)
    assert known
    assert (known.at, known.file, known.entries) == (report.at, report.file, 3)
    assert known.at == int(EVENING.timestamp() * 1000)


def test_what_is_not_committed_yet_is_not_in_it(
    store: Store, session: Session, tmp_path: Path
) -> None:
    build(store, session, 2)
    with store.change(session, "building.add") as change:
        change.add(Building(code="x", name="x栋"))
        assert backup.take(store.path, tmp_path, EVENING).entries == 2
    assert backup.take(store.path, tmp_path, EVENING).entries == 3


def test_a_desk_that_saves_all_the_time_does_not_hold_it_up(
    store: Store, session: Session, tmp_path: Path
) -> None:
    build(store, session, 500)
    reports: list[backup.Report] = []
    taker = threading.Thread(
        target=lambda: reports.extend(
            backup.take(store.path, tmp_path, EVENING + timedelta(days=n)) for n in range(5)
        )
    )
    taker.start()
    saved = 500
    while taker.is_alive():
        build(store, session, 1, saved)
        saved += 1
    taker.join()
    assert len(reports) == 5
    assert [backup.check(report.file).entries for report in reports] == [
        report.entries for report in reports
    ]


def test_a_save_in_its_midst_belongs_to_the_next_one(
    store: Store, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, session, 5)
    whole = backup.copy

    def interrupted(source: apsw.Connection, file: Path) -> None:
        build(store, session, 1, 5)
        whole(source, file)

    monkeypatch.setattr(backup, "copy", interrupted)
    report = backup.backup(store, tmp_path, EVENING)
    assert report.entries == backup.check(report.file).entries == 5


def test_a_backup_that_rotted_is_refused(store: Store, session: Session, tmp_path: Path) -> None:
    build(store, session, 300)
    report = backup.backup(store, tmp_path, EVENING)
    content = bytearray(report.file.read_bytes())
    at = content.rindex("7栋".encode())
    content[at] = ord("8")
    report.file.write_bytes(content)
    with pytest.raises(StoreError, match="not what its checksum says"):
        backup.check(report.file)
    (tmp_path / f"{report.file.name}.sha256").unlink()
    page = 4096
    report.file.write_bytes(content[:page] + bytes(page) + content[2 * page :])
    with pytest.raises(StoreError, match="damaged"):
        backup.check(report.file)


def test_a_backup_whose_journal_was_edited_is_refused(
    store: Store, session: Session, tmp_path: Path
) -> None:
    build(store, session, 5)
    report = backup.backup(store, tmp_path, EVENING)
    (tmp_path / f"{report.file.name}.sha256").unlink()
    with apsw.Connection(str(report.file)) as connection:
        connection.execute("UPDATE entry SET body = replace(body, '2栋', '9栋') WHERE seq = 3")
    with pytest.raises(StoreError, match="entry 3"):
        backup.check(report.file)


def test_a_copy_that_differs_is_thrown_away(
    store: Store, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, session, 5)
    whole = backup.copy

    def lossy(source: apsw.Connection, file: Path) -> None:
        whole(source, file)
        with apsw.Connection(str(file)) as copied:
            copied.execute("DELETE FROM building WHERE code = '3'")

    monkeypatch.setattr(backup, "copy", lossy)
    with pytest.raises(StoreError, match="does not equal the store"):
        backup.backup(store, tmp_path / "backups", EVENING)
    assert list((tmp_path / "backups").iterdir()) == []
    assert backup.last_verified(store) is None


def test_a_folder_that_cannot_be_used_gets_a_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match="No backup could be made in"):
        backup.take(store.path, tmp_path / "taken", EVENING)


def test_a_full_disk_is_said_before_anything_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SPARE", 10**18)
    with pytest.raises(StoreError, match="MB free"):
        backup.take(store.path, tmp_path / "backups", EVENING)
    assert list((tmp_path / "backups").iterdir()) == []


def test_two_backups_in_one_second_do_not_overwrite_each_other(
    store: Store, tmp_path: Path
) -> None:
    first = backup.take(store.path, tmp_path, EVENING)
    second = backup.take(store.path, tmp_path, EVENING)
    assert first.file != second.file
    assert first.removed == second.removed == ()


def nightly(folder: Path, days: int, owner: str = "desk-A-test") -> list[retention.Found]:
    return [
        retention.Found(folder / f"{owner}-{moment:%Y%m%d-%H%M%S}.db", moment.replace(tzinfo=None))
        for moment in (EVENING - timedelta(days=day) for day in range(days))
    ]


def test_seven_days_five_weeks_and_twelve_months_are_kept(tmp_path: Path) -> None:
    found = nightly(tmp_path, 500)
    gone = set(retention.not_kept(found))
    kept = [each.moment.strftime("%m%d") for each in found if each.path not in gone]
    days = ["1123", "1122", "1121", "1120", "1119", "1118", "1117"]
    weeks = ["1115", "1108", "1101"]
    months = [
        "1031",
        "0930",
        "0831",
        "0731",
        "0630",
        "0531",
        "0430",
        "0331",
        "0228",
        "0131",
        "1231",
    ]
    assert kept == days + weeks + months


def test_pruning_every_night_keeps_the_same(tmp_path: Path) -> None:
    kept: list[retention.Found] = []
    for each in reversed(nightly(tmp_path, 500)):
        kept.append(each)
        gone = set(retention.not_kept(kept))
        kept = [one for one in kept if one.path not in gone]
    all_at_once = set(retention.not_kept(nightly(tmp_path, 500)))
    assert {one.path for one in kept} == {
        one.path for one in nightly(tmp_path, 500) if one.path not in all_at_once
    }


def test_an_office_that_was_closed_keeps_its_last_seven(tmp_path: Path) -> None:
    holidays = [each for each in nightly(tmp_path, 60) if each.moment.day % 8 == 0]
    assert retention.not_kept(holidays) == []


def test_pruning_touches_nothing_else(store: Store, tmp_path: Path) -> None:
    old = nightly(tmp_path, 60)[1:]
    for each in old:
        each.path.touch()
        each.path.with_name(each.path.name + ".sha256").touch()
    others = ["desk-B-other1-20200101-000000.db", "desk.db", "notes-20200101.db", "x.sha256"]
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / "desk-A-test-20200101-000000.db.part").touch()
    report = backup.take(store.path, tmp_path, EVENING)
    assert len(report.removed) == 48
    left = {path.name for path in tmp_path.iterdir()}
    assert left >= set(others)
    assert "desk-A-test-20200101-000000.db.part" not in left
    assert len([name for name in left if name.startswith("desk-A-") and "sha" in name]) == 12


def test_a_store_that_is_none_cannot_be_backed_up(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(StoreError, match="no store at"):
        backup.take(tmp_path / "missing.db", tmp_path / "backups", EVENING)
    assert not (tmp_path / "missing.db").exists()


def test_the_letter_and_store_stand_in_the_name(tmp_path: Path) -> None:
    identity = Identity(letter="C", store_id="0123456789abcdef")
    with Store.create(tmp_path / "desk.db", identity) as made:
        report = backup.take(made.path, tmp_path, EVENING)
    assert report.file.name.startswith("desk-C-012345-")
