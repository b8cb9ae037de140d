"""What readers are told of a file before they fetch it, and the names that it is saved under."""

from __future__ import annotations

import pytest

from course_catalogue.downloads import Download, download_name, sheets_of_paper, shelves_of


def download(kind: str, audience: str = "老师上课用", suffix: str = "pdf", session: int = 0) -> Download:
    return Download(kind, kind, audience, f"packs/c/{kind}.{suffix}", f"课-{kind}.{suffix}", 3, 2, 2048, "", session)


def test_sheets_are_counted_for_printing_on_both_sides() -> None:
    assert [sheets_of_paper(pages) for pages in (1, 2, 3, 50)] == [1, 1, 2, 25]


def test_a_file_tells_its_form_weight_and_paper() -> None:
    sheet = download("card")
    assert (sheet.form, sheet.weight, sheet.paper) == ("PDF", "2 KB", "3 页，2 张纸")
    word = Download("card", "", "", "packs/c/card.docx", "", 0, 0, 1_300_000)
    assert (word.form, word.weight, word.paper) == ("Word", "1.2 MB", "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("磁铁十二问", "磁铁十二问-教案.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f＂g＜h＞i｜j-教案.pdf"),
        ("..\u202e隐\x00藏\n ", "隐 藏-教案.pdf"),
        (" . ", "课程-教案.pdf"),
        ("CON", "CON-教案.pdf"),
        ("长" * 200, "长" * 73 + "-教案.pdf"),
    ],
)
def test_names_are_taken_by_every_system(title: str, name: str) -> None:
    assert download_name(title, "教案", ".pdf") == name
    assert len(name) <= 80


def test_shelves_sort_by_audience_and_put_all_forms_of_a_kind_together() -> None:
    shelves = shelves_of(
        [
            download("pack"),
            download("session-01", session=1),
            download("notice", "教务存档"),
            download("card"),
            download("letter", "给家长"),
            download("letter", "给家长", "docx"),
            download("session-01", suffix="docx", session=1),
            download("archive", "教务存档", "zip"),
        ]
    )
    assert shelves.whole is not None
    assert shelves.whole.first.kind == "pack"
    assert shelves.archive is not None
    assert shelves.archive.form == "ZIP"
    assert [[file.form for file in item.files] for item in shelves.sessions] == [["PDF", "Word"]]
    assert shelves.session(1) is shelves.sessions[0]
    assert shelves.session(2) is None
    assert [(name, [[file.form for file in item.files] for item in items]) for name, items in shelves.groups] == [
        ("老师上课用", [["PDF"]]),
        ("给家长", [["PDF", "Word"]]),
        ("教务存档", [["PDF"]]),
    ]


def test_no_files_are_no_shelves() -> None:
    assert shelves_of(()).is_empty
    assert not shelves_of([download("card")]).is_empty
