"""What is written in a cell as the value of a field: taken as it is, taken for something and told, or left and told why.

Nothing is guessed where two things can be meant. What only a gate can judge (lengths, limits, sums) is no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any

from course_catalogue.authoring.emitter import cleaned
from course_catalogue.authoring.office.cells import Cell
from course_catalogue.authoring.office.labels import number_of
from course_catalogue.hint_words import in_office_words
from course_catalogue.nearest import folded, nearest
from course_catalogue.office_forms.layout import STATUSES
from course_catalogue.pictures.gate import SUFFIXES
from course_catalogue.scalars import plain_value
from course_catalogue.value_mends import foreign_unit, of_format, of_option, of_type

_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""Days from 2000 to 2099 as Excel counts them."""
_EPOCH = date(1899, 12, 30)
_PARTS = re.compile(r"[，、；;,/／\n]+")
_GRADES = re.compile(r"(小学|初中?|高中?)?([0-9]{1,2}|[一二三四五六七八九]|十[一二]?)(?:年级|级)?")
_BEFORE = {"小": 0, "初": 6, "高": 9}
"""Grades before the first one of a school: 初一 is the seventh."""
_SPAN = re.compile(r"(.+?)(?:至|到|[-~～—–－\u2010-\u2012\u2212\ufe63]+)(.+)")
_IN_CHINESE = {word: status for status, word in STATUSES.items()} | {"提交": "submitted"}
"""What a secretary calls the options that have names of the file format."""
_TERMS = {"春季": "春季学期", "春": "春季学期", "春学期": "春季学期"}
_TERMS |= {word.replace("春", "秋"): term.replace("春", "秋") for word, term in _TERMS.items()}
_SOCIETIES = ("学会", "协会", "研究会", "学（协）会", "学(协)会")
"""What the one who offers the course calls itself where the file format says 课程机构."""
_PROVIDER = "课程机构"
_QUOTES = str.maketrans("", "", "\"'“”‘’「」『』")
CLOCK = "Excel 把它当成了日期或时间，看不出原来写的是什么：请把格子的格式改为“文本”再写一次"
AND = re.compile("以?及|和|与")
_WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_DAYS_OF = {"周末": _WEEK[5:], "双休日": _WEEK[5:], "每天": _WEEK, "每日": _WEEK, "天天": _WEEK}
"""Words for several days of a week; 工作日 is none of them: whether it means holidays too is the author's to say."""
_KIND_OF_OPTION = re.compile("(周|星期|礼拜)?(.+?)([两三四]?季)?")
"""周三五, 春秋两季: what is said once of several options, and a sign for each."""
_RUN_OF_GRADES = re.compile(r"([一二三四五六七八九]{2,9})年级")


@dataclass(frozen=True, slots=True)
class Taken:
    """`told` says what it was taken for, where it was not written so."""

    value: Any
    told: str = ""


@dataclass(frozen=True, slots=True)
class Untaken:
    """Left out: why, and what to write."""

    why: str


Result = Taken | Untaken


def one(schema: Mapping[str, Any], cell: Cell) -> Result:
    """A single value."""
    match schema["type"]:
        case "integer" | "number":
            return _number(schema, cell)
        case "boolean":
            return _yes_or_no(cell)
        case _ if "enum" in schema:
            return _option(schema["enum"], text_of(cell))
        case _ if "pattern" in schema:
            return _formatted(schema, cell)
    return _text(cell)


def text_of(cell: Cell) -> str:
    """The text of a cell without what no file may hold and without blanks around it."""
    value = cell.value
    if cell.is_percent and isinstance(value, int | float):
        return f"{value * 100:.10g}%"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return lines_of(cell).strip("\n \u3000")


def lines_of(cell: Cell) -> str:
    """The same, but for wide spaces at its beginning, by which a line of the blackboard is moved to the right."""
    return cleaned(cell.text.replace("\xa0", " ")).strip("\n ").rstrip("\u3000")


def is_clock(cell: Cell) -> bool:
    """Whether Excel holds a date or a time there: 3-4 becomes one unasked."""
    return isinstance(cell.value, date | time)


def _text(cell: Cell) -> Result:
    if is_clock(cell):
        return Untaken(CLOCK)
    text = text_of(cell)
    return Taken(text, "" if isinstance(cell.value, str) else f"文字“{text}”")


def _number(schema: Mapping[str, Any], cell: Cell) -> Result:
    value = cell.value
    whole = schema["type"] == "integer"
    if isinstance(value, bool | date | datetime | time):
        return Untaken(
            f"应为{'整数' if whole else '数'}：Excel 把它当成了日期、时间或是非，请把格子的格式改为“常规”再写一次"
        )
    if isinstance(value, int | float):
        told = ""
        if cell.is_percent and "%" in schema.get("title", ""):
            value = round(value * 100, 6)
            told = f"{_plain(value)}（百分数）"
        if whole and not float(value).is_integer():
            return Untaken(f"应为整数，写的是 {value}")
        return Taken(_plain(value), told)
    text = text_of(cell)
    if unit := foreign_unit(dict(schema), text):
        return Untaken(f"这一栏不按“{unit}”算，请换算好，只写数字")
    read = of_type(dict(schema), {}, text, text)
    if read is None:
        return Untaken(f"应为{'整数' if whole else '数'}，只写数字")
    number = plain_value(read)
    if whole and isinstance(number, float):
        return Untaken("应为整数，只写数字")
    return Taken(number, "" if str(number) == text else str(number))


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _yes_or_no(cell: Cell) -> Result:
    if isinstance(cell.value, bool):
        return Taken(cell.value, "是" if cell.value else "否")
    text = text_of(cell)
    if text in ("是", "否"):
        return Taken(text == "是")
    read = of_type({"type": "boolean"}, {}, text, text)
    if read is None:
        return Untaken("应写“是”或“否”")
    return Taken(read == "true", "是" if read == "true" else "否")


def _option(options: Sequence[Any], text: str) -> Result:
    if text in options:
        return Taken(text)
    if _IN_CHINESE.get(text) in options:
        return Taken(_IN_CHINESE[text])
    found = of_option(options, text) or _other_form(options, text) or _other_word(options, text)
    found = found if found in options else None
    if found is not None:
        return Taken(found, found)
    near = nearest(text, options)
    like = f"；像是{'或'.join(f'“{option}”' for option in near)}，请自己选定" if near else ""
    listed = "、".join(map(str, options[:12])) + ("……" if len(options) > 12 else "")
    return Untaken(f"不在可选的内容里{like}。可以写：{listed}")


def _other_form(options: Sequence[Any], text: str) -> str | None:
    """The one option that is the same but for spaces, quotes and capital letters: 每 人, and 三农 for “三农”."""
    found = [option for option in options if _bare(str(option)) == _bare(text)]
    return found[0] if len(found) == 1 else None


def _other_word(options: Sequence[Any], text: str) -> str | None:
    """春 for 春季 and 春季学期; 学会 for 课程机构 as who supplies, but not as who pays: that may be another one."""
    is_supplier = _PROVIDER in options and "社会捐赠" not in options
    if f"{text}季" in options:
        return f"{text}季"
    return _PROVIDER if is_supplier and text in _SOCIETIES else _TERMS.get(text)


def _bare(text: str) -> str:
    return "".join(text.translate(_QUOTES).split()).casefold()


def _formatted(schema: Mapping[str, Any], cell: Cell) -> Result:
    """A text of a fixed form: a date, a time, a code, an address."""
    pattern, value = schema["pattern"], cell.value
    is_day = schema.get("format") == "date"
    if is_day and isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Taken(day.isoformat(), day.isoformat())
    if (
        is_day
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and _FIRST_SERIAL <= value <= _LAST_SERIAL
    ):
        day = _EPOCH + timedelta(days=int(value))
        return Taken(day.isoformat(), f"{day.isoformat()}（Excel 的日期数）")
    if isinstance(value, datetime) and value.date() <= date(1900, 1, 1):
        value = value.time()
    if isinstance(value, time):
        text = f"{value:%H:%M}"
        return Taken(text, text) if re.search(pattern, text) else Untaken(_form_words(schema))
    text = text_of(cell)
    if _is_picture(schema.get("examples", [""])[0]) and _is_picture(text):
        return Taken(text)  # IMG_1234.JPG is the name of the file that was sent; who files it renames both
    if re.search(pattern, text):
        return Taken(text, "" if isinstance(cell.value, str) else f"文字“{text}”")
    read = of_format(dict(schema), text)
    if read is None:
        return Untaken(_form_words(schema))
    bare = read.strip('"')
    return Taken(bare, bare)


def _is_picture(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def _form_words(schema: Mapping[str, Any]) -> str:
    example = schema.get("examples", [""])[0]
    return f"写法不对，{in_office_words(schema.get('description', ''))}" + (f"例：{example}" if example else "")


def several(item: Mapping[str, Any], cell: Cell) -> tuple[list[Any], list[Untaken], str]:
    """The values in a cell that holds several, those that are left, and what they were taken for."""
    if is_clock(cell):
        return [], [Untaken(CLOCK)], ""
    text = text_of(cell)
    if item["type"] == "integer":
        found = integers(text)
        if found is None:
            return [], [Untaken("应为数字，几个之间用顿号隔开，如 3、4、5")], ""
        shown = "、".join(map(str, found))
        return found, [], "" if shown == text or (len(found) == 1 and text == str(found[0])) else shown
    if "enum" in item and (span := _span(item["enum"], text)):
        return span, [], "、".join(span)
    values: list[Any] = []
    left: list[Untaken] = []
    told = False
    parts = parts_of(text)
    for part in parts:
        written = _with_first_sign(item, part.strip(), values)
        told = told or written != part.strip()
        result = one(item, Cell(written, cell.place))
        if isinstance(result, Untaken) and (together := _in_one_word(item, Cell(written, cell.place))):
            values += [value for value in together if value not in values]
            told = True
        elif isinstance(result, Untaken):
            left.append(Untaken(f"“{part.strip()}”{result.why}"))
        elif result.value not in values:
            values.append(result.value)
            told = told or bool(result.told)
    unusual = told or (len(parts) > 1 and "、".join(map(str, values)) != text and "\n" not in text)
    return values, left, "、".join(map(str, values)) if unusual and values else ""


def _with_first_sign(item: Mapping[str, Any], part: str, values: Sequence[Any]) -> str:
    """三 behind 周一 as 周三: an option that begins as the one before it, which is not written again."""
    whole = f"{values[-1][:1]}{part}" if values and isinstance(values[-1], str) else part
    return whole if whole in item.get("enum", ()) and part not in item["enum"] else part


def _in_one_word(item: Mapping[str, Any], cell: Cell) -> list[Any]:
    """The options that stand in one word: 周一和周三, 周末, 周六日, 春秋; none where any part of it is no option."""
    word, options = str(cell.value), item.get("enum", ())
    if word in _DAYS_OF:
        return [day for day in _DAYS_OF[word] if day in options]
    names = AND.split(word)
    if len(names) == 1 and (match := _KIND_OF_OPTION.fullmatch(word)):
        names = [f"{match.group(1) or ''}{sign}" for sign in match.group(2)]
    results = [one(item, Cell(name, cell.place)) for name in names] if len(names) > 1 else []
    found = [result.value for result in results if isinstance(result, Taken)]
    return found if len(found) == len(results) else []


def parts_of(text: str) -> list[str]:
    """What several values in a cell are parted by: lines where there are any, else commas and the like."""
    return [part for part in (text.split("\n") if "\n" in text else _PARTS.split(text)) if part.strip()]


def names_of(text: str, known: Collection[str]) -> list[str]:
    """The same of names, of which the known ones (as `folded` has them) may hold such a sign themselves: 声、光、电."""
    names: list[str] = []
    for line in text.split("\n"):
        pieces = re.split(f"({_PARTS.pattern})", line) if "\n" not in text else [line]
        while pieces:
            ends = (end for end in range(len(pieces), 1, -2) if folded("".join(pieces[:end]).strip()) in known)
            end = next(ends, 1)
            names.append("".join(pieces[:end]).strip())
            pieces = pieces[end + 1 :]
    return [name for name in names if name]


def holds_several(name: str) -> bool:
    """Whether a name has a sign in it that parts several values."""
    return _PARTS.search(name) is not None


def _span(options: Sequence[str], text: str) -> list[str] | None:
    """周一至周五 as all of the options between; None where the ends are no options."""
    match = _SPAN.fullmatch("".join(text.split()))
    if match is None:
        return None
    ends = [of_option(options, end) or (end if end in options else None) for end in match.groups()]
    if ends[0] is not None and f"{ends[0][:1]}{match.group(2)}" in options:  # 周一至五
        ends[1] = f"{ends[0][:1]}{match.group(2)}"
    if None in ends:
        return None
    first, last = options.index(str(ends[0])), options.index(str(ends[1]))
    return list(options[first : last + 1]) if first < last else None


def integers(text: str) -> list[int] | None:
    """Grades and the like: 3、4, 三年级、四年级, 3～6 年级, 三至六年级, 三四年级. None where any part is none."""
    bare = "".join(text.translate(HALF_WIDTH).split())
    if match := _RUN_OF_GRADES.fullmatch(bare):
        return [number for character in match.group(1) if (number := number_of(character)) is not None]
    found: list[int] = []
    for part in re.split(r"[，、；;,和及.]+", bare.strip("，、；;,.。")):
        span = _SPAN.fullmatch(part)
        ends = [_grade(end) for end in (span.groups() if span else (part,))]
        if None in ends:
            return None
        numbers = [end for end in ends if end is not None]
        if len(numbers) == 2 and not numbers[0] < numbers[1] <= numbers[0] + 20:
            return None
        found += range(numbers[0], numbers[-1] + 1)
    return list(dict.fromkeys(found)) or None


def _grade(text: str) -> int | None:
    match = _GRADES.fullmatch(text)
    number = number_of(match.group(2)) if match else None
    if match is None or number is None:
        return None
    before = _BEFORE[match.group(1)[0]] if match.group(1) else 0
    return number + before if before and number <= 3 else number


HALF_WIDTH = str.maketrans("０１２３４５６７８９－～．", "0123456789-~.")
