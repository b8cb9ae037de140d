"""The empty forms: drop-downs, notes, protected heads, samples in Excel; headings, tables and samples in Word."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
from office_files import Workbook, template
from written import project_rulebook

from course_catalogue.office_forms.making import exported
from course_catalogue.sources import KINDS

FORM = Workbook(is_short=False)
BOOK = FORM.book


def test_a_workbook_has_a_guide_a_sheet_for_each_table_and_each_session_that_there_may_be() -> None:
    assert BOOK.sheetnames == [
        "填写说明",
        "课程",
        "消耗材料",
        "循环器材",
        *(f"课时 {number}" for number in range(1, 17)),
    ]


def test_heads_are_protected_and_cells_to_fill_in_are_not() -> None:
    sheet = BOOK["课程"]
    row = FORM.row("课程", "主题")
    assert sheet.protection.sheet
    assert (sheet.cell(row, 1).protection.locked, sheet.cell(row, 2).protection.locked) == (True, False)


def test_a_drop_down_has_the_options_of_the_schema() -> None:
    rules = {str(rule.sqref): rule.formula1 for rule in BOOK["课程"].data_validations.dataValidation}
    row = FORM.row("课程", "授课形式")
    assert rules[f"B{row}"] == '"送课到校,双师课堂,混合"'
    first = FORM.row("课时 1", "危险源") + 3
    rules = {str(rule.sqref): rule.formula1 for rule in BOOK["课时 1"].data_validations.dataValidation}
    assert rules[f"C{first}:C{first + 7}"] == '"低,中,高"'


def test_a_note_on_a_name_says_what_to_write_and_gives_an_example() -> None:
    row = FORM.row("课程", "班额 › 最合适")
    note = BOOK["课程"].cell(row, 1).comment
    assert note is not None
    assert note.text == "材料和采购清单按这个数算。（送评前填）\n例：24"


def test_texts_and_dates_are_marked_as_text_so_that_excel_changes_none() -> None:
    sheet = BOOK["课程"]
    assert sheet.cell(FORM.row("课程", "开课安排 › 最早开课日期"), 2).number_format == "@"


def test_samples_stand_in_the_first_session_only_and_say_so() -> None:
    row = FORM.row("课时 1", "教学过程")
    assert [cell.value for cell in BOOK["课时 1"][row + 2]][:3] == ["示例", "做风向标", 12]
    assert BOOK["课时 2"].cell(FORM.row("课时 2", "教学过程") + 2, 1).value == 1


def test_a_workbook_is_whole_for_every_kind() -> None:
    for kind in KINDS:
        book = openpyxl.load_workbook(BytesIO(template(f"{kind}.xlsx")))
        assert str(book.worksheets[0]["A1"].value).endswith("填写表")


def test_what_looks_like_a_formula_is_a_text() -> None:
    content = exported("series", {"title": "=1+1", "theme": "<r>x</r>"}, ".xlsx", project_rulebook().schemas)
    sheet = openpyxl.load_workbook(BytesIO(content))["课程"]
    found = {str(row[0].value).strip("★ "): row[1] for row in sheet.iter_rows(max_col=2)}
    assert (found["课程名称"].value, found["课程名称"].data_type) == ("=1+1", "s")
    assert str(found["主题"].value).strip() == "<r>x</r>"


def test_a_word_form_has_a_heading_for_each_section_and_field_in_the_words_of_the_schema() -> None:
    document = docx.Document(BytesIO(template("series.docx")))
    styles = [(str(one.style and one.style.name).lower(), one.text) for one in document.paragraphs]
    assert [text for style, text in styles if style == "heading 1"] == [
        "课程", "消耗材料", "循环器材", *(f"课时 {number}" for number in range(1, 13))
    ]  # fmt: skip
    second = [text for style, text in styles if style == "heading 2"]
    assert [text for text in second if "教学过程" in text] == ["☆ 教学过程"] * 12
    assert "★ 简介" in second


def test_steps_and_materials_are_tables_in_word() -> None:
    tables = docx.Document(BytesIO(template("series.docx"))).tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert ["序号", "环节名称", "分钟", "☆ 教师活动", "☆ 学生活动", "设计意图", "动手"] in heads
    assert ["序号", "名称", "数量", "按", "单位", "谁准备", "用掉", "说明"] in heads
    steps = next(table for table in tables if table.rows[0].cells[1].text == "环节名称")
    assert [cell.text for cell in steps.rows[1].cells][:3] == ["示例", "做风向标", "12"]
