"""Forms that another program has saved are read as if nobody had: LibreOffice stands in for WPS."""

from __future__ import annotations

from pathlib import Path

from libreoffice import in_another_form
from office_files import read
from test_office_round_trip import samples, without_last_line_ends
from written import PROJECT, project_rulebook

from course_catalogue.office_forms.making import exported


def saved_by_libreoffice(folder: Path, content: bytes) -> bytes:
    """A .docx, opened and saved again."""
    (folder / "form.docx").write_bytes(content)
    return (in_another_form(folder, [folder / "form.docx"], "docx") / "form.docx").read_bytes()


def test_a_word_form_saved_by_another_program_is_the_same_course(tmp_path: Path) -> None:
    kind, data = samples()["courses/yaojiang-optics-society/twelve-questions-of-light/course.yml"]
    content = exported(kind, data, ".docx", project_rulebook().schemas)
    result = read(saved_by_libreoffice(tmp_path, content), "教案.docx")
    assert (result.kind, result.data) == (kind, without_last_line_ends(data))
    assert (result.understood, result.left) == ((), ())


def test_a_workbook_saved_by_another_program_is_the_same_provider() -> None:
    """The file was made by `templates` and saved by LibreOffice Calc 7.4."""
    result = read((PROJECT / "tests" / "office" / "provider-saved-by-calc.xlsx").read_bytes())
    assert result.kind == "provider"
    assert result.data["name"] == "姚江光学学会（示例）"
    assert result.data["district"] == {"code": "330205", "name": "江北区"}
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
    result = read((PROJECT / "tests" / "office" / "series-saved-by-calc.xlsx").read_bytes())
    assert (result.kind, result.data) == ("series", CLOUDS)
    assert (result.understood, result.left) == ((), ())
