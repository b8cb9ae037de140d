"""Everything that is printed of a premium course: the handbook, the guide sheet, and what a school prints alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import OFFICE, PUPILS, TEACHING, WHOLE
from course_catalogue.model import PremiumCourse
from course_catalogue.packs.guide_sheet import guide_sheet_data
from course_catalogue.packs.handbook import handbook_data
from course_catalogue.packs.public_notice import visit_notice
from course_catalogue.packs.series_pack import rubric_rows
from course_catalogue.packs.series_views import letter_view, rubric_view
from course_catalogue.packs.views import View, called, exactly
from course_catalogue.site_identity import SiteIdentity

# Rows of a landscape A4 page below its title.
_ROLL_ROWS = 18
_CALLS = ("集合出发", "到达基地", "返程上车", "回校离队")


def visit_views(catalogue: Catalogue, identity: SiteIdentity, course: PremiumCourse) -> Iterator[View]:
    """The handbook first."""
    handbook = handbook_data(catalogue, identity, course)
    yield whole_visit(handbook)
    yield View(
        "guide", "带队单", TEACHING, "时间、参考答案和安全要求，不发给学生", "guide.typ",
        guide_sheet_data(catalogue, identity, course), range(1, 9),
    )  # fmt: skip
    if course.rubric:
        yield rubric_view(handbook | {"rubric": rubric_rows(course.rubric)}, "")
    yield letter_view(handbook)
    roll = _roll(course)
    yield View(
        "sign-in", "点名表", OFFICE, "集合、到达、返程、离队四次点名", "sheets.typ",
        called(handbook, "点名表") | {"part": "roll", "roll": roll}, exactly(roll["pages"]),
    )  # fmt: skip
    yield View(
        "notice", "公示", OFFICE, "贴在公告栏：去哪里、谁带队、收多少、怎样退、找谁反映", "notice.typ",
        called(handbook, "公示") | visit_notice(catalogue, identity, course), range(1, 4), one_side=True,
    )  # fmt: skip


def whole_visit(handbook: dict[str, Any]) -> View:
    return View(
        WHOLE,
        "研学手册",
        PUPILS,
        "家长信、行前准备、日程、任务记录页、量表和反思，A5 一人一本，没有答案",
        "handbook.typ",
        handbook,
        range(8, 101, 4),
        file_word="研学手册",
        for_pupils=True,
    )


def _roll(course: PremiumCourse) -> dict[str, Any]:
    """Rows for the largest group; a visit of several days is called four times a day."""
    days = max((item.day for item in course.itinerary), default=1)
    size = course.group.max if course.group else 40
    pages = -(-size // _ROLL_ROWS)
    each = -(-size // pages)
    return {
        "days": [f"第 {day} 天" for day in range(1, days + 1)] if days > 1 else [""],
        "calls": list(_CALLS),
        "pages": [list(range(start, min(start + each, size + 1))) for start in range(1, size + 1, each)],
        "hint": "到了打“✓”，没到写明去向；每次点名后带队教师报实到人数。",
    }
