"""Headings are found and understood however an office writes them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.roster_legend import read_legend
from data.roster_mapping import Mapping, propose_mapping, shape_key
from data.sheets import Cell, Merge, Sheet, read_book
from models.roster import OTHER, PARKING, PEOPLE, STAIRWELLS, UNITS

SAMPLE = Path(__file__).parent.parent / "samples" / "xingcheng-phase1.xlsx"
KIT = Path(__file__).parents[2].parent / "shared/samples/microcommunity-kit.xlsx"


def sheet(*rows: list[Cell], merges: list[Merge] | None = None, name: str = "表1") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows], merges=merges or [])


def by_heading(mapping: Mapping) -> dict[str, str]:
    return {mapping.headings[column]: means for column, means in mapping.columns.items()}


def test_the_sample_has_a_title_and_two_heading_rows() -> None:
    mapping = propose_mapping(read_book(SAMPLE).sheets[0])
    assert (mapping.role, mapping.first, mapping.last) == (UNITS, 1, 2)
    assert by_heading(mapping) == {
        "楼栋": "building",
        "房号": "room",
        "面积(㎡)": "area",
        "业主 姓名": "owner.name",
        "业主 电话": "owner.phone",
        "业主 身份证号": "owner.id",
        "入伙日期": "handover",
        "车牌": "plate",
        "租户": "tenant.name",
        "备注": "note",
    }


@pytest.mark.skipif(not KIT.exists(), reason="microcommunity-kit.xlsx is not beside the checkout")
def test_the_kits_sheets_are_told_apart_and_its_codes_understood() -> None:
    sheets = read_book(KIT).sheets
    mappings = [propose_mapping(each) for each in sheets]
    assert [each.role for each in mappings] == [STAIRWELLS, PEOPLE, OTHER, UNITS, PARKING]
    codes = [read_legend(*pair) for pair in zip(sheets, mappings, strict=True)]
    assert codes[1][6]["1003"] == "房屋租客"
    assert codes[3][9] == {"110": "住宅", "120": "办公室", "119": "宿舍"}
    assert codes[4][9] == {"H": "出租", "S": "出售"}


def test_group_headings_over_two_people_are_told_apart() -> None:
    grouped = sheet(
        ["房屋信息", "", "业主信息", "", "租户信息", "", "备注"],
        ["楼栋", "房号", "姓名", "电话", "姓名", "电话", ""],
        ["1栋", "101", "张三", "13800000000", "李四", "13900000000", ""],
    )
    assert list(propose_mapping(grouped).columns.values()) == [
        "building",
        "room",
        "owner.name",
        "owner.phone",
        "tenant.name",
        "tenant.phone",
        "note",
    ]


@pytest.mark.parametrize(
    ("headings", "means"),
    [
        ("房号 业主 电话 租户 电话", "room owner.name owner.phone tenant.name tenant.phone"),
        ("房号 业主 租户 电话", "room owner.name tenant.name owner.phone"),
        (
            "房号 业主 业主电话 租户 联系方式",
            "room owner.name owner.phone tenant.name tenant.phone",
        ),
        ("房号 姓名 电话1 电话2", "room owner.name owner.phone owner.phone"),
        (
            "房号 业主 电话 联系人 电话",
            "room owner.name owner.phone emergency.name emergency.phone",
        ),
        ("室号 户主 建筑面积 套内面积 计费面积", "room owner.name area"),
        (
            "地址 业主姓名 起租日期 租户姓名 到期日",
            "room owner.name tenant.since tenant.name tenant.until",
        ),
        ("*房号 ★业主姓名 物业费单价", "room owner.name"),
        ("Building Room Owner Phone Note", "building room owner.name owner.phone note"),
        ("姓名 与业主关系 房号 手机号码", "owner.name relation room owner.phone"),
    ],
)
def test_who_a_phone_belongs_to_follows_from_where_it_stands(headings: str, means: str) -> None:
    mapping = propose_mapping(sheet([*headings.split(" ")], ["x"]))
    assert list(mapping.columns.values()) == means.split()


def test_a_sheet_of_tenants_is_known_by_its_title() -> None:
    tenants = sheet(["二期租户登记表"], ["房号", "姓名", "电话", "到期日期"], ["1-101", "李四"])
    assert "tenant.phone" in propose_mapping(tenants).columns.values()
    assert "tenant.until" in propose_mapping(tenants).columns.values()


def test_yes_and_no_under_a_date_heading_are_a_state() -> None:
    answers = sheet(["房号", "业主", "入住"], ["1-101", "a", "是"], ["1-102", "b", "否"])
    assert propose_mapping(answers).columns[2] == "state"
    assert propose_mapping(sheet(["房号", "业主", "入住"], ["1", "a", "2020-1-1"])).columns[2] == (
        "handover"
    )


def test_tables_side_by_side_are_two_blocks() -> None:
    twins = sheet(
        ["房号", "业主", "电话", "", "房号", "业主", "电话"],
        ["1-101", "张三", "1", "", "1-201", "李四", "2"],
    )
    mapping = propose_mapping(twins)
    assert mapping.blocks == ((0, 3), (4, 7))
    assert mapping.columns[4] == "room"
    assert mapping.columns[6] == "owner.phone"


def test_side_notes_beyond_an_empty_column_are_no_part_of_the_table() -> None:
    noted = sheet(["房号", "业主", "", "说明", ""], ["1-101", "张三", "", "房号", "真实房号"])
    assert list(propose_mapping(noted).columns.values()) == ["room", "owner.name"]


def test_a_list_of_fees_and_a_sheet_without_headings_are_passed_over() -> None:
    assert propose_mapping(
        sheet(["费用编号", "收费项目", "计费单价"], [1, "物业费", 2.5])
    ).role == (OTHER)
    assert propose_mapping(sheet([1, 2], ["甲", "乙"])).role == OTHER


def test_a_corrected_mapping_comes_back_for_the_same_shape_only() -> None:
    before = sheet(["一期"], ["房号", "称谓", "电话"], ["1-101", "张三", 138])
    after = sheet(["二期"], [""], ["房号", "称谓", "电话"], ["2-101", "李四", 139], name="别的")
    other = sheet(["房号", "称谓", "手机"], ["1-101", "张三", 138])
    assert shape_key(before) == shape_key(after) != shape_key(other)
    corrected = Mapping(UNITS, 1, 1, columns={0: "room", 1: "tenant.name", 9: "area"}).to_text()
    recalled = propose_mapping(after, corrected)
    assert recalled.columns == {0: "room", 1: "tenant.name"}
    assert (recalled.first, recalled.remembered) == (2, True)


SYNONYMS: dict[str, tuple[str, ...]] = {
    "building": ("楼栋", "栋号", "楼号", "幢", "所属楼栋", "楼 栋", "楼栋\n(必填)", "座"),
    "stairwell": ("单元", "单元号", "梯号", "所属单元"),
    "room": ("房号", "室号", "房间号", "*房号", "房屋编号", "门牌号", "房　号"),
    "area": ("面积", "建筑面积（㎡）", "建面", "产权面积", "面积(平方米)"),
    "owner.name": ("业主", "业主姓名", "户主", "产权人", "业主名称", "房主"),
    "owner.phone": ("业主电话", "业主手机号", "业主联系方式", "户主电话"),
    "owner.id": ("业主身份证号", "业主证件号码", "产权人身份证"),
    "handover": ("交房日期", "入伙时间", "收房日期", "交付时间", "接房日期"),
    "plate": ("车牌", "车牌号码", "车牌号"),
    "tenant.name": ("租户", "租客姓名", "承租人", "使用人"),
    "tenant.phone": ("租户电话", "租客手机", "承租人联系方式"),
    "state": ("房屋状态", "入住情况", "状态"),
    "usage": ("房屋类型", "物业类型", "业态", "房屋用途"),
    "coowner.name": ("共有人", "共同产权人"),
    "note": ("备注", "其他", "备 注"),
}
NOISE: tuple[list[Cell], ...] = (
    ["某某小区花名册"],
    [""],
    ["制表单位：客户服务中心", "", "2021年5月"],
    ["（内部资料 严禁外传）"],
)


@given(st.data())
def test_headings_are_found_in_any_order_under_any_noise(data: st.DataObject) -> None:
    wanted = data.draw(
        st.lists(st.sampled_from([*SYNONYMS]), min_size=3, unique=True)
        .map(lambda found: list(dict.fromkeys(["room", "owner.name", *found])))
        .flatmap(st.permutations)
    )
    headings: list[Cell] = [data.draw(st.sampled_from(SYNONYMS[means])) for means in wanted]
    above = data.draw(st.lists(st.sampled_from(NOISE), max_size=3))
    below: list[Cell] = ["1-101", "张三", 13800001234.0, *["w"] * len(wanted)]
    mapping = propose_mapping(sheet(*above, headings, below[: len(wanted)]))
    assert mapping.first == len(above)
    assert [mapping.columns.get(at) for at in range(len(wanted))] == wanted
