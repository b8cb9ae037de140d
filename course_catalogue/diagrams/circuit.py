"""电路图: a loop of symbols as school books draw them (GB/T 4728), with branches side by side (并联)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import cos, pi, sin

from course_catalogue.diagrams.shapes import HEAVY, Box, Circle, Paper, Shape, Stroke, Words, line
from course_catalogue.parts import CircuitPart, Diagram

BRANCHES = "并联"
# A part takes so much of the wire, a branch lies so much below the one before, in mm.
_PART, _STEP, _MARGIN = 18.0, 15.0, 8.0
_HALF = 4.0  # a symbol reaches this far from its middle
# What stands at the bottom of the loop when it comes first: the source and its switch.
_SOURCES = frozenset({"电池", "电池组", "开关（断开）", "开关（闭合）"})


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts on one level wire, from `left` to `right` at height `y`."""

    parts: tuple[CircuitPart, ...]
    left: float
    right: float
    y: float
    letters: float

    def shapes(self) -> Iterator[Shape]:
        weights = [breadth(part) for part in self.parts]
        share = (self.right - self.left) / sum(weights)
        at = self.left
        for part, weight in zip(self.parts, weights, strict=True):
            end = at + weight * share
            yield from self._branches(part, at, end) if part.part == BRANCHES else self._part(part, at, end)
            at = end

    def _part(self, part: CircuitPart, start: float, end: float) -> Iterator[Shape]:
        middle = (start + end) / 2
        half, symbol = _SYMBOLS[part.part]
        yield line(start, self.y, middle - half, self.y)
        yield line(middle + half, self.y, end, self.y)
        yield from symbol(middle, self.y, self.letters)
        if part.label:
            yield Words(middle, self.y + _HALF + self.letters * 0.8, part.label, self.letters)

    def _branches(self, part: CircuitPart, start: float, end: float) -> Iterator[Shape]:
        left, right = start + 3, end - 3
        yield line(start, self.y, left, self.y)
        yield line(right, self.y, end, self.y)
        for number, branch in enumerate(part.branches):
            y = self.y + number * _STEP
            if number:
                yield line(left, y - _STEP, left, y)
                yield line(right, y - _STEP, right, y)
            yield from replace(self, parts=branch, left=left, right=right, y=y).shapes()
        for x in (left, right):
            yield Circle(x, self.y, 0.7, filled=True)


def draw_circuit(diagram: Diagram, paper: Paper) -> tuple[float, list[Shape]]:
    """Height in mm, and the shapes."""
    above, below = rows_of(diagram.circuit)
    widest = max(sum(map(breadth, row)) for row in (above, below))
    width = min(max(widest * _PART, 50), paper.width - 2 * _MARGIN)
    left = (paper.width - width) / 2
    right, top = left + width, _HALF + 1
    bottom = top + max((_depth(part) for part in above), default=1) * _STEP + 6
    shapes: list[Shape] = [line(left, top, left, bottom), line(right, top, right, bottom)]
    for row, y in ((above, top), (below, bottom)):
        shapes += _Run(row, left, right, y, paper.letters).shapes() if row else [line(left, y, right, y)]
    return bottom + _HALF + paper.letters * 1.6, shapes


def rows_of(circuit: tuple[CircuitPart, ...]) -> tuple[tuple[CircuitPart, ...], tuple[CircuitPart, ...]]:
    """What stands on the upper wire, and on the lower one: the source, and its switch, if they come first."""
    sources = next((index for index, part in enumerate(circuit) if part.part not in _SOURCES), len(circuit))
    return circuit[sources:], circuit[:sources]


def breadth(part: CircuitPart) -> float:
    """In parts side by side; branches have wires at both ends."""
    return max(sum(map(breadth, branch)) for branch in part.branches) + 0.5 if part.part == BRANCHES else 1


def _depth(part: CircuitPart) -> int:
    return len(part.branches) if part.part == BRANCHES else 1


def _battery(x: float, y: float, _: float) -> Iterator[Shape]:
    yield line(x - 0.8, y - 3.2, x - 0.8, y + 3.2)
    yield line(x + 0.8, y - 1.6, x + 0.8, y + 1.6, width=HEAVY * 1.5)


def _batteries(x: float, y: float, letters: float) -> Iterator[Shape]:
    yield from _battery(x - 1.8, y, letters)
    yield line(x - 1.0, y, x + 1.0, y)
    yield from _battery(x + 1.8, y, letters)


def _open_switch(x: float, y: float, _: float) -> Iterator[Shape]:
    yield Circle(x - 3.2, y, 0.8)
    yield Circle(x + 3.2, y, 0.8)
    yield line(x - 2.6, y - 0.5, x + 2.6, y - 3.4)


def _closed_switch(x: float, y: float, _: float) -> Iterator[Shape]:
    yield Circle(x - 3.2, y, 0.8)
    yield Circle(x + 3.2, y, 0.8)
    yield line(x - 2.5, y - 0.5, x + 3.6, y - 0.8)


def _lamp(x: float, y: float, _: float) -> Iterator[Shape]:
    yield Circle(x, y, 3.2)
    reach = 3.2 * cos(pi / 4)
    yield line(x - reach, y - reach, x + reach, y + reach)
    yield line(x - reach, y + reach, x + reach, y - reach)


def _lettered(letter: str) -> Callable[[float, float, float], Iterator[Shape]]:
    def symbol(x: float, y: float, letters: float) -> Iterator[Shape]:
        yield Circle(x, y, 3.2)
        yield Words(x, y, letter, min(letters * 1.1, 4.4), bold=True)

    return symbol


def _resistor(x: float, y: float, _: float) -> Iterator[Shape]:
    yield Box(x - 4, y - 1.5, 8, 3)


def _buzzer(x: float, y: float, _: float) -> Iterator[Shape]:
    arc = tuple((x + 3.2 * cos(pi * part / 16), y - 1 - 3.2 * sin(pi * part / 16)) for part in range(17))
    yield Stroke(arc, closed=True)
    yield line(x - 1.6, y - 1, x - 1.6, y)
    yield line(x + 1.6, y - 1, x + 1.6, y)
    yield line(x - 3.2, y, x - 1.6, y)
    yield line(x + 1.6, y, x + 3.2, y)


def _diode(x: float, y: float, _: float) -> Iterator[Shape]:
    yield Stroke(((x - 1.8, y - 2.2), (x - 1.8, y + 2.2), (x + 1.8, y)), closed=True)
    yield line(x + 1.8, y - 2.2, x + 1.8, y + 2.2)
    for shift in (0.0, 2.0):
        tail, tip = (x - 0.6 + shift, y - 2.4), (x + 1.0 + shift, y - 4.4)
        yield Stroke((tail, tip))
        yield Stroke((tip, (tip[0] - 1.1, tip[1] + 0.3), (tip[0] - 0.2, tip[1] + 1.1)), closed=True, filled=True)


def _gap(x: float, y: float, letters: float) -> Iterator[Shape]:
    yield Box(x - 4, y - 3, 8, 6, dashed=True)
    yield Words(x, y, "?", letters)


# Half the width that a symbol takes of the wire, and what draws it around its middle.
_SYMBOLS: dict[str, tuple[float, Callable[[float, float, float], Iterator[Shape]]]] = {
    "电池": (0.8, _battery),
    "电池组": (2.6, _batteries),
    "开关（断开）": (4.0, _open_switch),
    "开关（闭合）": (4.0, _closed_switch),
    "灯泡": (3.2, _lamp),
    "电动机": (3.2, _lettered("M")),
    "电流表": (3.2, _lettered("A")),
    "电压表": (3.2, _lettered("V")),
    "电阻": (4.0, _resistor),
    "蜂鸣器": (3.2, _buzzer),
    "发光二极管": (1.8, _diode),
    "待接": (4.0, _gap),
}
PARTS = (*_SYMBOLS, BRANCHES)
