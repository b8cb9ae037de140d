"""Approved records that a change alters, with the fields to their depth: they become 待复核."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from course_catalogue.catalogue import APPROVED_STATES
from course_catalogue.changes.comparison import Comparison
from course_catalogue.content_digest import Steps, changed_fields
from course_catalogue.model import AnyPublished
from course_catalogue.schema_check import Schemas
from course_catalogue.sources import place_of


@dataclass(frozen=True, slots=True)
class Recheck:
    """`fields` are readable names; where the review is not `pinned`, only the change itself can tell of it."""

    record: AnyPublished
    fields: tuple[str, ...]
    pinned: bool


def rechecks(comparison: Comparison, schemas: Schemas) -> Iterator[Recheck]:
    """Each record that was as reviewed before the change and is not any more."""
    beside: dict[str, list[str]] = {}
    for change in comparison.files:
        if place_of(change.path) is None:
            folder, _, name = change.path.rpartition("/")
            beside.setdefault(folder, []).append(name)
    for key, new in comparison.after.records.items():
        old = comparison.before.records.get(key)
        if old is None or comparison.before.awaits_review(old):
            continue
        pinned = comparison.after.changes_since_review(new)
        first = pinned or _unpinned(comparison, old, new)
        order = [steps[0] for steps in first]
        fields = [change.steps for change in comparison.fields(old, new) if change.steps[0] in order]
        fields.sort(key=lambda steps: order.index(steps[0]))
        names = dict.fromkeys(schemas.readable(new.origin.kind, steps) for steps in fields or first)
        names |= dict.fromkeys(f"文件 {name}" for name in _files_beside(comparison, new, beside))
        if names:
            yield Recheck(new, tuple(names), bool(pinned))


def _files_beside(comparison: Comparison, record: AnyPublished, touched: dict[str, list[str]]) -> list[str]:
    """Pictures and other files in the folder of an approved record that the change touches: no review pins them."""
    beside = touched.get(record.key, [])
    if not beside:
        return []
    review = comparison.after.review_of(record)
    if review is None or review.decision != "approved" or comparison.after.state(record) not in APPROVED_STATES:
        return []
    return beside


def _unpinned(comparison: Comparison, old: AnyPublished, new: AnyPublished) -> tuple[Steps, ...]:
    """What changed in a record whose approval, itself untouched, does not hold what it approved."""
    review = comparison.after.review_of(new)
    if old is new or review is None or review is not comparison.before.review_of(old):
        return ()
    if review.decision != "approved" or review.reviewed_content:
        return ()
    return changed_fields(new.digests, old.digests) if comparison.after.state(new) in APPROVED_STATES else ()
