"""A form that was downloaded before the words of the schema changed is read as one of today."""

from __future__ import annotations

import copy
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from libreoffice import in_another_form
from office_files import WordForm, Workbook, left, read, understood, with_part
from written import project_rulebook

from course_catalogue.office_forms.layout import form_of
from course_catalogue.office_forms.word_form import word_form
from course_catalogue.office_forms.workbook import workbook
from course_catalogue.schemas import Schemas

ENDINGS = (".xlsx", ".docx")


def _reworded(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _reworded(part, key if isinstance(part, str | list) else "") for key, part in value.items()}
    if isinstance(value, list) and name == "examples":
        return [
            f"旧的{part}" if isinstance(part, str) and re.search("[\u4e00-\u9fff]", part) else part for part in value
        ]
    if isinstance(value, list):
        return [_reworded(part) for part in value]
    return f"上学期的话：{value}" if name == "description" and isinstance(value, str) else value


@cache
def schemas_of_last_term() -> Schemas:
    """The same fields, with help and examples in other words."""
    return Schemas(_reworded(copy.deepcopy(project_rulebook().schemas.by_name)))


def old_form(ending: str, kind: str = "series", data: dict[str, Any] | None = None) -> bytes:
    schemas = schemas_of_last_term()
    return (workbook if ending == ".xlsx" else word_form)(form_of(kind, schemas), schemas, 2, data)


def filled(ending: str) -> bytes:
    """As a secretary fills it in: a field in a row, one with a heading, a row of a table."""
    if ending == ".xlsx":
        return (
            Workbook(content=old_form(ending))
            .put("课程", {"课程名称": "纸桥", "简介": "学生用纸造桥。"})
            .rows("课时 1", "教学过程", [["做桥", 40, "巡视", "做桥"]])
            .content
        )
    made = WordForm(content=old_form(ending)).put({"课程名称": "纸桥"})
    made.place("简介").add_run("学生用纸造桥。")
    return made.rows("教学过程", [["做桥", "40", "巡视", "做桥"]]).content


PAPER_BRIDGE = {
    "format": 1,
    "status": "draft",
    "title": "纸桥",
    "summary": "学生用纸造桥。",
    "sessions": [{"steps": [{"name": "做桥", "minutes": 40, "teacher_activity": "巡视", "pupil_activity": "做桥"}]}],
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_words_of_an_older_form_are_not_read_as_content(ending: str) -> None:
    result = read(filled(ending), f"教案{ending}")
    assert result.data == PAPER_BRIDGE
    assert (result.understood, result.left) == ((), ())


def test_they_are_known_after_another_program_has_saved_the_form(tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(filled(".docx"))
    saved = (in_another_form(tmp_path, [tmp_path / "form.docx"], "docx") / "form.docx").read_bytes()
    result = read(saved, "教案.docx")
    assert result.data == PAPER_BRIDGE
    assert (result.understood, result.left) == ((), ())


@pytest.mark.parametrize("ending", ENDINGS)
def test_without_marks_what_stands_where_notes_do_is_left_and_told(ending: str) -> None:
    """A form of before there were marks, or one whose properties somebody has removed."""
    bare = with_part(filled(ending), "docProps/custom.xml", b"<Properties/>")
    result = read(bare, f"教案{ending}")
    assert result.data == PAPER_BRIDGE
    assert any(found.startswith("上学期的话") and "放说明的地方" in why for _, found, why in left(result))
    assert understood(result) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_somebody_writes_where_a_note_was_is_content(ending: str) -> None:
    if ending == ".xlsx":
        form = Workbook(content=old_form(ending)).put("课程", {"课程名称": "纸桥"})
        form.book["课程"].cell(form.row("课程", "主题"), 5).value = "怎样造桥"
        content = form.content
    else:
        made = WordForm(content=old_form(ending)).put({"课程名称": "纸桥"})
        row = next(row for table in made.document.tables for row in table.rows if row.cells[0].text.endswith("主题"))
        row.cells[2].text = "怎样造桥"
        content = made.content
    assert read(content, f"教案{ending}").data["theme"] == "怎样造桥"


def test_a_field_that_is_asked_no_more_is_no_matter_while_it_is_empty() -> None:
    schemas = schemas_of_last_term()
    by_name = copy.deepcopy(schemas.by_name)
    by_name["series"]["properties"] = {
        "motto": {"title": "口号", "description": "一句话。", "type": "string", "maxLength": 20},
        **by_name["series"]["properties"],
    }
    old = Schemas(by_name)
    content = Workbook(content=workbook(form_of("series", old), old, 1)).put("课程", {"课程名称": "纸桥"}).content
    result = read(content)
    assert (result.data["title"], result.understood, result.left) == ("纸桥", (), ())
    filled_in = Workbook(content=content).put("课程", {"口号": "动手"}).content
    assert [(found, why[:14]) for _, found, why in left(read(filled_in))] == [
        ("口号：动手", "“课程”里没有这个栏目，没有")
    ]
