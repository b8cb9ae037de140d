"""坐标图 and 柱形图: axes on squared ground, with what is given drawn in, or empty to be drawn on."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.diagrams.lettering import text_width, wrapped
from course_catalogue.diagrams.shapes import HEAVY, THIN, Box, Circle, Paper, Point, Shape, Stroke, Words, arrow, line
from course_catalogue.parts import Axis, Diagram

_ASPECT = 0.52
# An arrow and the end of the axis reach this far beyond the last square.
_BEYOND = 4.0
_LEADING = 1.3


def draw_axes(diagram: Diagram, paper: Paper) -> tuple[float, list[Shape]]:
    """Height in mm, and the shapes."""
    plot = _Plot(diagram, paper)
    shapes: list[Shape] = [*plot.squares(), *plot.axes(), *plot.ticks(), *plot.names()]
    shapes += plot.bars() if diagram.kind == "柱形图" else plot.lines()
    return plot.end, shapes


class _Plot:
    """The squared field within a drawing, and where a value lies on it."""

    def __init__(self, diagram: Diagram, paper: Paper) -> None:
        assert diagram.y is not None
        self.diagram, self.paper, self.y = diagram, paper, diagram.y
        self.x = diagram.x or Axis(label="", start=0, stop=len(diagram.names), step=1)
        labels = [text_width(tick_words(value)) for value in ticks(self.y)]
        self.left = max(labels) * paper.letters + 3
        self.right = paper.width - _BEYOND - 1
        self.top = paper.letters * 1.6 + _BEYOND
        self.bottom = self.top + (diagram.height or round(paper.width * _ASPECT))
        slot = (self.right - self.left) / max(len(diagram.names), 1)
        self.bar_names = [wrapped(name, slot / paper.letters - 0.4) for name in diagram.names]
        below = max(map(len, self.bar_names), default=1) * _LEADING + (1.6 if self.x.label else 0)
        self.end = self.bottom + paper.letters * (below + 0.5)

    def at(self, x: float, y: float) -> Point:
        """Where a point of the diagram's own units lies, in mm."""
        across = (x - self.x.start) / (self.x.stop - self.x.start)
        up = (y - self.y.start) / (self.y.stop - self.y.start)
        return (self.left + across * (self.right - self.left), self.bottom - up * (self.bottom - self.top))

    def squares(self) -> Iterator[Shape]:
        for value in ticks(self.y)[1:]:
            height = self.at(self.x.start, value)[1]
            yield line(self.left, height, self.right, height, width=THIN, pale=True)
        if self.diagram.kind == "坐标图":
            for value in ticks(self.x)[1:]:
                across = self.at(value, self.y.start)[0]
                yield line(across, self.top, across, self.bottom, width=THIN, pale=True)

    def axes(self) -> Iterator[Shape]:
        yield from arrow((self.left, self.bottom), (self.left, self.top - _BEYOND))
        yield from arrow((self.left, self.bottom), (self.right + _BEYOND, self.bottom))

    def ticks(self) -> Iterator[Shape]:
        size = self.paper.letters
        for value in legible(ticks(self.y), (self.bottom - self.top) / size / 1.3):
            height = self.at(self.x.start, value)[1]
            yield line(self.left - 1, height, self.left, height)
            yield Words(self.left - 1.8, height, tick_words(value), size, "end")
        below = self.bottom + size * 0.9
        if self.diagram.kind == "柱形图":
            for index, lines in enumerate(self.bar_names):
                across = self.at(index + 0.5, self.y.start)[0]
                yield from (
                    Words(across, below + row * _LEADING * size, words, size) for row, words in enumerate(lines)
                )
            return
        widest = max(text_width(tick_words(value)) for value in ticks(self.x)) + 0.8
        for value in legible(ticks(self.x), (self.right - self.left) / (widest * size)):
            across = self.at(value, self.y.start)[0]
            yield line(across, self.bottom, across, self.bottom + 1)
            yield Words(across, below + 0.6, tick_words(value), size)

    def names(self) -> Iterator[Shape]:
        size = self.paper.letters
        yield Words(self.left + 2.5, size * 0.7, axis_words(self.y), size, "start", bold=True)
        if self.x.label:
            yield Words(self.right + _BEYOND, self.bottom + size * 2.5, axis_words(self.x), size, "end", bold=True)

    def bars(self) -> Iterator[Shape]:
        for index, value in enumerate(self.diagram.values):
            x1, y1 = self.at(index + 0.25, value)
            x2, y2 = self.at(index + 0.75, self.y.start)
            yield Box(x1, y1, x2 - x1, y2 - y1, tinted=True)

    def lines(self) -> Iterator[Shape]:
        for number, curve in enumerate(self.diagram.lines):
            places = [self.at(*point) for point in curve.points]
            if curve.joined and len(places) > 1:
                yield Stroke(tuple(places), width=HEAVY, dashed=number % 2 == 1)
            for x, y in places:
                yield Circle(x, y, 0.9, filled=number % 2 == 0)
            if curve.name:
                yield self._name_of(curve.name, places)

    def _name_of(self, name: str, places: list[Point]) -> Words:
        """Beside its last point; where there is no room, before it on the side that the line does not come from."""
        x, y = places[-1]
        size = self.paper.letters
        if x + text_width(name) * size + 2 <= self.right + _BEYOND:
            return Words(x + 2, y, name, size, "start")
        falls = len(places) > 1 and places[-2][1] < y
        below = falls and y + 2 * size < self.bottom
        return Words(x, y + size if below else y - size, name, size, "end")


def ticks(axis: Axis) -> list[float]:
    """The values at the squares, the first and the last included."""
    count = round((axis.stop - axis.start) / axis.step)
    return [axis.start + index * axis.step for index in range(count + 1)]


def legible(values: list[float], room: float) -> list[float]:
    """Every value, or every second, fifth …, so that no more than `room` are named."""
    for stride in (1, 2, 5, 10, 20):
        if len(values) <= room * stride:
            return values[::stride]
    return [values[0], values[-1]]


def tick_words(value: float) -> str:
    """Without the rounding errors of a sum."""
    return f"{round(value, 6):g}"


def axis_words(axis: Axis) -> str:
    return f"{axis.label}（{axis.unit}）" if axis.unit else axis.label
