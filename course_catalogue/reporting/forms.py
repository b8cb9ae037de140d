"""The forms of a report by the names that `check --format` takes. To add one: a module with `render`, and its line here."""

from __future__ import annotations

from collections.abc import Callable

from course_catalogue.reporting import concise, github, gitlab, human, json_report, markdown, sarif
from course_catalogue.reporting.report import Report

FORMS: dict[str, Callable[[Report], str]] = {
    "human": human.render,
    "concise": concise.render,
    "json": json_report.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "markdown": markdown.render,
}
