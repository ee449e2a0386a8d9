"""Rooms of one riser are known by the end of their number."""

import pytest

from models.riser import riser
from models.unit_code import parse_unit


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("3-2-1502", "02"),
        ("3-2-0302", "02"),
        ("3-2-2702", "02"),
        ("12幢15-2", "02"),
        ("12幢15-12", "12"),
        ("3-2-负102", "02"),
        ("12幢负1-2", "02"),
        ("3-2-1502A", "02A"),
        ("3-商铺12", ""),
        ("3-A", ""),
    ],
)
def test_the_place_within_the_floor(code: str, place: str) -> None:
    unit = parse_unit(code)
    assert riser(unit.room, unit.floor_label) == place
