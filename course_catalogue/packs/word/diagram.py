"""A simple diagram as the picture that Typst draws of it: the same as in the PDF."""

from __future__ import annotations

from typing import Any

from course_catalogue.packs.word.document_file import WordFile
from course_catalogue.packs.word.oxml import Element, paragraph, run


def diagram(word: WordFile, part: dict[str, Any], width: float) -> list[Element]:
    """At most `width` mm wide, its title below it."""
    across, high = diagram_size(part, width)
    shown = paragraph("Picture", word.diagram(part, across, high), keep=bool(part["caption"]), before=1.5)
    return [shown, paragraph("Caption", *run(part["caption"]))] if part["caption"] else [shown]


def diagram_size(part: dict[str, Any], width: float) -> tuple[float, float]:
    """Millimetres."""
    across = min(width, float(part["width"]))
    return across, across * part["height"] / part["width"]
