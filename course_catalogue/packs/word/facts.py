"""Facts of a sheet, labels at the left: the table that schools file a lesson plan in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from course_catalogue.packs.word.diagram import diagram
from course_catalogue.packs.word.document_file import TEXT_WIDTH, WordFile
from course_catalogue.packs.word.oxml import Element, keep_with_next, paragraph, run, tab
from course_catalogue.packs.word.rich import in_cell
from course_catalogue.packs.word.tables import Cell, cell, row, table
from course_catalogue.packs.word.writing import TICK

_LABEL = 22.0  # millimetres
_HALF = (TEXT_WIDTH - _LABEL) / 2
_COLUMNS = (_LABEL, _HALF, _HALF)
_TEXT = 2 * _HALF - 3.2  # millimetres within a cell
_HINT = 25.0  # millimetres that the words after a blank take

Fact = dict[str, Any]


def sheet(word: WordFile, facts: Iterable[Fact], room: Sequence[Element] = ()) -> Element:
    """A row for each fact; `room` are rows of the same columns that follow, never alone on a page."""
    rows = [_row(word, fact) for fact in facts]
    if rows and room:
        keep_with_next(rows[-1])
    return table("CourseTable", _COLUMNS, [*rows, *room])


def _row(word: WordFile, fact: Fact) -> Element:
    label = cell("TableLabel", fact["label"])
    if fact["kind"] == "checklist" and len(fact["items"]) > 2:
        half = (len(fact["items"]) + 1) // 2
        parts = [_checklist(part) for part in (fact["items"][:half], fact["items"][half:])]
        return row(_COLUMNS, [label, *parts], open_sides=(2,))
    return labelled(label, _body(word, fact), may_break=fact.get("may_break", False))


def labelled(label: Cell, body: Cell, *, may_break: bool = False, height: float = 0) -> Element:
    """A row of a sheet's columns."""
    return row(_COLUMNS, [label, body], spans=(1, 2), may_break=may_break, height=height)


def _body(word: WordFile, fact: Fact) -> Cell:
    match fact["kind"]:
        case "goals":
            return goals(fact["goals"])
        case "checklist":
            return _checklist(fact["items"])
        case "board":
            first, *others = fact["lines"]
            return [paragraph("Board", *run(first, "Strong")), *(paragraph("Board", *run(line)) for line in others)]
        case "diagrams":
            return [element for part in fact["diagrams"] for element in diagram(word, part, _TEXT)]
        case "blank":
            stops = [("left", "underscore", _TEXT - _HINT)]
            return [paragraph("TableText", tab(), *run(f" {fact['hint']}", "Small"), tabs=stops)]
        case _:
            return in_cell(word, fact["blocks"], _TEXT)


def goals(groups: Iterable[dict[str, Any]]) -> list[Element]:
    """Goals under their competency, whose name hangs at the left."""
    return [
        paragraph("Goal", *run(group["competency"] if index == 0 else "", "Emphasis"), tab(), *run(goal))
        for group in groups
        for index, goal in enumerate(group["items"])
    ]


def _checklist(items: Iterable[dict[str, str]]) -> Cell:
    return [
        paragraph(
            "Tick",
            *run(f"{TICK} {item['name']}　"),
            *run(item["amount"], "Emphasis"),
            *(run(f"　{item['note']}", "Small") if item["note"] else ()),
        )
        for item in items
    ]


def ticked(items: Iterable[str], style: str = "Tick") -> list[Element]:
    """Sentences each with a square to tick."""
    return [paragraph(style, *run(f"{TICK} {words}")) for words in items]


def short_facts(facts: Sequence[dict[str, str]], columns: int) -> Element:
    """Short facts side by side in boxes, some left blank to write in."""
    widths = [TEXT_WIDTH / columns] * columns
    boxes = [[paragraph("TableText", *run(f"{item['label']}　", "Emphasis"), *run(item["text"]))] for item in facts]
    boxes += [[paragraph("TableText")]] * (-len(boxes) % columns)
    return table("RecordTable", widths, [row(widths, boxes[at : at + columns]) for at in range(0, len(boxes), columns)])
