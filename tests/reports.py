"""A small report with everything that a form must show, and one whose every text is hostile."""

from __future__ import annotations

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity
from course_catalogue.reporting.report import Report

COURSE = "courses/a/b/course.yml"
FILES = {
    COURSE: (
        "format: 1",
        "title: 沉还是浮",
        "max: 36",
        "sessions:",
        "  - title: 一",
        "    minutes: 40",
        "",
        "tags: [水]",
    ),
    "bases/c/base.yml": ("format: 1", "name: 示例馆", "opens: 9:00"),
}
EVIL = "x\n::error::forged ##[error]forged\x1b[2J\u202e%0A @you #1 <img src=x> [a](javascript:b) {0} `c` www.example.com =1+1"


def read_line(path: str, number: int) -> str | None:
    lines = FILES.get(path, ())
    return lines[number - 1] if number <= len(lines) else None


def help_page(code: str) -> str:
    return f"https://kexue.example.com/help/{code}.html"


def report_with(*diagnostics: Diagnostic) -> Report:
    return Report(diagnostics, 2, read_line, help_page)


AMBIGUOUS = Diagnostic(
    "ambiguous-scalar", Severity.ERROR, Mark("bases/c/base.yml", 3, 8, 3, 12), "不同的软件会读成不同的内容",
    found="9:00", expected='"9:00"', mend="加英文双引号", edits=(Edit(Mark("bases/c/base.yml", 3, 8, 3, 12), '"9:00"'),),
)  # fmt: skip
SAME_TITLE = Diagnostic(
    "duplicate-title", Severity.ERROR, Mark(COURSE, 2, 8, 2, 12), "同一机构有两门课程同名", "课程名称", "沉还是浮",
    related=(Related(Mark("bases/c/base.yml", 2, 7, 2, 10), "另一门在这里"),),
)  # fmt: skip
LARGE = Diagnostic(
    "class-large",
    Severity.WARNING,
    Mark(COURSE, 3, 6, 3, 8),
    "班额偏大",
    "班额 › 最多",
    "36 人",
    waiver="两位教师一起上",
)
IDLE = Diagnostic(
    "hands-on-little", Severity.WARNING, Mark(COURSE, 4, 1, 8, 1), "学生动手的时间太少", "课时", "占 64%", "不少于 67%"
)
SAMPLE = report_with(AMBIGUOUS, SAME_TITLE, LARGE, IDLE)
HOSTILE = report_with(
    Diagnostic(
        "class-large", Severity.ERROR, Mark(f"courses/{EVIL}/course.yml", 2, 1, 3, 2), EVIL, EVIL, EVIL, EVIL, EVIL,
        (Related(Mark(f"courses/{EVIL}", 1), EVIL),), (Edit(Mark(COURSE, 2, 1, 2, 3), EVIL),),
    ),
    Diagnostic("class-large", Severity.WARNING, Mark(EVIL), EVIL, EVIL, EVIL, EVIL, EVIL, waiver=EVIL),
)  # fmt: skip
