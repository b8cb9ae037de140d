"""The safety sheet (安全须知): what the safety officer of a school reads and signs."""

from __future__ import annotations

from typing import Any

from course_catalogue.model import SeriesCourse
from course_catalogue.packs.lesson import hazard_words
from course_catalogue.packs.prose import KEPT_WHOLE, Fact, Prose, fact, led, length, plain, told
from course_catalogue.parts import Safety, Staff

# Characters of facts that surely fit one page: in an emergency nobody turns pages.
_A_PAGE = 1200


def safety_data(prose: Prose, course: SeriesCourse) -> dict[str, Any]:
    """Hazards by session with their degree, general measures, emergency, first aid, insurance, staff."""
    rows = [
        {
            "session": f"第 {number} 课时",
            "title": session.title,
            "hazards": led(hazard_words(session)),
            "notes": prose.list(session.safety_notes),
            "may_break": length(prose.list(session.safety_notes)) > KEPT_WHOLE,
        }
        for number, session in enumerate(course.sessions, start=1)
        if session.hazards or session.safety_notes
    ]
    silent = len(course.sessions) - len(rows)
    facts = [*told((fact("在场成人", plain(_staff_words(course.staffing))),)), *safety_facts(course.safety)]
    return {
        "rows": rows,
        "silent": f"其余 {silent} 个课时没有申报危险源，按下列通用要求执行。" if silent and rows else "",
        "none": "" if rows else "各课时都没有申报特别的危险源，按下列通用要求执行。",
        "measures": prose.list(course.safety.measures),
        "facts": facts,
        "on_one_page": sum(length(item["blocks"]) for item in facts) < _A_PAGE,
        "degrees": "程度　低：按常规要求即可；中：须有成人在旁；高：只能由成人操作。",
    }


def safety_facts(safety: Safety) -> list[Fact]:
    return told(
        (
            fact("应急处置", plain(safety.emergency)),
            fact("急救条件", plain(safety.first_aid)),
            fact("保险", plain(safety.insurance)),
            fact("行走路线", plain(safety.route)),
        )
    )


def _staff_words(staffing: tuple[Staff, ...]) -> str:
    """Roles, numbers and senders in one line; qualifications stand in the overview."""
    return "、".join(f"{staff.role} {staff.count} 人（{staff.supplied_by}）" for staff in staffing)


def staff_rows(staffing: tuple[Staff, ...]) -> list[list[str]]:
    """Role, how many, qualification, who sends them: no names stand on a public page."""
    return [[staff.role, f"{staff.count} 人", staff.qualification, staff.supplied_by] for staff in staffing]
