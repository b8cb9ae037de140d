"""The forms of a report by the names that `check --format` takes. To add one: a module with `render`, and its name here.

A form is imported when it is asked for: hashes, HTML entities and the like cost more than a small check.
"""

from __future__ import annotations

from importlib import import_module

from course_catalogue.reporting.report import Report

FORMS = {
    "human": "human",
    "concise": "concise",
    "json": "json_report",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "markdown": "markdown",
}
"""The module of each form."""


def render(form: str, report: Report) -> str:
    """The whole report in one of FORMS."""
    text: str = import_module(f"course_catalogue.reporting.{FORMS[form]}").render(report)
    return text
