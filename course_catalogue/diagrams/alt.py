"""What a diagram shows, in words: for readers who do not see it, made from what is declared."""

from __future__ import annotations

from collections.abc import Iterable

from course_catalogue.diagrams.axes import axis_words, tick_words
from course_catalogue.diagrams.circuit import BRANCHES
from course_catalogue.parts import Axis, CircuitPart, Diagram


def alt_of(diagram: Diagram) -> str:
    return f"{diagram.kind}“{diagram.title}”：{_shown(diagram)}。"


def _shown(diagram: Diagram) -> str:
    match diagram.kind:
        case "坐标图":
            curves = [f"{curve.name or '给出的点'} {_points(curve.points)}" for curve in diagram.lines]
            return "；".join(
                (f"横轴{_range(diagram.x)}", f"纵轴{_range(diagram.y)}", *(curves or ["空白，供画点连线"]))
            )
        case "柱形图":
            given = [f"{name} {tick_words(value)}" for name, value in zip(diagram.names, diagram.values, strict=False)]
            columns = "、".join(given) if given else f"{'、'.join(diagram.names)}，空白，供画柱"
            return f"纵轴{_range(diagram.y)}；{columns}"
        case "流程图":
            return " → ".join((*diagram.steps, f"回到{diagram.steps[0]}") if diagram.cycle else diagram.steps)
        case "电路图":
            return f"{_circuit(diagram.circuit)}，连成一圈"
        case "分格图":
            return f"{len(diagram.boxes)} 个空格，供画图：{'、'.join(diagram.boxes)}"
        case _:
            return "；".join("，".join((column.title, *column.lines)).strip("，") for column in diagram.columns)


def _range(axis: Axis | None) -> str:
    return f" {axis_words(axis)} 从 {tick_words(axis.start)} 到 {tick_words(axis.stop)}" if axis else ""


def _points(points: Iterable[tuple[float, float]]) -> str:
    return "、".join(f"({tick_words(x)}, {tick_words(y)})" for x, y in points)


def _circuit(parts: Iterable[CircuitPart]) -> str:
    return "、".join(_part(part) for part in parts)


def _part(part: CircuitPart) -> str:
    if part.part == BRANCHES:
        return f"并联的 {len(part.branches)} 条支路（{'；'.join(map(_circuit, part.branches))}）"
    return f"{part.part} {part.label}" if part.label else part.part
