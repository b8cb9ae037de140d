"""What is certain of a file that has errors: the later gates on what is sound of it, in the same run.

Where a finding has an edit, the file is judged as it would be with it. Of a field that is written twice either place may be
the one that goes: what both ways have in common is certain. What is wrong and has no edit is UNSOUND: rules that read it say
nothing. So one fault hides as little as can be, and makes nothing up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, product

from course_catalogue.diagnostics import Diagnostic, Edit, Mark
from course_catalogue.documents import Document, Marks, Reading, Source
from course_catalogue.file_bytes import readable_text
from course_catalogue.mended_text import MendedText, mended_by
from course_catalogue.model import Record
from course_catalogue.rules.due import certainly_due
from course_catalogue.rules.waivers import kept_in
from course_catalogue.schema_check import Schemas, check_shape
from course_catalogue.sound_parts import sound_parts
from course_catalogue.strict_yaml import read_document

Rules = Callable[[Document, Record], Iterator[Diagnostic]]
"""The rows, checks and rules on one document and its record."""

_MOST_ROUNDS = 3
_LONGEST = 200_000
"""Characters of a file; no course is as long, and a broken one costs many readings."""
_MOST_WAYS = 4
"""Ways to mend a file that are tried: two fields may be written twice."""
_LIKELY = ("not-in-list",)
"""Codes whose edits are the nearest of several words: good to offer, not to judge by."""


def beyond_reading(
    source: Source, reading: Reading, numbers: list[Diagnostic], schemas: Schemas, rules: Rules
) -> Iterator[Diagnostic]:
    """What is told of a file that cannot be read besides `reading` and personal `numbers`: all gates' findings on it with
    the edits put in."""
    marks = Marks(source.path.as_posix(), readable_text(source.content))
    choices = product(*(_ways(marks, item) for item in reading.diagnostics))
    ways = [tuple(map(_with_edits, reading.diagnostics, edits)) for edits in islice(choices, _MOST_WAYS + 1)]
    if not ways or len(ways) > _MOST_WAYS:
        ways = [reading.diagnostics]
    first, *others = (list(_beyond(source, found, numbers, schemas, rules)) for found in ways)
    yield from (item for item in first if all(any(_is_same(item, one) for one in other) for other in others))


def _ways(marks: Marks, item: Diagnostic) -> list[tuple[Edit, ...]]:
    """The edits that may mend a finding: its own, or of a field that stands twice those that take out the one or the other."""
    if item.edits or item.code != "duplicate-key":
        return [item.edits]
    places = [_entry(marks, mark) for mark in (item.related[0].mark, item.mark)]
    return [(Edit(place, ""),) for place in places if place is not None] if None not in places else []


def _entry(marks: Marks, key: Mark) -> Mark | None:
    """The lines of a key and of what stands below it; None of one that begins an item of a list, or is the second in it:
    it may be that of an item whose first line is missing.
    """
    lines = marks.text.split("\n")
    depth = key.column - 1
    if lines[key.line - 1][:depth].strip():
        return None
    above = next((line for line in reversed(lines[: key.line - 1]) if line.strip() and _depth(line) <= depth), "")
    if depth and above[:depth].strip(" ") == "-":
        return None
    end = key.line
    while end < len(lines) and (not lines[end].strip() or _depth(lines[end]) > depth or _is_item(lines[end], depth)):
        end += 1
    return marks.between(marks.index(key.line, 1), marks.index(end + 1, 1) if end < len(lines) else len(marks.text))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_item(line: str, depth: int) -> bool:
    return _depth(line) == depth and line.startswith("- ", depth)


def _with_edits(item: Diagnostic, edits: tuple[Edit, ...]) -> Diagnostic:
    return replace(item, edits=edits)


def _is_same(one: Diagnostic, other: Diagnostic) -> bool:
    return replace(one, edits=(), related=()) == replace(other, edits=(), related=())


def _beyond(
    source: Source, found: tuple[Diagnostic, ...], numbers: list[Diagnostic], schemas: Schemas, rules: Rules
) -> Iterator[Diagnostic]:
    """What shows when the edits of what was found are put in."""
    document, layers, shown = _readable(source, found, schemas)
    more = list(_on_other_lines([*found], shown))
    yield from more
    if document is None:
        return
    misfits = check_shape(document, schemas)
    later = (*misfits, *beyond_shape(document, misfits, schemas, rules))
    yield from _on_other_lines([*found, *numbers, *more], (_told(item, layers) for item in later))


def _readable(
    source: Source, found: tuple[Diagnostic, ...], schemas: Schemas
) -> tuple[Document | None, list[MendedText], list[Diagnostic]]:
    """The document that all edits make of a file, if they do; the way back; and what only showed on the way."""
    layers: list[MendedText] = []
    more: list[Diagnostic] = []
    marks = Marks(source.path.as_posix(), readable_text(source.content))
    while len(layers) < _MOST_ROUNDS and len(marks.text) <= _LONGEST and all(item.edits for item in found):
        mended = mended_by(marks, [item for item in found if item.text_edits])
        layers.append(mended)
        marks = mended.marks
        now = read_document(Source(source.path, source.kind, marks.text.encode()), schemas)
        if now.document is not None:
            return now.document, layers, more
        found = now.diagnostics
        more += [_told(item, layers) for item in found]
    return None, layers, more


def beyond_shape(document: Document, misfits: list[Diagnostic], schemas: Schemas, rules: Rules) -> Iterator[Diagnostic]:
    """Findings of the rules on what is sound of a document with misfits."""
    layers: list[MendedText] = []
    if any(item.is_error for item in misfits) and len(document.marks.text) <= _LONGEST:
        sure = [item for item in misfits if item.text_edits and item.code not in _LIKELY]
        mended = mended_by(document.marks, sure)
        source = Source(document.path, document.kind, mended.marks.text.encode())
        better = read_document(source, schemas).document if sure else None
        if better is not None and schemas.misfits(better) < schemas.misfits(document):
            document, layers = better, [mended]
    parts = sound_parts(document, schemas)
    if parts is not None:
        found = chain(rules(parts.document, parts.record), certainly_due(parts.record, parts.document, schemas))
        kept = kept_in(parts.record, found)
        yield from _on_other_lines(misfits, (_told(item, layers) for item in kept))


def _on_other_lines(told: list[Diagnostic], later: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings on lines of which nothing is told yet: what an edit leaves wrong in its line shows when it is made."""
    lines = {item.mark.line for item in told} | {edit.mark.line for item in told for edit in item.edits}
    return (item for item in later if item.mark.line not in lines)


def _told(item: Diagnostic, layers: list[MendedText]) -> Diagnostic:
    for layer in reversed(layers):
        item = layer.told(item)
    return item
