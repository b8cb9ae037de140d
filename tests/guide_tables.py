"""The tables of 投稿指南.md that say what the schema and the thresholds say, made from them: header row, then rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course_catalogue.authoring.intake.mail import MOST_BYTES, MOST_RECORDS
from course_catalogue.authoring.scaffold import when
from course_catalogue.loading import Rulebook
from course_catalogue.pictures.gate import MAX_BYTES, MAX_SIDE
from course_catalogue.schemas import Schemas
from course_catalogue.sources import KINDS

_MINUTES = (
    ("session_minutes",),
    ("sessions", 0, "minutes"),
    ("sessions", 0, "steps", 0, "minutes"),
    ("sessions", 0, "steps", 0, "hands_on"),
)
_PRICE = tuple(("price", name) for name in ("kind", "fee_per_session", "material_fee", "payers", "refund"))
_SAFETY = (
    *(("safety", name) for name in ("measures", "emergency", "first_aid", "insurance")),
    ("sessions", 0, "hazards"), ("sessions", 0, "safety_notes"),
)  # fmt: skip


def tables(book: Rulebook) -> dict[str, list[str]]:
    """By its header row, the rows of each table below the line of dashes."""
    return {
        "| 文件 | 送评前要写 | 通过评审前再补 |": list(_due(book.schemas)),
        "| 关于分钟的栏目 | 怎样写 |": list(_fields(book.schemas, _MINUTES)),
        "| 关于价格的栏目 | 怎样写 |": list(_fields(book.schemas, _PRICE)),
        "| 关于安全的栏目 | 怎样写 |": list(_fields(book.schemas, _SAFETY)),
        "| 数 | 限度 |": list(_numbers(book)),
    }


def _due(schemas: Schemas) -> Iterator[str]:
    for kind in KINDS:
        schema = schemas.by_name[kind]
        first, then = ("、".join(_due_at(schema, step, schemas)) for step in ("submitted", "approved"))
        yield f"| {schema['title']} | {first or '名称就够'} | {then} |"


def _due_at(schema: dict[str, Any], step: str, schemas: Schemas) -> Iterator[str]:
    """Titles of the fields due at a step; behind those of a group and of the sessions, what of them is due then."""
    for name, part in schema["properties"].items():
        field = schemas.resolve(part)
        group = schemas.resolve(field["items"]) if name == "sessions" else field
        inner = list(_due_at(group, step, schemas)) if "properties" in group else []
        if field.get("x-due") == step or inner:
            each = "每课时的" if name == "sessions" else ""
            title = field["title"].split("（")[0]  # without its unit
            yield f"{title}（{each}{'、'.join(inner)}）" if inner else title


def _fields(schemas: Schemas, ways: tuple[tuple[str | int, ...], ...]) -> Iterator[str]:
    for way in ways:
        field = schemas.at("series", way)
        required = way[-1] in schemas.at("series", way[:-1]).get("required", ())
        aside = "" if required else f"（{when(field)}）"
        options = f"可选：{'、'.join(field['enum'])}。" if "enum" in field else ""
        words = schemas.readable("series", way).replace(" 1", "")
        yield f"| {words} | {field['description'].removesuffix('，可不写。').rstrip('。')}。{options}{aside} |"


def _numbers(book: Rulebook) -> Iterator[str]:
    limits = book.vocabulary.thresholds
    minutes = book.schemas.at("series", ("session_minutes",))
    usual = "、".join(str(number) for number in limits.usual_session_minutes if number <= minutes["maximum"])
    yield f"| 一个系列的课时 | {limits.sessions_min}～{limits.sessions_max} 课时，同一主题 |"
    yield f"| 一课时 | {minutes['minimum']}～{minutes['maximum']} 分钟，常用 {usual} 分钟 |"
    yield f"| 一个班 | 至多 {limits.class_max_error} 人；超过 {limits.class_max_warn} 人会提醒 |"
    yield f"| 学生动手的时间 | 不少于全课程的 {limits.hands_on_share_error:.0%}；不到 {limits.hands_on_share_warn:.0%} 会提醒 |"
    yield f"| 材料费 | 和消耗材料的合计相差不超过 {limits.material_fee_share:.0%}（{limits.material_fee_yuan:g} 元以内不算） |"
    yield f"| 校外活动每名成人带的学生 | 一般不超过 {limits.pupils_per_adult_warn} 人 |"
    yield f"| 一张图片 | 不超过 {MAX_BYTES >> 20} MiB，每边不超过 {MAX_SIDE} 像素 |"
    yield f"| 寄来的一封信 | 至多 {MOST_RECORDS} 份课程文件，一共 {MOST_BYTES >> 20} MB |"
