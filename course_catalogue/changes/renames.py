"""Records that are gone, and the new ones that took their place: what is the same under another id."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyPublished, Course

_SAME = 0.6
"""The share of equal digests from which two records are the same one under two names."""


def gone_records(before: Catalogue, after: Catalogue) -> tuple[AnyPublished, ...]:
    """Records that were there and are not, be it in a file that cannot be read."""
    return tuple(record for key, record in before.records.items() if not after.is_known(key))


def new_records(before: Catalogue, after: Catalogue) -> tuple[AnyPublished, ...]:
    return tuple(record for key, record in after.records.items() if key not in before.records)


def successors(before: Catalogue, after: Catalogue) -> dict[str, AnyPublished]:
    """The new record of each gone one's key, where there is one: by `former_ids`, its title, or its content."""
    free = {record.key: record for record in new_records(before, after)}
    found: dict[str, AnyPublished] = {}
    gone = gone_records(before, after)
    for record in sorted(gone, key=lambda item: (isinstance(item, Course), item.key)):
        candidates = [other for other in free.values() if other.origin.kind == record.origin.kind]
        best = max(candidates, key=lambda other: _closeness(record, other, found), default=None)
        if best is not None and _closeness(record, best, found) > 0:
            found[record.key] = free.pop(best.key)
    return found


def _closeness(old: AnyPublished, new: AnyPublished, found: dict[str, AnyPublished]) -> float:
    """Above 0 where `new` may be `old` under another name, the more the surer."""
    folder = old.key.rsplit("/", 1)[0]
    if (
        isinstance(old, Course)
        and old.owner in found
        and found[old.owner].key + old.key.removeprefix(old.owner) == new.key
    ):
        return 4
    if new.key.rsplit("/", 1)[0] == folder and old.id in new.former_ids:
        return 3
    if new.title == old.title:
        return 2
    share = len(set(old.digests) & set(new.digests)) / max(len(old.digests), 1)
    return share if share >= _SAME else 0


def gone_at_the_top(before: Catalogue, after: Catalogue) -> Iterator[AnyPublished]:
    """Gone records, without the courses that went with their provider or base."""
    gone = gone_records(before, after)
    owners = {record.key for record in gone}
    for record in gone:
        if not (isinstance(record, Course) and record.owner in owners):
            yield record
