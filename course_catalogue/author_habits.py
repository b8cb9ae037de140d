"""How Chinese authors really write where YAML asks for something else, and how to tell them.

libyaml only says that something is wrong, often a line too late; these habits say what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from course_catalogue.diagnostics import Diagnostic, Edit, error
from course_catalogue.documents import Marks


@dataclass(frozen=True, slots=True)
class Habit:
    """A way of writing that Chinese authors really use and YAML does not."""

    code: str
    pattern: re.Pattern[str]
    message: str
    found: str
    expected: str
    mend: str
    replacement: str | None = None


FULLWIDTH_INDENT = Habit(
    "fullwidth-indent",
    re.compile("^ *(\u3000+)"),
    "行首用了全角空格",
    "全角空格",
    "半角空格",
    "把行首的全角空格换成半角空格，每级 2 个",
    "  ",
)
HABITS = (
    FULLWIDTH_INDENT,
    Habit("fullwidth-colon", re.compile(r"^ *+(?:- ++)*+[a-z][a-z0-9_]*+\s?(：)\s*+"), "冒号用了全角的", "全角冒号“：”", ": （半角冒号加一个空格）", "切换到英文输入法，重打冒号，并在后面空一格", ": "),
    Habit("fullwidth-dash", re.compile(r"^ *([－—–])\s?\S"), "列表的短横用了全角的", "全角短横“－”", "- （半角短横加一个空格）", "切换到英文输入法，重打短横，并在后面空一格", "- "),
    Habit("missing-space", re.compile(r"^ *+(?:- ++)*+[a-z][a-z0-9_]*+(:)(?:[^\s:]|\u3000)"), "冒号后面少一个空格", "冒号后没有空格", "冒号后空一格", "在冒号后面加一个空格", ": "),
    Habit("needs-quotes", re.compile(r"^ *+(?:- ++)*+(?:[a-z][a-z0-9_]*+: ++)?([*&!%@`|>{\[\"'][^\n]*)$"), "以特殊符号开头的文字要加引号", "", "用英文双引号括起来", "给整段文字加英文双引号，里面的英文双引号写成 \\\""),
    Habit("needs-quotes", re.compile(r"^ *+(?:- ++)*+[a-z][a-z0-9_]*+: ++([^\"'\n\[{|>][^\n]*: [^\n]*)$"), "文字里有“冒号加空格”，要加引号", "", "用英文双引号括起来", "给整段文字加英文双引号，或把冒号改成全角"),
)  # fmt: skip

GLUED = {"：": HABITS[1], ":": HABITS[3]}
"""The habits that leave no space behind a colon, by their colon."""


_BRACKETED = Habit(
    "yaml-grammar", re.compile(""), "括号里的写法不对", "", "{字段名: 内容, 字段名: 内容} 或 [一项, 另一项]",
    "每项之间用半角逗号加空格，冒号用半角、后面空一格；拿不准就不用括号，每项写一行",
)  # fmt: skip


def grammar_hint(marks: Marks, text: str, index: int) -> Diagnostic | None:
    """libyaml often points at the line after the fault: look at the lines just before, too."""
    line_end = text.find("\n", index)
    line_end = len(text) if line_end < 0 else line_end
    for _ in range(4):
        line_start = text.rfind("\n", 0, line_end) + 1
        line = text[line_start:line_end]
        for habit in HABITS:
            match = habit.pattern.match(line)
            if match and _really_broken(habit, match.group(1)):
                if re.match(r"\{.*\}\s*\Z|\[.*\]\s*\Z", match.group(1)):
                    habit = _BRACKETED
                mark = marks.between(line_start + match.start(1), line_start + match.end(1))
                edits = () if habit.replacement is None else (Edit(mark, habit.replacement),)
                found = habit.found or shorten(match.group(1))
                return error(
                    habit.code, mark, habit.message, found=found, expected=habit.expected, mend=habit.mend, edits=edits
                )
        if line_start == 0:
            break
        line_end = line_start - 1
    return None


_OPENS = re.compile(
    r"^ *+(?:- ++)*+(?:[a-z][a-z0-9_]*+: ++)?+(?:(\"(?:[^\"\\\n]|\\.)*+)|('[^'\n]*+)|(\[[^\]\n]*+)|(\{[^}\n]*+))$",
    re.MULTILINE,
)
_CLOSERS = ('"', "'", "]", "}")


def unclosed(marks: Marks, text: str, index: int) -> Diagnostic | None:
    """A quote or bracket that its line does not close: libyaml finds the fault only further down.

    Text in quotes or brackets may go over several lines; the next line that is a field shows that it did not mean to.
    """
    last = {closer: text.rfind(closer, 0, index) for closer in "]}"}
    for match in _OPENS.finditer(text, 0, index):
        closer = _CLOSERS[match.lastindex - 1] if match.lastindex else ""
        following = text[match.end() : match.end() + 200].lstrip("\n ")
        if closer and last.get(closer, -1) >= match.end():
            continue
        if closer and re.match(r"(?:- +)?[a-z][a-z0-9_]*:\s|- ", following):
            mark = marks.between(match.start(match.lastindex or 0), match.end())
            return error(
                "yaml-grammar", mark, "引号或括号没有成对", found=shorten(match.group(match.lastindex or 0)),
                expected=f"这一段末尾有 {closer}", mend=f"在末尾补上 {closer}；文字本来就以它开头时，给整段文字加英文双引号",
            )  # fmt: skip
    return None


def _really_broken(habit: Habit, value: str) -> bool:
    """Quoted and bracketed values are fine when they close on their line; block text always."""
    if habit.code != "needs-quotes":
        return True
    try:
        loaded = list(yaml.parse(f"x: {value}", Loader=yaml.CLoader))
    except yaml.YAMLError:
        return not re.match(r"[|>][-+0-9]*\s*(#.*)?$", value)
    return any(isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) for event in loaded)


def shorten(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
