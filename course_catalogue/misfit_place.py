"""A place in a document at which it does not fit its schema: its value as written, its schema, and how to speak of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Severity
from course_catalogue.documents import Document, type_name
from course_catalogue.schemas import Schemas, Steps


@dataclass(frozen=True)
class MisfitPlace:
    """`steps` lead to the value that does not fit."""

    document: Document
    schemas: Schemas
    steps: tuple[str | int, ...]

    @cached_property
    def schema(self) -> dict[str, Any]:
        return self.schemas.at(self.document.kind, self.steps)

    @cached_property
    def value(self) -> Any:
        return self.document.value(*self.steps)

    @property
    def key(self) -> Mark:
        return self.document.key_mark(*self.steps)

    def written(self) -> str:
        """The value as the file has it."""
        mark = self.document.mark(*self.steps)
        marks = self.document.marks
        return marks.text[marks.index(mark.line, mark.column) : marks.index(mark.end_line, mark.end_column)]

    def put_in(self, text: str | None) -> tuple[Edit, ...]:
        return () if text is None else (Edit(self.document.mark(*self.steps), text),)

    def say(
        self,
        code: str,
        message: str,
        *,
        mark: Mark | None = None,
        steps: Steps | None = None,
        found: str | None = None,
        expected: str = "",
        mend: str = "",
        edits: tuple[Edit, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        return Diagnostic(
            code=code,
            severity=severity,
            mark=mark or self.document.mark(*self.steps),
            message=message,
            field=self.schemas.readable(self.document.kind, self.steps if steps is None else steps),
            found=shown(self.value) if found is None and code != "missing-field" else found or "",
            expected=expected,
            mend=mend,
            edits=edits,
        )


def example(schema: dict[str, Any]) -> str:
    examples = schema.get("examples") or [""]
    example = examples[0]
    return example if isinstance(example, str) and "type" not in schema else json.dumps(example, ensure_ascii=False)


def shown(value: Any) -> str:
    """A value as its author would recognise it, shortened."""
    if isinstance(value, dict | list):
        return type_name[type(value)]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
