"""What a check finds: a Diagnostic with its place, its words and its way to be mended.

Wording and colour belong to `course_catalogue.reporting`; this module only holds values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from course_catalogue.personal_numbers import masked


class Severity(Enum):
    """ERROR rejects the run (exit 1); WARNING asks the author to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A range of characters in a file.

    `path` is relative to the repository, with forward slashes. Lines and columns count
    from 1, in characters; the end is exclusive and never before the start.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the finding, such as the first of two equal keys."""

    mark: Mark
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of `mark` by `text`; applying it never makes a file worse."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about one fault in the content, in words for its author (Chinese).

    `field` is the readable path (课时 3 › 环节 2 › 分钟); `found` and `expected` complete
    the sentence “写的是 …，应为 …”; `mend` says what to do. `waiver` is the reason by which the
    author keeps what a warning asks about: such a warning is shown to reviewers and not counted.
    """

    code: str
    severity: Severity
    mark: Mark
    message: str
    field: str = ""
    found: str = ""
    expected: str = ""
    mend: str = ""
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    waiver: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def text_edits(self) -> tuple[Edit, ...]:
        """The edits that change characters; one that puts nothing in place of nothing means: write the file anew as UTF-8."""
        return tuple(
            edit
            for edit in self.edits
            if edit.text or edit.mark != replace(edit.mark, end_line=edit.mark.line, end_column=edit.mark.column)
        )


def error(
    code: str,
    mark: Mark,
    message: str,
    *,
    found: str = "",
    expected: str = "",
    mend: str = "",
    related: tuple[Related, ...] = (),
    edits: tuple[Edit, ...] = (),
) -> Diagnostic:
    """An error of a file as a whole or of its writing, where no field can be named."""
    return Diagnostic(code, Severity.ERROR, mark, message, "", found, expected, mend, related, edits)


def without_personal_numbers(item: Diagnostic) -> Diagnostic:
    """The finding as it may be shown in public; edits that would write such a number are left out."""
    return replace(
        item,
        message=masked(item.message),
        field=masked(item.field),
        found=masked(item.found),
        expected=masked(item.expected),
        mend=masked(item.mend),
        waiver=masked(item.waiver),
        related=tuple(replace(other, message=masked(other.message)) for other in item.related),
        edits=tuple(edit for edit in item.edits if masked(edit.text) == edit.text),
    )


def with_public_paths(item: Diagnostic) -> Diagnostic:
    """The finding with the personal numbers in the names of its files masked: for reports only, as no such file is there."""
    if all(masked(mark.path) == mark.path for mark in (item.mark, *(other.mark for other in item.related))):
        return item
    return replace(
        item,
        mark=replace(item.mark, path=masked(item.mark.path)),
        related=tuple(replace(other, mark=replace(other.mark, path=masked(other.mark.path))) for other in item.related),
        edits=(),
    )


_MORE = re.compile("（这个文件里还有 ([0-9]+) 处没有列出，改好这些再检查）")


def at_most(found: list[Diagnostic], most: int) -> list[Diagnostic]:
    """The first findings, errors before warnings; the last of them says how many more there are, those left out before included."""
    if len(found) <= most:
        return found
    before = sum(int(match.group(1)) for item in found if (match := _MORE.search(item.message)))
    plain = [replace(item, message=_MORE.sub("", item.message)) for item in found] if before else found
    kept = sorted(plain, key=lambda item: not item.is_error)[:most]
    more = f"（这个文件里还有 {len(found) - most + before} 处没有列出，改好这些再检查）"
    return [*kept[:-1], replace(kept[-1], message=kept[-1].message + more)]


def at_most_of_each_file(found: Iterable[Diagnostic], most: int) -> list[Diagnostic]:
    """Of every file so many findings, whichever gates they are from."""
    by_file: dict[str, list[Diagnostic]] = {}
    for item in found:
        by_file.setdefault(item.mark.path, []).append(item)
    return [item for items in by_file.values() for item in at_most(items, most)]


def in_reading_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """By file, then by place, then by code: the order every report uses."""
    return sorted(diagnostics, key=lambda item: (item.mark, item.code, item.message))


class CatalogueError(Exception):
    """A fault of the machine or of the call, not of the content: shown as one line, exit 2."""
