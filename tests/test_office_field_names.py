"""Fields that the reader of forms knows by name are there, and are what it takes them for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from written import project_rulebook

from course_catalogue.authoring.office import counts, field_reading
from course_catalogue.office_forms import layout
from course_catalogue.office_forms.layout import Field, form_of
from course_catalogue.sources import KINDS

SCHEMAS = project_rulebook().schemas
_COUNTED = {
    "min": "最少", "best": "最合适", "max": "最多", "capacity": "人数", "group_size": "每组人数",
    "max_groups": "几组", "classes_per_term": "每学期可接班数", "lead_weeks": "几周", "lead_days": "几天",
    "wait_days": "隔几天", "minutes": "分钟", "session_minutes": "课时长度（分钟）", "count": "人数",
}  # fmt: skip
"""What the title of a field says whose count is read with these words around it."""


def _fields() -> Iterator[Field]:
    for kind in KINDS:
        for section in form_of(kind, SCHEMAS).sections:
            for part in section.parts:
                yield from (part,) if isinstance(part, Field) else part.columns


def _schemas_of(name: str) -> list[dict[str, Any]]:
    return [dict(one.schema) for one in _fields() if one.steps[-1] == name]


def test_every_counted_field_is_named_here() -> None:
    assert set(_COUNTED) == set(counts._FIELDS)


@pytest.mark.parametrize(("name", "title"), _COUNTED.items())
def test_a_counted_field_is_a_whole_number_of_what_its_words_count(name: str, title: str) -> None:
    found = _schemas_of(name)
    assert found, f"no field is called {name}"
    assert all(one["type"] == "integer" and title in one["title"] for one in found), found


@pytest.mark.parametrize("name", field_reading._OF_SAFETY)
def test_rules_for_safety_are_lists_of_texts(name: str) -> None:
    found = _schemas_of(name)
    assert found
    assert all(one["type"] == "array" and "安全" in one["title"] for one in found), found


@pytest.mark.parametrize("name", field_reading._OF_EXHIBITS)
def test_exhibits_are_referred_to_by_their_ids(name: str) -> None:
    found = _schemas_of(name)
    assert found
    assert all("展项" in one["title"] for one in found), found
    items = [SCHEMAS.resolve(one.get("items", one)) for one in found]
    assert all(re.search(one["pattern"], "rain-room") for one in items), "an id"


@pytest.mark.parametrize(
    ("name", "title"),
    dict(zip(layout._NOT_ASKED, ("状态", "曾用编号", "已说明的提醒"), strict=True)).items(),
)
def test_what_is_not_asked_stands_in_some_file(name: str, title: str) -> None:
    found = [SCHEMAS.by_name[kind]["properties"][name] for kind in KINDS if name in SCHEMAS.by_name[kind]["properties"]]
    assert found
    assert {SCHEMAS.resolve(one)["title"] for one in found} == {title}
