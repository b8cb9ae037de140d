"""A report for the terminal: every finding with its place, its line and a caret, in Chinese.

错误 step-minutes  courses/a/b/course.yml:41:5  课时 2 › 教学过程
  各环节的分钟数加起来不等于本课时的分钟数
    41 |     steps:
       |     ^^^^^
  写的是：合计 38 分钟
  应该是：40 分钟
  怎样改：调整某个环节的分钟数
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from course_catalogue.diagnostics import Diagnostic, Mark

ReadLine = Callable[[str, int], str | None]
_WIDTH = 88


def report(diagnostics: Iterable[Diagnostic], read_line: ReadLine) -> str:
    """All findings as text; `read_line(path, number)` gives a source line, None where it cannot."""
    return "\n".join(_one(item, read_line) for item in diagnostics)


def summary(files: int, errors: int, warnings: int) -> str:
    """The closing line of a check."""
    verdict = "没有错误" if not errors else f"{errors} 个错误"
    return f"检查了 {files} 个文件：{verdict}" + (f"，{warnings} 条提醒" if warnings else "")


def _one(item: Diagnostic, read_line: ReadLine) -> str:
    label = "错误" if item.is_error else "提醒"
    mark = item.mark
    lines = [
        f"{label} {item.code}  {visible(mark.path)}:{mark.line}:{mark.column}"
        + (f"  {visible(item.field)}" if item.field else "")
    ]
    lines.append(f"  {visible(item.message)}")
    lines.extend(_snippet(mark, read_line))
    for head, text in (("写的是", item.found), ("应该是", item.expected), ("怎样改", item.mend)):
        if text:
            lines.append(f"  {head}：{visible(text)}")
    for related in item.related:
        place = related.mark
        lines.append(f"  另一处：{visible(place.path)}:{place.line}:{place.column} {visible(related.message)}")
        lines.extend(_snippet(place, read_line))
    return "\n".join(lines) + "\n"


def _snippet(mark: Mark, read_line: ReadLine) -> list[str]:
    line = read_line(mark.path, mark.line)
    if line is None or not line.strip():
        return []
    end = mark.end_column if mark.end_line == mark.line else len(line) + 1
    start, text, length = _window(line, mark.column - 1, max(end - mark.column, 1))
    number = f"{mark.line:>5}"
    blank = " " * width(text[:start])
    caret = "^" * max(width(text[start : start + length]), 1)
    return [f"  {number} | {text}", f"  {'':>5} | {blank}{caret}"]


def _window(line: str, start: int, length: int) -> tuple[int, str, int]:
    """The part of a long line around the caret: (caret's offset in it, the part, caret's length)."""
    cut = max(0, start - 2 * _WIDTH)  # a line may have a million characters, and a hundred findings
    line, start = line[cut : start + 2 * _WIDTH], start - cut
    text = visible(line)
    start, length = len(visible(line[:start])), len(visible(line[start : start + length]))
    if len(text) <= _WIDTH:
        return start, text, min(length, len(text) - start)
    left = max(0, min(start - 20, len(text) - _WIDTH))
    part = ("…" if left else "") + text[left : left + _WIDTH] + ("…" if left + _WIDTH < len(text) else "")
    offset = start - left + (1 if left else 0)
    return offset, part, min(length, len(part) - offset)


def width(text: str) -> int:
    """Columns that a terminal gives a text: full-width characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def visible(text: str) -> str:
    """Control and direction-changing characters shown as U+…, so that no text can forge a terminal's output."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
