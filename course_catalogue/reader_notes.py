"""What the reader notes on the way: faults inside values, after which the structure can still be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from course_catalogue.author_habits import DASH_WITHOUT_SPACE, FULLWIDTH_DASH, FULLWIDTH_INDENT, Habit
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, error
from course_catalogue.documents import AND_MORE, MAX_FINDINGS, Marks
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
            raise Refused(replace(diagnostic, message=diagnostic.message + AND_MORE))
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

    def repeated_keys(
        self, repeated: list[tuple[str, int, int]], places: dict[str, int], steps: Sequence[str | int], end: int
    ) -> None:
        """Keys that stand in their mapping already, up to `end`; one finding where one slip has brought them all about."""
        name, start, first = repeated[0]
        in_list = bool(steps) and isinstance(steps[-1], int)
        opener, second = (*sorted(places, key=places.__getitem__)[:2], "")[:2]
        again = self._written_again(start, first, end)
        if in_list and len(repeated) > 1 and name == opener:
            dash = self.text[start - 2 : start] == "  "
            self._repeated(
                repeated[0], f"{name} 等 {len(repeated)} 个字段又写了一遍：前面好像少了一个短横",
                found=name, expected=f"- {name}", mend=f"列表里的每一项以短横加空格开头：把这一行改成 - {name}",
                edits=(Edit(self.marks.between(start - 2, start), "- "),) if dash else (),
            )  # fmt: skip
        elif in_list and len(repeated) > 1 and name == second:
            number = int(steps[-1]) + 1
            of_list = next((f" {step} " for step in reversed(steps) if isinstance(step, str)), "列表")
            self._repeated(
                repeated[0], f"这里少了一行 - {opener}: …，也就是{of_list}第 {number + 1} 项的第一行",
                found=f"从 {name} 起的字段接在了第 {number} 项后面，其中 {len(repeated)} 个写了两次", expected=f"- {opener}: …",
                mend=f"在这一行上面补上 - {opener}: 和它的内容，短横与上一项的对齐",
            )  # fmt: skip
        elif not in_list and len(repeated) > (1 if again else 2):
            self._repeated(
                repeated[0], f"{name} 等 {len(repeated)} 个字段又写了一遍：好像把同一段粘贴了两次",
                found=name, expected="每个字段只写一次", mend="核对两段，留下一段，删去另一段", edits=again,
            )  # fmt: skip
        else:
            for number, one in enumerate(repeated):
                name, start, first = one
                stop = repeated[number + 1][1] if number + 1 < len(repeated) and not in_list else end
                self._repeated(
                    one, f"字段 {shorten(name)} 写了两次", found=shorten(name), expected="每个字段只写一次",
                    mend="合并成一处，删去另一处"
                    + (f"；本来是另一项的，就在这一行上面补上 - {opener}: 和它的内容" if in_list and name == second else ""),
                    edits=self._same_line_twice(start, first) or (() if in_list else self._written_again(start, first, stop)),
                )  # fmt: skip

    def _repeated(
        self,
        key: tuple[str, int, int],
        message: str,
        *,
        found: str,
        expected: str,
        mend: str,
        edits: tuple[Edit, ...] = (),
    ) -> None:
        name, start, first = key
        related = Related(self.marks.between(first, first + len(name)), "第一次写在这里")
        mark = self.marks.between(start, start + len(name))
        self.add(
            error(
                "duplicate-key",
                mark,
                message,
                found=found,
                expected=expected,
                mend=mend,
                related=(related,),
                edits=edits,
            )
        )

    def _written_again(self, start: int, first: int, end: int) -> tuple[Edit, ...]:
        """The lines from `start` up to `end` are taken out where they say word for word what stands at `first`."""
        begin, once = self.line_range(start)[0], self.line_range(first)[0]
        again = self.text[begin:end].rstrip("\n ") + "\n"
        if once + len(again) > begin or f"{self.text[once:begin]}\n"[: len(again)] != again:
            return ()
        return (Edit(self.marks.between(begin, min(begin + len(again), len(self.text))), ""),)

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
