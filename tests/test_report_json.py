"""The JSON report is what its schema says, and loses nothing of a finding."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from reports import AMBIGUOUS, EVIL, HOSTILE, SAMPLE, report_with
from written import PROJECT

from course_catalogue.reporting.json_report import render
from course_catalogue.reporting.json_text import json_text
from course_catalogue.reporting.report import Report

SCHEMA = json.loads((PROJECT / "schema" / "report.schema.json").read_text("utf-8"))


def test_the_schema_of_the_report_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [SAMPLE, HOSTILE, report_with()])
def test_report_is_valid_against_its_schema(report: Report) -> None:
    jsonschema.validate(json.loads(render(report)), SCHEMA, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "spoilt", [{"version": 2}, {"summary": {}}, {"findings": [{"code": "a"}]}, {"codes": {"a": {"title": "x"}}}]
)
def test_schema_refuses_what_is_no_report(spoilt: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(render(SAMPLE)) | spoilt, SCHEMA, jsonschema.Draft202012Validator)


def test_schema_describes_every_member_that_is_written() -> None:
    report = json.loads(render(SAMPLE))
    items = SCHEMA["properties"]["findings"]["items"]["properties"].keys()
    place = SCHEMA["$defs"]["place"]["properties"].keys()
    assert set(report) == set(SCHEMA["properties"])
    assert set(report["summary"]) == set(SCHEMA["properties"]["summary"]["properties"])
    assert {key for item in report["findings"] for key in item} == items | place


def test_texts_come_back_as_they_were_written() -> None:
    item = replace(AMBIGUOUS, found=EVIL, message="水\u3000\u2028\U0001f600\ud800")
    back = json.loads(render(report_with(item)))["findings"][0]
    assert (back["found"], back["message"]) == (item.found, item.message)


def test_json_text_can_be_shown_anywhere() -> None:
    assert json_text(["##[error]\x1b\u202e\u2028\U000e0041水"]) == (
        '[\n  "#\\u0023[error]\\u001b\\u202e\\u2028\\udb40\\udc41水"\n]\n'
    )
