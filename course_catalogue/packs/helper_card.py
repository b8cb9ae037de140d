"""The helper's card (助教卡): one side for the whole series, a row a session, kept at hand through the term."""

from __future__ import annotations

import re
from typing import Any

from course_catalogue.model import SeriesCourse
from course_catalogue.parts import Session

# Rows of a card are short: so many things a session are named, without their sizes; the rest stands in its lesson plan.
_THINGS, _HAZARDS = 5, 2
_BRACKETS = re.compile(r"（[^（）]*）$")


def helper_card_data(course: SeriesCourse, pack: dict[str, Any]) -> dict[str, Any]:
    """Who does what, a row a session, safety; `pack` is the data of the whole pack."""
    return {
        "staff": [[row[0], row[1], row[3]] for row in pack["overview"]["staff"]],
        "duties": [
            "课前：按下表清点用品、分到各组；看一遍当课的安全提示。",
            "动手时：在组间走动，先看安全，再提问，不替学生做。",
            "课后：收回并清点器材，带学生收拾、洗手，向主讲教师报告异常。",
        ],
        "rows": [_row(course, number, session) for number, session in enumerate(course.sessions, start=1)],
        "measures": pack["safety"]["measures"],
        "emergency": course.safety.emergency,
        "first_aid": course.safety.first_aid,
        "phones": ["主讲教师电话", "学校安全员电话", "校医室电话"],
    }


def _row(course: SeriesCourse, number: int, session: Session) -> dict[str, str]:
    names = list(dict.fromkeys(_BRACKETS.sub("", use.name) for use in session.materials))
    hazards = sorted(session.hazards, key=lambda hazard: "高中低".index(hazard.degree))
    return {
        "number": str(number),
        "title": session.title,
        "minutes": f"{course.minutes_of(session)} 分钟" if course.minutes_of(session) else "",
        "when": _hands_on_spans(session),
        "things": "、".join(names[:_THINGS]) + ("等" if len(names) > _THINGS else ""),
        "watch": "、".join(f"{hazard.name}（{hazard.degree}）" for hazard in hazards[:_HAZARDS])
        + (f"等 {len(hazards)} 项" if len(hazards) > _HAZARDS else ""),
    }


def _hands_on_spans(session: Session) -> str:
    """Minutes of the session at which pupils work with their hands, steps on end as one span: “4～22、27～35 分”."""
    spans: list[tuple[int, int]] = []
    now = 0
    for step in session.steps:
        if step.hands_on and spans and spans[-1][1] == now:
            spans[-1] = spans[-1][0], now + step.minutes
        elif step.hands_on:
            spans.append((now, now + step.minutes))
        now += step.minutes
    return "、".join(f"{start}～{end}" for start, end in spans) + (" 分" if spans else "")
