"""How high a worksheet is, in millimetres, and the manner in which it just fits its side.

Word lays out what we cannot see, so the height is reckoned: what is written and drawn in grows evenly from what a
hand needs to what is comfortable, as far as the side has room for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from course_catalogue.diagrams.lettering import text_width as characters
from course_catalogue.packs.word.diagram import diagram_size
from course_catalogue.packs.word.document_file import TEXT_HEIGHT, TEXT_WIDTH
from course_catalogue.packs.word.rich import Look, picture_size
from course_catalogue.packs.word.tables import shared

_SPARE = 9.0  # left free, as other fonts have other widths
_MOST_FOR_A_DRAWING = 45.0  # that a box gains of what is left
_MOST_FOR_A_GAP = 7.0  # that each gap gains
_PAD = 1.1  # above and below the words of a cell, together
_SIDES = 2.8  # beside the words of a cell, together
# Below the tightest manner by so much of the way to the roomiest: rows of 8 mm, rather than a second page.
_CROWDED = -0.2
_TITLE_AND_NAMES = 30.0  # with the gaps around the question and above the ratings


@dataclass(frozen=True, slots=True)
class Manner:
    """Millimetres between writing lines, of rows to write in and between blocks; drawings as a share of their height."""

    line: float
    row: float
    box: float
    gap: float

    def towards(self, other: Manner, share: float) -> Manner:
        """Between this one (0) and the other (1)."""
        pairs = ((self.line, other.line), (self.row, other.row), (self.box, other.box), (self.gap, other.gap))
        return Manner(*(low + (high - low) * share for low, high in pairs))


# What hands need at least and what is comfortable, as in packs/typst/worksheet.typ; in grades 1 and 2 lines of 12 mm.
_TIGHT, _ROOMY = Manner(9, 9, 0.7, 2.5), Manner(10.5, 14, 1.3, 8)
_TIGHT_FOR_THE_YOUNG, _ROOMY_FOR_THE_YOUNG = Manner(12, 12, 0.7, 2.5), Manner(14, 16, 1.3, 8)


def fitting(blocks: list[dict[str, Any]], fixed: float, young: bool, look: Look) -> tuple[Manner, float]:
    """The manner of these blocks on a side of which `fixed` is taken, and what each box for a drawing gains.

    Height grows evenly from the tightest manner to the roomiest.
    """
    tight, roomy = (_TIGHT_FOR_THE_YOUNG, _ROOMY_FOR_THE_YOUNG) if young else (_TIGHT, _ROOMY)
    room = TEXT_HEIGHT - _SPARE - fixed
    low, high = (sum(_block(block, manner, look) for block in blocks) for manner in (tight, roomy))
    share = min(max((room - low) / (high - low), _CROWDED), 1.0) if high > low else 1.0
    manner, left = tight.towards(roomy, share), max(room - low - (high - low) * share, 0.0)
    drawings = sum(block["kind"] == "drawing" for block in blocks)
    gained = min(left / drawings, _MOST_FOR_A_DRAWING) if drawings else 0.0
    more = (left - gained * drawings) / (len(blocks) + 1)
    return replace(manner, gap=manner.gap + min(more, _MOST_FOR_A_GAP)), gained


def height_of_words(sheet: dict[str, Any], look: Look) -> float:
    """What of a worksheet does not depend on its manner: title, names, question, ratings."""
    question = _lines(sheet["question"], TEXT_WIDTH - 5, look) + 1
    ratings = sum(_lines(words, TEXT_WIDTH - 25, look) * _line(look) + 1 for words in sheet["self_rating"])
    return _TITLE_AND_NAMES + question * _line(look) + ratings


def height_of(blocks: list[dict[str, Any]], look: Look) -> float:
    """Of rich text over the whole width."""
    return sum(_rich(block, TEXT_WIDTH, look) for block in blocks)


def _block(block: dict[str, Any], manner: Manner, look: Look) -> float:
    words = manner.gap + height_of(block["text"], look)
    match block["kind"]:
        case "question":
            return words + float(block["lines"]) * manner.line
        case "table":
            return words + _table(block, manner, look)
        case "drawing":
            return words + float(block["height"]) * manner.box
        case "diagram":
            return (
                words
                + diagram_size(block, TEXT_WIDTH)[1]
                + 1.5
                + (2 * _line(look) if block["caption"] else _line(look) / 2)
            )
        case _:
            return words + _options(block["options"], block["per_line"], look)


def _table(block: dict[str, Any], manner: Manner, look: Look) -> float:
    widths = shared(TEXT_WIDTH, block["shares"])
    rows = [(block["columns"], 0.0), *((cells, manner.row if "" in cells else 0.0) for cells in block["rows"])]
    return sum(max(_row(cells, widths, look), least) for cells, least in rows)


def _row(cells: Iterable[str], widths: Iterable[float], look: Look) -> float:
    deepest = max(_lines(words, width - _SIDES, look) for words, width in zip(cells, widths, strict=True))
    return deepest * _line(look) + _PAD


def _options(options: list[str], each: int, look: Look) -> float:
    starts = range(0, len(options), each)
    deepest = (max(_lines(words, TEXT_WIDTH / each - 6, look) for words in options[at : at + each]) for at in starts)
    return sum(count * _line(look) + 1.5 for count in deepest)


def _rich(block: dict[str, Any], width: float, look: Look) -> float:
    match block["kind"]:
        case "picture":
            return picture_size(block, width)[1] + 2 * _line(look)
        case "table":
            rows = [[_words(cell) for cell in cells] for cells in (block["head"], *block["rows"])]
            return sum(_row(cells, [width / len(cells)] * len(cells), look) for cells in rows)
        case "paragraph":
            return _lines(_words(block["runs"]), width, look) * _line(look)
        case _:
            return sum(_lines(_words(item), width - 8, look) * _line(look) for item in block["items"])


def _words(runs: Iterable[dict[str, str]]) -> str:
    return "".join(item["text"] + (f"（{item['extra']}）" if item["kind"] == "link" else "") for item in runs)


def _lines(text: str, width: float, look: Look) -> int:
    """Lines that a text takes, at least one. A line may end a little early, as no punctuation may open one."""
    across = max(width / (look.size / 2 * 25.4 / 72) - 0.5, 1.0)
    return sum(max(ceil(characters(part) / across), 1) for part in text.split("\n"))


def _line(look: Look) -> float:
    """One and a half times the type."""
    return look.size / 2 * 1.5 * 25.4 / 72
