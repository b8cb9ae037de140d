"""The SARIF log keeps what the standard demands (SARIF 2.1.0, section numbers below)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from reports import AMBIGUOUS, COURSE, HOSTILE, LARGE, SAME_TITLE, SAMPLE, report_with

from course_catalogue.diagnostics import Mark
from course_catalogue.reporting.report import Report
from course_catalogue.reporting.sarif import render

_MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_REGION = {
    "type": "object",
    "required": ["startLine"],
    "additionalProperties": False,
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}
_ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@/%-]+$"},
        "uriBaseId": {"const": "SRCROOT"},
    },
}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": _MESSAGE,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {"artifactLocation": _ARTIFACT, "region": _REGION},
        },
        "logicalLocations": {
            "type": "array",
            "items": {"additionalProperties": False, "properties": {"fullyQualifiedName": {"type": "string"}}},
        },
    },
}
_FIX = {
    "type": "object",
    "required": ["artifactChanges"],
    "additionalProperties": False,
    "properties": {
        "description": _MESSAGE,
        "artifactChanges": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["artifactLocation", "replacements"],
                "additionalProperties": False,
                "properties": {
                    "artifactLocation": _ARTIFACT,
                    "replacements": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "required": ["deletedRegion"],
                            "additionalProperties": False,
                            "properties": {
                                "deletedRegion": _REGION,
                                "insertedContent": {"required": ["text"], "properties": {"text": {"type": "string"}}},
                            },
                        },
                    },
                },
            },
        },
    },
}
# The members of the OASIS schema that this log uses, with their limits.
REDUCED = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                    "originalUriBaseIds": {"type": "object"},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": _MESSAGE,
                                                "fullDescription": _MESSAGE,
                                                "help": _MESSAGE,
                                                "helpUri": {"type": "string", "pattern": "^https?://"},
                                                "properties": {"type": "object"},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": _MESSAGE,
                                "locations": {"type": "array", "items": _LOCATION},
                                "relatedLocations": {"type": "array", "uniqueItems": True, "items": _LOCATION},
                                "fixes": {"type": "array", "uniqueItems": True, "items": _FIX},
                                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "required": ["kind"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def run_of(report: Report) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(render(report))["runs"][0]
    return run


@pytest.mark.parametrize("report", [SAMPLE, HOSTILE, report_with()])
def test_log_keeps_the_constraints_of_the_standard(report: Report) -> None:
    jsonschema.validate(json.loads(render(report)), REDUCED, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("report", [SAMPLE, HOSTILE])
def test_every_result_points_at_its_rule(report: Report) -> None:
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert [rule["id"] for rule in rules] == sorted({item.code for item in report.diagnostics})


def test_regions_count_characters_and_end_behind_the_last_one() -> None:
    run = run_of(report_with(SAME_TITLE))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 12,
    }  # fmt: skip


def test_edits_of_two_files_are_two_changes_of_one_fix() -> None:
    edit = AMBIGUOUS.edits[0]
    other = replace(edit, mark=Mark(COURSE, 1, 1, 1, 2))
    fixes = run_of(report_with(replace(AMBIGUOUS, edits=(edit, other, edit))))["results"][0]["fixes"]
    assert [
        (change["artifactLocation"]["uri"], len(change["replacements"])) for change in fixes[0]["artifactChanges"]
    ] == [("bases/c/base.yml", 2), (COURSE, 1)]


def test_waived_warning_is_suppressed_with_its_reason() -> None:
    assert run_of(report_with(LARGE))["results"][0]["suppressions"] == [
        {"kind": "inSource", "justification": "两位教师一起上"}
    ]


@pytest.mark.parametrize("path", ["courses/a b/#1?.yml", "courses/水/%41.yml", "courses/\udc80/a.yml"])
def test_path_is_a_uri_that_leads_back_to_it(path: str) -> None:
    run = run_of(report_with(replace(LARGE, mark=Mark(path))))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert urlsplit(uri).path == uri
    assert unquote(uri, errors="surrogateescape") == path


def test_message_holds_no_link_and_no_placeholder() -> None:
    """3.11.6: `[text](target)` would be a link, 3.11.5: `{0}` a placeholder."""
    text = run_of(report_with(replace(LARGE, message="[a](https://x) {0} [b]")))["results"][0]["message"]["text"]
    assert text.split("\n")[0] == "[a\\](https://x) {{0}} [b]"
    assert re.findall(r"(?<!\\)\]\(|(?<!\{)\{\d+\}(?!\})", text) == []
