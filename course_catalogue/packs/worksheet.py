"""A worksheet (学习单) or record page as the templates print it. Answers never come here."""

from __future__ import annotations

import re
from typing import Any

from course_catalogue.diagrams import Paper
from course_catalogue.diagrams.lettering import text_width
from course_catalogue.packs.diagram import diagram_data
from course_catalogue.packs.prose import Prose
from course_catalogue.parts import Block, Worksheet

# Pupils of these grades get larger type and wider lines (domain.md, “What is printed”).
YOUNGEST_WITH_LARGE_TYPE = 2
# Row labels that the author gives take the room of their words, empty columns share the rest.
_MIN_SHARE, _MAX_SHARE = 5.0, 14.0
# Two to six underscores are a blank that a child cannot write a number in: seven take 14 mm.
_SHORT_BLANK = re.compile("(?<!_)_{2,6}(?!_)")
_SHORTEST_BLANK = "_" * 7
_SHORT_OPTION, _MIDDLE_OPTION = 9, 18  # widths in characters of what fits three or two to a line


def worksheet_data(prose: Prose, number: int, title: str, worksheet: Worksheet, paper: Paper) -> dict[str, Any]:
    """One side of A4; `number` is the session's, `paper` the room of its diagrams."""
    return {
        "number": number,
        "title": title,
        "question": worksheet.question,
        "blocks": [block_data(prose, block, paper) for block in worksheet.blocks],
        "self_rating": list(worksheet.self_rating),
    }


def block_data(prose: Prose, block: Block, paper: Paper) -> dict[str, Any]:
    """Lengths in millimetres, `shares` are relative column widths."""
    text = prose.rich(_SHORT_BLANK.sub(_SHORTEST_BLANK, block.text))
    match block.kind:
        case "问题":
            return {"kind": "question", "text": text, "lines": block.lines}
        case "表格":
            rows = [_row(cells, len(block.columns)) for cells in block.rows]
            return {
                "kind": "table",
                "text": text,
                "columns": list(block.columns),
                "rows": rows,
                "shares": _shares(block.columns, rows),
            }
        case "画图":
            return {"kind": "drawing", "text": text, "height": block.height}
        case "图" if block.diagram is not None:
            return {**diagram_data(block.diagram, paper), "text": text}
        case _:
            return {
                "kind": "choice",
                "text": text,
                "options": list(block.options),
                "per_line": _per_line(block.options),
            }


def _row(cells: tuple[str, ...], columns: int) -> list[str]:
    """A row with as many cells as there are columns."""
    return [*cells[:columns], *[""] * (columns - len(cells))]


def _shares(columns: tuple[str, ...], rows: list[list[str]]) -> list[float]:
    shares = []
    for index, head in enumerate(columns):
        given = [text_width(row[index]) for row in rows if row[index]]
        filled = len(given) == len(rows)
        wanted = max((*given, text_width(head) * 0.7)) + 1.8 if filled else max((*given, text_width(head) * 0.8, 7.0))
        shares.append(min(max(wanted, _MIN_SHARE), _MAX_SHARE))
    return shares


def _per_line(options: tuple[str, ...]) -> int:
    longest = max(text_width(option) for option in options)
    if longest <= _SHORT_OPTION:
        return 4 if len(options) in (4, 8) and longest <= 6 else 3
    return 2 if longest <= _MIDDLE_OPTION else 1
