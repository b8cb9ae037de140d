"""What a value was meant to be, where only one thing can have been meant."""

from __future__ import annotations

from typing import Any

import pytest

from course_catalogue.value_mends import of_format, of_items, of_numbered, of_option, of_type

INTEGER: dict[str, Any] = {"type": "integer"}
NUMBER: dict[str, Any] = {"type": "number"}
ROOM: dict[str, Any] = {"type": "string", "enum": ["普通教室", "操场"]}
WORDS: dict[str, Any] = {"type": "string"}
LIST: dict[str, Any] = {"type": "array"}
DAY = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TIME = {"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


@pytest.mark.parametrize(
    ("schema", "item", "value", "text"),
    [
        (INTEGER, {}, "40分钟", "40"),
        (INTEGER, {}, "40 分钟", "40"),
        (INTEGER, {}, "40min", "40"),
        (INTEGER, {}, "４０", "40"),
        (INTEGER, {}, "40", "40"),
        (INTEGER, {}, "共12节", "12"),
        (INTEGER, {}, "四", "4"),
        (INTEGER, {}, "两人", "2"),
        (NUMBER, {}, "2.5元", "2.5"),
        (NUMBER, {}, "8 元", "8"),
        (NUMBER, {}, "8元/课时", "8"),
        (NUMBER, {}, "8 元/学生", "8"),
        (NUMBER, {}, "￥8", "8"),
        (INTEGER, {}, "大约40分钟左右", "40"),
        ({"type": "boolean"}, {}, "√", "true"),
        ({"type": "boolean"}, {}, "是", "true"),
        ({"type": "boolean"}, {}, "没有", "false"),
        (LIST, INTEGER, "3、4", "[3, 4]"),
        (LIST, INTEGER, "3-5年级", "[3, 4, 5]"),
        (LIST, INTEGER, 3, "[3]"),
        (LIST, ROOM, "普通教室、操场", "[普通教室, 操场]"),
        (LIST, ROOM, "普通教室", "[普通教室]"),
        (LIST, WORDS, "红, 蓝", "[红, 蓝]"),
        (LIST, WORDS, "地上有水，马上擦干并告诉旁边的同学和老师", '["地上有水，马上擦干并告诉旁边的同学和老师"]'),
    ],
)
def test_value_of_a_wrong_type_with_one_meaning(
    schema: dict[str, Any], item: dict[str, Any], value: Any, text: str
) -> None:
    assert of_type(schema, item, value, str(value)) == text


@pytest.mark.parametrize(
    ("schema", "item", "value"),
    [
        (INTEGER, {}, "四十左右"),
        (INTEGER, {}, "40-45"),
        (INTEGER, {}, "2.5"),
        (INTEGER, {}, "一小时"),
        (NUMBER, {}, "8元/学期"),
        ({"type": "boolean"}, {}, "看情况"),
        (LIST, ROOM, "普通教室、食堂"),
        (LIST, {"type": "object"}, "水"),
        ({"type": "object"}, {}, "免费"),
    ],
)
def test_value_that_may_mean_several_things_is_left(schema: dict[str, Any], item: dict[str, Any], value: Any) -> None:
    assert of_type(schema, item, value, str(value)) is None


@pytest.mark.parametrize(
    ("title", "description", "value"),
    [
        ("提前几周", "", "10天"),
        ("提前几周", "", "三天"),
        ("提前几天", "", "2 周"),
        ("时长（天）", "", "40分钟"),
        ("课时长度（分钟）", "", "2课时"),
        ("框高（毫米）", "", "5厘米"),
        ("最多几组", "", "30人"),
        ("每组人数", "", "4组"),
        ("最合适", "材料和采购清单按这个数算。", "10天"),
        ("同时接待人数", "", "3天"),
        ("书写线", "留几行书写线。", "3厘米"),
    ],
)
def test_unit_of_something_else_is_not_the_fields(title: str, description: str, value: str) -> None:
    assert of_type({**INTEGER, "title": title, "description": description}, {}, value, value) is None


@pytest.mark.parametrize(
    ("title", "value", "text"),
    [
        ("提前几周", "2周", "2"),
        ("提前几天", "10日", "10"),
        ("分钟", "40分", "40"),
        ("分钟", "40 min", "40"),
        ("最多", "30人", "30"),
        ("人数上限", "30名", "30"),
        ("师生比（每名成人带几名学生）", "15人", "15"),
        ("最多几组", "6个", "6"),
        ("单价（元）", "8块", "8"),
        ("课时费（元/生·课时）", "8元/课时", "8"),
        ("教学面积（平方米）", "200㎡", "200"),
        ("比例（%）", "20%", "20"),
        ("评价", "9分", "9"),
    ],
)
def test_unit_of_the_field_is_left_out(title: str, value: str, text: str) -> None:
    assert of_type({**NUMBER, "title": title}, {}, value, value) == text


def test_number_where_text_is_wanted_keeps_its_digits() -> None:
    assert of_type({"type": "string"}, {}, 2026.1, "2026.10") == '"2026.10"'


def test_items_glued_by_fullwidth_commas_are_taken_apart() -> None:
    assert of_items(INTEGER, "2，3") == "2, 3"
    assert of_items(ROOM, "普通教室、操场") == "普通教室, 操场"
    assert of_items(ROOM, "普通教室、食堂") is None
    assert of_items(ROOM, "普通教室") is None


@pytest.mark.parametrize(
    ("schema", "value", "text"),
    [
        (DAY, "2026/9/1", '"2026-09-01"'),
        (DAY, "2026年9月1日", '"2026-09-01"'),
        (DAY, "2026.9.1", '"2026-09-01"'),
        (DAY, "20260901", '"2026-09-01"'),
        (DAY, "“2026-09-01”", '"2026-09-01"'),
        (DAY, '2026-09-01"', '"2026-09-01"'),
        (DAY, "2026年9月1日。", '"2026-09-01"'),
        (DAY, "２０２６－０９－０１", '"2026-09-01"'),
        (TIME, "9:30", '"09:30"'),
        (TIME, "9：30", '"09:30"'),
        (TIME, "9点半", '"09:30"'),
        (TIME, "16点", '"16:00"'),
    ],
)
def test_dates_and_times_are_written_as_asked(schema: dict[str, Any], value: str, text: str) -> None:
    assert of_format(schema, value) == text


@pytest.mark.parametrize(
    ("schema", "value"),
    [(DAY, "2026-02-30x"), (DAY, "9月1日"), (DAY, "2026/13/1"), (TIME, "下午两点"), (TIME, "25:00")],
)
def test_dates_that_are_a_guess_are_left(schema: dict[str, Any], value: str) -> None:
    assert of_format(schema, value) is None


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("1、甲乙 2、丙丁", ["甲乙", "丙丁"]),
        ("1. 甲乙；2. 丙丁；", ["甲乙", "丙丁"]),
        ("（1）甲乙。（2）丙丁。", ['"甲乙。"', '"丙丁。"']),
        ("①甲乙②丙丁", None),
        ("① 甲乙 ② 丙丁", ["甲乙", "丙丁"]),
        ("1、甲乙 3、丙丁", None),
        ("先做 1、甲乙 2、丙丁", None),
        ("1.5 升水和 2.5 升水", None),
        ("1、甲乙", None),
    ],
)
def test_numbered_texts_are_a_list_where_the_numbers_run_from_one(value: str, items: list[str] | None) -> None:
    assert of_numbered(WORDS, value) == items
    assert of_numbered(ROOM, value) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [("星期三", "周三"), ("每周三", "周三"), ("礼拜天", "周日"), ("周三。", "周三"), ("周末", None), ("三", None)],
)
def test_day_of_the_week_has_several_words(written: str, day: str | None) -> None:
    assert of_option(["周三", "周日"], written) == day


def test_an_age_is_no_grade_and_no_number() -> None:
    assert of_type(INTEGER, {}, "6岁", "6岁") is None
    assert of_type(LIST, INTEGER, "6-8岁", "6-8岁") is None
