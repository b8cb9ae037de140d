"""The study handbook (研学手册) of a premium course for pupils: answers of its tasks are never in it."""

from __future__ import annotations

from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagrams import ON_A5
from course_catalogue.model import Base, PremiumCourse
from course_catalogue.packs.frame import frame_data
from course_catalogue.packs.lesson import goals, target_name
from course_catalogue.packs.letter import visit_letter
from course_catalogue.packs.prose import Fact, Prose, fact, plain, told
from course_catalogue.packs.series_pack import contact_words, rubric_rows
from course_catalogue.packs.worksheet import YOUNGEST_WITH_LARGE_TYPE, block_data
from course_catalogue.parts import ItineraryItem, Task
from course_catalogue.site_identity import SiteIdentity


def handbook_data(catalogue: Catalogue, identity: SiteIdentity, course: PremiumCourse) -> dict[str, Any]:
    """The whole handbook, A5. `catalogue` gives the base, the review and the vocabulary."""
    prose = Prose(catalogue, course, identity.url)
    base = catalogue.base_of(course)
    before, after = course.phases.before, course.phases.after
    return {
        "frame": frame_data(catalogue, identity, course, "研学手册"),
        "cover": _cover(base, prose, course),
        "letter": visit_letter(catalogue, course),
        "before": {
            "background": prose.rich(before.background),
            "goals": goals(course.objectives),
            "preparation": list(before.preparation),
            "packing": list(before.packing),
            "rules": prose.list(course.phases.during.rules),
            "pact": "以上约定我都看懂了，能够做到。",
            "roles": ["组长", "记录员", "计时员", "安全员"],
        },
        "during": {
            "route": course.safety.route,
            "days": _days(prose, base, course.itinerary),
            "rain": course.rain_plan,
            "emergency": course.safety.emergency,
        },
        "tasks": [_task(prose, base, number, task) for number, task in enumerate(course.tasks, start=1)],
        "after": {
            "product": prose.rich(after.product),
            "activities": list(after.activities),
            "reflection": list(after.reflection),
            "rubric": rubric_rows(course.rubric),
        },
        "back": _back(catalogue, prose, course),
        "young": min(course.grades, default=9) <= YOUNGEST_WITH_LARGE_TYPE,
    }


def _cover(base: Base, prose: Prose, course: PremiumCourse) -> dict[str, Any]:
    facts = (
        ("研学基地", base.name),
        ("类型", course.type),
        ("适用年级", wording.grades(course.grades)),
        ("时长", wording.duration(course)),
    )
    return {
        "facts": [{"label": label, "text": text} for label, text in facts if text],
        "picture": prose.picture(next(iter(course.images), None)),
        "fields": ["学校", "班级", "小组", "姓名", "日期"],
    }


def _days(prose: Prose, base: Base, itinerary: tuple[ItineraryItem, ...]) -> list[dict[str, Any]]:
    numbers = sorted({item.day for item in itinerary})
    return [
        {
            "title": f"第 {number} 天" if len(numbers) > 1 else "",
            "items": [
                {
                    "time": f"{item.start}～{item.end}",
                    "minutes": f"{item.minutes} 分钟",
                    "place": item.place,
                    "exhibit": _exhibit(base, item.exhibit),
                    "activity": prose.rich(item.activity),
                }
                for item in sorted(itinerary, key=lambda item: item.start_minute)
                if item.day == number
            ],
        }
        for number in numbers
    ]


def _exhibit(base: Base, exhibit_id: str) -> str:
    found = base.exhibit(exhibit_id) if exhibit_id else None
    return found.name if found else ""


def _task(prose: Prose, base: Base, number: int, task: Task) -> dict[str, Any]:
    """A task with its record blocks; `task.answers` stay with the guide."""
    return {
        "number": number,
        "title": task.title,
        "exhibit": _exhibit(base, task.exhibit),
        "instructions": prose.rich(task.instructions),
        "blocks": [block_data(prose, block, ON_A5) for block in task.record],
    }


def _back(catalogue: Catalogue, prose: Prose, course: PremiumCourse) -> dict[str, Any]:
    base = catalogue.base_of(course)
    hours = "；".join(f"{'、'.join(item.days)} {item.opens}～{item.closes}" for item in base.opening_hours)
    targets = "；".join(target_name(catalogue, item.target) for item in course.alignments)
    facts: tuple[Fact, ...] = (
        fact("运营单位", plain(base.operator)),
        fact("地址", plain(base.address)),
        fact("开放时间", plain(hours)),
        fact("闭馆安排", plain(base.closed_days)),
        fact("预约", plain(base.booking.channel)),
        fact("交通", plain(base.transport)),
        fact("设施", plain("、".join(base.facilities))),
        fact("联系方式", plain(contact_words(base.contact))),
        fact("课标对应", plain(targets)),
        fact("适宜季节", plain("、".join(course.seasons))),
        fact("开课日", plain("、".join(course.weekdays))),
    )
    return {
        "measures": prose.list(course.safety.measures),
        "base": base.name,
        "introduction": Prose(catalogue, base, prose.url).rich(base.introduction),
        "facts": told(facts),
    }
