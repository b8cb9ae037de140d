"""Gate 2, text: links of rich fields go only where links may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from course_catalogue.diagnostics import Diagnostic, Mark, Severity
from course_catalogue.documents import Document
from course_catalogue.richtext import refused_links
from course_catalogue.schema_check import Schemas

Steps = tuple[str | int, ...]


def check_text(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """A Diagnostic for every refused link in a rich field; plain fields are never marked up."""
    for steps, text in _texts(document.data, ()):
        if "](" not in text or schemas.at(document.kind, steps).get("x-text") != "rich":
            continue
        for position, target in refused_links(text):
            yield Diagnostic(
                code="refused-link",
                severity=Severity.ERROR,
                mark=_part(document.mark(*steps), text, position, len(target)),
                message="不能用这样的链接",
                field=schemas.readable(document.kind, steps),
                found=target,
                expected="https:// 开头的网址、mailto: 邮箱，或本站的页面（如 about.html）",
                mend="改成完整的 https:// 网址，或删去链接只留文字",
            )


def _part(mark: Mark, text: str, start: int, length: int) -> Mark:
    """The place of a part of a value; of the whole value where it is not written as it reads (escapes, several lines)."""
    written = mark.end_column - mark.column
    quotes = written - len(text)
    if mark.line != mark.end_line or quotes not in (0, 2):
        return mark
    column = mark.column + quotes // 2 + start
    return replace(mark, column=column, end_column=column + length)


def _texts(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*steps, index))
