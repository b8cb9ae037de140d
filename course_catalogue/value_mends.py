"""What a value was meant to be, where only one thing can have been meant: as YAML text to put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from course_catalogue.scalars import quoted

_LONGEST = 200
_HALFWIDTH = str.maketrans("０１２３４５６７８９－：．＠／％，", "0123456789-:.@/%,")
_QUOTES = "\"'“”‘’「」 \u3000"
_UNITS = "分钟|分|min|人|名|位|元|块|天|日|个|课时|节|次|组|平方米|平米|㎡|周|年级|%|cm|厘米|行"
_NUMBER = re.compile(
    rf"(?:第|大约|约|共|[￥¥] ?)?(?P<number>-?[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?) ?"
    rf"(?P<unit>(?:元|分钟) ?[/每] ?(?:课时|节|人|生|学生)|{_UNITS})?(?:左右)?"
)
_CHINESE_COUNT = re.compile(rf"(?P<number>[零一二三四五六七八九十两])(?P<unit>{_UNITS})?")
_SAME_UNITS = (
    ("分钟", "分", "min"),
    ("人", "名", "位"),
    ("元", "块"),
    ("天", "日"),
    ("课时", "节"),
    ("平方米", "平米", "㎡"),
)
_ANY_UNIT = "个"
"""Of whatever is counted."""
_OWN_UNIT = re.compile(r"几个?(.+)|（([^（）每]+)）\Z|(人)数|\A(分钟)\Z")
"""What a title or description says that a field counts: 提前几周, 单价（元）, 每组人数."""
_PEOPLE = ("最少", "最合适", "最多")
"""Titles that say only together with the one above them (班额) that people are counted."""
_SPAN = re.compile(r"([0-9]{1,2}) ?(?:年级)? ?[-~～—–至到] ?([0-9]{1,2}) ?(?:年级)?")
_CHINESE_NUMBERS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_TRUE = ("是", "有", "对", "可以", "适合", "√", "✓", "✔", "☑", "true", "True", "1")
_FALSE = ("否", "无", "没有", "不", "不可以", "不适合", "×", "✗", "✘", "☒", "false", "False", "0")
_DATE = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?[日号]?|([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"([0-9]{1,2})[:.点时]([0-9]{2})分?|([0-9]{1,2})[点时](半|整)?")
_END_MARKS = "。．，、；;,.：:"
_NUMBERED = re.compile(r"(?:\A|(?<=[\s；;。，、]))(?:[（(]?([0-9]{1,2})(?:[、．)）]|\.(?![0-9]))|([①-⑳]))\s*")
_WEEKDAY = re.compile(r"每?(?:星期|礼拜|周)(?:([一二三四五六])|([日天]))")
_SAFE = re.compile(r"[\u4e00-\u9fff（）A-Za-z][\u4e00-\u9fffA-Za-z0-9（）·]*")
_AMBIGUOUS_WORDS = ("true", "false", "yes", "no", "on", "off", "y", "n", "null")


def of_type(schema: dict[str, Any], item: dict[str, Any], value: Any, written: str) -> str | None:
    """The text to write for a value of the wrong type; `item` is the schema of a list's items."""
    wanted = schema.get("type", "")
    if not isinstance(value, str | int | float) or len(written) > _LONGEST:
        return None
    text = str(value).translate(_HALFWIDTH).strip(_QUOTES)
    match wanted:
        case "string":
            return quoted(written) if not isinstance(value, str) else None
        case "integer" | "number":
            return None if foreign_unit(schema, text) else _number(text, wanted)
        case "boolean":
            return "true" if text in _TRUE else "false" if text in _FALSE else None
        case "array":
            return _list(str(value).strip(_QUOTES), item)
    return None


def foreign_unit(schema: dict[str, Any], text: str) -> str:
    """The unit behind a number if it is not that of the field: 天 in 提前几周; "" where it is, or none is known."""
    bare = text.translate(_HALFWIDTH).strip(_QUOTES)
    match = _NUMBER.fullmatch(bare) or _CHINESE_COUNT.fullmatch(bare)
    unit, own = (match["unit"] if match else "") or "", own_unit(schema)
    if unit in ("", _ANY_UNIT) or not own:
        return ""
    same = next((words for words in _SAME_UNITS if unit.startswith(words)), (unit,))
    return "" if own.startswith(same) else unit


def own_unit(schema: dict[str, Any]) -> str:
    """What a field counts, by its title or description; "" where they do not say."""
    title = schema.get("title", "")
    if title in _PEOPLE:
        return "人"
    match = _OWN_UNIT.search(title) or re.search("几个?(.+)", schema.get("description", ""))
    return next(filter(None, match.groups()), "") if match else ""


def of_numbered(item: dict[str, Any], value: Any) -> list[str] | None:
    """The items of a list that was written as `1、甲 2、乙`, as YAML text; None where the numbers do not run from 1."""
    if not isinstance(value, str) or item.get("type") != "string" or {"enum", "pattern"} & set(item):
        return None
    texts = numbered_texts(value)
    return [str(_item(text, item)) for text in texts] if texts else None


def numbered_texts(value: str) -> list[str]:
    """甲 and 乙 of `1、甲；2、乙`; [] where the numbers do not run from 1, or nothing stands behind one."""
    marks = list(_NUMBERED.finditer(value))
    numbers = [int(mark.group(1)) if mark.group(1) else ord(mark.group(2)) - ord("①") + 1 for mark in marks]
    if len(marks) < 2 or marks[0].start() or numbers != list(range(1, len(marks) + 1)):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(value)]
    texts = [value[mark.end() : end].strip().rstrip("；;，、") for mark, end in zip(marks, ends, strict=True)]
    return [] if "" in texts else texts


def of_option(options: Iterable[str], value: str) -> str | None:
    """The option that a value is, but for marks at its end, or another word for a day of the week."""
    known = list(options)
    bare = value.strip(_QUOTES).rstrip(_END_MARKS)
    day = _WEEKDAY.fullmatch(bare)
    for candidate in (bare, f"周{day.group(1) or '日'}" if day else ""):
        if candidate in known:
            return candidate
    return None


def of_items(item: dict[str, Any], value: Any) -> str | None:
    """The items that one item holds, as in `[2，3]`."""
    if not isinstance(value, str) or not re.search("[，、；;,]", value):
        return None
    written = _list(value, item)
    parts = re.split("[，、；;,]", value)
    if "pattern" in item and not all(re.search(item["pattern"], part.strip(_QUOTES)) for part in parts):
        return None
    return written[1:-1] if written and ", " in written else None


def of_format(schema: dict[str, Any], value: str) -> str | None:
    """The value as its pattern asks for it: dates, times, half-width digits, without stray quotes."""
    if len(value) > _LONGEST:
        return None
    text = value.translate(_HALFWIDTH).strip(_QUOTES)
    pattern = schema.get("pattern", "$^")
    bare = text.rstrip(_END_MARKS)
    for candidate in (
        text,
        bare,
        _date(bare),
        _date(text),
        _time(text),
        text.replace(" ", ""),
        re.sub(r"[\s_]+", "-", text.lower()),
    ):
        if candidate and candidate != value and re.search(pattern, candidate):
            return quoted(candidate)
    return None


def _number(text: str, wanted: str) -> str | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        count = _CHINESE_COUNT.fullmatch(text)
        return str(_CHINESE_NUMBERS[count["number"]]) if count else None
    whole = re.sub(r"\.0+\Z", "", match["number"])
    if wanted == "integer" and "." in whole:
        return None
    return re.sub(r"\A(-?)0+(?=[0-9])", r"\1", whole)


def _list(text: str, item: dict[str, Any]) -> str | None:
    """A flow list of what stands in one text; every part must be an item as the schema wants it."""
    text = text.strip("[]【】")
    if item.get("type") == "integer":
        span = _SPAN.fullmatch(text.translate(_HALFWIDTH))
        if span and int(span.group(1)) < int(span.group(2)):
            return f"[{', '.join(map(str, range(int(span.group(1)), int(span.group(2)) + 1)))}]"
    parts = [
        part.strip(_QUOTES)
        for part in re.split(r"[，、；;,]| +(?=[\u4e00-\u9fff0-9０-９])|和(?=[0-9])", text)
        if part.strip()
    ]
    if not parts:
        return None
    written = [_item(part, item) for part in parts]
    if "enum" not in item and item.get("type") == "string" and (len(parts) > 1 and max(map(len, parts)) > 12):
        written = [_item(text, item)]  # a sentence with commas is one item
    return None if None in written else f"[{', '.join(map(str, written))}]"


def _item(part: str, item: dict[str, Any]) -> str | None:
    if item.get("type") in ("integer", "number"):
        return _number(part.translate(_HALFWIDTH), item["type"])
    if item.get("type") != "string":
        return None
    if "enum" in item:
        return of_option(item["enum"], part)
    return part if _SAFE.fullmatch(part) and part.lower() not in _AMBIGUOUS_WORDS else quoted(part)


def _date(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(text: str) -> str | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour = int(match.group(1) or match.group(3))
    minute = int(match.group(2)) if match.group(2) else 30 if match.group(4) == "半" else 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
