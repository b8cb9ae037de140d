"""A code-quality report for GitLab's merge requests (docs.gitlab.com: Code Quality, report format)."""

from __future__ import annotations

from typing import Any

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.reporting.fingerprints import fingerprints
from course_catalogue.reporting.json_text import json_text
from course_catalogue.reporting.report import Report, label
from course_catalogue.reporting.visible import visible

_SEVERITIES = {"错误": "major", "提醒": "minor", "已说明": "info"}


def render(report: Report) -> str:
    return json_text([_entry(*pair) for pair in zip(report.diagnostics, fingerprints(report), strict=True)])


def _entry(item: Diagnostic, fingerprint: str) -> dict[str, Any]:
    words = [
        item.field,
        item.message,
        item.found and f"写的是：{item.found}",
        item.expected and f"应该是：{item.expected}",
    ]
    return {
        "description": visible("；".join(filter(None, (*words, item.mend and f"怎样改：{item.mend}")))),
        "check_name": item.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[label(item)],
        "location": {
            "path": item.mark.path,
            "lines": {"begin": item.mark.line, "end": item.mark.end_line},
        },
    }
