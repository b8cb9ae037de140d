"""The first text of a new file: what is known, and a place with a comment for everything else, made from the schema.

Lines stand as the emitter would write them. A field that may be left empty is a key with nothing behind it; a group that
only makes sense as a whole stands as its example behind `#`, to be uncommented. So the file passes the check as a draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from course_catalogue.authoring.emitter import field_lines, first_line
from course_catalogue.schemas import Schemas

DUE_WORDS = {"draft": "现在就要", "submitted": "送评前要", "approved": "通过评审前要"}
OPTIONAL = "可不写"
SOMETIMES = "看情况"
_LATER = ("updated", "former_ids", "waivers")
"""Fields that a new file has no use for."""

_HEAD = (
    "# 冒号后面空着的：照它上面的说明填。行首带 # 的例子：要写时去掉 #，改成自己的；用不着的删去。",
    "# 空着不影响存放。填了一些，就运行 python build.py check {path} ，看还差什么。",
)


def scaffold(
    kind: str, path: PurePosixPath, data: Mapping[str, Any], schemas: Schemas, titles: tuple[str, ...] = ()
) -> str:
    """The text of a new file of `kind` at `path` with `data` filled in, and for a series a skeleton of each session."""
    head = first_line(kind, path) + "".join(f"{line.format(path=path)}\n" for line in _HEAD)
    return head + "".join(f"{line}\n" for line in _Writing(schemas, titles).group(schemas.by_name[kind], data))


@dataclass(frozen=True, slots=True)
class _Writing:
    schemas: Schemas
    titles: tuple[str, ...]

    def group(self, schema: dict[str, Any], data: Mapping[str, Any], *, briefly: bool = False) -> Iterator[str]:
        """The lines of a group; `briefly` leaves out what is explained elsewhere, and what nobody must write."""
        for name, part in schema["properties"].items():
            field = self.schemas.resolve(part)
            if name in data:
                said = briefly or name == "format"
                yield from () if said else _explained(field, needed=name in schema.get("required", ()))
                yield from field_lines(name, data[name], field, self.schemas)
            elif name not in _LATER and not (briefly and "x-due" not in field):
                yield from self._open(name, field, briefly=briefly)

    def _open(self, name: str, field: dict[str, Any], *, briefly: bool) -> Iterator[str]:
        """The place of a field that nobody has filled in."""
        if not briefly:
            yield from _explained(field)
        if name == "sessions":
            yield "sessions:"
            yield from self._sessions(self.schemas.resolve(field["items"]))
        elif "properties" in field and "required" not in field and ("x-due" in field or "examples" not in field):
            yield f"{name}:"
            for line in self.group(field, {}, briefly=briefly):
                yield f"  {line}"
        else:
            yield from self._blank(name, field, briefly=briefly)

    def _blank(self, name: str, field: dict[str, Any], *, briefly: bool) -> Iterator[str]:
        example = list(field_lines(name, field["examples"][0], field, self.schemas)) if field.get("examples") else []
        if "x-due" not in field or self._is_whole(field):
            yield from () if briefly else self._parts(field)
            yield from (f"#{line}" for line in example or [f"{name}:"])
            return
        if example and not briefly:
            yield from (f"# 例：{line}" if number == 0 else f"#     {line}" for number, line in enumerate(example))
        yield f"{name}:"

    def _parts(self, field: dict[str, Any]) -> Iterator[str]:
        """其中：kind 收费方式（免费、成本分担）；refund 退费办法 — what a group may hold beyond its example."""
        group = field if "properties" in field else self.schemas.resolve(field.get("items", {}))
        parts = []
        for name, part in group.get("properties", {}).items():
            inner = self.schemas.resolve(part)
            options = "、".join(map(str, inner.get("enum", ())))
            asked = "" if name in group.get("required", ()) else when(inner)
            aside = "，".join(filter(None, (asked, options)))
            parts.append(f"{name} {inner['title']}{f'（{aside}）' if aside else ''}")
        if parts:
            yield f"# 其中：{'；'.join(parts)}"

    def _is_whole(self, field: dict[str, Any]) -> bool:
        """Whether it is filled in as a whole: a group with parts that must be there, or a list of groups."""
        return "properties" in field or "properties" in self.schemas.resolve(field.get("items", {}))

    def _sessions(self, schema: dict[str, Any]) -> Iterator[str]:
        for number, title in enumerate(self.titles, start=1):
            yield f"  # ── 第 {number} 课时{'' if number == 1 else '：各项的写法见第 1 课时'} ──"
            lines = list(self.group(schema, {"title": title}, briefly=number > 1))
            start = next(place for place, line in enumerate(lines) if not line.startswith("#"))
            yield from (f"  {line}" for line in lines[:start])
            yield f"  - {lines[start]}"
            yield from (f"    {line}" for line in lines[start + 1 :])


def when(field: Mapping[str, Any]) -> str:
    """When a field that its group does not require is to be filled in; one without a step may be asked for by another field."""
    asked_for = SOMETIMES if "必须" in field.get("description", "") else OPTIONAL
    return DUE_WORDS.get(field.get("x-due", ""), asked_for)


def _explained(field: dict[str, Any], *, needed: bool = False) -> Iterator[str]:
    """主题（送评前要）：整个系列只有一个主题，一句话说清。"""
    due = DUE_WORDS["draft"] if needed else when(field)
    said = field.get("description", "").removesuffix("，可不写。")
    words = f"# {field['title']}（{due}）：{said}"
    yield f"{words}。" if said and said[-1] not in "。！？" else words
    options = field.get("enum") or field.get("items", {}).get("enum")
    if options and field.get("type") in ("string", "array"):
        yield f"# 从这些里选：{'、'.join(map(str, options))}"
