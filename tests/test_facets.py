"""Facets whose values follow the city's figures."""

from __future__ import annotations

from dataclasses import replace

import msgspec.structs
import pytest
from written import PATHS, TODAY, catalogue_of, example_on, example_text

from course_catalogue.facets import facets_of


@pytest.mark.parametrize(
    ("fewest", "most", "labels"),
    [
        (12, 16, ["12 课时", "13～14 课时", "15～16 课时"]),
        (10, 14, ["10 课时", "11～12 课时", "13～14 课时"]),
        (8, 11, ["8 课时", "9～10 课时", "11 课时"]),
        (6, 6, ["6 课时"]),
    ],
)
def test_lengths_of_series_follow_the_thresholds(fewest: int, most: int, labels: list[str]) -> None:
    catalogue = catalogue_of({})
    limits = msgspec.structs.replace(catalogue.vocabulary.thresholds, sessions_min=fewest, sessions_max=most)
    vocabulary = replace(catalogue.vocabulary, thresholds=limits)
    length = next(facet for facet in facets_of(replace(catalogue, vocabulary=vocabulary)) if facet.id == "length")
    assert [value.label for value in length.values][3:] == labels


def test_a_series_outside_the_figures_still_has_a_length() -> None:
    catalogue = example_on(TODAY).catalogue
    limits = msgspec.structs.replace(catalogue.vocabulary.thresholds, sessions_min=6, sessions_max=8)
    vocabulary = replace(catalogue.vocabulary, thresholds=limits)
    length = next(facet for facet in facets_of(replace(catalogue, vocabulary=vocabulary)) if facet.id == "length")
    course = next(course for course in catalogue.series if course.session_count == 12)
    assert length.of(course) == ("series-8",)


@pytest.mark.parametrize(
    ("venues", "rooms"),
    [
        ("venues: [普通教室]", ("classroom", "no-network")),
        ("venues: [操场, 普通教室]", ("classroom", "no-network")),
        ("venues: [操场, 校园户外]", ("outdoors", "no-network")),
        ("venues: [科学实验室, 操场]", ("special-room", "no-network")),
        ("venues: [普通教室]\nalso_venues: [校园户外]", ("outdoors", "no-network")),
        ("venues: [普通教室]\nalso_venues: [普通教室]", ("classroom", "no-network")),
        ("venues: [科学实验室]\nalso_venues: [操场]", ("special-room", "outdoors", "no-network")),
        ("venues: [普通教室]\nequipment: [网络]", ("classroom",)),
        ("tags: []", ("no-network",)),
    ],
)
def test_a_classroom_will_do_only_where_nothing_else_is_needed(venues: str, rooms: tuple[str, ...]) -> None:
    text = f"format: 1\nstatus: draft\ntitle: 水\n{venues}\n"
    catalogue = catalogue_of({PATHS["provider"]: example_text("provider"), PATHS["series"]: text})
    room = next(facet for facet in facets_of(catalogue) if facet.id == "room")
    assert room.of(catalogue.series[0]) == rooms


def test_a_grade_is_known_by_all_its_names() -> None:
    grade = next(facet for facet in facets_of(catalogue_of({})) if facet.id == "grade")
    words = {value.label: value.aliases for value in grade.values}
    assert words["三年级"] == (
        "小学三年级", "三上", "三下", "三年级上", "三年级下", "三年级上册", "三年级下册", "三年级上学期", "三年级下学期", "小学", "小学生",
        "中低年级", "中年级", "小学中段", "中高年级",
    )  # fmt: skip
    assert words["七年级"] == (
        "初中一年级", "七上", "七下", "初一", "初一年级",
        "七年级上", "七年级下", "七年级上册", "七年级下册", "七年级上学期", "七年级下学期",
        "初一上", "初一下", "初一上册", "初一下册", "初一上学期", "初一下学期", "初中", "初中生",
    )  # fmt: skip
    assert words["高一"][:5] == ("高中一年级", "十年级", "高一年级", "高一上", "高一下")
