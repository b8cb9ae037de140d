"""The catalogue before a change, made of the files that it did not touch and of what git holds of the others.

Nothing is checked out: changed files are read from git's objects. Both catalogues are judged by one rulebook on one
build date. The old one need not pass the gates: what cannot be read is left out and named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.documents import Source
from course_catalogue.field_changes import FieldChange, field_changes
from course_catalogue.git_tree import FileChange, changes_since, merge_base, read_objects
from course_catalogue.loading import Loaded, Rulebook
from course_catalogue.model import AnyPublished, Record, build_record
from course_catalogue.schema_check import check_shape
from course_catalogue.sources import Place, place_of
from course_catalogue.strict_yaml import read_document


@dataclass(frozen=True)
class Comparison:
    """`commit` is what the change started from; `unread` are course files of then, or of now, that could not be read."""

    commit: str
    files: tuple[FileChange, ...]
    before: Catalogue
    after: Catalogue
    unread: tuple[str, ...]
    _compared: dict[tuple[int, int], tuple[FieldChange, ...]] = field(default_factory=dict, init=False, repr=False)

    def fields(self, old: AnyPublished, new: AnyPublished) -> tuple[FieldChange, ...]:
        """What differs between two versions of a record; their files are read once, however often it is asked."""
        if old is new:
            return ()
        pair = id(old), id(new)
        if pair not in self._compared:
            before, after = _data(old), _data(new)
            self._compared[pair] = () if before == after else tuple(field_changes(before, after))
        return self._compared[pair]


def compare(root: Path, revision: str, loaded: Loaded, rulebook: Rulebook) -> Comparison:
    """What lies in `root` (already loaded), against where it went apart from `revision`; CatalogueError where git cannot tell."""
    commit = merge_base(root, revision)
    files = changes_since(root, commit)
    after = loaded.catalogue
    touched = {change.path for change in files}
    records: list[Record] = [
        record for record in (*after.records.values(), *after.reviews.values()) if record.origin.name not in touched
    ]
    old = {change: place for change in files if change.was_file and (place := place_of(change.path))}
    contents = read_objects(root, (change.before for change in old))
    unread = []
    for change, place in old.items():
        record = _record(place, contents.get(change.before), rulebook)
        if record is None:
            unread.append(change.path)
        else:
            records.append(record)
    broken = {item.mark.path for item in loaded.errors} & {change.path for change in files if change.mode_after}
    now = {record.origin.name for record in (*after.records.values(), *after.reviews.values())}
    before = assemble(records, rulebook.vocabulary, after.today)
    return Comparison(commit, files, before, after, tuple(sorted({*unread, *(broken - now)})))


def _record(place: Place, content: bytes | None, rulebook: Rulebook) -> Record | None:
    """A record as it was; None where its file would not have been read."""
    if content is None:
        return None
    document = read_document(Source(place.path, place.kind, content)).document
    if document is None or any(item.is_error for item in check_shape(document, rulebook.schemas)):
        return None
    return build_record(document)


def _data(record: AnyPublished) -> dict[str, Any]:
    return record.origin.document.data
