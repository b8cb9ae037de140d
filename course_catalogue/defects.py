"""A fault of this program while it checks: told beside the findings, never in their place.

A rule that crashes on one file must not hide what is wrong with the others, nor let the file pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from course_catalogue.diagnostics import CatalogueError, Diagnostic, Mark, error


class Defects:
    """Collects the exceptions of a check; each adds one Diagnostic to `diagnostics`."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self._diagnostics = diagnostics
        self.faults: list[Exception] = []

    @contextmanager
    def told_at(self, mark: Mark) -> Iterator[None]:
        """Keep a defect of the block and go on behind it; a fault of the machine goes its way."""
        try:
            yield
        except (CatalogueError, OSError):
            raise
        except Exception as fault:
            self.faults.append(fault)
            self._diagnostics.append(_internal_error(mark, fault))


def _internal_error(mark: Mark, fault: Exception) -> Diagnostic:
    return error(
        "internal-error", mark, "检查到这里时，程序自己出了错",
        found=type(fault).__name__, expected="检查能做完",
        mend="不是你写错了；请把这个文件和程序的输出告诉维护者，其他文件的结果仍然有效",
    )  # fmt: skip
