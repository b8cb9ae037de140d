"""How far the programme is: the policy's targets that the catalogue can count, on its build date.

Only what is listed on the build date counts, and what repeats another course or session counts once. 待评审 is told beside it: a new course counts once it is approved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import SeriesCourse

MUNICIPAL_UP = ("国家级", "省级", "市级")
"""三（一）2 speaks of 市级以上学（协）会: courses of other providers are welcome and not counted."""


@dataclass(frozen=True, slots=True)
class Count:
    """`value` is in force, `waiting` would come on top once approved; `of` is out of how many, 0 where that says nothing."""

    value: int
    waiting: int = 0
    of: int = 0


def series(catalogue: Catalogue) -> Count:
    """Listed series courses of providers of the municipal level or above."""
    return Count(
        len(_series(catalogue, catalogue.listed)),
        len(_series(catalogue, (course for course in catalogue.series if catalogue.state(course) is State.SUBMITTED))),
    )


def series_sessions(catalogue: Catalogue) -> Count:
    """Listed series courses with 12 to 16 sessions."""
    limits = catalogue.vocabulary.thresholds
    counted = _series(catalogue, catalogue.listed)
    sessions = [catalogue.distinct_session_count(course) for course in counted]
    return Count(sum(limits.sessions_min <= count <= limits.sessions_max for count in sessions), of=len(counted))


def bases_with_premium(catalogue: Catalogue) -> Count:
    """Approved bases with enough premium courses in force."""
    quotas = [catalogue.quota_of(base) for base in catalogue.bases]
    approved = [quota for quota in quotas if quota.state is State.LISTED]
    return Count(sum(quota.premium_listed >= quota.premium_due for quota in approved), of=len(approved))


def bases_with_extension(catalogue: Catalogue) -> Count:
    """Approved bases with enough extension courses in force."""
    quotas = [catalogue.quota_of(base) for base in catalogue.bases]
    approved = [quota for quota in quotas if quota.state is State.LISTED]
    return Count(sum(quota.extension_listed >= quota.extension_due for quota in approved), of=len(approved))


def bases_meeting(catalogue: Catalogue) -> Count:
    """Approved bases that have both: enough premium and enough extension courses in force."""
    quotas = [catalogue.quota_of(base) for base in catalogue.bases]
    return Count(sum(quota.met for quota in quotas), of=sum(quota.state is State.LISTED for quota in quotas))


COUNTED: dict[str, Callable[[Catalogue], Count]] = {
    "series": series,
    "series-sessions": series_sessions,
    "base-premium": bases_with_premium,
    "base-extension": bases_with_extension,
}
"""By the target's id. All other targets need records that the catalogue does not hold yet (sessions given, schools, visits)."""


def _series(catalogue: Catalogue, courses: Iterable[object]) -> list[SeriesCourse]:
    return [
        course
        for course in courses
        if isinstance(course, SeriesCourse)
        and course.key not in catalogue.repeated_courses
        and course.owner in catalogue.records
        and catalogue.provider_of(course).level in MUNICIPAL_UP
    ]
