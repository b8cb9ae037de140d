"""A checked .xlsx as sheets of cells, by openpyxl: the only caller of openpyxl.

Read row by row (its other way of reading makes a cell for each cell that a merged range claims, so that a few bytes could
fill the memory). Formulas are not worked out: their value is what was saved with the file.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries

from course_catalogue.authoring.office.cell_comments import comments_of
from course_catalogue.authoring.office.cells import PAGE_NUMBER, Cell, Row, Sheet
from course_catalogue.authoring.office.package import Package
from course_catalogue.authoring.office.symbols import raised_or_lowered
from course_catalogue.authoring.office.values_read import Left, RefusedFile
from course_catalogue.personal_numbers import masked

MOST_SHEETS = 60
MOST_ROWS = 2000
MOST_COLUMNS = 40
_MOST_MERGED = 5000
"""Cells of a sheet that merged ranges may claim, each as often as it is claimed."""
_DRAWN = re.compile(r"<a:t>([^<]*\S[^<]*)</a:t>")
_MARGINS = {"Header": "页眉", "Footer": "页脚"}
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|(?P<part>[LCR])|[A-Za-z])')
"""ECMA-376 part 1, 18.3.1.46: fonts, colours, sizes, page numbers; L, C and R begin a part of the line."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_CODED = re.compile(r"_x000[Dd]_")
"""How Excel keeps the first half of a line end that was pasted from elsewhere (ECMA-376 part 1, 22.9.2.19)."""
_PICTURE_IN_CELL = re.compile(r"=(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
"""What WPS writes for a picture that stands in a cell instead of above it."""


def sheets_of(name: str, package: Package, content: bytes) -> tuple[list[Sheet], list[Left]]:
    """Every sheet, and what of them is not read."""
    left: list[Left] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells, in English, what of a file it will not write again
            sheets = _sheets(name, package, content, left)
    except RefusedFile:
        raise
    except Exception as fault:  # openpyxl raises whatever a strange part makes it raise
        raise RefusedFile(f"{name} 读不了，里面的结构不正常：请用 Excel 或 WPS 打开，另存一份再试") from fault
    return sheets, left


def _sheets(name: str, package: Package, content: bytes, left: list[Left]) -> list[Sheet]:
    drawn = ("xl/media/", "xl/drawings/")  # the shapes of notes have formulas of another kind
    has_formulas = any(_FORMULA.search(xml) for part, xml in package.parts.items() if not part.startswith(drawn))
    values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=True)
    left += [
        Left("文本框", " ".join(words)[:60], "文本框里的字没有读入：请写到格子里")
        for part, xml in package.parts.items()
        if part.startswith("xl/drawings/") and (words := _DRAWN.findall(xml.decode("utf-8", "replace")))
    ]
    formulas = load_workbook(BytesIO(content), read_only=True, keep_links=False) if has_formulas else None
    if len(values.worksheets) > MOST_SHEETS:
        raise RefusedFile(f"{name} 有 {len(values.worksheets)} 个工作表，超过 {MOST_SHEETS} 个：请只留下填写的")
    return [_sheet(sheet, formulas, package.parts, left) for sheet in values.worksheets]


def _sheet(sheet: Any, formulas: Any, parts: Mapping[str, bytes], left: list[Left]) -> Sheet:
    place = f"工作表“{sheet.title}”"
    sheet.reset_dimensions()  # some programs state wrong ones
    path = sheet._worksheet_path.lstrip("/")
    layout = _layout(parts.get(path, b""))
    written = _rows(formulas[sheet.title]) if formulas else {}
    rows: list[Row] = []
    tops: dict[tuple[int, int], Cell] = {}
    for number, cells in _rows(sheet).items():
        made = tuple(
            _cell(cell, written.get(number, ()), f"{place}{get_column_letter(column)}{number}", column, left)
            for column, cell in enumerate(cells, start=1)
        )
        for column, one in enumerate(made, start=1):
            tops[number, column] = one
        if number in layout.hidden_rows or layout.hidden_columns:
            made = tuple(
                replace(one, is_hidden=number in layout.hidden_rows or column in layout.hidden_columns)
                for column, one in enumerate(made, start=1)
            )
        rows += [_empty(place)] * (number - 1 - len(rows))
        rows.append(
            Row(
                tuple(
                    _spread(one, layout.merged.get((number, column)), tops) for column, one in enumerate(made, start=1)
                )
            )
        )
    left += [one for one in layout.margins if one not in left]
    if layout.is_beyond:
        left.append(Left(place, "很下面或很右边的内容", f"一个工作表只读前 {MOST_ROWS} 行、前 {MOST_COLUMNS} 列"))
    comments = tuple(comments_of(path, place, parts))
    return Sheet(sheet.title, place, rows, is_hidden=sheet.sheet_state != "visible", comments=comments)


def _empty(place: str) -> Row:
    return Row((Cell(None, place),))


def _rows(sheet: Any) -> dict[int, tuple[Any, ...]]:
    """The rows that hold something, by number."""
    sheet.reset_dimensions()
    found: dict[int, tuple[Any, ...]] = {}
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        if any(cell.value is not None for cell in cells):
            found[number] = cells
    return found


def _plain(value: CellRichText, place: str, left: list[Left]) -> tuple[str, str]:
    """The text of a cell whose parts are formatted, and what is to be told: cm² is no cm2, what is struck out is not meant."""
    texts: list[str] = []
    told: list[str] = []
    for part in value:
        text, font = (part.text, part.font) if isinstance(part, TextBlock) else (str(part), None)
        if font is not None and font.strike and text.strip():
            left.append(Left(place, text, "是划掉的字，没有读入：要的话请改成平常的字", is_aside=True))
            continue
        written, words = raised_or_lowered(text, (font.vertAlign if font is not None else "") or "")
        texts.append(written)
        told.append(words)
    return "".join(texts), "；".join(filter(None, told))


def _cell(cell: Any, written: tuple[Any, ...], place: str, column: int, left: list[Left]) -> Cell:
    value = cell.value
    told = ""
    if isinstance(value, CellRichText):
        value, told = _plain(value, place, left)
    if isinstance(value, str):
        value = _CODED.sub("", value)
    if len(written) >= column and written[column - 1].data_type == "f":
        formula = str(getattr(written[column - 1].value, "text", written[column - 1].value))
        if _PICTURE_IN_CELL.match(formula):
            left.append(
                Left(place, "图片", "放在单元格里的图片没有读入：请另存成文件和课程放在一起，在“图片”里写上文件名")
            )
            return Cell(None, place)
        if value is None or (isinstance(value, str) and value.startswith("#")):
            left.append(Left(place, formula[:60], "是公式，没有存下算出来的值：请直接写上结果"))
            return Cell(None, place)
        return Cell(value, place, f"公式 {formula[:60]} 存下的值")
    if cell.data_type == "e":
        left.append(Left(place, str(value), "是出错的公式：请直接写上结果"))
        return Cell(None, place)
    is_percent = "%" in (getattr(cell, "number_format", None) or "") and isinstance(value, int | float)
    return Cell(value, place, told, is_percent=is_percent)


@dataclass(slots=True)
class _Layout:
    """`merged`: for each cell below the first one of a merged range, in its first column, that first one, as (row, column)."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_beyond: bool = False
    """Whether anything stands beyond the rows and columns that are read."""
    margins: list[Left] = field(default_factory=list)
    """What is printed above and below the sheet."""


def _layout(xml: bytes) -> _Layout:
    """What openpyxl does not say of a sheet that it reads row by row."""
    found = _Layout()
    room = _MOST_MERGED
    for _, element in iterparse(BytesIO(xml)):
        name = element.tag.rsplit("}", 1)[-1]
        if name == "mergeCell":
            left, top, _, bottom = range_boundaries(element.get("ref", "A1"))
            if left is None or top is None or bottom is None:
                continue
            below = range(top + 1, min(bottom, MOST_ROWS, top + room) + 1)
            found.merged |= {(row, left): (top, left) for row in below}
            room -= len(below)
        elif name == "col" and _is_hidden(element, "width"):
            first, last = (int(element.get(end, "0")) for end in ("min", "max"))
            found.hidden_columns |= set(range(max(first, 1), min(last, MOST_COLUMNS) + 1))
        elif name[-6:] in _MARGINS:
            found.margins += _margin(_MARGINS[name[-6:]], element.text or "")
        elif name == "row":
            found.is_beyond = found.is_beyond or _reaches_beyond(element)
            if _is_hidden(element, "ht") and element.get("r", "").isdecimal():
                found.hidden_rows.add(int(element.get("r", "")))
            element.clear()
    return found


def _margin(place: str, written: str) -> list[Left]:
    """The text of a header or footer; one of page numbers and names of sheets alone is nothing."""
    text = _MARGIN_CODE.sub(lambda code: " " if code["part"] else "", written.replace("&&", "＆"))
    words = " ".join(text.split()).replace("＆", "&")
    if not PAGE_NUMBER.sub("", words):
        return []
    return [Left(place, masked(words)[:60], f"{place}里的字没有读入：要的话请写到格子里", is_aside=True)]


def _is_hidden(element: Element, size: str) -> bool:
    """Hidden, filtered away, or made so small that nothing is seen."""
    return element.get("hidden") in ("1", "true") or re.fullmatch(r"0(?:\.0*)?", element.get(size, "")) is not None


def _reaches_beyond(row: Element) -> bool:
    filled = [cell.get("r", "") for cell in row if len(cell)]
    if not filled:
        return False
    number = row.get("r", "")
    letters = filled[-1].rstrip("0123456789")
    return (number.isdecimal() and int(number) > MOST_ROWS) or (
        letters.isalpha() and column_index_from_string(letters) > MOST_COLUMNS
    )


def _spread(cell: Cell, top: tuple[int, int] | None, tops: Mapping[tuple[int, int], Cell]) -> Cell:
    if top is None or not cell.is_empty:
        return cell
    return Cell(None, cell.place, spread=tops.get(top))
