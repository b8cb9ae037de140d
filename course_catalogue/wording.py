"""Short Chinese phrases that several outputs share: grades, money, dates, duration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from course_catalogue.model import AnyCourse, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.parts import SeriesPrice, VisitPrice

GRADE_NAMES = {
    1: "一年级", 2: "二年级", 3: "三年级", 4: "四年级", 5: "五年级", 6: "六年级",
    7: "七年级", 8: "八年级", 9: "九年级", 10: "高一", 11: "高二", 12: "高三",
}  # fmt: skip
STAGE_LABELS = {"S1": "1～2 年级", "S2": "3～4 年级", "S3": "5～6 年级", "S4": "7～9 年级", "S5": "高中"}


def number(value: float) -> str:
    """2.0 as 2, 2.50 as 2.5."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def yuan(value: float) -> str:
    return f"{number(value)} 元"


def chinese_date(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def grades(values: Iterable[int]) -> str:
    """1, 2, 3 as “1～3 年级”; a gap as “1、3～4 年级”; 10 to 12 as 高一 to 高三."""
    ordered = sorted(set(values))
    below = spans(value for value in ordered if value <= 9)
    school = f"{below} 年级" if below else ""
    high = [
        GRADE_NAMES[run[0]] if len(run) == 1 else f"{GRADE_NAMES[run[0]]}～{GRADE_NAMES[run[-1]]}"
        for run in _runs([value for value in ordered if value > 9])
    ]
    return "、".join(part for part in (school, *high) if part)


def _runs(values: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for value in values:
        if runs and runs[-1][-1] == value - 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return runs


def spans(numbers: Iterable[int]) -> str:
    """1, 2, 3, 6 as “1～3、6”."""
    return "、".join(map(_span, _runs(sorted(set(numbers)))))


def _span(run: list[int]) -> str:
    return f"{run[0]}" if len(run) == 1 else f"{run[0]}～{run[-1]}"


def days(value: float) -> str:
    """0.5 as 半天, 1 as 1 天, 1.5 as 1 天半."""
    whole, half = int(value), value % 1 != 0
    if not whole:
        return "半天"
    return f"{whole} 天半" if half else f"{whole} 天"


def series_price(price: SeriesPrice | None) -> str:
    """What a pupil's place costs, before it is shared out."""
    if price is None:
        return "价格待定"
    if price.is_free:
        return "免费"
    parts = [f"每课时 {yuan(price.fee_per_session)}"] if price.fee_per_session else []
    if price.material_fee:
        parts.append(f"材料 {yuan(price.material_fee)}")
    return " + ".join(parts) or "免费"


def visit_price(price: VisitPrice | None) -> str:
    if price is None:
        return "价格待定"
    return "免费" if price.is_free else f"每生 {yuan(price.total)}"


def material_part(price: VisitPrice | None) -> str:
    """What of a visit's price is for material; "" where there is none."""
    if price is None or price.is_free or not price.material_fee:
        return ""
    return f"其中材料费 {yuan(price.material_fee)}" if price.fee_per_pupil else "全是材料费"


def family_part(course: SeriesCourse) -> str:
    """What a family pays for the whole series, in few words; "" where it pays all or nobody says who pays."""
    fee = course.family_fee
    if fee is None or fee == course.total_fee:
        return ""
    return f"家庭付 {yuan(fee)}" if fee else "家庭不用付"


def duration(course: AnyCourse) -> str:
    match course:
        case SeriesCourse():
            each = f" × {course.session_minutes} 分钟" if course.session_minutes else ""
            return f"{course.session_count} 课时{each}"
        case PremiumCourse():
            return days(course.duration_days) if course.duration_days else "时长待定"
        case ExtensionCourse():
            return f"{course.minutes} 分钟" if course.minutes else "时长待定"


def venues(course: SeriesCourse) -> str:
    """“普通教室或科学实验室，还要校园户外”: one of the first will do, each of the others is needed."""
    *others, last = course.venues or ("",)
    choice = f"{'、'.join(others)}或{last}" if others else last
    also = f"还要{'、'.join(course.also_venues)}" if course.also_venues else ""
    return "，".join(part for part in (choice, also) if part)


def grouping(course: SeriesCourse) -> str:
    """“每组 4 人，最多 6 组”; "" where it is not told."""
    size = f"每组 {course.group_size} 人" if course.group_size else ""
    most = f"最多 {course.max_groups} 组" if course.max_groups else ""
    return "，".join(part for part in (size, most) if part)


def hazards(names: Iterable[str], most: int = 99) -> str:
    """Names of hazards, each once; of more than `most` the first, and how many there are."""
    named = list(dict.fromkeys(names))
    more = f"等 {len(named)} 项" if len(named) > most else ""
    return "、".join(named[:most]) + more


def kind_name(course: AnyCourse) -> str:
    match course:
        case SeriesCourse():
            return "系列课程"
        case PremiumCourse():
            return "精品研学"
        case ExtensionCourse():
            return "拓展课程"
