"""Districts: tiles whose counts equal the data, and landing pages with bases and a map of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.pages.district_pages import districts
from course_catalogue.pages.listing_pages import browse
from course_catalogue.pages.page import Page, Scene
from course_catalogue.site_identity import SiteIdentity

XIANGSHAN, YUYAO, HAISHU = "330225", "330281", "330203"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\n'
BASE = """format: 1
status: submitted
name: 甲馆（示例）
district: {code: "330225", name: 象山县}
opening_hours:
  - {days: [周三, 周四, 周五], opens: "08:30", closes: "16:30"}
  - {days: [周六], opens: "09:00", closes: "12:00"}
  - {days: [周六], opens: "13:00", closes: "17:00"}
closed_days: 除夕闭馆。
booking: {lead_days: 10, channel: 写信预约。}
transport: 大巴停东门。
"""
COURSE = """format: 1
status: submitted
title: 看潮
grades: [5, 6]
alignments: [{target: sci22-10.1, stages: [S3]}]
"""


@pytest.fixture(scope="module")
def samples() -> Catalogue:
    return load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue


def pages_of(catalogue: Catalogue) -> dict[str, Page]:
    scene = Scene(catalogue, SiteIdentity("目录"), {})
    return {page.address: page for builder in (districts, browse) for page in builder(scene)}


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))).strip()


def with_base() -> Catalogue:
    key = "bases/a/extension/tide"
    return catalogue_of(
        {
            "bases/a/base.yml": BASE,
            "reviews/bases/a.yml": REVIEW,
            f"{key}/course.yml": COURSE,
            f"reviews/{key}.yml": REVIEW,
        },
        date(2026, 11, 1),
    )


def test_tiles_count_what_the_data_say(samples: Catalogue) -> None:
    pages = pages_of(samples)
    body = pages["districts.html"].body
    told = {}
    for code, name in samples.vocabulary.districts.items():
        tile = re.search(rf'<a href="browse/district/{code}\.html">(.*?)</a>', body, re.DOTALL)
        assert tile, name
        told[name] = words(tile[1])
    wanted = {}
    for code, name in samples.vocabulary.districts.items():
        courses = sum(code in samples.districts_of(course) for course in samples.listed)
        bases = sum(base.district is not None and base.district.code == code for base in samples.public_bases)
        wanted[name] = f"{name} {courses} 门课" + (f" {bases} 个基地" if bases else "")
    assert told == wanted
    assert "示意图，非地图" in words(body)


def test_every_district_has_a_place_of_its_own(samples: Catalogue) -> None:
    vocabulary = samples.vocabulary
    assert set(vocabulary.district_tiles) == set(vocabulary.districts)
    assert len(set(vocabulary.district_tiles.values())) == 10
    body = pages_of(samples)["districts.html"].body
    for column, row in vocabulary.district_tiles.values():
        assert f'<li class="cc-col-{column} cc-row-{row}">' in body


def test_a_city_without_places_gets_a_list_that_claims_no_map(samples: Catalogue) -> None:
    bare = replace(samples, vocabulary=replace(samples.vocabulary, district_tiles={}))
    body = pages_of(bare)["districts.html"].body
    assert "示意图" not in body
    assert "cc-col-" not in body
    assert 'class="cc-districts cc-districts--listed"' in body
    assert body.count("browse/district/") == 10


def test_a_district_without_anything_is_no_link() -> None:
    pages = pages_of(with_base())
    body = pages["districts.html"].body
    assert re.findall(r'href="browse/district/(\d+)', body) == [XIANGSHAN]
    assert words(body).count("暂无") == 9
    assert [page for page in pages if page.startswith("browse/district/")] == [f"browse/district/{XIANGSHAN}.html"]


def test_a_district_with_a_base_and_no_course_has_a_page() -> None:
    catalogue = catalogue_of({"bases/a/base.yml": BASE}, date(2026, 11, 1))
    page = pages_of(catalogue)[f"browse/district/{XIANGSHAN}.html"]
    assert "甲馆（示例） 筹备中" in words(page.body)
    assert "格里， 0 格在象山县有在册课程" in words(page.body)


def test_the_landing_page_says_when_a_base_is_open_how_to_book_and_how_to_get_there() -> None:
    text = words(pages_of(with_base())[f"browse/district/{XIANGSHAN}.html"].body)
    assert "开放 周三～周五 08:30～16:30，周六 09:00～12:00、13:00～17:00 除夕闭馆。" in text
    assert "预约 至少提前 10 天预约 写信预约。" in text
    assert "怎么到 大巴停东门。" in text


def test_the_map_of_a_district_counts_its_courses_and_leads_to_them(samples: Catalogue) -> None:
    body = pages_of(samples)[f"browse/district/{XIANGSHAN}.html"].body
    given = [course for course in samples.listed if XIANGSHAN in samples.districts_of(course)]
    targets = samples.vocabulary.targets
    rows = dict(re.findall(r'<th scope="row">(\d+)\. [^<]*</th>(.*?)</tr>', body, re.DOTALL))
    for concept in samples.vocabulary.concepts.values():
        wanted = []
        for stage in ("S1", "S2", "S3", "S4"):
            courses = [
                course
                for course in given
                if any(
                    targets[item.target].concept == concept.id and stage in item.stages for item in course.alignments
                )
            ]
            wanted.append(len(courses))
        cells = re.findall(r"<td[^>]*>(.*?)</td>", rows[concept.code], re.DOTALL)
        shown = [int(found[1]) if (found := re.search(r">(\d+)</span></strong>", cell)) else 0 for cell in cells]
        assert shown == wanted, concept.name
        together = {course.key for course in given if concept.id in samples.concepts_of(course)}
        lead = re.search(rf'\?concept={concept.id}&amp;district={XIANGSHAN}"><span>在目录里看这 (.*?) 门课<', body)
        assert (int(re.sub("<[^>]+>", "", lead[1])) if lead else 0) == len(together), concept.name


def test_other_landing_pages_have_no_bases_and_no_map() -> None:
    page = pages_of(with_base())["browse/grade/5.html"]
    assert "课标地图" not in page.body
    assert "map.css" not in page.body
