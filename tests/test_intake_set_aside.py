"""What no file may hold is taken out of a draft with the group that cannot be without it, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from written import project_rulebook

from course_catalogue.authoring.intake.set_aside import Gap, set_aside

SCHEMAS = project_rulebook().schemas
DRAFT = {"format": 1, "status": "draft", "title": "看云"}


def rest_of(**fields: Any) -> tuple[dict[str, Any], tuple[Gap, ...]]:
    rest, gaps = set_aside("series", DRAFT | fields, SCHEMAS)
    return {name: value for name, value in rest.items() if name not in DRAFT}, gaps


def test_a_wrong_choice_alone_is_taken_out() -> None:
    rest, gaps = rest_of(theme="云", delivery="送到学校")
    assert rest == {"theme": "云"}
    assert gaps == (Gap(("delivery",), "授课形式"),)


def test_a_group_goes_with_the_value_that_it_cannot_be_without() -> None:
    rest, gaps = rest_of(price={"kind": "成本分但", "fee_per_session": 5}, class_size={"min": 1, "best": 24})
    assert rest == {}
    assert set(gaps) == {Gap(("price",), "价格", "收费方式"), Gap(("class_size",), "班额", "最多")}


def test_a_row_of_a_table_goes_and_the_others_stay() -> None:
    steps = [{"name": "看", "minutes": 10}, {"name": "记", "minutes": "一会儿"}, {"name": "说", "minutes": 5}]
    rest, gaps = rest_of(sessions=[{"title": "云"}, {"title": "风", "steps": steps}])
    assert rest == {"sessions": [{"title": "云"}, {"title": "风", "steps": [steps[0], steps[2]]}]}
    assert gaps == (Gap(("sessions", 1, "steps", 1), "课时 2 › 环节 2", "分钟"),)
    assert gaps[0].is_row


def test_an_option_of_several_goes_and_a_list_that_is_left_empty_does_too() -> None:
    assert rest_of(settings=["课后服务", "夏天"])[0] == {"settings": ["课后服务"]}
    rest, gaps = rest_of(settings=["夏天"])
    assert rest == {}
    assert gaps == (Gap(("settings", 0), "使用场合 1"),)


@pytest.mark.parametrize(
    "fields",
    [
        {"colour": "蓝", "delivery": "送到学校"},
        {"status": "approved"},
        {"title": "云" * 31},
        {"sessions": [{"title": "云"}, {"theme": "风"}]},
        {"sessions": [{"objectives": [{"text": "说出云的名称"}]}]},
        {"grades": [3, 3]},
    ],
)
def test_what_is_more_than_a_wrong_value_leaves_everything_as_it_is(fields: dict[str, Any]) -> None:
    assert set_aside("series", DRAFT | fields, SCHEMAS) == (DRAFT | fields, ())
