"""A quantity is read with whom it is for and its unit; what may be two quantities is none."""

from __future__ import annotations

import pytest

from course_catalogue.authoring.office.quantities import Amount, amount, name_and_minutes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每组2个", Amount(2, "每组", "个")),
        ("每组 ２ 个", Amount(2, "每组", "个")),
        ("2个/组", Amount(2, "每组", "个")),
        ("2 个／人", Amount(2, "每人", "个")),
        ("每人一支", Amount(1, "每人", "支")),
        ("每位学生 3 张", Amount(3, "每人", "张")),
        ("每班1台", Amount(1, "每班", "台")),
        ("30毫升", Amount(30, "", "毫升")),
        ("0.5 升每组", Amount(0.5, "每组", "升")),
        ("2", Amount(2, "", "")),
        ("若干", None),
        ("2～3个", None),
        ("每组2个，备用1个", None),
    ],
)
def test_quantities_as_they_are_written(text: str, found: Amount | None) -> None:
    assert amount(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("导入（5分钟）", ("导入", 5)), ("导入 5 min", ("导入", 5)), ("做桥：约30分钟", ("做桥", 30)), ("导入", None), ("第 2 步", None)],
)  # fmt: skip
def test_minutes_behind_a_name(text: str, found: tuple[str, int] | None) -> None:
    assert name_and_minutes(text) == found
