"""A course in one line: for lists that are longer than cards allow, or stand beside something else."""

from __future__ import annotations

from dataclasses import dataclass

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyCourse
from course_catalogue.pages.standing import until_of


@dataclass(frozen=True, slots=True)
class CourseLine:
    """`note` says what it is, for whom and by whom; `reason` why it stands here, "" where that is plain.

    `until` is the ISO day on which the approval ends, "" for never.
    """

    href: str
    title: str
    note: str
    until: str
    reason: str = ""


def course_line(catalogue: Catalogue, course: AnyCourse, reason: str = "") -> CourseLine:
    """The line of a listed course."""
    parts = (wording.kind_name(course), wording.grades(course.grades), catalogue.owner_of(course).label)
    return CourseLine(
        addresses.page_of(course),
        course.title,
        " · ".join(part for part in parts if part),
        until_of(catalogue, course),
        reason,
    )
