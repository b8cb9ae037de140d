"""What the plan of a term needs of each series, in a small script a course, and the holidays in one.

    plan/<key of a series>.js   only loaded for courses that somebody has chosen
    plan/holidays.js            {years: [{year, arranged, source, off: [[name, first, last] …], madeUp: [day …]} …]}

Each hands its payload to `courseCataloguePlan(name, payload)`: a script and not JSON, because a copy of the site on a
disk cannot fetch() anything. A course's payload (absent fields are left out):

    title, by       of the course and of who gives it
    minutes         of a session that has none of its own
    size            [least, best, most] pupils
    group, groups   pupils in a group, the most groups
    days, terms, from, lead, classes, until
                    weekdays 1–7 on which it can be given, terms in which (“春季学期”), ISO day from which, weeks to apply
                    ahead, classes a term, ISO day on which the approval ends
    apply           how to apply and what to mind in scheduling, in the provider's own words
    price           [yuan a pupil and session, yuan a pupil for material, [[payer, percent] …]]
    sessions        [title, minutes (0: see above), visit (0: none), [objective …], [material …], days to wait since the
                    session before] each
    items           [name, unit, who brings it, formula of `Need`, yuan a unit, [session …]] each; the yuan of
                    what is used again is null
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.holidays import Holidays
from course_catalogue.model import SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.parts import WEEKDAYS, Session
from course_catalogue.shopping import needs_of


def holidays_file(catalogue: Catalogue) -> OutputFile:
    """What keeps lessons off the days on which nobody is at school."""
    return _script("holidays", holidays_for_plan(catalogue.vocabulary.holidays))


def plan_file(catalogue: Catalogue, course: SeriesCourse) -> OutputFile:
    """What the plan of a term knows of a listed series."""
    return _script(course.key, course_for_plan(catalogue, course))


def holidays_for_plan(holidays: Holidays) -> dict[str, Any]:
    return {
        "years": [
            {
                "year": year.year,
                "arranged": year.is_arranged,
                "source": year.source,
                "off": [[span.name, span.first.isoformat(), span.last.isoformat()] for span in year.off],
                "madeUp": [day.isoformat() for day in year.made_up or ()],
            }
            for year in holidays.years
        ]
    }


def course_for_plan(catalogue: Catalogue, course: SeriesCourse) -> dict[str, Any]:
    offer, size, price, review = course.offer, course.class_size, course.price, catalogue.review_of(course)
    units = {item.name: item.unit for item in course.supplies}
    found = {
        "title": course.title,
        "by": catalogue.provider_of(course).label,
        "minutes": course.session_minutes,
        "size": [size.min, size.best, size.max] if size else None,
        "group": course.group_size,
        "groups": course.max_groups,
        "days": [WEEKDAYS.index(day) + 1 for day in offer.weekdays],
        "terms": list(offer.terms),
        "from": offer.from_date.isoformat() if offer.from_date else None,
        "lead": offer.lead_weeks,
        "classes": offer.classes_per_term,
        "apply": offer.how_to_apply.strip() or None,
        "until": review.valid_until.isoformat() if review and review.valid_until else None,
        "price": None
        if price is None
        else [price.fee_per_session, price.material_fee, [[share.payer, share.percent] for share in price.payers]],
        "sessions": [_session(session, units) for session in course.sessions],
        "items": list(_items(course)),
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _session(session: Session, units: dict[str, str]) -> list[Any]:
    materials = [
        f"{use.name} {use.per}{wording.number(use.quantity)}{use.unit or units.get(use.name, '')}"
        for use in session.materials
    ]
    objectives = [objective.text for objective in session.objectives]
    return [session.title, session.minutes or 0, session.visit or 0, objectives, materials, session.wait_days or 0]


def _items(course: SeriesCourse) -> Iterator[list[Any]]:
    """What is on the list of a class of any size, in the order of the course's page."""
    needs = needs_of(course)
    for need in needs.consumables:
        yield [need.name, need.unit, need.supplied_by, need.formula, need.unit_price, list(need.sessions)]
    for need in (*needs.tools, *needs.extras):
        yield [need.name, need.unit, need.supplied_by, need.formula, None, list(need.sessions)]


def _script(name: str, payload: object) -> OutputFile:
    text = msgspec.json.encode(payload).decode()
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return OutputFile(addresses.plan_script(name), f'courseCataloguePlan("{name}",{text});\n'.encode())
