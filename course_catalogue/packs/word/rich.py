"""Blocks of packs/prose.py as paragraphs, lists, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from course_catalogue.packs.word.document_file import TEXT_HEIGHT, WordFile
from course_catalogue.packs.word.oxml import Element, link, paragraph, ruby, run
from course_catalogue.packs.word.tables import Cell, small_table, thin_line

Blocks = list[dict[str, Any]]

_TALLEST = 65.0  # millimetres of a picture: a good fifth of the page
_PIXELS_TO_THE_INCH = 200


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a place; `size` of its type in half points."""

    text: str
    bullets: str
    numbers: str
    size: int
    head: str = "TableHead"


RUNNING = Look("NormalIndent", "ListBullet", "ListNumber", 21)
UNINDENTED = Look("Normal", "ListBullet", "ListNumber", 21)
IN_CELL = Look("TableText", "TableBullet", "TableNumber", 19)
IN_SHEET = Look("SheetText", "SheetBullet", "SheetNumber", 22, "SheetHead")
IN_LARGE_SHEET = Look("SheetText", "SheetBullet", "SheetNumber", 28, "SheetHead")


def runs(word: WordFile, items: Iterable[dict[str, str]], look: Look) -> list[Element]:
    return [made for item in items for made in _run(word, item, look)]


def _run(word: WordFile, item: dict[str, str], look: Look) -> list[Element]:
    text, extra = item["text"], item["extra"]
    match item["kind"]:
        case "strong":
            return run(text, "Strong")
        case "emphasis":
            return run(text, "Emphasis")
        case "sub":
            return run(text, align="subscript")
        case "sup":
            return run(text, align="superscript")
        case "ruby":
            return ruby(text, extra, look.size)
        case "link":
            shown = run(f"（{extra.removeprefix('mailto:')}）", "Small")  # on paper nobody can click
            target = word.target(extra)
            return [link(target, run(text, "Hyperlink")), *shown] if target else [*run(text), *shown]
        case _:
            return run(text)


def blocks(
    word: WordFile, data: Blocks, look: Look, width: float, *, keep: bool = False, before: float | None = None
) -> list[Element]:
    """`width` of their place and room `before` them in millimetres; `keep` them with what follows.

    Word makes one table of two that nothing parts.
    """
    made = list[Element]()
    for index, block in enumerate(data):
        if block["kind"] == "table" and (index == 0 or data[index - 1]["kind"] == "table"):
            made.append(thin_line())
        made += _block(word, block, look, width, keep, None if index else before)
    return made


def in_cell(word: WordFile, data: Blocks, width: float, look: Look = IN_CELL) -> Cell:
    """As a cell needs them: it must end in a paragraph, also where it holds nothing or a table."""
    made = blocks(word, data, look, width)
    return made if made and data[-1]["kind"] != "table" else [*made, paragraph(look.text)]


def _block(
    word: WordFile, block: dict[str, Any], look: Look, width: float, keep: bool, before: float | None
) -> Iterator[Element]:
    match block["kind"]:
        case "table":
            head = [[paragraph(look.head, *runs(word, cell, look))] for cell in block["head"]]
            rows = [[[paragraph(_of_table(look), *runs(word, cell, look))] for cell in row] for row in block["rows"]]
            yield small_table(width, head, rows)
        case "picture":
            yield from picture(word, block, width, look)
        case "paragraph":
            yield paragraph(look.text, *runs(word, block["runs"], look), keep=keep, before=before)
        case kind:
            style, number = (look.bullets, 0) if kind == "bullets" else (look.numbers, word.new_numbers(look.numbers))
            for index, item in enumerate(block["items"]):
                room = None if index else before
                yield paragraph(style, *runs(word, item, look), number=number, keep=keep, before=room)


def _of_table(look: Look) -> str:
    return look.text if look.text == "SheetText" else "TableText"


def picture(word: WordFile, part: dict[str, Any], width: float, look: Look, tallest: float = _TALLEST) -> list[Element]:
    """A picture and, where it has one, its credit as a caption."""
    across, high = picture_size(part, width, tallest)
    drawing = word.drawing(part["name"], part["alt"], across, high)
    style = "TableText" if look is IN_CELL else "Normal"
    shown = paragraph(style, drawing, keep=bool(part["credit"]), before=1.5)
    return [shown, paragraph("Caption", *run(f"图：{part['credit']}"))] if part["credit"] else [shown]


def picture_size(part: dict[str, Any], width: float, tallest: float = _TALLEST) -> tuple[float, float]:
    """Millimetres: within its place, and no larger than 200 pixels to the inch allow."""
    ratio = part["width"] / part["height"]
    across = min(width, part["width"] / _PIXELS_TO_THE_INCH * 25.4, min(tallest, TEXT_HEIGHT) * ratio)
    return across, across / ratio
