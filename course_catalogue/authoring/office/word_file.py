"""A checked .docx as sheets of rows: a first heading begins a sheet, other headings, paragraphs and tables are rows.

Read from its XML, because python-docx leaves out what stands in tracked insertions, content controls and links.
Formatting is dropped, but for raised and lowered characters, without which cm² would be cm2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from course_catalogue.authoring.office.cells import PAGE_NUMBER, Cell, Row, Sheet
from course_catalogue.authoring.office.numbering import BULLET, Numbering, numbering_of
from course_catalogue.authoring.office.package import Package
from course_catalogue.authoring.office.symbols import equation, raised_or_lowered, symbol
from course_catalogue.authoring.office.values_read import Left, RefusedFile

MOST_BLOCKS = 20_000
"""Paragraphs and rows of a document."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldData")}
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])\Z", re.IGNORECASE)
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml")}
_COMMENT = "批注"
_NOTES = {"footnoteReference": "脚注", "endnoteReference": "尾注", "commentReference": _COMMENT}
_MARGIN = re.compile(r"word/(header|footer)[0-9]*\.xml\Z")
_OFF = ("0", "false", "off")
_ASIDE_STYLE = "小字说明"
"""The name of the style Note of packs/word/template/styles.xml."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far; `is_section` says whether a heading begins a section."""

    levels: dict[str, int]
    asides: frozenset[str]
    """The ids of the styles in which a form writes its notes."""
    numbering: Numbering
    is_section: Callable[[str, bool], bool]
    sheets: list[tuple[str, list[Row]]] = field(default_factory=lambda: [("", [])])
    left: list[Left] = field(default_factory=list)
    heading: str = ""
    tables: int = 0
    told: str = ""

    @property
    def place(self) -> str:
        section = f"“{self.sheets[-1][0]}”" if self.sheets[-1][0] else "开头"
        return f"{section} › “{self.heading.strip('★☆ ')}”" if self.heading else section


def sheets_of(name: str, package: Package, is_section: Callable[[str, bool], bool]) -> tuple[list[Sheet], list[Left]]:
    """Every section, and what of the document is not read. `is_section(text, is_heading)`: a section begins here."""
    body = fromstring(package.parts["word/document.xml"]).find(f"{_W}body")
    if body is None:
        raise RefusedFile(f"{name} 里没有正文：请用 Word 或 WPS 打开，另存一份再试")
    styles = package.parts.get("word/styles.xml", b"")
    numbering = numbering_of(package.parts.get("word/numbering.xml", b""), styles)
    reading = _Reading(_levels(styles), _asides(styles), numbering, is_section)
    for count, block in enumerate(_blocks(body)):
        if count > MOST_BLOCKS:
            raise RefusedFile(f"{name} 太长，没有读：请只留下填写的部分")
        if block.tag == f"{_W}p":
            _read_paragraph(block, reading)
        else:
            _read_table(block, reading)
    sheets = [Sheet(title, f"“{title}”" if title else "开头", rows) for title, rows in reading.sheets]
    return sheets, reading.left


def _levels(styles: bytes) -> dict[str, int]:
    """By the id of a style of paragraphs: the level of its heading, from 1; 0 is the title."""
    if not styles:
        return {}
    found: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in fromstring(styles).iter(f"{_W}style"):
        own = style.get(f"{_W}styleId", "")
        named = style.find(f"{_W}name")
        name = named.get(f"{_W}val", "") if named is not None else ""
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        if match := _HEADING.match(name):
            found[own] = int(match.group(1))
        elif name.lower() in ("title", "标题"):
            found[own] = 0
        elif level is not None and level.get(f"{_W}val", "9").isdecimal() and int(level.get(f"{_W}val", "9")) < 9:
            found[own] = int(level.get(f"{_W}val", "9")) + 1
        if (parent := style.find(f"{_W}basedOn")) is not None:
            based[own] = parent.get(f"{_W}val", "")
    for own in based:
        above, steps = own, 0
        while above not in found and above in based and steps < 20:
            above, steps = based[above], steps + 1
        if found.get(above):
            found.setdefault(own, found[above])
    return found


def _asides(styles: bytes) -> frozenset[str]:
    if not styles:
        return frozenset()
    named = {
        style.get(f"{_W}styleId", ""): name.get(f"{_W}val", "")
        for style in fromstring(styles).iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }
    return frozenset(own for own, name in named.items() if name == _ASIDE_STYLE)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from _blocks(child)


def _is_placeholder(element: Element) -> bool:
    """A content control that nobody has filled in: it shows 单击或点击此处输入文字."""
    return element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _read_paragraph(paragraph: Element, reading: _Reading) -> None:
    text = _text(paragraph, reading).strip("\n ")
    mark = reading.numbering.mark(paragraph, _style(paragraph))  # Word counts an empty one, too
    level = _level(paragraph, reading.levels)
    is_heading = level is not None and bool(text)
    if is_heading and level == 0 and len(reading.sheets) == 1:
        reading.sheets[-1][1].append(Row((Cell(text, reading.place),), is_heading=True))
    elif text and (level == 1 or reading.is_section(text, is_heading)):
        reading.sheets.append((text, []))
        reading.heading = ""
    elif is_heading:
        reading.heading = text
        reading.sheets[-1][1].append(Row((Cell(text, reading.place),), is_heading=True))
    else:
        is_aside = _style(paragraph) in reading.asides
        cell = Cell(text or None, reading.place, told=_told(reading), is_aside=is_aside, mark=mark)
        reading.sheets[-1][1].append(Row((Cell(None, reading.place), cell), is_paragraph=True))


def _level(paragraph: Element, levels: dict[str, int]) -> int | None:
    own = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if own is not None and own.get(f"{_W}val", "9").isdecimal() and int(own.get(f"{_W}val", "9")) < 9:
        return int(own.get(f"{_W}val", "9")) + 1
    return levels.get(_style(paragraph))


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _told(reading: _Reading) -> str:
    told, reading.told = reading.told, ""
    return told


def _read_table(table: Element, reading: _Reading) -> None:
    reading.tables += 1
    above: dict[int, Cell] = {}
    for number, row in enumerate(_rows(table), start=1):
        cells: list[Cell] = []
        for cell in _cells(row):
            column = len(cells)
            place = f"{reading.place}表格第 {number} 行第 {column + 1} 格"
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart":
                made = Cell(None, place, spread=above.get(column))
            else:
                text = _cell_text(cell, reading, place)
                made = above[column] = Cell(text or None, place, told=_told(reading))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = span.get(f"{_W}val", "1") if span is not None else "1"
            cells.append(made)
            cells += [Cell(None, place)] * (min(int(width), 40) - 1 if width.isdecimal() else 0)
        reading.sheets[-1][1].append(Row(tuple(cells), table=reading.tables))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _cells(child)


def _cell_text(cell: Element, reading: _Reading, place: str) -> str:
    """Its paragraphs, a line each, behind the numbers and marks that Word sets before them; before a single one it is no list."""
    blocks = list(_blocks(cell))
    if any(block.tag == f"{_W}tbl" for block in blocks):
        reading.left.append(Left(place, "表格里的表格", "没有读入：请把里面的表格改成文字，一行一行写"))
    paragraphs = [
        (reading.numbering.mark(block, _style(block)), _text(block, reading))
        for block in blocks
        if block.tag == f"{_W}p"
    ]
    filled = [(mark, text) for mark, text in paragraphs if text.strip()]
    marks = [mark for mark, _ in filled if mark]
    if len(filled) < 2:
        if any(mark != BULLET for mark in marks):
            _tell(reading, f"自动编号“{marks[0]}”没有读入")
        return "\n".join(text for _, text in paragraphs).strip("\n ")
    if marks:
        _tell(reading, f"自动编号或项目符号写成“{marks[0]} ”")
    lines = [f"{mark} {text}" if mark and text.strip() else text for mark, text in paragraphs]
    return "\n".join(lines).strip("\n ")


def margins_of(package: Package) -> Iterator[tuple[str, str]]:
    """What stands in headers and footers, paragraph by paragraph, with the place; page numbers alone are nothing."""
    for part, xml in sorted(package.parts.items()):
        if found := _MARGIN.match(part):
            for paragraph in fromstring(xml).iter(f"{_W}p"):
                text = "".join(one.text or "" for one in paragraph.iter(f"{_W}t"))
                if PAGE_NUMBER.sub("", text):
                    yield {"header": "页眉", "footer": "页脚"}[found[1]], text


def _text(element: Element, reading: _Reading) -> str:
    return "".join(_words(element, reading))


def _words(element: Element, reading: _Reading) -> Iterator[str]:
    for child in element:
        name = child.tag.rsplit("}", 1)[-1]
        if child.tag in _SKIPPED or name in ("Fallback", "rt") or _is_placeholder(child):
            continue
        if name == "txbxContent":
            reading.left.append(Left(reading.place, "文本框", "文本框里的字没有读入：请移到正文里"))
        elif name in _NOTES:
            note = _NOTES[name]
            reading.left.append(
                Left(reading.place, note, f"{note}没有读入：要的话请写到正文里", is_aside=note == _COMMENT)
            )
        elif name == "relIds":  # the drawing is kept in parts of its own
            reading.left.append(Left(reading.place, "SmartArt 图形", "图形里的字没有读入：请写到正文里"))
        elif name == "oMath":
            yield _math(child, reading)
        elif child.tag == f"{_W}sym":
            yield _symbol(child, reading)
        elif name in ("blip", "imagedata"):
            reading.left.append(
                Left(
                    reading.place,
                    "图片",
                    "图片没有放进课程：请另存成文件和课程放在一起，在“图片”里写上文件名",
                    is_aside=True,
                )
            )
        elif name == "t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            yield " " if name == "tab" else "-"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"  # where a page is broken, too, a new line begins
        elif child.tag == f"{_W}r":
            yield _run(child, reading)
        else:
            yield from _words(child, reading)


def _math(element: Element, reading: _Reading) -> str:
    text = equation(element)
    if text is None:
        shown = "".join(part.text or "" for part in element.iter() if part.tag.endswith("}t"))
        reading.left.append(Left(reading.place, f"公式 {shown}", "公式没有读入：请用普通文字写，如 1/2、10³、√2"))
        return ""
    _tell(reading, f"公式写成“{text}”")
    return text


def _symbol(element: Element, reading: _Reading) -> str:
    font, code = element.get(f"{_W}font", ""), element.get(f"{_W}char", "")
    text = symbol(font, code)
    if text is None:
        reading.left.append(Left(reading.place, "特殊符号", f"{font} 字体的符号没有读入：请换成普通文字"))
        return ""
    _tell(reading, f"符号写成“{text}”")
    return text


def _is_on(run: Element, *names: str) -> bool:
    found = [run.find(f"{_W}rPr/{_W}{name}") for name in names]
    return any(one is not None and one.get(f"{_W}val", "") not in _OFF for one in found)


def _run(run: Element, reading: _Reading) -> str:
    text = "".join(_words(run, reading))
    if text.strip() and _is_on(run, "strike", "dstrike", "vanish"):
        what = "隐藏" if _is_on(run, "vanish") else "划掉"
        reading.left.append(Left(reading.place, text, f"是{what}的字，没有读入：要的话请改成平常的字", is_aside=True))
        return ""
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    written, told = raised_or_lowered(text, align.get(f"{_W}val", "") if align is not None else "")
    _tell(reading, told)
    return written


def _tell(reading: _Reading, words: str) -> None:
    reading.told = "；".join(filter(None, (reading.told, words)))
