"""The schema of every kind of file: to validate by, to name fields with, and to tell what is due when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Document, EmptyKey
from course_catalogue.fault_words import json_fault, reading_fault

KINDS = ("provider", "series", "base", "premium", "extension", "review")
DUE_STEPS = ("draft", "submitted", "approved")
_BASE_URI = "catalogue:///"
_MOST_MISFITS = 100
Steps = Sequence[str | int]


@dataclass(frozen=True)
class Schemas:
    """The schema of every kind of file, ready to validate and to explain."""

    by_name: dict[str, dict[str, Any]]

    @cached_property
    def _registry(self) -> Any:
        return jsonschema_rs.Registry(
            [(f"{_BASE_URI}{name}.schema.json", schema) for name, schema in self.by_name.items()]
        )

    @cached_property
    def _validators(self) -> dict[str, Any]:
        """By kind, each made for the first file of its kind: a change is of one or two."""
        return {}

    @cached_property
    def groups(self) -> dict[str, dict[str, list[tuple[str, ...]]]]:
        """For each kind of file and each name of a field, the groups that have it, as steps without list numbers."""
        found: dict[str, dict[str, list[tuple[str, ...]]]] = {kind: {} for kind in KINDS}
        for kind in KINDS:
            for path, name in self._fields(self.by_name[kind], ()):
                found[kind].setdefault(name, []).append(path)
        return found

    @cached_property
    def titles(self) -> frozenset[str]:
        """What the fields are called in Chinese, without what stands in brackets."""
        found: set[str] = set()
        for kind in KINDS:
            for path, name in self._fields(self.by_name[kind], ()):
                found.add(str(self.at(kind, self._numbered(kind, (*path, name))).get("title", "")).split("（")[0])
        return frozenset(found - {""})

    def _numbered(self, kind: str, path: tuple[str, ...]) -> tuple[str | int, ...]:
        """The steps to a field in the first item of every list on the way."""
        steps: list[str | int] = []
        for name in path:
            if "items" in self.at(kind, steps):
                steps.append(0)
            steps.append(name)
        return tuple(steps)

    def _fields(self, schema: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        if "items" in schema:
            yield from self._fields(self.resolve(schema["items"]), path)
        for key, part in schema.get("properties", {}).items():
            yield path, key
            yield from self._fields(self.resolve(part), (*path, key))

    def errors(self, kind: str, data: Any) -> Iterator[Any]:
        if kind not in self._validators:
            self._validators[kind] = _validator(kind, self._registry)
        return iter(self._validators[kind].iter_errors(data))

    def misfits(self, document: Document) -> int:
        """In how many places a document does not fit its schema, keys without a value included."""
        found = sum(
            len(getattr(error.kind, "unexpected", None) or (0,))
            for error in islice(self.errors(document.kind, document.data), _MOST_MISFITS)
        )
        return found + sum(1 for _ in self.empty_unknown(document))

    def empty_unknown(self, document: Document) -> Iterator[EmptyKey]:
        """Keys without a value that the schema does not have: the validator never sees them."""
        for key in document.empty_keys:
            properties = self.at(document.kind, key.steps[:-1]).get("properties")
            if properties is not None and key.steps[-1] not in properties:
                yield key

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Follow a $ref into common.schema.json; what stands beside the $ref wins."""
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].rsplit("/", 1)[-1]
        return {
            **self.by_name["common"]["$defs"][name],
            **{key: value for key, value in schema.items() if key != "$ref"},
        }

    def at(self, kind: str, steps: Steps) -> dict[str, Any]:
        """The schema of the value at `steps`; an empty one where there is none."""
        schema = self.by_name[kind]
        for step in steps:
            part = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
            if part is None:
                return {}
            schema = self.resolve(part)
        return schema

    @cached_property
    def rich_fields(self) -> dict[str, dict[str, Any]]:
        """By kind: the fields that hold rich text, as a tree of names down to True; “*” stands for the items of a list."""
        return {kind: self._rich_below(self.by_name[kind]) for kind in KINDS}

    def _rich_below(self, schema: dict[str, Any]) -> Any:
        schema = self.resolve(schema)
        if schema.get("x-text") == "rich":
            return True
        parts = {**schema.get("properties", {}), **({"*": schema["items"]} if "items" in schema else {})}
        return {name: below for name, part in parts.items() if (below := self._rich_below(part))}

    def readable(self, kind: str, steps: Steps) -> str:
        """["sessions", 2, "steps", 1, "minutes"] as 课时 3 › 环节 2 › 分钟."""
        schema = self.by_name[kind]
        words: list[str] = []
        for step in steps:
            if isinstance(step, int):
                item = self.resolve(schema.get("items", {}))
                words[-1:] = [f"{item.get('title') or words[-1]} {step + 1}"]
                schema = item
            else:
                schema = self.resolve(schema.get("properties", {}).get(step, {}))
                words.append(schema.get("title", step))
        return " › ".join(words)

    def due(self, kind: str, data: dict[str, Any], step: str) -> list[str]:
        """Readable names of the fields that are due at `step` and absent.

        Each with the name that is written: 年级（grades）. Items of a list are counted together: “课时 1、3 › 教学过程（steps）” is one item.
        """
        missing: dict[tuple[str, ...], list[int]] = {}
        _collect_due(self._due_fields[kind], data, DUE_STEPS.index(step), (), (), missing)
        return [_due_words(words, numbers) for words, numbers in missing.items()]

    @cached_property
    def _due_fields(self) -> dict[str, tuple[_DueField, ...]]:
        """By kind: the fields that are due at some step, or that lead to some."""
        return {kind: self._due_below(self.by_name[kind]) for kind in KINDS}

    def _due_below(self, schema: dict[str, Any]) -> tuple[_DueField, ...]:
        found = []
        for name, part in schema.get("properties", {}).items():
            resolved = self.resolve(part)
            item = self.resolve(resolved.get("items", {}))
            below = self._due_below(item if "items" in resolved else resolved)
            if below or "x-due" in resolved:
                due = DUE_STEPS.index(resolved["x-due"]) if "x-due" in resolved else len(DUE_STEPS)
                title = resolved["title"]
                found.append(_DueField(name, title, due, below, item.get("title", title)))
        return tuple(found)


class _DueField(NamedTuple):
    """`due` is the number of the step; `below` are the fields of the group, or of each item of the list."""

    name: str
    title: str
    due: int
    below: tuple[_DueField, ...]
    item_title: str


def _collect_due(
    fields: tuple[_DueField, ...],
    group: dict[str, Any],
    step: int,
    words: tuple[str, ...],
    numbers: tuple[int, ...],
    missing: dict[tuple[str, ...], list[int]],
) -> None:
    for field in fields:
        value = group.get(field.name)
        if value is None:
            if field.due <= step:
                missing.setdefault((*words, f"{field.title}（{field.name}）"), []).extend(numbers)
        elif field.below and type(value) is list:
            for number, item in enumerate(value, start=1):
                _collect_due(field.below, item, step, (*words, field.item_title), numbers or (number,), missing)
        elif field.below:
            _collect_due(field.below, value, step, (*words, field.title), numbers, missing)


def _due_words(words: tuple[str, ...], numbers: list[int]) -> str:
    if not numbers:
        return " › ".join(words)
    unique = sorted(set(numbers))
    span = (
        f"{unique[0]}～{unique[-1]}"
        if len(unique) > 2 and unique[-1] - unique[0] == len(unique) - 1
        else "、".join(map(str, unique))
    )
    return " › ".join((f"{words[0]} {span}", *words[1:]))


def _validator(kind: str, registry: Any) -> Any:
    try:
        return jsonschema_rs.Draft202012Validator(
            {"$ref": f"{_BASE_URI}{kind}.schema.json"}, registry=registry, validate_formats=True
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as fault:
        raise CatalogueError(
            f"schema/{kind}.schema.json 或它引用的 common.schema.json 不是正确的 JSON Schema"
        ) from fault


def load_schemas(root: Path) -> Schemas:
    """Read `schema/*.schema.json` below `root`."""
    return Schemas({name: _load_schema(root / "schema" / f"{name}.schema.json") for name in (*KINDS, "common")})


def _load_schema(path: Path) -> dict[str, Any]:
    try:
        schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise CatalogueError(f"读不了 schema/{path.name}：{reading_fault(fault)}") from fault
    except ValueError as fault:
        raise CatalogueError(f"schema/{path.name} {json_fault(fault)}") from fault
    return schema
