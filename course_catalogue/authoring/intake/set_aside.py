"""What of a record can stand in no file, not even in a draft, taken out of it, so that the rest can be filed.

Only values that are wrong in themselves, and groups that cannot be without them: a price without its kind, a row of a
table without its minutes. Where the file as a whole cannot be understood (names that nobody knows, lists that are too
long, a session without a title), nothing is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from course_catalogue.office_forms.layout import form_of
from course_catalogue.schema_check import Schemas, is_too_few
from course_catalogue.wording import spans

WRONG_VALUES = frozenset({
    "not-in-list", "wrong-type", "wrong-format", "no-such-date", "out-of-range", "text-too-long", "text-too-short",
    "empty-text", "missing-field",
})  # fmt: skip
"""The codes of what may be taken out."""

_KEYWORDS = frozenset({
    "required", "enum", "type", "pattern", "format", "minLength", "maxLength", "minimum", "maximum", "multipleOf",
    "exclusiveMinimum", "exclusiveMaximum",
})  # fmt: skip

_ROW = re.compile(r"(.* )([0-9]+)")
_SPANS = re.compile(r"[0-9]+(?:[～、][0-9]+)*")
"""As `wording.spans` writes the rows that lack the same (环节 2～4、6 › 教师活动)."""

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was taken out: `field` is its readable path; `lacks` is the field without which it cannot be, "" of a wrong value alone."""

    steps: Steps
    field: str
    lacks: str = ""

    @property
    def is_row(self) -> bool:
        return isinstance(self.steps[-1], int)


def set_aside(kind: str, data: dict[str, Any], schemas: Schemas) -> tuple[dict[str, Any], tuple[Gap, ...]]:
    """The data without its wrong values, and what was taken out; nothing where that does not make it fit its schema."""
    gaps: dict[Steps, Gap] = {}
    whole = {section.steps for section in form_of(kind, schemas).sections if section.repeats}
    for misfit in schemas.errors(kind, data):
        if is_too_few(kind, schemas, misfit):
            continue  # a draft may lack it
        gap = _gap(kind, tuple(misfit.instance_path), misfit.kind, schemas)
        if gap is None or tuple(step for step in gap.steps if isinstance(step, str)) in whole:
            return data, ()
        gaps.setdefault(gap.steps, gap)
    rest = _without(data, (), gaps)
    if any(not is_too_few(kind, schemas, misfit) for misfit in schemas.errors(kind, rest)):
        return data, ()
    return rest, tuple(
        gap for gap in gaps.values() if not any(gap.steps[:end] in gaps for end in range(len(gap.steps)))
    )


def as_mailed(field: str, gaps: Iterable[Gap]) -> str:
    """The readable path of a field of what was kept, with the numbers that its rows have in what was mailed."""
    rows = sorted((match[1], int(match[2])) for gap in gaps if gap.is_row and (match := _ROW.fullmatch(gap.field)))
    for table, place in rows:
        if field.startswith(table) and (match := _SPANS.match(field, len(table))):
            numbers = (number + (number >= place) for number in _numbers(match[0]))
            field = f"{table}{spans(numbers)}{field[match.end() :]}"
    return field


def _numbers(text: str) -> Iterator[int]:
    for span in text.split("、"):
        first, _, last = span.partition("～")
        yield from range(int(first), int(last or first) + 1)


def _gap(kind: str, steps: Steps, misfit: Any, schemas: Schemas) -> Gap | None:
    """What goes with a misfit; None where that would be the record as a whole, or is no value alone."""
    if misfit.name not in _KEYWORDS:
        return None
    wrong = (*steps, misfit.property) if misfit.name == "required" else steps
    gone = steps
    while gone and isinstance(gone[-1], str) and gone[-1] in schemas.at(kind, gone[:-1]).get("required", ()):
        gone = gone[:-1]
    if not gone:
        return None
    lacks = schemas.readable(kind, wrong).removeprefix(f"{schemas.readable(kind, gone)} › ") if gone != wrong else ""
    return Gap(gone, schemas.readable(kind, gone), lacks)


def _without(value: Any, steps: Steps, gaps: dict[Steps, Gap]) -> Any:
    """A group or list that is left with nothing goes, too: an empty list would say that nothing is needed."""
    if isinstance(value, dict):
        return dict(_kept(value.items(), steps, gaps))
    if isinstance(value, list):
        return [part for _, part in _kept(enumerate(value), steps, gaps)]
    return value


def _kept(parts: Any, steps: Steps, gaps: dict[Steps, Gap]) -> Iterator[tuple[Any, Any]]:
    for step, part in parts:
        if (*steps, step) not in gaps:
            rest = _without(part, (*steps, step), gaps)
            if rest or rest == part:
                yield step, rest
