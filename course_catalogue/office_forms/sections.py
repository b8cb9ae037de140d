"""What of a section stands in a form: its copies, one or one for each item, and its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from course_catalogue.office_forms.layout import DISTRICT_CODE, DISTRICT_NAME, Field, Form, Section, Table
from course_catalogue.office_forms.shown import at


def copies_of(section: Section, data: Mapping[str, Any] | None, copies: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The number of each copy (0 where it stands alone) and the object in it; without items `copies` empty ones."""
    if not section.repeats:
        yield 0, data or {}
        return
    items = at(data or {}, section.steps) or ()
    for number in range(1, (len(items) or copies) + 1):
        yield number, items[number - 1] if items else {}


def parts_of(form: Form, section: Section, data: Mapping[str, Any]) -> tuple[Field | Table, ...]:
    """The fields and tables that are asked, and the others of which the data say something."""
    return tuple(part for part in section.parts if part.is_asked or _is_said(form, part, data))


def _is_said(form: Form, part: Field | Table, data: Mapping[str, Any]) -> bool:
    value = at(data, part.steps)
    if part.steps == ("status",):
        return value not in (None, "draft")
    if part.steps == DISTRICT_CODE:
        return value is not None and form.districts.get(at(data, DISTRICT_NAME)) != value
    return value is not None
