"""Annotations: within GitHub's limits, in its escapes, and never forged."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from reports import AMBIGUOUS, EVIL, IDLE, LARGE, SAME_TITLE, report_with

from course_catalogue.diagnostics import Diagnostic, Mark, Severity
from course_catalogue.reporting.github import render


def commands(*items: Diagnostic) -> list[tuple[str, dict[str, str], str]]:
    """Each command as GitHub's runner reads it: name, properties, message."""
    parsed = []
    for line in render(report_with(*items)).splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        if match:
            pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
            parsed.append((match[1], {key: _unescaped(value) for key, value in pairs.items()}, _unescaped(match[3])))
    return parsed


def _unescaped(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_column_is_counted_in_characters_and_the_end_is_the_last_one() -> None:
    assert commands(AMBIGUOUS)[0][1] == {
        "file": "bases/c/base.yml", "line": "3", "endLine": "3", "col": "8", "endColumn": "11", "title": "ambiguous-scalar",
    }  # fmt: skip


def test_range_over_lines_has_no_columns() -> None:
    assert commands(IDLE)[0][1] == {
        "file": "courses/a/b/course.yml", "line": "4", "endLine": "8", "title": "hands-on-little 课时",
    }  # fmt: skip


def test_empty_range_ends_where_it_starts() -> None:
    properties = commands(replace(AMBIGUOUS, mark=Mark("a.yml", 3, 8, 3, 8)))[0][1]
    assert (properties["col"], properties["endColumn"]) == ("8", "8")


@pytest.mark.parametrize("count", [9, 10, 25])
@pytest.mark.parametrize("severity", list(Severity))
def test_nine_of_a_kind_are_annotated_and_the_tenth_tells_of_the_rest(count: int, severity: Severity) -> None:
    found = commands(*(replace(AMBIGUOUS, severity=severity, message=f"第 {number} 处") for number in range(count)))
    assert {name for name, _, _ in found} == {severity.value}
    assert [message.split("\n")[0] for _, _, message in found[:9]] == [f"第 {number} 处" for number in range(9)]
    told = [properties["title"] for _, properties, _ in found[9:]]
    word = "错误" if severity is Severity.ERROR else "提醒"
    assert told == ([] if count == 9 else [f"还有 {count - 9} 处{word}没有标出来"])


def test_annotation_tells_what_the_edit_makes_and_where_the_other_place_is() -> None:
    assert commands(AMBIGUOUS)[0][2].split("\n")[4] == '改成：opens: "9:00"'
    assert commands(SAME_TITLE)[0][2].split("\n")[2] == "另一处：bases/c/base.yml:2 另一门在这里"


@pytest.mark.parametrize(
    "evil", [EVIL, "%0A::error::x", "a,file=b", "a::b", "\r\n::error::x", "\u2028::error::x", "%25"]
)
def test_no_text_gets_out_of_its_annotation(evil: str) -> None:
    item = Diagnostic("a-code", Severity.ERROR, Mark(f"courses/{evil}", 2, 1, 2, 3), evil, evil, evil, evil, evil)
    found = commands(item)
    assert len(found) == 1
    name, properties, message = found[0]
    assert (name, set(properties)) == ("error", {"file", "line", "endLine", "col", "endColumn", "title"})
    assert len(message.split("\n")) == 5
    assert [line for line in render(report_with(item)).splitlines()[1:] if line.lstrip().startswith("::")] == []


def test_a_warning_that_its_author_explains_is_a_notice_with_the_reason() -> None:
    found = commands(IDLE, LARGE)
    assert [name for name, _, _ in found] == ["warning", "notice"]
    assert found[1][2].splitlines()[:3] == ["班额偏大", "写的是：36 人", "作者的理由：两位教师一起上"]
