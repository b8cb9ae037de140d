"""A SARIF 2.1.0 log (OASIS, 27 March 2020), as code-scanning services and editors read it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from course_catalogue.codes import FAMILIES, text_of
from course_catalogue.diagnostics import Diagnostic, Edit, Mark
from course_catalogue.reporting.fingerprints import fingerprints
from course_catalogue.reporting.json_text import json_text
from course_catalogue.reporting.report import Report
from course_catalogue.reporting.visible import visible


def render(report: Report) -> str:
    codes = report.codes
    results = [
        _result(item, codes.index(item.code), fingerprint)
        for item, fingerprint in zip(report.diagnostics, fingerprints(report), strict=True)
    ]
    run = {
        "tool": {"driver": {"name": "course-catalogue", "rules": [_rule(code, report) for code in codes]}},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "课程库的文件夹"}}},
        "results": results,
    }
    return json_text({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    })  # fmt: skip


def _rule(code: str, report: Report) -> dict[str, Any]:
    text = text_of(code)
    address = report.help_page(code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": text.why},
        "help": {"text": f"{text.title}：{text.why}"},
        **({"helpUri": address} if address else {}),
        "properties": {"tags": [FAMILIES[text.family]]},
    }


def _result(item: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": item.severity.value,
        "message": {"text": _words(item)},
        "locations": [_location(item.mark, item.field)],
        "partialFingerprints": {"courseCatalogue/v1": fingerprint},
    }
    if item.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.mark), "message": {"text": _escaped(related.message)}}
            for number, related in enumerate(item.related)
        ]
    if item.text_edits:
        result["fixes"] = [{"description": {"text": "改成"}, "artifactChanges": _changes(item.text_edits)}]
    if item.waiver:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(item.waiver)}]
    return result


def _words(item: Diagnostic) -> str:
    entries = (("", item.message), ("写的是：", item.found), ("应该是：", item.expected), ("怎样改：", item.mend))
    return "\n".join(f"{head}{_escaped(text)}" for head, text in entries if text)


def _escaped(text: str) -> str:
    """In a message `[text](target)` is a link and `{0}` a placeholder (3.11.5 and 3.11.6): foreign text makes neither."""
    return visible(text).replace("](", "\\](").replace("{", "{{").replace("}", "}}")


def _location(mark: Mark, field: str = "") -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": _artifact(mark.path), "region": _region(mark)}}
    return {**place, "logicalLocations": [{"fullyQualifiedName": visible(field)}]} if field else place


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.encode(errors="surrogateescape")), "uriBaseId": "SRCROOT"}


def _region(mark: Mark) -> dict[str, int]:
    return {
        "startLine": mark.line,
        "startColumn": mark.column,
        "endLine": mark.end_line,
        "endColumn": mark.end_column,
    }


def _changes(edits: tuple[Edit, ...]) -> list[dict[str, Any]]:
    paths = sorted({edit.mark.path for edit in edits})
    return [
        {
            "artifactLocation": _artifact(path),
            "replacements": [
                {"deletedRegion": _region(edit.mark), "insertedContent": {"text": edit.text}}
                for edit in edits
                if edit.mark.path == path
            ],
        }
        for path in paths
    ]
