"""The rows of one section of a form, to the object that it describes.

A row begins a field or a table where its first cell has the name of one; a row of column names begins the rows of a
table; everything else belongs to what was begun last, or is told as not understood.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from course_catalogue.authoring.office.cells import Cell, Row, Sheet
from course_catalogue.authoring.office.field_reading import Notes, is_joined, read_field
from course_catalogue.authoring.office.labels import key, matching, numbered, short_key
from course_catalogue.authoring.office.notes_removed import without_notes
from course_catalogue.authoring.office.table_reading import Columns, columns_of, read_rows
from course_catalogue.nearest import nearest
from course_catalogue.office_forms.instructions import FORM_HEAD
from course_catalogue.office_forms.layout import NUMBER_COLUMN, VALUE_COLUMNS, Field, Section, Shape, Table
from course_catalogue.office_forms.own_words import OwnWords, Use
from course_catalogue.schemas import Schemas

_UNKNOWN = "没有读入：这里应是表格或模板里的栏目名称"
_ASIDE = "写在模板放说明的地方，没有读入：是自己写的，请移到要填的地方；是旧模板的说明，不用管"
_HINT_COLUMN = 2
"""Of a table of fields in Word."""


@dataclass(slots=True)
class _Stray:
    """Texts next to one another that belong to nothing, perhaps below a heading that is not known.

    `steps` lead to the field or table that they seem to be written for.
    """

    why: str
    steps: tuple[str, ...] = ()
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What has been begun: a field, or a table with or without its columns."""

    section: Section
    schemas: Schemas
    own: OwnWords
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    rows: dict[str, list[tuple[Columns, list[Row]]]] = field(default_factory=dict)
    """Of a table all its pieces: Word's may be cut in two, each with a head."""
    current: Field | Table | None = None
    columns: Columns | None = None
    form_table: int = 0
    """The table of Word whose rows are fields: the third cell of a row is a note on its field."""
    loose: dict[str, list[Cell]] = field(default_factory=dict)
    """Of a table that needs one text a row: texts that stand below its name without a table."""
    stray: list[_Stray] = field(default_factory=list)
    is_lost: bool = False

    def lose(self, cells: list[Cell], why: str = _UNKNOWN, steps: tuple[str, ...] = ()) -> None:
        cells = without_notes(cells, self.own)
        if not cells:
            return
        if not self.is_lost or why != _UNKNOWN:
            self.stray.append(_Stray(why, steps))
        self.stray[-1].cells += cells
        self.is_lost = True

    def begin(self, part: Field | Table) -> None:
        self.current, self.columns, self.is_lost = part, None, False
        if isinstance(part, Field):
            self.cells.setdefault(part.label, [])

    def part(self, text: str) -> Field | Table | None:
        """The field or table of this name; of a list's field also with the number of an item."""
        parts = {part.label: part for part in self.section.parts}
        found = matching(text, parts)
        if found is None:
            name, number = numbered(text)
            lists = [part.label for part in self.section.parts if isinstance(part, Field) and part.is_list]
            found = matching(name, lists) if number else None
        return parts[found] if found else None


def read_section(section: Section, sheet: Sheet, schemas: Schemas, own: OwnWords, notes: Notes) -> dict[str, Any]:
    """The object of a section, with what its fields hold; empty where nothing is filled in."""
    state = _State(section, schemas, own)
    if len(section.parts) == 1:
        state.current = section.parts[0]
    for row in sheet.rows:
        _take_row(row, state, sheet, notes)
    around = notes.steps
    _tell_stray(state, notes)
    data: dict[str, Any] = {}
    for part in section.parts:
        notes.steps = (*around, *part.steps)
        loose = _loose_items(part, state, notes)
        if isinstance(part, Field) and part.label in state.cells:
            value = read_field(part, state.cells[part.label], schemas, notes)
        elif isinstance(part, Table) and part.label in state.rows:
            value = read_rows(part, state.rows[part.label], schemas, own, notes)
            value = [*(value or []), *loose] if loose else value
        elif loose:
            value = loose
        else:
            continue
        if value is not None:
            _put(data, part.steps, value)
    return data


def _put(data: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    for step in steps[:-1]:
        data = data.setdefault(step, {})
    data[steps[-1]] = value


def _take_row(row: Row, state: _State, sheet: Sheet, notes: Notes) -> None:
    filled = row.filled
    if row.is_paragraph:
        _take_paragraph(row.cells[1], state, notes)
        return
    if not filled:
        if state.columns and not row.table and not any(cell.spread for cell in row.cells):
            state.columns.is_behind_a_gap = True
        return
    if _begins_columns(row, state, notes):
        return
    if state.columns and state.columns.takes(row) and not _ends_table(row, state.columns, state):
        state.rows[state.columns.table.label][-1][1].append(row)
        state.columns.is_behind_a_gap = False
        return
    first = row.cells[0]
    if not first.is_empty and (row.is_heading or filled[0][0] == 0):
        _begin(row, first, state, sheet, notes)
    elif isinstance(state.current, Field) and first.is_empty:
        _add(state, [cell for _, cell in filled], notes)
    elif state.columns is None and isinstance(state.current, Table) and first.is_empty:
        _loose(state, [cell for _, cell in filled], notes)
    else:
        state.lose([cell for _, cell in filled])


def _ends_table(row: Row, columns: Columns, state: _State) -> bool:
    """Whether a row behind a gap has, where a table without numbers has its first column, the name of something else."""
    if not columns.is_behind_a_gap or columns.numbers >= 0:
        return False
    text = row.cells[0].text
    return state.part(text) is not None or state.own.has(text, Use.LABEL)


def _loose(state: _State, cells: list[Cell], notes: Notes) -> None:
    """Texts below the name of a table, where a table should be."""
    table = state.current
    assert isinstance(table, Table)
    taken = _written(state, cells, notes)
    if len(table.required) == 1 and state.columns is None:
        state.loose.setdefault(table.label, []).extend(taken)
    elif taken:
        state.lose(taken, f"“{table.label}”要填在它的表格里，没有读入", table.steps)


def _begins_columns(row: Row, state: _State, notes: Notes) -> bool:
    """The head of the table that was begun, or of one whose columns these surely are."""
    if [key(cell.text) for _, cell in row.filled][:2] == [key(words) for words in FORM_HEAD[:2]]:
        state.form_table, state.current, state.columns, state.is_lost = row.table, None, None, False
        return True
    tables = [part for part in state.section.parts if isinstance(part, Table)]
    begun = state.current if isinstance(state.current, Table) else None
    columns = columns_of(begun, row, is_begun=True) if begun and state.columns is None else None
    if columns is None:
        candidates = [found for table in tables if (found := columns_of(table, row, is_begun=False))]
        best = sorted(candidates, key=lambda found: -len(found.fields))
        if not best or (len(best) > 1 and len(best[0].fields) == len(best[1].fields)):
            return False
        columns = best[0]
        if columns.table is not begun:
            notes.understand(row.filled[0][1], columns.table.label, f"表头像“{columns.table.label}”，按这张表读")
    if any(rows for _, rows in state.rows.get(columns.table.label, ())):
        notes.understand(
            row.filled[0][1],
            columns.table.label,
            f"“{columns.table.label}”的表格不止一处，接在一起读：贴重了请删去一份",
        )
    state.rows.setdefault(columns.table.label, []).append((columns, []))
    state.current, state.columns, state.is_lost = columns.table, columns, False
    for column, part in columns.fields.items():
        if short_key(row.cells[column].text) != short_key(part.label):
            notes.understand(row.cells[column], row.cells[column].text, f"“{part.label}”这一列")
    return True


def _begin(row: Row, first: Cell, state: _State, sheet: Sheet, notes: Notes) -> None:
    part = state.part(first.text)
    rest = [cell for _, cell in row.filled if cell is not first]
    if part is None:
        if _is_title(first, sheet, state.section) or (not rest and key(first.text) == key(NUMBER_COLUMN)):
            state.lose(rest)
            return
        rest = without_notes(rest, state.own)
        if not rest and state.own.has(first.text, Use.LABEL):  # asked once, and left empty
            state.current, state.columns, state.is_lost = None, None, False
            return
        state.current = state.columns = None
        near = _near(first, state) if rest or row.is_heading else None
        why = _unknown_words(near, state) if rest or row.is_heading else _UNKNOWN
        state.lose([first, *rest], why, near.steps if near else ())
        return
    if _bare(part.label) != _bare(first.text):
        notes.understand(first, first.text, f"栏目“{part.label}”")
    _tell_again(part, first, state, notes)
    state.begin(part)
    if isinstance(part, Field):
        if row.table and row.table == state.form_table:
            rest = [
                replace(cell, place=f"{sheet.place} › “{part.label}”", is_aside=column >= _HINT_COLUMN)
                for column, cell in row.filled
                if cell is not first
            ]
        elif not row.table:
            rest = [replace(cell, is_aside=column > VALUE_COLUMNS) for column, cell in row.filled if cell is not first]
        _add(state, rest, notes)
    else:
        _loose(state, [replace(cell, is_aside=not row.table) for cell in rest], notes)


def _tell_again(part: Field | Table, cell: Cell, state: _State, notes: Notes) -> None:
    """A field that has been filled in before: pasted twice, or meant to go on."""
    if isinstance(part, Field) and is_joined(part) and any(not one.is_empty for one in state.cells.get(part.label, ())):
        notes.understand(cell, cell.text, f"“{part.label}”写了不止一处，接在一起：贴重了请删去一份")


def _bare(text: str) -> str:
    return short_key(numbered(text)[0])


def _take_paragraph(cell: Cell, state: _State, notes: Notes) -> None:
    current = state.current
    if isinstance(current, Field):
        if cell.is_empty or _written(state, [cell], notes):
            state.cells[current.label].append(cell)
        return
    if cell.is_empty:
        return
    if part := state.part(cell.text):
        notes.understand(cell, cell.text, f"栏目“{part.label}”")
        _tell_again(part, cell, state, notes)
        state.begin(part)
    elif isinstance(current, Table):
        _loose(state, [cell], notes)
    else:
        state.lose([cell])


def _add(state: _State, cells: list[Cell], notes: Notes) -> None:
    current = state.current
    assert isinstance(current, Field)
    taken = _written(state, cells, notes)
    if len(taken) > 1 and is_joined(current):
        notes.understand(
            taken[0], "、".join(cell.text[:20] for cell in taken), f"“{current.label}”写在几格里，接在一起"
        )
    state.cells[current.label] += taken


def _written(state: _State, cells: list[Cell], notes: Notes) -> list[Cell]:
    """What the sender wrote, without what the form says itself.

    A form without marks may have been made in other words: what stands where its notes do is left, and told.
    """
    taken = [cell for cell in without_notes(cells, state.own) if not cell.is_empty]
    if state.own.is_marked:
        return taken
    for cell in taken:
        if cell.is_aside:
            notes.leave(cell, cell.text, _ASIDE, is_aside=True)
    return [cell for cell in taken if not cell.is_aside]


def _is_title(cell: Cell, sheet: Sheet, section: Section) -> bool:
    """The name of the sheet above what stands in it, also the one that a form gave it."""
    names = (numbered(sheet.title), numbered(section.title))
    return key(cell.text) == key(sheet.title) or numbered(cell.text) in names or _bare(cell.text) == names[1][0]


def _near(first: Cell, state: _State) -> Field | Table | None:
    """The field or table whose name is like the one that is written."""
    names = {part.label.rsplit("›", 1)[-1].strip(): part for part in state.section.parts}
    near = nearest(key(first.text), list(names))
    return names[near[0]] if near else None


def _unknown_words(near: Field | Table | None, state: _State) -> str:
    like = f"；像是“{near.label.rsplit('›', 1)[-1].strip()}”，是的话请改成这个名称" if near else ""
    return f"“{state.section.title}”里没有这个栏目，没有读入{like}"


def _tell_stray(state: _State, notes: Notes) -> None:
    around = notes.steps
    for stray in state.stray:
        notes.steps = (*around, *stray.steps)
        texts = [cell.text for cell in stray.cells]
        more = f"（共 {len(texts)} 处）" if len(texts) > 2 else ""
        notes.leave(stray.cells[0], "：".join(texts[:2]) + more, stray.why)


def _loose_items(part: Field | Table, state: _State, notes: Notes) -> list[dict[str, Any]]:
    cells = state.loose.get(part.label, [])
    if isinstance(part, Field) or not cells:
        return []
    column = next(one for one in part.columns if one.steps[0] in part.required)
    texts = read_field(replace(column, shape=Shape.TEXTS), cells, state.schemas, notes) or []
    notes.understand(cells[0], "；".join(texts), f"{part.label}：没有用表格，一段一条，共 {len(texts)} 条")
    return [{column.steps[0]: text} for text in texts]
