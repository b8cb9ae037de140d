"""Forms that another program has saved are read as if nobody had: LibreOffice stands in for WPS."""

from __future__ import annotations

from pathlib import Path

import pytest
from libreoffice import in_another_form
from office_files import read
from test_office_round_trip import FIRST_OF_KIND, samples, without_last_line_ends
from written import PROJECT, project_rulebook

from course_catalogue.office_forms.making import exported

OFFICE = PROJECT / "tests" / "office"
LIGHT = "courses/yaojiang-optics-society/twelve-questions-of-light/course.yml"
WORD = (LIGHT, *FIRST_OF_KIND)
"""A series of twelve sessions, and a file of every other kind."""


def test_word_forms_saved_by_another_program_are_the_same_courses(tmp_path: Path) -> None:
    book = project_rulebook()
    files = [tmp_path / f"{number}.docx" for number in range(len(WORD))]
    for name, file in zip(WORD, files, strict=True):
        kind, data = samples()[name]
        file.write_bytes(exported(kind, data, ".docx", book.schemas, book.vocabulary))
    folder = in_another_form(tmp_path, files, "docx")
    for name, file in zip(WORD, files, strict=True):
        kind, data = samples()[name]
        result = read((folder / file.name).read_bytes(), "教案.docx")
        assert (result.kind, result.data) == (kind, without_last_line_ends(data)), name
        assert (result.understood, result.left) == ((), ()), name


CALC = {
    "provider": "courses/yaojiang-optics-society/provider.yml",
    "base": "bases/yuyao-water-farm/base.yml",
    "premium": "bases/cuiyu-celadon-museum/premium/clay-to-celadon/course.yml",
    "extension": "bases/cuiyu-celadon-museum/extension/bowl-interview/course.yml",
}


@pytest.mark.parametrize("kind", CALC)
def test_workbooks_saved_by_another_program_are_the_same_files(kind: str) -> None:
    """The files were made by `templates` and saved by LibreOffice Calc 7.4; they keep the names of what they hold."""
    result = read((OFFICE / f"{kind}-saved-by-calc.xlsx").read_bytes())
    assert result.kind == kind
    name = str(result.data["name" if "name" in result.data else "title"])
    assert name in (PROJECT / CALC[kind]).read_text("utf-8")
    assert (result.understood, result.left) == ((), ())


CLOUDS = {
    "format": 1,
    "status": "draft",
    "title": "看云",
    "summary": "学生看一个月的云。\n每天记一次。",
    "grades": [3, 4],
    "settings": ["课后服务", "社团"],
    "price": {"kind": "成本分担", "fee_per_session": 2.5, "material_fee": 0},
    "class_size": {"min": 10, "best": 24, "max": 30},
    "offer": {"from_date": "2026-09-01", "lead_weeks": 3},
    "sessions": [
        {"title": "云的样子", "objectives": [{"text": "说出三种云"}], "key_point": "云的样子"},
        {
            "title": "云和雨",
            "materials": [{"name": "A4 纸", "quantity": 2, "per": "每组", "unit": "张"}],
            "steps": [{"name": "看云", "minutes": 40, "teacher_activity": "出示图片。\n提问。", "hands_on": False}],
        },
    ],
}
"""Lists, choices, decimals, a date, texts of several lines, tables: what a spreadsheet likes to change."""


def test_a_workbook_saved_by_another_program_is_the_same_course() -> None:
    """The file was made by `templates` and saved by LibreOffice Calc 7.4."""
    result = read((OFFICE / "series-saved-by-calc.xlsx").read_bytes())
    assert (result.kind, result.data) == ("series", CLOUDS)
    assert (result.understood, result.left) == ((), ())


def test_a_workbook_of_before_there_were_marks_is_the_same_course() -> None:
    """Its old notes are told; a secretary may have written there."""
    result = read((OFFICE / "series-of-before-marks.xlsx").read_bytes())
    assert (result.kind, result.data, result.understood) == ("series", CLOUDS, ())
    assert {one.why.split("，")[0] for one in result.left} == {"写在模板放说明的地方"}


def test_a_district_by_name_and_code_in_a_workbook_of_before_is_read() -> None:
    result = read((OFFICE / "provider-of-before-marks.xlsx").read_bytes())
    assert result.data["district"] == {"code": "330205", "name": "江北区"}
    assert [one.taken for one in result.understood] == ["栏目“所在区县（市）”"]
