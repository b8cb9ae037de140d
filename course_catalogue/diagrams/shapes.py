"""What a drawing is made of: lines, boxes, circles and words, in millimetres from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

THIN, NORMAL, HEAVY = 0.15, 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Paper:
    """Room for a drawing: its width and the size of its letters in millimetres."""

    width: float
    letters: float


# Letters of about 9 points in print; on a phone of 360 pixels about 12 pixels.
ON_SCREEN = Paper(width=110, letters=3.6)
ON_PAPER = Paper(width=150, letters=3.3)
ON_PAPER_FOR_THE_YOUNG = Paper(width=150, letters=4.6)
# In the wide column of a sheet of A4, and on a page of A5.
BESIDE_A_LABEL = Paper(width=125, letters=3.2)
ON_A5 = Paper(width=112, letters=3.2)


def shown() -> Paper:
    """Room on a web page."""
    return ON_SCREEN


def printed(*, young: bool) -> Paper:
    """Room on a page of A4; `young` for grades 1 and 2."""
    return ON_PAPER_FOR_THE_YOUNG if young else ON_PAPER


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open or closed line through points; `pale` lines stand behind what is read or written."""

    kind: ClassVar = "stroke"
    points: tuple[Point, ...]
    width: float = NORMAL
    closed: bool = False
    filled: bool = False
    dashed: bool = False
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `tinted` ones have a light ground."""

    kind: ClassVar = "box"
    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    tinted: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    kind: ClassVar = "circle"
    x: float
    y: float
    radius: float
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `x` is its start, middle or end, `y` the middle of its height, `size` that of its letters."""

    kind: ClassVar = "words"
    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "middle"
    bold: bool = False


Shape = Stroke | Box | Circle | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a ground of `width` × `height` mm, its `title`, and in `alt` what it shows, for those who cannot see it."""

    title: str
    alt: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def line(x1: float, y1: float, x2: float, y2: float, *, width: float = NORMAL, pale: bool = False) -> Stroke:
    return Stroke(((x1, y1), (x2, y2)), width=width, pale=pale)


def arrow(*points: Point, head: float = 2.0) -> tuple[Stroke, Stroke]:
    """A line whose last piece, upright or level, ends in a head of `head` mm."""
    (from_x, from_y), (x, y) = points[-2:]
    along_x, along_y = _sign(x - from_x), _sign(y - from_y)
    back = (x - along_x * head, y - along_y * head)
    half = head * 0.4
    wings = ((back[0] - along_y * half, back[1] - along_x * half), (back[0] + along_y * half, back[1] + along_x * half))
    return Stroke((*points[:-1], back)), Stroke(((x, y), *wings), closed=True, filled=True)


def _sign(number: float) -> int:
    return (number > 1e-6) - (number < -1e-6)
