"""Lists that were written as something else: as 无, with numbers ahead, or without the dash or first line of their item."""

from __future__ import annotations

from dataclasses import dataclass

from course_catalogue import value_mends
from course_catalogue.diagnostics import Diagnostic, Edit
from course_catalogue.misfit_place import MisfitPlace

_NOTHING = ("无", "没有", "暂无", "不需要", "不用", "—", "/", "none", "None", "N/A")


@dataclass(frozen=True)
class ListMisfit(MisfitPlace):
    """A place at which a list is due."""

    @property
    def says_nothing(self) -> bool:
        """Whether it is 无, or a list of that."""
        only = self.value[0] if isinstance(self.value, list) and len(self.value) == 1 else self.value
        return isinstance(only, str) and only.strip(" 。") in _NOTHING

    def nothing(self) -> Diagnostic:
        """“无” where a list is due: an empty one where that says something, else the line says nothing."""
        mark, marks = self.document.mark(*self.steps), self.document.marks
        empty = self.schema.get("minItems", 0) == 0
        start, end = marks.line_range(mark.line)
        key = str(self.steps[-1])
        alone = "\n" not in self.written() and marks.text[start:end].strip() == f"{key}: {self.written()}"
        needed = key in self.schemas.at(self.document.kind, self.steps[:-1]).get("required", ())
        cut = () if empty or needed or not alone else (Edit(marks.between(start, min(end + 1, len(marks.text))), ""),)
        return self.say(
            "wrong-type", "列表里没有内容时，不写“无”", found="无", expected=f"{key}: []" if empty else "不写这一行",
            mend="改成一对空的方括号" if empty else "删去这一行；以后有了内容再写", edits=self.put_in("[]") if empty else cut,
        )  # fmt: skip

    def numbered(self) -> str | None:
        """The list that was written as `1、甲` and `2、乙`; one item a line where the text begins a line of its own."""
        if self.schema.get("type") != "array":
            return None
        items = value_mends.of_numbered(self.schemas.resolve(self.schema.get("items", {})), self.value)
        if items is None:
            return None
        mark, marks = self.document.mark(*self.steps), self.document.marks
        start, _ = marks.line_range(mark.line)
        before = marks.text[start : marks.index(mark.line, mark.column)]
        return f"[{', '.join(items)}]" if before.strip() else f"\n{before}".join(f"- {item}" for item in items)

    def headless_item(self) -> Diagnostic | None:
        """A group where a list is due: the dash of its one item is missing, or the whole first line of that."""
        known = self.schemas.resolve(self.schema.get("items", {})).get("properties", {})
        if not self.value or not set(self.value) <= set(known):
            return None
        opener, first = next(iter(known)), next(iter(self.value))
        mark = self.document.key_mark(*self.steps, first)
        if opener not in self.value:
            return self.say(
                "wrong-type", f"这里少了一行 - {opener}: …，也就是{self.schema.get('title', '列表')}第 1 项的第一行", mark=mark,
                found=f"直接写了 {first}", expected=f"- {opener}: …",
                mend=f"在这一行上面补上 - {opener}: 和它的内容；短横加空格开头的是列表的一项",
            )  # fmt: skip
        marks = self.document.marks
        start = marks.index(mark.line, mark.column)
        dash = marks.text[max(0, start - 3) : start] == "   " or marks.text[max(0, start - 3) : start] == "\n  "
        return self.say(
            "wrong-type", "列表的一项前面少了短横", mark=mark, found=f"直接写了 {first}", expected=f"- {first}: …",
            mend=f"列表里的每一项以短横加空格开头：把这一行改成 - {first}",
            edits=(Edit(marks.between(start - 2, start), "- "),) if dash else (),
        )  # fmt: skip
