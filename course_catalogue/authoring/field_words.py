"""A change of a field in words that its author reads: the path, and of a long text only the middle that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from course_catalogue.field_changes import FieldChange, Kind
from course_catalogue.personal_numbers import masked
from course_catalogue.schema_check import Schemas

LONGEST = 60
_AROUND = 12
_NAMES = (
    "title",
    "name",
    "text",
    "criterion",
    "belief",
    "situation",
    "activity",
    "role",
    "payer",
    "target",
    "kind",
    "id",
)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """`path` is readable (课时 3 › 环节 2 › 分钟); `before` and `after` are shortened, empty where there is nothing.

    `place_before` and `place` are set for an item that moved; `item` says that the value is one of a list.
    """

    kind: str
    path: str
    before: str
    after: str
    item: bool = False
    place_before: int = 0
    place: int = 0


def field_words(changes: Iterable[FieldChange], kind: str, schemas: Schemas) -> Iterator[FieldWords]:
    """Each change in words, in its order."""
    for change in changes:
        schema = schemas.at(kind, change.steps)
        item = isinstance(change.steps[-1], int) or (schema.get("type") == "array" and not _whole_list(change))
        before, after = _pair(change)
        path = schemas.readable(kind, change.steps)
        yield FieldWords(change.kind.value, path, before, after, item, change.place_before, change.place)


def _whole_list(change: FieldChange) -> bool:
    return isinstance(change.before, list) or isinstance(change.after, list)


def _pair(change: FieldChange) -> tuple[str, str]:
    if change.kind is Kind.ADDED:
        return "", _cut(value_words(change.after))
    if change.kind is Kind.REMOVED:
        return _cut(value_words(change.before)), ""
    if change.kind is Kind.MOVED:
        return "", _cut(value_words(change.after))
    return changed_middle(value_words(change.before), value_words(change.after))


def value_words(value: Any) -> str:
    """A value in a line: a group by its name, a list by its items; personal numbers masked, for comments are public."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        named = next((value[name] for name in _NAMES if name in value), None)
        return value_words(named) if named is not None else "，".join(map(value_words, value.values()))
    if isinstance(value, list):
        return "、".join(map(value_words, value))
    return masked(" ".join(str(value).split()))


def changed_middle(before: str, after: str) -> tuple[str, str]:
    """Both texts, or where they are long the part that differs with some letters around it."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    head = _common(before, after)
    rest_before, rest_after = before[head:], after[head:]
    tail = _common(rest_before[::-1], rest_after[::-1])
    return _middle(before, head, len(before) - tail), _middle(after, head, len(after) - tail)


def _common(one: str, other: str) -> int:
    """How many letters both start with."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _middle(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    inner = text[start:end]
    if len(inner) > LONGEST:
        inner = f"{inner[: LONGEST // 2]}……{inner[-LONGEST // 2 :]}"
    return f"{'…' if left else ''}{text[left:start]}{inner}{text[end:right]}{'…' if right < len(text) else ''}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
