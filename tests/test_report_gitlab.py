"""The code-quality report: the members GitLab asks for, and fingerprints that stay."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from reports import AMBIGUOUS, FILES, HOSTILE, IDLE, LARGE, SAMPLE, help_page, report_with

from course_catalogue.diagnostics import Diagnostic, Mark
from course_catalogue.reporting.gitlab import render
from course_catalogue.reporting.report import Report


def entries(report: Report) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(render(report))
    return loaded


def test_every_entry_has_what_gitlab_asks_for() -> None:
    for entry in (*entries(SAMPLE), *entries(HOSTILE)):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert "\n" not in entry["description"]


def test_severity_follows_the_finding() -> None:
    assert [entry["severity"] for entry in entries(report_with(AMBIGUOUS, LARGE, IDLE))] == ["major", "info", "minor"]


def moved(item: Diagnostic, by: int) -> Diagnostic:
    mark = item.mark
    return replace(item, mark=Mark(mark.path, mark.line + by, mark.column, mark.end_line + by, mark.end_column))


def test_fingerprint_stays_when_lines_above_come_or_go() -> None:
    def read_moved(path: str, number: int) -> str | None:
        return FILES[path][number - 3] if number > 2 else "# 新的一行"

    below = Report((moved(AMBIGUOUS, 2),), 2, read_moved, help_page)
    assert entries(below)[0]["fingerprint"] == entries(report_with(AMBIGUOUS))[0]["fingerprint"]


def test_fingerprints_of_equal_findings_differ() -> None:
    same = [entry["fingerprint"] for entry in entries(report_with(AMBIGUOUS, AMBIGUOUS, IDLE))]
    assert len(set(same)) == 3
