"""Rosters in the shapes that offices keep: each test is one habit of theirs."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.roster_line import _coded
from data.roster_people import people_in
from data.roster_reading import RosterItem, read_rows
from data.roster_said import Office
from data.sheets import Book, Cell, Merge, Sheet, read_book
from models.roster import (
    AGENT,
    COOWNER,
    EMERGENCY,
    FAMILY,
    OWNER,
    TENANT,
    UNKNOWN_NAME,
    Passed,
    Refusal,
    RosterPerson,
    RosterRow,
)
from models.unit_code import parse_parts

SAMPLE = Path(__file__).parent.parent / "samples" / "xingcheng-phase1.xlsx"
KIT = Path(__file__).parents[2].parent / "shared/samples/microcommunity-kit.xlsx"
NARROW_ID = "11010519491231002X"


def sheet(*rows: list[Cell], merges: list[Merge] | None = None, name: str = "表1") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows], merges=merges or [])


def read(*sheets: Sheet) -> list[RosterItem]:
    return list(read_rows([Book("a.xlsx", "", list(sheets))]))


def taken(*sheets: Sheet) -> list[RosterRow]:
    return [item for item in read(*sheets) if isinstance(item, RosterRow)]


def refused(*sheets: Sheet) -> list[tuple[int, str, str]]:
    items = [item for item in read(*sheets) if isinstance(item, Refusal)]
    return [(item.row, item.column, item.reason) for item in items]


def one(headings: str, *cells: Cell) -> RosterRow:
    (row,) = taken(sheet([*headings.split()], [*cells]))
    return row


def codes(*sheets: Sheet) -> list[str]:
    return [row.unit.code for row in taken(*sheets) if row.unit]


def people(headings: str, *cells: Cell) -> list[tuple[str, str, str]]:
    return [
        (person.name, person.relation, " ".join(phone.digits for phone in person.phones))
        for person in one(headings, *cells).people
    ]


# The two samples


def test_the_sample_is_read_and_what_the_spreadsheet_destroyed_is_refused() -> None:
    items = list(read_rows([read_book(SAMPLE)]))
    rows = [item for item in items if isinstance(item, RosterRow)]
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert (len(rows), len({item.row for item in refusals})) == (589, 527)
    reasons = Counter(item.reason.partition(" cell")[0] for item in refusals)
    assert reasons == {
        "The merged": 488,
        "The spreadsheet has rounded this number; copy it from the paper": 44,
        "A mobile number has 11 digits (this has 10)": 23,
    }
    assert {item.column for item in refusals} == {"B 楼栋", "F 业主 电话", "G 业主 身份证号"}
    by_code = {row.unit.code: row for row in rows if row.unit}
    assert len(by_code) == 589
    unit = by_code["1幢3-3"]
    assert (unit.row, unit.area, unit.handover) == (14, 12790, date(2007, 2, 10))
    assert unit.note == "电话打不通\n请联系儿子13900001111"
    assert [(who.name, who.relation) for who in unit.people] == [
        ("邵芳", OWNER),
        ("崔泽桂", TENANT),
    ]
    names = {who.name for row in rows for who in row.people}
    assert {"赵=1+1", "王[/装修]", "张[VIP]三", "㐀山"} & names
    assert "旧业主" not in names
    assert by_code["1幢2-4"].state == "vacant"


@pytest.mark.skipif(not KIT.exists(), reason="microcommunity-kit.xlsx is not beside the checkout")
def test_the_kits_sheets_are_linked_by_number() -> None:
    items = list(read_rows([read_book(KIT)]))
    rows = [item for item in items if isinstance(item, RosterRow)]
    assert Counter(row.sheet for row in rows) == {"楼栋单元": 26, "业主信息": 5, "房屋信息": 5}
    assert [(item.row, item.column) for item in items if isinstance(item, Refusal)] == [
        (7, "G 业主编号"),
        (8, "G 业主编号"),
        (9, "G 业主编号"),
    ]
    room = next(row for row in rows if row.unit and row.unit.code == "1-1-1013")
    assert room.people[0].name == "张三2"
    assert room.people[0].phones[0].digits == "18999999992"
    assert room.people[0].id_number == ""
    assert room.unit
    assert (room.unit.floor, room.usage, room.area) == (1, "home", 9456)
    assert any("share this ID" in each.reason for row in rows for each in row.notices)


# Where a row is


def test_a_building_named_once_stands_for_the_rows_below_until_a_total_ends_its_block() -> None:
    listed = sheet(
        ["楼栋", "单元", "房号", "业主"],
        ["1栋", "1单元", 101, "张三"],
        ["", "", 102, "李四"],
        ["", "2单元", 101, "王五"],
        ["小计", "", "", "3户"],
        ["", "", 201, "赵六"],
        ["2栋", "", 101, "钱七"],
        ["合计：4户"],
    )
    assert codes(listed) == ["1-1-0101", "1-1-0102", "1-2-0101", "2-0101"]
    assert refused(listed)[0] == (6, "A 楼栋", "The building is missing")


def test_a_room_is_not_read_as_building_and_room_where_the_building_is_missing() -> None:
    for unknown in ("", "?", "无"):
        listed = sheet(
            ["楼栋", "房号", "业主"], ["1栋", "2-1", "a"], ["小计"], [unknown, "1-1", "b"]
        )
        assert codes(listed) == ["1幢2-1"]
        assert refused(listed)[0] == (4, "A 楼栋", "The building is missing")


def test_an_empty_line_ends_a_block_as_well() -> None:
    listed = sheet(["楼栋", "房号", "业主"], ["1栋", 101, "a"], [""], ["", 101, "b"])
    assert codes(listed) == ["1-0101"]
    assert len(refused(listed)) == 1


def test_a_merged_building_that_lost_its_name_is_refused_with_its_range() -> None:
    listed = sheet(
        ["楼栋", "房号", "业主"],
        ["1栋", 101, "张三"],
        ["", 101, "李四"],
        ["", 102, "王五"],
        merges=[Merge(2, 0, 3, 0)],
    )
    assert codes(listed) == ["1-0101"]
    assert [(row, column) for row, column, _ in refused(listed)] == [(3, "A 楼栋"), (4, "A 楼栋")]
    assert "A3:A4" in refused(listed)[0][2]


@pytest.mark.parametrize("name", ["3栋", "3号楼业主", "3#楼"])
def test_a_sheet_a_title_or_a_line_between_may_name_the_building(name: str) -> None:
    rows: list[list[Cell]] = [["房号", "业主"], [101, "张三"], [1502, "李四"]]
    assert codes(sheet(*rows, name=name)) == ["3-0101", "3-1502"]
    assert codes(sheet([f"某某小区{name}花名册"], *rows)) == ["3-0101", "3-1502"]
    assert codes(sheet(rows[0], [name], *rows[1:], ["4栋2单元"], [101, "王五"])) == [
        "3-0101",
        "3-1502",
        "4-2-0101",
    ]


@pytest.mark.parametrize(
    ("headings", "cells", "code"),
    [
        ("楼栋 房号 业主", ("12幢", "15-2", "a"), "12幢15-2"),
        ("楼栋 单元 房号 业主", ("３栋", "二单元", "０１０１", "a"), "3-2-0101"),
        ("楼栋 单元 房号 业主", (3, 2, 102.0, "a"), "3-2-0102"),
        ("房号 业主", ("3-2-1502", "a"), "3-2-1502"),
        ("地址 业主", ("3栋2单元1502室", "a"), "3-2-1502"),
        ("楼栋 楼层 房号 业主", ("12幢", 15, 2, "a"), "12幢15-2"),
        ("期数 楼栋 房号 业主", ("一期", "3栋", 1502, "a"), "1期3-1502"),
        ("楼栋 楼栋-单元-房号 业主", ("3栋", "3-2-1502", "a"), "3-2-1502"),
        ("楼栋 房号 业主", ("3栋", "负102", "a"), "3-负102"),
    ],
)
def test_rooms_are_read_however_they_are_split_into_columns(
    headings: str, cells: tuple[Cell, ...], code: str
) -> None:
    unit = one(headings, *cells).unit
    assert unit
    assert unit.code == code


@given(
    st.integers(1, 200),
    st.sampled_from(["", "1", "2单元", "A"]),
    st.sampled_from(["", "3", "15层"]),
    st.one_of(
        st.integers(100, 9999).map(str),
        st.tuples(st.integers(1, 34), st.integers(1, 12)).map("{0[0]}-{0[1]}".format),
    ),
)
def test_a_door_read_once_is_the_same_in_every_building(
    building: int, stairwell: str, floor: str, room: str
) -> None:
    parts = {"phase": "", "stairwell": stairwell, "floor": floor, "room": room}
    code = parse_parts(**parts, building=f"{building}栋")
    unit = _coded({**parts, "building": f"{building}栋"})
    assert (unit.code, unit.building, unit.stairwell, unit.room) == (
        code.text,
        code.building,
        code.stairwell,
        code.room,
    )
    assert floor or (unit.floor, unit.floor_label) == (code.floor, code.floor_label)


def test_totals_notes_and_repeated_headings_are_passed_over_and_said() -> None:
    listed = sheet(
        ["序号", "房号", "业主", "电话"],
        [1, 2, 3, 4],
        [1, "1-101", "张三", 13800001234],
        ["序号", "房号", "业主", "电话"],
        [2, "1-102", "李四", 13900001234],
        ["本页小计", "", 2, ""],
        ["注：电话以业主登记为准"],
        ["制表人：王敏", "", "", "2021年5月"],
    )
    assert codes(listed) == ["1-0101", "1-0102"]
    assert [item.row for item in read(listed) if isinstance(item, Passed)] == [2, 4, 6, 7, 8]
    assert refused(listed) == []


def test_tables_side_by_side_are_both_read() -> None:
    twins = sheet(
        ["房号", "业主", "", "房号", "业主"],
        ["1-101", "张三", "", "1-201", "李四"],
        ["1-102", "王五", "", "", ""],
    )
    assert codes(twins) == ["1-0101", "1-0102", "1-0201"]


# Who lives there


def test_several_owners_in_a_cell_own_together() -> None:
    assert people("房号 业主 电话", "1-101", "张三、李四", "13800001234/13900001234") == [
        ("张三", OWNER, "13800001234"),
        ("李四", COOWNER, "13900001234"),
    ]
    assert people("房号 业主 电话", "1-101", "张三 李四", "李四13900001234") == [
        ("张三", OWNER, ""),
        ("李四", COOWNER, "13900001234"),
    ]
    assert people("房号 业主 共有人 业主电话", "1-101", "张三", "李四", 13800001234) == [
        ("张三", OWNER, "13800001234"),
        ("李四", COOWNER, ""),
    ]


def test_owners_on_lines_of_their_own_own_together() -> None:
    listed = sheet(
        ["房号", "业主", "电话"], ["1-101", "张三", ""], ["1-101", "李四", ""], merges=[]
    )
    assert [row.people[0].relation for row in taken(listed)] == [OWNER, COOWNER]


def test_a_tenant_in_the_owners_column_is_a_tenant() -> None:
    assert people("房号 业主", "1-101", "李四（租户）13900001234") == [
        ("李四", TENANT, "13900001234")
    ]
    assert people("房号 业主", "1-101", "租户：李四") == [("李四", TENANT, "")]


def test_a_list_of_people_says_how_each_belongs_to_the_room() -> None:
    listed = sheet(
        ["房号", "姓名", "与业主关系", "手机"],
        ["1-101", "张三", "本人", 13800001234],
        ["", "李梅", "妻子", 13900001234],
        ["", "王五", "租客", ""],
        ["1-102", "赵六", "受托人", ""],
        ["1-103", "钱七", "紧急联系人", ""],
        ["1-104", "孙八", "老乡", ""],
    )
    assert [(row.people[0].relation, row.unit and row.unit.code) for row in taken(listed)] == [
        (OWNER, "1-0101"),
        (FAMILY, "1-0101"),
        (TENANT, "1-0101"),
        (AGENT, "1-0102"),
        (EMERGENCY, "1-0103"),
    ]
    assert refused(listed)[0][:2] == (7, "C 与业主关系")


def test_somebody_known_by_a_phone_alone_is_kept_and_told() -> None:
    row = one("房号 业主 电话", "1-101", "", "138 0000 1234")
    assert row.people[0].name == UNKNOWN_NAME
    assert row.notices[0].column == "B 业主"
    assert one("房号 业主 电话", "1-101", "无", "/").people == ()


def test_id_numbers_are_kept_and_destroyed_ones_refused() -> None:
    row = one("房号 业主 身份证号", "1-101", "张三", NARROW_ID.lower())
    assert (row.people[0].id_kind, row.people[0].id_number) == ("identity_card", NARROW_ID)
    assert one("房号 业主 身份证号", "1-101", "张三", "1" * 18).people[0].id_number == ""
    for destroyed in (4.401061980010113e17, "4.40106E+17", "440106198001011000"):
        listed = sheet(["房号", "业主", "身份证号"], ["1-101", "张三", destroyed])
        assert [(row, column) for row, column, _ in refused(listed)] == [(2, "C 身份证号")]


def test_an_id_number_shared_by_several_people_is_nobodys() -> None:
    listed = sheet(
        ["房号", "业主", "身份证号"], ["1-101", "张三", NARROW_ID], ["1-102", "李四", NARROW_ID]
    )
    assert [row.people[0].id_number for row in taken(listed)] == ["", ""]
    assert all("left out" in row.notices[0].reason for row in taken(listed))


def test_a_lease_has_its_dates() -> None:
    row = one("房号 业主 租户 租期", "1-101", "张三", "李四", "2020.1.1-2021.12.31")
    tenant = row.people[1]
    assert (tenant.since, tenant.until) == (date(2020, 1, 1), date(2021, 12, 31))
    row = one("房号 租户姓名 起租日期 到期日", "1-101", "李四", date(2020, 1, 1), "2021年12月31日")
    assert (row.people[0].since, row.people[0].until) == (date(2020, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("王　芳", ["王芳"]),
        ("王 芳、李 四", ["王芳", "李四"]),
        ("欧阳和平", ["欧阳和平"]),
        ("张三和李四", ["张三", "李四"]),
        ("王[/装修]", ["王[/装修]"]),
        ("张[VIP]三", ["张[VIP]三"]),
        ("赵=1+1 13485476276", ["赵=1+1"]),
        ("马・克", ["马・克"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("John Smith", ["John Smith"]),
        ("重庆某某置业有限公司", ["重庆某某置业有限公司"]),
        ("张三（已故）", ["张三（已故）"]),
        ("张三(13812345678)", ["张三"]),
        ("暂无", []),
        ("—", []),
    ],
)
def test_names_in_a_cell_are_told_apart_and_kept_as_written(cell: str, names: list[str]) -> None:
    assert [person.name for person in people_in(cell)] == names


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    for person in people_in(text):
        assert person.name or person.phones


# What else a row says


@pytest.mark.parametrize(
    ("cell", "area"),
    [(88.5, 8850), ("88.5平", 8850), ("８８.５０㎡", 8850), ("约88.5平方米", 8850), ("1,088.5", 108850), ("/", None), (0, None)],
)  # fmt: skip
def test_areas_come_in_any_shape(cell: Cell, area: int | None) -> None:
    assert one("房号 业主 面积", "1-101", "a", cell).area == area


@pytest.mark.parametrize(
    ("heading", "cell", "state"),
    [
        ("状态", "空关", "vacant"),
        ("房屋状态", "未售", "unsold"),
        ("入住情况", "已出租", "let"),
        ("入住情况", "装修中", "fitout"),
        ("是否入住", "是", "occupied"),
        ("是否入住", "否", "vacant"),
        ("是否交房", "否", "undelivered"),
        ("交房日期", "未交房", "undelivered"),
        ("备注", "出租", "let"),
        ("备注", "房子出租前请联系业主", ""),
    ],
)
def test_states_are_understood_where_they_are_said(heading: str, cell: str, state: str) -> None:
    assert one(f"房号 业主 {heading}", "1-101", "a", cell).state == state


def test_a_word_that_names_no_state_is_told_and_left_out() -> None:
    row = one("房号 业主 状态", "1-101", "张三", "精装")
    assert (row.state, row.notices[0].column) == ("", "C 状态")


def test_a_parking_space_beside_a_room_is_noted() -> None:
    row = one("房号 业主 车位号 车牌 备注", "1-101", "张三", "B1-023", "渝A8K123、渝AD99046", "VIP")
    assert row.plates == ("渝A8K123", "渝AD99046")
    assert row.note == "VIP\n车位号 B1-023"


def test_a_plate_belongs_to_the_first_room_that_names_it() -> None:
    listed = sheet(
        ["房号", "业主", "车牌"], ["1-101", "张三", "渝A8K123"], ["1-102", "张三", "渝A8K123"]
    )
    assert [row.plates for row in taken(listed)] == [("渝A8K123",), ()]
    assert "1-0101" in taken(listed)[1].notices[0].reason


def test_every_bad_cell_of_a_row_is_named_and_other_rows_are_taken() -> None:
    listed = sheet(
        ["房号", "业主", "电话", "面积", "交房日期", "车牌"],
        ["1-101", "张三", "1380000", "大", "2021年", "渝"],
        ["1-102", "李四", 13800001234, 88, date(2020, 1, 1), ""],
        ["??", "王五"],
        ["", "赵六"],
    )
    assert [(row, column) for row, column, _ in refused(listed)] == [
        (2, "C 电话"),
        (2, "D 面积"),
        (2, "E 交房日期"),
        (2, "F 车牌"),
        (4, "A 房号"),
        (5, "A 房号"),
    ]
    assert codes(listed) == ["1-0102"]


def test_the_same_room_with_another_owner_elsewhere_is_refused() -> None:
    first = sheet(["房号", "业主"], ["1-101", "张三"], ["1-102", "李四"], name="一")
    again = sheet(["房号", "业主"], ["1-101", "王五"], name="二")
    assert codes(first, again) == ["1-0101", "1-0102"]
    assert "another owner" in refused(first, again)[0][2]
    areas = sheet(["房号", "面积"], ["1-101", 88], ["1-101", 99])
    assert "another area" in refused(areas)[0][2]


# Sheets that refer to each other


def test_rooms_find_their_people_by_name_where_only_one_bears_it() -> None:
    owners = sheet(
        ["业主姓名", "电话", "身份证号"],
        ["张三", 13800001234, ""],
        ["李四", 13900001234, ""],
        ["李四", 13900005678, ""],
    )
    rooms = sheet(
        ["房号", "业主", "业主电话"],
        ["1-101", "张三", ""],
        ["1-102", "李四", ""],
        ["1-103", "李四", 13900005678],
        name="房屋",
    )
    found = [row for row in taken(owners, rooms) if row.unit]
    assert [person.phones[0].digits for row in found for person in row.people] == [
        "13800001234",
        "13900005678",
    ]
    assert refused(owners, rooms)[0][0] == 3


def test_a_room_is_refused_when_its_owner_was_and_numbers_are_unique() -> None:
    owners = sheet(
        ["业主编号", "业主姓名", "电话"],
        [1, "张三", "1380000"],
        ["002", "李四", ""],
        [2, "王五", ""],
    )
    rooms = sheet(["房号", "业主编号"], ["1-101", 1], ["1-102", 2.0], name="房屋")
    assert [row for row, _, _ in refused(owners, rooms)] == [2, 4, 2, 3]


def test_cars_find_their_room_through_their_owner() -> None:
    rooms = sheet(["房号", "业主", "电话"], ["1-101", "张三", 13800001234], ["1-102", "李四", ""])
    cars = sheet(
        ["车位号", "业主姓名", "车牌号"],
        ["A-1", "张三", "渝A8K123"],
        ["A-2", "王五", "渝A8K124"],
        ["A-3", "", ""],
        name="车位",
    )
    parked = [row for row in taken(rooms, cars) if row.plates]
    assert [(row.unit and row.unit.code, row.plates, row.note) for row in parked] == [
        ("1-0101", ("渝A8K123",), "车位号 A-1")
    ]
    assert refused(rooms, cars)[0][:2] == (3, "B 业主姓名")


def test_people_find_their_room_by_its_number_in_another_sheet() -> None:
    rooms = sheet(
        ["房屋编号", "楼栋", "房号"], ["F001", "3栋", "1502"], ["F002", "", "??"], name="房产"
    )
    owners = sheet(
        ["姓名", "电话", "房屋编号", "关系"],
        ["张三", 13800001234, "F001", "业主"],
        ["李梅", "", "F001", "配偶"],
        ["王五", "", "F002", ""],
        ["赵六", "", "F009", ""],
    )
    named = [row for row in taken(rooms, owners) if row.people]
    assert [(row.people[0].name, row.unit and row.unit.code) for row in named] == [
        ("张三", "3-1502"),
        ("李梅", "3-1502"),
    ]
    assert [row for row, _, _ in refused(rooms, owners)] == [3, 4, 5]


def test_names_between_the_numbers_of_a_phone_cell_say_whose_they_are() -> None:
    assert people("房号 业主 电话", "1-101", "李四/王五", "李四13800001234 王五13900001234") == [
        ("李四", OWNER, "13800001234"),
        ("王五", COOWNER, "13900001234"),
    ]


def test_the_estates_name_in_front_of_an_address_is_no_phase() -> None:
    listed = sheet(["房产名称", "客户名称"], ["星城一期-3栋-2单元-1502", "张三"])
    (row,) = read_rows([Book("a.xlsx", "", [listed])], office=Office(estate="星城一期"))
    assert isinstance(row, RosterRow)
    assert row.unit
    assert row.unit.code == "3-2-1502"


def test_names_come_through_hostile_and_rare() -> None:
    for name in ("=SUM(1,1)", "[@click=app.quit]甲", "䶮䶮", "𠮷野"):
        assert one("房号 业主", "1-101", name).people == (RosterPerson(name),)


BEFORE: tuple[list[Cell], ...] = (["某某花园业主一览表"], [""], ["（内部资料）"])
BETWEEN: tuple[list[Cell], ...] = ([""], ["小计", "", "12户"], ["注：以登记为准"])


@given(
    st.permutations(["房号", "业主", "电话", "面积", "备注"]),
    st.lists(st.sampled_from(BEFORE), max_size=3),
    st.lists(
        st.one_of(st.sampled_from(BETWEEN), st.integers(101, 999).map(lambda n: [n])), max_size=12
    ),
)
def test_rows_are_found_whatever_stands_around_them(
    order: list[str], before: list[list[Cell]], body: list[list[Cell]]
) -> None:
    cells: dict[str, Cell] = {"业主": "张三", "电话": 13800001234, "面积": "88平", "备注": "x"}
    rooms = [row[0] for row in body if isinstance(row[0], int)]
    rows: list[list[Cell]] = [
        [f"1-{row[0]}" if name == "房号" else cells[name] for name in order]
        if isinstance(row[0], int)
        else row
        for row in body
    ]
    found = taken(sheet(*before, [*order], *rows))
    assert [row.unit.code for row in found if row.unit] == [f"1-{room:04}" for room in rooms]
    assert all(row.area == 8800 for row in found)
