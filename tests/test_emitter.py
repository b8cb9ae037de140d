"""What is written as YAML is read back unchanged, and in one layout."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import PROJECT, project_rulebook

from course_catalogue.authoring.emitter import cleaned, written
from course_catalogue.documents import Source
from course_catalogue.sources import find_sources, read_source
from course_catalogue.strict_yaml import read_document

PATH = PurePosixPath("courses/a/b/course.yml")
SCHEMAS = project_rulebook().schemas


def text_of(data: dict[str, Any], kind: str = "series") -> str:
    return written(kind, PATH, data, SCHEMAS)


def read_back(text: str, kind: str = "series") -> Any:
    reading = read_document(Source(PATH, kind, text.encode()))
    assert reading.document is not None, (text, reading.diagnostics)
    return reading.document.data


def test_fields_stand_in_the_order_of_the_schema_in_blocks_and_short_lists_on_one_line() -> None:
    data = {
        "summary": "第一句。\n第二句。",
        "title": "水",
        "grades": [3, 4],
        "status": "draft",
        "format": 1,
        "settings": ["课后服务", "社团"],
        "objectives": [{"text": "说出 3 种水", "competency": "科学观念"}],
        "offer": {"weekdays": ["周一"], "from_date": "2026-09-01"},
        "price": {"fee_per_session": 12.5, "payers": [{"payer": "学校", "percent": 100}]},
        "staffing": [],
    }
    assert text_of(data) == (
        "# yaml-language-server: $schema=../../../schema/series.schema.json\n"
        "format: 1\n"
        "status: draft\n"
        "title: 水\n"
        "summary: |-\n"
        "  第一句。\n"
        "  第二句。\n"
        "grades: [3, 4]\n"
        "settings: [课后服务, 社团]\n"
        "price:\n"
        "  fee_per_session: 12.5\n"
        "  payers:\n"
        "    - payer: 学校\n"
        "      percent: 100\n"
        "offer:\n"
        "  weekdays: [周一]\n"
        "  from_date: '2026-09-01'\n"
        "staffing: []\n"
        "objectives:\n"
        "  - text: 说出 3 种水\n"
        "    competency: 科学观念\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("水", "水"),
        ("40 分钟", "'40 分钟'"),
        ("第 1 课：水", "第 1 课：水"),
        ("水: 冰", "'水: 冰'"),
        ("水 #1", "'水 #1'"),
        ("水#1", "水#1"),
        ("yes", "'yes'"),
        ("12", "'12'"),
        ("- 水", "'- 水'"),
        ("它's", "它's"),
        ("'水'", "'''水'''"),
        ("", "''"),
        (" 水", "' 水'"),
        ("水 ", "'水 '"),
        ("\n水", '"\\n水"'),
        ("水\n\n", '"水\\n\\n"'),
    ],
)
def test_a_text_is_plain_where_that_is_sure_and_quoted_otherwise(text: str, line: str) -> None:
    assert text_of({"title": text}).split("\n", 1)[1] == f"title: {line}\n"
    assert read_back(text_of({"title": text})) == {"title": text}


@pytest.mark.parametrize(
    ("number", "line"), [(1, "1"), (1.0, "1"), (0.05, "0.05"), (1e-7, "0.0000001"), (-2.5, "-2.5")]
)
def test_a_number_has_no_exponent_and_no_empty_decimals(number: float, line: str) -> None:
    assert text_of({"group_size": number}).split("\n", 1)[1] == f"group_size: {line}\n"


def test_what_no_file_may_hold_is_cleaned_away() -> None:
    assert cleaned("水\u200b\t冰\r\n\x00雪\u2028") == "水 冰\n雪"


def test_every_file_of_the_samples_is_read_back_as_it_was() -> None:
    checked = 0
    for place in find_sources(PROJECT).places:
        source = read_source(PROJECT, place)
        document = read_document(source).document
        assert document is not None, source.path
        again = written(source.kind, source.path, document.data, SCHEMAS)
        assert read_back(again, source.kind) == document.data, source.path
        assert written(source.kind, source.path, read_back(again, source.kind), SCHEMAS) == again
        checked += 1
    assert checked > 50


ODD = st.text(
    st.one_of(
        st.sampled_from("水冰a1 -?:,[]{}#&*!|>'\"%@`=~<.+\\\n\t\r\x7f\x85\u2028\u2029\u200b\ufeff\u3000：，＃－0xeE_"),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
).map(cleaned)
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, allow_nan=False, places=4).map(float))
VALUES = st.recursive(
    st.one_of(ODD, NUMBERS, st.booleans()),
    lambda parts: st.one_of(
        st.lists(parts, max_size=4),
        st.dictionaries(ODD.filter(lambda name: name.strip() == name != ""), parts, max_size=4),
    ),
    max_leaves=12,
)
FIELDS = st.sampled_from(["title", "summary", "grades", "sessions", "offer", "objectives", "safety", "tags"])


@given(st.dictionaries(FIELDS, VALUES, min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_is_read_back(data: dict[str, Any]) -> None:
    assert read_back(text_of(data)) == data


@pytest.mark.prove
@given(st.dictionaries(FIELDS, VALUES, min_size=1, max_size=5))
@settings(max_examples=3000, deadline=None)
def test_three_thousand_documents_are_read_back(data: dict[str, Any]) -> None:
    assert read_back(text_of(data)) == data
