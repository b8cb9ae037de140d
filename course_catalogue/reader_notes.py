"""What the reader notes on the way: faults inside values, after which the structure can still be trusted."""

from __future__ import annotations

import re
from dataclasses import replace

from course_catalogue.author_habits import DASH_WITHOUT_SPACE, FULLWIDTH_DASH, FULLWIDTH_INDENT, Habit
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, error
from course_catalogue.documents import MAX_FINDINGS, Marks
from course_catalogue.file_bytes import FORBIDDEN, forbidden
from course_catalogue.written_lines import shorten

# A comment without a space after its sign is more likely text: a topic tag, a number.
LOST = re.compile(r" +#[^\s#!]")
LOST_SIGN = re.compile(r" #[^\s#!]")
"""What a text holds wherever LOST is in it: asked once, so that it need not be asked behind each value."""
# A further line of a plain text that begins like an item of a list.
_SWALLOWED = re.compile("\\n *(- |-(?=[\u4e00-\u9fff])|[－—–] ?(?=[^\\s－—–]))")


class Refused(Exception):
    """The structure cannot be trusted, or enough has been said."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class Notes:
    """Findings on one text, in the order in which they are met."""

    def __init__(self, marks: Marks, text: str) -> None:
        self.marks = marks
        self.text = text
        self.findings: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a finding; the hundredth ends the reading, because nobody reads on and a log is no place for 20,000."""
        if len(self.findings) >= MAX_FINDINGS - 1:
            raise Refused(diagnostic)
        self.findings.append(diagnostic)

    def habit(self, habit: Habit, mark: Mark, replacement: str) -> None:
        self.add(
            error(
                habit.code, mark, habit.message, found=habit.found, expected=habit.expected, mend=habit.mend,
                edits=(Edit(mark, replacement),),
            )
        )  # fmt: skip

    def line_range(self, index: int) -> tuple[int, int]:
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end

    def empty_item(self, start: int) -> None:
        begin, stop = self.line_range(start)
        alone = self.text[begin:stop].strip() == "-" and stop < len(self.text)
        self.add(
            error(
                "empty-item", self.marks.between(max(start - 1, 0), start), "列表里有空的一项",
                found="空", expected="内容", mend="写上内容，或删去这一行的 -",
                edits=(Edit(self.marks.between(begin, stop + 1), ""),) if alone else (),
            )
        )  # fmt: skip

    def lost_comment(self, end: int) -> None:
        """Text such as `theme: 水 #循环`, of which YAML would keep the first word only."""
        stop = self.text.find("\n", end)
        stop = len(self.text) if stop < 0 else stop
        start = self.text.index("#", end)
        mark = self.marks.between(start, stop)
        words = shorten(self.text[start:stop])
        self.add(
            error(
                "needs-quotes",
                mark,
                "# 和它后面的文字会被当成注释丢掉",
                found=words,
                expected="用英文双引号括起来",
                mend="是内容就给整段文字加英文双引号；是注释就在 # 后面空一格",
            )
        )

    def swallowed_line(self, start: int, end: int) -> None:
        """A line that was meant to be an item or a field of its own, and became the rest of the text above it."""
        written = self.text[start:end]
        match = _SWALLOWED.search(written)
        if match is None:
            return
        first = self.text[start : start + 2]
        if re.match(r"-[^\s-]|[－—–]", first):  # the list began with a dash that is none: that is the fault
            habit = DASH_WITHOUT_SPACE if first[0] == "-" else FULLWIDTH_DASH
            self.habit(habit, self.marks.between(start, start + 1), "- ")
            return
        line, here = start + match.start() + 1, start + match.start(1)
        sign = match.group(1)
        if sign == "- ":
            begin, _ = self.line_range(start)
            before = re.match(r" *(?=- )", self.text[begin:start])
            wanted = len(before.group()) if before else 0
            self.add(
                error(
                    "bad-indentation", self.marks.between(here, here + 1), f"缩进不对：行首多了 {here - line - wanted} 个空格，这一项被当成了上一行的文字",
                    found=f"行首 {here - line} 个空格", expected=f"行首 {wanted} 个空格（与上一项对齐）", mend="让列表各项的短横左边对齐",
                    edits=(Edit(self.marks.between(line, here), " " * wanted),) if before else (),
                )
            )  # fmt: skip
            return
        habit = DASH_WITHOUT_SPACE if sign == "-" else FULLWIDTH_DASH
        self.habit(habit, self.marks.between(here, here + 1), "- ")

    def escapes(self, text: str, start: int, end: int) -> None:
        match = FORBIDDEN.search(text) or re.search("\t", text)
        if match:
            whole = forbidden(self.marks.between(start, end), match.group())
            self.add(replace(whole, edits=()))  # taking out the mark would take out the text around it

    def repeated_keys(self, repeated: list[tuple[str, int, int]], places: dict[str, int], in_list: bool) -> None:
        """One finding for keys in a row that stand in their mapping already: mostly an item whose dash is missing."""
        name, start, first = repeated[0]
        mark = self.marks.between(start, start + len(name))
        related = (Related(self.marks.between(first, first + len(name)), "第一次写在这里"),)
        if in_list and len(repeated) > 1 and first == min(places.values()):
            dash = self.text[start - 2 : start] == "  "
            self.add(
                error(
                    "duplicate-key", mark, f"{name} 等 {len(repeated)} 个字段又写了一遍：前面好像少了一个短横",
                    found=name, expected=f"- {name}", mend=f"列表里的每一项以短横加空格开头：把这一行改成 - {name}",
                    related=related, edits=(Edit(self.marks.between(start - 2, start), "- "),) if dash else (),
                )
            )  # fmt: skip
            return
        for name, start, first in repeated:
            self.add(
                error(
                    "duplicate-key", self.marks.between(start, start + len(name)), f"字段 {shorten(name)} 写了两次",
                    found=shorten(name), expected="每个字段只写一次", mend="合并成一处，删去另一处",
                    related=(Related(self.marks.between(first, first + len(name)), "第一次写在这里"),),
                    edits=self._same_line_twice(start, first),
                )
            )  # fmt: skip

    def _same_line_twice(self, start: int, first: int) -> tuple[Edit, ...]:
        """The second of two lines that say the same, and nothing below them, is taken out."""
        begin, stop = self.line_range(start)
        if self.text[begin:stop].strip() != self.text[slice(*self.line_range(first))].strip() or stop == len(self.text):
            return ()
        following = self.text[stop + 1 : stop + 200]
        depth = len(following) - len(following.lstrip(" "))
        below = depth > start - begin or (depth == start - begin and following.lstrip(" ").startswith("- "))
        return () if below else (Edit(self.marks.between(begin, stop + 1), ""),)

    def wide_indent(self, name: str, start: int) -> None:
        end = start + len(name) - len(name.lstrip("\u3000\u00a0 "))
        mark = self.marks.between(start, end)
        width = sum(2 if sign == "\u3000" else 1 for sign in self.text[start:end])
        self.habit(FULLWIDTH_INDENT, mark, " " * width)
