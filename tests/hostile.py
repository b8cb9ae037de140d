"""Hostile strings, and documents of every kind with a place for each text that the schema knows."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pictures_made
import yaml
from written import EXAMPLE, kind_of, project_rulebook

Steps = tuple[str | int, ...]

HTML = (
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "\"><b onclick=alert(1)>", "' autofocus onfocus='alert(1)", "</script><script>alert(1)", "<!--", "--><b>", "]]><b>", "<![CDATA[<b>]]>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&lt;script&gt;&#60;b&#62;", "<base href=//evil.example>", "</p></div></article><h1>",
)  # fmt: skip
LINKS = (
    "[x](javascript:alert`1`)", "[x](data:text/html,<b>)", "[x](vbscript:x)", "[x](//evil.example)", "[x](https:evil.example)", "javascript:alert(1)",
    "//evil.example/x", "![x](//evil.example/x.png)", "[x](/courses/../../x)", "https://evil.example", "![x](../../x.png)", "[x](\\\\evil.example\\x)",
)  # fmt: skip
MARKUP = (
    "{{7*7}}{% raw %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "#eval(\"7*7\")", "#read(\"/etc/passwd\")", "#image(\"x.png\") $x^2$", "*]#panic()[*", "\\input{/etc/passwd}",
    "\\(x^2\\) $$x$$", "include::/etc/passwd[]", "--8<-- \"/etc/passwd\"", "!!! note", "# h\n## h", "```\nx\n```", "| a | b |\n|---|---|", "{: onclick=x }", "[^1] [[x]] :smile:",
    "CC-SLOT-BODY CC-SLOT-TITLE", "<!--CC-SLOT-CANONICAL-->", "@someone #1 GH-1 a@b.example",
)  # fmt: skip
COMMANDS = (
    "::error file=x::forged", "x\n::error::forged", "##[error]forged", "##vso[task.setvariable]x", "%0A::error::x", "::stop-commands::x", "=HYPERLINK(\"//evil\")", "@SUM(A1)",
    "+1+1", "-1+1", "../../etc/passwd", "CON.txt", "a: [b, *c]", "' OR 1=1 --", "*)(uid=*", "`id` $(id) ; id | id && id", "%s %n {0} {0.__class__}", "__proto__", "null",
)  # fmt: skip
READABLE = (*HTML, *LINKS, *MARKUP, *COMMANDS)
"""What a YAML file may hold: some of it is refused in some fields, all of it must be inert everywhere."""

UNREADABLE = (
    "\x00", "\x1b[2J", "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07", "\x9b2J", "\u202ex\u202c", "\u2066x\u2069", "x\u200bx", "\u2028<b>", "\u0085x", "\ud800", "\udfff\ud800",
    "\ufeffx", "\U000e0041", "x\tx", "\x7f", "\ufff9x", "x\rx",
)  # fmt: skip
HUGE = (
    "水" * 20_000,
    "=" * 20_000,
    "<" * 20_000,
    "[x](" * 5_000,
    "**" * 10_000,
    "{|" * 10_000,
    "\\" * 20_000,
    "| " * 10_000,
)

_AXIS = {"label": "时间", "unit": "分", "from": 0, "to": 10, "step": 5}
DIAGRAMS: tuple[dict[str, Any], ...] = (
    {"kind": "坐标图", "title": "水温", "x": _AXIS, "y": _AXIS, "lines": [{"name": "热水", "points": [[0, 10], [10, 5]]}]},
    {"kind": "柱形图", "title": "天气", "names": ["晴", "阴"], "values": [4, 6], "y": _AXIS},
    {"kind": "流程图", "title": "一生", "steps": ["种子", "开花"], "cycle": True},
    {"kind": "电路图", "title": "支路", "circuit": [{"part": "电池", "label": "3 V"}, {"part": "并联", "label": "两路", "branches": [[{"part": "灯泡"}], [{"part": "灯泡", "label": "L2"}]]}]},
    {"kind": "分格图", "title": "前后", "boxes": ["前", "后"]},
    {"kind": "板书图", "title": "板书", "columns": [{"title": "问题", "lines": ["怎样亮？"]}]},
)  # fmt: skip
"""A whole diagram of each kind."""

FOR_PICTURES = "rain-gauge.png"


@cache
def _document(path: str) -> Any:
    """An example file with every optional text that its schema knows, in the words of the schema's own examples."""
    kind = kind_of(path)
    data = yaml.safe_load((EXAMPLE / path).read_text("utf-8"))
    blocks = [{"kind": "图", "text": "看图", "diagram": diagram} for diagram in DIAGRAMS]
    if kind == "series":
        first, second, *_ = data.get("sessions", ({"worksheet": {"blocks": []}}, {}))
        first["diagrams"], second["diagrams"] = list(DIAGRAMS[:4]), list(DIAGRAMS[4:])
        first["worksheet"]["blocks"] += blocks
    elif kind == "premium":
        record = data["tasks"][0]["record"]
        record[0]["diagram"] = DIAGRAMS[0]  # no room for one more block
        record += blocks[1:]
    return _completed(project_rulebook().schemas.by_name[kind], json.loads(json.dumps(data)))


def document(path: str) -> Any:
    return copy.deepcopy(_document(path))


def _completed(schema: dict[str, Any], value: Any) -> Any:
    """`value` with what is missing from it, where an example of the schema says it and it holds free text."""
    schema = project_rulebook().schemas.resolve(schema)
    if isinstance(value, list):
        return [_completed(schema.get("items", {}), item) for item in value]
    if not isinstance(value, dict):
        return value
    result = dict(value)
    for name, part in schema.get("properties", {}).items():
        part = project_rulebook().schemas.resolve(part)
        if name in ("diagram", "diagrams"):
            continue  # which fields it has follows from its kind: they are in DIAGRAMS
        if name in result:
            result[name] = _completed(part, result[name])
        elif part.get("examples") and any(True for _ in _free(part)):
            example = _completed(part, part["examples"][0])
            result[name] = example * part.get("minItems", 1) if isinstance(example, list) else example
    return result


def _texts_of(schema: dict[str, Any], steps: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Every text of a schema, by steps with “*” for the items of a list."""
    schema = project_rulebook().schemas.resolve(schema)
    if schema.get("type") == "string":
        yield steps, schema
    for name, part in schema.get("properties", {}).items():
        yield from _texts_of(part, (*steps, name))
    if "items" in schema:
        yield from _texts_of(schema["items"], (*steps, "*"))


def _free(schema: dict[str, Any]) -> Iterator[Steps]:
    for steps, part in _texts_of(schema):
        if not {"enum", "pattern", "const", "format"} & set(part):
            yield steps


@cache
def fields(kind: str) -> tuple[tuple[Steps, int], ...]:
    """Every text of a kind of file with the most characters it may have; 0 for one that is no free text."""
    schema = project_rulebook().schemas.by_name[kind]
    free = set(_free(schema))
    return tuple((steps, part.get("maxLength", 10_000) if steps in free else 0) for steps, part in _texts_of(schema))


@cache
def least(kind: str) -> dict[Steps, int]:
    """How many characters a text must have, where it must have several."""
    texts = _texts_of(project_rulebook().schemas.by_name[kind])
    return {steps: part["minLength"] for steps, part in texts if "minLength" in part}


def places(data: Any, steps: Steps) -> Iterator[Steps]:
    """The places of a document that `steps`, with “*” for any item, lead to."""
    if not steps:
        yield ()
    elif steps[0] == "*" and isinstance(data, list):
        for index, item in enumerate(data):
            yield from ((index, *below) for below in places(item, steps[1:]))
    elif isinstance(data, dict) and steps[0] in data:
        yield from ((steps[0], *below) for below in places(data[steps[0]], steps[1:]))


def put(data: Any, steps: Steps, text: str) -> None:
    for step in steps[:-1]:
        data = data[step]
    data[steps[-1]] = text


def put_anywhere(data: Any, steps: Steps, text: str) -> None:
    """At the first place that `steps` lead to; one that the document lacks is made."""
    first = next(places(data, steps), None)
    if first is None:
        first = tuple(0 if step == "*" else step for step in steps)
        for step, below in zip(first, (*first[1:], ""), strict=True):
            if step == first[-1] and below == "":
                break
            if isinstance(data, dict):
                data = data.setdefault(step, [] if below == 0 else {})
        if isinstance(data, list):
            data.append(text)
        else:
            data[first[-1]] = text
        return
    put(data, first, text)


def as_yaml(data: Any) -> str:
    """Every value on its own line, odd characters behind escapes: JSON is YAML, too."""
    return json.dumps(data, indent=1)


def planted(root: Path, turn: int, *, harmless: bool = False) -> dict[str, Any]:
    """Hostile strings in all free texts of all course files below `root`, by turns; harmless ones of the same length on request.

    Gives the documents, by path.
    """
    documents: dict[str, Any] = {}
    for file in sorted(root.glob("*/**/*.yml")):
        path = file.relative_to(root).as_posix()
        if not path.startswith(("courses/", "bases/", "reviews/")):
            continue
        data = document(path)
        for steps, most in fields(kind_of(path)):
            for place in places(data, steps) if most else ():
                text = READABLE[turn % len(READABLE)][:most].strip().ljust(least(kind_of(path)).get(steps, 0), "水")
                put(data, place, _harmless(turn) + "水" * (len(text) - 1) if harmless else text)
                turn += 1
        data.pop("reviewed_content", None)
        documents[path] = data
        if not path.startswith("reviews/"):
            (file.parent / FOR_PICTURES).write_bytes(_picture())
            _name_the_picture(data)
        file.write_text(as_yaml(data), "utf-8")
    return documents


def _harmless(turn: int) -> str:
    """A common character, another one each turn: a list may not hold a text twice."""
    return bytes([0xB0 + turn // 94 % 39, 0xA1 + turn % 94]).decode("gb2312")


def _name_the_picture(value: Any) -> None:
    if isinstance(value, dict) and "file" in value:
        value["file"] = FOR_PICTURES
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _name_the_picture(item)


@cache
def _picture() -> bytes:
    return pictures_made.png()
