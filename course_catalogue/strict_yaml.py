"""Gate 1: read strict YAML to plain data plus the place of every key and value.

PyYAML's event stream feeds a small builder; what YAML 1.1 and 1.2 read differently is refused there.
"""

from __future__ import annotations

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.documents import Document, Marks, Reading, Shape, Source
from course_catalogue.file_bytes import decode, forbidden_characters
from course_catalogue.yaml_builder import Built, build


def read_document(source: Source, shape: Shape | None = None) -> Reading:
    """Gate 1: bytes to a Document. Every fault found is a Diagnostic; nothing is skipped.

    `shape` bears out guesses at what a broken line was meant to be; without it the likeliest is told. What guesses
    is imported for a file with a fault only: most checks meet none.
    """
    path = source.path.as_posix()
    text = decode(path, source.content)
    if isinstance(text, Diagnostic):
        return Reading(None, (text,))
    marks = Marks(path, text)
    findings = tuple(forbidden_characters(marks, text))
    if "\t" in text:
        findings += _tabs(source, marks, text, shape)
    if findings:
        return Reading(None, findings)
    built = build(source.kind, marks, text, shape)
    if built.data is not None and not built.findings and built.broken is None:
        return Reading(Document(source.path, source.kind, built.data, marks, built.empty_keys))
    return _faulty(source, marks, text, built, shape)


def read_at_once(source: Source) -> Document | None:
    """The document of a text that has no fault; None where there is any. Guesses at what it may be are not made."""
    path = source.path.as_posix()
    text = decode(path, source.content)
    if isinstance(text, Diagnostic) or "\t" in text:
        return None
    marks = Marks(path, text)
    if next(forbidden_characters(marks, text), None):
        return None
    built = build(source.kind, marks, text)
    if built.data is None or built.findings or built.broken is not None:
        return None
    return Document(source.path, source.kind, built.data, marks, built.empty_keys)


def _tabs(source: Source, marks: Marks, text: str, shape: Shape | None) -> tuple[Diagnostic, ...]:
    from course_catalogue.file_bytes import tabs_outside
    from course_catalogue.pasted_tables import pasted_tables, told_tables

    tables = [(table.first, table.last) for table in pasted_tables(text)]
    return (*told_tables(source, marks, text, shape), *tabs_outside(marks, text, tables))


def _faulty(source: Source, marks: Marks, text: str, built: Built, shape: Shape | None) -> Reading:
    from course_catalogue.glued_lines import glued_lines
    from course_catalogue.grammar import broken_grammar, misplaced

    if built.data is None and (glued := glued_lines(source.kind, marks, text, built)):
        return Reading(None, tuple(glued))
    if built.broken is not None:
        return Reading(None, tuple(broken_grammar(source, text, built, shape)))
    moved = misplaced(source, text, built, shape) if built.data is not None else None
    return Reading(None, tuple(moved or built.findings))
