"""Personal numbers: found as people write them, masked place by place, and never taken for measured values."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from time import process_time

import pytest
from written import PATHS, example_text, project_rulebook

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity, without_personal_numbers
from course_catalogue.documents import Source
from course_catalogue.loading import judge
from course_catalogue.personal_numbers import Kind, masked, personal_numbers, written_numbers
from course_catalogue.reporting.lines import line_reader

MASKED = {
    "打13800138000": "打138****8000",
    "138-0013-8000": "138-****-8000",
    "138 0013 8000": "138 **** 8000",
    "138 00138000": "138 ****8000",
    "13800 138000": "138** **8000",
    "1380 013 8000": "138* *** 8000",
    "138.0013.8000": "138.****.8000",
    "138\t0013\t8000": "138\t****\t8000",
    "138\u200b0013\u200b8000": "138\u200b****\u200b8000",
    "1\u00ad3\u00ad800138000": "1\u00ad3\u00ad8****8000",
    "1\u200b13800138000": "1\u200b138****8000",
    r"138\u200b0013\u200b8000": r"138\u200b****\u200b8000",
    "138—0013—8000": "138—****—8000",
    "+86 13800138000": "+86 138****8000",
    "+86-138-0013-8000": "+86-138-****-8000",
    "8613800138000": "86138****8000",
    "013800138000": "0138****8000",
    "１３８００１３８０００": "１３８****８０００",
    "138OO138OOO": "138****8OOO",
    "138零零138零零零": "138****8零零零",
    "一三八零零一三八零零零": "一三八****八零零零",
    "微信v13800138000": "微信v138****8000",
    "mailto:13800138000@139.com": "mailto:138****8000@139.com",
    "13800138000、13900139000": "138****8000、139****9000",
    "330203190001010005": "330*************05",
    "330203 19000101 0005": "330*** ******** **05",
    "33020319000101000５": "330*************0５",
}


@pytest.mark.parametrize("written", MASKED)
def test_personal_number_is_masked_with_as_many_characters(written: str) -> None:
    assert masked(written) == MASKED[written]
    assert len(masked(written)) == len(written)


@pytest.mark.parametrize(
    "text",
    [
        "0574-87654321",
        "057487654321",
        "400-123-4567",
        "ISBN 978-7-107-31234-5",
        "9787107312345",
        "6901234567892",
        "91330200144052096N",
        "330203190001010006",  # wrong check digit
        "330203190013010006",  # no thirteenth month
        "990203190001010008",  # no such region
        "宇宙约 13800000000 年",
        "15000000000 km",
        "3.14159265358",
        "13800138000.5",
        "13 800 138 000",
        "1386、1420、1399",
        "1500 1600 1700 1800",
        "2026-09-14 15:30-16:30",
        "https://example.com/article/13800138000",
        "123800138000",
        "138001380001",
        "12800138000",
    ],
)
def test_what_is_no_personal_number_stays_as_it_is(text: str) -> None:
    assert list(personal_numbers(text)) == []
    assert masked(text) == text


def test_file_full_of_addresses_is_searched_in_a_moment() -> None:
    start = process_time()
    assert list(personal_numbers("https://a/13800138001 " * 45_000)) == []
    assert process_time() - start < 3


def test_line_that_spells_digits_as_escapes_shows_none_of_its_digits() -> None:
    assert masked(r'title: "电话 1\u00338 0013 8000"') == r'title: "电话 *\u****8 0013 8000"'.replace(
        "8 0013 8000", "* **** ****"
    )


def test_reports_read_source_lines_masked(tmp_path: Path) -> None:
    (tmp_path / "course.yml").write_text("title: 水\n# 13800138000\n", "utf-8")
    read_line = line_reader(tmp_path)
    assert [read_line("course.yml", number) for number in (1, 2, 3)] == ["title: 水", "# 138****8000", ""]


def test_finding_is_shown_without_personal_numbers_and_without_edits_that_would_write_one() -> None:
    place = Mark("courses/a/b/course.yml", 3, 1, 3, 20)
    finding = Diagnostic(
        "wrong-format", Severity.ERROR, place, "写法不对 13800138000", "电话", "13800138000", "座机", "改 13800138000",
        (Related(place, "见 13800138000"),), (Edit(place, '"13800138000"'), Edit(place, "0574-00000000")), "理由 13800138000",
    )  # fmt: skip
    assert without_personal_numbers(finding) == Diagnostic(
        "wrong-format", Severity.ERROR, place, "写法不对 138****8000", "电话", "138****8000", "座机", "改 138****8000",
        (Related(place, "见 138****8000"),), (Edit(place, "0574-00000000"),), "理由 138****8000",
    )  # fmt: skip


def source(kind: str, text: str) -> Source:
    return Source(PurePosixPath(PATHS[kind]), kind, text.encode())


def codes(kind: str, text: str) -> list[str]:
    return [item.code for item in judge(source(kind, text), project_rulebook()).findings]


def test_number_is_told_beside_another_fault_of_its_text_and_of_the_list_around_it() -> None:
    head = "format: 1\nstatus: draft\ntitle: 水\n"
    assert codes("series", f"{head}theme: {'水' * 40}13800138000\n") == ["text-too-long", "mobile-number"]
    measures = "".join(f"    - 擦干第 {number} 张桌子\n" for number in range(12))
    assert codes("series", f"{head}safety:\n  measures:\n{measures}    - 有事打 13800138000\n") == [
        "too-many-items",
        "mobile-number",
    ]


def test_number_in_the_place_of_an_office_phone_is_told_once() -> None:
    text = example_text("provider").replace("phone: 0574-00000000", 'phone: "13800138000"')
    assert codes("provider", text) == ["wrong-format"]


def test_numbers_in_values_and_comments_are_told_once_each() -> None:
    text = "format: 1\nstatus: draft\ntitle: 水  # 13900139000\ntheme: '问 # 13800138000'\n"
    assert codes("series", text) == ["mobile-number", "mobile-number"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: 水\ntitle: 水二\n# 13800138000\n", [("duplicate-key", 2, 1), ("mobile-number", 3, 3)]),
        ("title: [水\ntheme: 330203190001010005\n", [("needs-quotes", 1, 8), ("identity-number", 2, 8)]),
        ("title: 水\u200b\ntheme: 13800138000\n", [("forbidden-character", 1, 9), ("mobile-number", 2, 8)]),
        ("title: 138\u200b0013\u200b8000\n", [
            ("forbidden-character", 1, 11), ("forbidden-character", 1, 16), ("mobile-number", 1, 8),
        ]),
    ],
)  # fmt: skip
def test_number_is_told_whatever_else_is_wrong_with_its_file(text: str, expected: list[tuple[str, int, int]]) -> None:
    found = judge(source("series", text), project_rulebook()).findings
    assert [(item.code, item.mark.line, item.mark.column) for item in found] == expected


def test_digest_that_a_review_pins_is_no_number() -> None:
    pinned = "- sessions 5 18624537210f587c04ee0325614ecbb9"
    assert masked(pinned) == pinned
    assert masked("号码 18624537210f，电话 18624537210") == "号码 186****7210f，电话 186****7210"


def test_number_in_a_file_in_gbk_or_with_a_damaged_character_is_told() -> None:
    text = "title: 水的旅行\ntheme: 电话 13800138000\n"
    for content in (text.encode("gbk"), text.encode("utf-16"), text.encode().replace("水".encode(), b"\xe6\xb0")):
        found = judge(Source(PurePosixPath(PATHS["series"]), "series", content), project_rulebook()).findings
        assert [(item.code, item.mark.line) for item in found] == [("not-utf-8", 1), ("mobile-number", 2)]
        assert found[1].mark == Mark(PATHS["series"], 2, 11, 2, 22)


def test_folded_number_is_placed_where_it_begins() -> None:
    text = "format: 1\nstatus: draft\ntitle: 水\ntheme: >-\n  报名请打 138\n  0013 8000 或写信\n"
    found = judge(source("series", text), project_rulebook()).findings
    assert [(item.code, item.mark.line, item.mark.column, item.mark.end_line) for item in found] == [
        ("mobile-number", 5, 8, 6)
    ]


def test_digits_spelt_as_escapes_are_told_where_they_are_written() -> None:
    written = 'phone: "\\u0031\\x33800001234" # 办公室\n'
    (found,) = written_numbers(written)
    assert (found.kind, written[found.start : found.end]) == (Kind.MOBILE, "\\u0031\\x33800001234")
    assert list(written_numbers("phone: \\u0031\\u0032")) == []
