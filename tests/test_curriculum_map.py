"""The curriculum map: counts equal the alignments of listed courses, gaps and doubts are told in words."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.curriculum_map import STAGES, Cell, curriculum_map
from course_catalogue.loading import load_catalogue
from course_catalogue.pages.curriculum_map_pages import curriculum_maps, shown_map
from course_catalogue.pages.page import Page, Scene
from course_catalogue.site_identity import SiteIdentity

REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "{until}"\n'
STAGE_NAMES = {"S1": "1～2 年级", "S2": "3～4 年级", "S3": "5～6 年级", "S4": "7～9 年级"}


def catalogue_with(courses: dict[str, str], until: str = "2029-08-31") -> Catalogue:
    """Listed courses by their id, each with its alignments as written."""
    files = {"courses/a/provider.yml": "format: 1\nstatus: submitted\nname: 甲学会（示例）\nlevel: 市级\n"}
    for name, alignments in courses.items():
        files[f"courses/a/{name}/course.yml"] = (
            f"format: 1\nstatus: submitted\ntitle: 课程{name}\ngrades: [3]\nalignments: [{alignments}]\n"
        )
        files[f"reviews/courses/a/{name}.yml"] = REVIEW.format(until=until)
    return catalogue_of(files, date(2026, 11, 1))


def cell_of(catalogue: Catalogue, name: str, stage: str) -> Cell:
    """The cell of a concept (sci22-c06) or a content (sci22-6.1)."""
    for row in curriculum_map(catalogue.vocabulary, catalogue.listed):
        for id_, cells in ((row.concept.id, row.cells), *((item.target.id, item.cells) for item in row.contents)):
            if id_ == name:
                return cells[STAGES.index(stage)]
    raise AssertionError(name)


def pages_of(catalogue: Catalogue) -> dict[str, Page]:
    return {page.address: page for page in curriculum_maps(Scene(catalogue, SiteIdentity("目录"), {}))}


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture(scope="module")
def samples() -> Catalogue:
    return load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue


@pytest.fixture(scope="module")
def pages(samples: Catalogue) -> dict[str, Page]:
    return pages_of(samples)


def test_a_course_is_counted_where_it_says_so_and_once_in_a_concept() -> None:
    catalogue = catalogue_with(
        {"x": "{target: sci22-10.1, stages: [S2, S3]}, {target: sci22-10.2, stages: [S2]}", "y": ""}
    )
    keys = [
        [course.key for course in cell_of(catalogue, name, stage).courses]
        for name, stage in (
            ("sci22-c10", "S2"), ("sci22-c10", "S3"), ("sci22-c10", "S4"), ("sci22-10.2", "S2"), ("sci22-10.2", "S3"),
        )
    ]  # fmt: skip
    assert keys == [["courses/a/x"], ["courses/a/x"], [], ["courses/a/x"], []]


def test_a_gap_is_what_the_standard_asks_for_and_nobody_gives() -> None:
    catalogue = catalogue_with({"x": "{target: sci22-1.4, stages: [S2]}"})
    taught = [cell_of(catalogue, "sci22-1.4", stage) for stage in STAGES]
    assert [(cell.is_taught, cell.is_gap, len(cell.courses)) for cell in taught] == [
        (False, False, 0), (False, False, 1), (False, False, 0), (True, True, 0),
    ]  # fmt: skip


def test_doubt_is_low_confidence_of_a_stage_that_is_not_sure() -> None:
    catalogue = catalogue_with({})
    assert [cell_of(catalogue, "sci22-1.3", stage).is_doubtful for stage in STAGES] == [True, False, False, False]
    assert [cell_of(catalogue, "sci22-c13", stage).is_doubtful for stage in STAGES] == [True, True, True, False]
    assert [cell_of(catalogue, "sci22-c01", stage).is_doubtful for stage in STAGES] == [False] * 4


def test_numbers_of_the_map_are_those_of_the_alignments(samples: Catalogue, pages: dict[str, Page]) -> None:
    vocabulary = samples.vocabulary
    wanted: dict[tuple[str, str], set[str]] = {}
    for course in samples.listed:
        for alignment in course.alignments:
            target = vocabulary.targets[alignment.target]
            for stage in alignment.stages:
                if target.concept and stage in STAGES:
                    wanted.setdefault((target.concept, stage), set()).add(course.title)
    shown = pages["map.html"].body
    for concept in vocabulary.concepts.values():
        for stage in STAGES:
            address = f"browse/map/{concept.id}-{stage.lower()}.html"
            titles = wanted.get((concept.id, stage), set())
            link = re.search(rf'href="{re.escape(address)}"[^>]*>(.*?)</a>', shown, re.DOTALL)
            assert bool(link) == bool(titles) == (address in pages), address
            if link:
                assert words(link[1]).split() == [
                    str(len(titles)),
                    "门",
                    f"：{concept.name}，{STAGE_NAMES[stage].split()[0]}",
                    "年级",
                ]
                assert set(re.findall(r'<a href="[^"]*">([^<]*)</a><span>[^<]* · ', pages[address].body)) == titles


def test_the_map_names_all_concepts_and_contents_and_explains_doubt_once(pages: dict[str, Page]) -> None:
    body = pages["map.html"].body
    assert len(re.findall('<tr class="cc-map__concept"', body)) == 13
    assert len(re.findall('<span class="cc-map__content">', body)) == 54
    assert len(re.findall(r'<span class="cc-map__content">[^<]*<span class="cc-unsure">待核', body)) == 9
    assert words(body).count("标“待核”的 9 条有疑点") == 1


def test_a_gap_a_stage_that_is_not_asked_for_and_one_beyond_are_told_in_words() -> None:
    catalogue = catalogue_with({"x": "{target: sci22-1.4, stages: [S2]}"})
    body = pages_of(catalogue)["map.html"].body
    row = re.search(r"1\.4 常见的化合物.*?</li>", body, re.DOTALL)
    assert row
    assert words(row[0]).split("化合物", 1)[1].split() == [
        "1～2", "年级", "—", "课标不要求", "3～4", "年级", "1", "门", "：常见的化合物，3～4", "年级", "超出学段",
        "—", "课标不要求", "5～6", "年级", "—", "课标不要求", "7～9", "年级", "缺",
    ]  # fmt: skip


def test_a_cell_is_a_gap_again_after_its_last_approval() -> None:
    catalogue = catalogue_with({"x": "{target: sci22-10.1, stages: [S2]}"}, until="2027-08-31")
    body = pages_of(catalogue)["map.html"].body
    assert '<span data-until="2027-08-31"><a class="cc-map__count" href="browse/map/sci22-c10-s2.html">' in body
    assert '<span data-after="2027-08-31" hidden><span class="cc-map__gap">缺</span></span>' in body
    assert 'data-counts="2027-08-31:1">1</span> 格有在册课程' in body


def test_courses_of_other_standards_and_of_high_school_stand_apart() -> None:
    catalogue = catalogue_with(
        {
            "x": "{target: it22-m4, stages: [S2]}",
            "y": "{target: sci22-10.1, stages: [S5]}",
            "z": "{target: sci22-10.1, stages: [S2]}",
        }
    )
    rows = curriculum_map(catalogue.vocabulary, catalogue.listed)
    assert shown_map(catalogue, rows, catalogue.listed).apart.number == 2
    assert "另有 2 门在册课程只对应" in words(pages_of(catalogue)["map.html"].body)


def test_a_page_of_a_cell_leads_to_the_filtered_catalogue_and_lists_what_is_lacking() -> None:
    page = pages_of(catalogue_with({"x": "{target: sci22-10.1, stages: [S2]}"}))["browse/map/sci22-c10-s2.html"]
    assert 'href="../../catalogue.html?concept=sci22-c10&amp;grade=3,4"' in page.body
    assert "这条学习内容在 3～4 年级还没有在册课程。" in words(page.body)


def test_an_empty_catalogue_has_a_map_of_gaps() -> None:
    pages = pages_of(catalogue_of({}))
    assert list(pages) == ["map.html"]
    assert "课标要求的 49 格里， 0 格有在册课程" in words(pages["map.html"].body)
