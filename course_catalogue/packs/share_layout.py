"""Where everything stands on the picture of a course (see packs.share_drawing), reckoned without drawing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Protocol

from course_catalogue.packs.glyphs import REDRAWN

WIDTH, HEIGHT = 1080, 1440
MARGIN = 72
CODE_SIDE = 336
"""Of the QR code with its quiet zone, at most."""
FOOT = HEIGHT - MARGIN - CODE_SIDE
"""Where the lowest part begins."""
_ROOM = WIDTH - 2 * MARGIN
_BY_SIZE = 38
_TITLE_TOP = 216
_MOST_OF_TITLE = 3  # lines
_FACTS_LEFT = 196  # behind their labels
_FACT_ROOM = WIDTH - MARGIN - _FACTS_LEFT
_FACTS_END = FOOT - 72
_LEAST_GAP, _MOST_GAP = 10, 34  # between two facts
# Of title and facts, from the largest: a step of the facts is worth three of the title.
_SIZES = sorted(product((92, 84, 76, 68, 60, 52), (42, 38, 34, 30, 28)), key=lambda pair: -pair[0] - 3 * pair[1])
LINE = 1.36
"""The height of a line to the size of its letters."""
Colour = tuple[int, int, int]
INK: Colour = (30, 42, 44)
MUTED: Colour = (85, 98, 95)
WHITE: Colour = (255, 255, 255)


class Measures(Protocol):
    """Knows how wide a text is, in pixels, set in letters of `size`."""

    def width(self, text: str, size: int, *, is_bold: bool = False) -> int: ...


@dataclass(frozen=True, slots=True)
class ShareText:
    """What stands on the picture, as plain text. `facts` are pairs of label and words; `address` is the page's."""

    title: str
    kind: str
    field: str
    by: str
    facts: tuple[tuple[str, str], ...]
    site: str
    publisher: str
    address: str
    invitation: str = "扫码看课程详情"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: where its upper left corner is, how large and wide it is, in pixels."""

    text: str
    left: int
    top: int
    size: int
    colour: Colour
    is_bold: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """`band` is the height of the coloured part; `lines` stand from top to bottom."""

    band: int
    lines: tuple[Line, ...]


def laid_out(text: ShareText, letters: Measures) -> Layout:
    """The title and the facts as large as they have room together."""
    kind = " · ".join(part for part in (text.kind, text.field) if part)
    by = _cut(text.by, _BY_SIZE, _ROOM, 2, letters)
    title_size, title, fact_size, facts = _largest(text, len(by), letters)
    band = _band(len(title), title_size, len(by))
    lines = (
        *_lines(_cut(text.site, 34, _ROOM, 1, letters), MARGIN, 60, 34, WHITE, letters),
        *_lines(_cut(kind, 36, _ROOM, 1, letters), MARGIN, 152, 36, WHITE, letters),
        *_lines(title, MARGIN, _TITLE_TOP, title_size, WHITE, letters, is_bold=True),
        *_lines(by, MARGIN, _by_top(len(title), title_size), _BY_SIZE, WHITE, letters),
        *_facts(facts, fact_size, band, letters),
        *_beside_the_code(text, letters),
    )
    return Layout(band, lines)


Facts = list[tuple[str, list[str]]]


def _largest(text: ShareText, by_lines: int, letters: Measures) -> tuple[int, list[str], int, Facts]:
    """Size and lines of title and facts; where the smallest have no room, facts are cut to a line each."""
    for title_size, fact_size in _SIZES:
        title = _title(text.title, title_size, letters)
        facts = [(label, _fact(words, fact_size, letters)) for label, words in text.facts]
        is_short = len(title) <= _MOST_OF_TITLE and all(len(lines) <= 2 for _, lines in facts)
        if is_short and _is_roomy(facts, fact_size, _band(len(title), title_size, by_lines)):
            return title_size, title, fact_size, facts
    title = _cut(text.title, title_size, _ROOM, _MOST_OF_TITLE, letters, is_bold=True)
    facts = [(label, _cut(words, fact_size, _FACT_ROOM, 1, letters)) for label, words in text.facts]
    return title_size, title, fact_size, facts


def _by_top(title_lines: int, title_size: int) -> int:
    return _TITLE_TOP + _height(title_lines, title_size) + 18


def _band(title_lines: int, title_size: int, by_lines: int) -> int:
    return _by_top(title_lines, title_size) + _height(by_lines, _BY_SIZE) + 40


def _title(words: str, size: int, letters: Measures) -> list[str]:
    """Broken behind its colon, where that takes no more lines."""
    lines = _wrapped(words, size, _ROOM, letters, is_bold=True)
    name, colon, rest = words.partition("：")
    parts = [line for part in (name + colon, rest) for line in _wrapped(part, size, _ROOM, letters, is_bold=True)]
    return parts if 1 < len(parts) <= len(lines) else lines


def _fact(words: str, size: int, letters: Measures) -> list[str]:
    """Broken between its two halves, where it takes two lines anyway; then no dot need part them."""
    lines = _wrapped(words, size, _FACT_ROOM, letters)
    halves = [line for half in words.split(" · ") for line in _wrapped(half, size, _FACT_ROOM, letters)]
    return halves if 1 < len(halves) <= len(lines) else lines


def _height(lines: int, size: int) -> int:
    return round(lines * size * LINE)


def _is_roomy(facts: Facts, size: int, band: int) -> bool:
    height = sum(_height(len(lines), size) for _, lines in facts)
    return height + _LEAST_GAP * len(facts) <= _FACTS_END - band - 32


def _facts(facts: Facts, size: int, band: int, letters: Measures) -> Iterator[Line]:
    """Spread over the room below the band."""
    top = band + 32
    rest = _FACTS_END - top - sum(_height(len(lines), size) for _, lines in facts)
    gap = min(_MOST_GAP, rest // max(1, len(facts)))
    for label, words in facts:
        yield from _lines([label], MARGIN, top + (size - 30) // 2, 30, MUTED, letters)
        yield from _lines(words, _FACTS_LEFT, top, size, INK, letters)
        top += _height(len(words), size) + gap


def _beside_the_code(text: ShareText, letters: Measures) -> Iterator[Line]:
    left = MARGIN + CODE_SIDE + 44
    room = WIDTH - MARGIN - left
    top = FOOT + 34
    yield from _lines([text.invitation], left, top, 52, INK, letters, is_bold=True)
    yield from _lines(["微信里长按识别二维码"], left, top + 84, 36, MUTED, letters)
    publisher = _cut(f"主办：{text.publisher}" if text.publisher else "", 30, room, 2, letters)
    yield from _lines(publisher, left, top + 160, 30, MUTED, letters)


def _lines(
    texts: list[str], left: int, top: int, size: int, colour: Colour, letters: Measures, *, is_bold: bool = False
) -> Iterator[Line]:
    for number, text in enumerate(texts):
        width = letters.width(text, size, is_bold=is_bold)
        yield Line(text, left, top + round(number * size * LINE), size, colour, is_bold, width)


def _cut(text: str, size: int, room: int, most: int, letters: Measures, *, is_bold: bool = False) -> list[str]:
    """No more than `most` lines; what is left out is told by “…”."""
    lines = _wrapped(text, size, room, letters, is_bold=is_bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and letters.width(f"{last}…", size, is_bold=is_bold) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]


# Small digits, which the fonts lack, as large ones.
_DIGITS = {ord(digit): unicodedata.normalize("NFKC", digit) for digit in REDRAWN}
# What may not begin a line, and what may not end one.
_NO_START = frozenset("，。、；：？！…）》」』】”’％～·,.;:?!)%")
_NO_END = frozenset("（《「『【“‘(")


def _wrapped(text: str, size: int, room: int, letters: Measures, *, is_bold: bool = False) -> list[str]:
    """Lines that fit `room`; Latin words and numbers stay whole where a line holds them."""
    lines, line = list[str](), ""
    for piece in _pieces(text.translate(_DIGITS)):
        if letters.width(line + piece, size, is_bold=is_bold) <= room:
            line += piece
            continue
        for character in piece if letters.width(piece, size, is_bold=is_bold) > room else [piece]:
            if line and letters.width(line + character, size, is_bold=is_bold) > room:
                lines.append(line.rstrip())
                line = ""
            line = (line + character).lstrip()
    return [*lines, line] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    """Between which a line may be broken."""
    piece = ""
    for before, after in pairwise(f"{' '.join(text.split())}\n"):
        piece += before
        is_word = before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
        if not (is_word or after in _NO_START or before in _NO_END):
            yield piece
            piece = ""
    yield piece  # what may not end a line, at the very end
