"""A field is named by where it stands in the form that was mailed."""

from __future__ import annotations

import pytest
from written import project_rulebook

from course_catalogue.authoring.intake.form_places import places_of
from course_catalogue.office_forms.making import exported

SCHEMAS = project_rulebook().schemas
DATA = {"title": "水", "sessions": [{"title": "冰"}, {"title": "雪"}]}


@pytest.mark.parametrize(
    ("way", "place"),
    [
        ("年级（grades）", "“课程”里的“年级”"),
        ("年级 2", "“课程”里的“年级”"),
        ("价格 › 课时费（元/生·课时）（fee_per_session）", "“课程”里的“价格 › 课时费（元/生·课时）”"),
        ("安全 › 安全要求 2", "“课程”里的“安全 › 安全要求”，安全要求 2"),
        ("开课安排（offer）", "“课程”里“开课安排”的各栏"),
        ("消耗材料 3 › 单价（元）", "“消耗材料”里的“消耗材料”，消耗材料 3 › 单价（元）"),
        ("课时 3 › 教学过程", "“课时 3”里的“教学过程”"),
        ("课时 3 › 环节 2 › 分钟", "“课时 3”里的“教学过程”，环节 2 › 分钟"),
        ("课时 1、3 › 教学过程（steps）", "“课时 1、3”里的“教学过程”"),
        ("课时 2 › 学习单（worksheet）", "“课时 2”里“学习单”的各栏"),
        ("课时", "“课时 1”起的各份"),
        ("colour", "colour"),
    ],
)
def test_in_a_document_by_heading_and_name(way: str, place: str) -> None:
    found = places_of("series", "水.docx", exported("series", DATA, ".docx", SCHEMAS), SCHEMAS)
    assert found.words(way) == place


def test_in_a_workbook_by_its_cell_where_there_is_one() -> None:
    found = places_of("series", "水.xlsx", exported("series", DATA, ".xlsx", SCHEMAS), SCHEMAS)
    assert found.words("课程名称（title）") == "工作表“课程”B2（课程名称）"
    assert found.words("课时 2 › 教学重点（key_point）").startswith("工作表“课时 2”B")
    assert found.words("课时 9 › 教学重点（key_point）") == "“课时 9”里的“教学重点”"


def test_a_file_that_cannot_be_read_still_has_the_places_of_its_form() -> None:
    assert places_of("base", "基地.xlsx", b"PK broken", SCHEMAS).words("地址（address）") == "“基地”里的“地址”"


def test_a_list_is_found_by_the_sections_of_its_items_though_it_has_another_name() -> None:
    found = places_of("premium", "研学.xlsx", b"PK broken", SCHEMAS)
    assert found.words("研学任务（tasks）") == "“任务 1”起的各份"
