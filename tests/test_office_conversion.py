"""One thing is understood, two things are none."""

from __future__ import annotations

import pytest

from course_catalogue.authoring.office.conversion import integers


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
