"""A report for the terminal: every finding with its place, its line and a caret, in Chinese.

错误 step-minutes  courses/a/b/course.yml:41:5  课时 2 › 教学过程
  各环节的分钟数加起来不等于本课时的分钟数
    41 |     steps:
       |     ^^^^^
  写的是：合计 38 分钟
  应该是：40 分钟
  怎样改：调整某个环节的分钟数
  为什么：各环节的分钟数加起来，应等于这一课的分钟数。
  说明：https://…/help/step-minutes.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from course_catalogue.codes import text_of
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.reporting.lines import ReadLine
from course_catalogue.reporting.report import Report, explain_command, label, summary
from course_catalogue.reporting.snippets import Row, changed_rows, rows_of
from course_catalogue.reporting.visible import visible

Piece = tuple[str, str]
"""A text and the name of its style: error, warning, waived, code, place, number, caret, head, new or plain."""

_STYLES = {"错误": "error", "提醒": "warning", "已说明": "waived"}


def render(whole: Report) -> str:
    """The whole report as plain text."""
    return "".join(text for text, _ in pieces(whole))


def pieces(report: Report) -> Iterator[Piece]:
    """The whole report, with the style of each part. Why and help stand at the first finding of a code."""
    told: set[str] = set()
    for item in (*(item for item in report.diagnostics if not item.waiver), *report.waived):
        if report.waived and item is report.waived[0]:
            yield f"已说明的提醒 {len(report.waived)} 条，请评审看一看理由\n\n", "head"
        yield from _finding(item, report.read_line)
        if item.code not in told:
            told.add(item.code)
            yield from _entry("为什么", text_of(item.code).why)
            yield from _entry("说明", report.help_page(item.code) or explain_command(item.code), "place")
        yield "\n", "plain"
    yield f"{summary(report)}\n", "head"


def report(diagnostics: Iterable[Diagnostic], read_line: ReadLine) -> str:
    """Only the findings, where a code is explained elsewhere."""
    return "\n".join("".join(text for text, _ in _finding(item, read_line)) for item in diagnostics)


def _finding(item: Diagnostic, read_line: ReadLine) -> Iterator[Piece]:
    mark = item.mark
    style = _STYLES[label(item)]
    yield f"{label(item)} ", style
    yield item.code, "code"
    yield f"  {visible(mark.path)}:{mark.line}:{mark.column}", "place"
    yield f"  {visible(item.field)}\n" if item.field else "\n", "plain"
    yield f"  {visible(item.message)}\n", "head"
    yield from _rows(rows_of(mark, read_line), style)
    yield from _entry("写的是", item.found)
    yield from _entry("应该是", item.expected)
    yield from _entry("怎样改", item.mend)
    for path, rows in changed_rows(item.text_edits, read_line):
        yield "  改成：", "head"
        yield "\n" if path == mark.path else f"{visible(path)}\n", "plain"
        yield from _rows(rows, "new")
    for related in item.related:
        place = related.mark
        yield "  另一处：", "head"
        yield f"{visible(place.path)}:{place.line}:{place.column}", "place"
        yield f" {visible(related.message)}\n", "plain"
        yield from _rows(rows_of(place, read_line), "waived")
    yield from _entry("作者的理由", item.waiver)


def _entry(head: str, text: str, style: str = "plain") -> Iterator[Piece]:
    if text:
        yield f"  {head}：", "head"
        yield f"{visible(text)}\n", style


def _rows(rows: Iterable[Row], style: str) -> Iterator[Piece]:
    for row in rows:
        line, *caret = row.lines()
        gutter, bar, text = line.partition("|")
        yield f"  {gutter}{bar}", "number"
        yield f"{text}\n", "new" if style == "new" else "plain"
        for below in caret:
            gutter, bar, text = below.partition("|")
            yield f"  {gutter}{bar}", "number"
            yield f"{text}\n", style
