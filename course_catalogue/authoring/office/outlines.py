"""A group that stands in one cell, a line each of its values: 横轴 › 名称：时间. Written by office_forms.shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from course_catalogue.authoring.office import conversion
from course_catalogue.authoring.office.cells import Cell
from course_catalogue.authoring.office.conversion import Untaken
from course_catalogue.authoring.office.labels import short_key
from course_catalogue.office_forms.shown import is_pairs
from course_catalogue.scalars import plain_value
from course_catalogue.schemas import Schemas

_COLON = re.compile("[：:]")
_ARROW = re.compile("[›>〉＞]")
_NUMBER = re.compile(r"(.*?)\s*([0-9]{1,2})\s*")


def read_outline(schema: Mapping[str, Any], cell: Cell, schemas: Schemas) -> tuple[dict[str, Any], list[Untaken]]:
    """The group, and the lines that were not understood."""
    found: dict[str, Any] = {}
    left: list[Untaken] = []
    for line in conversion.text_of(cell).split("\n"):
        if not line.strip():
            continue
        way, *rest = _COLON.split(line, maxsplit=1)
        words = [word.strip() for word in _ARROW.split(way)]
        why = _put(found, schema, words, rest[0].strip(), cell, schemas) if rest else "没有冒号"
        if why:
            left.append(Untaken(f"“{line.strip()[:40]}”{why}：一行写一项，如“名称：内容”"))
    return _closed(found), left


def _put(
    into: dict[Any, Any], schema: Mapping[str, Any], words: list[str], text: str, cell: Cell, schemas: Schemas
) -> str:
    """Take one value on its way; gives why not, or nothing."""
    for name, part in schema.get("properties", {}).items():
        inner = schemas.resolve(part)
        item = schemas.resolve(inner.get("items", {}))
        is_list = inner["type"] == "array" and item["type"] not in ("number", "integer") and not is_pairs(item, schemas)
        if is_list and (number := _numbered(words[0], item.get("title", inner["title"]))):
            return _put_item(into.setdefault(name, {}), item, number, words[1:], text, cell, schemas)
        if not is_list and short_key(words[0]) == short_key(inner["title"]):
            if inner["type"] == "object" and words[1:]:
                return _put(into.setdefault(name, {}), inner, words[1:], text, cell, schemas)
            if inner["type"] == "object" or words[1:]:
                return "不完整"
            return _leaf(into, name, inner, item, text, cell, schemas)
    return "里的名称不认识"


def _put_item(
    into: dict[Any, Any],
    item: Mapping[str, Any],
    number: int,
    words: list[str],
    text: str,
    cell: Cell,
    schemas: Schemas,
) -> str:
    if item["type"] == "object":
        return _put(into.setdefault(number, {}), item, words, text, cell, schemas) if words else "不完整"
    if item["type"] == "array":
        inner = schemas.resolve(item["items"])
        place = _numbered(words[0], inner.get("title", "")) if words else None
        if place is None:
            return "不完整"
        return _put_item(into.setdefault(number, {}), inner, place, words[1:], text, cell, schemas)
    return _leaf(into, number, item, {}, text, cell, schemas)


def _leaf(
    into: dict[Any, Any],
    name: str | int,
    schema: Mapping[str, Any],
    item: Mapping[str, Any],
    text: str,
    cell: Cell,
    schemas: Schemas,
) -> str:
    if schema["type"] == "array":
        rows = [re.split("[，,]", row) for row in re.split("[；;]", text)] if is_pairs(item, schemas) else None
        try:
            into[name] = (
                [[_amount(part) for part in row] for row in rows]
                if rows
                else [_amount(part) for part in re.split("[、，,]", text)]
            )
        except ValueError:
            return "应为数字"
        return ""
    result = conversion.one(schema, Cell(text, cell.place))
    if isinstance(result, Untaken):
        return result.why
    into[name] = result.value
    return ""


def _amount(text: str) -> int | float:
    number = plain_value(text.strip())
    if isinstance(number, bool | str):
        raise ValueError(text)
    return number  # type: ignore[no-any-return]


def _numbered(word: str, title: str) -> int | None:
    match = _NUMBER.fullmatch(word)
    return int(match.group(2)) if match and short_key(match.group(1)) == short_key(title) else None


def _closed(value: Any) -> Any:
    """Items that were numbered, as lists in their order; without groups in which nothing was understood."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(name, int) for name in value):
        closed = [_closed(value[number]) for number in sorted(value)]
        return [part for part in closed if part not in ({}, [])]
    parts = {name: _closed(part) for name, part in value.items()}
    return {name: part for name, part in parts.items() if part not in ({}, [])}
