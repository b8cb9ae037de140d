"""What secretaries really write into the workbook is understood and told, or left and told; nothing is guessed in silence."""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from office_files import Workbook, left, part_of, read, saved, understood, with_part
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from course_catalogue.authoring.office import RefusedFile
from course_catalogue.authoring.office.conversion import CLOCK

TITLE = {"课程名称": "纸桥"}


def course(**values: Any) -> Any:
    return read(Workbook().put("课程", {**TITLE, **values}).content)


@pytest.mark.parametrize(
    ("label", "steps", "written", "value", "taken"),
    [
        ("年级", ("grades",), "三年级、四年级", [3, 4], "年级：3、4"),
        ("年级", ("grades",), "3－6年级", [3, 4, 5, 6], "年级：3、4、5、6"),
        ("年级", ("grades",), "初一、初二", [7, 8], "年级：7、8"),
        ("课时长度（分钟）", ("session_minutes",), "４０分钟", 40, "课时长度（分钟）：40"),
        ("班额 › 最合适", ("class_size", "best"), "24人", 24, "班额 › 最合适：24"),
        ("价格 › 课时费（元/生·课时）", ("price", "fee_per_session"), "5.5元", 5.5, "价格 › 课时费（元/生·课时）：5.5"),
        ("授课形式", ("delivery",), "送课到校。", "送课到校", "授课形式：送课到校"),
        ("使用场合", ("settings",), "课后服务，社团", ["课后服务", "社团"], "使用场合：课后服务、社团"),
        ("开课安排 › 星期", ("offer", "weekdays"), "周一至周三", ["周一", "周二", "周三"], "开课安排 › 星期：周一、周二、周三"),
        ("开课安排 › 星期", ("offer", "weekdays"), "周一、三、五", ["周一", "周三", "周五"], "开课安排 › 星期：周一、周三、周五"),
        ("开课安排 › 星期", ("offer", "weekdays"), "星期二,四", ["周二", "周四"], "开课安排 › 星期：周二、周四"),
        ("开课安排 › 星期", ("offer", "weekdays"), "周三至五", ["周三", "周四", "周五"], "开课安排 › 星期：周三、周四、周五"),
        ("开课安排 › 星期", ("offer", "weekdays"), "周三五", ["周三", "周五"], "开课安排 › 星期：周三、周五"),
        ("开课安排 › 星期", ("offer", "weekdays"), "周一、星期三四", ["周一", "周三", "周四"], "开课安排 › 星期：周一、周三、周四"),
        ("开课安排 › 星期", ("offer", "weekdays"), "周一和周三", ["周一", "周三"], "开课安排 › 星期：周一、周三"),
        ("开课安排 › 学期", ("offer", "terms"), "春秋", ["春季学期", "秋季学期"], "开课安排 › 学期：春季学期、秋季学期"),
        ("开课安排 › 学期", ("offer", "terms"), "春秋两季", ["春季学期", "秋季学期"], "开课安排 › 学期：春季学期、秋季学期"),
        ("开课安排 › 服务区域", ("offer", "districts"), "鄞州、海曙以及江北", ["鄞州区", "海曙区", "江北区"], "开课安排 › 服务区域：鄞州区、海曙区、江北区"),
        ("年级", ("grades",), "3\u20115年级", [3, 4, 5], "年级：3、4、5"),
        ("开课安排 › 服务区域", ("offer", "districts"), "北仑、象山，高新区", ["北仑区", "象山县", "高新区"], "开课安排 › 服务区域：北仑区、象山县、高新区"),
        ("课程名称", ("title",), "小小\n气象站", "小小气象站", "课程名称：接成一行“小小气象站”"),
        ("课程名称", ("title",), "走近 AI \n Lab 的\n一天", "走近 AI Lab 的一天", "课程名称：接成一行“走近 AI Lab 的一天”"),
        ("开课安排 › 最早开课日期", ("offer", "from_date"), 46270, "2026-09-05", "开课安排 › 最早开课日期：2026-09-05（Excel 的日期数）"),
        ("开课安排 › 最早开课日期", ("offer", "from_date"), datetime(2026, 9, 5), "2026-09-05", "开课安排 › 最早开课日期：2026-09-05"),
        ("开课安排 › 最早开课日期", ("offer", "from_date"), "2026年9月5日", "2026-09-05", "开课安排 › 最早开课日期：2026-09-05"),
        ("开课安排 › 提前几周", ("offer", "lead_weeks"), "两周", 2, "开课安排 › 提前几周：2"),
        ("开课安排 › 提前几周", ("offer", "lead_weeks"), "提前三周", 3, "开课安排 › 提前几周：3"),
        ("开课安排 › 提前几周", ("offer", "lead_weeks"), "至少提前 2 个星期", 2, "开课安排 › 提前几周：2"),
        ("开课安排 › 每学期可接班数", ("offer", "classes_per_term"), "6个班", 6, "开课安排 › 每学期可接班数：6"),
        ("开课安排 › 学期", ("offer", "terms"), "春季", ["春季学期"], "开课安排 › 学期：春季学期"),
        ("开课安排 › 学期", ("offer", "terms"), "春、秋季", ["春季学期", "秋季学期"], "开课安排 › 学期：春季学期、秋季学期"),
        ("班额 › 最多", ("class_size", "max"), "30名学生", 30, "班额 › 最多：30"),
        ("班额 › 最多", ("class_size", "max"), "最多 30 人", 30, "班额 › 最多：30"),
        ("每组人数", ("group_size",), "每组4人", 4, "每组人数：4"),
        ("最多几组", ("max_groups",), "最多６组", 6, "最多几组：6"),
        ("课时长度（分钟）", ("session_minutes",), "40 min", 40, "课时长度（分钟）：40"),
        ("适合乡村学校", ("suits_rural",), "√", True, "适合乡村学校：是"),
    ],
)  # fmt: skip
def test_another_way_of_writing_is_understood_and_told(
    label: str, steps: tuple[str, ...], written: Any, value: Any, taken: str
) -> None:
    result = course(**{label: written})
    found: Any = result.data
    for step in steps:
        found = found[step]
    assert found == value
    assert [told for _, _, told in understood(result)] == [taken]
    assert result.left == ()


@pytest.mark.parametrize(
    ("label", "written", "why"),
    [
        ("课时长度（分钟）", "一节课", "课时长度（分钟）：应为整数，只写数字"),
        ("班额 › 最多", 30.5, "班额 › 最多：应为整数，写的是 30.5"),
        ("开课安排 › 提前几周", "提前三天", "开课安排 › 提前几周：应为整数，只写数字"),
        ("开课安排 › 提前几周", "10天", "开课安排 › 提前几周：这一栏不按“天”算，请换算好，只写数字"),
        ("班额 › 最多", "6组", "班额 › 最多：这一栏不按“组”算，请换算好，只写数字"),
        ("班额 › 最少", "最多30人", "班额 › 最少：应为整数，只写数字"),
        ("每组人数", "每组4张", "每组人数：应为整数，只写数字"),
        ("年级", "全年级", "年级：应为数字，几个之间用顿号隔开，如 3、4、5"),
        ("价格 › 收费方式", "成本分但", "价格 › 收费方式：不在可选的内容里；像是“成本分担”，请自己选定。可以写：免费、成本分担"),
        ("年级", datetime(2026, 3, 6), f"年级：{CLOCK}"),
        ("价格 › 收费方式", "收费", "价格 › 收费方式：不在可选的内容里。可以写：免费、成本分担"),
        ("开课安排 › 学期", "上学期", "开课安排 › 学期：“上学期”不在可选的内容里；像是“春季学期”或“秋季学期”，请自己选定。可以写：春季学期、秋季学期、寒假、暑假"),
        ("适合乡村学校", "也许", "适合乡村学校：应写“是”或“否”"),
        ("开课安排 › 最早开课日期", "开学后", "开课安排 › 最早开课日期：写法不对，从哪一天起可以开课。例：2026-09-14"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_left_out_and_told_with_its_cell(label: str, written: Any, why: str) -> None:
    book = Workbook()
    row = book.row("课程", label)
    result = read(book.put("课程", {**TITLE, label: written}).content)
    assert left(result) == [(f"工作表“课程”B{row}", str(written), why)]
    assert dict(result.data) == {"format": 1, "status": "draft", "title": "纸桥"}


def test_a_number_in_two_cells_is_not_told_to_be_joined() -> None:
    book = Workbook().put("课程", {**TITLE, "每组人数": 4})
    row = book.row("课程", "每组人数")
    book.book["课程"].unmerge_cells(f"B{row}:D{row}")
    book.book["课程"].cell(row, 3).value = "五人也行"
    result = read(book.content)
    assert (result.data["group_size"], understood(result)) == (4, [])
    assert left(result) == [(f"工作表“课程”C{row}", "五人也行", "“每组人数”只能有一个，已经读了前面的")]


def test_the_other_half_of_a_pasted_line_end_is_no_text() -> None:
    result = course(简介="先看_x000D_\n再做_x000d_\n")
    assert result.data["summary"] == "先看\n再做"


def test_each_groups_two_is_a_quantity_with_whom_it_is_for_and_its_unit() -> None:
    rows: list[list[Any]] = [
        ["A4 纸", "每组2个"],
        ["尺子", "一把/组"],
        ["水", "每人 0.5 升"],
        ["胶带", 1, "每班"],
        ["胶水", "若干", "每组"],
    ]
    result = read(Workbook().put("课程", TITLE).put("课时 1", {"课时名称": "一"}).rows("课时 1", "用品", rows).content)
    assert result.data["sessions"][0]["materials"] == [
        {"name": "A4 纸", "quantity": 2, "per": "每组", "unit": "个"},
        {"name": "尺子", "quantity": 1, "per": "每组", "unit": "把"},
        {"name": "水", "quantity": 0.5, "per": "每人", "unit": "升"},
        {"name": "胶带", "quantity": 1, "per": "每班"},
        {"name": "胶水", "per": "每组"},
    ]
    assert [(found, taken) for _, found, taken in understood(result)] == [
        ("每组2个", "数量 2，按 每组，单位 个"),
        ("一把/组", "数量 1，按 每组，单位 把"),
        ("每人 0.5 升", "数量 0.5，按 每人，单位 升"),
    ]
    assert [(found, why) for _, found, why in left(result)] == [("若干", "数量：应为数，只写数字")]


def test_a_quantity_that_contradicts_its_neighbours_is_left_out() -> None:
    book = Workbook().put("课程", TITLE).put("课时 1", {"课时名称": "一"})
    result = read(book.rows("课时 1", "用品", [["A4 纸", "每组2个", "每人"]]).content)
    assert result.data["sessions"][0]["materials"] == [{"name": "A4 纸", "per": "每人"}]
    assert [found for _, found, _ in left(result)] == ["每组2个"]


def test_a_society_that_supplies_something_is_the_provider_and_one_that_pays_is_asked_about() -> None:
    book = Workbook().put("课程", TITLE).rows("消耗材料", "消耗材料", [["纸", "张", 1, "学会"]])
    book.rows("课程", "价格 › 谁出钱", [["学会", 40]])
    result = read(book.content)
    assert result.data["consumables"][0]["supplied_by"] == "课程机构"
    assert [(found, taken) for _, found, taken in understood(result)] == [("学会", "谁准备：课程机构")]
    assert [found for _, found, _ in left(result)] == ["学会"]


def test_minutes_may_have_an_english_unit() -> None:
    book = Workbook().put("课程", TITLE).rows("课时 1", "教学过程", [["导入", "20min"]])
    result = read(book.content)
    assert result.data["sessions"][0]["steps"][0]["minutes"] == 20
    assert [taken for _, _, taken in understood(result)] == ["分钟：20"]


def test_minutes_in_the_name_of_a_step_are_its_minutes() -> None:
    book = Workbook().put("课程", TITLE).put("课时 1", {"课时名称": "一"})
    result = read(book.rows("课时 1", "教学过程", [["导入（5分钟）"], ["做桥", "30 分"]]).content)
    assert result.data["sessions"][0]["steps"] == [{"name": "导入", "minutes": 5}, {"name": "做桥", "minutes": 30}]
    assert [taken for _, _, taken in understood(result)] == ["名称“导入”，5 分钟", "分钟：30"]


@pytest.mark.parametrize("last", [["合计", 35], ["合 计：", "35分钟"], ["合计 35 分钟"], ["总计", None, "35 分钟"]])
def test_a_row_that_adds_up_the_others_is_no_step_and_no_hindrance(last: list[Any]) -> None:
    book = Workbook().put("课程", TITLE).put("课时 1", {"课时名称": "一"})
    result = read(book.rows("课时 1", "教学过程", [["导入", 5], ["合计一下大家的数据", 30], last]).content)
    steps = result.data["sessions"][0]["steps"]
    assert [step["name"] for step in steps] == ["导入", "合计一下大家的数据"]
    assert [(found.why, found.is_aside) for found in result.left] == [("合计的一行没有读入：合计会自动算", True)]


def test_percent_is_read_as_what_is_seen() -> None:
    book = Workbook().put("课程", TITLE).rows("课程", "价格 › 谁出钱", [["学校", 0.6], ["家庭", "40%"]])
    sheet = book.book["课程"]
    row = book.row("课程", "价格 › 谁出钱") + 3
    sheet.cell(row, 3).number_format = "0%"
    result = read(book.content)
    assert result.data["price"] == {"payers": [{"payer": "学校", "percent": 60}, {"payer": "家庭", "percent": 40}]}
    assert [taken for _, _, taken in understood(result)] == ["比例（%）：60（百分数）", "比例（%）：40"]


def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    book = Workbook().put("课程", TITLE)
    book.rows("消耗材料", "消耗材料", [["纸", "张", 1, "学校"], ["胶带", "卷", 2], ["针", "盒", 3]])
    book.book["消耗材料"].merge_cells("E5:E7")
    result = read(book.content)
    assert [item["supplied_by"] for item in result.data["consumables"]] == ["学校"] * 3
    assert understood(result) == [
        (f"工作表“消耗材料”E{row}", "学校", "谁准备：合并的单元格，这一行也算") for row in (6, 7)
    ]


def test_a_cell_merged_over_more_columns_than_there_are_costs_nothing() -> None:
    book = Workbook().put("课程", TITLE)
    book.book["课程"].merged_cells.add("K3:XFD1048576")
    assert read(book.content).data["title"] == "纸桥"


def test_a_blank_row_that_somebody_inserted_does_not_end_a_table() -> None:
    book = Workbook("extension.xlsx").put("课程", TITLE)
    steps = [["导入", 5], ["探究", 20], ["交流", 10], ["小结", 5]]
    book.rows("课程", "活动过程", steps)
    third = book.row("课程", "活动过程") + 2 + 1 + 2
    book.book["课程"].insert_rows(third)
    result = read(book.content)
    assert [[step["name"], step["minutes"]] for step in result.data["steps"]] == steps
    assert result.left == ()


def test_a_row_without_a_number_behind_a_blank_one_belongs_to_the_table_and_a_lone_remark_does_not() -> None:
    book = Workbook().put("课程", TITLE).rows("消耗材料", "消耗材料", [["纸", "张", 1, "学校"]])
    sheet = book.book["消耗材料"]
    last = sheet.max_row
    sheet.cell(last + 2, 2).value, sheet.cell(last + 2, 3).value = "胶带", "卷"
    sheet.cell(last + 4, 2).value = "以上都由我们带来"
    result = read(book.content)
    assert [item["name"] for item in result.data["consumables"]] == ["纸", "胶带"]
    assert [found for _, found, _ in left(result)] == ["以上都由我们带来"]


def test_a_table_without_numbers_ends_where_the_next_name_stands() -> None:
    book = Workbook("extension.xlsx").put("课程", TITLE)
    sheet = book.book["课程"]
    last = sheet.max_row
    table: list[list[Any]] = [["环节名称", "分钟", "教师活动"], ["导入", 5, "提问"], [], ["探究", 20, "巡视"]]
    for number, values in enumerate([*table, [], ["安全要求", "不奔跑"]], start=1):
        for column, value in enumerate(values, start=1):
            sheet.cell(last + number, column).value = value
    result = read(book.content)
    assert [step["name"] for step in result.data["steps"]] == ["导入", "探究"]
    assert "不奔跑" in str(result.data)
    assert result.left == ()


def test_missing_sessions_are_told_and_the_others_move_up() -> None:
    book = Workbook().put("课程", TITLE)
    for number in (1, 3):
        book.put(f"课时 {number}", {"课时名称": f"第 {number} 座"})
    result = read(book.content)
    assert [session["title"] for session in result.data["sessions"]] == ["第 1 座", "第 3 座"]
    assert understood(result) == [("“课时”", "课时 2 空着或没有", "后面的往前移，一共 2 个")]


def test_a_note_on_a_title_names_the_session_as_the_file_does() -> None:
    book = Workbook().put("课程", TITLE)
    for number in (2, 3):
        book.put(f"课时 {number}", {"课时名称": f"第 {number} 课时：桥"})
    assert understood(read(book.content))[1:] == [
        ("“课时 2”", "第 2 课时：桥", "去掉名称前的编号：桥"),
        ("“课时 3”", "第 3 课时：桥", "去掉名称前的编号：桥"),
    ]


def test_sheets_may_be_named_as_people_name_them() -> None:
    book = Workbook().put("课程", TITLE)
    for number, name in ((1, "第一课时"), (2, "第2课时：拱"), (3, "课时３")):
        book.put(f"课时 {number}", {"课时名称": name})
        book.book[f"课时 {number}"].title = name
    assert [session["title"] for session in read(book.content).data["sessions"]] == [
        "第一课时",
        "拱",
        "课时３",
    ]


def test_two_sheets_of_one_number_are_both_read_in_their_order() -> None:
    book = Workbook().put("课程", TITLE).put("课时 1", {"课时名称": "甲"}).put("课时 2", {"课时名称": "乙"})
    book.book["课时 2"].title = "第一课时"
    result = read(book.content)
    assert [session["title"] for session in result.data["sessions"]] == ["甲", "乙"]
    assert understood(result) == [("“课时”", "编号 1 不止一个", "按文件里的先后排，后面的编号顺延")]


def test_rows_marked_as_samples_are_not_read_unless_changed() -> None:
    book = Workbook().put("课程", TITLE)
    assert "sessions" not in read(book.content).data
    book.book["课时 1"].cell(book.row("课时 1", "用品") + 2, 2).value = "我的材料"
    assert [(found, why) for _, found, why in left(read(book.content))] == [
        ("我的材料", "这一行写着“示例”，没有读入；要算数就把“示例”改成行号")
    ]


def test_a_formula_counts_by_the_value_that_was_saved_with_it() -> None:
    book = Workbook().put("课程", {**TITLE, "班额 › 最多": "=15*2"})
    row = book.row("课程", "班额 › 最多")
    without = read(book.content)
    assert left(without) == [(f"工作表“课程”B{row}", "=15*2", "是公式，没有存下算出来的值：请直接写上结果")]
    cached = _with_cached_value(book.content, b"15*2", b"30")
    result = read(cached)
    assert result.data["class_size"] == {"max": 30}
    assert understood(result) == [(f"工作表“课程”B{row}", "30", "公式 =15*2 存下的值")]


@pytest.mark.parametrize("place", ["主题", "班额 › 最多"])
def test_a_picture_that_wps_put_into_a_cell_is_no_text(place: str) -> None:
    """WPS writes it as a formula of its own, in Excel's file with a prefix, and stores the formula as its value."""
    book = Workbook().put("课程", {**TITLE, place: '=_xlfn.DISPIMG("ID_5AC1",1)'})
    made = _with_cached_value(book.content, b'_xlfn.DISPIMG("ID_5AC1",1)', b'=DISPIMG("ID_5AC1",1)')
    result = read(made)
    assert result.data == read(Workbook().put("课程", TITLE).content).data
    assert left(result) == [
        (
            f"工作表“课程”B{book.row('课程', place)}", "图片",
            "放在单元格里的图片没有读入：请另存成文件和课程放在一起，在“图片”里写上文件名",
        )
    ]  # fmt: skip


def _with_cached_value(content: bytes, formula: bytes, value: bytes) -> bytes:
    """`value` as a spreadsheet program stores it beside the formula: a text, if it is no number."""
    name = "xl/worksheets/sheet2.xml"
    cell = re.compile(rb"<c ([^>]*)><f>" + re.escape(formula) + rb"</f><v ?(?:/>|></v>)")
    kind = b"" if value.isdigit() else b' t="str"'
    filled = b"<c \\1" + kind + b"><f>" + formula + b"</f><v>" + value + b"</v>"
    xml, count = cell.subn(filled, part_of(content, name))
    assert count == 1
    return with_part(content, name, xml)


@pytest.mark.parametrize(
    "text", ["请问这里要写全称吗？", "[线程批注]\n\n你的 Excel 版本可读取此批注。\n\n注释:\n    请问这里要写全称吗？"]
)
def test_a_comment_on_a_cell_is_told_and_the_notes_of_the_form_are_not(text: str) -> None:
    book = openpyxl.load_workbook(BytesIO(Workbook().put("课程", TITLE).content))
    book["课程"]["B4"].comment = Comment(text, "王老师")
    result = read(saved(book))
    assert result.data["title"] == "纸桥"
    assert left(result) == [("工作表“课程”B4", "请问这里要写全称吗？", "批注没有读入：要的话请写到格子里")]


def test_comments_without_number_are_told_as_a_number() -> None:
    book = openpyxl.load_workbook(BytesIO(Workbook().put("课程", TITLE).content))
    for row in range(1, 601):
        book["课程"].cell(row, 9).comment = Comment(f"第 {row} 条", "王老师")
    found = [entry for _, entry, why in left(read(saved(book))) if why.startswith("批注")]
    assert len(found) < 502
    assert re.fullmatch(r"另外 [0-9]+ 条批注", found[-1])


def test_pasted_formatting_is_dropped_and_only_its_text_is_read() -> None:
    book = Workbook().put("课程", TITLE)
    bold = TextBlock(InlineFont(b=True, sz=30), "一张纸")
    book.put("课程", {"主题": CellRichText("用", bold, "做桥\xa0")})
    assert read(book.content).data["theme"] == "用一张纸做桥"


def test_a_list_may_stand_in_one_cell_a_line_each_with_numbers_before() -> None:
    result = read(
        Workbook()
        .put("课程", {**TITLE, "安全 › 安全要求 1": "1、剪刀用圆头的。\n2、不跑动。"})
        .put("课时 1", {"课时名称": "一", "板书设计 1": "桥\n拱"})
        .content
    )
    assert result.data["safety"] == {"measures": ["剪刀用圆头的。", "不跑动。"]}
    assert result.data["sessions"][0]["board_plan"] == ["桥", "拱"]
    assert [taken for _, _, taken in understood(result)] == [
        "安全 › 安全要求：一行一条，共 2 条",
        "安全 › 安全要求：去掉条目前的编号，共 2 条",
        "板书设计：一行一条，共 2 条",
    ]


def test_a_list_in_one_line_is_parted_by_its_numbers() -> None:
    result = course(**{"安全 › 安全要求 1": "1、剪刀用圆头的；2、不跑动；3. 洗手。"})
    assert result.data["safety"] == {"measures": ["剪刀用圆头的", "不跑动", "洗手。"]}
    assert [taken for _, _, taken in understood(result)] == ["安全 › 安全要求：按编号分开，共 3 条"]
    assert course(**{"安全 › 安全要求 1": "水温 1.5 度，2 人一组"}).data["safety"] == {
        "measures": ["水温 1.5 度，2 人一组"]
    }


def test_nothing_is_an_empty_list_where_there_may_be_none() -> None:
    book = Workbook().put("课程", {**TITLE, "场地设备": "无", "使用场合": "无"}).put("课时 1", {"课时名称": "一"})
    result = read(book.rows("课时 1", "用品", [["无"]]).content)
    assert result.data["equipment"] == []
    assert "settings" not in result.data
    assert result.data["sessions"][0]["materials"] == []
    assert [taken for _, _, taken in understood(result)] == ["使用场合：没有填"]


def test_rows_and_columns_that_the_form_does_not_have_are_told() -> None:
    book = Workbook().put("课程", TITLE).rows("消耗材料", "消耗材料", [["纸", "张", 1, "学校"]])
    book.book["课程"].insert_rows(3)
    book.book["课程"]["A3"], book.book["课程"]["B3"] = "教学场所", "普通教室"
    book.book["消耗材料"]["G3"], book.book["消耗材料"]["G5"] = "品牌", "某牌"
    book.book.create_sheet("Sheet1")["A1"] = "草稿 13800138000"
    assert [(place, found) for place, found, _ in left(read(book.content))] == [
        ("工作表“课程”A3", "教学场所：普通教室"),
        ("工作表“消耗材料”G5", "某牌"),
        ("工作表“Sheet1”", "草稿 138****8000"),
    ]


def test_fields_may_be_named_in_short_or_as_lesson_plans_do() -> None:
    book = Workbook().put("课程", TITLE).put("课时 1", {"课时名称": "一", "板书设计 1": "桥"})
    sheet = book.book["课程"]
    sheet.cell(book.row("课程", "班额 › 最多"), 1).value = "1. 最多："
    book.put("课程", {"1. 最多：": 30})
    book.book["课时 1"].cell(book.row("课时 1", "教学重点"), 1).value = "重点"
    book.put("课时 1", {"重点": "桥面的形状"})
    result = read(book.content)
    assert result.data["class_size"] == {"max": 30}
    assert result.data["sessions"][0]["key_point"] == "桥面的形状"
    assert [(found, taken) for _, found, taken in understood(result)] == [
        ("1. 最多：", "栏目“班额 › 最多”"),
        ("重点", "栏目“教学重点”"),
    ]


def test_what_is_left_out_keeps_a_course_a_draft() -> None:
    sound = Workbook().put("课程", TITLE).add("课程", "状态", "submitted").content
    assert read(sound).data["status"] == "submitted"
    faulty = Workbook().put("课程", {**TITLE, "班额 › 最多": "很多"}).add("课程", "状态", "submitted").content
    assert read(faulty).data["status"] == "draft"
    assert understood(read(faulty))[-1][2] == "先作草稿（draft）：还有没读懂的地方，改好再送评"


def test_times_may_be_times_of_excel() -> None:
    book = Workbook("base.xlsx").put("基地", {"名称": "展馆"})
    book.rows("基地", "开放时间", [["周一至周五", time(9, 0), "16:30"], ["周六", "9点", "下午"]])
    result = read(book.content)
    assert result.kind == "base"
    assert result.data["opening_hours"] == [
        {"days": ["周一", "周二", "周三", "周四", "周五"], "opens": "09:00", "closes": "16:30"},
        {"days": ["周六"], "opens": "09:00"},
    ]
    assert [found for _, found, _ in left(result)] == ["下午"]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("周六日", ["周六", "周日"]),
        ("周末", ["周六", "周日"]),
        ("周三、双休日", ["周三", "周六", "周日"]),
        ("每天", ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]),
    ],
)
def test_days_in_one_word_are_those_days(written: str, days: list[str]) -> None:
    book = Workbook("base.xlsx").put("基地", {"名称": "展馆"}).rows("基地", "开放时间", [[written, "9:00", "16:30"]])
    result = read(book.content)
    assert result.data["opening_hours"] == [{"days": days, "opens": "09:00", "closes": "16:30"}]
    assert "、".join(days) in understood(result)[0][2]


@pytest.mark.parametrize(("label", "written"), [("开课安排 › 星期", "周三八"), ("开课安排 › 星期", "双周")])
def test_a_word_of_which_a_part_is_no_option_is_left_whole(label: str, written: str) -> None:
    result = course(**{label: written})
    assert "offer" not in result.data
    assert [found for _, found, _ in left(result)] == [written]


def test_districts_joined_by_a_word_are_parted_only_where_each_is_one() -> None:
    assert course(**{"开课安排 › 服务区域": "鄞州和宁波各区"}).data["offer"] == {"districts": ["鄞州和宁波各区"]}


def test_an_empty_form_is_refused() -> None:
    with pytest.raises(RefusedFile, match="没有读到填写的内容"):
        read(Workbook().content)


def test_a_workbook_that_is_no_form_is_refused() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "花名册"
    with pytest.raises(RefusedFile, match="看不出是哪一种填写表"):
        read(saved(book))


def test_a_form_without_its_first_sheet_is_known_by_its_fields() -> None:
    book = Workbook().put("课程", {**TITLE, "主题": "纸"})
    del book.book["填写说明"]
    result = read(book.content)
    assert result.kind == "series"
    assert [found for _, found, _ in understood(result)] == ["没有“……填写表”这个标题"]


def test_a_sheet_that_states_a_wrong_size_is_read_whole() -> None:
    content = Workbook().put("课程", TITLE).content
    name = "xl/worksheets/sheet2.xml"
    xml = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part_of(content, name))
    assert read(with_part(content, name, xml)).data["title"] == "纸桥"


def test_what_openpyxl_does_not_know_of_excel_is_no_matter() -> None:
    content = Workbook().put("课程", TITLE).content
    name = "xl/worksheets/sheet2.xml"
    more = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    xml = part_of(content, name).replace(b"</worksheet>", more)
    result = read(with_part(content, name, xml))
    assert (result.data["title"], result.left) == ("纸桥", ())


@pytest.mark.parametrize("value", [datetime(2026, 3, 4), time(9, 30)])
def test_what_excel_has_made_a_date_of_is_no_text(value: Any) -> None:
    result = course(主题=value)
    assert "theme" not in result.data
    ((_, _, why),) = left(result)
    assert why.startswith("主题：Excel 把它当成了日期或时间")


def test_a_number_in_a_text_is_told() -> None:
    result = course(主题=2026)
    assert result.data["theme"] == "2026"
    assert [taken for _, _, taken in understood(result)] == ["主题：文字“2026”"]


def test_raised_characters_stay_raised_and_what_is_struck_out_is_left() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        raised, struck = book.add_format({"font_script": 1}), book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet("课程")
        sheet.write_column("A1", ["科学素养系列课程填写表", "课程名称", "主题"])
        sheet.write("B2", "纸桥")
        sheet.write_rich_string("B3", "面积 20 cm", raised, "2", "，约 10", raised, "x", struck, "，旧的")
    result = read(out.getvalue())
    assert result.data["theme"] == "面积 20 cm²，约 10x"
    assert ("工作表“课程”B3", "，旧的", "是划掉的字，没有读入：要的话请改成平常的字") in left(result)
    assert [taken for _, _, taken in understood(result)] == ["上下标“2”写成“²”；“x”的上下标格式没有读入"]


def test_a_text_box_is_told() -> None:
    drawn = b'<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><a:t>\xe5\x88\xab\xe5\xbf\x98\xe4\xba\x86</a:t></xdr:wsDr>'
    result = read(with_part(Workbook().put("课程", TITLE).content, "xl/drawings/drawing9.xml", drawn))
    assert [(place, what) for place, what, _ in left(result)] == [("文本框", "别忘了")]


@pytest.mark.parametrize("name", ["IMG_1234.JPG", "水车照片.jpg", "rain gauge.png"])
def test_a_picture_is_named_as_it_was_sent(name: str) -> None:
    book = Workbook().put("课程", TITLE)
    book.rows("课程", "图片", [[name, "学生在看水车"]])
    assert read(book.content).data["images"] == [{"file": name, "alt": "学生在看水车"}]


def test_what_is_printed_above_and_below_a_sheet_is_left_and_told_once() -> None:
    made = Workbook().put("课程", TITLE)
    for sheet in ("课程", "课时 1"):
        above: Any = made.book[sheet].oddHeader
        below: Any = made.book[sheet].oddFooter
        above.left.text, above.left.font, above.left.color = "甬江实验小学 & 少年宫", "宋体,Bold", "FF0000"
        below.center.text, below.right.text = "第 &P 页，共 &N 页", "&A"
    result = read(made.content)
    assert left(result) == [("页眉", "甬江实验小学 & 少年宫", "页眉里的字没有读入：要的话请写到格子里")]
    assert all(one.is_aside for one in result.left)
