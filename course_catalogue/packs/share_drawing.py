"""A course, or the site, as one picture of 1080 × 1440 pixels, to be sent in a chat: title, five facts, QR code of its page.

It runs in a worker (see packs.sharing). Nothing is opened but our fonts: no picture of a contributor is in it.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from course_catalogue.packs.fonts import SANS, SANS_BOLD, SERIF
from course_catalogue.packs.glyphs import draws_all
from course_catalogue.packs.share_layout import (
    CODE_SIDE,
    FOOT,
    HEIGHT,
    INK,
    MARGIN,
    MUTED,
    WHITE,
    WIDTH,
    Colour,
    ShareText,
    laid_out,
)  # fmt: skip

_PAPER = (253, 251, 246)
# Those of site_overrides/assets/catalogue.css in light.
_FIELD_COLOURS = {
    "物质科学": (36, 80, 140),
    "生命科学": (47, 106, 51),
    "地球与宇宙科学": (125, 76, 18),
    "技术与工程": (109, 53, 121),
    "信息科技": (20, 98, 116),
    "劳动与综合实践": (143, 58, 36),
}
_NO_FIELD = (15, 79, 86)


class Letters:
    """The fonts in `folder`; a text that the sans lacks a letter of is set in the serif."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._font = cache(self._loaded)

    def of(self, text: str, size: int, *, is_bold: bool) -> ImageFont.FreeTypeFont:
        if not draws_all(self._folder / SANS, text):
            return self._font(SERIF, size)
        return self._font(SANS_BOLD if is_bold else SANS, size)

    def width(self, text: str, size: int, *, is_bold: bool = False) -> int:
        return round(self.of(text, size, is_bold=is_bold).getlength(text))

    def _loaded(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        # The basic engine is everywhere and the same everywhere.
        return ImageFont.truetype(str(self._folder / name), size, layout_engine=ImageFont.Layout.BASIC)


def share_picture(text: ShareText, letters: Letters) -> bytes:
    """A PNG of 4 bits a pixel; the same text gives the same bytes."""
    layout = laid_out(text, letters)
    band = _FIELD_COLOURS.get(text.field, _NO_FIELD)
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, layout.band), fill=band)
    _pattern(draw, text.field, _mixed(band, WHITE, 0.12))
    draw.line((MARGIN, FOOT - 40, WIDTH - MARGIN, FOOT - 40), fill=_mixed(_PAPER, MUTED, 0.4), width=2)
    for line in layout.lines:
        font = letters.of(line.text, line.size, is_bold=line.is_bold)
        draw.text((line.left, line.top), line.text, font=font, fill=line.colour)
    _code(draw, text.address)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _palette(band) for part in colour])
    buffer = BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(buffer, "PNG", bits=4)
    return buffer.getvalue()


def _code(draw: ImageDraw.ImageDraw, address: str) -> None:
    """The QR code with its quiet zone of four modules, on white."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False, boost_error=False).matrix]
    scale = CODE_SIDE // (len(rows) + 8)
    side = scale * (len(rows) + 8)
    left, top = MARGIN + (CODE_SIDE - side) // 2, FOOT + (CODE_SIDE - side) // 2
    draw.rectangle((left, top, left + side - 1, top + side - 1), fill=WHITE)
    for y, row in enumerate(rows, 4):
        for x, is_dark in enumerate(row, 4):
            if is_dark:
                corner = (left + x * scale, top + y * scale)
                draw.rectangle((*corner, corner[0] + scale - 1, corner[1] + scale - 1), fill=(0, 0, 0))


def _pattern(draw: ImageDraw.ImageDraw, field: str, colour: Colour) -> None:
    """One for each field at the right of the band, which is told apart in grey, too."""
    match field:
        case "物质科学":
            for radius in range(60, 460, 56):
                draw.ellipse((WIDTH - radius, -radius, WIDTH + radius, radius), outline=colour, width=9)
        case "生命科学":
            for row in range(5):
                for column in range(5 - row):
                    x, y = WIDTH - 84 * (column + 1), 84 * row - 20
                    draw.pieslice((x, y, x + 120, y + 120), 180, 270, fill=colour)
        case "地球与宇宙科学":
            for row in range(5):
                for column in range(4):
                    x, y = WIDTH - 100 * (column + 1) + 20, 46 * row - 40
                    draw.arc((x, y, x + 100, y + 84), 0, 180, fill=colour, width=9)
        case "技术与工程":
            for step in range(0, 400, 50):
                draw.line((WIDTH - step, 0, WIDTH - step, 400 - step), fill=colour, width=7)
                draw.line((WIDTH - 400 + step, step, WIDTH, step), fill=colour, width=7)
        case "信息科技":
            for row in range(8):
                for column in range(8 - row):
                    x, y = WIDTH - 48 * column - 40, 48 * row + 14
                    draw.ellipse((x, y, x + 20, y + 20), fill=colour)
        case _:
            for step in range(0, 400, 56):
                draw.line((WIDTH - 400 + step, 0, WIDTH, 400 - step), fill=colour, width=12)


def _palette(band: Colour) -> list[Colour]:
    """No more than sixteen colours: those that are used, and what lies between letters and their ground."""
    shares = (0.35, 0.7)
    return [
        _PAPER, WHITE, (0, 0, 0), INK, MUTED, band, _mixed(band, WHITE, 0.12), _mixed(_PAPER, MUTED, 0.4),
        *(_mixed(_PAPER, INK, share) for share in shares),
        *(_mixed(band, WHITE, share) for share in shares),
        _mixed(_PAPER, MUTED, 0.7),
    ]  # fmt: skip


def _mixed(ground: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True))
    return red, green, blue
