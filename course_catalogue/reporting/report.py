"""What every form of report is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.reporting.lines import ReadLine

FIX_COMMAND = "python build.py check --fix"
FIXED_TREES = ("courses/", "bases/")
"""Where `check --fix` writes; what reviewers have said is theirs."""


@dataclass(frozen=True)
class Report:
    """All findings of a check, in reading order.

    `help_page(code)` gives the address of a code's page, "" where there is no site yet; `files` counts what was read,
    `elsewhere` the findings that were not asked for, `beyond` those that no report has room for. `after_fix`: what
    `check --fix` could mend is mended, and the rest is not to be promised.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    read_line: ReadLine
    help_page: Callable[[str], str]
    elsewhere: int = 0
    beyond: int = 0
    after_fix: bool = False

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.is_error)

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Without those whose author gives a reason."""
        return tuple(item for item in self.diagnostics if not item.is_error and not item.waiver)

    @cached_property
    def waived(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if not item.is_error and item.waiver)

    @property
    def fixable(self) -> int:
        """Findings that `check --fix` mends."""
        return 0 if self.after_fix else sum(map(_is_fixable, self.diagnostics))

    @property
    def codes(self) -> list[str]:
        """Every code that occurs, once, sorted."""
        return sorted({item.code for item in self.diagnostics})


def _is_fixable(item: Diagnostic) -> bool:
    return bool(item.edits) and not item.waiver and item.mark.path.startswith(FIXED_TREES)


def label(item: Diagnostic) -> str:
    """The one word for how grave a finding is: 错误, 提醒, or 已说明 where its author gives a reason."""
    return "错误" if item.is_error else "已说明" if item.waiver else "提醒"


def summary(report: Report) -> str:
    """The closing words of a check: what was read, what was found, and what the machine can mend."""
    parts = [f"{len(report.errors)} 个错误" if report.errors else "没有错误"]
    if report.warnings:
        parts.append(f"{len(report.warnings)} 条提醒")
    if report.waived:
        parts.append(f"{len(report.waived)} 条提醒作者已说明理由")
    words = f"检查了 {report.files} 个文件：{'，'.join(parts)}"
    if report.elsewhere:
        words += f"（别的文件里还有 {report.elsewhere} 处，没有列出）"
    if report.beyond:
        words += f"（太多，还有 {report.beyond} 处没有列出；改好这些再检查）"
    return f"{words}\n其中 {report.fixable} 处可以自动改：运行 {FIX_COMMAND}" if report.fixable else words


def explain_command(code: str) -> str:
    """How to read about a code where there is no site."""
    return f"python build.py explain {code}"
