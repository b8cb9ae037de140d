"""Pin what was reviewed: write a record's digests into its review, so that a later change shows as 待复核.

A maintainer runs it after reading the record. Nothing else of the review is touched: comments and layout stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Source
from course_catalogue.model import AnyPublished, Review
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
        file = root / pin.review.origin.path
        with file.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        with file.open("w", encoding="utf-8", newline="") as opened:
            opened.write(pinned(text, pin.review.origin.path, pin.record.digests))
        words = f"，复核了：{'、'.join(pin.fields)}" if pin.fields else ""
        yield f"{key}：已固定评审时的内容（{pin.review.origin.path}）{words}"


def pinned(text: str, path: PurePosixPath, digests: tuple[str, ...]) -> str:
    """The text of a review with `digests` at its end, in place of those it had."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ending)
    document = read_document(Source(path, "review", text.encode())).document
    if document is None:
        raise CatalogueError(f"{path} 读不了，先运行 python build.py check")
    if _FIELD in document.data:
        first = document.key_mark(_FIELD).line
        last = document.mark(_FIELD, len(document.data[_FIELD]) - 1).end_line
        del lines[first - 1 : last]
    while lines and not lines[-1].strip():
        lines.pop()
    return ending.join((*lines, f"{_FIELD}:", *(f"  - {line}" for line in digests), ""))
