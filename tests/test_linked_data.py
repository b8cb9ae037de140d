"""schema.org: the types hold, and no text can leave the script element that the data stand in."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import html5lib
import msgspec
import pytest
from exported import PUBLISHED, SAMPLE, exported, read
from hostile import READABLE
from written import PROJECT, TODAY, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import TEACHING, WHOLE, Download
from course_catalogue.exports.building import Exports
from course_catalogue.exports.course_facts import course_facts
from course_catalogue.exports.linked_data import linked_data, script_of
from course_catalogue.loading import load_catalogue
from course_catalogue.node_tools import node_command

TOOLS = PROJECT / "tests" / "tools"
PROVIDER = "format: 1\nstatus: submitted\nname: 甲学会（示例）\nlevel: 市级\n"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\nlevel: 精品\n'
SERIES = """
format: 1
status: submitted
title: 风的课
summary: 看**风**
grades: [4]
delivery: 双师课堂
objectives: [{text: 会看风向}]
class_size: {min: 12, best: 24, max: 30}
offer: {from_date: "2026-09-01"}
alignments: [{target: sci22-10.1, stages: [S2], note: 做风向标}]
sessions: [{title: 一, objectives: [{text: 会看}]}, {title: 二}]
"""
PACK = Download(
    kind=WHOLE, title="整套资料", audience=TEACHING, address="packs/courses/a/wind.pdf", download_name="风的课.pdf",
    pages=4, sheets=2, size=1, holds="教案",
)  # fmt: skip


@pytest.fixture
def catalogue() -> Catalogue:
    return catalogue_of(
        {"courses/a/provider.yml": PROVIDER, "courses/a/wind/course.yml": SERIES, "reviews/courses/a/wind.yml": REVIEW}
    )


def test_a_series_in_the_words_of_schema_org(catalogue: Catalogue) -> None:
    files = exported(catalogue, PUBLISHED, {"courses/a/wind": [PACK]})
    ours = {"@type": "PropertyValue", "propertyID": "本站自编的编号"}
    assert read(files, "data/courses/a/wind.jsonld") == {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": "https://kexue.example.com/a/courses/a/wind.html#course",
        "url": "https://kexue.example.com/a/courses/a/wind.html",
        "name": "风的课",
        "description": "看风",
        "identifier": {**ours, "value": "courses/a/wind"},
        "courseCode": "courses/a/wind",
        "inLanguage": "zh-CN",
        "license": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        "isAccessibleForFree": False,
        "educationalLevel": ["4 年级"],
        "audience": {"@type": "EducationalAudience", "educationalRole": "student"},
        "about": ["地球与宇宙科学"],
        "teaches": ["会看风向"],
        "provider": {
            "@type": "Organization",
            "name": "甲学会（示例）",
            "identifier": {**ours, "value": "courses/a"},
            "url": "https://kexue.example.com/a/courses/a.html",
        },
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "educationalFramework": "义务教育科学课程标准（2022年版）",
                "targetName": "10.1 天气和气候",
                "identifier": {**ours, "value": "sci22-10.1"},
                "targetDescription": "做风向标",
            }
        ],
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "blended",
            "description": "双师课堂，2 课时",
            "maximumAttendeeCapacity": 30,
            "startDate": "2026-09-01",
        },
        "syllabusSections": [
            {"@type": "Syllabus", "position": 1, "name": "一", "teaches": ["会看"]},
            {"@type": "Syllabus", "position": 2, "name": "二", "teaches": []},
        ],
        "hasPart": [
            {
                "@type": "LearningResource",
                "name": "风的课：整套资料",
                "learningResourceType": "整套资料",
                "encodingFormat": "application/pdf",
                "url": "https://kexue.example.com/a/packs/courses/a/wind.pdf",
            }
        ],
        "dateModified": "2026-08-01",
    }


def test_a_site_without_an_address_claims_none(catalogue: Catalogue) -> None:
    node = read(exported(catalogue, SAMPLE), "data/courses/a/wind.jsonld")
    assert node["@id"] == "courses/a/wind.html#course"
    assert "url" not in node
    assert "url" not in node["provider"]


@pytest.mark.parametrize("text", [*READABLE, "</SCRIPT >", "<!--<script>", "\u2028</script\n>", "&lt;/script&gt;"])
def test_no_text_ends_the_script_element_that_holds_it(catalogue: Catalogue, text: str) -> None:
    (course,) = catalogue.listed
    facts = course_facts(catalogue, course)
    hostile = msgspec.structs.replace(facts, title=text, summary=text, objectives=(text,), tags=(text,))
    script = script_of(linked_data(SAMPLE, hostile))
    page: Any = html5lib.parse(f"<body>{script}<p>danach", namespaceHTMLElements=False)
    assert [element.tag for element in page.find("body").iter()] == ["body", "script", "p"]
    read_back = json.loads(page.find("body/script").text)
    assert (read_back["name"], read_back["description"], read_back["teaches"]) == (text, text, [text])


def test_the_page_holds_what_the_file_does_but_objectives_of_sessions_and_notes(catalogue: Catalogue) -> None:
    (course,) = catalogue.listed
    with closing(Exports(catalogue, SAMPLE)) as exports:
        export = exports.course(course, ())
    assert export.files[1].path == "data/courses/a/wind.jsonld"
    whole = json.loads(export.files[1].content)
    assert [section.pop("teaches") for section in whole["syllabusSections"]] != [[], []]
    for alignment in whole["educationalAlignment"]:
        alignment.pop("targetDescription", None)
    assert export.script.startswith('<script type="application/ld+json">{')
    assert json.loads(export.script.partition(">")[2].removesuffix("</script>")) == whole


def test_every_course_has_the_types_of_schema_org(tmp_path: Path) -> None:
    """What schema-dts calls a Course, checked by TypeScript: no property that is not schema.org's, none of a wrong type."""
    samples = load_catalogue(PROJECT, TODAY, project_rulebook()).catalogue
    files = exported(samples, PUBLISHED, {course.key: [PACK] for course in samples.listed})
    nodes = [json.loads(content) for path, content in sorted(files.items()) if path.endswith(".jsonld")]
    assert len(nodes) > 20
    assert faults_of(tmp_path, nodes) == ""


def test_the_check_of_types_would_find_a_wrong_property(tmp_path: Path) -> None:
    node = {"@context": "https://schema.org", "@type": "Course", "syllabusSection": []}
    assert "syllabusSection" in faults_of(tmp_path, [node])


def faults_of(folder: Path, nodes: list[Any]) -> str:
    lines = ['import type { Course, WithContext } from "schema-dts";']
    lines += [
        f"export const c{number}: WithContext<Course> = {json.dumps(node, ensure_ascii=False)};"
        for number, node in enumerate(nodes)
    ]
    (folder / "courses.ts").write_text("\n".join(lines), "utf-8")
    options = {
        "strict": True, "noEmit": True, "skipLibCheck": True, "types": [], "module": "esnext", "moduleResolution": "bundler",
        "target": "es2022", "paths": {"schema-dts": [f"{TOOLS}/node_modules/schema-dts"]},
    }  # fmt: skip
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["courses.ts"]}), "utf-8")
    node = node_command()
    compiler = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run([node, str(compiler), "-p", str(folder)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
