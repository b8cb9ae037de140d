"""The guide sheet (带队单) of a premium course, for guides and teachers: times, answers and safety.

The handbook goes to pupils, so none of this stands in it.
"""

from __future__ import annotations

from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import Base, PremiumCourse
from course_catalogue.packs.frame import frame_data
from course_catalogue.packs.prose import Fact, Prose, bullets, fact, led, plain, run, told
from course_catalogue.packs.safety_sheet import safety_facts
from course_catalogue.site_identity import SiteIdentity


def guide_sheet_data(catalogue: Catalogue, identity: SiteIdentity, course: PremiumCourse) -> dict[str, Any]:
    """The whole sheet, A4. `catalogue` gives the base and the review."""
    return {
        "frame": frame_data(catalogue, identity, course, "带队单"),
        "warning": "给研学导师和随队教师用，含参考答案，不发给学生；学生用的是研学手册。",
        "facts": _facts(course),
        "times": _times(catalogue.base_of(course), course),
        "answers": [
            fact(f"任务 {number}", [_bold(task.title), *bullets(task.answers)])
            for number, task in enumerate(course.tasks, start=1)
        ],
        "hazards": led((f"{hazard.name}（{hazard.degree}）", _after(hazard.remark)) for hazard in course.hazards),
        "measures": Prose(catalogue, course, identity.url).list(course.safety.measures),
        "safety": safety_facts(course.safety),
    }


def _facts(course: PremiumCourse) -> list[Fact]:
    group = f"{course.group.min}～{course.group.max} 人" if course.group else ""
    adults = f"每 {course.pupils_per_adult} 名学生至少 1 名成人" if course.pupils_per_adult else ""
    return told(
        (
            fact("年级", plain(wording.grades(course.grades))),
            fact("人数", plain("，".join(part for part in (group, adults) if part))),
            fact("组织", plain(course.organiser)),
            fact("交通", plain(course.transport)),
            fact("雨天方案", plain(course.rain_plan)),
        )
    )


def _times(base: Base, course: PremiumCourse) -> list[list[str]]:
    """Day and time, minutes, place, exhibit: what pupils do there stands in the handbook."""
    items = sorted(course.itinerary, key=lambda item: (item.day, item.start_minute))
    days = len({item.day for item in items}) > 1
    return [
        [
            f"第 {item.day} 天 {item.start}～{item.end}" if days else f"{item.start}～{item.end}",
            f"{item.minutes} 分钟",
            item.place,
            exhibit.name if (exhibit := base.exhibit(item.exhibit)) else "",
        ]
        for item in items
    ]


def _bold(title: str) -> dict[str, Any]:
    return {"kind": "paragraph", "runs": [run(title, "strong")]}


def _after(remark: str) -> str:
    return f"　{remark}" if remark else ""
