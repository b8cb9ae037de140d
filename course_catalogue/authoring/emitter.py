"""Plain data as the YAML of a course file: what `new`, `import` and `receive` write, and the browser's form, too.

The strict reader takes it back unchanged. The layout is fixed, so that a file written again differs only where its
content does: fields in the order of the schema; mappings in blocks; a list of short words or of numbers on one line,
of anything else an item a line; texts plain where that is sure, else in single quotes, texts of several lines below
their field. site_overrides/assets/form/emitter.js writes the same bytes; tests/test_emitter.py holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from course_catalogue.file_bytes import FORBIDDEN, one_line_end
from course_catalogue.scalars import is_ambiguous, plain_value
from course_catalogue.schemas import Schemas

LINE = 100
"""Characters of a line up to which a list stands on one line."""

_SHORT = 24
"""Characters of a word up to which a list of such words may stand on one line."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<.+0-9](?:[^\n\t:#]|:(?=[^\s\n])|(?<! )#)*\Z")
"""Surely a text wherever it stands in a block; what begins like a number or a sign is quoted rather than judged."""

_IN_BRACKETS = re.compile(r"[^,\[\]{}:#]*\Z")


def written(kind: str, path: PurePosixPath, data: Mapping[str, Any], schemas: Schemas) -> str:
    """The text of the file at `path` (from the project's root). `data` holds what JSON can, without null; see `cleaned`."""
    return first_line(kind, path) + "".join(f"{line}\n" for line in _mapping(data, schemas.by_name[kind], schemas))


def first_line(kind: str, path: PurePosixPath) -> str:
    """What tells an editor by which schema it may help."""
    up = "/".join([".."] * (len(path.parts) - 1))
    return f"# yaml-language-server: $schema={up}/schema/{kind}.schema.json\n"


def cleaned(text: str) -> str:
    """A text without the characters that no file may hold: line ends as one, a tab as a space, invisible ones left out."""
    return FORBIDDEN.sub("", one_line_end(text).replace("\t", " "))


def _mapping(data: Mapping[str, Any], schema: dict[str, Any], schemas: Schemas) -> Iterator[str]:
    """The lines of a mapping, without indentation."""
    properties = schemas.resolve(schema).get("properties", {})
    for name in sorted(data, key=list(properties).index) if set(data) <= set(properties) else data:
        yield from field_lines(_text(name), data[name], schemas.resolve(properties.get(name, {})), schemas)


def field_lines(name: str, value: Any, schema: dict[str, Any], schemas: Schemas) -> Iterator[str]:
    """The lines of one field with its value, without indentation; `schema` is the value's."""
    if isinstance(value, Mapping) and value:
        yield f"{name}:"
        yield from _indented(_mapping(value, schema, schemas))
    elif isinstance(value, str) and _is_block(value):
        yield from _block(f"{name}:", value)
    elif isinstance(value, list | tuple) and (line := _on_one_line(value)) is None:
        yield f"{name}:"
        yield from _indented(_items(value, schema, schemas))
    elif isinstance(value, list | tuple):
        yield f"{name}: {line}"
    else:
        yield f"{name}: {_scalar(value)}"


def _items(values: Sequence[Any], schema: dict[str, Any], schemas: Schemas) -> Iterator[str]:
    item = schemas.resolve(schema.get("items", {}))
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(value, item, schemas)
            yield f"- {first}"
            yield from _indented(rest)
        elif isinstance(value, str) and _is_block(value):
            yield from _block("-", value)
        elif isinstance(value, list | tuple):
            yield f"- {_brackets(value)}"
        else:
            yield f"- {_scalar(value)}"


def _indented(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {line}" if line else ""


def _on_one_line(values: Sequence[Any]) -> str | None:
    """A list of numbers, short words or such lists in brackets; None where it takes more room."""
    line = _brackets(values) if all(_is_short(value) for value in values) else ""
    return line if line and (len(line) <= LINE or not any(isinstance(value, str) for value in values)) else None


def _is_short(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= _SHORT and "\n" not in value
    return not isinstance(value, Mapping) and (
        not isinstance(value, list | tuple) or all(_is_short(item) for item in value)
    )


def _brackets(values: Sequence[Any]) -> str:
    return f"[{', '.join(_bracketed(value) for value in values)}]"


def _bracketed(value: Any) -> str:
    if isinstance(value, list | tuple):
        return _brackets(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_bracketed(name)}: {_bracketed(part)}" for name, part in value.items()) + "}"
    if isinstance(value, str) and not _IN_BRACKETS.match(value):
        return _quoted(value)
    return _scalar(value)


def _is_block(text: str) -> bool:
    """Several lines that a block of text gives back as they are: it begins with no space, and ends with one line end or none."""
    lines = text.removesuffix("\n").split("\n")
    return len(lines) > 1 and lines[0][:1] not in ("", " ") and lines[-1].strip() != "" and not lines[-1].endswith(" ")


def _block(opening: str, text: str) -> Iterator[str]:
    yield f"{opening} |" if text.endswith("\n") else f"{opening} |-"
    yield from _indented(text.removesuffix("\n").split("\n"))


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{}"
    return _number(value)


def _number(value: float) -> str:
    """Without an exponent, which YAML readers do not agree about; a whole number without a point."""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(text: str) -> str:
    plain = _PLAIN.match(text) and text[-1:] not in (" ", ":") and plain_value(text) is text and not is_ambiguous(text)
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    """In single quotes, where nothing has a second meaning; texts of several lines in double ones."""
    if "\n" in text:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return "'" + text.replace("'", "''") + "'"
