"""The schema of a kind of file as the browser's form reads it: every $ref resolved, in order, only what the form shows.

A field that is added to a schema appears in the form by itself. Beside what the schema says, a field may have

    choose   what it is chosen from, where the schema's own words do not tell (`_CHOICES`)
    sum      {of, equals}: numbers of a list's items that add up, from the rows of schema/rules.yml; `equals` lists
             numbers and paths, of which the first that is given counts, from the top of the file where it starts with /
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_catalogue.file_rules import Row
from course_catalogue.schemas import KINDS, Schemas

FORM_KINDS = tuple(kind for kind in KINDS if kind != "review")
_KEPT = (
    "title", "description", "type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum",
    "maximum", "minItems", "maxItems", "required", "examples", "x-due", "x-text",
)  # fmt: skip
_CHOICES = {
    "target": "target",
    "targets": "targets",
    "stages": "stages",
    "grades": "grades",
    "districts": "districts",
    "district": "district",
    "exhibits": "exhibits",
    "exhibit": "exhibit",
}
"""By the name of the field; a base's own list of exhibits is written, not chosen."""


def form_model(kind: str, schemas: Schemas, rows: Iterable[Row]) -> dict[str, Any]:
    model = _slim(schemas.by_name[kind], schemas)
    for row in rows:
        if row.op == "sum" and kind in row.kinds and isinstance(row.of, str):
            _put_sum(model, row, row.of)
    return model


def _slim(schema: dict[str, Any], schemas: Schemas, name: str = "") -> dict[str, Any]:
    is_picture = str(schema.get("$ref", "")).endswith("/picture")
    is_use = str(schema.get("$ref", "")).endswith("/material_use")
    schema = schemas.resolve(schema)
    slim = {key: schema[key] for key in _KEPT if key in schema}
    if schema.get("type") in ("object", "array") and _holds_groups(schema, schemas):
        slim.pop("examples", None)  # nobody can read those in a form
    if "examples" in slim:
        slim["examples"] = slim["examples"][:1]
    if is_picture:
        slim["choose"] = "picture"
    elif name in _CHOICES and not (name == "exhibits" and _holds_groups(schema, schemas)):
        slim["choose"] = _CHOICES[name]
    if "properties" in schema:
        slim["properties"] = {
            key: _slim(part, schemas, key) for key, part in schema["properties"].items() if not key.startswith("$")
        }
        if is_use:
            slim["properties"]["name"]["choose"] = "supply"
    if "items" in schema:
        slim["items"] = _slim(schema["items"], schemas)
    if "allOf" in schema:
        slim["only"] = _conditions(schema["allOf"])
    return slim


def _holds_groups(schema: dict[str, Any], schemas: Schemas) -> bool:
    return "properties" in schema or schemas.resolve(schema.get("items", {})).get("type") in ("object", "array")


def _conditions(parts: list[dict[str, Any]]) -> list[list[Any]]:
    """[[field, value, fields that are then required] …]: what belongs to one kind of a thing only."""
    found = []
    for part in parts:
        ((field, wanted),) = part["if"]["properties"].items()
        found.append([field, wanted.get("const", wanted.get("enum")), part["then"].get("required", [])])
    return found


def _put_sum(model: dict[str, Any], row: Row, of: str) -> None:
    """Mark the list that the row adds up: `sessions[]` and `steps[].minutes` lead to the steps of a session."""
    path = f"{row.scope}.{of}" if row.scope else of
    steps = path.split(".")
    part = model
    for step in steps[:-1]:
        part = part["properties"][step.removesuffix("[]")]
        if step.endswith("[]") and step is not steps[-2]:
            part = part["items"]
    equals = [row.equals] if isinstance(row.equals, int) else [text.strip() for text in str(row.equals).split("|")]
    part["sum"] = {"of": steps[-1], "equals": equals}
