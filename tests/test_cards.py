"""Cards and facets: what lists and filters say of a course."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import EXAMPLE, TODAY, catalogue_of, load_changed

from course_catalogue.cards import card_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import facets_of
from course_catalogue.loading import Loaded
from course_catalogue.model import SeriesCourse

PROVIDER = "format: 1\nstatus: submitted\nname: 甲学会（示例）\nshort_name: 甲（示例）\n"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\nlevel: 精品\n'
SERIES = """
format: 1
status: submitted
title: 风的课
grades: [4, 3]
delivery: 送课到校
session_minutes: 40
price: {kind: 成本分担, fee_per_session: 5, material_fee: 12, refund: 可退}
class_size: {min: 12, best: 24, max: 30}
venues: [普通教室]
offer: {districts: [北仑区, 前湾新区], terms: [秋季学期]}
staffing: [{role: 主讲教师, count: 2, qualification: 气象, supplied_by: 课程机构}]
suits_rural: true
alignments: [{target: sci22-10.1, stages: [S2]}, {target: sci22-13.1, stages: [S2]}, {target: it22-m4, stages: [S2]}]
sessions: [{title: 一, hazards: [{kind: 高温, degree: 低}]}, {title: 二}]
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(
        {"courses/a/provider.yml": PROVIDER, "courses/a/wind/course.yml": SERIES, "reviews/courses/a/wind.yml": REVIEW}
    )


def test_a_card_has_five_facts_with_price_refund_safety_staffing_mode_and_validity(catalogue: Catalogue) -> None:
    card = card_of(catalogue, catalogue.series[0])
    assert card.facts == (
        "3～4 年级",
        "送课到校 · 2 课时 × 40 分钟",
        "每课时 5 元 + 材料 12 元 · 退费见课程页",
        "2 名成人 · 注意高温",
        "有效期至 2029 年 8 月 31 日",
    )
    assert (card.href, card.kind, card.by, card.field, card.level) == (
        "courses/a/wind.html",
        "系列课程",
        "甲（示例）",
        "地球与宇宙科学",
        "评审精品",
    )


def test_a_card_does_not_promise_a_refund_that_the_text_refuses() -> None:
    refused = SERIES.replace("refund: 可退", "refund: 一经报名概不退费")
    unsaid = SERIES.replace(", refund: 可退", "")
    assert [_price_fact(text) for text in (refused, unsaid)] == [
        "每课时 5 元 + 材料 12 元 · 退费见课程页",
        "每课时 5 元 + 材料 12 元 · 退费办法未写明",
    ]


def test_a_card_says_what_the_family_pays_of_a_shared_price() -> None:
    shared = SERIES.replace(
        "refund: 可退", "refund: 可退, payers: [{payer: 学校, percent: 80}, {payer: 家庭, percent: 20}]"
    )
    none = SERIES.replace("refund: 可退", "refund: 可退, payers: [{payer: 学校, percent: 100}]")
    assert [_price_fact(text) for text in (shared, none)] == [
        "每生共 22 元，家庭付 4.4 元 · 退费见课程页",
        "每生共 22 元，家庭不用付 · 退费见课程页",
    ]


def test_a_card_of_a_visit_says_what_of_its_price_is_material() -> None:
    text = "format: 1\nstatus: submitted\ntitle: 测潮\nprice: {kind: 成本分担, fee_per_pupil: 18, material_fee: 2, refund: 可退}\n"
    base = {
        "bases/b/base.yml": "format: 1\nstatus: submitted\nname: 馆（示例）\n",
        "bases/b/extension/tide/course.yml": text,
    }
    catalogue = catalogue_of(base)
    assert card_of(catalogue, catalogue.courses[0]).facts[2] == "每生 20 元，其中材料费 2 元 · 退费见课程页"


def _price_fact(series: str) -> str:
    catalogue = catalogue_of({"courses/a/provider.yml": PROVIDER, "courses/a/wind/course.yml": series})
    return card_of(catalogue, catalogue.series[0]).facts[2]


def test_every_card_of_the_example_has_at_most_five_facts(example: Loaded) -> None:
    cards = [card_of(example.catalogue, course) for course in example.catalogue.listed]
    assert len(cards) == 12
    assert {len(card.facts) for card in cards} == {5}
    assert [fact for card in cards for fact in card.facts if "None" in fact or not fact] == []


def test_facets_of_a_series(catalogue: Catalogue) -> None:
    course = catalogue.series[0]
    assert {facet.id: facet.of(course) for facet in facets_of(catalogue)} == {
        "grade": ("3", "4"),
        "field": ("earth-space", "tech-eng", "informatics"),
        "concept": ("sci22-c10", "sci22-c13"),
        "form": ("to-school",),
        "district": ("330206", "330282"),
        "length": ("series-12",),
        "cost": ("to-50",),
        "size": ("to-20", "to-24", "to-30"),
        "room": ("classroom", "no-network"),
        "season": ("autumn",),
        "kind": ("series",),
        "mark": ("rural", "top-level"),
    }


def test_every_facet_value_of_the_example_is_one_that_the_facet_lists(example: Loaded) -> None:
    for facet in facets_of(example.catalogue):
        known = {value.id for value in facet.values}
        for course in example.catalogue.listed:
            assert set(facet.of(course)) <= known, (facet.id, course.key)


def test_a_course_of_a_withdrawn_provider_is_neither_listed_nor_public(tmp_path: Path) -> None:
    file = "courses/example-society/provider.yml"
    assert "status: submitted" in (EXAMPLE / file).read_text("utf-8")
    loaded = load_changed(
        tmp_path, [{"file": file, "replace": "status: submitted", "with": "status: withdrawn"}], TODAY
    )
    assert [course for course in loaded.catalogue.listed if isinstance(course, SeriesCourse)] == []
    assert [course for course in loaded.catalogue.public_courses if isinstance(course, SeriesCourse)] == []
