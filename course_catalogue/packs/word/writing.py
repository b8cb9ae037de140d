"""Room to write: blanks, lines, boxes. A line is a tab with a leader, so that it stays as long as the page is wide
when somebody types on it, and one more is one more paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from course_catalogue.packs.word.document_file import TEXT_WIDTH
from course_catalogue.packs.word.oxml import Element, paragraph, run, tab
from course_catalogue.packs.word.tables import row, table

TICK = "□"
STARS = "☆ ☆ ☆"


def blanks(
    labels: Sequence[str],
    shares: Sequence[float] = (),
    *,
    width: float = TEXT_WIDTH,
    line: float = 9,
    style: str = "FillIn",
    keep: bool = False,
) -> Element:
    """Labels in one line, each with its share of `width` to write on; `line` is its height in millimetres."""
    shares = shares or (1,) * len(labels)
    stops, content, end = [], list[Element](), 0.0
    for index, (label, share) in enumerate(zip(labels, shares, strict=True)):
        end += width * share / sum(shares)
        content += [*run(f"　{label} " if index else f"{label} "), tab()]
        stops.append(("right" if index == len(labels) - 1 else "left", "underscore", end))
    return paragraph(style, *content, tabs=stops, line=line, keep=keep)


def lines(count: int, pitch: float, width: float = TEXT_WIDTH, keep: bool = False) -> list[Element]:
    """`count` lines to write on, `pitch` millimetres apart; with `keep`, on the page of what follows.

    Each opens with a blank: LibreOffice gives a line of nothing but a tab no height of its own.
    """
    stops = [("right", "underscore", width)]
    return [
        paragraph("WritingLine", *run(" "), tab(), tabs=stops, line=pitch, keep=keep or index + 1 < count)
        for index in range(count)
    ]


def box(height: float, width: float = TEXT_WIDTH) -> Element:
    """A box to draw in, in millimetres; its border can be dragged."""
    return table(
        "RecordTable", [width], [row([width], [[paragraph("SheetText")]], height=height, exact=True)], alt="画图框"
    )
