"""A course in five facts, for lists and search results (domain: price, refund, safety, staffing,
mode and validity stand on every card; more than five lines nobody reads on a phone)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyCourse, AnyPublished, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.parts import hazard_names

_HAZARDS_ON_A_CARD = 3
AWAITS_REVIEW = "待复核"
"""The mark of a listed course whose content changed after its approval."""


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` are at most five short phrases; `field` is the first field, for colour and icon; `level` is the
    review's, in words that are not taken for the kind (精品研学). `until` is the ISO day on which the approval
    of a listed course ends."""

    href: str
    kind: str
    title: str
    by: str
    field: str
    facts: tuple[str, ...]
    level: str
    until: str = ""


def card_of(catalogue: Catalogue, course: AnyCourse) -> Card:
    fields = catalogue.fields_of(course)
    review = catalogue.review_of(course) if catalogue.state(course) is State.LISTED else None
    return Card(
        href=addresses.page_of(course),
        kind=wording.kind_name(course),
        title=course.title,
        by=catalogue.owner_of(course).label,
        field=fields[0] if fields else "",
        facts=(
            wording.grades(course.grades),
            f"{mode_of(course)} · {wording.duration(course)}",
            _price_and_refund(course),
            _staffing_and_safety(course),
            validity(catalogue, course),
        ),
        level=f"评审{review.level}" if review and review.level else "",
        until=review.valid_until.isoformat() if review and review.valid_until else "",
    )


def validity(catalogue: Catalogue, record: AnyPublished) -> str:
    """Until when the approval holds, or why it does not."""
    state = catalogue.state(record)
    review = catalogue.review_of(record)
    if state is State.LISTED and review and review.valid_until:
        mark = f"（{AWAITS_REVIEW}）" if catalogue.awaits_review(record) else ""
        return f"有效期至 {wording.chinese_date(review.valid_until)}{mark}"
    if state is State.EXPIRED and review and review.valid_until:
        return expired(review.valid_until)
    return state.value


def expired(day: date) -> str:
    """An approval that ended on `day`."""
    return f"{State.EXPIRED.value}（有效期至 {wording.chinese_date(day)}）"


def mode_of(course: AnyCourse) -> str:
    """How a course is given: the delivery of a series, the type of a study course, the mode of an extension course."""
    match course:
        case SeriesCourse():
            return course.delivery
        case PremiumCourse():
            return course.type
        case ExtensionCourse():
            return course.mode


def _price_and_refund(course: AnyCourse) -> str:
    """A card does not judge whether a refund is one: it says where the terms stand, or that there are none."""
    words = _price(course)
    if course.price is None or course.price.is_free:
        return words
    return f"{words} · {'退费见课程页' if course.price.refund else '退费办法未写明'}"


def _price(course: AnyCourse) -> str:
    if not isinstance(course, SeriesCourse):
        return "，".join(
            part for part in (wording.visit_price(course.price), wording.material_part(course.price)) if part
        )
    family = wording.family_part(course)
    return f"每生共 {wording.yuan(course.total_fee)}，{family}" if family else wording.series_price(course.price)


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
