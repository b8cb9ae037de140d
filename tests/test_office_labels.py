"""Names are recognised as people write them; what may be two things is none."""

from __future__ import annotations

import pytest

from course_catalogue.authoring.office.labels import matching, number_of, numbered

LABELS = ("课时长度（分钟）", "价格 › 收费方式", "价格 › 说明", "学习单 › 说明", "教学过程", "学习目标")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("课时长度（分钟）", "课时长度（分钟）"),
        ("课时长度", "课时长度（分钟）"),
        ("★ 课时长度(分钟)：", "课时长度（分钟）"),
        ("三、教学过程", "教学过程"),
        ("➢ 教学过程", "教学过程"),
        ("\uf06c3. 教学过程", "教学过程"),
        ("★★教学过程★：", "教学过程"),
        ("*教学过程*", "教学过程"),
        ("（三）教学 过程", "教学过程"),
        ("3. 教学过程", "教学过程"),
        ("收费方式", "价格 › 收费方式"),
        ("价格>收费方式", "价格 › 收费方式"),
        ("教学目标", "学习目标"),
        ("说明", None),
        ("", None),
        ("教学", None),
        ("教学过程" * 20, None),
    ],
)
def test_a_name_is_matched_in_full_or_by_what_is_unique_in_it(text: str, label: str | None) -> None:
    assert matching(text, LABELS) == label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("课时 3", ("课时", 3)),
        ("课时三", ("课时", 3)),
        ("第三课时", ("课时", 3)),
        ("第 12 课时：风从哪里来", ("课时", 12)),
        ("课时十二", ("课时", 12)),
        ("安全要求 2", ("安全要求", 2)),
        ("课程", ("课程", None)),
    ],
)
def test_a_number_is_found_before_or_behind(text: str, name: tuple[str, int | None]) -> None:
    assert numbered(text) == name


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("两", 2), ("百", None)]
)
def test_numbers_below_a_hundred_may_be_chinese(text: str, number: int | None) -> None:
    assert number_of(text) == number
