"""What a form asks, in which sections: the schema of a kind of file laid out flat, for Excel sheets and Word headings.

A section is a sheet, or what stands below a first heading: the file itself, one of its long tables, or one item of a
list that has tables of its own (a session). In it stand fields and tables, in the order of the schema. A field of a
group carries the group's name (价格 › 收费方式). What is nested deeper than a table's cell is an outline in the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from course_catalogue.hint_words import in_office_words
from course_catalogue.schemas import Schemas
from course_catalogue.vocabulary import Vocabulary

ARROW = " › "
SAMPLE = "示例"
NUMBER_COLUMN = "序号"
VALUE_COLUMNS = 3
"""How many columns of a sheet a field's value spans, from the second on; behind them stands the note on it."""
_SET_BY_THE_TOOL = ("format",)
_LONG_TABLE = 40
"""Items from which on a table has a section of its own."""
_SHORT_WORD = 16
"""Characters of a text up to which several of them share a cell."""
_DUE = {"draft": "★", "submitted": "★", "approved": "☆"}
_DUE_WORDS = {"draft": "必填", "submitted": "送评前填", "approved": "通过评审前填"}
_MAIN = {"provider": "机构", "base": "基地"}


_NOT_ASKED = ("status", "former_ids", "waivers")
"""What is no matter of whoever fills in a form; it stands in a form only where a file says it."""
STATUSES = {"draft": "草稿", "submitted": "送评", "withdrawn": "撤回"}
DISTRICT_NAME = ("district", "name")
DISTRICT_CODE = ("district", "code")
"""A form asks for the name alone: the code belongs to it."""
_EVERYWHERE = "全市"


class Shape(Enum):
    """How a value stands in cells."""

    ONE = "a text, a number, yes or no"
    SHORT_LIST = "several short values in one cell"
    TEXTS = "a list of texts: in a section a row each, in a table's cell a line each"
    GRID = "rows of a small table: a line each, its values parted by bars"
    OUTLINE = "a group: a line each of its values, with the way to it"
    OUTLINES = "a list of groups that have lists of their own: a row each"


@dataclass(frozen=True, slots=True)
class Field:
    """One value to fill in. `steps` lead to it from the section's object, or from the table's row."""

    steps: tuple[str, ...]
    label: str
    shape: Shape
    schema: Mapping[str, Any]
    item: Mapping[str, Any]
    """The schema of a list's items, else an empty one."""
    due_step: str = ""
    is_asked: bool = True
    """Whether an empty form has it."""
    choices: tuple[str, ...] = ()
    """What the schema does not name, but the vocabulary does."""

    @property
    def due(self) -> str:
        return _DUE.get(self.due_step, "")

    @property
    def hint(self) -> str:
        """What to write, and when it is due."""
        parts = [in_office_words(self.schema.get("description", ""))]
        limit = 0 if "pattern" in self.schema else self.schema.get("maxLength", 0)
        if limit >= _SHORT_WORD and not re.search(rf"{limit} (?:个)?字", parts[0]):
            parts.append(f"至多 {limit} 个字。")
        if self.steps == ("id",):
            parts.append("不填就用名称的拼音。")
        if self.shape is Shape.SHORT_LIST:
            parts.append("几个之间用顿号隔开。")
        when = _DUE_WORDS.get(self.due_step)
        return "".join(parts) + (f"（{when}）" if when else "")

    @property
    def is_list(self) -> bool:
        return self.shape in (Shape.TEXTS, Shape.OUTLINES)

    @property
    def options(self) -> tuple[str, ...]:
        """What may be chosen, for a drop-down; for a list what one of its items may be."""
        if self.schema.get("type") == "boolean":
            return ("是", "否")
        if self.steps == ("status",):
            return tuple(STATUSES.values())
        if self.choices:
            return self.choices
        return tuple(map(str, self.schema.get("enum") or self.item.get("enum") or ()))


@dataclass(frozen=True, slots=True)
class Table:
    """A list of groups, a row each. `steps` lead to the list from the section's object."""

    steps: tuple[str, ...]
    label: str
    columns: tuple[Field, ...]
    schema: Mapping[str, Any]
    required: tuple[str, ...]
    """The names of the columns that no row may lack."""
    is_asked: bool = True

    @property
    def due(self) -> str:
        return _DUE.get(self.schema.get("x-due", ""), "")

    @property
    def hint(self) -> str:
        when = _DUE_WORDS.get(self.schema.get("x-due", ""))
        return in_office_words(self.schema.get("description", "")) + (f"（{when}）" if when else "")

    @property
    def most(self) -> int:
        return int(self.schema.get("maxItems", 30))


@dataclass(frozen=True, slots=True)
class Section:
    """`steps` lead to its object or, where it `repeats`, to the list whose items have a section each, numbered from 1."""

    title: str
    steps: tuple[str, ...]
    parts: tuple[Field | Table, ...]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """All that can be filled in of one kind of file."""

    kind: str
    title: str
    sections: tuple[Section, ...]
    districts: Mapping[str, str] = field(default_factory=dict)
    """The codes of districts, by name."""


def form_of(kind: str, schemas: Schemas, vocabulary: Vocabulary | None = None) -> Form:
    """The form of a kind of file, as its schema has it; names of districts can be chosen where the vocabulary is given."""
    schema = schemas.by_name[kind]
    main: list[Field | Table] = []
    others: list[Section] = []
    for written in _parts(schema, schemas, within_item=False):
        part = written if isinstance(written, Section) else _for_the_office(written, vocabulary)
        if isinstance(part, Section):
            others.append(part)
        elif isinstance(part, Table) and part.most >= _LONG_TABLE:
            others.append(Section(part.label, (), (part,)))
        else:
            main.append(part)
    others.sort(key=lambda section: section.repeats)
    sections = (Section(_MAIN.get(kind, "课程"), (), tuple(main)), *others)
    codes = {name: code for code, name in vocabulary.districts.items()} if vocabulary else {}
    return Form(kind, schema["title"], sections, codes)


def _for_the_office(part: Field | Table, vocabulary: Vocabulary | None) -> Field | Table:
    """A field or table of the file itself, as somebody meets it who knows the course and not the file."""
    if part.steps[0] in _NOT_ASKED or part.steps == DISTRICT_CODE:
        return replace(part, is_asked=False)
    if isinstance(part, Table):
        return part
    if part.steps == DISTRICT_NAME:
        return replace(
            part, label=part.label.split(ARROW)[0], choices=tuple(vocabulary.districts.values()) if vocabulary else ()
        )
    if part.steps[-1] == "districts" and vocabulary:
        return replace(part, choices=(_EVERYWHERE, *vocabulary.districts.values(), *vocabulary.district_aliases))
    return part


def _parts(
    schema: Mapping[str, Any],
    schemas: Schemas,
    steps: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    due: str = "",
    *,
    within_item: bool,
) -> Iterator[Field | Table | Section]:
    """`due` is when the group around is due: what it requires is due with it."""
    for name, part in schema["properties"].items():
        if not within_item and not steps and name in _SET_BY_THE_TOOL:
            continue
        resolved = schemas.resolve(part)
        way, told = (*steps, name), (*words, resolved["title"])
        item = schemas.resolve(resolved.get("items", {}))
        own_due = resolved.get("x-due") or (due if name in schema.get("required", ()) else "")
        if resolved["type"] == "object":
            yield from _parts(resolved, schemas, way, told, own_due, within_item=within_item)
        elif item.get("type") != "object":
            yield _field(way, ARROW.join(told), resolved, item, own_due)
        elif not _has_tables(item, schemas):
            yield Table(way, ARROW.join(told), _columns(item, schemas), resolved, tuple(item.get("required", ())))
        elif within_item:  # there is no third level of sections
            yield Field(way, ARROW.join(told), Shape.OUTLINES, resolved, item)
        else:
            parts = _parts(item, schemas, due=own_due, within_item=True)
            inner = tuple(part for part in parts if not isinstance(part, Section))
            yield Section(item["title"], way, inner, repeats=True)


def _columns(item: Mapping[str, Any], schemas: Schemas) -> tuple[Field, ...]:
    found = ((name, schemas.resolve(part)) for name, part in item["properties"].items())
    return tuple(
        _field((name,), part["title"], part, schemas.resolve(part.get("items", {})), part.get("x-due", ""))
        for name, part in found
    )


def _field(steps: tuple[str, ...], label: str, schema: Mapping[str, Any], item: Mapping[str, Any], due: str) -> Field:
    return Field(steps, label, _shape(schema, item), schema, item, due)


def _shape(schema: Mapping[str, Any], item: Mapping[str, Any]) -> Shape:
    if item.get("type") == "array":
        return Shape.GRID
    if schema["type"] == "object":
        return Shape.OUTLINE
    if schema["type"] != "array":
        return Shape.ONE
    is_short = "enum" in item or "pattern" in item or item.get("maxLength", 0) <= _SHORT_WORD
    return Shape.SHORT_LIST if is_short else Shape.TEXTS


def _has_tables(item: Mapping[str, Any], schemas: Schemas) -> bool:
    """Whether a list of groups stands among the fields of a group."""
    return any(
        schemas.resolve(schemas.resolve(part).get("items", {})).get("type") == "object"
        for part in item.get("properties", {}).values()
    )
