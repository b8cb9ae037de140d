"""What a form need not ask: it follows from what was filled in, or is a matter of whoever files it."""

from __future__ import annotations

from typing import Any

import pytest
from office_files import WordForm, Workbook, left, read, understood
from written import project_rulebook

from course_catalogue.office_forms.making import exported

BOOK = project_rulebook()


def base(**values: Any) -> Workbook:
    return Workbook("base.xlsx").put("基地", {"名称": "展馆", **values})


@pytest.mark.parametrize(
    ("written", "name", "is_told"),
    [
        ("北仑区", "北仑区", False),
        ("宁波市北仑区", "北仑区", True),
        ("北仑", "北仑区", True),
        ("浙江省宁波市 北仑区", "北仑区", True),
        ("浙江宁波北仑", "北仑区", True),
        ("宁波余姚市", "余姚市", True),
        ("高新区", "鄞州区", True),
        ("330212", "鄞州区", True),
    ],
)
def test_the_code_of_a_district_follows_from_its_name(written: str, name: str, is_told: bool) -> None:
    result = read(base(**{"所在区县（市）": written}).content)
    code = next(code for code, known in BOOK.vocabulary.districts.items() if known == name)
    assert result.data["district"] == {"code": code, "name": name}
    place = "“基地” › “所在区县（市）”"
    assert understood(result) == ([(place, written, f"所在区县（市）：{name}")] if is_told else [])


def test_a_district_in_word_is_written_by_its_name() -> None:
    made = WordForm("provider.docx").put({"名称": "学会", "所在区县（市）": "余姚市"})
    assert read(made.content, "机构.docx").data["district"] == {"code": "330281", "name": "余姚市"}


@pytest.mark.parametrize(
    "written", ["杭州西湖区", "江东区", "杭州市高新区", "江苏省江北区", "海曙区、江北区", "宁波市", "鄞州区的江北区"]
)
def test_a_district_that_nobody_knows_is_left_and_told(written: str) -> None:
    result = read(base(**{"所在区县（市）": written}).content)
    assert "district" not in result.data
    ((place, found, why),) = left(result)
    assert (place, found) == ("“基地” › “所在区县（市）”", written)
    assert why.startswith("没有这个区县（市）")


def test_the_name_and_the_code_in_a_form_of_before_are_read() -> None:
    result = read(
        base().add("基地", "所在区县（市） › 区划代码", 330206).add("基地", "所在区县（市） › 名称", "北仑区").content
    )
    assert result.data["district"] == {"code": "330206", "name": "北仑区"}
    assert read(base().add("基地", "区划代码", "330206").content).data["district"] == {
        "code": "330206",
        "name": "北仑区",
    }


def test_exhibits_without_ids_get_the_pinyin_of_their_names() -> None:
    rows: list[list[Any]] = [["", "潮汐水槽", "调水位"], ["touch", "触摸池", "摸"], [None, "潮汐水槽", "又一个"]]
    result = read(base().rows("科技展项", "科技展项", rows).content)
    assert [exhibit["id"] for exhibit in result.data["exhibits"]] == ["chao-xi-shui-cao", "touch", "chao-xi-shui-cao-2"]
    assert understood(result) == [
        ("“科技展项” › “编号”", "潮汐水槽", "没有填，用名称的拼音：chao-xi-shui-cao"),
        ("“科技展项” › “编号”", "潮汐水槽", "没有填，用名称的拼音：chao-xi-shui-cao-2"),
    ]


def test_a_course_may_name_exhibits() -> None:
    book = Workbook("extension.xlsx").put("课程", {"课程名称": "看潮", "依托展项": "潮汐水槽、touch-pool"})
    result = read(book.content)
    assert result.data["exhibits"] == ["chao-xi-shui-cao", "touch-pool"]
    assert [(found, taken) for _, found, taken in understood(result)] == [
        ("潮汐水槽", "依托展项：chao-xi-shui-cao（名称的拼音；基地另有编号的，照基地的）")
    ]


def test_two_names_of_the_same_pinyin_are_two_exhibits_and_none_that_is_written_as_an_id() -> None:
    book = Workbook("premium.xlsx").put(
        "课程", {"课程名称": "看潮", "依托展项": "互动墙：天气、互动墙：海洋、风洞（一层）"}
    )
    result = read(
        book.put("任务 1", {"任务名称": "看", "展项": "互动墙：海洋"})
        .put("任务 2", {"任务名称": "听", "展项": "feng-dong"})
        .content
    )
    assert result.data["exhibits"] == ["hu-dong-qiang", "hu-dong-qiang-2", "feng-dong-2"]
    assert [task["exhibit"] for task in result.data["tasks"]] == ["hu-dong-qiang-2", "feng-dong"]


@pytest.mark.parametrize("nothing", ["无", "没有", "—", "/"])
def test_a_word_for_nothing_is_no_exhibit(nothing: str) -> None:
    book = Workbook("premium.xlsx").put("课程", {"课程名称": "看潮", "依托展项": nothing})
    result = read(book.put("任务 1", {"任务名称": "看", "展项": nothing}).content)
    assert ("exhibits" in result.data, result.data["tasks"], result.left) == (False, [{"title": "看"}], ())
    assert [taken for _, _, taken in understood(result)] == ["依托展项：没有填", "展项：没有填"]


def test_a_second_exhibit_where_one_may_stand_is_left_and_told() -> None:
    book = Workbook("premium.xlsx").put("课程", {"课程名称": "看潮"})
    result = read(book.put("任务 1", {"任务名称": "看", "展项": "tide-tank、touch-pool、wind"}).content)
    assert result.data["tasks"] == [{"title": "看", "exhibit": "tide-tank"}]
    assert [(found, why) for _, found, why in left(result)] == [
        ("touch-pool、wind", "“展项”只能有一个，已经读了前面的“tide-tank”")
    ]
    assert understood(result) == []


@pytest.mark.parametrize("written", ["三农", '"三农"', "“三农”", "「三农」"])
def test_quotes_of_an_option_need_not_be_written(written: str) -> None:
    assert read(base(类别=written).content).data["category"] == "“三农”"


@pytest.mark.parametrize("text", ['他说"好"', "'单引号", "a: b # c", "- 一条", "是", "null", "“全在引号里”"])
def test_texts_with_quotes_and_signs_are_texts(text: str) -> None:
    result = read(base(简介=text).content)
    assert (result.data["introduction"], result.left) == (text, ())


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_a_status_that_a_file_has_comes_back(ending: str) -> None:
    for status in ("draft", "submitted", "withdrawn"):
        data = {"format": 1, "status": status, "name": "学会"}
        result = read(exported("provider", data, ending, BOOK.schemas, BOOK.vocabulary), f"机构{ending}")
        assert (result.data, result.understood, result.left) == (data, (), ())
