"""A report in Markdown, for a pull request's comment and a step's summary.

Grouped by file, without tables, so that it reads on a phone; long lists are folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import groupby

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.reporting.markdown_text import code, code_block, inline
from course_catalogue.reporting.report import FIX_COMMAND, Report, explain_command, label, summary
from course_catalogue.reporting.snippets import changed_rows, rows_of
from course_catalogue.reporting.visible import visible

MOST = 65_536
"""Characters that GitHub takes in a comment."""

_ROOM = 400
_OPEN = 10
"""Up to so many findings, no file is folded."""


def render(report: Report) -> str:
    """Files with errors first, at most MOST characters; what does not fit is counted in a sentence at the end."""
    head = f"## 课程文件检查：{_verdict(report)}\n\n" + "".join(
        f"{line}  \n" for line in summary(report).replace(FIX_COMMAND, code(FIX_COMMAND)).splitlines()
    )
    parts, length, told = [head], len(head), 0
    faulty = {item.mark.path for item in report.errors}
    in_order = sorted(report.diagnostics, key=lambda item: item.mark.path not in faulty)
    for path, group in groupby(in_order, key=lambda item: item.mark.path):
        items = list(group)
        opening = _opening(path, items, folded=len(report.diagnostics) > _OPEN)
        closing = "\n</details>\n"
        opened = False
        for item in items:
            block = f"\n{_finding(item, report)}\n"
            needed = len(block) + (0 if opened else len(opening) + len(closing))
            if length + needed > MOST - _ROOM:
                return "".join((*parts, closing if opened else "", _rest(len(report.diagnostics) - told)))
            parts += [block] if opened else [opening, block]
            opened, length, told = True, length + needed, told + 1
        parts.append(closing)
    return "".join(parts)


def _verdict(report: Report) -> str:
    if report.errors:
        return f"{len(report.errors)} 个错误要改"
    return f"没有错误，{len(report.warnings)} 条提醒请看一看" if report.warnings else "没有错误"


def _rest(count: int) -> str:
    return f"\n**还有 {count} 处没有列在这里**：内容太长，GitHub 一条评论最多 65536 个字符。全部见这次运行的日志，或运行 `python build.py check`。\n"


def _opening(path: str, items: list[Diagnostic], *, folded: bool) -> str:
    counts = Counter(map(label, items))
    words = "，".join(f"{counts[word]} {unit}" for word, unit in _UNITS.items() if counts[word])
    name = escape(visible(path))
    return f"\n<details{'' if folded else ' open'}><summary><code>{name}</code>：{words}</summary>\n"


_UNITS = {"错误": "个错误", "提醒": "条提醒", "已说明": "条已说明理由"}


def _finding(item: Diagnostic, report: Report) -> str:
    field = f" · {inline(item.field)}" if item.field else ""
    lines = [f"#### {label(item)} · 第 {item.mark.line} 行{field}", "", inline(item.message), ""]
    snippet = [line for row in rows_of(item.mark, report.read_line) for line in row.lines()]
    lines += [code_block(snippet), ""] if snippet else []
    lines += [f"- {head}：{inline(text)}" for head, text in _entries(item) if text]
    lines += _places(item, report)
    return "\n".join((*lines, f"- {_help(item.code, report)}"))


def _entries(item: Diagnostic) -> tuple[tuple[str, str], ...]:
    return (
        ("写的是", item.found),
        ("应该是", item.expected),
        ("怎样改", item.mend),
        ("作者的理由", item.waiver),
    )


def _places(item: Diagnostic, report: Report) -> Iterator[str]:
    """What the edits make of the lines, and the related places, each with its lines as a block in the list."""
    for path, rows in changed_rows(item.text_edits, report.read_line):
        yield f"- 改成{'' if path == item.mark.path else f'（{code(path)}）'}："
        yield _indented(code_block([row.text for row in rows]))
    for related in item.related:
        mark = related.mark
        place = f"第 {mark.line} 行" if mark.path == item.mark.path else f"{code(mark.path)} 第 {mark.line} 行"
        yield f"- 另一处：{place}，{inline(related.message)}"
        lines = [line for row in rows_of(mark, report.read_line) for line in row.lines()]
        if lines:
            yield _indented(code_block(lines))


def _indented(block: str) -> str:
    return "\n" + "\n".join(f"  {line}" for line in block.split("\n"))


def _help(name: str, report: Report) -> str:
    address = report.help_page(name)
    return f"说明页：[{name}](<{address}>)" if address else f"说明：`{explain_command(name)}`"
