"""Everything for machines tells of the same courses, bases and providers as the site, and of nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from exported import PUBLISHED, SAMPLE, exported, read, rows_of, sheets_of
from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.search.entries import entries_of

DAY = date(2026, 11, 1)
PROVIDER = (
    "format: 1\nstatus: submitted\nname: 甲学会（示例）\nlevel: 市级\n"
    "contact: {phone: 0574-87654321, email: office@example.com}\n"
)
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\nlevel: 精品\nnote: 只给机构看\n'
COURSE = """
format: 1
status: submitted
title: 风的课
grades: [4, 3]
sessions: [{title: 一, worksheet: {question: 问, blocks: [], self_rating: [], answers: [这是答案]}}]
"""


@pytest.fixture(scope="module")
def samples() -> Catalogue:
    """The repository's own catalogue on a day on which one course has expired and one is suspended."""
    return load_catalogue(PROJECT, DAY, project_rulebook()).catalogue


@pytest.fixture(scope="module")
def files(samples: Catalogue) -> dict[str, bytes]:
    return exported(samples)


def test_counts_of_every_file_are_those_of_the_site(samples: Catalogue, files: dict[str, bytes]) -> None:
    series = [course for course in samples.listed if isinstance(course, SeriesCourse)]
    expected = {
        "courses": len(entries_of(samples)),  # what the site's search finds
        "sessions": sum(course.session_count for course in series),
        "alignments": sum(len(course.alignments) for course in samples.listed),
        "bases": len(samples.public_bases),
        "providers": len(samples.public_providers),
    }
    assert len(samples.courses) > expected["courses"] > 20
    told = read(files, "data/index.json")["counts"]
    assert {name: told[name] for name in expected} == expected
    assert {name: len(rows_of(files[f"data/{name}.csv"])) for name in expected} == expected
    sheets = sheets_of(files["data/catalogue.xlsx"])
    titles = {"courses": "课程", "sessions": "课时", "alignments": "课标对应", "bases": "基地", "providers": "机构"}
    assert {name: len(sheets[title]) - 1 for name, title in titles.items()} == expected
    lists = {"series": "courses", "base-courses": "courses", "bases": "bases", "providers": "providers"}
    counts = {name: (read(files, f"data/{name}.json"), inside) for name, inside in lists.items()}
    assert all(data["count"] == len(data[inside]) for data, inside in counts.values())
    assert counts["series"][0]["count"] == told["series"] == len(series)
    assert counts["base-courses"][0]["count"] == told["premium"] + told["extension"]
    assert sum(path.endswith(".jsonld") for path in files) == expected["courses"]


def test_nobody_is_said_to_wait_for_a_review_that_there_is_not(files: dict[str, bytes]) -> None:
    providers = read(files, "data/providers.json")["providers"]
    assert {provider["state"] for provider in providers} == {"在册"}


def test_only_listed_courses_have_files(samples: Catalogue, files: dict[str, bytes]) -> None:
    listed = {f"data/{course.key}.json" for course in samples.listed}
    assert {
        path for path in files if path.startswith(("data/courses/", "data/bases/")) and path.endswith(".json")
    } == listed
    assert {row["课程编号"] for row in rows_of(files["data/courses.csv"])} == {course.key for course in samples.listed}


def test_every_file_that_the_index_names_is_there(files: dict[str, bytes]) -> None:
    named = read(files, "data/index.json")["files"]
    assert [path for path in named if path not in files] == []
    assert len(named) == 15


def test_no_answer_no_note_of_a_review_and_no_way_to_reach_somebody_is_in_any_file() -> None:
    catalogue = catalogue_of(
        {"courses/a/provider.yml": PROVIDER, "courses/a/wind/course.yml": COURSE, "reviews/courses/a/wind.yml": REVIEW}
    )
    whole = b"".join(exported(catalogue).values()).decode("utf-8", "ignore") + str(
        sheets_of(exported(catalogue)["data/catalogue.xlsx"])
    )
    assert "风的课" in whole
    for private in ("这是答案", "只给机构看", "87654321", "office@example.com"):
        assert private not in whole


def test_the_same_catalogue_gives_the_same_bytes(samples: Catalogue, files: dict[str, bytes]) -> None:
    assert exported(samples) == files


def test_a_sample_says_so_in_index_workbook_and_feed_and_a_published_site_does_not(samples: Catalogue) -> None:
    for identity, is_sample in ((SAMPLE, True), (PUBLISHED, False)):
        files = exported(samples, identity)
        notes = [row["A"] for row in sheets_of(files["data/catalogue.xlsx"])["说明"]]
        told = (
            "示例数据·非官方网站" in notes,
            read(files, "data/index.json")["notice"] == "示例数据·非官方网站",
            "示例数据·非官方网站" in files["feed.xml"].decode(),
        )
        assert told == (is_sample,) * 3
