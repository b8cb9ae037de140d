"""Read strict YAML to plain data plus the place of every key and value.

PyYAML's event stream feeds a small builder, because the usual loaders lose what an author
needs to be told: duplicate keys vanish, `no:` becomes `False:`, `9:30` becomes 570, and deep
nesting crashes the interpreter. What YAML 1.1 and 1.2 read differently is refused here.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, NoReturn, cast

import yaml

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
MAX_NODES = 20_000
MAX_FINDINGS = 100

type_name = {dict: "一组字段", list: "列表", str: "文字", bool: "true/false", int: "整数", float: "小数"}

# Invisible or direction-changing characters that could make a reviewer see another text than
# a reader, and control characters that no font prints.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u2069\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
# Plain scalars that some YAML reader takes for a boolean, a null, a number in another base,
# a number with separators or an exponent, or a time in base 60.
_AMBIGUOUS = re.compile(
    r"(?:yes|no|on|off|y|n|true|false|null|~)\Z"
    r"|[-+]?0[0-9_]+(?:\.[0-9_]*)?\Z|[-+]?0[xob][0-9a-f_]+\Z|[-+]?[0-9][0-9_]*_[0-9_]*\Z"
    r"|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?\Z"
    r"|\+[0-9.]+\Z|[-+]?\.[0-9]+\Z|[-+]?[0-9]+\.\Z|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)e[-+]?[0-9]+\Z"
    r"|[-+]?\.(?:inf|nan)\Z|<<\Z|=\Z",
    re.IGNORECASE,
)
_NUMBER_LIKE = re.compile(r"[-+.:_0-9]+\Z")
# A comment without a space after its sign is more likely text: a topic tag, a number.
_LOST = re.compile(r" +#[^\s#!]")
_SUSPECT = re.compile(r"[-+.0-9~<=]|(?:y|n|t|f|o)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found: where it lies, what kind of record it should hold, and its bytes."""

    path: PurePosixPath
    kind: str
    content: bytes


class Marks:
    """Character positions of every node of a document, in the order of the text.

    Kept as packed numbers, 12 bytes a node, so that a thousand courses fit in memory.
    """

    __slots__ = ("_ends", "_keys", "_line_starts", "_starts", "path")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._keys = array("I")
        self._starts = array("I")
        self._ends = array("I")
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._line_starts = array("I", starts)

    def add(self, key: int, start: int, end: int) -> int:
        self._keys.append(key)
        self._starts.append(start)
        self._ends.append(end)
        return len(self._starts) - 1

    def close(self, node: int, end: int) -> None:
        self._ends[node] = end

    def between(self, start: int, end: int) -> Mark:
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end))
        return Mark(self.path, line, column, end_line, end_column)

    def of_value(self, node: int) -> Mark:
        return self.between(self._starts[node], self._ends[node])

    def of_key(self, node: int, key: str) -> Mark:
        start = self._keys[node]
        return self.between(start, start + len(key))

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data of one file (str, int, float, bool, list, dict) with its marks.

    A key whose value is left empty is absent from `data`: “not filled in yet”.
    """

    path: PurePosixPath
    kind: str
    data: dict[str, Any]
    marks: Marks

    def mark(self, *steps: str | int) -> Mark:
        """The place of the value at `steps`, or of its nearest ancestor that exists."""
        found = self._find(steps)
        return self.marks.of_value(found[0])

    def key_mark(self, *steps: str | int) -> Mark:
        """The place of the key (of the item, in a list) at `steps`."""
        node, last = self._find(steps)
        if isinstance(last, str):
            return self.marks.of_key(node, last)
        return self.marks.of_value(node)

    def value(self, *steps: str | int) -> Any:
        """The value at `steps`; None where there is none."""
        here: Any = self.data
        for step in steps:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def _find(self, steps: tuple[str | int, ...]) -> tuple[int, str | int | None]:
        node, here, last = 0, cast(Any, self.data), None
        for step in steps:
            child = node + 1
            items = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
            for key, value in items:
                if key == step:
                    node, here, last = child, value, step
                    break
                child += _node_count(value)
            else:
                return node, last
        return node, last


def _node_count(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_node_count, value.values()))
    if isinstance(value, list):
        return 1 + sum(map(_node_count, value))
    return 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file gave: a document unless an error forbids it, and all findings."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_document(source: Source) -> Reading:
    """Gate 1: bytes to a Document. Every fault found is a Diagnostic; nothing is skipped."""
    path = source.path.as_posix()
    decoded = _decode(path, source.content)
    if isinstance(decoded, Diagnostic):
        return Reading(None, (decoded,))
    text = decoded
    marks = Marks(path, text)
    findings = list(_forbidden_characters(marks, text))
    if findings:
        return Reading(None, tuple(findings))
    builder = _Builder(marks, text)
    try:
        data = builder.build()
    except _Refused as refused:
        return Reading(None, (*builder.findings, refused.diagnostic))
    if builder.findings:
        return Reading(None, tuple(builder.findings))
    return Reading(Document(source.path, source.kind, data, marks))


def _decode(path: str, content: bytes) -> str | Diagnostic:
    start = Mark(path)
    if len(content) > MAX_BYTES:
        return _error(
            "file-too-large", start, "文件太大",
            found="超过 1 MiB", expected="不超过 1 MiB",
            mend="一个文件只写一门课程；图片不要写进 YAML 里",
        )  # fmt: skip
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return _not_utf8(Mark(path, line, 1, line, 1), content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(mark: Mark, content: bytes) -> Diagnostic:
    try:
        chinese = re.search("[\u4e00-\u9fff]{2}", content.decode("gb18030"))
    except UnicodeDecodeError:
        chinese = None
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = "UTF-16 编码"
    else:
        found = "GBK（ANSI）编码" if chinese else "不是文本编码"
    return _error(
        "not-utf-8", mark, "文件编码不是 UTF-8",
        found=found, expected="UTF-8",
        mend="用记事本打开，选“另存为”，编码选 UTF-8，再提交",
    )  # fmt: skip


def _forbidden_characters(marks: Marks, text: str) -> Iterator[Diagnostic]:
    for number, match in enumerate(FORBIDDEN.finditer(text)):
        if number == 9:
            return
        yield _forbidden(marks.between(match.start(), match.end()), match.group())
    tab = text.find("\t")
    if tab >= 0:
        mark = marks.between(tab, tab + 1)
        yield _error(
            "tab", mark, "文件里有制表符（Tab）", found="Tab", expected="空格",
            mend="把 Tab 换成空格；每一级缩进 2 个空格", edits=(Edit(mark, "  "),),
        )  # fmt: skip


def _forbidden(mark: Mark, character: str) -> Diagnostic:
    return _error(
        "forbidden-character", mark, "有看不见的或不能打印的字符",
        found=f"U+{ord(character):04X}", expected="普通文字",
        mend="删去这个字符；从 Word 或网页粘贴时选“只粘贴文本”", edits=(Edit(mark, ""),),
    )  # fmt: skip


class _Builder:
    """Build plain data from the events of one document.

    A fault inside a value is kept in `findings` and the reading goes on; a fault after which
    the structure cannot be trusted raises _Refused.
    """

    def __init__(self, marks: Marks, text: str) -> None:
        self.marks = marks
        self.text = text
        self.findings: list[Diagnostic] = []
        self._events: Iterator[Any] = iter(())

    def build(self) -> dict[str, Any]:
        try:
            return self._document()
        except yaml.MarkedYAMLError as fault:
            raise _Refused(self._grammar(fault)) from None
        except (yaml.reader.ReaderError, yaml.YAMLError):
            mark = self.marks.between(0, 0)
            raise _Refused(_error("yaml-grammar", mark, "不是能读的 YAML 文件")) from None

    def _document(self) -> dict[str, Any]:
        self._events = cast(Iterator[Any], yaml.parse(self.text, Loader=yaml.CLoader))
        root: Any = None
        documents = 0
        for event in self._events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents == 2 or event.version or event.tags:
                    self._refuse("refused-yaml", event, "一个文件只能有一份内容", "多份文档或 YAML 指令", "删去 --- 或 % 开头的行")
            elif kind not in (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent):
                root = self._value(event, event.start_mark.index, 1)
        if not isinstance(root, dict):
            mark = self.marks.between(0, 0)
            diagnostic = _error(
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
            self._refuse("refused-yaml", event, "不能用 * 引用", "YAML 引用（*）", "以 * 开头的文字要加引号；重复的内容请再写一遍")
        raise AssertionError(f"unexpected event {event!r}")

    def _mapping(self, event: Any, key: int, depth: int) -> dict[str, Any]:
        node = self._open(event, key, depth)
        result: dict[str, Any] = {}
        places: dict[str, int] = {}
        for key_event in self._events:
            kind = type(key_event)
            if kind is yaml.MappingEndEvent:
                self.marks.close(node, key_event.end_mark.index)
                return result
            start = key_event.start_mark.index
            if kind is not yaml.ScalarEvent:
                self._refuse("refused-yaml", key_event, "字段名只能是文字", "列表、引用或嵌套的字段名", "以 {{ 或 [ 开头的文字要加引号")
            if key_event.anchor or key_event.tag:
                self._refuse_anchor_or_tag(key_event)
            name: str = key_event.value
            if name == "<<" and not key_event.style:
                self._refuse("refused-yaml", key_event, "不能用合并键 <<", "<<", "把要合并的字段逐个写出来")
            if name.startswith("\u3000"):
                self._fullwidth_indent(name, start)
            if name in places:
                self._duplicate(name, start, places[name])
            places[name] = start
            before = len(self.marks._starts)
            value = self._value(next(self._events), start, depth + 1)
            if value is not None:
                result.pop(name, None)
                result[name] = value
            elif len(self.marks._starts) != before:
                raise AssertionError("an empty value has no mark")
        raise AssertionError("mapping without end")

    def _sequence(self, event: Any, key: int, depth: int) -> list[Any]:
        node = self._open(event, key, depth)
        result: list[Any] = []
        for item in self._events:
            if isinstance(item, yaml.SequenceEndEvent):
                self.marks.close(node, cast(Any, item.end_mark).index)
                return result
            start = item.start_mark.index
            value = self._value(item, start, depth + 1)
            if value is None:
                mark = self.marks.between(max(start - 1, 0), start)
                self._note(
                    _error("empty-item", mark, "列表里有空的一项", found="空", expected="内容", mend="写上内容，或删去这一行的 -")
                )
                continue
            result.append(value)
        raise AssertionError("sequence without end")

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
        words = _shorten(self.text[start:stop])
        self._note(
            _error(
                "needs-quotes", mark, "# 和它后面的文字会被当成注释丢掉", found=words, expected="用英文双引号括起来",
                mend="是内容就给整段文字加英文双引号；是注释就在 # 后面空一格",
            )
        )

    def _too_many(self, event: Any) -> NoReturn:
        self._refuse("too-many-values", event, "内容太多", f"超过 {MAX_NODES} 项", "一个文件只写一门课程")

    def _plain(self, text: str, start: int, end: int) -> Any:
        if text == "true":
            return True
        if text == "false":
            return False
        if not _SUSPECT.match(text):
            return text
        if _INTEGER.match(text) and len(text) <= 18:
            return int(text)
        if _DECIMAL.match(text) and len(text) <= 24:
            number = float(text)
            return int(number) if number.is_integer() else number  # 20.0 is an integer to JSON Schema, too
        if _is_ambiguous(text):
            mark = self.marks.between(start, end)
            self._note(_ambiguous(mark, text))
        return text

    def _check_escapes(self, text: str, start: int, end: int) -> None:
        match = FORBIDDEN.search(text) or re.search("\t", text)
        if match:
            whole = _forbidden(self.marks.between(start, end), match.group())
            self._note(replace(whole, edits=()))  # taking out the mark would take out the text around it

    def _duplicate(self, name: str, start: int, first: int) -> None:
        end = start + len(name)
        diagnostic = _error(
            "duplicate-key", self.marks.between(start, end), f"字段 {name} 写了两次",
            found=name, expected="每个字段只写一次", mend="合并成一处，删去另一处",
            related=(Related(self.marks.between(first, first + len(name)), "第一次写在这里"),),
        )  # fmt: skip
        self._note(diagnostic)

    def _fullwidth_indent(self, name: str, start: int) -> None:
        end = start + len(name) - len(name.lstrip("\u3000"))
        mark = self.marks.between(start, end)
        habit = _HABITS[0]
        edits = (Edit(mark, "  "),)
        self._note(
            _error(habit.code, mark, habit.message, found=habit.found, expected=habit.expected, mend=habit.mend, edits=edits)
        )

    def _refuse_anchor_or_tag(self, event: Any) -> None:
        if event.anchor:
            self._refuse("refused-yaml", event, "不能用 & 锚点", f"&{event.anchor}", "以 & 开头的文字要加引号")
        self._refuse("refused-yaml", event, "不能用 ! 标签", str(event.tag), "以 ! 开头的文字要加引号")

    def _refuse(self, code: str, event: Any, message: str, found: str, mend: str) -> NoReturn:
        start, end = event.start_mark.index, event.end_mark.index
        raise _Refused(_error(code, self.marks.between(start, end), message, found=found, expected="普通的字段和列表", mend=mend))

    def _grammar(self, fault: yaml.MarkedYAMLError) -> Diagnostic:
        place = fault.problem_mark or fault.context_mark
        index = min(place.index, len(self.text)) if place else 0
        hint = _unclosed(self.marks, self.text, index) or _grammar_hint(self.marks, self.text, index)
        if hint:
            return hint
        if not self.text[index:].strip():  # found out at the end only: show the last line that says something
            index = self.text.rstrip().rfind("\n") + 1
        end = self.text.find("\n", index)
        mark = self.marks.between(index, len(self.text) if end < 0 else end)
        return _error(
            "yaml-grammar", mark, "这里不合 YAML 的写法", expected="字段名: 内容，下级缩进 2 个空格",
            mend="看看这一行和上一行：冒号后有没有空格，缩进是否对齐，引号和括号是否成对；拿不准就给整段文字加英文双引号",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Habit:
    """A way of writing that Chinese authors really use and YAML does not."""

    code: str
    pattern: re.Pattern[str]
    message: str
    found: str
    expected: str
    mend: str
    replacement: str | None = None


_HABITS = (
    _Habit("fullwidth-indent", re.compile("^ *(\u3000+)"), "行首用了全角空格", "全角空格", "半角空格", "把行首的全角空格换成半角空格，每级 2 个", "  "),
    _Habit("fullwidth-colon", re.compile(r"^ *(?:- +)*[a-z][a-z0-9_]*\s?(：)\s*"), "冒号用了全角的", "全角冒号“：”", ": （半角冒号加一个空格）", "切换到英文输入法，重打冒号，并在后面空一格", ": "),
    _Habit("fullwidth-dash", re.compile(r"^ *([－—–])\s?\S"), "列表的短横用了全角的", "全角短横“－”", "- （半角短横加一个空格）", "切换到英文输入法，重打短横，并在后面空一格", "- "),
    _Habit("missing-space", re.compile(r"^ *(?:- +)*[a-z][a-z0-9_]*(:)(?:[^\s:]|\u3000)"), "冒号后面少一个空格", "冒号后没有空格", "冒号后空一格", "在冒号后面加一个空格", ": "),
    _Habit("needs-quotes", re.compile(r"^ *(?:- +)*(?:[a-z][a-z0-9_]*: +)?([*&!%@`|>{\[\"'][^\n]*)$"), "以特殊符号开头的文字要加引号", "", "用英文双引号括起来", "给整段文字加英文双引号，里面的英文双引号写成 \\\""),
    _Habit("needs-quotes", re.compile(r"^ *(?:- +)*[a-z][a-z0-9_]*: +([^\"'\n\[{|>][^\n]*: [^\n]*)$"), "文字里有“冒号加空格”，要加引号", "", "用英文双引号括起来", "给整段文字加英文双引号，或把冒号改成全角"),
)  # fmt: skip


_BRACKETED = _Habit(
    "yaml-grammar", re.compile(""), "括号里的写法不对", "", "{字段名: 内容, 字段名: 内容} 或 [一项, 另一项]",
    "每项之间用半角逗号加空格，冒号用半角、后面空一格；拿不准就不用括号，每项写一行",
)  # fmt: skip


def _grammar_hint(marks: Marks, text: str, index: int) -> Diagnostic | None:
    """libyaml often points at the line after the fault: look at the lines just before, too."""
    line_end = text.find("\n", index)
    line_end = len(text) if line_end < 0 else line_end
    for _ in range(4):
        line_start = text.rfind("\n", 0, line_end) + 1
        line = text[line_start:line_end]
        for habit in _HABITS:
            match = habit.pattern.match(line)
            if match and _really_broken(habit, match.group(1)):
                if re.match(r"\{.*\}\s*\Z|\[.*\]\s*\Z", match.group(1)):
                    habit = _BRACKETED
                mark = marks.between(line_start + match.start(1), line_start + match.end(1))
                edits = () if habit.replacement is None else (Edit(mark, habit.replacement),)
                found = habit.found or _shorten(match.group(1))
                return _error(habit.code, mark, habit.message, found=found, expected=habit.expected, mend=habit.mend, edits=edits)
        if line_start == 0:
            break
        line_end = line_start - 1
    return None


_OPENS = re.compile(r"^ *(?:- +)*(?:[a-z][a-z0-9_]*: +)?(?:(\"(?:[^\"\\\n]|\\.)*)|('[^'\n]*)|(\[[^\]\n]*)|(\{[^}\n]*))$", re.MULTILINE)
_CLOSERS = ('"', "'", "]", "}")


def _unclosed(marks: Marks, text: str, index: int) -> Diagnostic | None:
    """A quote or bracket that its line does not close: libyaml finds the fault only further down.

    Text in quotes or brackets may go over several lines; the next line that is a field shows that it did not mean to.
    """
    for match in _OPENS.finditer(text, 0, index):
        closer = _CLOSERS[match.lastindex - 1] if match.lastindex else ""
        following = text[match.end() : match.end() + 200].lstrip("\n ")
        if closer in "]}" and closer in text[match.end() : index]:
            continue
        if closer and re.match(r"(?:- +)?[a-z][a-z0-9_]*:\s|- ", following):
            mark = marks.between(match.start(match.lastindex or 0), match.end())
            return _error(
                "yaml-grammar", mark, "引号或括号没有成对", found=_shorten(match.group(match.lastindex or 0)),
                expected=f"这一段末尾有 {closer}", mend=f"在末尾补上 {closer}；文字本来就以它开头时，给整段文字加英文双引号",
            )  # fmt: skip
    return None


def _really_broken(habit: _Habit, value: str) -> bool:
    """Quoted and bracketed values are fine when they close on their line; block text always."""
    if habit.code != "needs-quotes":
        return True
    try:
        loaded = list(yaml.parse(f"x: {value}", Loader=yaml.CLoader))
    except yaml.YAMLError:
        return not re.match(r"[|>][-+0-9]*\s*(#.*)?$", value)
    return any(isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) for event in loaded)


def _is_ambiguous(text: str) -> bool:
    """Long numbers lose digits in some readers; the patterns are tried on short text only, where backtracking is cheap."""
    if len(text) > 64:
        return _NUMBER_LIKE.match(text) is not None
    return any(pattern.match(text) for pattern in (_AMBIGUOUS, _INTEGER, _DECIMAL))


def _ambiguous(mark: Mark, text: str) -> Diagnostic:
    lower = text.lower()
    if lower in ("yes", "on", "y", "true", "no", "off", "n", "false"):
        plain = "true" if lower in ("yes", "on", "y", "true") else "false"
        return _error(
            "ambiguous-scalar", mark, "是或否只能写 true 或 false", found=text, expected=f"{plain}，或加引号的 \"{text}\"",
            mend=f"表示是非时写 {plain}；表示文字时加英文双引号",
        )  # fmt: skip
    if lower in ("null", "~"):
        return _error("ambiguous-scalar", mark, "没有内容时不用写 null", found=text, expected="留空，或删去这一行", mend="冒号后面什么都不写")
    return _error(
        "ambiguous-scalar", mark, "这样写，不同的软件会读成不同的内容", found=text, expected=f"\"{text}\"",
        mend="时间、编号等文字加英文双引号；数字直接写，不加前导 0、下划线或 e",
        edits=(Edit(mark, f'"{text}"'),),
    )  # fmt: skip


def _shorten(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _error(
    code: str,
    mark: Mark,
    message: str,
    *,
    found: str = "",
    expected: str = "",
    mend: str = "",
    related: tuple[Related, ...] = (),
    edits: tuple[Edit, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, mark, message, "", found, expected, mend, related, edits)
