"""The copies of a section that a form has: one, or one for each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from course_catalogue.office_forms.layout import Section
from course_catalogue.office_forms.shown import at


def copies_of(section: Section, data: Mapping[str, Any] | None, copies: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The number of each copy (0 where it stands alone) and the object in it; without items `copies` empty ones."""
    if not section.repeats:
        yield 0, data or {}
        return
    items = at(data or {}, section.steps) or ()
    for number in range(1, (len(items) or copies) + 1):
        yield number, items[number - 1] if items else {}
