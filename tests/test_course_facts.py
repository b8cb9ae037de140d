"""facts: what a school chooses by, in files that a browser loads piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from written import catalogue_of

from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import facets_of
from course_catalogue.facts import files
from course_catalogue.facts.course_facts import fit_facts, print_facts
from course_catalogue.output import OutputFile

PROVIDER = "format: 1\nstatus: submitted\nname: 甲学会（示例）\nshort_name: 甲（示例）\n"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\nlevel: 精品\n'
SERIES = """
format: 1
status: submitted
title: 风的课
summary: 看**风**
grades: [4, 3]
delivery: 送课到校
settings: [社团]
session_minutes: 40
price: {kind: 成本分担, fee_per_session: 5, material_fee: 12, payers: [{payer: 学校, percent: 50}, {payer: 家庭, percent: 50}], refund: 可退}
class_size: {min: 12, best: 24, max: 30}
venues: [普通教室, 科学实验室]
also_venues: [操场]
equipment: [投影]
tools: [{name: 尺, unit: 把, supplied_by: 学校}, {name: 风车, unit: 个, supplied_by: 课程机构}]
offer: {districts: [北仑区, 前湾新区], terms: [秋季学期], weekdays: [周二, 周四], from_date: "2026-09-14", classes_per_term: 2, lead_weeks: 3, how_to_apply: 发邮件}
staffing: [{role: 主讲教师, count: 2, qualification: 气象, supplied_by: 课程机构}]
suits_rural: true
safety: {measures: ["不**跑**"], insurance: 校方责任险}
objectives: [{text: 能测风}]
alignments: [{target: sci22-10.1, stages: [S2]}]
sessions: [{title: 一, hazards: [{kind: 高温, degree: 低}]}, {title: 二}]
"""
BASE = """
format: 1
status: submitted
name: 乙馆（示例）
district: {code: "330206", name: 北仑区}
address: 某路 1 号
opening_hours: [{days: [周四, 周三], opens: "09:00", closes: "16:30"}]
booking: {lead_days: 7, channel: 打电话}
"""
EXTENSION = """
format: 1
status: submitted
title: 看云
minutes: 60
mode: 观测
capacity: 24
grades: [5]
price: {kind: 收费, fee_per_pupil: 20, material_fee: 2, refund: 不退}
seasons: [秋季]
steps: [{name: 看, minutes: 60}]
safety_notes: [不看太阳]
hazards: [{kind: 其他, degree: 低, note: 强光}]
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(
        {
            "courses/a/provider.yml": PROVIDER,
            "courses/a/wind/course.yml": SERIES,
            "courses/a/gone/course.yml": SERIES.replace("风的课", "没有评审的课"),
            "bases/b/base.yml": BASE,
            "bases/b/extension/cloud/course.yml": EXTENSION,
            "reviews/courses/a/wind.yml": REVIEW,
            "reviews/bases/b.yml": REVIEW,
            "reviews/bases/b/extension/cloud.yml": REVIEW.replace("level: 精品\n", ""),
        }
    )


def test_a_series_tells_where_when_for_whom_with_what_and_for_how_much(catalogue: Catalogue) -> None:
    assert fit_facts(catalogue, catalogue.series[1]) == {
        "key": "courses/a/wind",
        "href": "courses/a/wind.html",
        "title": "风的课",
        "kind": "系列课程",
        "by": "甲（示例）",
        "field": "地球与宇宙科学",
        "level": "评审精品",
        "until": "2029-08-31",
        "grades": [3, 4],
        "gradeWords": "3～4 年级",
        "duration": "2 课时 × 40 分钟",
        "districts": ["330206", "330282"],
        "price": 22,
        "priceWords": "每生共 22 元",
        "family": 11,
        "mode": "送课到校",
        "settings": ["社团"],
        "size": [12, 24, 30],
        "places": "北仑区、前湾新区",
        "zones": {"330282": "前湾新区"},
        "terms": ["秋季学期"],
        "days": ["周二", "周四"],
        "from": "2026-09-14",
        "classes": 2,
        "leadWeeks": 3,
        "rooms": ["普通教室", "科学实验室"],
        "alsoRooms": ["操场"],
        "equipment": ["投影"],
        "schoolBrings": ["尺"],
        "staff": "主讲教师 2 名（课程机构）",
        "hazards": ["高温"],
        "rural": True,
    }


def test_a_course_at_a_base_tells_the_days_on_which_the_base_is_open(catalogue: Catalogue) -> None:
    assert fit_facts(catalogue, catalogue.base_courses[0]) == {
        "key": "bases/b/extension/cloud",
        "href": "bases/b/extension/cloud.html",
        "title": "看云",
        "kind": "拓展课程",
        "by": "乙馆（示例）",
        "until": "2029-08-31",
        "grades": [5],
        "gradeWords": "5 年级",
        "duration": "60 分钟",
        "districts": ["330206"],
        "price": 22,
        "priceWords": "每生 22 元",
        "mode": "观测",
        "size": [1, 24, 24],
        "places": "北仑区",
        "address": "某路 1 号",
        "days": ["周三", "周四"],
        "seasons": ["秋季"],
        "leadDays": 7,
        "hazards": ["强光"],
    }


def test_a_course_that_a_base_gives_online_needs_the_network_of_the_school() -> None:
    online = EXTENSION.replace("mode: 观测", "mode: 线上")
    assert online != EXTENSION
    files = {"bases/b/base.yml": BASE, "bases/b/extension/cloud/course.yml": online, "reviews/bases/b.yml": REVIEW}
    catalogue = catalogue_of(files | {"reviews/bases/b/extension/cloud.yml": REVIEW.replace("level: 精品\n", "")})
    facts = fit_facts(catalogue, catalogue.base_courses[0])
    assert (facts["online"], facts["equipment"]) == (True, ["网络"])
    assert facts["districts"] == list(catalogue.vocabulary.districts)
    (room,) = (facet for facet in facets_of(catalogue) if facet.id == "room")
    assert room.of(catalogue.base_courses[0]) == ("classroom",)


def test_a_course_may_be_given_on_some_of_the_days_of_its_base_alone(catalogue: Catalogue) -> None:
    assert "ownDays" not in fit_facts(catalogue, catalogue.base_courses[0])
    text = EXTENSION + "weekdays: [周三]\n"
    files = {"bases/b/base.yml": BASE, "bases/b/extension/cloud/course.yml": text, "reviews/bases/b.yml": REVIEW}
    narrow = catalogue_of(files | {"reviews/bases/b/extension/cloud.yml": REVIEW.replace("level: 精品\n", "")})
    facts = fit_facts(narrow, narrow.base_courses[0])
    assert (facts["days"], facts["ownDays"]) == (["周三"], True)


def test_texts_for_paper_are_plain(catalogue: Catalogue) -> None:
    assert print_facts(catalogue.series[1]) == {
        "summary": "看风",
        "objectives": ["能测风"],
        "parts": ["一", "二"],
        "refund": "可退",
        "payers": "学校 50%、家庭 50%",
        "safety": ["不跑"],
        "insurance": "校方责任险",
        "apply": "发邮件",
    }
    assert print_facts(catalogue.base_courses[0]) == {"parts": ["看"], "refund": "不退", "safety": ["不看太阳"]}


def payloads(made: Iterable[OutputFile]) -> dict[str, object]:
    """By the name that each script hands its payload over with."""
    found = {}
    for file in made:
        text = file.content.decode()
        assert text.startswith("courseFactsReceived(")
        assert text.endswith(");\n")
        name, payload = json.loads(f"[{text[len('courseFactsReceived(') : -3]}]")
        assert file.path == f"facts/{name}.js"
        found[name] = payload
    return found


def test_shards_hold_the_listed_courses_in_order_and_the_head_names_them(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SHARDS", {"fit": 1, "print": 40})
    made = payloads(files.build_fact_files(catalogue))
    head = made["head"]
    assert isinstance(head, dict)
    assert [first for first, _ in head["fit"]] == ["bases/b/extension/cloud", "courses/a/wind"]
    assert [first for first, _ in head["print"]] == ["bases/b/extension/cloud"]
    cloud, wind = catalogue.listed[0], catalogue.listed[1]
    assert [made[name] for _, name in head["fit"]] == [[fit_facts(catalogue, cloud)], [fit_facts(catalogue, wind)]]
    assert made[head["print"][0][1]] == [{"key": one.key, **print_facts(one)} for one in (cloud, wind)]


def test_a_name_of_a_shard_changes_with_its_content_only(catalogue: Catalogue) -> None:
    changed = catalogue_of(
        {"courses/a/provider.yml": PROVIDER, "courses/a/wind/course.yml": SERIES, "reviews/courses/a/wind.yml": REVIEW}
    )
    assert set(payloads(files.build_fact_files(catalogue))) == set(payloads(files.build_fact_files(catalogue)))
    assert set(payloads(files.build_fact_files(changed))) & set(payloads(files.build_fact_files(catalogue))) == {"head"}
