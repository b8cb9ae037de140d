"""Values as they stand in the cells of a form; authoring/office reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_catalogue.hint_words import NOTHING
from course_catalogue.office_forms.layout import ARROW, STATUSES, Field, Shape
from course_catalogue.schemas import Schemas

Shown = str | int | float


def at(data: Mapping[str, Any], steps: Sequence[str]) -> Any:
    """The value that `steps` lead to; None where there is none."""
    value: Any = data
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def shown(field: Field, value: Any, schemas: Schemas) -> Shown:
    """A value as one cell."""
    match field.shape:
        case Shape.ONE if field.steps == ("status",):
            return STATUSES.get(value, str(value))
        case Shape.ONE:
            return scalar(value)
        case Shape.SHORT_LIST:
            return short_list(value)
        case Shape.GRID:
            return "\n".join(f"| {' | '.join(str(scalar(item)) for item in row)} |" for row in value)
        case Shape.TEXTS:
            return "\n".join(value) or NOTHING
        case _:
            return "\n".join(outline(field.schema, value, schemas))


def rows(field: Field, values: Sequence[Any], schemas: Schemas) -> list[str]:
    """The items of a list that has a row for each."""
    if not values:
        return [NOTHING]
    if field.shape is Shape.TEXTS:
        return list(values)
    return ["\n".join(outline(field.item, value, schemas)) for value in values]


def scalar(value: Any) -> Shown:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str | int | float) else str(value)


def short_list(values: Sequence[Any]) -> Shown:
    """Values with 、 between; one number alone as a number."""
    if len(values) == 1:
        return scalar(values[0])
    texts = [str(scalar(value)) for value in values]
    return ("\n" if any("、" in text for text in texts) else "、").join(texts) or NOTHING


def outline(schema: Mapping[str, Any], value: Any, schemas: Schemas) -> Iterator[str]:
    """横轴 › 名称：时间, a line for each value in a group."""
    for words, leaf in _leaves(schemas.resolve(dict(schema)), value, (), schemas):
        yield f"{ARROW.join(words)}：{leaf}"


def _leaves(
    schema: Mapping[str, Any], value: Any, words: tuple[str, ...], schemas: Schemas
) -> Iterator[tuple[tuple[str, ...], Shown]]:
    if isinstance(value, Mapping):
        for name, part in schema["properties"].items():
            if name in value:
                inner = schemas.resolve(part)
                yield from _leaves(inner, value[name], (*words, inner["title"]), schemas)
    elif isinstance(value, list | tuple):
        item = schemas.resolve(schema["items"])
        if is_pairs(item, schemas):
            yield words, "；".join("，".join(str(scalar(part)) for part in row) for row in value)
        elif item["type"] in ("number", "integer"):
            yield words, "、".join(str(scalar(part)) for part in value)
        else:
            for number, part in enumerate(value, start=1):
                place = f"{item.get('title', words[-1])} {number}"
                inner_list = item["type"] == "array"  # its items come behind its number
                yield from _leaves(item, part, (*words[:-1], place, *([""] if inner_list else [])), schemas)
    else:
        yield words, scalar(value)


def is_pairs(item: Mapping[str, Any], schemas: Schemas) -> bool:
    """Points such as [0, 60]."""
    return item["type"] == "array" and schemas.resolve(item["items"])["type"] in ("number", "integer")
