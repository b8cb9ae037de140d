"""Which field was meant: by title, style, synonym, pinyin, spelling, and at which level it stands."""

from __future__ import annotations

import pytest
from written import findings, project_rulebook

from course_catalogue.field_names import FieldGuess, meant

HEAD = "format: 1\nstatus: draft\ntitle: 水\n"
STEP = ("sessions", 0, "steps", 0)


@pytest.mark.parametrize(
    ("steps", "name", "sure"),
    [
        ((), "sessionMinutes", "session_minutes"),
        ((), "Session-Minutes", "session_minutes"),
        ((), "TITLE", "title"),
        ((), "年级", "grades"),
        ((), "课时长度", "session_minutes"),
        ((), "nianji", "grades"),
        ((), "教学目标", "objectives"),
        ((), "sesions", "sessions"),
        ((), "objectvies", "objectives"),
        (("sessions", 0), "教学目标", "objectives"),
        (STEP, "时间", "minutes"),
        (STEP, "jiaoshihuodong", "teacher_activity"),
        (STEP, "pupil activity", "pupil_activity"),
    ],
)
def test_name_that_can_only_mean_one_field_is_sure(steps: tuple[str | int, ...], name: str, sure: str) -> None:
    assert meant(project_rulebook().schemas, "series", steps, name) == FieldGuess((sure,), sure)


@pytest.mark.parametrize(
    ("steps", "name", "belongs"),
    [
        ((), "minutes", (("sessions",), ("sessions", "steps"))),
        ((), "percent", (("price", "payers"),)),
        (("sessions", 0), "teacher_activity", (("sessions", "steps"),)),
        (STEP, "visit", (("sessions",),)),
        (("price",), "group_size", ((),)),
    ],
)
def test_name_of_another_level_says_where_it_stands(
    steps: tuple[str | int, ...], name: str, belongs: tuple[tuple[str, ...], ...]
) -> None:
    assert meant(project_rulebook().schemas, "series", steps, name) == FieldGuess((), None, belongs)


def test_field_at_a_wrong_level_is_told_with_its_place() -> None:
    (item,) = findings("series", HEAD + "percent: 30\n")
    assert (item.code, item.message, item.expected, item.edits) == (
        "unknown-field", "“percent”不写在最外层", "percent 写在“价格 › 分担方”里", (),
    )  # fmt: skip


def test_field_that_is_only_indented_wrongly_is_told_as_such_and_nothing_else_is() -> None:
    text = HEAD + "class_size:\n  min: 12\n  best: 20\n  max: 30\n  group_size: 4\nprice:\n  kind: 免费\n"
    (item,) = findings("series", text)
    assert (item.code, item.mark.line, item.expected) == (
        "bad-indentation",
        8,
        "行首 0 个空格（与第 4 行的 class_size 对齐）",
    )


def test_required_field_in_a_wrong_group_is_not_told_as_missing_too() -> None:
    (item,) = findings("series", HEAD + "offer:\n  kind: 免费\n  districts: [全市]\nprice:\n  fee_per_session: 0\n")
    assert (item.code, item.mark.line) == ("unknown-field", 5)
