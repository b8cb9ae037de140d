"""A report for programs, in the form that `schema/report.schema.json` describes."""

from __future__ import annotations

from typing import Any

from course_catalogue.codes import FAMILIES, text_of
from course_catalogue.diagnostics import Diagnostic, Mark
from course_catalogue.reporting.json_text import json_text
from course_catalogue.reporting.report import Report

VERSION = 1
"""Grows when a program that reads the older form would go wrong."""


def render(report: Report) -> str:
    return json_text({
        "version": VERSION,
        "summary": {
            "files": report.files,
            "errors": len(report.errors),
            "warnings": len(report.warnings),
            "waived": len(report.waived),
            "fixable": report.fixable,
            "elsewhere": report.elsewhere,
        },
        "codes": {code: _code(code, report) for code in report.codes},
        "findings": [_finding(item) for item in report.diagnostics],
    })  # fmt: skip


def _code(code: str, report: Report) -> dict[str, Any]:
    text = text_of(code)
    return {
        "family": text.family,
        "family_title": FAMILIES[text.family],
        "title": text.title,
        "why": text.why,
        "help": report.help_page(code) or None,
    }


def _finding(item: Diagnostic) -> dict[str, Any]:
    return {
        "code": item.code,
        "severity": item.severity.value,
        **_place(item.mark),
        "message": item.message,
        "field": item.field,
        "found": item.found,
        "expected": item.expected,
        "mend": item.mend,
        "waiver": item.waiver or None,
        "related": [{**_place(related.mark), "message": related.message} for related in item.related],
        "edits": [{**_place(edit.mark), "text": edit.text} for edit in item.text_edits],
    }


def _place(mark: Mark) -> dict[str, Any]:
    return {
        "path": mark.path,
        "start": {"line": mark.line, "column": mark.column},
        "end": {"line": mark.end_line, "column": mark.end_column},
    }
