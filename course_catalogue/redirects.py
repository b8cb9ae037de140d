"""Old addresses that stay alive: `former_ids` lead them to the record that had them."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyPublished, Base, Provider


def redirects(catalogue: Catalogue) -> Iterator[tuple[str, AnyPublished]]:
    """(former key, the record it means now); what lay below a renamed provider or base moved with it."""
    for record in catalogue.records.values():
        folder = record.key.rsplit("/", 1)[0]
        for former in record.former_ids:
            yield f"{folder}/{former}", record
            if isinstance(record, Provider | Base):
                for course in catalogue.courses_of(record):
                    below = course.key.removeprefix(record.key)
                    yield f"{folder}/{former}{below}", course
                    rest = below.rsplit("/", 1)[0]
                    yield from ((f"{folder}/{former}{rest}/{old}", course) for old in course.former_ids)
