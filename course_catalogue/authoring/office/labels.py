"""What is written as the name of a section, a field or a column, and which one that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from course_catalogue.authoring.numbering import without_bullet

LONGEST = 60
"""Characters above which a text is no name."""

_MARKS = re.compile(r"\A[★☆*]+|[：:*★☆]+\Z")
"""Of what must be filled in. Other signs before a name are those before any line."""
_ORDER = re.compile(
    r"\A(?:[(（]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.]|[(（]?[0-9]{1,2}[)）、.](?![0-9]))"
)
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]\Z")
_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMBERED = re.compile(r"(.*?)(?:第)?([0-9]{1,3}|[一二三四五六七八九十]{1,3})")
_LEADING = re.compile(r"第?([0-9]{1,3}|[一二三四五六七八九十]{1,3})(.+)")


@lru_cache(maxsize=1 << 13)  # the same names are compared with every row
def key(text: str) -> str:
    """A name without what people add to it: spaces, marks, numbering, a colon, full-width forms."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    for _ in range(2):
        bare = _ORDER.sub("", without_bullet(_MARKS.sub("", bare)))
    return bare.replace("〉", "›").replace(">", "›")


@lru_cache(maxsize=1 << 13)
def short_key(text: str) -> str:
    """Also without what stands in brackets at its end, which is mostly a unit: 课时长度（分钟）."""
    return _BRACKETS.sub("", key(text)) or key(text)


OTHER_NAMES = {
    "课题": "课时名称",
    "教学目标": "学习目标",
    "教学步骤": "教学过程",
    "教学环节": "教学过程",
    "教学流程": "教学过程",
    "重点": "教学重点",
    "难点": "教学难点",
    "板书": "板书设计",
    "学情": "学情分析",
    "教学材料": "用品",
    "实验材料": "用品",
    "误区": "常见误区",
    "环节": "环节名称",
    "时间": "分钟",
    "用时": "分钟",
    "教师行为": "教师活动",
    "学生行为": "学生活动",
    "意图": "设计意图",
    "品名": "名称",
    "用量": "数量",
    "单价": "单价（元）",
    "所在区县(市)›名称": "所在区县（市）",
}
"""What lesson plans and lists mostly call what a form calls otherwise."""


def matching(text: str, labels: Iterable[str]) -> str | None:
    """The label that `text` writes: in full, without its brackets, or by its last part alone (收费方式 for 价格 › 收费方式)."""
    if not text.strip() or len(text) > LONGEST:
        return None
    known = list(labels)
    return _matching(text, known) or _matching(OTHER_NAMES.get(short_key(text), ""), known)


def _matching(text: str, known: list[str]) -> str | None:
    wanted = key(text)
    for form in (
        key,
        short_key,
        lambda label: key(label).rsplit("›", 1)[-1],
        lambda label: short_key(key(label).rsplit("›", 1)[-1]),
    ):
        for written in dict.fromkeys((wanted, short_key(text))):
            found = [label for label in known if written and form(label) == written]
            if len(found) == 1:
                return found[0]
            if found:
                return None
    return None


def numbered(text: str) -> tuple[str, int | None]:
    """课时 3, 课时三, 第三课时, 第 3 课时：水 as (课时, 3); a name without a number as it is."""
    if len(text) > LONGEST:
        return text, None
    bare = key(text)
    if (match := _LEADING.fullmatch(bare)) and not bare[0].isdigit():
        name, number = re.split("[：:]", match.group(2))[0], match.group(1)
        return name, number_of(number)
    if (match := _NUMBERED.fullmatch(re.split("[：:]", bare)[0])) and match.group(1):
        return match.group(1), number_of(match.group(2))
    return bare, None


def number_of(text: str) -> int | None:
    """12 and 十二; None where it is no number below a hundred."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if any(part and part not in _DIGITS for part in (tens, ones)) or not text:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0) if ten else _DIGITS[text]
