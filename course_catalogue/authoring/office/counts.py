"""A count that is written with what is counted: 30名学生, 每组4人, 6个班, 提前三周, 20min.

It is a number only where the words fit the field: 提前三周 is 3 in a field of weeks and nothing in one of days.
"""

from __future__ import annotations

import re

from course_catalogue.authoring.office.conversion import HALF_WIDTH
from course_catalogue.authoring.office.labels import number_of
from course_catalogue.scalars import plain_value

_PEOPLE = "(?:名|个|位)?(?:人|学生|同学|孩子|小朋友)|名|位"
_ADULTS = "(?:名|个|位)?(?:人|教师|老师|讲师|助教|志愿者|工作人员)|名|位"
_MINUTES = "分钟|分|min|mins|minutes?|′|'"
_WEEKS = "周|个?星期|个?礼拜"
_DAYS = "天|日"
_MOST = "最多|至多|不超过|上限"
_LEAST = "最少|至少|不少于"
_AHEAD = f"(?:{_LEAST})?提前|提前(?:{_LEAST})|{_LEAST}"
_FIELDS = {
    "min": (_LEAST, _PEOPLE),
    "best": ("最合适", _PEOPLE),
    "max": (_MOST, _PEOPLE),
    "capacity": (f"(?:一次|同时)?(?:{_MOST})?(?:接待)?", _PEOPLE),
    "group_size": ("每(?:个)?(?:小)?组", _PEOPLE),
    "max_groups": (f"(?:{_MOST})?分?", "个?小?组"),
    "classes_per_term": (f"(?:每学期|一学期|一个学期)?(?:{_MOST})?", "个?(?:班级|班)"),
    "lead_weeks": (_AHEAD, _WEEKS),
    "lead_days": (_AHEAD, _DAYS),
    "wait_days": ("隔", _DAYS),
    "minutes": ("", _MINUTES),
    "session_minutes": ("每(?:个)?(?:课时|节课?)", _MINUTES),
    "count": ("", _ADULTS),
}
"""By the name of a field: what may stand before the number, and what behind it."""
_NUMBER = r"(?P<number>[0-9]{1,6}|[一二两三四五六七八九十]{1,3})"


def count_in(name: str, text: str) -> int | None:
    """The number that a text gives the field of this name; None where its words do not say so."""
    if name not in _FIELDS:
        return None
    before, behind = _FIELDS[name]
    bare = "".join(text.translate(HALF_WIDTH).split())
    pattern = rf"(?:大?约|共)?(?:{before})?(?:大?约|共)?{_NUMBER}(?:{behind})?(?:左右)?"
    match = re.fullmatch(pattern, bare, re.IGNORECASE)
    if match is None:
        return None
    number = match["number"]
    read = plain_value(number) if number[0].isdigit() else number_of(number)
    return read if isinstance(read, int) else None
