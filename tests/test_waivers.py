"""Waivers: a warning is kept with a reason, in its file, at its place; nothing else is."""

from __future__ import annotations

from pathlib import Path

from written import Change, load_changed

from course_catalogue.codes import CODES, WAIVABLE
from course_catalogue.loading import Loaded
from course_catalogue.reporting import human
from course_catalogue.reporting.report import Report
from course_catalogue.rules import RULES

SERIES = "courses/example-society/water-journey/course.yml"
REASON = "本校科学教室有三十六个工位"


def with_waiver(folder: Path, waiver: str, *changes: Change) -> Loaded:
    large = {"file": SERIES, "replace": "  max: 30", "with": f"  max: 36\nwaivers:\n  - {waiver}"}
    return load_changed(folder, [*changes, large])


def no_lines(_path: str, _number: int) -> None:
    """A reader of source lines that has none."""


def told(loaded: Loaded) -> list[tuple[str, str]]:
    return [(item.code, item.waiver) for item in loaded.diagnostics if item.mark.path == SERIES]


def test_waived_warning_carries_its_reason_and_is_not_counted(tmp_path: Path) -> None:
    loaded = with_waiver(tmp_path, f"{{code: class-large, reason: {REASON}}}")
    assert told(loaded) == [("class-large", REASON)]
    assert [item.code for item in loaded.waived] == ["class-large"]
    assert "class-large" not in [item.code for item in loaded.warnings]
    assert loaded.is_sound


def test_reviewers_read_the_reason_at_the_end_of_the_report(tmp_path: Path) -> None:
    loaded = with_waiver(tmp_path, f"{{code: class-large, reason: {REASON}}}")
    text = human.render(Report(loaded.diagnostics, loaded.files, no_lines, str))
    assert text[text.index("已说明的提醒") :] == (
        "已说明的提醒 1 条，请评审看一看理由\n\n"
        f"已说明 class-large  {SERIES}:13:8  班额 › 最多\n"
        "  班额偏大\n"
        "  写的是：36 人\n"
        "  应该是：一般不超过 30 人\n"
        "  怎样改：考虑分班，或增加助教\n"
        f"  作者的理由：{REASON}\n"
        f"  为什么：{CODES['class-large'].why}\n"
        "  说明：class-large\n\n"
        "检查了 29 个文件：没有错误，1 条提醒，1 条提醒作者已说明理由\n"
    )


def test_waiver_of_a_place_keeps_what_stands_at_it_and_below(tmp_path: Path) -> None:
    for number, place in enumerate(("班额", "班额 › 最多", "班额>最多")):
        loaded = with_waiver(tmp_path / str(number), f"{{code: class-large, reason: {REASON}, at: {place}}}")
        assert told(loaded) == [("class-large", REASON)]


def test_waiver_of_another_place_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    loaded = with_waiver(tmp_path, f"{{code: class-large, reason: {REASON}, at: 课时 3}}")
    assert told(loaded) == [("class-large", ""), ("unused-waiver", "")]


def test_waiver_never_keeps_an_error(tmp_path: Path) -> None:
    mobile = {"file": SERIES, "replace": "学校把班级和人数发到学会邮箱", "with": "学校打 13800138000"}
    loaded = with_waiver(tmp_path, f"{{code: mobile-number, reason: {REASON}}}", mobile)
    assert told(loaded) == [("class-large", ""), ("refused-waiver", ""), ("mobile-number", "")]
    assert not loaded.is_sound


def test_waiver_holds_in_its_own_file_only(tmp_path: Path) -> None:
    changes = [
        {"copy": SERIES, "to": "courses/example-society/drop-story/course.yml"},
        {
            "file": "courses/example-society/drop-story/course.yml",
            "replace": "title: 小水滴的旅行（示例）",
            "with": "title: 小水滴的故事（示例）",
        },
    ]
    loaded = with_waiver(tmp_path, f"{{code: near-duplicate, reason: {REASON}}}", *changes)
    assert [(item.code, item.waiver) for item in loaded.diagnostics if "drop-story" in item.mark.path] == [
        ("near-duplicate", "")
    ]


def test_unused_waivers_are_not_told_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    broken = {"file": "bases/example-farm/base.yml", "replace": "format: 1", "with": "format: [1"}
    loaded = with_waiver(tmp_path, f"{{code: near-duplicate, reason: {REASON}}}", broken)
    assert "unused-waiver" not in [item.code for item in loaded.diagnostics]


def test_only_warnings_can_be_waived_and_none_about_persons() -> None:
    errors = {rule.code for rule in RULES if rule.severity.value == "error"}
    assert set(CODES) >= WAIVABLE
    assert WAIVABLE & errors == set()
    assert [code for code in WAIVABLE if CODES[code].family in ("privacy", "review", "waiver", "due")] == []
