"""Records that become 待复核 by a change, with the fields to their depth."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.changes.comparison import Comparison
from course_catalogue.model import AnyPublished
from course_catalogue.schema_check import Schemas


def rechecks(comparison: Comparison, schemas: Schemas) -> Iterator[tuple[AnyPublished, tuple[str, ...]]]:
    """Each record that was as reviewed before the change and is not any more, and the readable names of what changed."""
    for key, new in comparison.after.records.items():
        old = comparison.before.records.get(key)
        first = comparison.after.changes_since_review(new)
        if old is None or not first or comparison.before.awaits_review(old):
            continue
        order = [steps[0] for steps in first]
        fields = [change.steps for change in comparison.fields(old, new) if change.steps[0] in order]
        fields.sort(key=lambda steps: order.index(steps[0]))
        names = dict.fromkeys(schemas.readable(new.origin.kind, steps) for steps in fields or first)
        yield new, tuple(names)
