"""板书图: the board as the class sees it at the end, in one to three columns."""

from __future__ import annotations

from course_catalogue.diagrams.lettering import wrapped
from course_catalogue.diagrams.shapes import THIN, Box, Paper, Shape, Stroke, Words
from course_catalogue.parts import BoardColumn, Diagram

_MARGIN = 4.0
_LEADING = 1.6


def draw_board(diagram: Diagram, paper: Paper) -> tuple[float, list[Shape]]:
    """Height in mm, and the shapes."""
    size = paper.letters
    large = size * 1.3
    title = wrapped(diagram.title, (paper.width - 2 * _MARGIN) / large)
    top = _MARGIN + large * (len(title) * _LEADING + 0.2)
    width = (paper.width - 2 * _MARGIN) / len(diagram.columns)
    texts = [_lines(column, (width - _MARGIN) / size) for column in diagram.columns]
    height = top + max(map(len, texts)) * _LEADING * size + _MARGIN
    shapes: list[Shape] = [
        Box(0.3, 0.3, paper.width - 0.6, height - 0.6, radius=2),
    ]
    for row, words in enumerate(title):
        shapes.append(
            Words(paper.width / 2, _MARGIN + (row + 0.5) * _LEADING * large - 0.3 * large, words, large, bold=True)
        )
    for index, lines in enumerate(texts):
        left = _MARGIN + index * width
        if index:
            shapes.append(Stroke(((left, top), (left, height - _MARGIN)), width=THIN, dashed=True))
        start = left + (_MARGIN / 2 if index else 0)
        for row, (words, bold) in enumerate(lines):
            shapes.append(Words(start, top + (row + 0.5) * _LEADING * size, words, size, "start", bold=bold))
    return height, shapes


def _lines(column: BoardColumn, limit: float) -> list[tuple[str, bool]]:
    """Text and whether it is bold; what goes on in a second line is set in by a character."""
    lines = [(words, True) for words in wrapped(column.title, limit)] if column.title else []
    for text in column.lines:
        first, *rest = wrapped(text, limit - 1)
        lines.append((first, False))
        lines.extend((f"　{words}", False) for words in rest)
    return lines
