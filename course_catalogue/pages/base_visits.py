"""A base as a visitor plans a trip: when it is open, how early to book, how to get there, and what it offers when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import Base, BaseCourse, ExtensionCourse, PremiumCourse
from course_catalogue.pages.standing import Tally, tally, until_of
from course_catalogue.parts import WEEKDAYS
from course_catalogue.vocabulary import stages_of

SEASONS = ("春季", "夏季", "秋季", "冬季")
_OUTDOOR_HAZARD = "户外天气"
RAIN_PLANNED, RAIN_ASK, RAIN_NOTHING = "有雨天安排", "有户外环节，先问基地", "未列户外环节"
"""What a course says of rain: it has a plan; it declares outdoor weather as a hazard and has none; neither."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """`week` has the opening times of every day (08:30～16:30), none where it is closed, and is empty where nobody has
    said; `opening` says the same in one line. Every text is "" where it is not known."""

    week: tuple[tuple[str, tuple[str, ...]], ...]
    opening: str
    closed_days: str
    lead: str
    channel: str
    route: str


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A listed course of a base; `until` is the ISO day on which its approval ends."""

    href: str
    title: str
    kind: str
    grades: str
    duration: str
    season_words: str
    rain: str
    until: str


@dataclass(frozen=True, slots=True)
class BaseOffer:
    """What a base offers: each course, and how many by season, by stage, and on a rainy day."""

    lines: tuple[OfferLine, ...]
    by_season: tuple[tuple[str, Tally], ...]
    by_stage: tuple[tuple[str, Tally], ...]
    rainy: Tally
    total: Tally


def visit_facts(base: Base) -> VisitFacts:
    hours: dict[str, list[str]] = {day: [] for day in WEEKDAYS}
    for item in base.opening_hours:
        for day in item.days:
            hours[day].append(f"{item.opens}～{item.closes}")
    week = tuple((day, tuple(sorted(times))) for day, times in hours.items()) if base.opening_hours else ()
    lead = base.booking.lead_days
    return VisitFacts(
        week,
        _opening(week),
        base.closed_days,
        "" if lead is None else f"至少提前 {lead} 天预约" if lead else "当天可以预约",
        base.booking.channel,
        base.transport,
    )


def _opening(week: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """“周二～周五 08:30～16:30，周六 09:00～16:00”: days that follow each other with the same times are joined."""
    runs: list[tuple[list[str], tuple[str, ...]]] = []
    for day, times in week:
        if runs and runs[-1][1] == times:
            runs[-1][0].append(day)
        else:
            runs.append(([day], times))
    return "，".join(f"{_days(days)} {'、'.join(times)}" for days, times in runs if times)


def _days(days: list[str]) -> str:
    if len(days) == len(WEEKDAYS):
        return "每天"
    return days[0] if len(days) == 1 else f"{days[0]}{'、' if len(days) == 2 else '～'}{days[-1]}"


def listed_courses(catalogue: Catalogue, base: Base) -> tuple[BaseCourse, ...]:
    """The listed courses of a base."""
    courses = (course for course in catalogue.courses_of(base) if isinstance(course, PremiumCourse | ExtensionCourse))
    return tuple(
        course for course in courses if catalogue.state(course) is State.LISTED and catalogue.is_public(course)
    )


def base_offer(catalogue: Catalogue, courses: Iterable[BaseCourse]) -> BaseOffer:
    """`courses` are the listed ones of a base."""
    courses = tuple(courses)
    by_stage = (
        (label, tally(catalogue, [course for course in courses if stage in stages_of(course.grades)]))
        for stage, label in wording.STAGE_LABELS.items()
    )
    return BaseOffer(
        tuple(_offer_line(catalogue, course) for course in courses),
        tuple(
            (season, tally(catalogue, [course for course in courses if season in _seasons(course)]))
            for season in SEASONS
        ),
        tuple((label, count) for label, count in by_stage if count),
        tally(catalogue, [course for course in courses if rain_words(course) != RAIN_ASK]),
        tally(catalogue, courses),
    )


def rain_words(course: BaseCourse) -> str:
    """No text is interpreted: a rain plan is a field, and an outdoor part is declared as a hazard."""
    if isinstance(course, PremiumCourse) and course.rain_plan:
        return RAIN_PLANNED
    is_outdoors = any(hazard.kind == _OUTDOOR_HAZARD for hazard in course.hazards)
    return RAIN_ASK if is_outdoors else RAIN_NOTHING


def _seasons(course: BaseCourse) -> tuple[str, ...]:
    """A course that names none is given in all."""
    return course.seasons or SEASONS


def _offer_line(catalogue: Catalogue, course: BaseCourse) -> OfferLine:
    named = _seasons(course)
    return OfferLine(
        addresses.page_of(course),
        course.title,
        wording.kind_name(course),
        wording.grades(course.grades),
        wording.duration(course),
        "四季" if len(named) == len(SEASONS) else "".join(season[0] for season in SEASONS if season in named) + "季",
        rain_words(course),
        until_of(catalogue, course),
    )
