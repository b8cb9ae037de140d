"""The gates, in order: from a folder to a checked Catalogue, or to everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import msgspec

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.codes import CODES
from course_catalogue.defects import Defects
from course_catalogue.diagnostics import (
    Diagnostic,
    Mark,
    at_most,
    at_most_of_each_file,
    in_reading_order,
    without_personal_numbers,
)
from course_catalogue.documents import MAX_FINDINGS, Document, Source
from course_catalogue.file_bytes import readable_text
from course_catalogue.file_rules import Row, check_rows, in_words_of, load_rows
from course_catalogue.model import Published, Record, build_record
from course_catalogue.picture_check import PictureFolders, picture_uses, unused_pictures, without_names_of_refused
from course_catalogue.pictures.gate import develop_pictures
from course_catalogue.printable import check_printable
from course_catalogue.privacy_check import check_numbers, check_persons, check_raw_numbers
from course_catalogue.quote_check import check_quotes
from course_catalogue.rules import CATALOGUE_RULES, RECORD_RULES
from course_catalogue.rules.due import Missing, check_due, missing_fields
from course_catalogue.rules.waivers import with_waivers
from course_catalogue.schema_check import Schemas, check_shape, load_schemas
from course_catalogue.sources import Read, find_sources, read_source
from course_catalogue.strict_yaml import read_document
from course_catalogue.text_check import check_text, text_mentions
from course_catalogue.texts import Texts
from course_catalogue.unsound import UnsoundRead
from course_catalogue.verdicts import Verdict, Verdicts, memory_of
from course_catalogue.vocabulary import Vocabulary, load_vocabulary
from course_catalogue.word_check import check_words


@dataclass(frozen=True, slots=True)
class Loaded:
    """`catalogue` holds what could be read; only when `is_sound` may it be built.

    `defects` are faults of this program, each told by a Diagnostic as well: they must not pass for faults of the content.
    """

    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]
    files: int
    defects: tuple[Exception, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.is_error)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Warnings that ask for something; those that their author keeps with a reason are `waived`."""
        return tuple(item for item in self.diagnostics if not item.is_error and not item.waiver)

    @property
    def waived(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.waiver)

    @property
    def is_sound(self) -> bool:
        return not self.errors


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that the gates judge by, read from `schema/`; `digest` stands for its bytes."""

    schemas: Schemas
    rows: tuple[Row, ...]
    vocabulary: Vocabulary
    digest: bytes


def load_rulebook(root: Path) -> Rulebook:
    digest = blake2b(digest_size=20)
    for path in sorted((root / "schema").rglob("*.*")):
        digest.update(b"%s\n%s" % (path.name.encode(), path.read_bytes() if path.is_file() else b""))
    vocabulary = load_vocabulary(root)
    return Rulebook(load_schemas(root), in_words_of(load_rows(root), vocabulary.blanks), vocabulary, digest.digest())


def load_catalogue(
    root: Path,
    today: date,
    rulebook: Rulebook | None = None,
    changes: Mapping[str, date] | None = None,
    *,
    remember: bool = False,
    read: Read = read_source,
) -> Loaded:
    """Read, check and assemble everything below `root`, as of `today`.

    `read` gives the bytes of a file: those on the disk, or those that it would have after a change.
    `changes` gives the date of a file's last change, by path, for records that do not state `updated`.
    With `remember` files that have not changed since the last run are not judged again.

    A file that fails a gate gives no record, and of the later gates only what is certain, so that one
    broken file neither hides findings nor makes any up.
    """
    with _uncollected():
        book = rulebook or load_rulebook(root)
        memory = memory_of(root, book.digest) if remember else None
        return _load(root, today, book, changes or {}, Verdicts(root, memory, read))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: records have none, and looking for some takes a fifth of a warm check."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(root: Path, today: date, book: Rulebook, changes: Mapping[str, date], verdicts: Verdicts) -> Loaded:
    found = find_sources(root)
    developed = develop_pictures(root, found.pictures)
    diagnostics: list[Diagnostic] = [*found.diagnostics, *developed.diagnostics]
    folders = PictureFolders(found)
    records: list[Record] = []
    missing: dict[str, Missing] = {}
    unreadable: set[str] = {_key(item.mark.path) for item in found.diagnostics if not item.code.startswith("image-")}
    unreadable |= {f"{item.mark.path}/" for item in found.diagnostics if item.code == "symbolic-link"}
    defects = Defects(diagnostics)
    for place in found.places:
        record = None
        with defects.told_at(Mark(place.name)):
            verdict = verdicts.of(place, lambda source: judge(source, book))
            record = verdict.record
            diagnostics.extend(verdict.findings)
        if record is None:
            unreadable.add(_key(place.name))
            continue
        diagnostics.extend(folders.check(record.origin, verdict.picture_uses, book.schemas))
        missing[record.key] = verdict.missing
        records.append(_dated(record, changes))
    verdicts.save()
    catalogue = assemble(records, book.vocabulary, today, frozenset(unreadable), folders.shown(developed.pictures))
    for rule in CATALOGUE_RULES:
        with defects.told_at(rule.mark):
            diagnostics.extend(rule.check(catalogue, book.schemas.readable))
    diagnostics.extend(check_due(catalogue, missing))
    diagnostics.extend(unused_pictures(developed.paths, frozenset(folders.used), catalogue.unreadable))
    diagnostics = without_rechecks_to_come(diagnostics)
    diagnostics = without_names_of_refused(diagnostics)
    kept = at_most_of_each_file(with_waivers(diagnostics, catalogue, book.schemas.readable), MAX_FINDINGS)
    told = in_reading_order(kept)
    return Loaded(catalogue, tuple(map(without_personal_numbers, told)), len(found.places), tuple(defects.faults))


def without_rechecks_to_come(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """While a file has errors, its author is to mend them; what a maintainer is to look at is told of what is mended."""
    faulty = {item.mark.path for item in diagnostics if item.is_error}
    return [item for item in diagnostics if item.code not in _RECHECKS or item.mark.path not in faulty]


_RECHECKS = ("changed-after-approval", "approval-not-pinned")


def judge(source: Source, book: Rulebook) -> Verdict:
    """All gates on one file: what follows from it alone, whatever the date and the other files."""
    reading = read_document(source, book.schemas)
    document = reading.document
    if document is None:
        only_bytes = all(CODES[item.code].family == "bytes" for item in reading.diagnostics)
        numbers = list(check_raw_numbers(source.path.as_posix(), readable_text(source.content)))
        from course_catalogue.certain import beyond_reading  # most runs meet no broken file

        certain = beyond_reading(source, reading, numbers, book.schemas, partial(_check_record, book=book))
        told = (*reading.diagnostics, *numbers)
        return Verdict((*told, *at_most(list(certain), MAX_FINDINGS)), gates=0 if only_bytes else 1)
    misfits = check_shape(document, book.schemas)
    misspelt = [item.mark for item in misfits if item.code in ("wrong-format", "not-in-list")]
    texts = Texts(document)
    told = (*reading.diagnostics, *misfits, *check_numbers(document, texts, book.schemas, misspelt))
    if any(item.is_error for item in misfits):
        from course_catalogue.certain import beyond_shape

        certain = beyond_shape(document, misfits, book.schemas, partial(_check_record, book=book))
        return Verdict((*told, *at_most(list(certain), MAX_FINDINGS)), gates=2)
    mentions = text_mentions(document, texts, book.schemas)
    links = tuple((steps, item.start, item.target) for steps, item in mentions if item.kind == "record")
    record = build_record(document, links)
    return Verdict(
        findings=(*told, *at_most(list(_check_record(document, record, book, texts)), MAX_FINDINGS)),
        record=record,
        missing=missing_fields(document, book.schemas),
        picture_uses=picture_uses(document, mentions),
    )


def _check_record(
    document: Document, record: Record, book: Rulebook, texts: Texts | None = None
) -> Iterator[Diagnostic]:
    """Everything that can be said of one record alone, while its document is in memory."""
    texts = texts or Texts(document)
    yield from check_rows(document, book.rows, book.vocabulary.thresholds, book.schemas.readable)
    yield from check_text(document, texts, book.schemas)
    yield from check_printable(document, texts, book.schemas)
    yield from check_words(document, texts, book.schemas, book.vocabulary.words)
    yield from check_quotes(document, texts, book.schemas)
    yield from check_persons(document, texts, book.schemas, book.vocabulary.words.persons)
    alone = assemble([record], book.vocabulary, date.min)
    for rule in RECORD_RULES:
        try:
            yield from rule.check(alone, book.schemas.readable)
        except (UnsoundRead, TypeError):  # it reads a value that is wrong itself; C code says TypeError then
            if type(document) is Document:
                raise


def _dated(record: Record, changes: Mapping[str, date]) -> Record:
    """The record with the date of its file's last change, where it does not state one itself."""
    changed = changes.get(record.origin.name)
    if changed is None or not isinstance(record, Published) or record.updated is not None:
        return record
    return msgspec.structs.replace(record, updated=changed)


def _key(path: str) -> str:
    """The key of the record that a file would hold; that of `course.yaml` or `Course.YML`, too, which is told as misplaced."""
    pure = PurePosixPath(path)
    name = pure.name.split(".")[0].casefold()
    is_record = pure.parts[0] != "reviews" and name in ("course", "provider", "base") and pure.suffix
    return pure.parent.as_posix() if is_record else pure.with_suffix("").as_posix()
