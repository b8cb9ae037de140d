"""What the sender of a workbook does not see is not taken without a word: hidden rows, columns and sheets are left and told."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from office_files import Workbook, left, part_of, read, understood, with_part

from course_catalogue.authoring.office import RefusedFile
from course_catalogue.authoring.office.workbook_file import MOST_COLUMNS, _layout

WHY = "在隐藏（或被筛选掉）的行或列里，没有读入：要的话请取消隐藏"


def form() -> Workbook:
    return Workbook().put("课程", {"课程名称": "纸桥", "主题": "桥"})


def test_a_field_in_a_hidden_row_is_left_and_told() -> None:
    made = form()
    row = made.row("课程", "主题")
    made.book["课程"].row_dimensions[row].hidden = True
    result = read(made.content)
    assert ("theme" in result.data, left(result)) == (False, [(f"工作表“课程”B{row}", "桥", WHY)])


def test_a_row_without_height_is_hidden_too() -> None:
    made = form()
    row, part = made.row("课程", "主题"), "xl/worksheets/sheet2.xml"
    xml = re.sub(rf'(<row r="{row}"[^>]*?) ht="[^"]*"'.encode(), rb'\1 ht="0"', part_of(made.content, part))
    assert [why for _, _, why in left(read(with_part(made.content, part, xml)))] == [WHY]


def test_a_hidden_row_of_a_table_is_told_once() -> None:
    made = form().rows("课时 1", "教学过程", [["导入", 5, "讲", "听"], ["做桥", 35, "巡视", "做"]])
    row = made.row("课时 1", "教学过程") + 3
    made.book["课时 1"].row_dimensions[row].hidden = True
    result = read(made.content)
    assert [step["name"] for step in result.data["sessions"][0]["steps"]] == ["做桥"]
    assert left(result) == [(f"工作表“课时 1”B{row}", "导入；5；讲；听", WHY)]


def test_a_hidden_column_is_told_for_each_row_that_has_something_there() -> None:
    made = form().rows("课时 1", "教学过程", [["导入", 5, "讲", "听"], ["做桥", 35, "巡视", "做"]])
    made.book["课时 1"].column_dimensions["E"].hidden = True
    result = read(made.content)
    assert [step.keys() for step in result.data["sessions"][0]["steps"]] == [
        {"name", "minutes", "teacher_activity"}
    ] * 2
    assert [found for _, found, _ in left(result)] == ["听", "做"]


def test_the_names_may_be_hidden_and_rows_that_nobody_filled_in() -> None:
    made = form()
    sheet = made.book["课程"]
    sheet.column_dimensions["A"].hidden = True
    for label in ("先修要求", "图片"):
        sheet.row_dimensions[made.row("课程", label)].hidden = True
    result = read(made.content)
    assert (result.data["theme"], result.understood, result.left) == ("桥", (), ())


@pytest.mark.parametrize("ends", ["-30000000..1", "1..99999999", "-30000000..99999999", "0..0", "9..1"])
def test_columns_that_no_sheet_has_are_not_counted(ends: str) -> None:
    first, last = ends.split("..")
    found = _layout(f'<worksheet><cols><col min="{first}" max="{last}" hidden="1"/></cols></worksheet>'.encode())
    assert found.hidden_columns <= set(range(1, MOST_COLUMNS + 1))


def test_merged_cells_are_counted_as_often_as_they_are_claimed() -> None:
    claimed = '<mergeCell ref="A1:A2000"/>' * 3 + '<mergeCell ref="B1:B9"/>'
    found = _layout(f"<worksheet><mergeCells>{claimed}</mergeCells></worksheet>".encode())
    assert {column for _, column in found.merged} == {1}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_and_told_where_it_holds_something(state: Literal["hidden", "veryHidden"]) -> None:
    made = form().put("课时 1", {"课时名称": "一"}).put("课时 2", {"课时名称": "二"})
    for title in ("课时 2", "课时 3"):
        made.book[title].sheet_state = state
    result = read(made.content)
    assert [session["title"] for session in result.data["sessions"]] == ["一"]
    assert left(result) == [("工作表“课时 2”", "课时 2", "工作表是隐藏的，没有读入：要的话请取消隐藏")]


def test_a_hidden_sheet_of_another_program_is_told_as_hidden() -> None:
    made = form()
    sheet = made.book.create_sheet("WpsReserved")
    sheet["A1"], sheet.sheet_state = "ID_1", "hidden"
    ((place, found, why),) = left(read(made.content))
    assert (place, found, why[:9]) == ("工作表“WpsReserved”", "ID_1", "工作表是隐藏的，没")


def test_a_form_all_of_which_is_hidden_is_refused_with_the_reason() -> None:
    made = form()
    made.book["课程"].sheet_state = "hidden"
    with pytest.raises(RefusedFile, match="工作表“课程”“课程”工作表是隐藏的，没有读入"):
        read(made.content)


def renamed(title: str, new: str, values: dict[str, Any]) -> Workbook:
    made = (
        Workbook().put("课程", {"课程名称": "纸桥"}).put("课时 2", {"课时名称": "二"}).put("课时 1", {"课时名称": "一"})
    )
    made.put(title, values)
    made.book[title].title = new
    return made


@pytest.mark.parametrize(
    ("title", "new", "values", "told"),
    [
        ("课程", "小小纸桥", {}, "课程"),
        ("课时 2", "桥和路", {}, "课时 2"),
    ],
)
def test_a_sheet_of_another_name_is_known_by_what_stands_in_it(
    title: str, new: str, values: dict[str, Any], told: str
) -> None:
    result = read(renamed(title, new, values).content)
    assert (result.data["title"], [one["title"] for one in result.data["sessions"]]) == ("纸桥", ["一", "二"])
    assert understood(result) == [(f"工作表“{new}”", new, f"按“{told}”读：名称改了，里面的栏目是它的")]
    assert result.left == ()


@pytest.mark.parametrize("title", ["课程", "课时 2"])
def test_also_when_its_first_cell_is_another(title: str) -> None:
    made = renamed(title, "桥", {})
    made.book["桥"]["A1"] = "我们的桥"
    result = read(made.content)
    assert (result.data["title"], [one["title"] for one in result.data["sessions"]]) == ("纸桥", ["一", "二"])
    assert [found for _, found, _ in understood(result)] == ["桥"]


def test_a_long_table_of_another_name_is_known_by_its_columns() -> None:
    made = form().rows("消耗材料", "消耗材料", [["吸管", "支", 0.1, "学校"]])
    made.book["消耗材料"]["A1"] = made.book["消耗材料"]["A2"] = "清单"
    made.book["消耗材料"].title = "采购"
    result = read(made.content)
    assert result.data["consumables"] == [{"name": "吸管", "unit": "支", "unit_price": 0.1, "supplied_by": "学校"}]


def test_a_sheet_that_nobody_knows_is_told_with_what_is_lacking() -> None:
    made = form().put("课时 1", {"课时名称": "一"})
    sheet = made.book["课程"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.column == 1:
                cell.value = "" if cell.row == 1 else "其他"
    sheet.title = "杂项"
    ((place, _, why),) = left(read(made.content))
    assert place == "工作表“杂项”"
    assert why.endswith("文件里没有“课程”，改了名的话请改回来")
