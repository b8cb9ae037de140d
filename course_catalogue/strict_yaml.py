"""Gate 1: read strict YAML to plain data plus the place of every key and value.

PyYAML's event stream feeds a small builder, because the usual loaders lose what an author
needs to be told: duplicate keys vanish, `no:` becomes `False:`, `9:30` becomes 570, and deep
nesting crashes the interpreter. What YAML 1.1 and 1.2 read differently is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NoReturn, cast

import yaml

from course_catalogue.author_habits import FULLWIDTH_INDENT, GLUED, grammar_hint, shorten, unclosed
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, error
from course_catalogue.documents import MAX_FINDINGS, Document, EmptyKey, Marks, Reading, Source, type_name

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
MAX_NODES = 20_000

# Invisible or direction-changing characters that could make a reviewer see another text than
# a reader, and control characters that no font prints. U+FE0F only asks for a symbol in colour.
_SYMBOLS = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff"
)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u2069\u3164\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
    f"|(?<![{_SYMBOLS}])\ufe0f(?!\u20e3)"
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
    return Reading(Document(source.path, source.kind, data, marks, tuple(builder.empty_keys)))


def _decode(path: str, content: bytes) -> str | Diagnostic:
    start = Mark(path)
    if len(content) > MAX_BYTES:
        return error(
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
    return error(
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
        yield error(
            "tab", mark, "文件里有制表符（Tab）", found="Tab", expected="空格",
            mend="把 Tab 换成空格；每一级缩进 2 个空格", edits=(Edit(mark, "  "),),
        )  # fmt: skip


def _forbidden(mark: Mark, character: str) -> Diagnostic:
    return error(
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
        self.empty_keys: list[EmptyKey] = []
        self._steps: list[str | int] = []
        self._events: Iterator[Any] = iter(())

    def build(self) -> dict[str, Any]:
        try:
            return self._document()
        except yaml.MarkedYAMLError as fault:
            raise _Refused(self._grammar(fault)) from None
        except (yaml.reader.ReaderError, yaml.YAMLError):
            mark = self.marks.between(0, 0)
            raise _Refused(error("yaml-grammar", mark, "不是能读的 YAML 文件")) from None

    def _document(self) -> dict[str, Any]:
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
        for key_event in self._events:
            kind = type(key_event)
            if kind is yaml.MappingEndEvent:
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
            if name.startswith("\u3000"):
                self._fullwidth_indent(name, start)
            if name in places:
                self._duplicate(name, start, places[name])
            places[name] = start
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
                mark = self.marks.between(max(start - 1, 0), start)
                self._note(
                    error(
                        "empty-item",
                        mark,
                        "列表里有空的一项",
                        found="空",
                        expected="内容",
                        mend="写上内容，或删去这一行的 -",
                    )
                )
                continue
            result.append(value)
        raise AssertionError("sequence without end")

    def _empty(self, event: Any, name: str, start: int) -> None:
        """Keep the name of a key without a value; one such as `minutes:40` in braces holds its value in its name."""
        if len(self.empty_keys) >= MAX_NODES:
            self._too_many(event)
        written = self.text[start : event.end_mark.index]
        colon = None if event.style or written != name else re.search("[:：]", name)
        if colon is None:
            self.empty_keys.append(EmptyKey(tuple(self._steps), self.marks.between(start, start + len(written))))
            return
        habit = GLUED[colon.group()]
        mark = self.marks.between(start + colon.start(), start + colon.end())
        self._note(
            error(
                habit.code,
                mark,
                habit.message,
                found=habit.found,
                expected=habit.expected,
                mend=habit.mend,
                edits=(Edit(mark, ": "),),
            )
        )

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
        diagnostic = error(
            "duplicate-key", self.marks.between(start, end), f"字段 {name} 写了两次",
            found=name, expected="每个字段只写一次", mend="合并成一处，删去另一处",
            related=(Related(self.marks.between(first, first + len(name)), "第一次写在这里"),),
        )  # fmt: skip
        self._note(diagnostic)

    def _fullwidth_indent(self, name: str, start: int) -> None:
        end = start + len(name) - len(name.lstrip("\u3000"))
        mark = self.marks.between(start, end)
        habit = FULLWIDTH_INDENT
        edits = (Edit(mark, "  "),)
        self._note(
            error(
                habit.code,
                mark,
                habit.message,
                found=habit.found,
                expected=habit.expected,
                mend=habit.mend,
                edits=edits,
            )
        )

    def _refuse_anchor_or_tag(self, event: Any) -> None:
        if event.anchor:
            self._refuse("refused-yaml", event, "不能用 & 锚点", f"&{event.anchor}", "以 & 开头的文字要加引号")
        self._refuse("refused-yaml", event, "不能用 ! 标签", str(event.tag), "以 ! 开头的文字要加引号")

    def _refuse(self, code: str, event: Any, message: str, found: str, mend: str) -> NoReturn:
        start, end = event.start_mark.index, event.end_mark.index
        raise _Refused(
            error(code, self.marks.between(start, end), message, found=found, expected="普通的字段和列表", mend=mend)
        )

    def _grammar(self, fault: yaml.MarkedYAMLError) -> Diagnostic:
        place = fault.problem_mark or fault.context_mark
        index = min(place.index, len(self.text)) if place else 0
        hint = unclosed(self.marks, self.text, index) or grammar_hint(self.marks, self.text, index)
        if hint:
            return hint
        if not self.text[index:].strip():  # found out at the end only: show the last line that says something
            index = self.text.rstrip().rfind("\n") + 1
        end = self.text.find("\n", index)
        mark = self.marks.between(index, len(self.text) if end < 0 else end)
        return error(
            "yaml-grammar", mark, "这里不合 YAML 的写法", expected="字段名: 内容，下级缩进 2 个空格",
            mend="看看这一行和上一行：冒号后有没有空格，缩进是否对齐，引号和括号是否成对；拿不准就给整段文字加英文双引号",
        )  # fmt: skip


def _is_ambiguous(text: str) -> bool:
    """Long numbers lose digits in some readers; the patterns are tried on short text only, where backtracking is cheap."""
    if len(text) > 64:
        return _NUMBER_LIKE.match(text) is not None
    return any(pattern.match(text) for pattern in (_AMBIGUOUS, _INTEGER, _DECIMAL))


def _ambiguous(mark: Mark, text: str) -> Diagnostic:
    lower = text.lower()
    if lower in ("yes", "on", "y", "true", "no", "off", "n", "false"):
        plain = "true" if lower in ("yes", "on", "y", "true") else "false"
        return error(
            "ambiguous-scalar", mark, "是或否只能写 true 或 false", found=text, expected=f"{plain}，或加引号的 \"{text}\"",
            mend=f"表示是非时写 {plain}；表示文字时加英文双引号",
        )  # fmt: skip
    if lower in ("null", "~"):
        return error(
            "ambiguous-scalar",
            mark,
            "没有内容时不用写 null",
            found=text,
            expected="留空，或删去这一行",
            mend="冒号后面什么都不写",
        )
    return error(
        "ambiguous-scalar", mark, "这样写，不同的软件会读成不同的内容", found=text, expected=f"\"{text}\"",
        mend="时间、编号等文字加英文双引号；数字直接写，不加前导 0、下划线或 e",
        edits=(Edit(mark, f'"{text}"'),),
    )  # fmt: skip
