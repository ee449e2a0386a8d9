"""Materials as they stand on the slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.material_line import MaterialLine, parse_materials, parse_quantity


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("角阀 2 15", MaterialLine("角阀", 2000, "", 1500)),
        ("生料带 1卷 3.5元", MaterialLine("生料带", 1000, "卷", 350)),
        ("PPR 弯头 4个", MaterialLine("PPR 弯头", 4000, "个")),
        ("龙头 1 自备", MaterialLine("龙头", 1000, "", 0, owner_supplied=True)),
        ("龙头 自备", MaterialLine("龙头", 1000, "", 0, owner_supplied=True)),
        ("电线 1.5米 4", MaterialLine("电线", 1500, "米", 400)),
        ("角阀　２　１５", MaterialLine("角阀", 2000, "", 1500)),
        ("角阀 x2 ¥15", MaterialLine("角阀", 2000, "", 1500)),
        ("密封胶", MaterialLine("密封胶", 1000)),
        ("灯泡 5W", MaterialLine("灯泡 5W", 1000)),
        ("开关 86型 2 18", MaterialLine("开关 86型", 2000, "", 1800)),
    ],
)
def test_a_line_is_read_as_a_slip_has_it(typed: str, line: MaterialLine) -> None:
    assert parse_materials(typed) == [line]


def test_every_line_is_one_material_and_empty_ones_are_passed_over() -> None:
    assert [line.name for line in parse_materials("角阀 2 15\n\n生料带 1；密封胶")] == [
        "角阀",
        "生料带",
        "密封胶",
    ]
    assert parse_materials("  \n") == []


@pytest.mark.parametrize("typed", ["角阀 2 15\n3 4 5", "角阀 0 15", "2 15"])
def test_a_line_without_a_name_or_quantity_is_named(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_materials(typed)
    assert refused.value.field == "materials"
    assert f"Line {typed.count(chr(10)) + 1}" in str(refused.value)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        lines = parse_materials(typed)
    except InputError:
        return
    assert all(line.name and line.quantity > 0 and line.price >= 0 for line in lines)


@given(st.integers(1, 999_999_999))
def test_a_quantity_in_thousandths_is_read_exactly(quantity: int) -> None:
    assert parse_quantity(f"{quantity // 1000}.{quantity % 1000:03}") == (quantity, "")
