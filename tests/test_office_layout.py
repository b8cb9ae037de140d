"""A form asks what the schema asks: every field of every kind, in its order, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from written import project_rulebook

from course_catalogue.office_forms.layout import Field, Form, Shape, Table, form_of
from course_catalogue.office_forms.samples import sample_row, side_note
from course_catalogue.sources import KINDS

SCHEMAS = project_rulebook().schemas


def form(kind: str = "series") -> Form:
    return form_of(kind, SCHEMAS)


def part(kind: str, section: str, label: str) -> Field | Table:
    parts = next(one for one in form(kind).sections if one.title == section).parts
    return next(one for one in parts if one.label == label)


def test_a_series_has_a_section_for_itself_each_long_table_and_each_session() -> None:
    assert [(one.title, one.steps, one.repeats) for one in form().sections] == [
        ("课程", (), False),
        ("消耗材料", (), False),
        ("循环器材", (), False),
        ("课时", ("sessions",), True),
    ]
    assert [one.title for one in form("premium").sections] == ["课程", "日程", "任务"]


def _ways(schema: dict[str, Any], way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The fields of a schema down to what a form shows as one field or table."""
    for name, written in schema["properties"].items():
        resolved = SCHEMAS.resolve(written)
        if resolved["type"] == "object":
            yield from _ways(resolved, (*way, name))
        else:
            yield (*way, name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_schema_is_asked_once(kind: str) -> None:
    asked = []
    for section in form(kind).sections:
        if section.repeats:
            item = SCHEMAS.resolve(SCHEMAS.by_name[kind]["properties"][section.steps[0]]["items"])
            assert [one.steps for one in section.parts] == list(_ways(item, ()))
            asked.append(section.steps)
        else:
            asked += [one.steps for one in section.parts]
    assert sorted(asked) == sorted(way for way in _ways(SCHEMAS.by_name[kind], ()) if way != ("format",))


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_what_only_the_file_knows(kind: str) -> None:
    unasked = {part.steps for section in form(kind).sections for part in section.parts if not part.is_asked}
    assert unasked - {("district", "code")} == {("status",), ("former_ids",), ("waivers",)}
    assert (("district", "code") in unasked) == (kind in ("base", "provider"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_form_speaks_of_course_files(kind: str) -> None:
    parts = [part for section in form(kind).sections for part in section.parts if part.is_asked]
    texts = [part.hint for part in parts] + [
        column.hint for part in parts if isinstance(part, Table) for column in part.columns
    ]
    assert [text for text in texts if re.search(r"yml|yaml|schema/|引号|[a-z]+_[a-z]+|reviews/", text)] == []


def test_a_district_is_chosen_by_its_name() -> None:
    vocabulary = project_rulebook().vocabulary
    parts = form_of("base", SCHEMAS, vocabulary).sections[0].parts
    found = next(part for part in parts if part.label == "所在区县（市）")
    assert isinstance(found, Field)
    assert (found.steps, found.options) == (("district", "name"), tuple(vocabulary.districts.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_parts_of_a_section_have_the_same_name(kind: str) -> None:
    for section in form(kind).sections:
        labels = [one.label for one in section.parts]
        assert len(set(labels)) == len(labels)


def test_a_field_says_what_to_write_how_long_and_when() -> None:
    found = part("series", "课程", "主题")
    assert (found.due, found.hint) == ("★", "整个系列只有一个主题，一句话说清。至多 40 个字。（送评前填）")
    assert part("series", "课程", "授课形式").due == "☆"
    assert part("series", "课程", "先修要求").due == ""


def test_what_a_group_requires_is_due_with_the_group() -> None:
    assert [part("series", "课程", f"班额 › {word}").due for word in ("最少", "最合适", "最多")] == ["★", "★", "★"]
    assert part("series", "课时", "课时名称").due == "★"


def test_words_on_yaml_are_words_on_forms() -> None:
    assert part("series", "消耗材料", "消耗材料").hint == ("全课程用到的消耗材料和单价；没有就写“无”。（通过评审前填）")


def test_values_stand_as_they_are_filled_in_best() -> None:
    shapes = {
        ("课程", "年级"): Shape.SHORT_LIST,
        ("课程", "安全 › 安全要求"): Shape.TEXTS,
        ("课程", "简介"): Shape.ONE,
        ("课时", "教师用图"): Shape.OUTLINES,
    }
    found = {place: part("series", *place) for place in shapes}
    assert {place: one.shape for place, one in found.items() if isinstance(one, Field)} == shapes
    blocks = part("series", "课时", "学习单 › 内容")
    assert isinstance(blocks, Table)
    assert {one.label: one.shape for one in blocks.columns if one.shape is not Shape.ONE} == {
        "列名": Shape.TEXTS,
        "行": Shape.GRID,
        "选项": Shape.TEXTS,
        "简单图": Shape.OUTLINE,
    }


def test_samples_and_side_notes_come_from_the_examples_of_the_schema() -> None:
    steps = part("series", "课时", "教学过程")
    assert isinstance(steps, Table)
    assert sample_row(steps, SCHEMAS)[:2] == ["做风向标", 12]
    grades = part("series", "课程", "年级")
    assert isinstance(grades, Field)
    assert side_note(grades, SCHEMAS).endswith("几个之间用顿号隔开。（送评前填）例：3、4、5、6")
