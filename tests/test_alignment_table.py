"""The table of standards: what is marked 待核, and when one sentence says it for all."""

from __future__ import annotations

import pytest
from written import catalogue_of, project_rulebook

from course_catalogue.pages.alignment_table import AlignmentTable, alignment_table, coverage_strip

MEDIUM, ALSO_MEDIUM, SURE = "sci22-10.1", "sci22-13.1", "it22-m4"


def table_of(*alignments: tuple[str, str]) -> AlignmentTable:
    rows = ", ".join(f"{{target: {target}, stages: [{stage}], note: 测风}}" for target, stage in alignments)
    text = f"format: 1\nstatus: submitted\ntitle: 风\nalignments: [{rows}]\nsessions: [{{title: 一, targets: [{MEDIUM}]}}]\n"
    catalogue = catalogue_of(
        {"courses/a/provider.yml": "format: 1\nstatus: submitted\nname: 甲\n", "courses/a/wind/course.yml": text}
    )
    return alignment_table(catalogue, catalogue.series[0])


def test_a_row_says_what_when_and_how() -> None:
    row = table_of((MEDIUM, "S2")).rows[0]
    assert (row.code, row.note, row.stages, row.sessions) == ("10.1", "测风", "3～4 年级", "1")


@pytest.mark.parametrize(
    ("alignments", "marks", "caution"),
    [
        ([(MEDIUM, "S4"), (SURE, "S2")], [False, False], ""),
        (
            [(MEDIUM, "S2"), (SURE, "S2")],
            [True, False],
            "标“待核”的学段，在词表里还没有与课标原文逐条核对，使用前请查对课标。",
        ),
        (
            [(MEDIUM, "S2"), (ALSO_MEDIUM, "S2"), (SURE, "S2")],
            [False, False, False],
            "除“m4 数据与编码”外，表中的学段，在词表里还没有与课标原文逐条核对，使用前请查对课标。",
        ),
        ([(MEDIUM, "S2")], [False], "表中的学段，在词表里还没有与课标原文逐条核对，使用前请查对课标。"),
    ],
)
def test_few_rows_are_marked_and_many_are_told_once(
    alignments: list[tuple[str, str]], marks: list[bool], caution: str
) -> None:
    table = table_of(*alignments)
    assert ([row.is_marked for row in table.rows], table.caution) == (marks, caution)


def test_the_standard_is_named_once_where_it_is_the_same() -> None:
    assert table_of((MEDIUM, "S2"), (ALSO_MEDIUM, "S2")).standard == "义务教育科学课程标准（2022年版）"
    assert table_of((MEDIUM, "S2"), (SURE, "S2")).standard == ""


def test_the_middle_school_stage_of_the_science_standard_is_sure() -> None:
    target = project_rulebook().vocabulary.targets[MEDIUM]
    assert [target.is_unsure_at(stages) for stages in (("S4",), ("S3", "S4"), ("S2",))] == [False, True, True]


def test_the_strip_counts_contents_by_concept_and_stage() -> None:
    text = (
        "format: 1\nstatus: submitted\ntitle: 风\nalignments:\n"
        "  - {target: sci22-10.1, stages: [S2, S3]}\n  - {target: sci22-10.2, stages: [S3]}\n"
        "  - {target: sci22-13.1, stages: [S3, S5]}\n  - {target: it22-m4, stages: [S2]}\n"
    )
    catalogue = catalogue_of(
        {"courses/a/provider.yml": "format: 1\nstatus: submitted\nname: 甲\n", "courses/a/wind/course.yml": text}
    )
    strip = coverage_strip(catalogue, catalogue.series[0])
    assert [code for code, _, is_covered in strip.concepts if is_covered] == ["10", "13"]
    assert (len(strip.concepts), strip.covered) == (13, 2)
    assert strip.stages == (
        ("3～4 年级", (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0)),
        ("5～6 年级", (0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1)),
    )
