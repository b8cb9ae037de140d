"""Annotations in a pull request on GitHub: workflow commands on stdout.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word; so the first nine are
annotated, the tenth says how many more there are. The full list is Markdown for the step's summary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.reporting.report import Report, explain_command, summary
from course_catalogue.reporting.snippets import changed_rows
from course_catalogue.reporting.visible import visible

SHOWN = 9
"""Annotations of one kind that GitHub keeps, less the one that tells of the rest."""


def render(report: Report) -> str:
    commands = (
        *_of_kind("error", "错误", report.errors, report),
        *_of_kind("warning", "提醒", report.warnings, report),
        *_of_kind("notice", "已说明的提醒", report.waived, report),
    )
    return "".join(f"{line}\n" for line in (*commands, *summary(report).splitlines()))


def _of_kind(command: str, word: str, items: Sequence[Diagnostic], report: Report) -> Iterator[str]:
    for item in items[:SHOWN]:
        yield _annotation(command, item, report)
    if len(items) > SHOWN:
        rest = len(items) - SHOWN
        where = "全部列在这次运行的“Summary”页里；也可以在自己的电脑上运行 python build.py check"
        yield f"::{command} title={_property(f'还有 {rest} 处{word}没有标出来')}::{_data(where)}"


def _annotation(command: str, item: Diagnostic, report: Report) -> str:
    mark = item.mark
    place = {"file": mark.path, "line": str(mark.line), "endLine": str(mark.end_line)}
    if mark.line == mark.end_line:  # GitHub takes columns of one line only; the end is the last character
        place |= {"col": str(mark.column), "endColumn": str(max(mark.column, mark.end_column - 1))}
    place["title"] = f"{item.code} {item.field}".strip()
    properties = ",".join(f"{name}={_property(visible(value))}" for name, value in place.items())
    return f"::{command} {properties}::{_data(_words(item, report))}"


def _words(item: Diagnostic, report: Report) -> str:
    rows = [row.text.strip() for _, rows in changed_rows(item.text_edits, report.read_line) for row in rows]
    entries = [
        ("", item.message),
        ("写的是：", item.found),
        ("应该是：", item.expected),
        ("怎样改：", item.mend),
        ("作者的理由：", item.waiver),
        *(("改成：", row) for row in rows),
        *(("另一处：", f"{one.mark.path}:{one.mark.line} {one.message}") for one in item.related),
        ("说明：", report.help_page(item.code) or explain_command(item.code)),
    ]
    return "\n".join(f"{head}{visible(text)}" for head, text in entries if text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
