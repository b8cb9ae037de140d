"""The rows of a table of a form, to the groups that they describe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from course_catalogue.authoring.office import conversion
from course_catalogue.authoring.office.cells import Cell, Row
from course_catalogue.authoring.office.field_reading import Notes, is_nothing, read_cell, seen
from course_catalogue.authoring.office.labels import LONGEST, key, matching
from course_catalogue.authoring.office.quantities import amount, name_and_minutes
from course_catalogue.office_forms.layout import NUMBER_COLUMN, SAMPLE, Field, Table
from course_catalogue.office_forms.own_words import OwnWords, Use
from course_catalogue.schemas import Schemas

_TOTAL = re.compile(r"\s*[合总共]\s*计\s*[:：]?\s*(?:\d+\s*(?:分钟?|元)?)?\s*")
_NUMBER_COLUMNS = tuple(map(key, (NUMBER_COLUMN, "编号", "次序", "顺序", "No")))


@dataclass(slots=True)
class Columns:
    """Which field stands in which column; `numbers` is the column of the row numbers, -1 without one."""

    table: Table
    fields: dict[int, Field]
    unknown: dict[int, Cell]
    numbers: int
    word_table: int
    is_behind_a_gap: bool = False
    """Whether an empty row stood before the row that is looked at: somebody inserted it, or the table has ended."""
    told: set[int] = field(default_factory=set)
    """Columns of which it has been told that they are not read."""

    def takes(self, row: Row) -> bool:
        """Whether a row belongs to this table rather than beginning something else."""
        if self.word_table != row.table or row.is_heading:
            return False
        if self.word_table:
            return True
        mark = row.cells[self.numbers] if 0 <= self.numbers < len(row.cells) else None
        if mark is not None and not mark.is_empty:
            return _is_mark(mark)
        return not self.is_behind_a_gap or self._is_no_remark(row)

    def _is_no_remark(self, row: Row) -> bool:
        """Behind a gap, a single text is no row of a table that has several columns."""
        return sum(column in self.fields for column, _ in row.filled) >= min(2, len(self.fields))


def _is_mark(cell: Cell) -> bool:
    text = cell.text.strip().strip(".、()（）")
    return isinstance(cell.value, int | float) or text.isdigit() or text == SAMPLE


def columns_of(table: Table, row: Row, *, is_begun: bool) -> Columns | None:
    """The columns that a head names. Without the table's name above, at least two and all but one must be its own."""
    labels = {column.label: column for column in table.columns}
    fields: dict[int, Field] = {}
    unknown: dict[int, Cell] = {}
    numbers = -1
    filled = row.filled
    if any(len(cell.text) > LONGEST for _, cell in filled):
        return None
    for column, cell in filled:
        if numbers < 0 and key(cell.text) in _NUMBER_COLUMNS and matching(cell.text, labels) is None:
            numbers = column
        elif (label := matching(cell.text, labels)) and labels[label] not in fields.values():
            fields[column] = labels[label]
        else:
            unknown[column] = cell
    enough = 1 if is_begun else max(2, len(fields) + len(unknown) - 1)
    if len(fields) < enough or len(fields) < len(unknown):
        return None
    return Columns(table, fields, unknown, numbers, row.table)


def read_rows(
    table: Table, pieces: Sequence[tuple[Columns, Sequence[Row]]], schemas: Schemas, own: OwnWords, notes: Notes
) -> list[Any] | None:
    """The groups, a row each; None where nothing is filled in, an empty list where it says that there is nothing."""
    items: list[Any] = []
    is_none = False
    around = notes.steps
    for columns, rows in pieces:
        for row in rows:
            notes.steps = (*around, len(items))
            item = _row_item(table, columns, row, schemas, own, notes)
            is_none = is_none or item == {}
            items += [item] if item else []
    return items or ([] if is_none and table.schema.get("minItems", 0) == 0 else None)


def _row_item(
    table: Table, columns: Columns, row: Row, schemas: Schemas, own: OwnWords, notes: Notes
) -> dict[str, Any] | None:
    """None for an empty row or a sample; an empty group for one that says 无."""
    cells = dict(enumerate(row.cells))
    written = {column: cell for column, cell in cells.items() if column in columns.fields and not cell.is_empty}
    mark = cells.get(columns.numbers)
    if mark is not None and mark.text.strip() == SAMPLE:
        _tell_changed_sample(written, own, notes)
        return None
    _tell_unknown_columns(columns, cells, notes)
    if any(cell.is_hidden for cell in written.values()):
        shown = seen(list(written.values()), notes)
        written = {column: cell for column, cell in written.items() if cell in shown}
        cells = {column: cell for column, cell in cells.items() if not cell.is_hidden}
    if not written:
        return None
    total = _total(mark, written)
    if total is not None:
        notes.leave(total, total.text, "合计的一行没有读入：合计会自动算", is_aside=True)
        return None
    if len(written) == 1 and len(table.columns) > 1 and is_nothing(next(iter(written.values())).text):
        return {}
    return _item(columns, cells, schemas, notes) or None


def _total(mark: Cell | None, written: dict[int, Cell]) -> Cell | None:
    """The cell that says 合计 of a row that adds up those above it: beside it stand nothing but numbers."""
    heads = [cell for cell in (mark, *written.values()) if cell is not None and _TOTAL.fullmatch(cell.text)]
    numbers = [cell for cell in written.values() if any(map(str.isdigit, cell.text))]
    is_all = numbers and all(cell in heads or cell in numbers for cell in written.values())
    return heads[0] if heads and is_all else None


def _tell_changed_sample(written: dict[int, Cell], own: OwnWords, notes: Notes) -> None:
    """What somebody has written over the sample would be lost without a word; in a form without marks it may be an old sample."""
    changed = [cell for cell in written.values() if not own.has(conversion.text_of(cell), Use.SAMPLE)]
    if changed:
        why = f"这一行写着“{SAMPLE}”，没有读入；要算数就把“{SAMPLE}”改成行号"
        notes.leave(changed[0], changed[0].text, why, is_aside=not own.is_marked)


def _tell_unknown_columns(columns: Columns, cells: dict[int, Cell], notes: Notes) -> None:
    """What stands in a column that the table does not have, once for each column."""
    for column, cell in cells.items():
        if cell.is_empty or column in columns.fields or column == columns.numbers or column in columns.told:
            continue
        columns.told.add(column)
        head = columns.unknown.get(column)
        words = f"没有“{head.text.strip()}”这一列" if head else "在表格的各列以外"
        notes.leave(cell, cell.text, f"“{columns.table.label}”{words}，整列没有读入")


def _item(columns: Columns, cells: dict[int, Cell], schemas: Schemas, notes: Notes) -> dict[str, Any]:
    by_name: dict[str, tuple[Field, Cell]] = {}
    for column, part in columns.fields.items():
        cell = cells.get(column)
        if cell is not None and cell.is_empty and cell.spread is not None and not cell.spread.is_empty:
            notes.understand(cell, cell.spread.text, f"{part.label}：合并的单元格，这一行也算")
            cell = replace(cell.spread, place=cell.place, told="")
        if cell is not None and not cell.is_empty:
            by_name[part.steps[0]] = (part, cell)
    item = dict((*_amounts(columns.table, by_name, notes), *_minutes(columns.table, by_name, notes)))
    row = notes.steps
    for name, (part, cell) in by_name.items():
        if name in item:
            continue
        notes.steps = (*row, name)
        if cell.told:
            notes.understand(cell, cell.text, cell.told)
        value = read_cell(part, cell, schemas, notes)
        if value is not None:
            item[name] = value
    return {column.steps[0]: item[column.steps[0]] for column in columns.table.columns if column.steps[0] in item}


def _amounts(table: Table, cells: dict[str, tuple[Field, Cell]], notes: Notes) -> list[tuple[str, Any]]:
    """每组2个 in the column of quantities: also for whom, and in which unit, unless other columns say otherwise."""
    part, cell = cells.get("quantity", (None, None))
    if (
        part is None
        or cell is None
        or not isinstance(cell.value, str)
        or "per" not in {c.steps[0] for c in table.columns}
    ):
        return []
    read = amount(conversion.text_of(cell))
    if read is None or str(read.number) == conversion.text_of(cell):
        return []
    per, unit = (cells[name][1].text.strip() if name in cells else "" for name in ("per", "unit"))
    if (read.per and per and per != read.per) or (read.unit and unit and unit != read.unit):
        return []
    notes.understand(cell, cell.text, read.words)
    found: list[tuple[str, Any]] = [("quantity", read.number)]
    found += [("per", read.per)] if read.per and not per else []
    return found + ([("unit", read.unit)] if read.unit and not unit else [])


def _minutes(table: Table, cells: dict[str, tuple[Field, Cell]], notes: Notes) -> list[tuple[str, Any]]:
    """导入（5分钟） as the name of a step, where the column of minutes is empty."""
    names = {column.steps[0] for column in table.columns}
    if not {"name", "minutes"} <= names or "minutes" in cells or "name" not in cells:
        return []
    cell = cells["name"][1]
    read = name_and_minutes(conversion.text_of(cell))
    if read is None:
        return []
    notes.understand(cell, cell.text, f"名称“{read[0]}”，{read[1]} 分钟")
    return [("name", read[0]), ("minutes", read[1])]
