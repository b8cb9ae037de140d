"""Tables of fixed widths: heads that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from course_catalogue.packs.word.oxml import Element, paragraph, run, twips, w

Cell = list[Element]
"""What a cell holds: it ends in a paragraph."""


def cell(style: str, text: str, align: str = "") -> Cell:
    """One plain paragraph."""
    return [paragraph(style, *run(text), align=align)]


def table(
    style: str, widths: Sequence[float], rows: Iterable[Element], *, headed: bool = False, alt: str = ""
) -> Element:
    """`widths` of the columns in millimetres; `rows` by `row`. `headed`: the first row is the head."""
    columns = [twips(width) for width in widths]
    look = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(columns), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0420" if headed else "0400",
            firstRow=int(headed),
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
        w("tblDescription", val=alt) if alt else None,
    )
    grid = w("tblGrid", *(w("gridCol", w=column) for column in columns))
    return w("tbl", look, grid, *rows)


def row(
    widths: Sequence[float],
    cells: Sequence[Cell],
    *,
    head: bool = False,
    may_break: bool = False,
    height: float = 0,
    exact: bool = False,
    spans: Sequence[int] = (),
    middle: bool = False,
    open_sides: Sequence[int] = (),
) -> Element:
    """`height` at least, or exactly, in millimetres; `spans` say over how many columns each cell reaches.

    `open_sides` are cells without a line at their left.
    """
    spans = spans or (1,) * len(cells)
    look = w(
        "trPr",
        None if may_break else w("cantSplit"),
        w("trHeight", val=twips(height), hRule="exact" if exact else "atLeast") if height else None,
        w("tblHeader") if head else None,
    )
    made = w("tr", look if len(look) else None)
    start = 0
    for index, (content, span) in enumerate(zip(cells, spans, strict=True)):
        wide = sum(twips(width) for width in widths[start : start + span])
        start += span
        properties = w(
            "tcPr",
            w("tcW", w=wide, type="dxa"),
            w("gridSpan", val=span) if span > 1 else None,
            w("tcBorders", w("left", val="nil")) if index in open_sides else None,
            w("vAlign", val="center") if middle else None,
        )
        made.append(w("tc", properties, *content))
    return made


def ruled(
    widths: Sequence[float],
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    may_break: Iterable[bool] = (),
    alt: str = "",
) -> Element:
    """A table under a head that repeats; a row breaks only where `may_break` says so."""
    listed = list(rows)
    loose = [*may_break] or [False] * len(listed)
    lines = [row(widths, cells, may_break=free) for cells, free in zip(listed, loose, strict=True)]
    first = row(widths, [cell("TableHead", words) for words in head], head=True)
    return table("CourseTable", widths, [first, *lines], headed=True, alt=alt)


def of_words(widths: Sequence[float], head: Sequence[str], rows: Iterable[Sequence[str]], alt: str = "") -> Element:
    """A ruled table of plain texts."""
    return ruled(widths, head, ([cell("TableText", words) for words in line] for line in rows), alt=alt)


def small_table(width: float, head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> Element:
    """A contributor's table: columns of one width."""
    widths = [width / len(head)] * len(head)
    lines = (row(widths, cells) for cells in rows)
    return table("RecordTable", widths, [row(widths, head, head=True), *lines], headed=True)


def shared(width: float, shares: Sequence[float]) -> list[float]:
    """Widths in millimetres that stand to each other as `shares`."""
    return [width * share / sum(shares) for share in shares]


def thin_line(height: float = 0.35) -> Element:
    """The paragraph without which Word makes one table of two; `height` in millimetres."""
    return paragraph("TableText", line=height)
