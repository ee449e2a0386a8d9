"""Long lines are folded where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.kit.fold import folded


@pytest.mark.parametrize(
    ("line", "width", "pieces"),
    [
        ("", 10, [""]),
        ("邻居装修周日施工", 8, ["邻居装修", "周日施工"]),
        ("邻居装修，周日施工", 8, ["邻居装", "修，周日", "施工"]),
        ("gave the work to 赵刚", 10, ["gave the", "work to 赵", "刚"]),
        ("PG1122-A001 done", 8, ["PG1122-A", "001 done"]),
        ("单号 TS1122-A001 已记", 12, ["单号", "TS1122-A001", "已记"]),
    ],
)
def test_folded(line: str, width: int, pieces: list[str]) -> None:
    assert folded(line, width) == pieces


@given(st.text(alphabet="邻居，。(a1 -é", max_size=60), st.integers(2, 20))
def test_nothing_is_lost_but_blanks_and_nothing_is_too_wide(line: str, width: int) -> None:
    pieces = folded(line, width)
    assert "".join(pieces).replace(" ", "") == line.replace(" ", "")
    assert all(cell_len(piece) <= width for piece in pieces)
