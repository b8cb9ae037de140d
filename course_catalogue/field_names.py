"""Which field was meant by a name that the schema does not have at this place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_catalogue.nearest import LONGEST, has_chinese, look_up, pinyin, snake
from course_catalogue.schemas import Schemas, Steps

_BEHIND_TITLE = re.compile(r"（[a-z_.]+(: true)?）")
"""The name of a field, or its value, as words of findings have it behind the title: 退费办法（refund）."""

# Words that authors use for a field, in Chinese and English; of several fields the one that stands at the place is meant.
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "objectives": ("教学目标", "目标", "goal", "goals", "aims", "objective"),
    "minutes": ("时间", "时长", "用时", "duration", "time", "length"),
    "grades": ("适用年级", "适合年级", "grade", "levels"),
    "steps": ("步骤", "流程", "教学环节", "活动步骤", "procedure", "process"),
    "summary": ("介绍", "课程简介", "课程介绍", "description", "desc", "intro", "introduction"),
    "introduction": ("介绍", "机构简介", "description", "desc", "intro", "summary"),
    "title": ("标题", "名称", "课程名", "课名", "name"),
    "name": ("名字", "名称", "标题", "title"),
    "consumables": ("耗材", "材料", "材料清单"),
    "materials": ("材料", "器材", "material"),
    "tools": ("器材", "工具"),
    "alignments": ("课标", "课程标准", "standards", "standard", "alignment"),
    "target": ("课标编号", "code", "standard"),
    "phone": ("联系电话", "手机", "座机", "tel", "telephone", "mobile"),
    "email": ("邮箱", "电子邮箱", "mail"),
    "page": ("网址", "网站", "主页", "website", "url", "homepage"),
    "price": ("费用", "收费", "cost", "fee"),
    "capacity": ("容量", "最多人数"),
    "address": ("地点", "位置", "location"),
    "place": ("地点", "位置", "location"),
    "safety": ("安全措施", "安全预案"),
    "safety_notes": ("安全提示", "安全措施", "注意事项"),
    "hazards": ("危险", "风险", "risks", "risk"),
    "session_minutes": ("课时长度", "每课时分钟"),
    "sessions": ("课程内容", "课次", "lessons", "lesson"),
    "key_point": ("重点",),
    "difficult_point": ("难点",),
    "phases": ("阶段",),
    "operator": ("运营方", "主办单位"),
}


def without_names(words: str) -> str:
    """Words for somebody who never sees the file: 退费办法（refund） as 退费办法."""
    return _BEHIND_TITLE.sub("", words)


@dataclass(frozen=True, slots=True)
class FieldGuess:
    """`names`: fields of this group, likeliest first; `sure`: the one, where no other can be meant.

    `belongs`: where a field of exactly this name stands instead, as steps without list numbers, nearest first.
    """

    names: tuple[str, ...] = ()
    sure: str | None = None
    belongs: tuple[tuple[str, ...], ...] = ()


def meant(schemas: Schemas, kind: str, steps: Steps, name: str, value: Any = None) -> FieldGuess:
    """Look by title, by way of writing, by synonym, by spelling and by sound here; then for the same name elsewhere."""
    if len(name) > LONGEST:
        return FieldGuess()
    properties = {key: schemas.resolve(part) for key, part in schemas.at(kind, steps).get("properties", {}).items()}
    known = _by_other_words(properties, name)
    if known:
        return FieldGuess((known,), known)
    belongs = tuple(_elsewhere(schemas, kind, steps, name))
    near = look_up(snake(name), properties)
    if near.sure and _may_hold(properties[near.sure], value):
        return FieldGuess(near.words, near.sure, belongs)
    if belongs:
        return FieldGuess((), None, belongs)
    if has_chinese(name):
        titles = {part.get("title", ""): key for key, part in properties.items()}
        by_title = look_up(name, titles)
        if by_title.words:
            return FieldGuess(tuple(titles[title] for title in by_title.words), titles.get(by_title.sure or ""))
    return FieldGuess(near.words, near.sure)


def _by_other_words(properties: dict[str, dict[str, Any]], name: str) -> str | None:
    """The field with this title, this spelling in another style, this synonym, or a title of this pinyin."""
    wanted = snake(name)
    for key, part in properties.items():
        title = part.get("title", "")
        if name in (title, _plain_title(title)) or wanted == key:
            return key
    found = [key for key in properties if wanted in _SYNONYMS.get(key, ())]
    if len(found) == 1:
        return found[0]
    if not has_chinese(name) and wanted.isascii() and len(wanted) >= 4:
        sound = wanted.replace("_", "")
        same = [
            key for key, part in properties.items() if "".join(pinyin(_plain_title(part.get("title", "")))) == sound
        ]
        return same[0] if len(same) == 1 else None
    return None


def _plain_title(title: str) -> str:
    """课时长度（分钟） as 课时长度."""
    return title.split("（")[0]


def _may_hold(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value is of the field's type; one that is not given may be of any."""
    types: dict[str, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,), "object": (dict,),
    }  # fmt: skip
    return value is None or isinstance(value, types.get(schema.get("type", ""), (object,)))


def _elsewhere(schemas: Schemas, kind: str, steps: Steps, name: str) -> Iterator[tuple[str, ...]]:
    """The groups of this kind of file that have a field of this name, those that share most steps first."""
    here = tuple(step for step in steps if isinstance(step, str))
    found = [path for path in schemas.groups[kind].get(name, ()) if path != here]

    def distance(path: tuple[str, ...]) -> int:
        shared = next(
            (n for n, (a, b) in enumerate(zip(path, here, strict=False)) if a != b), min(len(path), len(here))
        )
        return len(path) + len(here) - 2 * shared

    yield from sorted(found, key=distance)[:3]


def group_words(schemas: Schemas, kind: str, path: tuple[str, ...]) -> str:
    """Where a group stands, for a person: 最外层, or “课时 › 环节”里."""
    if not path:
        return "最外层"
    words: list[str] = []
    schema = schemas.by_name[kind]
    for step in path:
        schema = schemas.resolve(schema["properties"][step])
        words.append(schema.get("title", step))
        if "items" in schema:
            schema = schemas.resolve(schema["items"])
            words[-1] = schema.get("title") or words[-1]
    return f"“{' › '.join(words)}”里"
