"""The gates, in order: from a folder to a checked Catalogue, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import CatalogueError, Diagnostic, at_most, in_reading_order
from course_catalogue.documents import MAX_FINDINGS, Document, Source
from course_catalogue.file_rules import Row, check_rows, load_rows
from course_catalogue.model import Record, build_record
from course_catalogue.rules import CATALOGUE_RULES, RECORD_RULES
from course_catalogue.rules.due import Missing, check_due, missing_fields
from course_catalogue.schema_check import Schemas, check_shape, load_schemas
from course_catalogue.sources import Place, find_sources, read_source
from course_catalogue.strict_yaml import read_document
from course_catalogue.text_check import check_text, may_need_check
from course_catalogue.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Loaded:
    """`catalogue` holds what could be read; only when `is_sound` may it be built."""

    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]
    files: int

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.is_error)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if not item.is_error)

    @property
    def is_sound(self) -> bool:
        return not self.errors


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that the gates judge by, read from `schema/`."""

    schemas: Schemas
    rows: tuple[Row, ...]
    vocabulary: Vocabulary


def load_rulebook(root: Path) -> Rulebook:
    return Rulebook(load_schemas(root), load_rows(root), load_vocabulary(root))


def load_catalogue(
    root: Path,
    today: date,
    rulebook: Rulebook | None = None,
    changes: Mapping[str, date] | None = None,
    read: Callable[[Path, Place], Source] = read_source,
) -> Loaded:
    """Read, check and assemble everything below `root`, as of `today`.

    `read` gives the bytes of a file: those on the disk, or those that it would have after a change.
    `changes` gives the date of a file's last change, by path, for records that do not state `updated`.

    A file that fails a gate is left out of the later ones, so that one broken file neither hides
    the findings of the others nor makes them up.
    """
    book = rulebook or load_rulebook(root)
    found = find_sources(root)
    diagnostics: list[Diagnostic] = list(found.diagnostics)
    records: list[Record] = []
    missing: dict[str, Missing] = {}
    unreadable: set[str] = {_key(item.mark.path) for item in found.diagnostics}
    unreadable |= {f"{item.mark.path}/" for item in found.diagnostics if item.code == "symbolic-link"}
    for place in found.places:
        source = read(root, place)
        reading = read_document(source, book.schemas)
        document = reading.document
        misfits = check_shape(document, book.schemas) if document else []
        diagnostics.extend((*reading.diagnostics, *misfits))
        if document is None or any(item.is_error for item in misfits):
            unreadable.add(_key(place.path.as_posix()))
            continue
        changed = (changes or {}).get(place.path.as_posix())
        record = build_record(document, partial(_read_again, root, place, read), changed)
        diagnostics.extend(_check_record(document, record, source, book, today))
        missing[record.key] = missing_fields(document, book.schemas)
        record.origin.release()
        records.append(record)
    catalogue = assemble(records, book.vocabulary, today, frozenset(unreadable))
    for rule in CATALOGUE_RULES:
        diagnostics.extend(rule.check(catalogue, book.schemas.readable))
    diagnostics.extend(check_due(catalogue, missing))
    return Loaded(catalogue, tuple(in_reading_order(diagnostics)), len(found.places))


def _check_record(document: Document, record: Record, source: Source, book: Rulebook, today: date) -> list[Diagnostic]:
    """Everything that can be said of one record alone, while its document is in memory; at most MAX_FINDINGS."""
    return at_most(list(_findings(document, record, source, book, today)), MAX_FINDINGS)


def _findings(document: Document, record: Record, source: Source, book: Rulebook, today: date) -> Iterator[Diagnostic]:
    yield from check_rows(document, book.rows, book.vocabulary.thresholds, book.schemas.readable)
    if may_need_check(source.content):
        yield from check_text(document, book.schemas)
    alone = assemble([record], book.vocabulary, today)
    for rule in RECORD_RULES:
        yield from rule.check(alone, book.schemas.readable)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one file without the others; `gates` counts those that it passed: bytes, grammar, shape."""

    gates: int
    findings: tuple[Diagnostic, ...]


def check_alone(source: Source, book: Rulebook, today: date) -> Judged:
    """Judge one file by itself."""
    reading = read_document(source, book.schemas)
    document = reading.document
    if document is None:
        only_bytes = all(CODES[item.code].family == "bytes" for item in reading.diagnostics)
        return Judged(0 if only_bytes else 1, reading.diagnostics)
    misfits = check_shape(document, book.schemas)
    if any(item.is_error for item in misfits):
        return Judged(2, tuple(misfits))
    return Judged(3, (*misfits, *_check_record(document, build_record(document), source, book, today)))


def _read_again(root: Path, place: Place, read: Callable[[Path, Place], Source]) -> Document:
    document = read_document(read(root, place)).document
    if document is None:
        raise CatalogueError(f"{place.path} 在检查的时候被改动了，请再运行一次")
    return document


def _key(path: str) -> str:
    """The key of the record that a file would hold; that of `course.yaml` or `Course.YML`, too, which is told as misplaced."""
    pure = PurePosixPath(path)
    name = pure.name.split(".")[0].casefold()
    is_record = pure.parts[0] != "reviews" and name in ("course", "provider", "base") and pure.suffix
    return pure.parent.as_posix() if is_record else pure.with_suffix("").as_posix()
