"""The drawings of the sample catalogue: `python scripts/sample_drawings.py` draws them anew, the same each time.

Black, white and one dark blue; compression, tension, water and air differ in their lines, too, so that a copy in
grey says the same. Drawn at twice the size and made smaller, for smooth lines. What is simpler as shapes stands as SVG
in `scripts/drawings/` and is set by Typst.
"""

from __future__ import annotations

import math
import sys
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / ".fonts"
SOCIETY = ROOT / "courses" / "yongjiang-science-society"
DRAWINGS = ROOT / "scripts" / "drawings"
DRAWN = {
    "filter-bottle": "yongcheng-chemistry-teachers/kitchen-matter",
    "two-metre-line": "shan-creek-naturalists/creek-neighbours",
    "mayfly-stonefly": "shan-creek-naturalists/creek-neighbours",
}  # drawing: course
SCALE = 2
INK, BLUE, GREY, WATER = "#1a1a1a", "#1b4f72", "#8a8a8a", "#c9dcea"
Point = tuple[float, float]


class Sheet:
    """A white sheet in pixels of the finished picture; lengths are multiplied inside."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: list[Point], width: float = 4, colour: str = INK) -> None:
        self.pen.line([_scaled(point) for point in points], fill=colour, width=round(width * SCALE), joint="curve")

    def dashes(self, start: Point, end: Point, width: float = 4, colour: str = INK, dash: float = 16) -> None:
        length = math.dist(start, end)
        count = max(round(length / (1.6 * dash)), 1)
        for index in range(count):
            first, last = index / count, (index + 0.62) / count
            self.line([_between(start, end, first), _between(start, end, last)], width, colour)

    def polygon(self, points: list[Point], fill: str, outline: str | None = None, width: float = 4) -> None:
        self.pen.polygon([_scaled(point) for point in points], fill=fill)
        if outline:
            self.line([*points, points[0]], width, outline)

    def dot(self, centre: Point, radius: float, fill: str = "white", outline: str = INK, width: float = 4) -> None:
        x, y = _scaled(centre)
        r = radius * SCALE
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=fill, outline=outline, width=round(width * SCALE))

    def arrow(self, start: Point, end: Point, width: float = 5, colour: str = INK, head: float = 22) -> None:
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        neck = (end[0] - head * 0.8 * math.cos(angle), end[1] - head * 0.8 * math.sin(angle))
        self.line([start, neck], width, colour)
        sides = [
            (end[0] - head * math.cos(angle + turn), end[1] - head * math.sin(angle + turn)) for turn in (0.42, -0.42)
        ]
        self.polygon([end, *sides], colour)

    def words(
        self, at: Point, text: str, size: int = 42, anchor: str = "lm", colour: str = INK, *, bold: bool = False
    ) -> None:
        name = "NotoSansSC_700Bold.ttf" if bold else "NotoSansSC_400Regular.ttf"
        font = ImageFont.truetype(FONTS / name, size * SCALE)
        self.pen.text(_scaled(at), text, fill=colour, font=font, anchor=anchor)

    def label(self, target: Point, at: Point, text: str, anchor: str = "lm") -> None:
        """Words with a thin line to what they name."""
        gap = 10 if anchor == "lm" else -10
        self.line([target, (at[0] - gap, at[1])], 2.5, GREY)
        self.dot(target, 5, GREY, GREY, 1)
        self.words(at, text, anchor=anchor)

    def save(self, path: Path) -> None:
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.quantize(32, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)


def _scaled(point: Point) -> Point:
    return point[0] * SCALE, point[1] * SCALE


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def truss() -> Sheet:
    """One side of bridge no. 1: five nodes below, four above, eight diagonals, a load at the middle.

    Simply supported and loaded at the middle node: the top chord and the diagonals that fall towards the supports are
    pressed, the bottom chord and the other diagonals are pulled.
    """
    sheet = Sheet(1200, 660)
    left, panel, top, bottom = 120, 240, 180, 400
    low = [(left + panel * index, bottom) for index in range(5)]
    high = [(left + panel * (index + 0.5), top) for index in range(4)]
    pressed = [(high[0], high[3]), (low[0], high[0]), (low[1], high[1]), (low[3], high[2]), (low[4], high[3])]
    pulled = [(low[0], low[4]), (high[0], low[1]), (high[1], low[2]), (high[2], low[2]), (high[3], low[3])]
    for start, end in pulled:
        sheet.line([start, end], 15, INK)
        sheet.line([start, end], 8, "white")
    for start, end in pressed:
        sheet.line([start, end], 15, BLUE)
    for node in (*low, *high):
        sheet.dot(node, 15)
    for support in (low[0], low[4]):
        x, y = support
        sheet.polygon([(x, y + 17), (x - 38, y + 75), (x + 38, y + 75)], "white", INK)
        for step in range(-3, 4):
            sheet.line([(x + step * 15, y + 77), (x + step * 15 - 14, y + 95)], 3)
    sheet.arrow((low[2][0], bottom + 20), (low[2][0], bottom + 118), 8)
    sheet.words((low[2][0] + 24, bottom + 85), "荷载")
    sheet.words((600, 40), "一片桁架怎样传力", 46, "mm", bold=True)
    sheet.label((600, top), (600 + 90, 110), "上弦（4 个节点）")
    sheet.label((left + panel * 0.42, bottom), (left + panel * 0.55, bottom + 62), "下弦（5 个节点）")
    sheet.label(_between(high[3], low[4], 0.55), (1065, 240), "斜杆")
    y = 610
    sheet.line([(60, y), (170, y)], 15, BLUE)
    sheet.words((190, y), "受压：怕弯，要粗、要短")
    sheet.line([(760, y), (870, y)], 15, INK)
    sheet.line([(760, y), (870, y)], 8, "white")
    sheet.words((890, y), "受拉：怕断开")
    return sheet


def rain_gauge() -> Sheet:
    """The gauge of the lesson in section: a bottle cut in two, its top upside down as a funnel, stones, a line of zero."""
    sheet = Sheet(1200, 1120)
    left, right, rim, floor = 150, 480, 190, 960
    zero, level = 790, 674
    sheet.polygon([(left, level), (right, level), (right, floor), (left, floor)], WATER)
    for index, (x, y) in enumerate(_stones(left, right, zero + 40, floor)):
        sheet.dot((x, y), 23 - index % 3 * 3, "#d9d4c8", INK, 3)
    sheet.line([(left, rim), (left, floor), (right, floor), (right, rim)], 7)
    middle = (left + right) / 2
    sheet.line([(left + 10, rim), (left + 10, rim + 40), (middle - 30, rim + 190), (middle - 30, rim + 240)], 6, BLUE)
    sheet.line([(right - 10, rim), (right - 10, rim + 40), (middle + 30, rim + 190), (middle + 30, rim + 240)], 6, BLUE)
    for x in (left, right):
        sheet.line([(x - 10, rim), (x + 10, rim)], 22, INK)
    sheet.line([(left, level), (right, level)], 5, BLUE)
    sheet.dashes((left, zero), (right + 40, zero), 5)
    for index in range(16):
        y = zero - index * 29
        sheet.line([(right + 12, y), (right + (46 if index % 5 == 0 else 30), y)], 4)
        if index % 5 == 0:
            sheet.words((right + 58, y), f"{index * 10}", 34)
    sheet.words((right + 58, zero - 16 * 29 - 20), "毫米", 34)
    for x in (200, 315, 430):
        sheet.arrow((x, 60), (x, 140), 5, BLUE)
    sheet.words((470, 92), "雨", 44, bold=True)
    column = 690
    sheet.label((right + 8, rim), (column, 170), "切口包胶带，口沿要水平")
    sheet.label((right - 40, rim + 68), (column, 270), "漏斗：瓶子上截倒扣")
    sheet.words((column, 325), "（去掉瓶盖）", 38)
    sheet.label((right - 60, level), (column, 674), "水面：读凹处最低点")
    sheet.words((column, 726), "图上是 40 毫米", 38)
    sheet.label((right + 92, zero), (column, 790), "零线：先加水到这里")
    sheet.label((right - 60, 900), (column, 900), "石子：压稳瓶子")
    sheet.words((600, 1060), "自制雨量器的剖面（示意，不按比例）", 46, "mm", bold=True)
    return sheet


def _stones(left: float, right: float, top: float, floor: float) -> list[Point]:
    return [
        (left + 34 + column * 53 + (row % 2) * 22, floor - 27 - row * 40)
        for row in range(int((floor - top) // 40))
        for column in range(6)
        if left + 34 + column * 53 + (row % 2) * 22 < right - 26
    ]


def logo() -> Sheet:
    """A wind vane over three waves."""
    sheet = Sheet(480, 240)
    sheet.line([(110, 60), (110, 150)], 9, BLUE)
    sheet.line([(46, 82), (160, 82)], 9, BLUE)
    sheet.polygon([(186, 82), (150, 60), (150, 104)], BLUE)
    sheet.polygon([(46, 82), (30, 58), (62, 58), (76, 82), (62, 106), (30, 106)], BLUE)
    sheet.dot((110, 52), 10, BLUE, BLUE)
    for row in range(3):
        points = [(30 + step * 4, 168 + row * 22 + 7 * math.sin(step * 4 / 160 * 2 * math.pi)) for step in range(41)]
        sheet.line(points, 6, BLUE)
    sheet.words((220, 92), "甬江科教", 56, bold=True, colour=BLUE)
    sheet.words((222, 168), "学会（示例）", 40, colour=INK)
    return sheet


def typeset(drawing: str) -> Image.Image:
    """A drawing of `scripts/drawings/`, 1200 pixels wide."""
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("/{drawing}.svg", width: 600pt)'
    compiler = typst.Compiler(root=str(DRAWINGS), font_paths=[str(FONTS)])
    picture = compiler.compile(input=page.encode(), format="png", ppi=144)
    assert isinstance(picture, bytes)  # one page, one picture
    return Image.open(BytesIO(picture)).convert("RGB")


def main() -> int:
    truss().save(SOCIETY / "bridge-engineering" / "truss.png")
    rain_gauge().save(SOCIETY / "campus-weather-station" / "rain-gauge.png")
    logo().save(SOCIETY / "logo.png")
    for drawing, course in DRAWN.items():
        small = typeset(drawing).quantize(64, dither=Image.Dither.NONE)
        small.save(ROOT / "courses" / course / f"{drawing}.png", "PNG", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
