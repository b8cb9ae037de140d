"""The words for a misfit between a document and its schema, from kind, title and value: never a validator's English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from course_catalogue import value_mends
from course_catalogue.author_habits import DASH_WITHOUT_SPACE, FULLWIDTH_COLON, FULLWIDTH_DASH, MISSING_SPACE
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Severity
from course_catalogue.field_names import group_words, meant
from course_catalogue.list_misfits import ListMisfit
from course_catalogue.misfit_place import MisfitPlace, example, shown
from course_catalogue.nearest import LONGEST, Nearest, look_up
from course_catalogue.scalars import quoted

_MOST_OPTIONS = 16
_AGE_OR_STAGE = re.compile("岁|低年|中年|高年|小学|初中")
_GRADES = (
    "写年级的数字 1～9，不写年龄和学段：6～7 岁上一年级，往后每大一岁加一；"
    "低年级写 [1, 2]，中年级写 [3, 4]，高年级写 [5, 6]，初中写 [7, 8, 9]"
)
_TYPE_WORDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "一组字段",
}


@dataclass(frozen=True)
class Misfit(MisfitPlace):
    """One validation error at one place, and the words for it."""

    keyword: str
    limit: Any

    def diagnostics(self, missing: str | None, unexpected: list[str] | None) -> Iterator[Diagnostic]:
        match self.keyword:
            case "required":
                yield self._missing(str(missing))
            case "additionalProperties":
                yield from (self.unknown(name) for name in unexpected or ())
            case "type":
                yield self._wrong_type()
            case "enum" | "const":
                yield self._not_in_list()
            case "format":
                yield self.say(
                    "no-such-date", "没有这一天", expected='真实存在的日期，写作 "2026-09-01"', mend="核对月份和日子"
                )
            case "pattern":
                yield self._wrong_format()
            case "minItems" | "maxItems" | "minProperties":
                yield self._wrong_count()
            case "uniqueItems":
                yield self._repeated()
            case "minLength" | "maxLength":
                yield self._wrong_length()
            case "minimum" | "maximum" | "multipleOf" | "exclusiveMinimum" | "exclusiveMaximum":
                yield self._out_of_range()
            case other:
                raise AssertionError(f"schema uses a keyword without words for authors: {other}")

    def _missing(self, name: str) -> Diagnostic:
        field = self.schemas.at(self.document.kind, (*self.steps, name))
        shown_as = example(field)
        steps = (*self.steps, name)
        left_empty = next((key.mark for key in self.document.empty_keys if key.steps == steps), None)
        if left_empty:
            return self.say(
                "missing-field",
                f"“{field.get('title', name)}”的内容是空的",
                mark=left_empty,
                steps=steps,
                expected=f"{name}: {shown_as}",
                mend=f"在 {name}: 后面写上内容，例如 {shown_as}。{field.get('description', '')}",
                edits=self._only_value(name, field, left_empty),
            )
        return self.say(
            "missing-field",
            f"缺少“{field.get('title', name)}”",
            mark=self.document.key_mark(*self.steps) if self.steps else self.document.marks.between(0, 0),
            steps=(*self.steps, name),
            expected=f"{name}: {shown_as}",
            mend=f"加一行 {name}: {shown_as}。{field.get('description', '')}",
            edits=self._only_value(name, field, None),
        )

    def _only_value(self, name: str, field: dict[str, Any], left_empty: Mark | None) -> tuple[Edit, ...]:
        """The line of a field at the top that can have one value only, such as `format: 1`."""
        first = next(iter(self.document.data), None)
        if "const" not in field or self.steps or first is None:
            return ()
        marks, written = self.document.marks, f"{name}: {field['const']}"
        if left_empty:
            start, end = marks.line_range(left_empty.line)
            alone = marks.text[start:end].replace(" ", "") == f"{name}:"
            return (Edit(marks.between(start, end), written),) if alone else ()
        start, _ = marks.line_range(self.document.key_mark(first).line)
        return (Edit(marks.between(start, start), f"{written}\n"),) if marks.text.startswith(first, start) else ()

    def unknown(self, name: str, mark: Mark | None = None) -> Diagnostic:
        """The finding on a name that the schema does not have; `mark` where the document has lost its place."""
        kind = self.document.kind
        value = (self.value or {}).get(name)
        guess = meant(self.schemas, kind, self.steps, name, value)
        mark = mark or self.document.key_mark(*self.steps, name)
        free = [key for key in self.schema.get("properties", {}) if key not in (self.value or {})]
        places = [group_words(self.schemas, kind, path) for path in guess.belongs]
        if guess.names:
            mend = f"是不是 {'、'.join(guess.names)}？"
        elif places:
            mend = f"{name} 写在{'，或'.join(places)}：移到那里去；看看缩进是不是对齐了"
        else:
            mend = "改成上面列出的字段名，或删去这一行"
        here = group_words(self.schemas, kind, tuple(step for step in self.steps if isinstance(step, str)))
        return self.say(
            "unknown-field",
            f"没有“{shown(name)}”这个字段"
            if not places or guess.names
            else f"“{shown(name)}”不写在{here.removesuffix('里')}",
            mark=mark,
            steps=(*self.steps, name),
            found=shown(name),
            expected="、".join(guess.names) or (f"{name} 写在{places[0]}" if places else _some(free)),
            mend=mend,
            edits=(Edit(mark, guess.sure),)
            if guess.sure and guess.sure in free and self._is_written(mark, name)
            else (),
        )

    def _is_written(self, mark: Mark, name: str) -> bool:
        """Whether a mark covers just this name: not so behind quotes."""
        start = self.document.marks.index(mark.line, mark.column)
        return self.document.marks.text[start : start + len(name) + 1].rstrip() in (name, f"{name}:")

    def _wrong_type(self) -> Diagnostic:
        if self._list_around and self._list_around.says_nothing:
            return self._list_around.nothing()
        wanted = self.schema.get("type", "")
        habit = self._habit(wanted)
        if habit:
            return habit
        here = ListMisfit(self.document, self.schemas, self.steps)
        if wanted == "array" and here.says_nothing:
            return here.nothing()
        single = not isinstance(self.value, list | dict)
        if wanted == "string" and single and not re.search(self.schema.get("pattern", ""), self.written()):
            return self._wrong_format()
        numbered = here.numbered() if wanted == "array" else None
        mended = numbered or self._mended()
        return self.say(
            "wrong-type",
            "内容的类型不对",
            expected=_TYPE_WORDS.get(wanted, wanted),
            mend=self._how_to_write(wanted, mended, numbered),
            edits=self.put_in(mended),
        )

    def _how_to_write(self, wanted: str, mended: str | None, numbered: str | None) -> str:
        scalar = isinstance(self.value, str | int | float)
        mend = f"写成 {mended}" if mended and not self._several() else self._show_how()
        around = self._list_around.schema.get("title") if self._list_around else ""
        if not mended and "年级" in (self.schema.get("title"), around) and _AGE_OR_STAGE.search(str(self.value)):
            return _GRADES
        if wanted == "string" and scalar:
            return "给它加上英文双引号"
        if wanted == "array" and numbered and "\n" in numbered:
            return "去掉编号，每项一行、前面加短横和一个空格"
        if wanted == "array" and scalar:
            options = self.schemas.resolve(self.schema.get("items", {})).get("enum", ())
            some = f"；可以写的有：{'、'.join(map(str, options))}" if options and not mended else ""
            return f"列表写在方括号里，或每项一行、前面加短横，例如 {mended or example(self.schema)}{some}"
        if wanted in ("integer", "number") and (unit := value_mends.foreign_unit(self.schema, str(self.value))):
            return f"这一项不按“{unit}”算，换算好，只写一个数，{mend}"
        if wanted in ("integer", "number") and re.search("[0-9]", str(self.value)) and not mended:
            return f"只写一个数，不写单位和别的字，{mend}"
        return mend

    @cached_property
    def _list_around(self) -> ListMisfit | None:
        """The list that an item stands in."""
        in_list = bool(self.steps) and isinstance(self.steps[-1], int)
        return ListMisfit(self.document, self.schemas, self.steps[:-1]) if in_list else None

    def _mended(self) -> str | None:
        """What to write instead, where only one thing can have been meant."""
        items = self._several()
        if items:
            return items
        item = self.schemas.resolve(self.schema.get("items", {}))
        return value_mends.of_type(self.schema, item, self.value, self.written())

    def _several(self) -> str | None:
        """The items that one item of a list holds, as in `[2，3]`."""
        return value_mends.of_items(self.schema, self.value) if self.steps and isinstance(self.steps[-1], int) else None

    @staticmethod
    def _one_text(group: dict[str, Any]) -> bool:
        return not isinstance(next(iter(group.values())), dict | list)

    def _show_how(self) -> str:
        """An example; of an item without one, the list that it stands in."""
        if (
            isinstance(self.value, str)
            and self.steps
            and isinstance(self.steps[-1], int)
            and re.search("[，、；]", self.value)
        ):
            return "每项之间用半角逗号加空格，例如 " + example(self.schemas.at(self.document.kind, self.steps[:-1]))
        schema = self.schema if self.schema.get("examples") else self.schemas.at(self.document.kind, self.steps[:-1])
        return f"例如 {example(schema)}"

    def _habit(self, wanted: str) -> Diagnostic | None:
        """A list or a group of fields that became one text, because its colon or dash is full-width or has no space."""
        if wanted == "string" and isinstance(self.value, dict) and len(self.value) == 1 and self._one_text(self.value):
            words = "：".join(map(str, next(iter(self.value.items()))))
            return self.say(
                "needs-quotes",
                "文字里有“冒号加空格”，要加引号",
                found=shown(words),
                expected="用英文双引号括起来",
                mend="给整段文字加英文双引号，或把冒号改成全角",
                edits=self._as_one_text(next(iter(self.value))),
            )
        if wanted == "array" and isinstance(self.value, dict):
            return ListMisfit(self.document, self.schemas, self.steps).headless_item()
        if not isinstance(self.value, str) or wanted not in ("array", "object"):
            return None
        if wanted == "object":
            field = _NO_COLON.match(self.value)
            if field and field.group(1) in self.schema.get("properties", {}) and "\n" not in self.written():
                return self._no_colon(field)
        match = _COLON.match(self.value) if wanted == "object" else _DASH.match(self.value)
        if match is None or (
            not match.group()[0].isascii() and match.group()[:-1] not in self._field_names() and wanted == "object"
        ):
            return None
        whole = self.document.mark(*self.steps)
        column = whole.column + match.start(1)
        mark = Mark(whole.path, whole.line, column, whole.line, column + len(match.group(1)))
        sign = match.group(1)
        habit = _HABITS.get(sign, FULLWIDTH_DASH)
        replacement = ": " if sign in ":：" else "- "
        return self.say(
            habit.code, habit.message, mark=mark, found=habit.found, expected=habit.expected, mend=habit.mend,
            edits=self._in_each_line(_COLON if replacement == ": " else _DASH, replacement),
        )  # fmt: skip

    def _in_each_line(self, habit: re.Pattern[str], replacement: str) -> tuple[Edit, ...]:
        """The same mend in every line of the value; none where a line is written otherwise, or names no field."""
        whole, marks = self.document.mark(*self.steps), self.document.marks
        known = self._field_names()
        edits: list[Edit] = []
        for number in range(whole.line, whole.end_line + 1):
            start, end = marks.line_range(number)
            begin = max(start, marks.index(whole.line, whole.column))
            line = marks.text[begin:end]
            indent = len(line) - len(line.lstrip(" "))
            match = habit.match(line, indent)
            if match is None or (known and match.group()[: match.start(1) - indent].strip() not in known):
                return ()
            place = begin + match.start(1)
            gap = len(line[match.end(1) :]) - len(line[match.end(1) :].lstrip(" \u3000"))
            edits.append(Edit(marks.between(place, begin + match.end(1) + gap), replacement))
        return tuple(edits)

    def _field_names(self) -> set[str]:
        """The fields of this group, as they are written and as they are called."""
        fields = self.schema.get("properties", {})
        return {*fields, *(str(self.schemas.resolve(part).get("title", "")).split("（")[0] for part in fields.values())}

    def _no_colon(self, field: re.Match[str]) -> Diagnostic:
        whole = self.document.mark(*self.steps)
        start, end = whole.column + field.end(1), whole.column + field.end()
        gap = Mark(whole.path, whole.line, start, whole.line, end)
        return self.say(
            "yaml-grammar", "字段名后面没有冒号", expected=f"{field.group(1)}: 内容", mend="在字段名后面加半角冒号和一个空格",
            edits=(Edit(gap, ": "),),
        )  # fmt: skip

    def _as_one_text(self, key: str) -> tuple[Edit, ...]:
        """A key and its value, on one line, put in quotes."""
        whole, value = self.document.mark(*self.steps), self.document.mark(*self.steps, key)
        if whole.line != value.end_line or whole == value:
            return ()
        marks = self.document.marks
        start, end = marks.index(whole.line, whole.column), marks.index(value.end_line, value.end_column)
        return (Edit(marks.between(start, end), quoted(marks.text[start:end])),)

    def _not_in_list(self) -> Diagnostic:
        if self._list_around and self._list_around.says_nothing:
            return self._list_around.nothing()
        options = [str(option) for option in self.schema.get("enum", [self.schema.get("const")])]
        text = str(self.value)
        guess = text if len(text) <= LONGEST else ""
        near = look_up(guess.strip(" \"'“”‘’"), options)
        hint = self.schema.get("description", "") if "approved" in text else ""
        sure = value_mends.of_option(options, text) if isinstance(self.value, str) else None
        near = Nearest((sure,), sure) if sure else near
        several = self._several()
        mend = f"是不是 {'、'.join(near.words)}？" if near.words else "从上面的选项里选一个"
        if re.search("[，、；]", text):
            mend = self._show_how()
        shown = options if len(options) <= _MOST_OPTIONS or not near.words else [*near.words]
        return self.say(
            "not-in-list",
            "不是可选的内容",
            expected="、".join(shown)
            + (
                ""
                if shown is options
                else f"……（共 {len(options)} 种，运行 python build.py explain not-in-list 看怎样查）"
            ),
            mend=hint or mend,
            edits=() if hint else self.put_in(several or (near.sure if isinstance(self.value, str) else None)),
        )

    def _wrong_format(self) -> Diagnostic:
        mended = self._several() or value_mends.of_format(self.schema, str(self.value))
        form = self._form()
        mend = (f"写成像 {form} 这样。" if form else "") + self.schema.get("description", "")
        if self.steps and self.steps[-1] == "file":  # an edit here would not rename the picture
            mend = f"给图片文件改名，像 {mended or form} 这样，再在这里写新的名字"
            mended = None
        return self.say(
            "wrong-format",
            "写法不对",
            expected=f"像 {form} 这样" if form else "",
            mend=mend,
            edits=self.put_in(mended),
        )

    def _form(self) -> str:
        """An example of the value; of an item without one, the first of its list's example."""
        if self.schema.get("examples"):
            return example(self.schema)
        lists = self.schemas.at(self.document.kind, self.steps[:-1]).get("examples") or [""]
        first = lists[0][0] if isinstance(lists[0], list) and lists[0] else ""
        return json.dumps(first, ensure_ascii=False) if first else ""

    def _wrong_count(self) -> Diagnostic:
        title = self.schema.get("title", "这里")
        count = len(self.value)
        if self.keyword == "maxItems":
            return self.say(
                "too-many-items",
                f"{title}太多",
                mark=self.key,
                found=f"{count} 项",
                expected=f"不超过 {self.limit} 项",
                mend="删去或合并多出的",
            )
        is_pair = self.schema.get("minItems", "") == self.schema.get("maxItems")  # schema_check.is_too_few
        is_soft = self.document.data.get("status") == "draft" and not is_pair
        severity = Severity.WARNING if is_soft else Severity.ERROR
        return self.say(
            "too-few-items", f"{title}太少", mark=self.key, found=f"{count} 项", expected=f"至少 {self.limit} 项",
            mend=self.schema.get("description", ""), severity=severity,
        )  # fmt: skip

    def _repeated(self) -> Diagnostic:
        seen: set[str] = set()
        for index, item in enumerate(self.value):
            written = json.dumps(item, sort_keys=True)
            if written in seen:
                steps = (*self.steps, index)
                return self.say(
                    "repeated-item",
                    "这一项前面已经有了",
                    mark=self.document.mark(*steps),
                    steps=steps,
                    found=str(item),
                    expected="每项只写一次",
                    mend="删去重复的",
                    edits=self._without_item(index),
                )
            seen.add(written)
        return self.say("repeated-item", "有重复的项", expected="每项只写一次", mend="删去重复的")

    def _without_item(self, index: int) -> tuple[Edit, ...]:
        """The line of an item that stands in a line of its own, taken out; the item and its comma, between brackets."""
        marks, here = self.document.marks, self.document.mark(*self.steps, index)
        start, end = marks.index(here.line, here.column), marks.index(here.end_line, here.end_column)
        before = self.document.mark(*self.steps, index - 1)
        line_start, line_end = marks.line_range(here.line)
        if marks.text[line_start:start].strip() == "-" and marks.text[end:line_end].strip() == "":
            return (Edit(marks.between(line_start, min(line_end + 1, len(marks.text))), ""),)
        previous = marks.index(before.end_line, before.end_column)
        if here.line == before.end_line and marks.text[previous:start].strip() == ",":
            return (Edit(marks.between(previous, end), ""),)
        return ()

    def _wrong_length(self) -> Diagnostic:
        if self.keyword == "minLength" and self.value:
            return self.say(
                "text-too-short", f"{self.schema.get('title', '文字')}太短", found=f"{len(self.value)} 个字", expected=f"至少 {self.limit} 个字",
                mend=f"再写 {self.limit - len(self.value)} 个字以上，把事情说清楚",
            )  # fmt: skip
        if self.keyword == "minLength":
            return self.say(
                "empty-text", "内容是空的", found='""', expected="文字", mend="写上内容；还没有内容就删去这一行"
            )
        return self.say(
            "text-too-long", f"{self.schema.get('title', '文字')}太长", found=f"{len(self.value)} 个字", expected=f"不超过 {self.limit} 个字",
            mend=f"删去 {len(self.value) - self.limit} 个字",
        )  # fmt: skip

    def _out_of_range(self) -> Diagnostic:
        low, high = self.schema.get("minimum"), self.schema.get("maximum")
        span = (
            f"{low}～{high}"
            if low is not None and high is not None
            else f"不小于 {low}"
            if low is not None
            else f"不大于 {high}"
        )
        unit = f"，是 {self.schema['multipleOf']} 的倍数" if "multipleOf" in self.schema else ""
        return self.say(
            "out-of-range",
            f"{self.schema.get('title', '数字')}超出范围",
            expected=span + unit,
            mend=self.schema.get("description", ""),
        )


_COLON = re.compile(r"(?:[a-z][a-z0-9_]*\s?|[\u4e00-\u9fff]{2,12}(?=：))([：:])")
_NO_COLON = re.compile(r"([a-z][a-z0-9_]*)(?: ?[;；=＝] ?| +)(?=\S)")
_DASH = re.compile(r"([－—–-])[^－—–-]")
_HABITS = {"：": FULLWIDTH_COLON, ":": MISSING_SPACE, "-": DASH_WITHOUT_SPACE}


def _some(names: list[str]) -> str:
    """All names, or the first of many."""
    return (
        "、".join(names)
        if len(names) <= _MOST_OPTIONS
        else "、".join(names[:_MOST_OPTIONS]) + f"……（共 {len(names)} 个，见投稿指南）"
    )
