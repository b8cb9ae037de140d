"""All tables as one XLSX workbook: the only caller of XlsxWriter.

Texts are written as texts, never as formulas, links or numbers; what looks like a formula is marked as quoted besides, so
that it stays a text when somebody edits the cell or saves the sheet in another form. The same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from course_catalogue import addresses
from course_catalogue.exports.cells import Plain, looks_like_formula, one_line
from course_catalogue.exports.tables import Table
from course_catalogue.output import OutputFile

_FIXED = datetime(2000, 1, 1)  # XlsxWriter would ask the clock
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(slots=True)
class _Sheet:
    """`shown` are (column of the sheet, place in the row); `rows` so far, without the head."""

    sheet: Any
    shown: tuple[tuple[int, int], ...]
    rows: int = 0


class Workbook:
    """Takes rows of any table in any order; `file` or `close` ends it. Rows wait on disk, not in memory."""

    def __init__(self, title: str, notes: Iterable[str], tables: Iterable[Table[Any]]) -> None:
        self._buffer = BytesIO()
        self._is_closed = False
        self._book = xlsxwriter.Workbook(self._buffer, _OPTIONS)
        self._book.set_properties({"title": title, "created": _FIXED})
        self._head = self._book.add_format({"bold": True, "bg_color": "#E3F1EE", "border": 1, "text_wrap": True})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._write_notes(notes)
        self._sheets: dict[str, _Sheet] = {}
        for table in tables:
            self._begin(table)

    def _write_notes(self, notes: Iterable[str]) -> None:
        sheet = self._book.add_worksheet("说明")
        sheet.set_column(0, 0, 90)
        for number, line in enumerate(notes):
            self._write_text(sheet, number, 0, one_line(line))

    def _begin(self, table: Table[Any]) -> None:
        sheet = self._book.add_worksheet(table.title)
        shown = [place for place, (_, width) in enumerate(table.columns) if width]
        for column, place in enumerate(shown):
            sheet.set_column(column, column, table.columns[place][1])
        sheet.freeze_panes(1, 1)
        for column, place in enumerate(shown):
            sheet.write_string(0, column, table.columns[place][0], self._head)
        self._sheets[table.name] = _Sheet(sheet, tuple(enumerate(shown)))

    def add(self, table: Table[Any], cells: list[Plain]) -> None:
        """The next row of a table; empty cells cost nothing."""
        own = self._sheets[table.name]
        own.rows += 1
        for column, place in own.shown:
            cell = cells[place]
            if type(cell) is str:
                if cell:
                    self._write_text(own.sheet, own.rows, column, cell)
            elif isinstance(cell, date):
                midnight = datetime(cell.year, cell.month, cell.day)
                own.sheet.write_datetime(own.rows, column, midnight, self._day)
            else:
                own.sheet.write_number(own.rows, column, cell)

    def _write_text(self, sheet: Any, row: int, column: int, text: str) -> None:
        if text[-1] == ">":  # XlsxWriter takes <r>…</r> for markup of its own and would put it into the file as it is
            text += " "
        sheet.write_string(row, column, text, self._quoted if looks_like_formula(text) else None)

    def close(self) -> None:
        """Also on a fault, because the rows wait in files of the system's temporary folder."""
        if not self._is_closed:
            self._is_closed = True
            self._book.close()

    def file(self) -> OutputFile:
        for own in self._sheets.values():
            own.sheet.autofilter(0, 0, max(own.rows, 1), len(own.shown) - 1)
        self.close()
        return OutputFile(addresses.WORKBOOK, self._buffer.getvalue())
