"""Pages that are published, but that no list of courses has: courses that ended, providers and bases.

    search/<version>/pages.js   [[title, address without “.html”, what it is and its state] …], loaded only when a query
                                finds too little

Who types the name of a course that is paused, or of a base that has no course yet, gets a link that says so.
"""

from __future__ import annotations

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyPublished, Base
from course_catalogue.search.encoding import one_line


def unlisted_pages(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Courses first, then bases and providers together, each by key (`bases/…` comes before `courses/…`)."""
    listed = {course.key for course in catalogue.listed}
    courses = sorted(
        (course for course in catalogue.public_courses if course.key not in listed), key=lambda course: course.key
    )
    owners = sorted(catalogue.public_owners, key=lambda owner: owner.key)
    return [
        *((one_line(course.title), _address(course), f"{_state(catalogue, course)}的课程") for course in courses),
        *((one_line(owner.name), _address(owner), _owner(catalogue, owner)) for owner in owners),
    ]


def _address(record: AnyPublished) -> str:
    return addresses.page_of(record).removesuffix(".html")


def _state(catalogue: Catalogue, record: AnyPublished) -> str:
    return str(catalogue.state(record).value)


def _owner(catalogue: Catalogue, owner: AnyPublished) -> str:
    kind = "基地" if isinstance(owner, Base) else "机构"
    has_ended = catalogue.state(owner) in (State.EXPIRED, State.SUSPENDED)
    return f"{kind}，{_state(catalogue, owner)}" if has_ended else kind
