"""Warnings that an author keeps on purpose, with the reason for reviewers to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from course_catalogue.catalogue import Catalogue
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.model import AnyPublished, Published, Record
from course_catalogue.nearest import nearest
from course_catalogue.parts import Waiver
from course_catalogue.rules.rule import Describe, Finding, rule
from course_catalogue.unsound import UnsoundRead


@rule("unknown-waiver-code")
def waivers_name_a_code(catalogue: Catalogue) -> Iterator[Finding]:
    """The code of a waiver is one that a check reports."""
    known = [code for code, text in CODES.items() if text.waivable]
    for record, index, waiver in _waivers(catalogue):
        if waiver.code not in CODES:
            yield Finding(
                record.origin, ("waivers", index, "code"),
                "没有这个提醒代码",
                found=waiver.code,
                expected="检查报告里“提醒”后面的代码",
                mend="照抄报告里的代码",
                suggestions=nearest(waiver.code, known),
            )  # fmt: skip


@rule("refused-waiver")
def waivers_are_of_warnings_that_may_be_kept(catalogue: Catalogue) -> Iterator[Finding]:
    """Only warnings can be waived, never errors, and no warning about persons, reviews or the load of the youngest."""
    for record, index, waiver in _waivers(catalogue):
        if waiver.code in CODES and not CODES[waiver.code].waivable:
            yield Finding(
                record.origin, ("waivers", index, "code"),
                "这个代码不能用说明免去",
                found=f"{waiver.code}（{CODES[waiver.code].title}）",
                expected="可以保留的提醒；错误要改",
                mend="删去这条说明，按报告里的“怎样改”修改",
            )  # fmt: skip


def _waivers(catalogue: Catalogue) -> Iterator[tuple[AnyPublished, int, Waiver]]:
    for record in catalogue.records.values():
        for index, waiver in enumerate(record.waivers):
            yield record, index, waiver


def with_waivers(diagnostics: Iterable[Diagnostic], catalogue: Catalogue, readable: Describe) -> Iterator[Diagnostic]:
    """The findings, each warning with the reason of the waiver that keeps it; and one for every waiver that keeps nothing.

    While a file cannot be read nothing is said of unused waivers: the warning may come back with that file.
    """
    by_path = {record.origin.name: record for record in catalogue.records.values() if record.waivers}
    used: set[tuple[str, int]] = set()
    for item in diagnostics:
        record = by_path.get(item.mark.path)
        fitting = [index for index, waiver in enumerate(record.waivers) if _fits(waiver, item)] if record else []
        used.update((item.mark.path, index) for index in fitting)
        yield replace(item, waiver=record.waivers[fitting[0]].reason) if record and fitting else item
    if not catalogue.unreadable:
        for path, record in by_path.items():
            for index, waiver in enumerate(record.waivers):
                if (path, index) not in used and waiver.code in CODES and CODES[waiver.code].waivable:
                    yield _unused(record, index, waiver, readable)


def kept_in(record: Record, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings on a record with errors, each warning with the reason of the waiver that keeps it.

    Where waivers are wrong themselves, nothing is said of what they may keep.
    """
    waivers = record.waivers if isinstance(record, Published) else ()
    for item in diagnostics:
        reason = ""
        if not item.is_error and CODES[item.code].waivable:
            try:
                reason = next((waiver.reason + "" for waiver in waivers if _fits(waiver, item)), "")
            except UnsoundRead:
                continue
        yield replace(item, waiver=reason) if reason else item


def _fits(waiver: Waiver, item: Diagnostic) -> bool:
    """Whether a waiver is of this warning: its code, and its field or one below the place that the waiver names."""
    if item.is_error or waiver.code != item.code or not CODES[item.code].waivable:
        return False
    place, field = _words(waiver.at), _words(item.field)
    return field[: len(place)] == place


def _words(path: str) -> list[str]:
    return [word.strip() for word in path.replace(">", "›").split("›") if word.strip()]


def _unused(record: AnyPublished, index: int, waiver: Waiver, readable: Describe) -> Diagnostic:
    origin = record.origin
    return Diagnostic(
        code="unused-waiver",
        severity=Severity.WARNING,
        mark=origin.mark("waivers", index),
        message="这条说明没有用处了：文件里没有这样的提醒",
        field=readable(origin.kind, ("waivers", index)),
        found=waiver.code + (f"，在 {waiver.at}" if waiver.at else ""),
        expected="报告里还有的提醒",
        mend="删去这条说明；还有这种提醒时，核对“在哪里”（at）是否照抄了报告里的位置",
    )
