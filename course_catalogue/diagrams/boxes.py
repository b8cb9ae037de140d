"""分格图: boxes to draw in, each under its caption."""

from __future__ import annotations

from math import ceil

from course_catalogue.diagrams.lettering import wrapped
from course_catalogue.diagrams.shapes import Box, Paper, Shape, Words
from course_catalogue.parts import Diagram

_GAP = 4.0
_HEIGHT = 32


def draw_boxes(diagram: Diagram, paper: Paper) -> tuple[float, list[Shape]]:
    """Height in mm, and the shapes."""
    size, count = paper.letters, len(diagram.boxes)
    columns = _columns(count, paper)
    width = (paper.width - (columns - 1) * _GAP) / columns
    captions = [wrapped(caption, width / size) for caption in diagram.boxes]
    head = max(map(len, captions)) * size * 1.35 + 1
    height = diagram.height or _HEIGHT
    shapes: list[Shape] = []
    for index, lines in enumerate(captions):
        row, column = divmod(index, columns)
        left, top = column * (width + _GAP), row * (head + height + _GAP)
        first = top + head - 1 - (len(lines) - 0.5) * size * 1.35
        shapes += [Words(left, first + line * size * 1.35, words, size, "start") for line, words in enumerate(lines)]
        shapes.append(Box(left + 0.2, top + head, width - 0.4, height))
    return ceil(count / columns) * (head + height + _GAP) - _GAP + 0.3, shapes


def _columns(count: int, paper: Paper) -> int:
    """As many side by side as leave a box 25 mm, in rows of equal length where that can be."""
    most = min(count, int((paper.width + _GAP) // (25 + _GAP)))
    rows = ceil(count / most)
    return ceil(count / rows)
