"""What a file holds: plain data plus the place of every key and value."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol, cast

import msgspec

from course_catalogue.diagnostics import Diagnostic, Mark
from course_catalogue.scalar_places import part_of_scalar

MAX_FINDINGS = 100
"""Findings told of one file by one gate: nobody reads on, and a log is no place for 20,000."""

AND_MORE = "（后面没有再看，改好这些再检查）"
"""The end of the last finding where a gate stopped because it had told enough."""

type_name = {dict: "一组字段", list: "列表", str: "文字", bool: "true/false", int: "整数", float: "小数"}


class Source(msgspec.Struct, frozen=True):
    """A file as found: where it lies, what kind of record it should hold, and its bytes."""

    path: PurePosixPath
    kind: str
    content: bytes


class Marks:
    """Character positions of every node of a document, in the order of the text.

    Three numbers a node: where its key starts (where it is an item, itself), and where its value starts and ends.
    `text` is the file's.
    """

    __slots__ = ("_lines_begin", "path", "places", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.places: list[int] = []
        self._lines_begin: array[int] | None = None

    @property
    def _line_starts(self) -> array[int]:
        """Where each line begins; most files are never asked for a place."""
        if self._lines_begin is None:
            starts = [0]
            position = self.text.find("\n")
            while position >= 0:
                starts.append(position + 1)
                position = self.text.find("\n", position + 1)
            self._lines_begin = array("I", starts)
        return self._lines_begin

    @property
    def size(self) -> int:
        """How many values there are, groups and lists included."""
        return len(self.places) // 3

    def between(self, start: int, end: int) -> Mark:
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end))
        return Mark(self.path, line, column, end_line, end_column)

    def index(self, line: int, column: int) -> int:
        """The position in the text of a line and column."""
        return self._line_starts[min(line, len(self._line_starts)) - 1] + column - 1

    def line_range(self, line: int) -> tuple[int, int]:
        """Where a line starts, and where it ends before its line end."""
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        return self._line_starts[line - 1], end

    def of_value(self, node: int) -> Mark:
        return self.between(*self._value_range(node))

    def of_part(self, node: int, value: str, start: int, length: int) -> Mark:
        """The place of a part of a text; of the whole text where it cannot be told."""
        first, last = self._value_range(node)
        part = part_of_scalar(self.text[first:last], value, start, length)
        return self.between(first + part[0], first + part[1]) if part else self.between(first, last)

    def of_key(self, node: int, key: str) -> Mark:
        start = self.places[3 * node]
        return self.between(start, start + len(key))

    def _value_range(self, node: int) -> tuple[int, int]:
        return self.places[3 * node + 1], self.places[3 * node + 2]

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1


class EmptyKey(msgspec.Struct, frozen=True):
    """A key whose value is left empty: the steps to it, and where it stands."""

    steps: tuple[str | int, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data of one file (str, int, float, bool, list, dict) with its marks.

    A key whose value is left empty is absent from `data`: “not filled in yet”; `empty_keys` tells of it.
    """

    path: PurePosixPath
    kind: str
    data: dict[str, Any]
    marks: Marks
    empty_keys: tuple[EmptyKey, ...] = ()

    def mark(self, *steps: str | int) -> Mark:
        """The place of the value at `steps`, or of its nearest ancestor that exists."""
        found = self._find(steps)
        return self.marks.of_value(found[0])

    def part_mark(self, steps: tuple[str | int, ...], start: int, length: int) -> Mark:
        """The place of `length` characters from `start` on (0 is the first) of the text at `steps`.

        Right in plain, quoted and block scalars, behind escapes and over folded lines.
        """
        value = self.value(*steps)
        if not isinstance(value, str):
            return self.mark(*steps)
        return self.marks.of_part(self._find(steps)[0], value, start, length)

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text of the document with the steps to it, in the order of the file."""
        return _texts(self.data, ())

    def key_mark(self, *steps: str | int) -> Mark:
        """The place of the key (of the item, in a list) at `steps`."""
        node, last = self._find(steps)
        if isinstance(last, str):
            return self.marks.of_key(node, last)
        return self.marks.of_value(node)

    def value(self, *steps: str | int) -> Any:
        """The value at `steps`; None where there is none."""
        here: Any = self.data
        for step in steps:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def _find(self, steps: tuple[str | int, ...]) -> tuple[int, str | int | None]:
        node, here, last = 0, cast(Any, self.data), None
        for step in steps:
            child = node + 1
            items = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
            for key, value in items:
                if key == step:
                    node, here, last = child, value, step
                    break
                child += _node_count(value)
            else:
                return node, last
        return node, last


def _texts(value: Any, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*steps, index))


def _node_count(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_node_count, value.values()))
    if isinstance(value, list):
        return 1 + sum(map(_node_count, value))
    return 1


class Reading(msgspec.Struct, frozen=True):
    """What reading one file gave: a document unless an error forbids it, and all findings."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Shape(Protocol):
    """What the reader asks the schemas, so that its guess at a broken line is one that they bear out."""

    def at(self, kind: str, steps: Sequence[str | int]) -> dict[str, Any]:
        """The schema of the value at `steps`; an empty one where there is none."""

    def misfits(self, document: Document) -> int:
        """In how many places a document does not fit its schema."""

    @property
    def titles(self) -> frozenset[str]:
        """What the fields are called in Chinese."""
