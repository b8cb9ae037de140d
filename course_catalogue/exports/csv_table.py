"""A table as CSV with a byte order mark, without which Excel takes UTF-8 for GBK."""

from __future__ import annotations

import csv
from io import StringIO

from course_catalogue import addresses
from course_catalogue.exports.cells import Plain, csv_text
from course_catalogue.exports.tables import Subject, Table
from course_catalogue.output import OutputFile


class CsvTable:
    """Takes row after row; `file` ends it."""

    def __init__(self, table: Table[Subject]) -> None:
        self._address = addresses.table_of(table.name)
        self._text = StringIO(newline="")
        self._writer = csv.writer(self._text)  # lines end in CR LF, as RFC 4180 has it
        self._writer.writerow(head for head, _ in table.columns)

    def add(self, cells: list[Plain]) -> None:
        self._writer.writerow(map(csv_text, cells))

    def file(self) -> OutputFile:
        return OutputFile(self._address, self._text.getvalue().encode("utf-8-sig"))
