"""Quantities and minutes that are written together with other things: 每组2个, 导入（5分钟）."""

from __future__ import annotations

import re
from dataclasses import dataclass

from course_catalogue.authoring.office.conversion import HALF_WIDTH
from course_catalogue.authoring.office.labels import number_of
from course_catalogue.scalars import plain_value

_PER = {
    "人": "每人",
    "生": "每人",
    "位": "每人",
    "名": "每人",
    "同学": "每人",
    "学生": "每人",
    "组": "每组",
    "小组": "每组",
    "班": "每班",
    "班级": "每班",
}
_WHO = "|".join(sorted(_PER, key=len, reverse=True))
_AMOUNT = r"(?P<number>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]{1,3})\s*(?P<unit>[^0-9\s/／每,，]{0,8}?)"
_EACH = re.compile(rf"(?:每|一|1)?\s*(?:个|名|位)?\s*(?P<who>{_WHO})\s*(?:各)?\s*{_AMOUNT}")
_PER_EACH = re.compile(rf"{_AMOUNT}\s*(?:[/／]|每|一)\s*(?P<who>{_WHO})")
_ALONE = re.compile(_AMOUNT)


@dataclass(frozen=True, slots=True)
class Amount:
    """What 每组2个 says: 2, 每组, 个; `per` and `unit` are empty where they are not said."""

    number: int | float
    per: str
    unit: str

    @property
    def words(self) -> str:
        return (
            f"数量 {self.number}"
            + (f"，按 {self.per}" if self.per else "")
            + (f"，单位 {self.unit}" if self.unit else "")
        )


def amount(text: str) -> Amount | None:
    """A quantity with whom it is for and its unit: 每组2个, 2 个/组, 每人一支, 30 毫升."""
    bare = text.translate(HALF_WIDTH).strip()
    match = _EACH.fullmatch(bare) or _PER_EACH.fullmatch(bare) or _ALONE.fullmatch(bare)
    if match is None:
        return None
    words = match.groupdict()
    number = words["number"]
    value = plain_value(number) if number[0].isdigit() else number_of(number)
    if not isinstance(value, int | float):
        return None
    return Amount(value, _PER.get(words.get("who") or "", ""), (words["unit"] or "").strip())


_MINUTES_IN_NAME = re.compile(r"(.+?)\s*[(（]?\s*(?:约|共)?\s*([0-9０-９]{1,3})\s*(?:分钟|分|min|′|')\s*[)）]?")


def name_and_minutes(text: str) -> tuple[str, int] | None:
    """导入（5分钟） as 导入 and 5."""
    match = _MINUTES_IN_NAME.fullmatch(text.strip())
    if match is None:
        return None
    return match.group(1).strip("：: "), int(match.group(2).translate(HALF_WIDTH))
