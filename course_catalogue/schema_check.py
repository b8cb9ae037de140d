"""Gate 2, first half: does a document fit its schema? Findings are worded for authors.

jsonschema-rs finds the misfit; the sentence is built here from the schema's own Chinese title,
description and example. A validator's English message is never shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs

from course_catalogue.diagnostics import CatalogueError, Diagnostic, Edit, Mark, Severity
from course_catalogue.documents import MAX_FINDINGS, Document, type_name

KINDS = ("provider", "series", "base", "premium", "extension", "review")
DUE_STEPS = ("draft", "submitted", "approved")
_BASE_URI = "catalogue:///"
Steps = Sequence[str | int]
_TYPE_WORDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "一组字段",
}


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

    def errors(self, kind: str, data: Any) -> Iterator[Any]:
        return iter(self._validators[kind].iter_errors(data))

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

        Items of a list are counted together: “课时 1、3 › 教学过程” is one item.
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
                missing.setdefault(here, []).extend(numbers)


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


def check_shape(document: Document, schemas: Schemas) -> list[Diagnostic]:
    """Misfits between a document and its schema, one Diagnostic each, at most MAX_FINDINGS.

    Where there are more, errors come before warnings: what is wrong must never pass for sound.
    """
    errors = _first_errors(document, schemas)
    misspelt = {tuple(error.instance_path) for error in errors if error.kind.name == "pattern"}
    unknown = islice(_unknown_names(document, schemas, errors), MAX_FINDINGS)
    misnamed = {
        (*steps, meant)
        for steps, name in unknown
        for meant in _meant(schemas, schemas.at(document.kind, steps), name)[:1]
    }
    worded = _worded(document, schemas, errors, misspelt, misnamed)
    found = list(islice(worded, MAX_FINDINGS))
    if any(item.is_error for item in found):
        return found
    late = next((item for item in worded if item.is_error), None)
    return found if late is None else [*found[:-1], late]


def _first_errors(document: Document, schemas: Schemas) -> list[Any]:
    """The first errors in their order; those that only warn in a draft give way to the others."""
    hard: list[Any] = []
    soft: list[Any] = []
    draft = document.data.get("status") == "draft"
    for number, error in enumerate(schemas.errors(document.kind, document.data)):
        keep = soft if draft and error.kind.name in _SOFT else hard
        if len(keep) < MAX_FINDINGS:
            keep.append((number, error))
        if len(hard) == MAX_FINDINGS:
            break
    return [error for _, error in sorted((hard + soft)[:MAX_FINDINGS], key=lambda item: item[0])]


def _worded(
    document: Document, schemas: Schemas, errors: list[Any], misspelt: set[Any], misnamed: set[Any]
) -> Iterator[Diagnostic]:
    for error in errors:
        steps = tuple(error.instance_path)
        keyword = error.kind.name
        if keyword == "required" and (*steps, error.kind.property) in misnamed:
            continue  # the misnamed field says it
        if keyword in ("format", "minLength", "maxLength") and steps in misspelt:
            continue  # “not written like this” says it; “no such date” or “too long” would be a second finding on one fault
        worder = _Worder(document, schemas, steps, keyword, error.kind.value)
        yield from worder.diagnostics(getattr(error.kind, "property", None), getattr(error.kind, "unexpected", None))
    for steps, name, mark in _empty_unknown(document, schemas):
        yield _Worder(document, schemas, steps, "additionalProperties", None).unknown(name, mark)


def _unknown_names(
    document: Document, schemas: Schemas, errors: list[Any]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for error in errors:
        for name in getattr(error.kind, "unexpected", None) or ():
            yield tuple(error.instance_path), name
    for steps, name, _ in _empty_unknown(document, schemas):
        yield steps, name


def _empty_unknown(document: Document, schemas: Schemas) -> Iterator[tuple[tuple[str | int, ...], str, Mark]]:
    """Keys without a value that the schema does not have: the validator never sees them."""
    for key in document.empty_keys:
        *steps, name = key.steps
        properties = schemas.at(document.kind, steps).get("properties")
        if properties is not None and name not in properties:
            yield tuple(steps), str(name), key.mark


_SOFT = ("minItems", "minProperties")
_LONGEST_GUESS = 100


def _meant(schemas: Schemas, schema: dict[str, Any], name: str) -> list[str]:
    """The fields that an unknown name may stand for: the one with that Chinese title, else those spelt like it."""
    properties = schema.get("properties", {})
    titles = {schemas.resolve(part).get("title", ""): key for key, part in properties.items()}
    if name in titles:
        return [titles[name]]
    return get_close_matches(name, properties, 3, 0.6) if len(name) <= _LONGEST_GUESS else []


@dataclass(frozen=True)
class _Worder:
    """Words for one validation error at one place."""

    document: Document
    schemas: Schemas
    steps: tuple[str | int, ...]
    keyword: str
    limit: Any

    def diagnostics(self, missing: str | None, unexpected: list[str] | None) -> Iterator[Diagnostic]:
        match self.keyword:
            case "required":
                yield self._missing(str(missing))
            case "additionalProperties":
                yield from (self.unknown(name) for name in unexpected or ())
            case "type":
                yield self._wrong_type()
            case "enum" | "const":
                yield self._not_in_list()
            case "format":
                yield self._say(
                    "no-such-date", "没有这一天", expected='真实存在的日期，写作 "2026-09-01"', mend="核对月份和日子"
                )
            case "pattern":
                yield self._wrong_format()
            case "minItems" | "maxItems" | "minProperties":
                yield self._wrong_count()
            case "uniqueItems":
                yield self._repeated()
            case "minLength" | "maxLength":
                yield self._wrong_length()
            case "minimum" | "maximum" | "multipleOf" | "exclusiveMinimum" | "exclusiveMaximum":
                yield self._out_of_range()
            case other:
                raise AssertionError(f"schema uses a keyword without words for authors: {other}")

    @cached_property
    def schema(self) -> dict[str, Any]:
        return self.schemas.at(self.document.kind, self.steps)

    @cached_property
    def value(self) -> Any:
        return self.document.value(*self.steps)

    @property
    def _key(self) -> Mark:
        return self.document.key_mark(*self.steps)

    def _missing(self, name: str) -> Diagnostic:
        field = self.schemas.at(self.document.kind, (*self.steps, name))
        example = _example(field)
        return self._say(
            "missing-field",
            f"缺少“{field.get('title', name)}”",
            mark=self.document.key_mark(*self.steps) if self.steps else self.document.marks.between(0, 0),
            steps=(*self.steps, name),
            expected=f"{name}: {example}",
            mend=f"加一行 {name}: {example}。{field.get('description', '')}",
        )

    def unknown(self, name: str, mark: Mark | None = None) -> Diagnostic:
        """The finding on a name that the schema does not have; `mark` where the document has lost its place."""
        properties = self.schema.get("properties", {})
        near = _meant(self.schemas, self.schema, name)
        mark = mark or self.document.key_mark(*self.steps, name)
        free = [key for key in properties if key not in (self.value or {})]
        return self._say(
            "unknown-field",
            f"没有“{_shown(name)}”这个字段",
            mark=mark,
            steps=(*self.steps, name),
            found=_shown(name),
            expected="、".join(near or free),
            mend=f"是不是 {near[0]}？" if near else "改成上面列出的字段名，或删去这一行",
            edits=(Edit(mark, near[0]),) if near and near[0] in free else (),
        )

    def _wrong_type(self) -> Diagnostic:
        wanted = self.schema.get("type", "")
        habit = self._habit(wanted)
        if habit:
            return habit
        mark = self.document.mark(*self.steps)
        edits: tuple[Edit, ...] = ()
        mend = self._show_how()
        scalar = isinstance(self.value, str | int | float)
        if wanted == "string" and scalar:
            mend = "给它加上英文双引号"
            edits = (
                Edit(mark, f'"{self.value}"' if not isinstance(self.value, bool) else f'"{str(self.value).lower()}"'),
            )
        elif wanted == "array" and scalar:
            mend = f"列表写在方括号里，或每项一行、前面加短横，例如 {_example(self.schema)}"
        return self._say(
            "wrong-type", "内容的类型不对", expected=_TYPE_WORDS.get(wanted, wanted), mend=mend, edits=edits
        )

    @staticmethod
    def _one_text(group: dict[str, Any]) -> bool:
        return not isinstance(next(iter(group.values())), dict | list)

    def _show_how(self) -> str:
        """An example; of an item without one, the list that it stands in."""
        if (
            isinstance(self.value, str)
            and self.steps
            and isinstance(self.steps[-1], int)
            and re.search("[，、；]", self.value)
        ):
            return "每项之间用半角逗号加空格，例如 " + _example(self.schemas.at(self.document.kind, self.steps[:-1]))
        schema = self.schema if self.schema.get("examples") else self.schemas.at(self.document.kind, self.steps[:-1])
        return f"例如 {_example(schema)}"

    def _habit(self, wanted: str) -> Diagnostic | None:
        """A list or a group of fields that became one text, because its colon or dash is full-width or has no space."""
        if wanted == "string" and isinstance(self.value, dict) and len(self.value) == 1 and self._one_text(self.value):
            words = "：".join(map(str, next(iter(self.value.items()))))
            return self._say(
                "needs-quotes",
                "文字里有“冒号加空格”，要加引号",
                found=_shown(words),
                expected="用英文双引号括起来",
                mend="给整段文字加英文双引号，或把冒号改成全角",
            )
        if not isinstance(self.value, str) or wanted not in ("array", "object"):
            return None
        match = _COLON.match(self.value) if wanted == "object" else _DASH.match(self.value)
        if match is None:
            return None
        whole = self.document.mark(*self.steps)
        column = whole.column + match.start(1)
        mark = Mark(whole.path, whole.line, column, whole.line, column + len(match.group(1)))
        code, message, found, expected, mend = _HABIT_WORDS[match.group(1) if match.group(1) in _HABIT_WORDS else "－"]
        return self._say(code, message, mark=mark, found=found, expected=expected, mend=mend)

    def _not_in_list(self) -> Diagnostic:
        options = [str(option) for option in self.schema.get("enum", [self.schema.get("const")])]
        text = str(self.value)
        guess = text if len(text) <= _LONGEST_GUESS else ""
        near = [option for option in options if guess and option and (option in guess or guess in option)]
        near = near or get_close_matches(guess, options, 1, 0.5)
        maybe = near or get_close_matches(guess, options, 1, 0.4)  # likely enough to ask, not to put in by itself
        mark = self.document.mark(*self.steps)
        hint = self.schema.get("description", "") if "approved" in text else ""
        return self._say(
            "not-in-list",
            "不是可选的内容",
            expected="、".join(options),
            mend=hint
            or (self._show_how() if len(near) > 1 else f"是不是 {maybe[0]}？" if maybe else "从上面的选项里选一个"),
            edits=(Edit(mark, near[0]),) if len(near) == 1 and isinstance(self.value, str) else (),
        )

    def _wrong_format(self) -> Diagnostic:
        text = str(self.value)
        edits: tuple[Edit, ...] = ()
        halfwidth = text.translate(_HALFWIDTH)
        if halfwidth != text and len(text) <= _LONGEST_GUESS and re.search(self.schema.get("pattern", "$^"), halfwidth):
            edits = (Edit(self.document.mark(*self.steps), f'"{halfwidth}"'),)
        return self._say(
            "wrong-format",
            "写法不对",
            expected=f"像 {_example(self.schema)} 这样",
            mend=self.schema.get("description", ""),
            edits=edits,
        )

    def _wrong_count(self) -> Diagnostic:
        title = self.schema.get("title", "这里")
        count = len(self.value)
        if self.keyword == "maxItems":
            return self._say(
                "too-many-items",
                f"{title}太多",
                mark=self._key,
                found=f"{count} 项",
                expected=f"不超过 {self.limit} 项",
                mend="删去或合并多出的",
            )
        severity = Severity.WARNING if self.document.data.get("status") == "draft" else Severity.ERROR
        return self._say(
            "too-few-items", f"{title}太少", mark=self._key, found=f"{count} 项", expected=f"至少 {self.limit} 项",
            mend=self.schema.get("description", ""), severity=severity,
        )  # fmt: skip

    def _repeated(self) -> Diagnostic:
        seen: set[str] = set()
        for index, item in enumerate(self.value):
            written = json.dumps(item, sort_keys=True)
            if written in seen:
                steps = (*self.steps, index)
                return self._say(
                    "repeated-item",
                    "这一项前面已经有了",
                    mark=self.document.mark(*steps),
                    steps=steps,
                    found=str(item),
                    expected="每项只写一次",
                    mend="删去重复的",
                )
            seen.add(written)
        return self._say("repeated-item", "有重复的项", expected="每项只写一次", mend="删去重复的")

    def _wrong_length(self) -> Diagnostic:
        if self.keyword == "minLength":
            return self._say(
                "empty-text", "内容是空的", found='""', expected="文字", mend="写上内容；还没有内容就删去这一行"
            )
        return self._say(
            "text-too-long", f"{self.schema.get('title', '文字')}太长", found=f"{len(self.value)} 个字", expected=f"不超过 {self.limit} 个字",
            mend=f"删去 {len(self.value) - self.limit} 个字",
        )  # fmt: skip

    def _out_of_range(self) -> Diagnostic:
        low, high = self.schema.get("minimum"), self.schema.get("maximum")
        span = (
            f"{low}～{high}"
            if low is not None and high is not None
            else f"不小于 {low}"
            if low is not None
            else f"不大于 {high}"
        )
        unit = f"，是 {self.schema['multipleOf']} 的倍数" if "multipleOf" in self.schema else ""
        return self._say(
            "out-of-range",
            f"{self.schema.get('title', '数字')}超出范围",
            expected=span + unit,
            mend=self.schema.get("description", ""),
        )

    def _say(
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
            found=_shown(self.value) if found is None and code != "missing-field" else found or "",
            expected=expected,
            mend=mend,
            edits=edits,
        )


_COLON = re.compile(r"[a-z][a-z0-9_]*\s?([：:])")
_DASH = re.compile(r"([－—–-])[^－—–-]")
_HABIT_WORDS = {
    "：": (
        "fullwidth-colon",
        "冒号用了全角的",
        "全角冒号“：”",
        ": （半角冒号加一个空格）",
        "切换到英文输入法，重打冒号，并在后面空一格",
    ),
    ":": ("missing-space", "冒号后面少一个空格", "冒号后没有空格", "冒号后空一格", "在冒号后面加一个空格"),
    "-": ("missing-space", "短横后面少一个空格", "短横后没有空格", "短横后空一格", "在短横后面加一个空格"),
    "－": (
        "fullwidth-dash",
        "列表的短横用了全角的",
        "全角短横“－”",
        "- （半角短横加一个空格）",
        "切换到英文输入法，重打短横，并在后面空一格",
    ),
}
_HALFWIDTH = {ord(full): half for full, half in zip("０１２３４５６７８９－：．＠／", "0123456789-:.@/", strict=True)}


def _example(schema: dict[str, Any]) -> str:
    examples = schema.get("examples") or [""]
    example = examples[0]
    return example if isinstance(example, str) and "type" not in schema else json.dumps(example, ensure_ascii=False)


def _shown(value: Any) -> str:
    """A value as its author would recognise it, shortened."""
    if isinstance(value, dict | list):
        return type_name[type(value)]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
