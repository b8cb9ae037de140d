"""What the schema gives as examples, as it would stand in a cell; of a table, in a row that says 示例."""

from __future__ import annotations

from course_catalogue.office_forms.layout import Field, Table
from course_catalogue.office_forms.shown import Shown, rows, shown
from course_catalogue.schemas import Schemas

EXAMPLE = "\n例："
"""Begins the example in the comment on a head."""


def example_of(field: Field, schemas: Schemas) -> Shown:
    """Empty where the schema has none; of a list, its first item."""
    examples = field.schema.get("examples")
    if not examples:
        return ""
    return rows(field, examples[0], schemas)[0] if field.is_list else shown(field, examples[0], schemas)


def sample_row(table: Table, schemas: Schemas) -> list[Shown]:
    """A cell for each column."""
    return [
        "" if column.schema.get("examples") is None else shown(column, column.schema["examples"][0], schemas)
        for column in table.columns
    ]


def head_note(field: Field, schemas: Schemas) -> str:
    """What the comment on the head of a cell or column says: how to fill it in, and an example below."""
    example = example_of(field, schemas)
    return f"{field.hint}{EXAMPLE}{example}" if example != "" else field.hint


def side_note(field: Field, schemas: Schemas) -> str:
    """What stands beside a field in a table of fields: how to fill it in, with its options or an example."""
    if field.options:
        return f"{field.hint}可选：{'、'.join(field.options)}"
    example = example_of(field, schemas)
    return f"{field.hint}例：{example}" if example != "" else field.hint
