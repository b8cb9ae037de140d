"""A rule across fields or files: a function from the Catalogue to Findings.

Its name is a sentence in the affirmative, its code names the fault, its docstring is its
manual: what must hold, where that comes from, how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity
from course_catalogue.model import Origin

Steps = tuple[str | int, ...]


class Finding(msgspec.Struct, frozen=True):
    """What a rule found, at the value (or, with `at_key`, the key) at `steps` of a file.

    `part` narrows it to a part of that text: its start and length in characters. The readable names of the steps in `fields` end what was found.
    """

    origin: Origin
    steps: Steps
    message: str
    found: str = ""
    expected: str = ""
    mend: str = ""
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    at_key: bool = False
    part: tuple[int, int] | None = None
    fields: tuple[Steps, ...] = ()


class Describe(Protocol):
    """Turns a kind and steps into a path that authors read."""

    def __call__(self, kind: str, steps: Steps) -> str: ...


class Rule(msgspec.Struct, frozen=True):
    """A named check; in a draft its errors are warnings."""

    code: str
    severity: Severity
    find: Callable[[Catalogue], Iterator[Finding]]

    @property
    def mark(self) -> Mark:
        """Where the rule itself stands: the place of a defect that no file can be named for."""
        line = self.find.__code__.co_firstlineno
        return Mark(f"{self.find.__module__.replace('.', '/')}.py", line, 1, line, 1)

    def check(self, catalogue: Catalogue, readable: Describe) -> Iterator[Diagnostic]:
        for finding in self.find(catalogue):
            yield self._diagnostic(finding, readable)

    def _diagnostic(self, finding: Finding, readable: Describe) -> Diagnostic:
        origin = finding.origin
        mark = _mark(finding)
        draft = origin.status == "draft"
        hint = f"是不是 {'、'.join(finding.suggestions)}？" if finding.suggestions else ""
        return Diagnostic(
            code=self.code,
            severity=Severity.WARNING if draft else self.severity,
            mark=mark,
            message=finding.message,
            field=readable(origin.kind, finding.steps),
            found=finding.found + "、".join(readable(origin.kind, steps) for steps in finding.fields),
            expected=finding.expected,
            mend=hint + finding.mend,
            related=finding.related,
            edits=_edits(mark, finding),
        )


def _mark(finding: Finding) -> Mark:
    if finding.at_key:
        return finding.origin.key_mark(*finding.steps)
    if finding.part:
        return finding.origin.part_mark(finding.steps, *finding.part)
    return finding.origin.mark(*finding.steps)


def _edits(mark: Mark, finding: Finding) -> tuple[Edit, ...]:
    sure = len(finding.suggestions) == 1 and finding.steps and not finding.at_key
    return (Edit(mark, finding.suggestions[0]),) if sure else ()


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Callable[[Catalogue], Iterator[Finding]]], Rule]:
    """Make a Rule of a function."""

    def wrap(find: Callable[[Catalogue], Iterator[Finding]]) -> Rule:
        return Rule(code, severity, find)

    return wrap
