"""流程图: steps in boxes, joined by arrows; a cycle (cycle: true) leads back to the first."""

from __future__ import annotations

from math import ceil

from course_catalogue.diagrams.lettering import text_width, wrapped
from course_catalogue.diagrams.shapes import Box, Paper, Point, Shape, Words, arrow
from course_catalogue.parts import Diagram

_GAP = 8.0
_NARROWEST, _WIDEST = 4.0, 8.0  # of a box, in characters


def draw_process(diagram: Diagram, paper: Paper) -> tuple[float, list[Shape]]:
    """Height in mm, and the shapes."""
    size, count = paper.letters, len(diagram.steps)
    characters = min(max(*map(text_width, diagram.steps), _NARROWEST), _WIDEST)
    width = (characters + 1.6) * size
    per_row = max(2, int((paper.width + _GAP) // (width + _GAP)))
    if diagram.cycle:
        per_row = ceil(count / 2)
        width = min(width, (paper.width - (per_row - 1) * _GAP) / per_row)
        characters = width / size - 1.6
    texts = [wrapped(step, characters) for step in diagram.steps]
    height = (max(map(len, texts)) * 1.35 + 1.2) * size
    centres = (
        _ring(count, per_row, paper, width, height) if diagram.cycle else _snake(count, per_row, paper, width, height)
    )
    shapes: list[Shape] = []
    for (x, y), lines in zip(centres, texts, strict=True):
        shapes.append(Box(x - width / 2, y - height / 2, width, height, radius=1.5))
        top = y - (len(lines) - 1) * 0.675 * size
        shapes += [Words(x, top + index * 1.35 * size, words, size) for index, words in enumerate(lines)]
    joined = list(zip(centres, centres[1:] + centres[:1], strict=True))
    for start, end in joined if diagram.cycle else joined[:-1]:
        shapes += _join(start, end, width, height)
    return max(y for _, y in centres) + height / 2 + 0.5, shapes


def _snake(count: int, per_row: int, paper: Paper, width: float, height: float) -> list[Point]:
    """Centres row by row, each second row from right to left."""
    per_row = min(per_row, count)
    left = (paper.width - per_row * width - (per_row - 1) * _GAP) / 2
    places = []
    for index in range(count):
        row, column = divmod(index, per_row)
        column = per_row - 1 - column if row % 2 else column
        places.append((left + width / 2 + column * (width + _GAP), height / 2 + 0.5 + row * (height + _GAP)))
    return places


def _ring(count: int, per_row: int, paper: Paper, width: float, height: float) -> list[Point]:
    """Centres of a round: the upper row from left to right, the lower one back."""
    upper = _snake(per_row, per_row, paper, width, height)
    lower_y = upper[0][1] + height + _GAP
    below = count - per_row
    if below == per_row:
        return [*upper, *((x, lower_y) for x, _ in reversed(upper))]
    # one fewer below: the ends stand under the ends, where arrows go straight down and up
    first, last = upper[-1][0], upper[0][0]
    if below == 1:
        return [*upper, ((first + last) / 2, lower_y)]
    return [*upper, *((first + (last - first) * index / (below - 1), lower_y) for index in range(below))]


def _join(start: Point, end: Point, width: float, height: float) -> tuple[Shape, ...]:
    """An arrow from box to box: level within a row, upright between rows, round the corner where they are not in line."""
    (x1, y1), (x2, y2) = start, end
    if abs(y1 - y2) < 1e-6:
        side = 1 if x2 > x1 else -1
        return arrow((x1 + side * width / 2, y1), (x2 - side * width / 2, y2))
    down = 1 if y2 > y1 else -1
    if abs(x1 - x2) < 1e-6:
        return arrow((x1, y1 + down * height / 2), (x2, y2 - down * height / 2))
    if down > 0:
        return arrow((x1, y1 + height / 2), (x1, y2), (x2 + (width / 2 if x1 > x2 else -width / 2), y2))
    return arrow((x1 + (width / 2 if x2 > x1 else -width / 2), y1), (x2, y1), (x2, y2 + height / 2))
