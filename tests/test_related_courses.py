"""Next steps and similar courses: from listed courses, for a reason that is told, at a cost that does not grow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from written import catalogue_of

from course_catalogue.catalogue import Catalogue
from course_catalogue.pages.building import build_pages
from course_catalogue.pages.page import Scene
from course_catalogue.related_courses import RelatedCourses, RelatedIndex, related_index
from course_catalogue.site_identity import SiteIdentity

REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\n'
WEATHER, EARTH, CODE = "sci22-10.1", "sci22-10.3", "it22-m4"


@dataclass
class Written:
    """A course as a test writes it: (target, stage) pairs, grades, theme, provider."""

    alignments: list[tuple[str, str]]
    grades: list[int]
    theme: str = ""
    owner: str = "a"
    listed: bool = True


def catalogue_with(**courses: Written) -> Catalogue:
    files = {
        f"courses/{owner}/provider.yml": f"format: 1\nstatus: submitted\nname: {owner}学会（示例）\n"
        for owner in sorted({course.owner for course in courses.values()})
    }
    for name, course in courses.items():
        rows = ", ".join(f"{{target: {target}, stages: [{stage}]}}" for target, stage in course.alignments)
        theme = f"theme: {course.theme}\n" if course.theme else ""
        files[f"courses/{course.owner}/{name}/course.yml"] = (
            f'format: 1\nstatus: submitted\ntitle: "{name}"\ngrades: {course.grades}\nalignments: [{rows}]\n{theme}'
        )
        if course.listed:
            files[f"reviews/courses/{course.owner}/{name}.yml"] = REVIEW
    return catalogue_of(files, date(2026, 11, 1))


def next_steps(catalogue: Catalogue, name: str) -> list[tuple[str, str]]:
    related = _related(catalogue, name).next_steps
    return [(item.course.title, item.reason) for item in related]


def similar(catalogue: Catalogue, name: str) -> list[tuple[str, str]]:
    return [(item.course.title, item.reason) for item in _related(catalogue, name).similar]


def _related(catalogue: Catalogue, name: str) -> RelatedCourses:
    course = next(course for course in catalogue.courses if course.title == name)
    return related_index(catalogue).related_to(course)


def test_the_next_step_is_the_same_concept_one_stage_higher() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2")], [3, 4]),
        higher=Written([(EARTH, "S3")], [5, 6]),
        much_higher=Written([(WEATHER, "S4")], [7]),
        same_stage=Written([(WEATHER, "S2")], [3, 4]),
        other_concept=Written([("sci22-3.1", "S3")], [5, 6]),
    )
    assert next_steps(catalogue, "x") == [("higher", "接着学“地球系统”")]
    assert next_steps(catalogue, "much_higher") == []


def test_a_course_for_the_same_pupils_is_no_next_step() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2")], [3, 4]), wide=Written([(WEATHER, "S2"), (WEATHER, "S3")], [3, 4, 5, 6])
    )
    assert next_steps(catalogue, "x") == []
    assert similar(catalogue, "x") == [("wide", "都对应“地球系统”")]


def test_the_same_theme_for_older_pupils_comes_first() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2")], [3, 4], theme="天气"),
        concept=Written([(EARTH, "S3")], [5, 6], owner="b"),
        theme=Written([("sci22-3.1", "S3")], [5, 6], theme="天气", owner="b"),
    )
    assert next_steps(catalogue, "x") == [("theme", "同一主题：天气"), ("concept", "接着学“地球系统”")]


def test_the_more_two_courses_share_the_nearer_they_stand() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2"), ("sci22-3.1", "S2")], [3]),
        one_concept=Written([(EARTH, "S2")], [3], owner="b"),
        one_content=Written([(WEATHER, "S2")], [3], owner="b"),
        both=Written([(WEATHER, "S2"), ("sci22-3.1", "S2")], [4], owner="b"),
        field_alone=Written([("sci22-9.1", "S4")], [8], owner="b"),
    )
    assert similar(catalogue, "x") == [
        ("both", "都对应“地球系统”等 2 项"),
        ("one_content", "都对应“地球系统”"),
        ("one_concept", "都对应“地球系统”"),
    ]


def test_among_similar_courses_one_for_the_same_pupils_comes_before_one_for_much_older_ones() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2"), ("sci22-3.1", "S2")], [3, 4]),
        for_grade_9=Written([(WEATHER, "S4"), ("sci22-3.1", "S4")], [9], owner="b"),
        for_the_same=Written([(EARTH, "S2")], [4, 5], owner="b"),
    )
    assert [title for title, _ in similar(catalogue, "x")] == ["for_the_same", "for_grade_9"]


def test_field_and_owner_stand_in_where_nothing_else_is_shared() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2")], [3]),
        field_alone=Written([("sci22-9.1", "S4")], [8], owner="b"),
        owner_alone=Written([(CODE, "S3")], [5]),
    )
    assert similar(catalogue, "x") == [("field_alone", "同属地球与宇宙科学"), ("owner_alone", "同一机构")]
    assert similar(catalogue, "owner_alone") == [("x", "同一机构")]


def test_a_course_that_is_not_listed_is_never_proposed_but_has_proposals() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2")], [3], listed=False),
        y=Written([(WEATHER, "S2")], [3]),
        z=Written([(CODE, "S2")], [3]),
    )
    assert similar(catalogue, "x") == [("y", "都对应“地球系统”"), ("z", "同一机构")]
    assert similar(catalogue, "y") == [("z", "同一机构")]


def test_entries_of_other_standards_are_named_too() -> None:
    catalogue = catalogue_with(
        x=Written([(CODE, "S2")], [3]), y=Written([(CODE, "S2")], [4]), z=Written([(CODE, "S3")], [5])
    )
    assert similar(catalogue, "x") == [("y", "都对应“数据与编码”")]
    assert next_steps(catalogue, "x") == [("z", "接着学“数据与编码”")]


def test_many_alike_do_not_all_point_to_the_same_and_few_of_them_are_looked_at() -> None:
    catalogue = catalogue_with(**{f"c{number:03}": Written([(WEATHER, "S2")], [3]) for number in range(200)})
    index = related_index(catalogue)
    found = {
        course.title: [item.course.title for item in index.related_to(course).similar] for course in catalogue.listed
    }
    assert found["c000"] == ["c001", "c002", "c003"]
    assert found["c198"] == ["c199", "c000", "c001"]
    assert {len(titles) for titles in found.values()} == {3}
    assert _looked_at(index) <= 3 * 24


def _looked_at(index: RelatedIndex) -> int:
    """The most candidates that a course has: by one cell, its owner and its field."""
    return max(len(list(index._near(traits))) for traits in index.traits)


def test_the_blocks_of_a_page_are_those_of_the_index() -> None:
    catalogue = catalogue_with(
        x=Written([(WEATHER, "S2")], [3, 4]), y=Written([(EARTH, "S3")], [5]), z=Written([(WEATHER, "S2")], [4])
    )
    pages = {page.address: page.body for page in build_pages(Scene(catalogue, SiteIdentity("目录"), {}))}
    block = pages["courses/a/x.html"].split('id="related"')[1]
    assert block.index("学完可以接着上") < block.index('href="y.html"') < block.index("相近的课程")
    assert block.index("相近的课程") < block.index('href="z.html"') < block.index('href="../a.html"')
    assert "接着上" not in pages["courses/a/y.html"].split('id="related"')[1]
