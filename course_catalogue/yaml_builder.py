"""Build plain data and marks from the events of PyYAML's C parser, and refuse what is not plain.

The usual loaders lose what an author needs to be told: duplicate keys vanish, `no:` becomes `False:`,
`9:30` becomes 570, and deep nesting crashes the interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NoReturn, cast

import yaml

from course_catalogue.author_habits import DASH_WITHOUT_SPACE, FULLWIDTH_DASH, FULLWIDTH_INDENT, GLUED, Habit
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, error, in_reading_order
from course_catalogue.documents import MAX_FINDINGS, EmptyKey, Marks, Shape, type_name
from course_catalogue.file_bytes import FORBIDDEN, forbidden
from course_catalogue.scalars import ambiguous, is_ambiguous, plain_value, quoted
from course_catalogue.written_lines import shorten

MAX_DEPTH = 24
MAX_NODES = 20_000
# A comment without a space after its sign is more likely text: a topic tag, a number.
_LOST = re.compile(r" +#[^\s#!]")

# A further line of a plain text that begins like an item of a list.
_SWALLOWED = re.compile("\\n *(- |-(?=[\u4e00-\u9fff])|[－—–] ?(?=[^\\s－—–]))")


@dataclass(frozen=True, slots=True)
class Built:
    """What one pass over the events gave.

    `broken` is the place at which the parser gave up, in characters, and `context` where what it was reading
    began; both None where it read to the end. `data` is None where the structure cannot be trusted.
    """

    data: dict[str, Any] | None
    findings: tuple[Diagnostic, ...] = ()
    empty_keys: tuple[EmptyKey, ...] = ()
    broken: int | None = None
    context: int | None = None


def build(kind: str, marks: Marks, text: str, shape: Shape | None = None) -> Built:
    """Read a text to plain data; `marks` is filled on the way. `shape` tells which type an ambiguous value should have."""
    builder = _Builder(kind, marks, text, shape)
    try:
        data = builder.document()
    except _Refused as refused:
        return Built(None, tuple(in_reading_order([*builder.findings, refused.diagnostic])))
    except yaml.MarkedYAMLError as fault:
        index = _index(fault.problem_mark) if fault.problem_mark else _index(fault.context_mark) or 0
        findings = tuple(in_reading_order(builder.findings))
        return Built(None, findings, broken=min(index or 0, len(text)), context=_index(fault.context_mark))
    except yaml.YAMLError:
        return Built(None, tuple(builder.findings), broken=0)
    return Built(data, tuple(in_reading_order(builder.findings)), tuple(builder.empty_keys))


def _index(mark: Any) -> int | None:
    return None if mark is None else int(mark.index)


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Builder:
    """Build plain data from the events of one document.

    A fault inside a value is kept in `findings` and the reading goes on; a fault after which
    the structure cannot be trusted raises _Refused.
    """

    def __init__(self, kind: str, marks: Marks, text: str, shape: Shape | None) -> None:
        self.kind = kind
        self.marks = marks
        self.text = text
        self.shape = shape
        self.findings: list[Diagnostic] = []
        self.empty_keys: list[EmptyKey] = []
        self._steps: list[str | int] = []
        self._events: Iterator[Any] = iter(())

    def document(self) -> dict[str, Any]:
        self._events = cast(Iterator[Any], yaml.parse(self.text, Loader=yaml.CLoader))
        root: Any = None
        documents = 0
        for event in self._events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents == 2 or event.version or event.tags:
                    self._refuse(
                        "refused-yaml",
                        event,
                        "一个文件只能有一份内容",
                        "多份文档或 YAML 指令",
                        "删去 --- 或 % 开头的行",
                    )
            elif kind not in (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent):
                root = self._value(event, event.start_mark.index, 1)
        if not isinstance(root, dict):
            mark = self.marks.between(0, 0)
            diagnostic = error(
                "not-a-mapping", mark, "文件应由“字段名: 内容”组成",
                found="空文件" if root is None else type_name[type(root)], expected="字段名: 内容",
                mend="每行写一个字段，冒号用半角，冒号后空一格，例如 title: 小小气象站",
            )  # fmt: skip
            raise _Refused(diagnostic)
        return root

    def _value(self, event: Any, key: int, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._refuse_anchor_or_tag(event)
            start, end = event.start_mark.index, event.end_mark.index
            if len(self.marks._starts) > MAX_NODES:
                self._too_many(event)
            text: str = event.value
            if not event.style:
                if _LOST.match(self.text, end):
                    self._lost(end)
                if not text:
                    return None
                if len(text) != end - start:
                    self._swallowed(start, end)
                self.marks.add(key, start, end)
                return self._plain(text, start, end)
            if event.style == '"' and end - start != len(text) + 2:
                self._check_escapes(text, start, end)
            self.marks.add(key, start, end)
            return text
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, key, depth)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, key, depth)
        if kind is yaml.AliasEvent:
            self._refuse(
                "refused-yaml",
                event,
                "不能用 * 引用",
                "YAML 引用（*）",
                "以 * 开头的文字要加引号；重复的内容请再写一遍",
            )
        raise AssertionError(f"unexpected event {event!r}")

    def _mapping(self, event: Any, key: int, depth: int) -> dict[str, Any]:
        node = self._open(event, key, depth)
        result: dict[str, Any] = {}
        places: dict[str, int] = {}
        repeated: list[tuple[str, int, int]] = []
        in_list = bool(self._steps) and isinstance(self._steps[-1], int)
        for key_event in self._events:
            kind = type(key_event)
            if kind is yaml.MappingEndEvent:
                if repeated:
                    self._duplicate(repeated, places, in_list)
                self.marks.close(node, key_event.end_mark.index)
                return result
            start = key_event.start_mark.index
            if kind is not yaml.ScalarEvent:
                self._refuse(
                    "refused-yaml",
                    key_event,
                    "字段名只能是文字",
                    "列表、引用或嵌套的字段名",
                    "以 {{ 或 [ 开头的文字要加引号",
                )
            if key_event.anchor or key_event.tag:
                self._refuse_anchor_or_tag(key_event)
            name: str = key_event.value
            if name == "<<" and not key_event.style:
                self._refuse("refused-yaml", key_event, "不能用合并键 <<", "<<", "把要合并的字段逐个写出来")
            if name[:1] in ("\u3000", "\u00a0"):
                self._fullwidth_indent(name, start)
            if name in places:
                repeated.append((name, start, places[name]))
            elif repeated:
                self._duplicate(repeated, places, in_list)
                repeated = []
            places.setdefault(name, start)
            before = len(self.marks._starts)
            self._steps.append(name)
            value = self._value(next(self._events), start, depth + 1)
            if value is not None:
                result.pop(name, None)
                result[name] = value
            elif len(self.marks._starts) != before:
                raise AssertionError("an empty value has no mark")
            else:
                self._empty(key_event, name, start)
            self._steps.pop()
        raise AssertionError("mapping without end")

    def _sequence(self, event: Any, key: int, depth: int) -> list[Any]:
        node = self._open(event, key, depth)
        result: list[Any] = []
        for item in self._events:
            if isinstance(item, yaml.SequenceEndEvent):
                self.marks.close(node, cast(Any, item.end_mark).index)
                return result
            start = item.start_mark.index
            self._steps.append(len(result))
            value = self._value(item, start, depth + 1)
            self._steps.pop()
            if value is None:
                self._empty_item(start)
                continue
            result.append(value)
        raise AssertionError("sequence without end")

    def _empty_item(self, start: int) -> None:
        begin, stop = self._line(start)
        alone = self.text[begin:stop].strip() == "-" and stop < len(self.text)
        self._note(
            error(
                "empty-item", self.marks.between(max(start - 1, 0), start), "列表里有空的一项",
                found="空", expected="内容", mend="写上内容，或删去这一行的 -",
                edits=(Edit(self.marks.between(begin, stop + 1), ""),) if alone else (),
            )
        )  # fmt: skip

    def _empty(self, event: Any, name: str, start: int) -> None:
        """Keep the name of a key without a value; one such as `minutes:40` in braces holds its value in its name."""
        if len(self.empty_keys) >= MAX_NODES:
            self._too_many(event)
        written = self.text[start : event.end_mark.index]
        colon = None if event.style or written != name else re.search("[:：]", name)
        if colon is None:
            self.empty_keys.append(EmptyKey(tuple(self._steps), self.marks.between(start, start + len(written))))
            return
        mark = self.marks.between(start + colon.start(), start + colon.end())
        self._note_habit(GLUED[colon.group()], mark, ": ")

    def _note(self, diagnostic: Diagnostic) -> None:
        """Keep a finding; the hundredth ends the reading, because nobody reads on and a log is no place for 20,000."""
        if len(self.findings) >= MAX_FINDINGS - 1:
            raise _Refused(diagnostic)
        self.findings.append(diagnostic)

    def _open(self, event: Any, key: int, depth: int) -> int:
        if event.anchor or event.tag:
            self._refuse_anchor_or_tag(event)
        if depth > MAX_DEPTH:
            self._refuse("too-deep", event, "嵌套太深", f"超过 {MAX_DEPTH} 层", "检查括号是否成对，缩进是否对齐")
        if len(self.marks._starts) > MAX_NODES:
            self._too_many(event)
        start = event.start_mark.index
        return self.marks.add(key, start, start)

    def _lost(self, end: int) -> None:
        """Text such as `theme: 水 #循环`, of which YAML would keep the first word only."""
        stop = self.text.find("\n", end)
        stop = len(self.text) if stop < 0 else stop
        start = self.text.index("#", end)
        mark = self.marks.between(start, stop)
        words = shorten(self.text[start:stop])
        self._note(
            error(
                "needs-quotes",
                mark,
                "# 和它后面的文字会被当成注释丢掉",
                found=words,
                expected="用英文双引号括起来",
                mend="是内容就给整段文字加英文双引号；是注释就在 # 后面空一格",
            )
        )

    def _swallowed(self, start: int, end: int) -> None:
        """A line that was meant to be an item or a field of its own, and became the rest of the text above it."""
        written = self.text[start:end]
        match = _SWALLOWED.search(written)
        if match is None:
            return
        first = self.text[start : start + 2]
        if re.match(r"-[^\s-]|[－—–]", first):  # the list began with a dash that is none: that is the fault
            habit = DASH_WITHOUT_SPACE if first[0] == "-" else FULLWIDTH_DASH
            self._note_habit(habit, self.marks.between(start, start + 1), "- ")
            return
        line, here = start + match.start() + 1, start + match.start(1)
        sign = match.group(1)
        if sign == "- ":
            begin, _ = self._line(start)
            before = re.match(r" *(?=- )", self.text[begin:start])
            wanted = len(before.group()) if before else 0
            self._note(
                error(
                    "bad-indentation", self.marks.between(here, here + 1), f"缩进不对：行首多了 {here - line - wanted} 个空格，这一项被当成了上一行的文字",
                    found=f"行首 {here - line} 个空格", expected=f"行首 {wanted} 个空格（与上一项对齐）", mend="让列表各项的短横左边对齐",
                    edits=(Edit(self.marks.between(line, here), " " * wanted),) if before else (),
                )
            )  # fmt: skip
            return
        habit = DASH_WITHOUT_SPACE if sign == "-" else FULLWIDTH_DASH
        self._note_habit(habit, self.marks.between(here, here + 1), "- ")

    def _note_habit(self, habit: Habit, mark: Mark, replacement: str) -> None:
        self._note(
            error(
                habit.code, mark, habit.message, found=habit.found, expected=habit.expected, mend=habit.mend,
                edits=(Edit(mark, replacement),),
            )
        )  # fmt: skip

    def _too_many(self, event: Any) -> NoReturn:
        self._refuse("too-many-values", event, "内容太多", f"超过 {MAX_NODES} 项", "一个文件只写一门课程")

    def _plain(self, text: str, start: int, end: int) -> Any:
        value = plain_value(text)
        if value is text and is_ambiguous(text):
            wanted = self.shape.at(self.kind, self._steps) if self.shape else {}
            found = ambiguous(self.marks.between(start, end), text, wanted)
            if text.lower() in ("null", "~") and isinstance(self._steps[-1], str):
                gap = len(self.text[:start]) - len(self.text[:start].rstrip(" "))
                found = replace(found, edits=(Edit(self.marks.between(start - gap, end), ""),))
            self._note(found)
        return value

    def _check_escapes(self, text: str, start: int, end: int) -> None:
        match = FORBIDDEN.search(text) or re.search("\t", text)
        if match:
            whole = forbidden(self.marks.between(start, end), match.group())
            self._note(replace(whole, edits=()))  # taking out the mark would take out the text around it

    def _duplicate(self, repeated: list[tuple[str, int, int]], places: dict[str, int], in_list: bool) -> None:
        """One finding for keys in a row that stand in their mapping already: mostly an item whose dash is missing."""
        name, start, first = repeated[0]
        mark = self.marks.between(start, start + len(name))
        related = (Related(self.marks.between(first, first + len(name)), "第一次写在这里"),)
        if in_list and len(repeated) > 1 and first == min(places.values()):
            dash = self.text[start - 2 : start] == "  "
            self._note(
                error(
                    "duplicate-key", mark, f"{name} 等 {len(repeated)} 个字段又写了一遍：前面好像少了一个短横",
                    found=name, expected=f"- {name}", mend=f"列表里的每一项以短横加空格开头：把这一行改成 - {name}",
                    related=related, edits=(Edit(self.marks.between(start - 2, start), "- "),) if dash else (),
                )
            )  # fmt: skip
            return
        for name, start, first in repeated:
            self._note(
                error(
                    "duplicate-key", self.marks.between(start, start + len(name)), f"字段 {shorten(name)} 写了两次",
                    found=shorten(name), expected="每个字段只写一次", mend="合并成一处，删去另一处",
                    related=(Related(self.marks.between(first, first + len(name)), "第一次写在这里"),),
                    edits=self._same_line_twice(start, first),
                )
            )  # fmt: skip

    def _same_line_twice(self, start: int, first: int) -> tuple[Edit, ...]:
        """The second of two lines that say the same, and nothing below them, is taken out."""
        begin, stop = self._line(start)
        if self.text[begin:stop].strip() != self.text[slice(*self._line(first))].strip() or stop == len(self.text):
            return ()
        following = self.text[stop + 1 : stop + 200]
        depth = len(following) - len(following.lstrip(" "))
        below = depth > start - begin or (depth == start - begin and following.lstrip(" ").startswith("- "))
        return () if below else (Edit(self.marks.between(begin, stop + 1), ""),)

    def _line(self, index: int) -> tuple[int, int]:
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end

    def _fullwidth_indent(self, name: str, start: int) -> None:
        end = start + len(name) - len(name.lstrip("\u3000\u00a0 "))
        mark = self.marks.between(start, end)
        width = sum(2 if sign == "\u3000" else 1 for sign in self.text[start:end])
        self._note_habit(FULLWIDTH_INDENT, mark, " " * width)

    def _refuse_anchor_or_tag(self, event: Any) -> NoReturn:
        """A text that starts with & or ! is mended by quotes; what is written for a YAML reader is not."""
        start = event.start_mark.index
        _, stop = self._line(start)
        written = self.text[start:stop].rstrip()
        is_text = re.search("[\u4e00-\u9fff]", written) and not re.match(
            "(?:&[A-Za-z0-9_-]+|![A-Za-z!][A-Za-z0-9]*) ", written
        )
        edits = (Edit(self.marks.between(start, start + len(written)), quoted(written)),) if is_text else ()
        if event.anchor:
            self._refuse("refused-yaml", event, "不能用 & 锚点", f"&{event.anchor}", "以 & 开头的文字要加引号", edits)
        self._refuse("refused-yaml", event, "不能用 ! 标签", str(event.tag), "以 ! 开头的文字要加引号", edits)

    def _refuse(
        self, code: str, event: Any, message: str, found: str, mend: str, edits: tuple[Edit, ...] = ()
    ) -> NoReturn:
        start, end = event.start_mark.index, event.end_mark.index
        raise _Refused(
            error(
                code,
                self.marks.between(start, end),
                message,
                found=found,
                expected="普通的字段和列表",
                mend=mend,
                edits=edits,
            )
        )
