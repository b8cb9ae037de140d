"""The gates, in order: from a folder to a checked Catalogue, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.diagnostics import Diagnostic, in_reading_order
from course_catalogue.documents import read_document
from course_catalogue.file_rules import Row, check_rows, load_rows
from course_catalogue.model import Record, build_record
from course_catalogue.rules import RULES
from course_catalogue.rules.due import check_due
from course_catalogue.schema_check import Schemas, check_shape, load_schemas
from course_catalogue.sources import find_sources, read_source
from course_catalogue.text_check import check_text
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


def load_catalogue(root: Path, today: date, rulebook: Rulebook | None = None) -> Loaded:
    """Read, check and assemble everything below `root`, as of `today`.

    A file that fails a gate is left out of the later ones, so that one broken file neither hides
    the findings of the others nor makes them up.
    """
    book = rulebook or load_rulebook(root)
    found = find_sources(root)
    diagnostics: list[Diagnostic] = list(found.diagnostics)
    records: list[Record] = []
    unreadable: set[str] = {_key(item.mark.path) for item in found.diagnostics}
    for place in found.places:
        reading = read_document(read_source(root, place))
        document = reading.document
        misfits = check_shape(document, book.schemas) if document else []
        diagnostics.extend((*reading.diagnostics, *misfits))
        if document is None or any(item.is_error for item in misfits):
            unreadable.add(_key(place.path.as_posix()))
            continue
        diagnostics.extend(check_rows(document, book.rows, book.vocabulary.thresholds, book.schemas.readable))
        diagnostics.extend(check_text(document, book.schemas))
        records.append(build_record(document))
    catalogue = assemble(records, book.vocabulary, today, frozenset(unreadable))
    diagnostics.extend(_check_together(catalogue, book))
    return Loaded(catalogue, tuple(in_reading_order(diagnostics)), len(found.places))


def _check_together(catalogue: Catalogue, book: Rulebook) -> Iterator[Diagnostic]:
    for rule in RULES:
        yield from rule.check(catalogue, book.schemas.readable)
    yield from check_due(catalogue, book.schemas)


def _key(path: str) -> str:
    """The key of the record that a file would hold."""
    pure = PurePosixPath(path)
    return pure.parent.as_posix() if pure.name in ("course.yml", "provider.yml", "base.yml") else pure.with_suffix("").as_posix()

