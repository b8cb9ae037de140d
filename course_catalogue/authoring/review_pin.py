"""Pin what was reviewed: write a record's digests into its review, so that a later change shows as 待复核.

A maintainer runs it after reading the record. Nothing else of the review is touched: comments and layout stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_catalogue.authoring.edits import apply_edits
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError, Edit, Mark
from course_catalogue.documents import Document, Source
from course_catalogue.model import AnyPublished, Review
from course_catalogue.output import rewrite_file
from course_catalogue.schema_check import Schemas
from course_catalogue.strict_yaml import read_document

_FIELD = "reviewed_content"


@dataclass(frozen=True, slots=True)
class Pin:
    """An approval and how its record stands to it: `fields` are readable names of what changed since."""

    record: AnyPublished
    review: Review
    fields: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        return not self.review.reviewed_content

    @property
    def is_current(self) -> bool:
        return not self.is_missing and not self.fields


def approvals(catalogue: Catalogue, schemas: Schemas) -> tuple[Pin, ...]:
    """Every approving review of a record that is there, by key."""
    return tuple(
        Pin(
            record,
            review,
            tuple(schemas.readable(record.origin.kind, steps) for steps in catalogue.changes_since_review(record)),
        )
        for key, review in catalogue.reviews.items()
        if review.decision == "approved" and (record := catalogue.records.get(key))
    )


def report(pins: Iterable[Pin]) -> Iterator[str]:
    """What waits for a maintainer's look."""
    waiting = [pin for pin in pins if not pin.is_current]
    if not waiting:
        yield "没有待复核的内容：通过评审的内容都与评审时相同。"
        return
    for pin in waiting:
        why = "评审没有固定当时的内容" if pin.is_missing else f"待复核，改动了：{'、'.join(pin.fields)}"
        yield f"{pin.record.key}  “{pin.record.title}”  {why}"
    yield ""
    yield "看过之后运行 python build.py review 编号，把现在的内容记为评审过的内容。"


def pin_reviews(root: Path, pins: tuple[Pin, ...], keys: tuple[str, ...]) -> Iterator[str]:
    """Write the digests of `keys` into their reviews; yields a line for each one. A key without approval: CatalogueError."""
    by_key = {pin.record.key: pin for pin in pins}
    keys = tuple(key.strip("/") for key in keys)  # which a shell adds when it completes a folder's name
    unknown = [key for key in keys if key not in by_key]
    if unknown:
        raise CatalogueError(
            f"没有通过评审的 {'、'.join(unknown)}；编号写作 courses/机构/课程，先写好 reviews/ 里的评审"
        )
    for key in keys:
        pin = by_key[key]
        if pin.is_current:
            yield f"{key}：没有改动，不用重新固定"
            continue
        path = pin.review.origin.path
        old = (root / path).read_bytes()
        rewrite_file(root / path, old, pinned(old, path, pin.record.digests))
        words = f"，复核了：{'、'.join(pin.fields)}" if pin.fields else ""
        yield f"{key}：已固定评审时的内容（{path}）{words}"


def pinned(content: bytes, path: PurePosixPath, digests: tuple[str, ...]) -> bytes:
    """A review with `digests` in place of those it had, or at its end; a CatalogueError where that cannot be done."""
    document = read_document(Source(path, "review", content)).document
    if document is None:
        raise CatalogueError(f"{path} 读不了，先运行 python build.py check")
    block = "\n".join((f"{_FIELD}:", *(f"  - {line}" for line in digests)))
    changed = apply_edits(content, [Edit(*_place(document, block))])
    again = read_document(Source(path, "review", changed or b"")).document
    if changed is None or again is None or again.data != {**document.data, _FIELD: list(digests)}:
        raise CatalogueError(
            f"{path} 里的 {_FIELD} 改不了，没有动它：请删去这个字段（连同下面的几行）和多余的“...”，再运行一次"
        )
    return changed


def _place(document: Document, block: str) -> tuple[Mark, str]:
    """What is to be replaced, and by what."""
    marks = document.marks
    if _FIELD in document.data:
        start, value = document.key_mark(_FIELD), document.mark(_FIELD)
        is_block = not marks.text.startswith("[", marks.index(value.line, value.column))
        return _from_to(start, document.mark(_FIELD, len(document.data[_FIELD]) - 1) if is_block else value), block
    for empty in document.empty_keys:
        if empty.steps == (_FIELD,):
            after = marks.text.index(":", marks.index(empty.mark.line, empty.mark.column)) + 1
            return _from_to(empty.mark, marks.between(after, after)), block
    end = marks.text.find("\n", len(marks.text.rstrip())) + 1
    if end:
        return marks.between(end, end), f"{block}\n"
    return marks.between(len(marks.text), len(marks.text)), f"\n{block}\n"


def _from_to(start: Mark, end: Mark) -> Mark:
    return Mark(start.path, start.line, start.column, end.end_line, end.end_column)
