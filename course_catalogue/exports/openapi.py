"""The description of the JSON API in OpenAPI 3.1; its schemas come from the types that are written (`course_facts` …)."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from course_catalogue import addresses
from course_catalogue.exports.course_facts import CourseFacts
from course_catalogue.exports.json_api import LICENSE_NOTE, SHAPES, VERSION
from course_catalogue.exports.tables import ALIGNMENTS, BASES, COURSES, PROVIDERS, SESSIONS
from course_catalogue.output import OutputFile
from course_catalogue.site_identity import SiteIdentity

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SUMMARIES = {
    "index.json": "目录：数字、日期、许可和全部文件",
    "series.json": "全部在册的系列课程",
    "base-courses.json": "全部在册的精品研学课程和课外拓展课程",
    "bases.json": "全部公开的科普教育基地",
    "providers.json": "全部公开的课程机构",
    "vocabulary.json": "课标条目、核心概念、领域、学段和区县的编号与名称",
}
_COURSES = {
    "courses/{provider}/{course}": "一门系列课程",
    "bases/{base}/premium/{course}": "一门精品研学课程",
    "bases/{base}/extension/{course}": "一门课外拓展课程",
}
_LINKED = {"type": "object", "required": ["@context", "@type", "@id", "name"]}


def openapi_file(identity: SiteIdentity) -> OutputFile:
    return OutputFile(addresses.OPENAPI, json.dumps(_document(identity), ensure_ascii=False, indent=1).encode() + b"\n")


def _document(identity: SiteIdentity) -> dict[str, Any]:
    shapes = {name.removeprefix("data/"): shape for name, shape in SHAPES.items()}
    (*refs, course), components = msgspec.json.schema_components(
        [*shapes.values(), CourseFacts], ref_template="#/components/schemas/{name}"
    )
    for component in components.values():
        component.pop("description", None)  # the docstring of a type speaks to who reads the code
    paths: dict[str, Any] = {}
    for name, ref in zip(shapes, refs, strict=True):
        paths[f"/{name}"] = _get(name, _SUMMARIES[name], "application/json", ref)
    for name, summary in _COURSES.items():
        paths[f"/{name}.json"] = _get(f"{name}.json", summary, "application/json", course)
        paths[f"/{name}.jsonld"] = _get(f"{name}.jsonld", f"{summary}（schema.org）", "application/ld+json", _LINKED)
    for table in (COURSES, SESSIONS, ALIGNMENTS, BASES, PROVIDERS):
        heads = "、".join(head for head, _ in table.columns)
        paths[f"/{table.name}.csv"] = _get(
            f"{table.name}.csv", f"{table.title}表（UTF-8，带 BOM）：{heads}", "text/csv", {"type": "string"}
        )
    workbook = addresses.WORKBOOK.removeprefix("data/")
    paths[f"/{workbook}"] = _get(workbook, "全部表格在一个 Excel 文件里", _XLSX, {})
    approvals = addresses.APPROVALS.removeprefix("data/")
    summary = "评审有效期的最后一天，一天一个全天事件（iCalendar）"
    paths[f"/{approvals}"] = _get(approvals, summary, "text/calendar", {"type": "string"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{identity.name}：数据",
            "version": VERSION,
            "description": f"静态文件，只读，不需要密钥。{LICENSE_NOTE}。编号是本站自编的。",
        },
        "servers": [{"url": f"{identity.url}data" if identity.url else "."}],
        "paths": paths,
        "components": {"schemas": dict(sorted(components.items()))},
    }


def _get(name: str, summary: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string"}}
        for part in name.replace(".", "/").split("/")
        if part.startswith("{")
    ]
    response = {"description": summary, "content": {media: {"schema": schema}}}
    operation = {"operationId": name, "summary": summary, "responses": {"200": response}}
    return {"get": operation | ({"parameters": parameters} if parameters else {})}
