"""A course in five facts, for lists and search results (domain: price, refund, safety, staffing,
mode and validity stand on every card; more than five lines nobody reads on a phone)."""

from __future__ import annotations

from dataclasses import dataclass

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyCourse, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.parts import hazard_names

_HAZARDS_ON_A_CARD = 3
AWAITS_REVIEW = "待复核"
"""The mark of a listed course whose content changed after its approval."""


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` are at most five short phrases; `field` is the first field, for colour and icon."""

    href: str
    kind: str
    title: str
    by: str
    field: str
    facts: tuple[str, ...]
    level: str


def card_of(catalogue: Catalogue, course: AnyCourse) -> Card:
    fields = catalogue.fields_of(course)
    review = catalogue.review_of(course)
    return Card(
        href=addresses.page_of(course),
        kind=wording.kind_name(course),
        title=course.title,
        by=catalogue.owner_of(course).label,
        field=fields[0] if fields else "",
        facts=(
            wording.grades(course.grades),
            f"{_mode(course)} · {wording.duration(course)}",
            _price_and_refund(course),
            _staffing_and_safety(course),
            validity(catalogue, course),
        ),
        level=review.level if review and catalogue.state(course) is State.LISTED else "",
    )


def validity(catalogue: Catalogue, course: AnyCourse) -> str:
    """Until when the approval holds, or why it does not."""
    state = catalogue.state(course)
    review = catalogue.review_of(course)
    if state is State.LISTED and review and review.valid_until:
        mark = f"（{AWAITS_REVIEW}）" if catalogue.awaits_review(course) else ""
        return f"有效期至 {wording.chinese_date(review.valid_until)}{mark}"
    return state.value


def _mode(course: AnyCourse) -> str:
    match course:
        case SeriesCourse():
            return course.delivery
        case PremiumCourse():
            return course.type
        case ExtensionCourse():
            return course.mode


def _price_and_refund(course: AnyCourse) -> str:
    price = course.price
    words = (
        wording.series_price(course.price) if isinstance(course, SeriesCourse) else wording.visit_price(course.price)
    )
    if price is None or price.is_free:
        return words
    return f"{words} · {'可退费' if price.refund else '退费办法未写明'}"


def _staffing_and_safety(course: AnyCourse) -> str:
    match course:
        case SeriesCourse():
            staffing = f"{sum(staff.count for staff in course.staffing)} 名成人"
            names = course.hazards
        case PremiumCourse():
            staffing = f"每 {course.pupils_per_adult} 名学生 1 名成人" if course.pupils_per_adult else "师生比待定"
            names = hazard_names(course.hazards)
        case ExtensionCourse():
            staffing = f"一次最多 {course.capacity} 人" if course.capacity else "人数待定"
            names = hazard_names(course.hazards)
    return f"{staffing} · {'注意' + wording.hazards(names, _HAZARDS_ON_A_CARD) if names else '无特别危险源'}"
