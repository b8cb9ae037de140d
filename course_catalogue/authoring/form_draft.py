"""A draft that the form on the site has exported (导出草稿): a .json file with all that was written, and its pictures.

The file is a stranger's: it is read by strict JSON within limits, only what the schema has is taken, and pictures only
under names that a course file may have. What it holds then goes the way of every file; site_overrides/form/page/drafts.js
writes it, and state.js (`written`) says what of it goes into a course file.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_catalogue.authoring.emitter import cleaned
from course_catalogue.authoring.office.values_read import Imported, Left, Picture, RefusedFile, shortened
from course_catalogue.reporting.visible import visible
from course_catalogue.schemas import Schemas
from course_catalogue.sources import KINDS, is_device, is_id, is_picture_name, path_for

SUFFIX = ".json"
MOST_BYTES = 60 << 20
"""As many as the form opens."""
MOST_PICTURES = 60
_SIGN, _VERSION = "course-catalogue-draft", 1
_MOST_VALUES = 100_000
_MOST_SIGNS = 4 * _MOST_VALUES
"""Of commas and opening brackets, one of which stands before every value; those in texts are counted, too."""
_DEEPEST = 20
_MOST_DIGITS = 15
"""Of a number: JavaScript knows no more exactly."""
_SHAPES = {"object": "一组栏目", "array": "一列内容"}


@dataclass(frozen=True, slots=True)
class FormDraft:
    """`path` is where its author would have it in the catalogue, `owner` the key of whom it belongs to; "" where that is not said."""

    read: Imported
    path: str = ""
    owner: str = ""


def draft_of(name: str, content: bytes, schemas: Schemas) -> FormDraft:
    """The draft in a file; RefusedFile where it is none, or none that the form can have written."""
    value = _parsed(name, content)
    if not isinstance(value, dict) or value.get("format") != _SIGN:
        raise RefusedFile(f"{name} 不是从网上表单导出的草稿：请在表单里点“导出草稿”，寄下载的那个文件")
    if value.get("version") != _VERSION or isinstance(value.get("version"), bool):
        raise RefusedFile(f"{name} 是另一个版本的表单导出的：请打开网站上现在的表单，导入它，再导出一次")
    kind, data, pictures = value.get("kind"), value.get("data"), value.get("pictures", {})
    if not isinstance(kind, str) or kind not in KINDS or not isinstance(data, dict) or not isinstance(pictures, dict):
        raise RefusedFile(_broken(name))
    left: list[Left] = []
    fields = _as_written(_known(data, schemas.by_name[kind], (), schemas, left))
    if not isinstance(fields, dict) or not set(fields) - {"format", "status"}:
        raise RefusedFile(f"{name} 里还没有写内容：请在表单里写了再导出")
    read = Imported(kind, {"format": 1, "status": "draft", **fields}, (), tuple(left), tuple(_pictures(name, pictures)))
    return FormDraft(read, *_place(kind, value.get("owner"), value.get("place")))


def _broken(name: str) -> str:
    return f"{name} 坏了或被改过，读不了：请在表单里重新导出草稿，不要用别的程序改它"


def _parsed(name: str, content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise RefusedFile(f"{name} 超过 {MOST_BYTES >> 20} MB：多半是图片太大，请把图片缩小再导出")
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_SIGNS:  # before they become objects in memory
        raise RefusedFile(f"{name} 里的内容比表单能写的多得多，没有读：请在表单里重新导出草稿")
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_refuse,
        )
        _measure(value)
    except (ValueError, RecursionError) as fault:  # also of UTF-8
        raise RefusedFile(_broken(name)) from fault
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > _MOST_DIGITS:
        raise ValueError(text[:20])
    return int(text)


def _fraction(text: str) -> int | float:
    """JavaScript makes no difference between 40 and 40.0."""
    number = float(text)
    if not math.isfinite(number) or abs(number) >= 10**_MOST_DIGITS:
        raise ValueError(text[:20])
    return int(number) if number.is_integer() else number


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _measure(value: Any) -> None:
    """ValueError for what is nested deeper, or holds more values, than the form can write."""
    level, count = [value], 0
    for _ in range(_DEEPEST):
        count += len(level)
        if count > _MOST_VALUES:
            raise ValueError("too many values")
        level = [part for one in level if isinstance(one, dict | list) for part in _parts(one)]
        if not level:
            return
    raise ValueError("too deep")


def _parts(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _known(value: Any, schema: dict[str, Any], words: tuple[str, ...], schemas: Schemas, left: list[Left]) -> Any:
    """A value with only the fields that its schema has, and groups and lists only where they belong; the others are left and told."""
    if isinstance(value, list):
        item = schemas.resolve(schema["items"])
        title = str(item.get("title") or words[-1])
        placed = [(part, (*words[:-1], f"{title} {number}")) for number, part in enumerate(value, start=1)]
        return [_known(part, item, place, schemas, left) for part, place in placed if _fits(part, item, place, left)]
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for name, part in value.items():
        if name not in schema["properties"]:
            place = " › ".join(words) or "整个草稿"
            left.append(Left(place, visible(name[:40]), "没有这个栏目，没有读入"))
            continue
        field = schemas.resolve(schema["properties"][name])
        own = (*words, str(field.get("title", name)))
        if _fits(part, field, own, left):
            found[name] = _known(part, field, own, schemas, left)
    return found


def _fits(value: Any, schema: dict[str, Any], words: tuple[str, ...], left: list[Left]) -> bool:
    """Whether a value is a group, a list or neither as its schema has it; which neither it is, is a matter of the gates."""
    shape = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
    wanted = schema["type"] if schema["type"] in _SHAPES else ""
    if value is None or shape == wanted:
        return True
    found = _SHAPES.get(shape) or visible(shortened(str(value)))
    left.append(Left(" › ".join(words), found, f"这里应当是{_SHAPES.get(wanted, '文字或数')}，没有读入"))
    return False


def _as_written(value: Any) -> Any:
    """As `written` in state.js: without empty texts and groups, and without empty items at the end of a list; None for nothing."""
    if isinstance(value, list):
        items = [{} if (made := _as_written(item)) is None else made for item in value]
        while items and items[-1] == {}:
            items.pop()
        return items if items or not value else None
    if isinstance(value, str):
        return cleaned(value)
    if not isinstance(value, dict):
        return value
    made = {name: _as_written(part) for name, part in value.items()}
    return {name: part for name, part in made.items() if part not in (None, "", {})} or None


def _pictures(name: str, pictures: dict[str, Any]) -> Iterator[Picture]:
    if len(pictures) > MOST_PICTURES:
        raise RefusedFile(f"{name} 里的图片太多（{len(pictures)} 张），一份至多 {MOST_PICTURES} 张")
    for own, one in pictures.items():
        text = one.get("base64") if isinstance(one, dict) else None
        if is_device(own.split(".")[0]):  # which a form of before has given
            raise RefusedFile(
                f"{name} 里有图片“{visible(own[:40])}”，这个名字在 Windows 上打不开：请在表单里去掉它，把图片改名再选一次，重新导出"
            )
        if not isinstance(text, str) or not is_picture_name(own):
            raise RefusedFile(_broken(name))
        try:
            yield Picture(own, base64.b64decode(text, validate=True))
        except (binascii.Error, ValueError) as fault:
            raise RefusedFile(_broken(name)) from fault


def _place(kind: str, owner: Any, place: Any) -> tuple[str, str]:
    """The path and the owner's key, each "" where it is not filled in, or is no id."""
    tree = "courses" if kind in ("series", "provider") else "bases"
    has_owner = kind not in ("base", "provider")
    own = owner if has_owner and isinstance(owner, str) and is_id(owner) else ""
    is_said = isinstance(place, str) and is_id(place) and (own or not has_owner)
    return path_for(kind, own, str(place)) if is_said else "", f"{tree}/{own}" if own else ""
