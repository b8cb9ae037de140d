"""A group in one cell is a line for each value, with the way to it; what is not understood is told line by line."""

from __future__ import annotations

from typing import Any

import pytest
from written import project_rulebook

from course_catalogue.authoring.office.cells import Cell
from course_catalogue.authoring.office.outlines import read_outline
from course_catalogue.office_forms.shown import outline

SCHEMAS = project_rulebook().schemas
DIAGRAM = SCHEMAS.by_name["common"]["$defs"]["diagram"]

AXES = {
    "kind": "坐标图",
    "title": "水温",
    "x": {"label": "时间", "unit": "分", "from": 0, "to": 10, "step": 1},
    "y": {"label": "温度", "from": -5, "to": 60, "step": 2.5},
    "lines": [{"name": "热水", "points": [[0, 60], [5, 48.5]], "joined": False}, {"points": [[0, 20]]}],
}
AXES_LINES = """\
图的类型：坐标图
图题：水温
横轴 › 名称：时间
横轴 › 单位：分
横轴 › 起点：0
横轴 › 终点：10
横轴 › 每格：1
纵轴 › 名称：温度
纵轴 › 起点：-5
纵轴 › 终点：60
纵轴 › 每格：2.5
一组点 1 › 名称：热水
一组点 1 › 点：0，60；5，48.5
一组点 1 › 连成折线：否
一组点 2 › 点：0，20"""
CIRCUIT = {
    "kind": "电路图",
    "title": "并联",
    "circuit": [
        {"part": "电池", "label": "1.5 V"},
        {"part": "并联", "branches": [[{"part": "灯泡", "label": "L1"}], [{"part": "开关（断开）"}, {"part": "灯泡"}]]},
    ],
}
BOARD = {"kind": "板书图", "title": "发现", "columns": [{"title": "左", "lines": ["甲：乙", "丙"]}, {"lines": ["丁"]}]}
BARS = {"kind": "柱形图", "title": "亮", "names": ["镜子", "白纸"], "values": [3, 4.5], "height": 40}


def back(text: str) -> tuple[dict[str, Any], list[str]]:
    group, left = read_outline(DIAGRAM, Cell(text, "B1"), SCHEMAS)
    return group, [one.why for one in left]


def test_each_value_has_a_line_with_the_way_to_it() -> None:
    assert "\n".join(outline(DIAGRAM, AXES, SCHEMAS)) == AXES_LINES


@pytest.mark.parametrize("group", [AXES, CIRCUIT, BOARD, BARS])
def test_a_group_comes_back_as_it_was(group: dict[str, Any]) -> None:
    assert back("\n".join(outline(DIAGRAM, group, SCHEMAS))) == (group, [])


def test_lines_may_be_written_with_other_signs() -> None:
    assert back(" 图的类型: 坐标图\n\n横轴>名称:时间 ") == ({"kind": "坐标图", "x": {"label": "时间"}}, [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("坐标图", "“坐标图”没有冒号：一行写一项，如“名称：内容”"),
        ("颜色：红", "“颜色：红”里的名称不认识：一行写一项，如“名称：内容”"),
        ("横轴：时间", "“横轴：时间”不完整：一行写一项，如“名称：内容”"),
        ("横轴 › 起点：很小", "“横轴 › 起点：很小”应为数，只写数字：一行写一项，如“名称：内容”"),
        ("一组点 1 › 点：0，多", "“一组点 1 › 点：0，多”应为数字：一行写一项，如“名称：内容”"),
    ],
)
def test_a_line_that_is_not_understood_is_told(line: str, why: str) -> None:
    assert back(f"图题：水\n{line}") == ({"title": "水"}, [why])
