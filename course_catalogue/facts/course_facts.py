"""The facts of one course by which a school judges whether it fits, and compares it with others.

assets/fit.js reads them; what is not known is left out. Money is yuan a pupil for the whole course, days are ISO.
"""

from __future__ import annotations

from typing import Any

from course_catalogue import addresses, richtext, wording
from course_catalogue.cards import card_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyCourse, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.parts import Consumable, Tool, hazard_names

Facts = dict[str, Any]
_SCHOOL = "学校"
_MOST_SUPPLIES = 12
"""A longer list is read on the course page."""


def fit_facts(catalogue: Catalogue, course: AnyCourse) -> Facts:
    """What fit and comparison need of a listed course; whatever is empty is left out."""
    card = card_of(catalogue, course)
    own = _series(catalogue, course) if isinstance(course, SeriesCourse) else _visit(catalogue, course)
    return _told(
        {
            "key": course.key,
            "href": addresses.page_of(course),
            "title": course.title,
            "kind": card.kind,
            "by": card.by,
            "field": card.field,
            "level": card.level,
            "until": card.until,
            "grades": sorted(course.grades),
            "gradeWords": wording.grades(course.grades),
            "duration": wording.duration(course),
            "districts": list(catalogue.districts_of(course)),
            **_price(course),
            **own,
        }
    )


def print_facts(course: AnyCourse) -> Facts:
    """The longer texts, which only the comparison and the printed choice handbook show; plain text."""
    safety = () if isinstance(course, ExtensionCourse) else course.safety.measures
    notes = course.safety_notes if isinstance(course, ExtensionCourse) else safety
    return _told(
        {
            "summary": richtext.to_plain(course.summary),
            "objectives": [objective.text for objective in course.objectives],
            "parts": _part_titles(course),
            "refund": course.price.refund if course.price else "",
            "payers": _payers(course),
            "safety": [richtext.to_plain(note) for note in notes],
            "insurance": "" if isinstance(course, ExtensionCourse) else course.safety.insurance,
            "apply": course.offer.how_to_apply if isinstance(course, SeriesCourse) else "",
        }
    )


def _told(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [], ())}


def _price(course: AnyCourse) -> Facts:
    """`price` is what a place costs, `family` what of it a family pays where somebody has said so."""
    if course.price is None:
        return {}
    if not isinstance(course, SeriesCourse):
        return {"price": course.price.total, "priceWords": wording.visit_price(course.price)}
    total = 0 if course.price.is_free else round(course.total_fee, 2)
    words = "免费" if course.price.is_free else f"每生共 {wording.yuan(total)}"
    return {"price": total, "priceWords": words, "family": course.family_fee}


def _series(catalogue: Catalogue, course: SeriesCourse) -> Facts:
    offer, size = course.offer, course.class_size
    every = len(catalogue.districts_of(course)) == len(catalogue.vocabulary.districts)
    return {
        "mode": course.delivery,
        "settings": list(course.settings),
        "size": [size.min, size.best, size.max] if size else None,
        "places": "全市" if every else "、".join(offer.districts),
        "zones": _zones_alone(catalogue, course),
        "terms": list(offer.terms),
        "days": list(offer.weekdays),
        "from": offer.from_date.isoformat() if offer.from_date else "",
        "classes": offer.classes_per_term,
        "leadWeeks": offer.lead_weeks,
        "rooms": list(course.venues),
        "alsoRooms": list(course.also_venues),
        "equipment": list(course.equipment),
        "schoolBrings": _school_brings(course.supplies),
        "staff": "、".join(f"{one.role} {one.count} 名（{one.supplied_by}）" for one in course.staffing),
        "hazards": list(course.hazards),
        "rural": course.suits_rural or None,
    }


def _zones_alone(catalogue: Catalogue, course: SeriesCourse) -> dict[str, str] | None:
    """By district code: the functional zone (高新区 …) that is all that the course serves of a district."""
    vocabulary, names = catalogue.vocabulary, course.offer.districts
    zones = {name for name in names if name in vocabulary.district_aliases}
    alone = {zone: vocabulary.district_aliases[zone] for zone in zones if "全市" not in names}
    return {
        code: "、".join(zone for zone in names if alone.get(zone) == district)
        for code, district in vocabulary.districts.items()
        if district in alone.values() and district not in names
    } or None


def _visit(catalogue: Catalogue, course: PremiumCourse | ExtensionCourse) -> Facts:
    base = catalogue.base_of(course)
    is_online = isinstance(course, ExtensionCourse) and course.is_online
    return {
        "mode": course.type if isinstance(course, PremiumCourse) else course.mode,
        "online": is_online or None,
        "equipment": ["网络"] if is_online else [],  # the school's own; anything else is at the base
        "size": _visit_size(course),
        "places": base.district.name if base.district else "",
        "address": base.address,
        "days": list(course.weekdays or base.open_days),
        "ownDays": bool(course.weekdays) or None,
        "seasons": list(course.seasons),
        "leadDays": base.booking.lead_days,
        "staff": _adults(course),
        "hazards": list(hazard_names(course.hazards)),
    }


def _visit_size(course: PremiumCourse | ExtensionCourse) -> list[int] | None:
    if isinstance(course, PremiumCourse):
        return [course.group.min, course.group.max, course.group.max] if course.group else None
    return [1, course.capacity, course.capacity] if course.capacity else None


def _adults(course: PremiumCourse | ExtensionCourse) -> str:
    if isinstance(course, PremiumCourse) and course.pupils_per_adult:
        return f"每 {course.pupils_per_adult} 名学生 1 名成人"
    return ""


def _school_brings(supplies: tuple[Consumable | Tool, ...]) -> list[str]:
    names = [item.name for item in supplies if item.supplied_by == _SCHOOL]
    return names if len(names) <= _MOST_SUPPLIES else [*names[:_MOST_SUPPLIES], f"等 {len(names)} 样"]


def _part_titles(course: AnyCourse) -> list[str]:
    match course:
        case SeriesCourse():
            return [outline.title for outline in course.outlines]
        case PremiumCourse():
            return [task.title for task in course.tasks]
        case ExtensionCourse():
            return [step.name for step in course.steps]


def _payers(course: AnyCourse) -> str:
    if not isinstance(course, SeriesCourse) or course.price is None:
        return ""
    return "、".join(f"{share.payer} {wording.number(share.percent)}%" for share in course.price.payers)
