"""The five tables: their columns with Chinese heads, and the rows that a course, a base or a provider gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from course_catalogue import wording
from course_catalogue.exports.cells import Cell
from course_catalogue.exports.course_facts import CourseFacts
from course_catalogue.exports.owner_facts import BaseFacts, ProviderFacts

Row = tuple[Cell, ...]
Subject = TypeVar("Subject")
KINDS = {"series": "系列课程", "premium": "精品研学", "extension": "拓展课程"}


@dataclass(frozen=True, slots=True)
class Table(Generic[Subject]):
    """`columns` are (head, width in characters); `rows` gives what one subject adds, a value for each column.

    A column of width 0 is for machines: it stands in the CSV file, and not in the workbook that people read.
    """

    name: str
    title: str
    columns: tuple[tuple[str, int], ...]
    rows: Callable[[Subject, str], Iterator[Row]]


def _course_rows(course: CourseFacts, base: str) -> Iterator[Row]:
    size, price = course.size, course.price
    yield (
        course.key, course.title, KINDS[course.kind], course.owner.name, course.owner.key, wording.grades(course.grades),
        _joined(course.fields), course.form, course.mode, course.duration, course.session_count, course.minutes,
        size.min, size.best, size.max, price.total, price.material, price.text, price.refund,
        _joined(course.venues), _joined(course.also_venues), _joined(course.equipment), _joined(course.hazards),
        _joined(course.offer.districts) if course.offer else "", _joined(course.districts),
        course.suits_rural, course.level, course.valid_until, "待复核" if course.awaits_review else "", course.updated,
        course.license, _joined(course.tags), course.summary, base + course.page,
    )  # fmt: skip


def _session_rows(course: CourseFacts, base: str) -> Iterator[Row]:  # noqa: ARG001  as all rows
    for session in course.sessions:
        yield course.key, course.title, session.number, session.title, "；".join(session.objectives)


def _alignment_rows(course: CourseFacts, base: str) -> Iterator[Row]:  # noqa: ARG001  as all rows
    for item in course.alignments:
        stages = "、".join(wording.STAGE_LABELS[stage] for stage in item.stages)
        yield (
            course.key,
            course.title,
            item.target,
            item.code,
            item.name,
            item.standard,
            stages,
            "待核" if item.unsure else "",
            item.note,
        )


def _base_rows(item: BaseFacts, base: str) -> Iterator[Row]:
    hours = "；".join(f"{_joined(hours.days)} {hours.opens}～{hours.closes}" for hours in item.opening_hours)
    yield (
        item.key, item.name, item.operator, item.category, item.district.code if item.district else "",
        item.district.name if item.district else "", item.address, hours, item.closed_days, item.booking_lead_days,
        item.capacity, item.teaching_area, _joined(item.facilities), item.transport,
        "、".join(exhibit.name for exhibit in item.exhibits), item.state, item.quota, item.premium_count,
        item.extension_count, item.updated, item.license, base + item.page,
    )  # fmt: skip


def _provider_rows(item: ProviderFacts, base: str) -> Iterator[Row]:
    district = item.district
    yield (
        item.key, item.name, item.kind, item.level, district.code if district else "", district.name if district else "",
        _joined(item.fields), item.state, item.counted, len(item.courses), item.updated, item.license, base + item.page,
    )  # fmt: skip


def _joined(parts: tuple[str, ...]) -> str:
    return "、".join(parts)


COURSES: Table[CourseFacts] = Table(
    "courses",
    "课程",
    (
        ("课程编号", 30), ("课程名称", 28), ("类别", 10), ("提供方", 28), ("提供方编号", 0), ("年级", 12), ("领域", 16), ("授课形式", 10),
        ("形式（原文）", 0), ("时长", 16), ("课时数", 8), ("每次分钟", 8), ("人数下限", 8), ("最合适人数", 10), ("人数上限", 8),
        ("全程每生费用（元）", 12), ("其中材料（元）", 10), ("费用", 24), ("退费", 24), ("场地（有一处就行）", 20), ("另外还要的场地", 14), ("设备", 16),
        ("危险源", 16), ("服务区域", 16), ("区县（市）代码", 0), ("适合乡村学校", 10), ("评审等级", 8), ("有效期至", 12), ("待复核", 8), ("更新日期", 12),
        ("许可协议", 18), ("标签", 16), ("简介", 60), ("网页", 40),
    ),
    _course_rows,
)  # fmt: skip
SESSIONS: Table[CourseFacts] = Table(
    "sessions",
    "课时",
    (("课程编号", 0), ("课程名称", 28), ("课时", 6), ("课时名称", 28), ("学习目标", 60)),
    _session_rows,
)
ALIGNMENTS: Table[CourseFacts] = Table(
    "alignments",
    "课标对应",
    (
        ("课程编号", 0), ("课程名称", 28), ("条目编号（本站自编）", 0), ("序号", 0), ("条目", 30), ("课程标准", 0), ("学段", 16), ("待核", 8),
        ("说明", 30),
    ),
    _alignment_rows,
)  # fmt: skip
BASES: Table[BaseFacts] = Table(
    "bases",
    "基地",
    (
        ("基地编号", 24), ("名称", 28), ("运营单位", 24), ("类别", 14), ("区划代码", 0), ("区县（市）", 10), ("地址", 30), ("开放时间", 30), ("闭馆日", 16),
        ("提前几天预约", 10), ("同时接待人数", 10), ("教学面积（平方米）", 10), ("设施", 20), ("交通", 30), ("展项", 40), ("状态", 10), ("1+10 进度", 10),
        ("精品研学课程数", 10), ("课外拓展课程数", 10), ("更新日期", 12), ("许可协议", 18), ("网页", 40),
    ),
    _base_rows,
)  # fmt: skip
PROVIDERS: Table[ProviderFacts] = Table(
    "providers",
    "机构",
    (
        ("机构编号", 24), ("名称", 28), ("类型", 10), ("级别", 8), ("区划代码", 0), ("区县（市）", 10), ("领域", 24), ("状态", 10), ("计入政策数字", 10),
        ("在册课程数", 10), ("更新日期", 12), ("许可协议", 18), ("网页", 40),
    ),
    _provider_rows,
)  # fmt: skip
COURSE_TABLES = (COURSES, SESSIONS, ALIGNMENTS)
