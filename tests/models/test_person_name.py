"""What callers call themselves, against the name the office knows."""

import pytest

from models.person_name import Means, means


@pytest.mark.parametrize(
    ("typed", "known", "how"),
    [
        ("张三丰", "张三丰", Means.SURELY),
        (" 张 三丰", "张三丰", Means.SURELY),
        ("John Smith", "john smith", Means.SURELY),
        ("张先生", "张三丰", Means.PERHAPS),
        ("欧阳女士", "欧阳娜娜", Means.PERHAPS),
        ("张", "张三丰", Means.PERHAPS),
        ("张三", "张三丰", Means.NO),
        ("李先生", "张三丰", Means.NO),
        ("先生", "张三丰", Means.NO),
        ("", "张三丰", Means.NO),
        ("张先生", "张", Means.NO),
        ("张三丰先生", "张三丰", Means.NO),
    ],
)
def test_how_surely_a_name_means_somebody(typed: str, known: str, how: Means) -> None:
    assert means(typed, known) is how
