"""Worksheets (学习单): one side of A4 each. Answers never come here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_catalogue.packs.word.diagram import diagram
from course_catalogue.packs.word.document_file import TEXT_WIDTH, WordFile
from course_catalogue.packs.word.oxml import Element, paragraph, run, tab
from course_catalogue.packs.word.rich import IN_LARGE_SHEET, IN_SHEET, Look, blocks
from course_catalogue.packs.word.sheet_room import Manner, fitting, height_of_words
from course_catalogue.packs.word.tables import cell, row, shared, table, thin_line
from course_catalogue.packs.word.writing import STARS, TICK, blanks, box, lines

_ENDS_IN_A_TABLE = ("table", "drawing")


def set_sheet_type(word: WordFile, young: bool) -> None:
    """The youngest get larger type: one change of style, which all words of a sheet follow."""
    if young:
        word.set_type("学习单正文", IN_LARGE_SHEET.size / 2)


def add_worksheets(word: WordFile, data: dict[str, Any]) -> None:
    """Every session that has one."""
    for index, sheet in enumerate(data["worksheets"]):
        add_worksheet(word, sheet, data["young"], new_page=index > 0)


def add_worksheet(word: WordFile, sheet: dict[str, Any], young: bool, *, new_page: bool) -> None:
    """One side, in the roomiest manner that fits it; what is left goes to the boxes for drawings."""
    look = IN_LARGE_SHEET if young else IN_SHEET
    manner, extra = fitting(sheet["blocks"], height_of_words(sheet, look), young, look)
    word.add(
        paragraph("Heading1", *run(f"学习单 {sheet['number']}　{sheet['title']}"), new_page=new_page),
        blanks(("姓名", "班级", "小组", "日期"), (1.3, 1, 1, 1), line=10),
        paragraph("SheetQuestion", *run("我们的问题\n", "Small"), *run(sheet["question"]), before=2),
    )
    for block in sheet["blocks"]:
        word.add(*record(word, block, manner, look, extra=extra))
    if sheet["blocks"] and sheet["blocks"][-1]["kind"] in _ENDS_IN_A_TABLE:
        word.add(thin_line())
    word.add(*_rating(sheet["self_rating"]))


def record(word: WordFile, block: dict[str, Any], manner: Manner, look: Look, *, extra: float = 0) -> list[Element]:
    """A block to write, tick or draw in; a drawing gains `extra` millimetres."""
    words = blocks(word, block["text"], look, TEXT_WIDTH, keep=True, before=manner.gap)
    match block["kind"]:
        case "question":
            return [*words, *lines(block["lines"], manner.line)]
        case "table":
            return [*(words or [thin_line()]), _table(block, manner)]
        case "drawing":
            return [*(words or [thin_line()]), box(block["height"] * manner.box + extra)]
        case "diagram":
            return [*words, *diagram(word, block, TEXT_WIDTH)]
        case _:
            return [*words, *_choices(block)]


def _table(block: dict[str, Any], manner: Manner) -> Element:
    widths = shared(TEXT_WIDTH, block["shares"])
    head = row(widths, [cell("SheetHead", words) for words in block["columns"]], head=True, middle=True)
    rows = (
        row(widths, [cell("SheetText", words) for words in line], height=manner.row if "" in line else 0, middle=True)
        for line in block["rows"]
    )
    return table("RecordTable", widths, [head, *rows], headed=True)


def _choices(block: dict[str, Any]) -> list[Element]:
    each, options = block["per_line"], block["options"]
    stops = [("left", "none", TEXT_WIDTH * place / each) for place in range(1, each)]
    made = []
    for start in range(0, len(options), each):
        content = list[Element]()
        for index, words in enumerate(options[start : start + each]):
            content += [*([tab()] if index else []), *run(f"{TICK} {words}")]
        made.append(paragraph("SheetOption", *content, tabs=stops))
    return made


def _rating(items: Iterable[str]) -> list[Element]:
    stops = [("right", "none", TEXT_WIDTH)]
    return [
        paragraph("SheetText", *run(words), tab(), *run(STARS), tabs=stops, before=1 if index else 5)
        for index, words in enumerate(items)
    ]
