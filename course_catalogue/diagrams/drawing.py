"""A diagram of a course file to a drawing."""

from __future__ import annotations

from course_catalogue.diagrams.alt import alt_of
from course_catalogue.diagrams.axes import draw_axes
from course_catalogue.diagrams.board import draw_board
from course_catalogue.diagrams.boxes import draw_boxes
from course_catalogue.diagrams.circuit import draw_circuit
from course_catalogue.diagrams.process import draw_process
from course_catalogue.diagrams.shapes import Drawing, Paper
from course_catalogue.parts import Diagram

_WAYS = {
    "坐标图": draw_axes,
    "柱形图": draw_axes,
    "流程图": draw_process,
    "电路图": draw_circuit,
    "分格图": draw_boxes,
    "板书图": draw_board,
}
KINDS = tuple(_WAYS)


def drawing_of(diagram: Diagram, paper: Paper) -> Drawing:
    """The same diagram on the same paper gives the same shapes."""
    height, shapes = _WAYS[diagram.kind](diagram, paper)
    return Drawing(diagram.title, alt_of(diagram), paper.width, round(height, 2), tuple(shapes))
