"""Numbers that Word sets itself are order that somebody meant: they become text, or it is told that they are left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from libreoffice import in_another_form
from office_files import WordForm, left, read, understood, with_part

from course_catalogue.authoring.office.numbering import BULLET, numbering_of

NAME = "教案.docx"
BULLETS, NUMBERS = "1", "3"  # of packs/word/template/numbering.xml


def form() -> WordForm:
    return WordForm().put({"课程名称": "纸桥", "课时名称": "一"})


def listed(place: Paragraph, texts: tuple[str, ...], number: str, style: str | None = None) -> None:
    """Paragraphs from `place` on, numbered by Word: directly, or by their style."""
    for text in reversed(texts[1:]):
        _item(Paragraph(_new_below(place), place._parent), text, number, style)
    _item(place, texts[0], number, style)


def _new_below(place: Paragraph) -> Any:
    made = OxmlElement("w:p")
    place._p.addnext(made)
    return made


def _item(paragraph: Paragraph, text: str, number: str, style: str | None) -> None:
    paragraph.add_run(text)
    look = paragraph._p.get_or_add_pPr()
    if style:
        look.style = style
        return
    own, name = OxmlElement("w:numPr"), OxmlElement("w:numId")
    name.set(qn("w:val"), number)
    own.append(name)
    look.append(own)


@pytest.mark.parametrize("style", [None, "ListNumber"])
def test_a_text_without_lists_keeps_the_numbers_as_text(style: str | None) -> None:
    made = form()
    listed(made.place("课程评价"), ("看手册", "看展示"), NUMBERS, style)
    result = read(made.content, NAME)
    assert result.data["assessment"] == "1. 看手册\n2. 看展示"
    assert understood(result) == [("“课程” › “课程评价”", "看手册", "课程评价：自动编号写成文字，从“1.”起")]


def test_numbers_are_the_same_when_another_program_has_saved_the_form(tmp_path: Path) -> None:
    made = form()
    listed(made.place("课程评价"), ("看手册", "看展示"), NUMBERS)
    (tmp_path / "form.docx").write_bytes(made.content)
    saved = (in_another_form(tmp_path, [tmp_path / "form.docx"], "docx") / "form.docx").read_bytes()
    assert read(saved, NAME).data["assessment"] == "1. 看手册\n2. 看展示"


def test_a_rich_text_has_lists_of_both_kinds() -> None:
    for number, text in ((NUMBERS, "1. 看云\n2. 记云"), (BULLETS, "- 看云\n- 记云")):
        made = form()
        listed(made.place("简介"), ("看云", "记云"), number)
        assert read(made.content, NAME).data["summary"] == text


def test_bullets_of_a_text_without_lists_are_left_and_told() -> None:
    made = form()
    listed(made.place("课程评价"), ("看手册", "看展示"), BULLETS)
    result = read(made.content, NAME)
    assert result.data["assessment"] == "看手册\n看展示"
    assert [taken for _, _, taken in understood(result)] == ["课程评价：项目符号没有读入，一段一行"]


def test_items_of_a_list_need_no_numbers() -> None:
    made = form()
    listed(made.place("教学准备 › 教师准备"), ("试做", "备料"), NUMBERS)
    result = read(made.content, NAME)
    assert result.data["sessions"][0]["preparation"]["teacher"] == ["试做", "备料"]
    assert [taken for _, _, taken in understood(result)] == ["教学准备 › 教师准备：自动编号没有读入，一段一条，共 2 条"]


def test_in_a_cell_a_number_before_one_paragraph_is_no_part_of_its_text() -> None:
    made = form().rows("教学过程", [["导入", "5"]])
    listed(made.table("教学过程").rows[2].cells[1].paragraphs[0], ("",), NUMBERS)
    result = read(made.content, NAME)
    assert result.data["sessions"][0]["steps"] == [{"name": "导入", "minutes": 5}]
    assert [taken for _, _, taken in understood(result)] == ["自动编号“1.”没有读入"]


def test_an_empty_item_counts_as_word_counts_it() -> None:
    made = form()
    listed(made.place("课程评价"), ("看手册", "", "看展示"), NUMBERS)
    assert read(made.content, NAME).data["assessment"] == "1. 看手册\n\n3. 看展示"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _lists(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>') -> bytes:
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{nums}</w:numbering>'.encode()


def _level(place: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def marks(numbering: bytes, *items: tuple[str, int]) -> list[str]:
    lists = numbering_of(numbering, b"")
    return [
        lists.mark(
            fromstring(
                f'<w:p {W}><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr></w:p>'
            ),
            "",
        )
        for number, level in items
    ]


def test_levels_count_apart_and_begin_anew_below_each_item() -> None:
    numbering = _lists(_level(0, "chineseCounting", "%1、") + _level(1, "decimal", "（%1.%2）"))
    items = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)]
    assert marks(numbering, *items) == ["一、", "（一.1）", "（一.2）", "二、", "（二.1）"]


@pytest.mark.parametrize(
    ("form", "mark"),
    [
        ("decimalEnclosedCircle", "①"),
        ("upperLetter", "A"),
        ("lowerLetter", "a"),
        ("ideographTraditional", "一"),
        ("odd", "1"),
    ],
)
def test_forms_of_numbers(form: str, mark: str) -> None:
    assert marks(_lists(_level(0, form, "%1")), ("1", 0)) == [mark]


def test_a_list_may_start_anew_where_it_says_so() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = _lists(_level(0, "decimal", "%1."), nums)
    assert marks(numbering, ("1", 0), ("1", 0), ("2", 0), ("2", 0)) == ["1.", "2.", "1.", "2."]


def test_a_list_may_have_levels_of_its_own() -> None:
    own = _level(0, "chineseCounting", "（%1）")
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    )
    numbering = _lists(_level(0, "decimal", "%1."), nums)
    assert marks(numbering, ("1", 0), ("2", 0), ("2", 0), ("1", 0)) == ["1.", "（二）", "（三）", "4."]


def test_a_level_of_its_own_may_start_elsewhere() -> None:
    own = _level(0, "decimal", "%1)").replace('w:start w:val="1"', 'w:start w:val="5"')
    nums = f'<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    assert marks(_lists(_level(0, "decimal", "%1."), nums), ("2", 0), ("2", 0)) == ["5)", "6)"]


def test_a_list_that_is_a_style_has_the_levels_of_the_style() -> None:
    numbering = (
        f"<w:numbering {W}>"
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="Steps"/>{_level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        "</w:numbering>"
    ).encode()
    assert marks(numbering, ("1", 0), ("1", 0)) == ["一、", "二、"]


def test_a_style_of_lists_that_leads_nowhere_or_round_is_the_list_as_it_stands() -> None:
    numbering = (
        f"<w:numbering {W}>"
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="A"/><w:styleLink w:val="A"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="None"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        "</w:numbering>"
    ).encode()
    assert marks(numbering, ("1", 0), ("2", 0)) == ["1.", "1."]


def test_what_makes_no_sense_is_an_item_without_a_number() -> None:
    assert marks(_lists(""), ("1", 0), ("9", 0), ("0", 0), ("1", 99)) == ["1.", BULLET, "", BULLET]


def test_what_somebody_writes_into_header_and_footer_is_left_and_told() -> None:
    made = form()
    section = made.document.sections[0]
    section.header.add_paragraph("甬江实验小学 2026 年")
    section.footer.add_paragraph("第 3 页")
    result = read(made.content, NAME)
    assert left(result) == [("页眉", "甬江实验小学 2026 年", "页眉里的字没有读入：要的话请写到正文里")]


def test_a_header_that_is_no_xml_of_word_is_nothing() -> None:
    assert read(with_part(form().content, "word/header9.xml", b"<x/>"), NAME).left == ()
