"""Importing a roster: tried dry first, done in one change, again the same, taken back, mended."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.roster_mapping import Mapping
from data.sheets import read_book
from data.store import Store
from desk.history import history
from desk.households import unit_page
from desk.roster import Plan, apply, batches, plan, rejects
from desk.roster_undo import undo_batch
from desk.session import Session
from models.errors import DeskError, InputError, NotAllowedError
from models.office import Staff
from models.person import Person, Phone, Residence, Vehicle
from models.place import Building, Unit
from models.roster import UNKNOWN_NAME, Passed
from models.roster_batch import Batch
from tests.conftest import Clock
from tests.desk.conftest import As

SAMPLE = Path(__file__).parent.parent / "samples" / "xingcheng-phase1.xlsx"
KIT = Path(__file__).parents[2].parent / "shared/samples/microcommunity-kit.xlsx"
HEADINGS = ["楼栋", "房号", "业主", "业主电话", "面积", "租户", "租户电话", "车牌", "备注"]
ZHANG = ["3栋", "1502", "张三", "13800001234", "88.5", "", "", "渝A8K123", "VIP"]
LI = ["3栋", "1602", "李四", "13900001234", "99", "王五", "13700001234", "", ""]

Rows = list[list[str]]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write(rows, headings=HEADINGS)`: a spreadsheet with these rows."""

    def made(*rows: list[str], headings: list[str] | None = None, name: str = "r.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("花名册")
            for at, row in enumerate([headings or HEADINGS, *rows]):
                for column, cell in enumerate(row):
                    sheet.write_string(at, column, cell)
        return path

    return made


@pytest.fixture
def supervisor(sitting: As) -> Session:
    return sitting("2001")


def counts(found: Plan) -> tuple[int, int, int, int]:
    return found.new, found.changed, found.same, found.refused


def bring_in(session: Session, path: Path) -> Batch:
    batch = apply(session, plan(session, [path]))
    assert batch
    return batch


def live(model: type[Unit | Person | Phone | Residence | Vehicle | Building]) -> int:
    return int(model.select().where(model.voided.is_null()).count())


def test_a_dry_run_writes_nothing_and_an_import_writes_all_of_it(
    supervisor: Session, write: Write
) -> None:
    before = len(list(supervisor.store.entries()))
    tried = plan(supervisor, [write(ZHANG, LI)])
    assert counts(tried) == (2, 0, 0, 0)
    assert len(list(supervisor.store.entries())) == before
    batch = apply(supervisor, tried)
    assert batch
    assert (batch.new, batch.changed, batch.same, batch.refused) == (2, 0, 0, 0)
    unit = Unit.get(Unit.code == "3-1502")
    assert (unit.area, unit.note, unit.state, unit.batch_id) == (8850, "VIP", "occupied", batch.id)
    assert Unit.get(Unit.code == "3-1602").state == "let"
    owner = Person.get(Person.name == "张三")
    assert Phone.get(Phone.person_id == owner.id).number == "13800001234"
    assert Residence.get(Residence.person_id == owner.id).relation == "owner"
    assert Vehicle.get().plate == "渝A8K123"
    assert supervisor.store.verify() == []


def test_the_same_file_again_changes_nothing(supervisor: Session, write: Write) -> None:
    path = write(ZHANG, LI)
    bring_in(supervisor, path)
    before = len(list(supervisor.store.entries()))
    again = plan(supervisor, [path])
    assert counts(again) == (0, 0, 2, 0)
    assert again.changes == []
    assert apply(supervisor, again) is None
    assert len(list(supervisor.store.entries())) == before


def test_a_changed_row_says_what_from_and_to(supervisor: Session, write: Write) -> None:
    bring_in(supervisor, write(ZHANG, LI))
    tried = plan(supervisor, [write([*ZHANG[:3], "13811112222", "90", *ZHANG[5:]], LI)])
    assert counts(tried) == (0, 1, 1, 0)
    assert [(each.field, each.before, each.after, each.row) for each in tried.changes] == [
        ("area", 8850, 9000, 2),
        ("number", None, "13811112222", 2),
        ("off", "13800001234", None, 2),
    ]
    apply(supervisor, tried)
    owner = Person.get(Person.name == "张三")
    numbers = {
        phone.number: phone.off for phone in Phone.select().where(Phone.person_id == owner.id)
    }
    assert numbers == {"13800001234": 1, "13811112222": 0}


def test_a_new_owner_takes_the_place_of_the_one_an_earlier_file_named(
    supervisor: Session, write: Write
) -> None:
    bring_in(supervisor, write(ZHANG))
    apply(supervisor, plan(supervisor, [write([*ZHANG[:2], "赵六", "13666660000", *ZHANG[4:]])]))
    page = unit_page(supervisor, Unit.get(Unit.code == "3-1502").id)
    assert {(who.name, who.now) for who in page.residents} == {("张*", False), ("赵*", True)}


def test_what_a_person_set_since_stays_and_is_listed(supervisor: Session, write: Write) -> None:
    path = write(ZHANG, LI)
    bring_in(supervisor, path)
    unit = Unit.get(Unit.code == "3-1502")
    owner = Person.get(Person.name == "张三")
    with supervisor.store.change(supervisor, "unit.edit") as change:
        change.set(unit, area=7700)
        change.set(Phone.get(Phone.person_id == owner.id), off=1)
    tried = plan(supervisor, [path])
    assert counts(tried) == (0, 0, 2, 0)
    assert [(each.field, each.before, each.after) for each in tried.kept_by_hand] == [
        ("area", 7700, 8850),
        ("off", 1, 0),
    ]
    assert apply(supervisor, tried) is None
    batch = apply(supervisor, tried, taken={tried.kept_by_hand[0].choice})
    assert batch
    assert (batch.changed, batch.same) == (1, 1)
    assert Unit.get(Unit.code == "3-1502").area == 8850
    assert Phone.get(Phone.person_id == owner.id).off == 1


def test_an_owner_entered_by_hand_is_not_joined_by_another_silently(
    supervisor: Session, write: Write
) -> None:
    path = write(ZHANG)
    bring_in(supervisor, path)
    unit = Unit.get(Unit.code == "3-1502")
    with supervisor.store.change(supervisor, "person.add") as change:
        sold = Residence.get(Residence.unit_id == unit.id)
        change.set(sold, until="2026-11-01")
        buyer = change.add(Person(name="钱七"))
        change.add(Residence(person_id=buyer.id, unit_id=unit.id, relation="owner"))
    tried = plan(supervisor, [path])
    assert counts(tried) == (0, 0, 1, 0)
    assert {(each.field, each.before) for each in tried.kept_by_hand} == {("until", "2026-11-01")}
    other = plan(supervisor, [write([*ZHANG[:2], "孙八", *ZHANG[3:]])])
    kept = other.kept_by_hand
    assert [(each.before, each.after) for each in kept] == [("钱七", "孙八")]
    apply(supervisor, other, taken={kept[0].choice})
    now = Residence.select().where((Residence.unit_id == unit.id) & Residence.until.is_null())
    assert [Person.get_by_id(each.person_id).name for each in now] == ["孙八"]


def test_a_person_with_two_rooms_is_one_person(supervisor: Session, write: Write) -> None:
    bring_in(supervisor, write(ZHANG, ["5栋", "0101", "张三", "138-0000-1234", "70"]))
    assert Person.select().where(Person.name == "张三").count() == 1
    namesake = write(["6栋", "0101", "张三", "13512345678", "70"])
    bring_in(supervisor, namesake)
    assert Person.select().where(Person.name == "张三").count() == 2


def test_one_name_at_one_room_is_one_person_unless_the_id_numbers_differ(
    supervisor: Session, write: Write
) -> None:
    headings = ["房号", "业主", "业主电话", "身份证号", "租户", "租户电话"]
    one, two = "11010519491231002X", "440524188001010014"
    path = write(
        ["3-1502", "张三", "13800001234", "", "张三", "13500000000"],
        ["3-1602", "李四", "", one, "", ""],
        ["3-1602", "李四", "", two, "", ""],
        headings=headings,
    )
    bring_in(supervisor, path)
    assert Person.select().where(Person.name == "张三").count() == 1
    assert Person.select().where(Person.name == "李四").count() == 2
    relations = [each.relation for each in Residence.select().order_by(Residence.id)]
    assert relations == ["owner", "owner", "owner"]
    assert counts(plan(supervisor, [path])) == (0, 0, 3, 0)


def test_somebody_without_a_name_gets_it_from_the_next_roster(
    supervisor: Session, write: Write
) -> None:
    bring_in(supervisor, write([*ZHANG[:2], "", *ZHANG[3:]]))
    assert Person.select().where(Person.name == UNKNOWN_NAME).count() == 1
    tried = plan(supervisor, [write(ZHANG)])
    assert [(each.before, each.after) for each in tried.changes] == [(UNKNOWN_NAME, "张三")]
    apply(supervisor, tried)
    assert Person.select().where(Person.name == "张三").count() == 1
    assert counts(plan(supervisor, [write([*ZHANG[:2], "", *ZHANG[3:]])])) == (0, 0, 1, 0)


def test_an_import_is_taken_back_whole(supervisor: Session, write: Write) -> None:
    first = bring_in(supervisor, write(ZHANG))
    second = bring_in(supervisor, write([*ZHANG[:4], "90", *ZHANG[5:]], LI, name="二.xlsx"))
    undone = undo_batch(supervisor, second)
    assert undone.kept == 0
    assert Unit.get(Unit.code == "3-1502").area == 8850
    assert Unit.get(Unit.code == "3-1602").voided
    assert [batch.id for batch in batches(supervisor)] == [second.id, first.id]
    undo_batch(supervisor, first)
    assert (live(Person), live(Phone), live(Residence), live(Vehicle)) == (0, 0, 0, 0)
    assert live(Unit) == 1
    with pytest.raises(InputError):
        undo_batch(supervisor, Batch.get_by_id(first.id))
    assert supervisor.store.verify() == []
    assert counts(plan(supervisor, [write(ZHANG)])) == (0, 1, 0, 0)
    bring_in(supervisor, write(ZHANG))
    assert (live(Person), live(Unit)) == (1, 2)


def test_what_was_edited_or_used_since_is_not_taken_back(supervisor: Session, write: Write) -> None:
    batch = bring_in(supervisor, write(ZHANG, LI, ["5栋", "0101", "钱七", "", "70"]))
    tenant = Person.get(Person.name == "王五")
    with supervisor.store.change(supervisor, "person.edit") as change:
        change.set(tenant, note="养猫")
        change.add(Residence(
            person_id=Person.get(Person.name == "张三").id, relation="family",
            unit_id=Unit.get(Unit.code == "3-2-1502").id,
        ))  # fmt: skip
    undo_batch(supervisor, batch)
    names = {person.name for person in Person.select().where(Person.voided.is_null())}
    assert names == {"王五", "张三"}
    assert {phone.number for phone in Phone.select().where(Phone.voided.is_null())} == {
        "13700001234",
        "13800001234",
    }
    assert {unit.code for unit in Unit.select().where(Unit.voided.is_null())} == {"3-2-1502"}


def test_refused_rows_come_out_to_mend_and_go_in_again(
    supervisor: Session, write: Write, tmp_path: Path
) -> None:
    bad = ["3栋", "1702", "孙八", "1380000", "77", "", "", "", "=HYPERLINK(1)"]
    tried = plan(supervisor, [write(ZHANG, bad)])
    assert tried.document()["refused"] == [
        {
            "sheet": "花名册",
            "row": 3,
            "column": "D 业主电话",
            "reason": "A mobile number has 11 digits (this has 7)",
        }
    ]
    apply(supervisor, tried)
    out = tmp_path / "退回.xlsx"
    assert rejects(tried, out) == 1
    sheet = read_book(out).sheets[0]
    assert sheet.rows[0] == [*HEADINGS, "Reason for refusal"]
    assert sheet.rows[1][:9] == bad
    assert tried.refusals[0].reason in str(sheet.rows[1][9])
    assert counts(plan(supervisor, [out])) == (0, 0, 0, 1)
    mended = [str(cell) for cell in sheet.rows[1]]
    mended[3] = "13800005555"
    path = write(mended, headings=[str(cell) for cell in sheet.rows[0]], name="改.xlsx")
    assert counts(plan(supervisor, [path])) == (1, 0, 0, 0)


def test_the_sample_comes_in_and_its_rejects_are_refused_until_mended(
    supervisor: Session, tmp_path: Path
) -> None:
    tried = plan(supervisor, [SAMPLE])
    assert counts(tried) == (589, 0, 0, 527)
    assert any(isinstance(each, Passed) for each in tried.passed)
    apply(supervisor, tried)
    assert counts(plan(supervisor, [SAMPLE])) == (0, 0, 589, 527)
    out = tmp_path / "rejects.xlsx"
    assert rejects(tried, out) == 527
    again = plan(supervisor, [out])
    assert counts(again) == (0, 0, 0, 527)
    sheet = read_book(out).sheets[0]
    assert str(sheet.rows[0][0]).startswith("星城一期业主花名册")
    assert sheet.rows[1][:3] == ["序号", "楼栋", "房号"]
    assert supervisor.store.verify() == []


@pytest.mark.skipif(not KIT.exists(), reason="microcommunity-kit.xlsx is not beside the checkout")
def test_the_kit_comes_in_linked_and_again_the_same(supervisor: Session, tmp_path: Path) -> None:
    tried = plan(supervisor, [KIT])
    assert tried.refused == 3
    apply(supervisor, tried)
    again = plan(supervisor, [KIT])
    assert (again.new, again.changed, again.same) == (0, 0, 36)
    names = {person.name for person in Person.select()}
    assert names == {"测试甲", "张三1", "张三2", "张三3", "张三4"}
    assert rejects(tried, tmp_path / "r.xlsx") == 3
    assert counts(plan(supervisor, [tmp_path / "r.xlsx"])) == (0, 0, 5, 3)


def test_a_corrected_mapping_is_kept_for_the_next_file_of_that_shape(
    supervisor: Session, write: Write
) -> None:
    headings = ["房号", "称谓", "联络"]
    path = write(["3-1502", "张三", "13800001234"], headings=headings)
    tried = plan(supervisor, [path])
    (name,) = tried.mappings
    columns = {0: "room", 1: "owner.name", 2: "owner.phone"}
    assert tried.mappings[name].columns != columns
    better = replace(tried.mappings[name], role="units", columns=columns)
    if better.first < 0:
        better = replace(better, first=0, last=0, headings=tuple(headings))
    apply(supervisor, plan(supervisor, [path], {name: better}))
    after = plan(supervisor, [write(["3-1602", "李四", "13900001234"], headings=headings)])
    assert after.mappings[name].remembered
    assert counts(after) == (1, 0, 0, 0)
    with pytest.raises(InputError):
        plan(supervisor, [path], {"no such sheet": Mapping("units")})


def test_what_was_saved_since_the_dry_run_is_looked_at_again(
    supervisor: Session, write: Write
) -> None:
    first, second = plan(supervisor, [write(ZHANG)]), plan(supervisor, [write(ZHANG)])
    apply(supervisor, first)
    before = len(list(supervisor.store.entries()))
    with pytest.raises(DeskError, match="since the dry run"):
        apply(supervisor, second)
    assert len(list(supervisor.store.entries())) == before


def test_several_files_are_read_as_one_roster(supervisor: Session, write: Write) -> None:
    owners = write(["1", "张三", "13800001234"], headings=["业主编号", "业主姓名", "电话"])
    rooms = write(["3-1502", "1"], headings=["房号", "业主编号"], name="二.xlsx")
    assert counts(plan(supervisor, [owners, rooms])) == (2, 0, 0, 0)


def test_every_kind_of_file_says_the_same(
    supervisor: Session, write: Write, tmp_path: Path
) -> None:
    bring_in(supervisor, write(ZHANG, LI))
    text = "\r\n".join(",".join(row) for row in (HEADINGS, ZHANG, LI))
    files = [tmp_path / f"{encoding}.csv" for encoding in ("utf-8", "utf-8-sig", "gb18030")]
    for file in files:
        file.write_bytes(text.encode(file.stem))
    old = xlwt.Workbook()
    sheet = old.add_sheet("花名册")
    for at, row in enumerate((HEADINGS, ZHANG, LI)):
        for column, cell in enumerate(row):
            is_number = at > 0 and column in (1, 3, 4, 6) and cell
            sheet.write(at, column, float(cell) if is_number else cell)
    old.save(str(tmp_path / "old.xls"))
    for file in (*files, tmp_path / "old.xls"):
        assert counts(plan(supervisor, [file])) == (0, 0, 2, 0), file


def test_a_file_that_is_no_roster_is_said_so(supervisor: Session, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("a,b\n1,2\n")
    tried = plan(supervisor, [tmp_path / "list.csv"])
    assert counts(tried) == (0, 0, 0, 0)
    with pytest.raises(InputError, match="No rooms or people"):
        apply(supervisor, tried)


def test_only_who_may_imports(sitting: As, write: Write) -> None:
    path = write(ZHANG)
    with pytest.raises(NotAllowedError):
        plan(sitting("1003"), [path])
    assert counts(plan(sitting("9001"), [path])) == (1, 0, 0, 0)


def test_the_history_of_a_unit_tells_of_the_import(supervisor: Session, write: Write) -> None:
    bring_in(supervisor, write(ZHANG))
    events = history(supervisor, Unit.get(Unit.code == "3-1502"))
    assert [event.act for event in events] == ["import.run"]


def test_progress_is_told(supervisor: Session, write: Write) -> None:
    told: list[tuple[int, int]] = []
    plan(supervisor, [write(ZHANG, LI)], progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (2, 2)]


def test_a_long_import_is_written_in_stretches_and_is_one_change(
    supervisor: Session, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.roster_compare._STEP", 1)
    path = write(ZHANG, [*ZHANG[:2], "李梅", "13511112222"], LI, ["5栋", "0101", "张三", ZHANG[3]])
    batch = bring_in(supervisor, path)
    change = supervisor.store.record_entries(batch.id)[0].change
    entries = list(supervisor.store.entries("WHERE change = ?", (change,)))
    assert {entry.act for entry in entries} == {"import.run"}
    assert supervisor.store.verify() == []
    before = supervisor.store.connection.execute("SELECT * FROM residence ORDER BY id").fetchall()
    supervisor.store.rebuild()
    after = supervisor.store.connection.execute("SELECT * FROM residence ORDER BY id").fetchall()
    assert before == after
    assert counts(plan(supervisor, [path])) == (0, 0, 4, 0)
    undo_batch(supervisor, batch)
    assert (live(Person), live(Phone), live(Residence), live(Unit)) == (0, 0, 0, 1)


NAMES = ["张三", "李四", "张三、李四", "王五(租户)", "", "王五", "重庆某某公司"]
PHONES = ["", "13800001234", "13900001234", "13800001234/13900001234", "02361234567"]
PLATES = ["", "渝A8K123", "渝A8K124", "渝A8K123/渝AD12345"]
IDS = ["", "11010519491231002X", "440524188001010014"]
FILES = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]),
        st.sampled_from(["101", "102", "2-1"]),
        st.sampled_from(NAMES),
        st.sampled_from(PHONES),
        st.sampled_from(IDS),
        st.sampled_from(["", "88", "90平"]),
        st.sampled_from(["", "王五", "张三", "赵六 13700001234"]),
        st.sampled_from(PLATES),
        st.sampled_from(["", "空关", "VIP"]),
    ).map(list),
    min_size=1,
    max_size=6,
)
FILE_HEADINGS = ["楼栋", "房号", "业主", "电话", "身份证", "面积", "租户", "车牌", "备注"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(FILES, FILES)
def test_whatever_came_in_is_the_same_the_second_time_and_can_be_taken_back(
    office_template: Path, tmp_path: Path, clock: Clock, write: Write, before: Rows, after: Rows
) -> None:
    path = tmp_path / "own.db"
    for leftover in tmp_path.glob("own.db*"):
        leftover.unlink()
    shutil.copy(office_template, path)
    with Store.open(path) as store:
        session = Session(store, clock=clock, random=Random(1)).signed_in(
            Staff.get(Staff.no == "2001")
        )
        first = write(*before, headings=FILE_HEADINGS, name="first.xlsx")
        second = write(*after, headings=FILE_HEADINGS, name="second.xlsx")
        batches = [apply(session, plan(session, [file])) for file in (first, second)]
        again = plan(session, [second])
        assert (again.new, again.changed, again.changes, again.kept_by_hand) == (0, 0, [], [])
        for batch in filter(None, reversed(batches)):
            assert undo_batch(session, batch).kept == 0
        assert (live(Person), live(Phone), live(Residence), live(Vehicle)) == (0, 0, 0, 0)
        assert store.verify() == []
