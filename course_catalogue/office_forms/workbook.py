"""A form as an Excel workbook, by XlsxWriter: a sheet a section, drop-downs, notes, protected heads.

Texts are written as texts, never as formulas or links; cells to write texts in are marked as text, so that Excel turns
no date, code or fraction into something else. The same form gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from course_catalogue.hint_words import NOTHING
from course_catalogue.office_forms.instructions import GUIDE, guide_of, title_of
from course_catalogue.office_forms.layout import (
    NUMBER_COLUMN,
    SAMPLE,
    VALUE_COLUMNS,
    Field,
    Form,
    Shape,
    Table,
)
from course_catalogue.office_forms.own_words import properties_of
from course_catalogue.office_forms.samples import head_note, sample_row
from course_catalogue.office_forms.sections import copies_of, parts_of
from course_catalogue.office_forms.shown import Shown, at, rows, shown
from course_catalogue.schemas import Schemas

_FIXED = datetime(2000, 1, 1)  # XlsxWriter would ask the clock
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (24, 26, 26, 46, 46, 26, 16, 20, 40)
"""Characters of the columns; a Chinese character takes two."""
_SPARE_ROWS = {"section": 10, "long": 40, "list": 4}
_LINE, _TALLEST = 15.0, 300.0
"""Points: of one line, and of the tallest row that can still be read on a screen."""
_DROP_DOWN = 255
"""Characters that Excel allows the words of a drop-down."""


def workbook(form: Form, schemas: Schemas, copies: int, data: Mapping[str, Any] | None = None) -> bytes:
    """An .xlsx: empty with samples, or with `data`; `copies` sheets for each section that repeats, or as many as it needs."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": title_of(form), "created": _FIXED})
        for name, text in properties_of(form, schemas).items():
            book.set_custom_property(name, text, "text")
        looks = _Looks(book)
        _write_guide(book, form, looks)
        for section in form.sections:
            for number, own in copies_of(section, data, copies):
                title = f"{section.title} {number}" if number else section.title
                sheet = _Sheet(book.add_worksheet(title), looks, schemas)
                sheet.write(parts_of(form, section, own), title, own, is_first=number <= 1, has_samples=data is None)
    return buffer.getvalue()


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: Any) -> None:
        frame = {"border": 1, "border_color": "#9BB8B3", "valign": "top", "text_wrap": True}
        head = {**frame, "bold": True, "bg_color": "#E3F1EE"}
        self.title = book.add_format({"bold": True, "font_size": 14, "valign": "vcenter"})
        self.hint = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#666666", "font_size": 9})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.label = book.add_format(head)
        self.table = book.add_format({**head, "bg_color": "#0B5D56", "font_color": "#FFFFFF"})
        self.number = book.add_format({**frame, "locked": False, "align": "center", "font_color": "#666666"})
        self.sample = book.add_format({**frame, "italic": True, "font_color": "#777777", "bg_color": "#F4F4F4"})
        self.text = book.add_format({**frame, "locked": False, "num_format": "@"})
        self.amount = book.add_format({**frame, "locked": False, "align": "left"})

    def of(self, field: Field) -> Any:
        return self.amount if field.schema.get("type") in ("integer", "number") else self.text


def _write_guide(book: Any, form: Form, looks: _Looks) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, title_of(form), looks.title)
    for number, line in enumerate(guide_of(form), start=1):
        sheet.write_string(number, 0, line, looks.plain)
        sheet.set_row(number, _height([(line, 100)]))
    sheet.protect()


class _Sheet:
    """One sheet in the making, from top to bottom."""

    def __init__(self, sheet: Any, looks: _Looks, schemas: Schemas) -> None:
        self._sheet = sheet
        self._looks = looks
        self._schemas = schemas
        self._row = 0
        self._widths: Sequence[float] = _WIDTHS
        self._has_hints = False

    def write(
        self, parts: Sequence[Field | Table], title: str, data: Mapping[str, Any], *, is_first: bool, has_samples: bool
    ) -> None:
        """`is_first`: the sheet that shows hints, and sample rows where there are any."""
        self._has_hints = is_first
        first = parts[0]
        is_long = len(parts) == 1 and isinstance(first, Table)
        if is_long and isinstance(first, Table):
            self._widths = (8, *(_width(column) for column in first.columns))
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        self._sheet.write_string(0, 0, title, self._looks.title)
        self._sheet.set_row(0, 26)
        self._row = 1
        for part in parts:
            if isinstance(part, Table):
                self._table(
                    part, data, _SPARE_ROWS["long" if is_long else "section"], has_sample=is_first and has_samples
                )
            else:
                self._field(part, at(data, part.steps))
        self._close()

    def _close(self) -> None:
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        allowed = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows")
        self._sheet.protect("", dict.fromkeys(allowed, True))

    def _field(self, field: Field, value: Any) -> None:
        if not field.is_list:
            text = "" if value is None else shown(field, value, self._schemas)
            self._field_row(field, field.label, text)
            return
        items = [] if value is None else rows(field, value, self._schemas)
        for number in range(1, max(len(items), min(field.schema.get("maxItems", 4), _SPARE_ROWS["list"])) + 1):
            text = items[number - 1] if number <= len(items) else ""
            self._field_row(field, f"{field.label} {number}", text, is_first=number == 1)

    def _field_row(self, field: Field, label: str, value: Shown, *, is_first: bool = True) -> None:
        looks, last = self._looks.of(field), VALUE_COLUMNS
        self._sheet.write_string(self._row, 0, f"{field.due} {label}".strip(), self._looks.label)
        self._sheet.merge_range(self._row, 1, self._row, last, "", looks)
        self._put(self._row, 1, value, looks)
        self._validate(field, self._row, self._row, 1)
        hint = field.hint if is_first and self._has_hints else ""
        if is_first:
            self._note(0, field)
        if hint:
            self._sheet.write_string(self._row, last + 1, hint, self._looks.hint)
        room = sum(self._widths[1 : last + 1])
        expected = "字" * min(field.schema.get("maxLength", field.item.get("maxLength", 0)), 150)
        self._sheet.set_row(
            self._row,
            _height([(label, self._widths[0]), (str(value) or expected, room), (hint, self._widths[last + 1])]),
        )
        self._row += 1

    def _table(self, table: Table, data: Mapping[str, Any], spare: int, *, has_sample: bool) -> None:
        values = at(data, table.steps)
        self._row += 1 if self._row > 1 else 0
        self._sheet.write_string(self._row, 0, f"{table.due} {table.label}".strip(), self._looks.table)
        if len(table.columns) > 1:
            self._sheet.merge_range(self._row, 1, self._row, len(table.columns), "", self._looks.plain)
        self._sheet.write_string(self._row, 1, table.hint, self._looks.plain)
        self._sheet.set_row(self._row, _height([(table.hint, sum(self._widths[1 : len(table.columns) + 1]))]))
        head = self._row + 1
        self._sheet.write_string(head, 0, NUMBER_COLUMN, self._looks.label)
        self._row = head
        for column, field in enumerate(table.columns, start=1):
            self._sheet.write_string(head, column, f"{field.due} {field.label}".strip(), self._looks.label)
            self._note(column, field)
        self._row += 1
        if has_sample:
            self._table_row(table, SAMPLE, sample_row(table, self._schemas), self._looks.sample)
        first = self._row
        cells = [self._cells(table, item) for item in values or ()]
        if values is not None and not values:
            cells = [[NOTHING, *[""] * (len(table.columns) - 1)]]
        empty: list[Shown] = [""] * len(table.columns)
        for number in range(1, max(len(cells), min(table.most, spare)) + 1):
            self._table_row(table, number, cells[number - 1] if number <= len(cells) else empty)
        for column, field in enumerate(table.columns, start=1):
            self._validate(field, first, self._row - 1, column)
        self._row += 1

    def _cells(self, table: Table, item: Mapping[str, Any]) -> list[Shown]:
        return [
            "" if (value := at(item, column.steps)) is None else shown(column, value, self._schemas)
            for column in table.columns
        ]

    def _table_row(self, table: Table, number: Shown, cells: Sequence[Shown], look: Any = None) -> None:
        self._put(self._row, 0, number, look or self._looks.number)
        for column, (field, value) in enumerate(zip(table.columns, cells, strict=True), start=1):
            self._put(self._row, column, value, look or self._looks.of(field))
        texts = [(str(value), width) for value, width in zip(cells, self._widths[1:], strict=False)]
        self._sheet.set_row(self._row, _height(texts))
        self._row += 1

    def _put(self, row: int, column: int, value: Shown, look: Any) -> None:
        if not isinstance(value, str):
            self._sheet.write_number(row, column, value, look)
        elif value:  # XlsxWriter takes <r>…</r> for markup of its own and would put it into the file as it is
            self._sheet.write_string(row, column, f"{value} " if value[-1] == ">" else value, look)
        else:
            self._sheet.write_blank(row, column, None, look)

    def _note(self, column: int, field: Field) -> None:
        """What to write and an example, where the pointer rests on the head."""
        text = head_note(field, self._schemas)
        size = {"width": 320, "height": _height([(text, 44)], spare=2) * 1.4}
        self._sheet.write_comment(self._row, column, text, {"author": "", **size})

    def _validate(self, field: Field, first: int, last: int, column: int) -> None:
        schema = field.schema
        if field.options and len(",".join(field.options)) <= _DROP_DOWN:
            only_asks = field.shape is not Shape.ONE  # of several, a drop-down can give one
            rule = {"validate": "list", "source": list(field.options), "show_error": not only_asks}
            told = {"error_title": "请从清单里选", "error_message": "点格子右边的箭头，从清单里选一个。"}
        elif schema.get("type") in ("integer", "number") and "minimum" in schema and "maximum" in schema:
            kind = "integer" if schema["type"] == "integer" else "decimal"
            limits = {"minimum": schema["minimum"], "maximum": schema["maximum"]}
            rule = {"validate": kind, "criteria": "between", **limits, "error_type": "warning"}
            told = {"error_title": "请看一眼", "error_message": f"应为 {schema['minimum']}～{schema['maximum']} 的数。"}
        else:
            return
        self._sheet.data_validation(first, column, last, column, {**rule, **told, "ignore_blank": True})


def _width(field: Field) -> int:
    longest = int(field.schema.get("maxLength", 0))
    return 14 if not longest else 20 if longest < 20 else 36 if longest <= 60 else 60


def _height(texts: Sequence[tuple[str, float]], spare: int = 0) -> float:
    """Points of a row in which texts of (words, characters a line) can be read."""
    lines = max(
        (sum(1 + int(_breadth(line) // max(width - 2, 1)) for line in text.split("\n")) for text, width in texts),
        default=1,
    )
    return min(max((lines + spare) * _LINE + 3, 18), _TALLEST)


def _breadth(text: str) -> int:
    """In columns of a Latin character."""
    return sum(1 if character < "\u2000" else 2 for character in text)
