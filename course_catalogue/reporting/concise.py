"""A report of one line a finding, as editors and people who grep read it.

courses/a/b/course.yml:41:5: 错误 step-minutes 各环节的分钟数加起来不等于本课时的分钟数
"""

from __future__ import annotations

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.reporting.report import Report, label, summary
from course_catalogue.reporting.visible import visible


def render(report: Report) -> str:
    return "".join(f"{line}\n" for line in (*map(_line, report.diagnostics), summary(report)))


def _line(item: Diagnostic) -> str:
    mark = item.mark
    return f"{visible(mark.path)}:{mark.line}:{mark.column}: {label(item)} {item.code} {visible(item.message)}"
