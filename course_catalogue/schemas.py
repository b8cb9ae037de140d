"""The schema of every kind of file: to validate by, to name fields with, and to tell what is due when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Document, EmptyKey

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
    def _validators(self) -> dict[str, Any]:
        registry = jsonschema_rs.Registry(
            [(f"{_BASE_URI}{name}.schema.json", schema) for name, schema in self.by_name.items()]
        )
        return {
            kind: jsonschema_rs.Draft202012Validator(
                {"$ref": f"{_BASE_URI}{kind}.schema.json"}, registry=registry, validate_formats=True
            )
            for kind in KINDS
        }

    @cached_property
    def groups(self) -> dict[str, dict[str, list[tuple[str, ...]]]]:
        """For each kind of file and each name of a field, the groups that have it, as steps without list numbers."""
        found: dict[str, dict[str, list[tuple[str, ...]]]] = {kind: {} for kind in KINDS}
        for kind in KINDS:
            for path, name in self._fields(self.by_name[kind], ()):
                found[kind].setdefault(name, []).append(path)
        return found

    def _fields(self, schema: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        if "items" in schema:
            yield from self._fields(self.resolve(schema["items"]), path)
        for key, part in schema.get("properties", {}).items():
            yield path, key
            yield from self._fields(self.resolve(part), (*path, key))

    def errors(self, kind: str, data: Any) -> Iterator[Any]:
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
        self._collect_due(self.by_name[kind], data, DUE_STEPS.index(step), (), (), missing)
        return [_due_words(words, numbers) for words, numbers in missing.items()]

    def _collect_due(
        self,
        schema: dict[str, Any],
        value: Any,
        step: int,
        words: tuple[str, ...],
        numbers: tuple[int, ...],
        missing: dict[tuple[str, ...], list[int]],
    ) -> None:
        if isinstance(value, list):
            item = self.resolve(schema.get("items", {}))
            if "properties" not in item:
                return
            named = (*words[:-1], item.get("title", words[-1] if words else ""))
            for number, entry in enumerate(value, start=1):
                self._collect_due(item, entry, step, named, numbers or (number,), missing)
            return
        for name, part in schema.get("properties", {}).items():
            resolved = self.resolve(part)
            here = (*words, resolved["title"])
            if name in value:
                if isinstance(value[name], dict | list):
                    self._collect_due(resolved, value[name], step, here, numbers, missing)
            elif "x-due" in resolved and DUE_STEPS.index(resolved["x-due"]) <= step:
                missing.setdefault((*words, f"{resolved['title']}（{name}）"), []).extend(numbers)


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


def load_schemas(root: Path) -> Schemas:
    """Read `schema/*.schema.json` below `root`."""
    try:
        return Schemas(
            {
                name: json.loads((root / "schema" / f"{name}.schema.json").read_text("utf-8"))
                for name in (*KINDS, "common")
            }
        )
    except (OSError, ValueError) as fault:
        raise CatalogueError(f"读不了 schema/：{fault}") from fault
