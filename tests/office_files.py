"""Filled forms as secretaries send them: made from the real templates by openpyxl and python-docx."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from written import project_rulebook

from course_catalogue.authoring.office import Imported, imported
from course_catalogue.office_forms.layout import form_of
from course_catalogue.office_forms.making import templates
from course_catalogue.office_forms.word_form import word_form
from course_catalogue.office_forms.workbook import workbook


@cache
def template(name: str) -> bytes:
    """An empty form, such as series.xlsx, as the site offers it."""
    book = project_rulebook()
    made = {file.path: file.content for file in templates(book.schemas, book.vocabulary)}
    return made[f"templates/{name}"]


@cache
def short_template(name: str) -> bytes:
    """The same with fewer sessions, which is read faster."""
    kind, ending = name.split(".")
    schemas = project_rulebook().schemas
    make = workbook if ending == "xlsx" else word_form
    return make(form_of(kind, schemas, project_rulebook().vocabulary), schemas, 3)


def read(content: bytes, name: str = "课程.xlsx") -> Imported:
    return imported(name, content, project_rulebook())


def understood(result: Imported) -> list[tuple[str, str, str]]:
    return [(one.place, one.found, one.taken) for one in result.told]


def left(result: Imported) -> list[tuple[str, str, str]]:
    return [(one.place, one.found, one.why) for one in result.left]


class Workbook:
    """A template in Excel, to fill in by the names that are in it."""

    def __init__(self, name: str = "series.xlsx", *, is_short: bool = True, content: bytes = b"") -> None:
        made = content or (short_template(name) if is_short else template(name))
        self.book = openpyxl.load_workbook(BytesIO(made))

    def row(self, sheet: str, label: str) -> int:
        for cells in self.book[sheet].iter_rows(min_row=2, max_col=1):
            if str(cells[0].value or "").strip("★☆ ") == label:
                return int(cells[0].row or 0)
        raise KeyError(label)

    def put(self, sheet: str, values: Mapping[str, Any]) -> Workbook:
        for label, value in values.items():
            self.book[sheet].cell(self.row(sheet, label), 2).value = value
        return self

    def add(self, sheet: str, label: str, value: Any) -> Workbook:
        """A field that the form does not ask, below all others."""
        self.book[sheet].append([label, value])
        return self

    def rows(self, sheet: str, label: str, rows: Sequence[Sequence[Any]]) -> Workbook:
        """Below the head of a table, and below its sample."""
        first = self.row(sheet, label) + 2
        first += self.book[sheet].cell(first, 1).value == "示例"
        for number, values in enumerate(rows):
            for column, value in enumerate(values, start=2):
                self.book[sheet].cell(first + number, column).value = value
        return self

    @property
    def content(self) -> bytes:
        return saved(self.book)


def saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class WordForm:
    """A template in Word, to fill in by the names that are in it."""

    def __init__(self, name: str = "series.docx", *, is_short: bool = True, content: bytes = b"") -> None:
        made = content or (short_template(name) if is_short else template(name))
        self.document: Document = docx.Document(BytesIO(made))

    def heading(self, label: str, nth: int = 0) -> Paragraph:
        found = [
            one
            for one in self.document.paragraphs
            if (one.style is not None and str(one.style.name).startswith("heading"))
            or "Heading" in str(one.style and one.style.name)
        ]
        return [one for one in found if one.text.strip("★☆ ") == label][nth]

    def place(self, label: str, nth: int = 0) -> Paragraph:
        """The empty paragraph below a heading."""
        element = self.heading(label, nth)._p.getnext()
        while "".join(element.itertext()).strip():
            element = element.getnext()
        return Paragraph(element, self.heading(label, nth)._parent)

    def table(self, label: str, nth: int = 0) -> Table:
        element = self.heading(label, nth)._p.getnext()
        while not element.tag.endswith("}tbl"):
            element = element.getnext()
        return next(one for one in self.document.tables if one._tbl is element)

    def put(self, values: Mapping[str, str], nth: int = 0) -> WordForm:
        """Fields that stand in a row of a table."""
        for label, value in values.items():
            rows = [
                row for table in self.document.tables for row in table.rows if row.cells[0].text.strip("★☆ ") == label
            ]
            rows[nth].cells[1].text = value
        return self

    def add(self, beside: str, label: str, value: str) -> WordForm:
        """A field that the form does not ask, at the end of the table in which `beside` is one."""
        table = next(
            one for one in self.document.tables if any(row.cells[0].text.strip("★☆ ") == beside for row in one.rows)
        )
        row = table.add_row()  # type: ignore[no-untyped-call]
        row.cells[0].text, row.cells[1].text = label, value
        return self

    def rows(self, label: str, rows: Sequence[Sequence[str]], nth: int = 0) -> WordForm:
        table = self.table(label, nth)
        first = 1 + (len(table.rows) > 1 and table.rows[1].cells[0].text == "示例")
        for number, values in enumerate(rows):
            for column, value in enumerate(values, start=1):
                table.rows[first + number].cells[column].text = value
        return self

    @property
    def content(self) -> bytes:
        return saved(self.document)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A zip in which one part is another, or is added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for own in old.namelist():
            if own != name:
                new.writestr(own, old.read(own))
        new.writestr(name, part)
    return buffer.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)
