"""What secretaries really do to the Word form is understood and told, or left and told."""

from __future__ import annotations

import copy

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from office_files import WordForm, left, part_of, read, saved, understood, with_part

from course_catalogue.authoring.office import RefusedFile

NAME = "教案.docx"


def form() -> WordForm:
    return WordForm().put({"课程名称": "纸桥"})


def test_a_filled_form_is_read_in_all_its_parts() -> None:
    made = form().put({"年级": "3、4", "课时长度（分钟）": "40", "课时名称": "一张纸的桥"})
    made.place("简介").add_run("学生用纸造桥。")
    made.place("教学重点").add_run("桥面的形状")
    made.rows(
        "教学过程", [["导入", "5", "出示图片。\n提问。", "看图", "", "否"], ["做桥", "35", "巡视", "做桥", "", "是"]]
    )
    made.rows("用品", [["A4 纸", "2", "每组", "张"]])
    result = read(made.content, NAME)
    assert dict(result.data) == {
        "format": 1,
        "status": "draft",
        "title": "纸桥",
        "summary": "学生用纸造桥。",
        "grades": [3, 4],
        "session_minutes": 40,
        "sessions": [
            {
                "title": "一张纸的桥",
                "key_point": "桥面的形状",
                "materials": [{"name": "A4 纸", "quantity": 2, "per": "每组", "unit": "张"}],
                "steps": [
                    {"name": "导入", "minutes": 5, "teacher_activity": "出示图片。\n提问。", "pupil_activity": "看图", "hands_on": False},
                    {"name": "做桥", "minutes": 35, "teacher_activity": "巡视", "pupil_activity": "做桥", "hands_on": True},
                ],
            }
        ],
    }  # fmt: skip
    assert (result.understood, result.left) == ((), ())


def test_other_ways_of_writing_are_told_with_section_and_heading() -> None:
    made = form().put({"年级": "三年级、四年级", "课时名称": "一"})
    made.rows("用品", [["A4 纸", "每组2个"]])
    made.rows("教学过程", [["导入（5分钟）"], ["做桥", "一会儿"]])
    result = read(made.content, NAME)
    assert understood(result) == [
        ("“课程” › “年级”", "三年级、四年级", "年级：3、4"),
        ("“课时 1” › “用品”表格第 3 行第 3 格", "每组2个", "数量 2，按 每组，单位 个"),
        ("“课时 1” › “教学过程”表格第 3 行第 2 格", "导入（5分钟）", "名称“导入”，5 分钟"),
    ]
    assert left(result) == [("“课时 1” › “教学过程”表格第 4 行第 3 格", "一会儿", "分钟：应为整数，只写数字")]


def test_pasted_formatting_is_dropped_but_raised_and_lowered_digits_are_kept() -> None:
    made = form()
    place = made.place("简介")
    place.add_run("面积 20 cm")
    raised = place.add_run("2")
    raised.font.superscript = True
    bold = place.add_run("，H")
    bold.bold = True
    lowered = place.add_run("2")
    lowered.font.subscript = True
    place.add_run("O")
    result = read(made.content, NAME)
    assert result.data["summary"] == "面积 20 cm²，H₂O"
    assert [taken for _, _, taken in understood(result)] == ["上下标“2”写成“²”；上下标“2”写成“₂”"]


def test_several_paragraphs_are_lines_of_a_text_and_items_of_a_list() -> None:
    made = form().put({"课时名称": "一"})
    for label in ("简介", "教学准备 › 教师准备"):
        place = made.place(label)
        place.add_run("1. 第一段")
        more = copy.deepcopy(place._p)
        place._p.addnext(more)
        Paragraph(more, place._parent).runs[0].text = "2. 第二段"
    result = read(made.content, NAME)
    assert result.data["summary"] == "1. 第一段\n2. 第二段"
    assert result.data["sessions"][0]["preparation"] == {"teacher": ["第一段", "第二段"]}
    assert [taken for _, _, taken in understood(result)] == ["教学准备 › 教师准备：去掉条目前的编号，共 2 条"]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["1、不奔跑", "2、戴护目镜"], ["不奔跑", "戴护目镜"]),
        (["●不奔跑", "● 戴护目镜"], ["不奔跑", "戴护目镜"]),
        (["1、不奔跑"], ["不奔跑"]),
        (["1、不奔跑", "●戴护目镜"], ["不奔跑", "戴护目镜"]),
        (["1.5 V 以上的电池不用", "3 人一组", "②号杯盖严"], ["1.5 V 以上的电池不用", "3 人一组", "②号杯盖严"]),
        (["①号杯盖严", "② 号杯不动"], ["①号杯盖严", "② 号杯不动"]),
    ],
)
def test_marks_before_rules_for_safety_are_taken_away_and_told(lines: list[str], items: list[str]) -> None:
    made = form().put({"课时名称": "一"})
    place = made.place("安全要求")
    place.add_run(lines[0])
    for line in reversed(lines[1:]):
        more = copy.deepcopy(place._p)
        place._p.addnext(more)
        Paragraph(more, place._parent).runs[0].text = line
    result = read(made.content, NAME)
    assert result.data["sessions"][0]["safety_notes"] == items
    assert len(result.understood) == (lines != items)


def test_titles_of_sessions_lose_the_numbers_that_are_shown_before_them_anyway() -> None:
    made = form().put({"课时名称": "第1课时　纸桥"}).put({"课时名称": "第2课时：拱"}, nth=1)
    result = read(made.content, NAME)
    assert [session["title"] for session in result.data["sessions"]] == ["纸桥", "拱"]
    assert understood(result) == [
        ("“课时 1”", "第1课时 纸桥", "去掉名称前的编号：纸桥"),
        ("“课时 2”", "第2课时：拱", "去掉名称前的编号：拱"),
    ]


def test_objectives_may_stand_as_paragraphs_below_their_heading() -> None:
    made = form().put({"课时名称": "一"})
    table = made.table("学习目标")
    for text in ("能说出桥面的作用", "能造一座纸桥"):
        paragraph = made.document.add_paragraph(text)
        table._tbl.addprevious(paragraph._p)
    table._tbl.getparent().remove(table._tbl)
    result = read(made.content, NAME)
    assert result.data["sessions"][0]["objectives"] == [{"text": "能说出桥面的作用"}, {"text": "能造一座纸桥"}]
    assert [taken for _, _, taken in understood(result)] == ["学习目标：没有用表格，一段一条，共 2 条"]


def test_a_session_may_be_called_as_people_call_it_and_doubled_by_copying() -> None:
    made = form().put({"课时名称": "一"}).put({"课时名称": "二"}, nth=1)
    made.heading("课时 2").text = "第一课时"
    result = read(made.content, NAME)
    assert [session["title"] for session in result.data["sessions"]] == ["一", "二"]
    assert [found for _, found, _ in understood(result)] == ["编号 1 不止一个"]


def test_a_heading_that_is_not_known_is_left_out_with_what_stands_below() -> None:
    made = form().put({"课时名称": "一"})
    made.heading("教学重点").text = "教学重点和难点"
    made.place("教学重点和难点").add_run("桥面的形状")
    assert left(read(made.content, NAME)) == [
        (
            "“课时 1” › “教学重点和难点”",
            "教学重点和难点：桥面的形状",
            "“课时”里没有这个栏目，没有读入；像是“教学重点”，是的话请改成这个名称",
        )
    ]


def test_tracked_changes_count_as_if_they_were_accepted() -> None:
    made = form()
    place = made.place("简介")
    for tag, text_tag, text in (("w:ins", "w:t", "新的"), ("w:del", "w:delText", "旧的")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        place._p.append(change)
    assert read(made.content, NAME).data["summary"] == "新的"


def test_a_text_box_and_a_picture_are_told() -> None:
    made = form()
    place = made.place("简介")
    place.add_run("简介的字")
    run, box, inner = OxmlElement("w:r"), OxmlElement("w:txbxContent"), OxmlElement("w:p")
    box.append(inner)
    run.append(box)
    place._p.append(run)
    assert left(read(made.content, NAME)) == [("“课程” › “简介”", "文本框", "文本框里的字没有读入：请移到正文里")]


def test_cells_merged_downwards_count_for_each_row() -> None:
    made = form()
    table = next(one for one in made.document.tables if "单价（元）" in [cell.text for cell in one.rows[0].cells])
    for number, values in enumerate((("纸", "张", "1", "学校"), ("胶带", "卷", "2", "")), start=2):
        for column, value in enumerate(values, start=1):
            table.rows[number].cells[column].text = value
    table.cell(2, 4).merge(table.cell(3, 4))
    result = read(made.content, NAME)
    assert [item["supplied_by"] for item in result.data["consumables"]] == ["学校", "学校"]
    assert [taken for _, _, taken in understood(result)] == ["谁准备：合并的单元格，这一行也算"]


def merged_with_its_note(made: WordForm, label: str, text: str) -> None:
    """Fill in a field in the cell that somebody has merged with the note beside it."""
    row = next(row for table in made.document.tables for row in table.rows if row.cells[0].text.strip("★☆ ") == label)
    note = row.cells[2].text
    row.cells[1].text = text
    row.cells[1].merge(row.cells[2])
    assert note and note in row.cells[1].text


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("主题", "结构与力", "结构与力"),
        ("标签", "纸桥、承重", ["纸桥", "承重"]),
        ("课程名称", "纸桥", "纸桥"),
        ("年级", "3、4", [3, 4]),
    ],
)
def test_a_note_in_a_merged_cell_is_not_taken_for_the_senders_words(label: str, text: str, value: object) -> None:
    made = form()
    merged_with_its_note(made, label, text)
    result = read(made.content, NAME)
    assert value in result.data.values()
    assert (result.understood, result.left) == ((), ())


def test_a_merged_cell_with_nothing_but_its_note_is_empty() -> None:
    made = form()
    merged_with_its_note(made, "主题", "")
    result = read(made.content, NAME)
    assert dict(result.data) == {"format": 1, "status": "draft", "title": "纸桥"}
    assert (result.understood, result.left) == ((), ())


def test_lists_that_word_numbers_itself_keep_a_mark_in_a_rich_text() -> None:
    made = form().put({"课时名称": "一"})
    made.rows("教学过程", [["做桥", "40"]])
    cell = made.table("教学过程").rows[2].cells[3]
    cell.text = "先看图："
    for text in ("剪", "粘"):
        paragraph = cell.add_paragraph(text)
        look, number, numbering = paragraph._p.get_or_add_pPr(), OxmlElement("w:numId"), OxmlElement("w:numPr")
        number.set(qn("w:val"), "3")
        numbering.append(number)
        look.append(numbering)
    result = read(made.content, NAME)
    assert result.data["sessions"][0]["steps"][0]["teacher_activity"] == "先看图：\n1. 剪\n2. 粘"
    assert [taken for _, _, taken in understood(result)] == ["自动编号或项目符号写成“1. ”"]


def test_a_lesson_plan_that_is_no_form_is_refused() -> None:
    document = docx.Document()
    document.add_heading("教案", 1)
    document.add_paragraph("教学目标：会造桥")
    with pytest.raises(RefusedFile, match="看不出是哪一种填写表"):
        read(saved(document), NAME)


def test_styles_may_have_the_ids_that_wps_gives_them() -> None:
    content = form().put({"课时名称": "一"}).content
    for number, level in enumerate("123", start=2):
        for part in ("word/document.xml", "word/styles.xml"):
            xml = part_of(content, part).replace(f'"Heading{level}"'.encode(), f'"{number}"'.encode())
            content = with_part(content, part, xml)
    assert read(content, NAME).data["sessions"] == [{"title": "一"}]


M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def math(inner: str) -> str:
    return f"<m:oMath {M}>{inner}</m:oMath>"


def t(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (math(f"<m:f><m:num>{t('1')}</m:num><m:den>{t('2')}</m:den></m:f>"), "1/2"),
        (math(f"<m:f><m:num>{t('a+b')}</m:num><m:den>{t('2')}</m:den></m:f>"), "(a+b)/2"),
        (math(f"<m:sSup><m:e>{t('10')}</m:e><m:sup>{t('3')}</m:sup></m:sSup>"), "10³"),
        (math(f"<m:sSup><m:e>{t('2')}</m:e><m:sup>{t('x')}</m:sup></m:sSup>"), "2^x"),
        (math(f"<m:sSub><m:e>{t('H')}</m:e><m:sub>{t('2')}</m:sub></m:sSub>{t('O')}"), "H₂O"),
        (math(f"<m:rad><m:deg/><m:e>{t('2')}</m:e></m:rad>"), "√2"),
        (math(f"{t('2')}<m:d><m:dPr><m:ctrlPr/></m:dPr><m:e>{t('a+b')}</m:e></m:d>"), "2(a+b)"),
        (f'<w:r {W}><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "°"),
        (f'<w:r {W}><w:sym w:font="Symbol" w:char="F0B1"/></w:r>', "±"),
    ],
)
def test_equations_and_symbols_become_text_and_are_told(xml: str, text: str) -> None:
    made = form()
    made.place("简介").add_run("约")._r.addnext(parse_xml(xml))
    result = read(made.content, NAME)
    assert result.data["summary"] == f"约{text}"
    assert any(f"“{text}”" in taken for _, _, taken in understood(result))


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (math(f'<m:d><m:dPr><m:begChr m:val="["/></m:dPr><m:e>{t("x")}</m:e></m:d>'), "公式 x"),
        (math(f"<m:nary><m:e>{t('x')}</m:e></m:nary>"), "公式 x"),
        (math(f"<m:rad><m:deg>{t('3')}</m:deg><m:e>{t('8')}</m:e></m:rad>"), "公式 38"),
        (f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "特殊符号"),
        (f"<w:r {W}><w:rPr><w:strike/></w:rPr><w:t>50</w:t></w:r>", "50"),
        (f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>旧稿</w:t></w:r>", "旧稿"),
        (f'<w:r {W}><w:footnoteReference w:id="1"/></w:r>', "脚注"),
        (f'<w:r {W}><w:commentReference w:id="1"/></w:r>', "批注"),
    ],
)
def test_what_plain_text_cannot_say_or_nobody_meant_is_left_and_told(xml: str, found: str) -> None:
    made = form()
    made.place("简介").add_run("学生做桥")._r.addnext(parse_xml(xml))
    result = read(made.content, NAME)
    assert result.data["summary"] == "学生做桥"
    assert [what for _, what, _ in left(result)] == [found]


def test_all_that_was_written_otherwise_in_one_place_is_told() -> None:
    made = form()
    raised = f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    run = made.place("简介").add_run("20 cm")._r
    run.addnext(parse_xml(math(f"<m:f><m:num>{t('1')}</m:num><m:den>{t('2')}</m:den></m:f>")))
    run.addnext(parse_xml(raised))
    result = read(made.content, NAME)
    assert result.data["summary"] == "20 cm²1/2"
    assert [taken for _, _, taken in understood(result)] == ["上下标“2”写成“²”；公式写成“1/2”"]


def test_a_control_that_nobody_filled_in_is_empty_and_one_that_says_no_is_not_struck_out() -> None:
    made = form()
    empty = f"<w:sdt {W}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt>"
    plain = f'<w:r {W}><w:rPr><w:strike w:val="0"/></w:rPr><w:t>做桥</w:t></w:r>'
    place = made.place("简介").add_run("学生")._r
    place.addnext(parse_xml(plain))
    place.addprevious(parse_xml(empty))
    result = read(made.content, NAME)
    assert (result.data["summary"], left(result)) == ("学生做桥", [])


def test_a_line_of_the_blackboard_begins_no_section_of_its_own() -> None:
    made = form().put({"课时名称": "水往哪里流"})
    made.place("板书设计").add_run("第二课时")
    made.place("教学重点").add_run("任务一：看水流")
    result = read(made.content, NAME)
    (session,) = result.data["sessions"]
    assert (session["board_plan"], session["key_point"]) == (["第二课时"], "任务一：看水流")
    assert left(result) == []


def test_a_field_that_is_pasted_twice_is_told() -> None:
    made = form()
    made.place("简介").add_run("学生做桥。")
    heading, text = made.heading("简介")._p, made.place("安全 › 应急处置")._p
    for element in (heading, made.heading("简介")._p.getnext().getnext()):
        text.addnext(copy.deepcopy(element))
        text = text.getnext()
    result = read(made.content, NAME)
    assert any("“简介”写了不止一处，接在一起" in taken for _, _, taken in understood(result))


def test_of_a_section_that_is_pasted_twice_the_first_is_read_and_the_second_told() -> None:
    made = form()
    made.place("简介").add_run("学生做桥。")
    body = made.heading("课程")._p.getparent()
    start = list(body).index(made.heading("课程")._p)
    end = list(body).index(made.heading("课时 1")._p)
    for element in [copy.deepcopy(block) for block in list(body)[start:end]]:
        for text in element.iter(f"{{{W.split(chr(34))[1]}}}t"):
            text.text = (text.text or "").replace("纸桥", "旧名称")
        body.insert(len(body) - 1, element)
    result = read(made.content, NAME)
    assert result.data["title"] == "纸桥"
    assert ("“课程”", "课程", "“课程”不止一处，只读了前面的：贴重了请删去一份") in left(result)


def test_a_status_may_be_said_in_chinese_though_nobody_asks() -> None:
    result = read(form().add("课程名称", "状态", "送评").content, NAME)
    assert (result.data["status"], result.understood, result.left) == ("submitted", (), ())


def test_a_new_line_begins_where_a_page_is_broken() -> None:
    form = WordForm().put({"课程名称": "水"})
    paragraph = form.place("简介")
    paragraph.add_run("看水").add_break(WD_BREAK.PAGE)
    paragraph.add_run("画水")
    assert read(form.content, "水.docx").data["summary"] == "看水\n画水"
