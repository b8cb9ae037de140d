"""One thing is understood, two things are none."""

from __future__ import annotations

import pytest

from course_catalogue.authoring.office.conversion import Amount, amount, integers, name_and_minutes


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3、4", [3, 4]),
        ("３，４", [3, 4]),
        ("三年级、四年级", [3, 4]),
        ("小学三、四年级", [3, 4]),
        ("三四年级", [3, 4]),
        ("3～6年级", [3, 4, 5, 6]),
        ("三至六年级", [3, 4, 5, 6]),
        ("初一", [7]),
        ("初中三年级", [9]),
        ("八年级", [8]),
        ("高一、高二", [10, 11]),
        ("6-3", None),
        ("全年级", None),
        ("小学高段", None),
        ("", None),
    ],
)
def test_grades_as_they_are_written(text: str, numbers: list[int] | None) -> None:
    assert integers(text) == numbers


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
