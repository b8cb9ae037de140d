"""Build plain data and marks from the events of PyYAML's C parser, and refuse what is not plain.

The usual loaders lose what an author needs to be told: duplicate keys vanish, `no:` becomes `False:`,
`9:30` becomes 570, and deep nesting crashes the interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NoReturn, cast

import yaml

from course_catalogue.author_habits import GLUED
from course_catalogue.diagnostics import Diagnostic, Edit, error, in_reading_order
from course_catalogue.documents import EmptyKey, Marks, Shape, type_name
from course_catalogue.reader_notes import LOST, LOST_SIGN, Notes, Refused
from course_catalogue.scalars import SUSPECT, ambiguous, is_ambiguous, plain_value, quoted
from course_catalogue.yaml_events import (
    OUTSIDE,
    Alias,
    DocumentStart,
    MappingEnd,
    MappingStart,
    Scalar,
    SequenceEnd,
    SequenceStart,
)

MAX_DEPTH = 24
MAX_NODES = 20_000
_MAX_PLACES = 3 * (MAX_NODES + 1)  # three numbers a node, and the whole file is one


@dataclass(frozen=True, slots=True)
class Built:
    """What one pass over the events gave.

    `broken` is the place at which the parser gave up, in characters, and `context` where what it was reading
    began; both None where it read to the end. `bad_escape` says that it was a backslash in double quotes. `data` is None where the structure cannot be trusted.
    """

    data: dict[str, Any] | None
    findings: tuple[Diagnostic, ...] = ()
    empty_keys: tuple[EmptyKey, ...] = ()
    broken: int | None = None
    context: int | None = None
    bad_escape: bool = False


def build(kind: str, marks: Marks, text: str, shape: Shape | None = None) -> Built:
    """Read a text to plain data; `marks` is filled on the way. `shape` tells which type an ambiguous value should have."""
    builder = _Builder(kind, marks, text, shape)
    try:
        data = builder.document()
    except Refused as refused:
        return Built(None, tuple(in_reading_order([*builder.notes.findings, refused.diagnostic])))
    except yaml.MarkedYAMLError as fault:
        index = _index(fault.problem_mark) if fault.problem_mark else _index(fault.context_mark) or 0
        findings = tuple(in_reading_order(builder.notes.findings))
        broken, context = min(index or 0, len(text)), _index(fault.context_mark)
        bad_escape = re.search("escape|hex", fault.problem or "") is not None
        return Built(None, findings, (), broken, context, bad_escape)
    except yaml.YAMLError:
        return Built(None, tuple(builder.notes.findings), broken=0)
    return Built(data, tuple(in_reading_order(builder.notes.findings)), tuple(builder.empty_keys))


def _index(mark: Any) -> int | None:
    return None if mark is None else int(mark.index)


class _Builder:
    """Build plain data from the events of one document.

    A fault inside a value is kept in `findings` and the reading goes on; a fault after which
    the structure cannot be trusted raises Refused.
    """

    def __init__(self, kind: str, marks: Marks, text: str, shape: Shape | None) -> None:
        self.kind = kind
        self.marks = marks
        self.text = text
        self.shape = shape
        self.notes = Notes(marks, text)
        self._places = marks.places
        self.empty_keys: list[EmptyKey] = []
        self._steps: list[str | int] = []
        self._next: Callable[[], Any] = lambda: None
        self._seen_names: set[str] = set()
        self._may_lose = LOST_SIGN.search(text) is not None

    def document(self) -> dict[str, Any]:
        self._next = cast(Callable[[], Any], yaml.CLoader(self.text).get_event)  # yaml.parse is a generator around it
        root: Any = None
        documents = 0
        while (event := self._next()) is not None:
            kind = type(event)
            if kind is DocumentStart:
                documents += 1
                if documents == 2 or event.version or event.tags:
                    self._refuse(
                        "refused-yaml",
                        event,
                        "一个文件只能有一份内容",
                        "多份文档或 YAML 指令",
                        "删去 --- 或 % 开头的行",
                    )
            elif kind not in OUTSIDE:
                root = self._value(event, event.start_mark.index, 1)
        if not isinstance(root, dict):
            mark = self.marks.between(0, 0)
            diagnostic = error(
                "not-a-mapping", mark, "文件应由“字段名: 内容”组成",
                found="空文件" if root is None else type_name[type(root)], expected="字段名: 内容",
                mend="每行写一个字段，冒号用半角，冒号后空一格，例如 title: 小小气象站",
            )  # fmt: skip
            raise Refused(diagnostic)
        return root

    def _value(self, event: Any, key: int, depth: int) -> Any:
        kind = type(event)
        if kind is Scalar:
            return self._scalar(event, key)
        if kind is MappingStart:
            return self._mapping(event, key, depth)
        if kind is SequenceStart:
            return self._sequence(event, key, depth)
        if kind is Alias:
            self._refuse(
                "refused-yaml",
                event,
                "不能用 * 引用",
                "YAML 引用（*）",
                "以 * 开头的文字要加引号；重复的内容请再写一遍",
            )
        raise AssertionError(f"unexpected event {event!r}")

    def _scalar(self, event: Any, key: int) -> Any:
        if event.anchor or event.tag:
            self._refuse_anchor_or_tag(event)
        start, end = event.start_mark.index, event.end_mark.index
        text: str = event.value
        if not event.style:
            if self._may_lose and LOST.match(self.text, end):
                self.notes.lost_comment(end)
            if not text:
                return None
            if len(text) != end - start:
                self.notes.swallowed_line(start, end)
        elif event.style == '"' and end - start != len(text) + 2:
            self.notes.escapes(text, start, end)
        places = self._places
        places += (key, start, end)
        if len(places) > _MAX_PLACES:
            self._too_many(event)
        return text if event.style or text[0] not in SUSPECT else self._plain(text, start, end)

    def _mapping(self, event: Any, key: int, depth: int) -> dict[str, Any]:
        its_end = self._open(event, key, depth)
        result: dict[str, Any] = {}
        places: dict[str, int] = {}
        repeated: list[tuple[str, int, int]] = []
        steps = self._steps
        in_list = bool(steps) and isinstance(steps[-1], int)
        steps.append("")
        following = self._next
        while type(key_event := following()) is Scalar:
            start = key_event.start_mark.index
            if key_event.anchor or key_event.tag:
                self._refuse_anchor_or_tag(key_event)
            name: str = key_event.value
            if name not in self._seen_names:
                self._look_at_name(key_event, name, start)
            if name in places:
                repeated.append((name, start, places[name]))
            else:
                if repeated and not in_list:
                    self.notes.repeated_keys(repeated, places, steps[:-1], start)
                    repeated = []
                places[name] = start
            steps[-1] = name
            value = self._value(following(), start, depth + 1)
            if value is not None:
                if repeated:
                    result.pop(name, None)
                result[name] = value
            else:
                self._empty(key_event, name, start)
        if type(key_event) is not MappingEnd:
            self._refuse(
                "refused-yaml",
                key_event,
                "字段名只能是文字",
                "列表、引用或嵌套的字段名",
                "以 {{ 或 [ 开头的文字要加引号",
            )
        if repeated:
            self.notes.repeated_keys(repeated, places, steps[:-1], key_event.end_mark.index)
        self._places[its_end] = key_event.end_mark.index
        steps.pop()
        return result

    def _look_at_name(self, event: Any, name: str, start: int) -> None:
        """Asked of each name once; of one that may not be in order, every time."""
        if name == "<<" and not event.style:
            self._refuse("refused-yaml", event, "不能用合并键 <<", "<<", "把要合并的字段逐个写出来")
        if name[:1] in ("\u3000", "\u00a0"):
            self.notes.wide_indent(name, start)
        elif name != "<<":
            self._seen_names.add(name)

    def _sequence(self, event: Any, key: int, depth: int) -> list[Any]:
        its_end = self._open(event, key, depth)
        result: list[Any] = []
        steps = self._steps
        steps.append(0)
        following = self._next
        while type(item := following()) is not SequenceEnd:
            start = item.start_mark.index
            steps[-1] = len(result)
            value = self._value(item, start, depth + 1)
            if value is not None:
                result.append(value)
            else:
                self.notes.empty_item(start)
        self._places[its_end] = item.end_mark.index
        steps.pop()
        return result

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
        self.notes.habit(GLUED[colon.group()], mark, ": ")

    def _open(self, event: Any, key: int, depth: int) -> int:
        """Where in the places the end of a group or list is to be written."""
        if event.anchor or event.tag:
            self._refuse_anchor_or_tag(event)
        if depth > MAX_DEPTH:
            self._refuse("too-deep", event, "嵌套太深", f"超过 {MAX_DEPTH} 层", "检查括号是否成对，缩进是否对齐")
        start = event.start_mark.index
        places = self._places
        places += (key, start, start)
        if len(places) > _MAX_PLACES:
            self._too_many(event)
        return len(places) - 1

    def _too_many(self, event: Any) -> NoReturn:
        self._refuse("too-many-values", event, "内容太多", f"超过 {MAX_NODES} 项", "一个文件只写一门课程")

    def _plain(self, text: str, start: int, end: int) -> Any:
        value = plain_value(text)
        if value is text and self._steps and is_ambiguous(text):  # without steps it is the whole file: no mapping
            wanted = self.shape.at(self.kind, self._steps) if self.shape else {}
            found = ambiguous(self.marks.between(start, end), text, wanted)
            if text.lower() in ("null", "~") and isinstance(self._steps[-1], str):
                gap = len(self.text[:start]) - len(self.text[:start].rstrip(" "))
                found = replace(found, edits=(Edit(self.marks.between(start - gap, end), ""),))
            self.notes.add(found)
        return value

    def _refuse_anchor_or_tag(self, event: Any) -> NoReturn:
        """A text that starts with & or ! is mended by quotes; what is written for a YAML reader is not."""
        start = event.start_mark.index
        _, stop = self.notes.line_range(start)
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
        raise Refused(
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
