"""Which characters the pack fonts cannot print, read from their cmap tables.

PDF/UA refuses a missing glyph, and a box on paper helps nobody: a check names the character
while its author can still replace it. Table formats: OpenType 1.9, “cmap”, formats 4 and 12.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from struct import unpack_from

from course_catalogue.packs.fonts import SANS, SERIF

# Small digits that the templates draw from the large ones (page.typ, draw-small-digits).
REDRAWN = "₀₁₂₃₄₅₆₇₈₉⁰⁴⁵⁶⁷⁸⁹"
_PRINTABLE = frozenset("\n\t\r \u3000" + REDRAWN)
# The fonts map NUL to a glyph without ink, which Typst refuses.
_CONTROLS = frozenset((*range(0x20), *range(0x7F, 0xA0)))


@lru_cache(maxsize=8)
def printable_characters(fonts: Path) -> frozenset[int]:
    """Code points that Noto Serif SC or Noto Sans SC has, or that the templates draw themselves."""
    drawn = _characters(fonts / SERIF) | _characters(fonts / SANS)
    return (drawn - _CONTROLS) | set(map(ord, _PRINTABLE))


def missing_glyphs(fonts: Path, text: str) -> tuple[str, ...]:
    """The characters of `text` that cannot be printed, each once, in code order."""
    known = printable_characters(fonts)
    return tuple(sorted({character for character in set(text) if ord(character) not in known}))


def draws_all(font: Path, text: str) -> bool:
    """Whether one font alone has every character of a text without line breaks."""
    known = _characters(font)
    return all(ord(character) in known for character in text)


def describe(characters: tuple[str, ...], limit: int = 8) -> str:
    """“😀（U+1F600）、…”, at most `limit` of them."""
    words = "、".join(f"{character}（U+{ord(character):04X}）" for character in characters[:limit])
    return words if len(characters) <= limit else f"{words} 等 {len(characters)} 个"


@lru_cache(maxsize=8)
def _characters(font: Path) -> frozenset[int]:
    table = _cmap(font)
    covered: set[int] = set()
    for index in range(unpack_from(">H", table, 2)[0]):
        offset = unpack_from(">HHI", table, 4 + 8 * index)[2]
        match unpack_from(">H", table, offset)[0]:
            case 4:
                covered |= _format_4(table, offset)
            case 12:
                covered |= _format_12(table, offset)
    return frozenset(covered)


def _cmap(font: Path) -> bytes:
    """The bytes of the cmap table: only they are read, the file has 15 MB."""
    with font.open("rb") as file:
        header = file.read(12)
        directory = file.read(16 * unpack_from(">H", header, 4)[0])
        for position in range(0, len(directory), 16):
            tag, _, offset, length = unpack_from(">4sIII", directory, position)
            if tag == b"cmap":
                file.seek(offset)
                return file.read(length)
    return b"\0\0\0\0"  # a font without a cmap maps nothing


def _format_4(table: bytes, offset: int) -> set[int]:
    count = unpack_from(">H", table, offset + 6)[0] // 2
    ends = unpack_from(f">{count}H", table, offset + 14)
    starts = unpack_from(f">{count}H", table, offset + 16 + 2 * count)
    deltas = unpack_from(f">{count}H", table, offset + 16 + 4 * count)
    ranges_at = offset + 16 + 6 * count
    ranges = unpack_from(f">{count}H", table, ranges_at)
    covered: set[int] = set()
    for index in range(count):
        for code in range(starts[index], min(ends[index], 0xFFFE) + 1):
            if ranges[index] == 0:
                glyph = (code + deltas[index]) & 0xFFFF
            else:
                glyph = unpack_from(">H", table, ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index]))[0]
            if glyph:
                covered.add(code)
    return covered


def _format_12(table: bytes, offset: int) -> set[int]:
    covered: set[int] = set()
    for group in range(unpack_from(">I", table, offset + 12)[0]):
        start, end, glyph = unpack_from(">III", table, offset + 16 + 12 * group)
        covered.update(range(start if glyph else start + 1, end + 1))
    return covered
