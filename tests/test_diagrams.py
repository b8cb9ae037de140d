"""Simple diagrams: declared in a course file, drawn alike on the web and in print."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from test_packs import pages, print_series, reader, series, session
from written import project_rulebook

from course_catalogue.diagrams import Drawing, Paper, drawing_of, printed, shown
from course_catalogue.diagrams.circuit import PARTS
from course_catalogue.diagrams.drawing import KINDS
from course_catalogue.diagrams.lettering import text_width, wrapped
from course_catalogue.diagrams.shapes import BESIDE_A_LABEL, ON_A5, Box, Circle, Shape, Stroke, Words
from course_catalogue.pages.page import environment
from course_catalogue.parts import Diagram

PAPERS = (shown(), printed(young=False), printed(young=True), BESIDE_A_LABEL, ON_A5)

CURVE: dict[str, Any] = {
    "kind": "坐标图",
    "title": "水温的变化",
    "x": {"label": "时间", "unit": "分", "from": 0, "to": 10, "step": 2},
    "y": {"label": "温度", "unit": "℃", "from": 20, "to": 60, "step": 10},
    "lines": [{"name": "敞口杯", "points": [[0, 60], [4, 45], [10, 36]]}],
}
BARS: dict[str, Any] = {
    "kind": "柱形图",
    "title": "三月的天气",
    "names": ["晴", "阴", "雨"],
    "values": [12, 9, 10],
    "y": {"label": "天数", "from": 0, "to": 15, "step": 5},
}
CYCLE: dict[str, Any] = {"kind": "流程图", "title": "一生", "steps": ["种子", "发芽", "开花", "结果"], "cycle": True}
BRANCHES: dict[str, Any] = {
    "kind": "电路图",
    "title": "两条支路",
    "circuit": [
        {"part": "电池", "label": "1.5 V"},
        {"part": "开关（断开）"},
        {"part": "并联", "branches": [[{"part": "灯泡", "label": "L1"}], [{"part": "灯泡", "label": "L2"}, {"part": "待接"}]]},
    ],
}  # fmt: skip
BOXES: dict[str, Any] = {"kind": "分格图", "title": "前后", "boxes": ["实验前", "实验后"]}
BOARD: dict[str, Any] = {
    "kind": "板书图",
    "title": "电走一圈",
    "columns": [{"title": "问题", "lines": ["怎样亮？"]}, {"lines": ["要有回路"]}],
}


def drawn(fields: dict[str, Any], paper: Paper = PAPERS[1]) -> Drawing:
    return drawing_of(msgspec.convert(fields, Diagram), paper)


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


def corners(shape: Shape) -> list[tuple[float, float]]:
    """The points between which a shape lies."""
    match shape:
        case Stroke():
            return list(shape.points)
        case Box():
            return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        case Circle():
            return [(shape.x - shape.radius, shape.y - shape.radius), (shape.x + shape.radius, shape.y + shape.radius)]
        case Words():
            length = text_width(shape.text) * shape.size
            left = shape.x - {"start": 0, "middle": length / 2, "end": length}[shape.anchor]
            return [(left, shape.y - shape.size / 2), (left + length, shape.y + shape.size / 2)]


def outside(drawing: Drawing) -> list[Shape]:
    """What lies off the ground by more than a hair."""
    ground_x, ground_y = drawing.width + 0.2, drawing.height + 0.2
    return [
        shape
        for shape in drawing.shapes
        if not all(-0.2 <= x <= ground_x and -0.2 <= y <= ground_y for x, y in corners(shape))
    ]


def test_schema_offers_the_kinds_and_parts_that_can_be_drawn() -> None:
    properties = project_rulebook().schemas.by_name["common"]["$defs"]["diagram"]["properties"]
    part = properties["circuit"]["items"]["properties"]
    assert tuple(properties["kind"]["enum"]) == KINDS
    assert tuple(part["part"]["enum"]) == PARTS
    assert tuple(part["branches"]["items"]["items"]["properties"]["part"]["enum"]) == PARTS[:-1]


@pytest.mark.parametrize(
    ("fields", "alt"),
    [
        (CURVE, "坐标图“水温的变化”：横轴 时间（分） 从 0 到 10；纵轴 温度（℃） 从 20 到 60；敞口杯 (0, 60)、(4, 45)、(10, 36)。"),
        ({**CURVE, "lines": []}, "坐标图“水温的变化”：横轴 时间（分） 从 0 到 10；纵轴 温度（℃） 从 20 到 60；空白，供画点连线。"),
        (BARS, "柱形图“三月的天气”：纵轴 天数 从 0 到 15；晴 12、阴 9、雨 10。"),
        (CYCLE, "流程图“一生”：种子 → 发芽 → 开花 → 结果 → 回到种子。"),
        (BRANCHES, "电路图“两条支路”：电池 1.5 V、开关（断开）、并联的 2 条支路（灯泡 L1；灯泡 L2、待接），连成一圈。"),
        (BOXES, "分格图“前后”：2 个空格，供画图：实验前、实验后。"),
        (BOARD, "板书图“电走一圈”：问题，怎样亮？；要有回路。"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_words_for_the_blind_say_what_is_declared(fields: dict[str, Any], alt: str) -> None:
    assert drawn(fields).alt == alt


def test_points_and_ticks_lie_where_their_numbers_say() -> None:
    shapes = drawn(CURVE).shapes
    ticks = {shape.text: shape for shape in shapes if isinstance(shape, Words)}
    dots = [shape for shape in shapes if isinstance(shape, Circle)]
    across = {number: ticks[number].x for number in ("0", "4", "10")}
    height = {number: ticks[number].y for number in ("60", "40", "50")}
    assert [dot.x for dot in dots] == [across["0"], across["4"], across["10"]]
    assert dots[0].y == height["60"]
    assert dots[1].y == pytest.approx((height["40"] + height["50"]) / 2, abs=0.02)


def test_bars_are_as_high_as_their_values() -> None:
    bars = [shape for shape in drawn(BARS).shapes if isinstance(shape, Box)]
    assert [round(bar.height / bars[0].height * 12, 1) for bar in bars] == [12, 9, 10]
    assert len({round(bar.y + bar.height, 1) for bar in bars}) == 1


def test_cycle_has_an_arrow_more_than_a_process() -> None:
    def heads(fields: dict[str, Any]) -> int:
        return sum(isinstance(shape, Stroke) and shape.filled for shape in drawn(fields).shapes)

    assert (heads(CYCLE), heads({**CYCLE, "cycle": False})) == (4, 3)


def test_circuit_stands_on_its_source_and_the_rest_above() -> None:
    drawing = drawn(BRANCHES)
    place = {shape.text: shape.y for shape in drawing.shapes if isinstance(shape, Words)}
    assert place["L1"] < place["L2"] < place["1.5 V"]
    assert words(drawing) == ["L1", "L2", "?", "1.5 V"]


class _Some:
    """Diagrams at the limits of the schema."""

    def __init__(self) -> None:
        self.chance = random.Random(20221115)  # noqa: S311  the same diagrams every time

    def text(self, most: int) -> str:
        letters = "".join(self.chance.choices("水温ab，（）4。", k=self.chance.randint(1, most)))
        return letters.strip("，。） ") or "水"

    def texts(self, fewest: int, most: int, length: int) -> list[str]:
        return [self.text(length) for _ in range(self.chance.randint(fewest, most))]

    def axis(self) -> dict[str, Any]:
        start, step = self.chance.choice((-20, 0)), self.chance.choice((1, 2, 5, 20))
        return {"label": self.text(12), "unit": self.text(8), "from": start, "to": 20, "step": step}

    def height(self) -> int:
        return self.chance.choice((0, 20, 150))

    def part(self) -> dict[str, Any]:
        return {"part": self.chance.choice(PARTS[:-1]), "label": self.text(5)}

    def branches(self) -> dict[str, Any]:
        rows = [[self.part() for _ in range(self.chance.randint(1, 3))] for _ in range(self.chance.randint(2, 4))]
        return {"part": "并联", "branches": rows}

    def columns(self) -> list[dict[str, Any]]:
        return [{"title": self.text(12), "lines": self.texts(1, 10, 40)} for _ in range(self.chance.randint(1, 3))]

    def diagram(self) -> dict[str, Any]:
        kind = self.chance.choice(KINDS)
        return {"kind": kind, "title": self.text(30), **self._own(kind)}

    def _own(self, kind: str) -> dict[str, Any]:
        match kind:
            case "坐标图":
                lines = [
                    {"name": self.text(12), "points": [[20, 20], [0, 0]]},
                    {"name": self.text(12), "points": [[0, 20], [20, 0]]},
                ]
                return {"x": self.axis(), "y": self.axis(), "height": self.height(), "lines": lines}
            case "柱形图":
                return {"names": self.texts(2, 12, 8), "y": self.axis(), "height": self.height()}
            case "流程图":
                return {"steps": self.texts(2, 10, 16), "cycle": self.chance.random() < 0.5}
            case "电路图":
                few = [self.part() for _ in range(self.chance.randint(1, 5))]
                return {"circuit": self.chance.choice((few, [self.part(), self.branches()]))}
            case "分格图":
                return {"boxes": self.texts(1, 8, 20), "height": self.height()}
            case _:
                return {"columns": self.columns()}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.width}-{paper.letters}")
def test_nothing_is_drawn_off_the_ground(paper: Paper) -> None:
    some = _Some()
    for _ in range(400):
        fields = some.diagram()
        assert outside(drawn(fields, paper)) == [], fields


def test_lines_break_by_the_rules_of_chinese() -> None:
    assert wrapped("断开一处，灯就灭（开路）", 4) == ["断开一", "处，灯就", "灭（开", "路）"]
    assert wrapped("用 LED 代替灯泡", 4) == ["用 LED", "代替灯泡"]
    assert wrapped("顶土长叶", 4 - 1e-12) == ["顶土长叶"]
    assert wrapped("abcdefghijklmnop", 3) == ["abcde", "fghij", "klmno", "p"]


def test_page_shows_text_as_text_and_alt_as_label() -> None:
    hostile = {**CYCLE, "title": "<script>", "steps": ['"><svg onload=x>', "{{ 1 + 1 }}"]}
    html = environment().from_string("{{ it | figure }}").render(it=msgspec.convert(hostile, Diagram))
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the name is html.parser's
            tags.append(tag)

    Tags().feed(html)
    assert set(tags) == {"figure", "svg", "polyline", "polygon", "rect", "text", "figcaption"}
    assert "{{ 1 + 1 }}" in html
    assert 'role="img" aria-label="流程图' in html


def test_pack_prints_the_diagrams_and_reads_them_to_the_blind() -> None:
    first = session(1, diagrams=[BRANCHES, BOARD])
    first["worksheet"] = {**first["worksheet"], "blocks": [{"kind": "图", "text": "画出变化", "diagram": CURVE}]}
    printed_pack = print_series({**series(12), "sessions": [first, *(session(number) for number in range(2, 13))]})
    lesson = next(text for text in pages(printed_pack) if "教师用图" in text)
    sheet = next(text for text in pages(printed_pack) if "画出变化" in text)
    assert re.search("L1.*L2.*电走一圈", lesson, re.DOTALL)
    assert re.search("温度（℃）.*时间（分）", sheet, re.DOTALL)
    assert printed_pack.overflowing == ()
    assert {drawn(fields).alt for fields in (BRANCHES, BOARD, CURVE)} <= set(_alternatives(printed_pack))


def _alternatives(printed_pack: Any) -> list[str]:
    """The words in place of figures, from the tree of tags."""
    found: list[str] = []
    waiting: list[Any] = [reader(printed_pack).root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            waiting += [node[key] for key in ("/K",) if key in node]
    return found
