"""CSV and XLSX: heads in Chinese, nothing that a spreadsheet would work out, the same values in both."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from exported import SAMPLE, exported, rows_of, sheets_of
from hostile import READABLE
from written import catalogue_of

from course_catalogue.catalogue import Catalogue
from course_catalogue.exports.cells import as_cell, csv_text
from course_catalogue.exports.csv_table import CsvTable
from course_catalogue.exports.tables import SESSIONS
from course_catalogue.exports.workbook import Workbook
from course_catalogue.loading import Loaded

TRIGGERS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u3000=1",
    "\x00=1",
)
HOSTILE = (
    *TRIGGERS,
    *READABLE,
    '=HYPERLINK("//evil")',
    "<r><t>x</t></r>",
    "<r></r>",
    "_x0041_",
    '","=1',
    "a\r\n=1",
    "\ufeff=1",
)


@pytest.fixture
def catalogue() -> Catalogue:
    provider = "format: 1\nstatus: submitted\nname: 甲学会（示例）\nlevel: 市级\n"
    review = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\nlevel: 精品\n'
    course = """
format: 1
status: submitted
title: 风的课
grades: [4, 3]
delivery: 送课到校
session_minutes: 40
price: {kind: 成本分担, fee_per_session: 2.5, material_fee: 12, refund: 可退}
class_size: {min: 12, best: 24, max: 30}
suits_rural: true
alignments: [{target: sci22-10.1, stages: [S2], note: 做风向标}]
sessions: [{title: 一, objectives: [{text: 会看}, {text: 会画}]}, {title: 二}]
"""
    return catalogue_of(
        {"courses/a/provider.yml": provider, "courses/a/wind/course.yml": course, "reviews/courses/a/wind.yml": review}
    )


def rows(texts: tuple[str, ...]) -> list[list[str | int | float | date]]:
    return [[as_cell(text)] * 5 for text in texts]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_begins_like_a_formula(text: str) -> None:
    table = CsvTable(SESSIONS)
    table.add(rows((text,))[0])
    (row,) = rows_of(table.file().content)
    for cell in row.values():
        assert not cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        assert cell in (line, f"'{line}")


def test_hostile_texts_are_texts_in_the_workbook_whatever_they_look_like() -> None:
    book = Workbook("目录", ["=1+1"], [SESSIONS])
    for row in rows(HOSTILE):
        book.add(SESSIONS, row)
    content = book.file().content
    lines = sheets_of(content)["课时"][1:]
    assert [row["A"].removesuffix(" ").replace("_x005F_x", "_x") for row in lines] == [
        str(row[0]) for row in rows(HOSTILE)
    ]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]
    assert b"<f>" not in whole
    assert b"hyperlink" not in whole.replace(b"HYPERLINK", b"").replace(b"relationships/hyperlink", b"")
    assert b'quotePrefix="1"' in whole


def test_words_that_xlsxwriter_takes_for_its_own_markup_stay_words() -> None:
    book = Workbook("目录", [], [SESSIONS])
    book.add(SESSIONS, rows(("<r><t>假的</t></r>",))[0])
    assert sheets_of(book.file().content)["课时"][1]["A"] == "<r><t>假的</t></r> "


def test_a_value_is_written_as_people_read_it() -> None:
    cells = [as_cell(value) for value in ("一\n二", True, False, None, 3, 2.50, date(2026, 9, 1))]
    assert list(map(csv_text, cells)) == ["一 二", "是", "否", "", "3", "2.5", "2026-09-01"]


def test_a_great_number_is_written_in_full() -> None:
    assert csv_text(as_cell(1234567)) == "1234567"
    assert csv_text(as_cell(1234567.5)) == "1234567.5"


def test_csv_files_begin_with_a_byte_order_mark_and_chinese_heads(catalogue: Catalogue) -> None:
    files = exported(catalogue)
    for name in ("courses", "sessions", "alignments", "bases", "providers"):
        content = files[f"data/{name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        heads = content.decode("utf-8-sig").splitlines()[0].split(",")
        assert [head for head in heads if not any("\u4e00" <= c <= "\u9fff" or c == "1" for c in head)] == []


def test_rows_of_a_course_say_what_its_page_says(catalogue: Catalogue) -> None:
    files = exported(catalogue)
    (course,) = rows_of(files["data/courses.csv"])
    assert {name: value for name, value in course.items() if value} == {
        "课程编号": "courses/a/wind", "课程名称": "风的课", "类别": "系列课程", "提供方": "甲学会（示例）", "提供方编号": "courses/a",
        "年级": "3～4 年级", "领域": "地球与宇宙科学", "授课形式": "送课到校", "形式（原文）": "送课到校", "时长": "2 课时 × 40 分钟",
        "课时数": "2", "每次分钟": "40", "人数下限": "12", "最合适人数": "24", "人数上限": "30", "全程每生费用（元）": "17",
        "其中材料（元）": "12", "费用": "每课时 2.5 元 + 材料 12 元", "退费": "可退", "适合乡村学校": "是", "评审等级": "精品",
        "有效期至": "2029-08-31", "更新日期": "2026-08-01", "许可协议": "CC BY-NC-SA 4.0", "网页": "courses/a/wind.html",
    }  # fmt: skip
    assert [list(row.values()) for row in rows_of(files["data/sessions.csv"])] == [
        ["courses/a/wind", "风的课", "1", "一", "会看；会画"],
        ["courses/a/wind", "风的课", "2", "二", ""],
    ]


def test_the_workbook_freezes_the_head_filters_every_column_and_leaves_out_ids_for_machines(
    catalogue: Catalogue,
) -> None:
    content = exported(catalogue)["data/catalogue.xlsx"]
    sheets = sheets_of(content)
    assert list(sheets) == ["说明", "课程", "课时", "课标对应", "基地", "机构"]
    assert list(sheets["课时"][0].values()) == ["课程名称", "课时", "课时名称", "学习目标"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for number in range(2, 7):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'state="frozen"' in sheet
            assert "<autoFilter ref=" in sheet


def test_the_workbook_tells_no_clock(example: Loaded) -> None:
    content = exported(example.catalogue, SAMPLE)["data/catalogue.xlsx"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
