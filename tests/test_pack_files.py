"""The files of the packs as a build leaves them: all of a course, and those of the last time for what fails."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from test_packs import PREMIUM, SERIES, catalogue, fonts, premium, series
from written import PROJECT

from course_catalogue.site_building import BuildResult, write_packs

FOLDER = f"packs/{SERIES}"


def made(out: Path, **changes: object) -> BuildResult:
    known = catalogue((SERIES, "series", series(1, **changes)), (PREMIUM, "premium", premium()))
    return write_packs(PROJECT, known, fonts(), out, ())


def test_a_course_leaves_its_pdfs_a_zip_and_the_list_of_both(tmp_path: Path) -> None:
    result = made(tmp_path)
    assert (result.packs, result.files, result.faults) == (2, 24, [])
    assert sorted(path.relative_to(tmp_path / FOLDER).as_posix() for path in (tmp_path / FOLDER).iterdir()) == [
        "agreement.pdf", "all.zip", "booklet.pdf", "card.pdf", "certificate.pdf", "files.json", "lesson-plan.docx",
        "letter.docx", "letter.pdf", "notice.pdf", "rubric.pdf", "session-01.docx", "session-01.pdf", "shopping.pdf",
        "sign-in.pdf", "worksheets.docx",
    ]  # fmt: skip
    told = json.loads((tmp_path / FOLDER / "files.json").read_text("utf-8"))
    assert [item["address"] for item in told if (tmp_path / item["address"]).stat().st_size != item["size"]] == []
    assert {path.as_posix() for path in tmp_path.rglob("*.pdf")} == {
        str(tmp_path / item["address"])
        for listed in tmp_path.rglob("files.json")
        for item in json.loads(listed.read_text("utf-8"))
        if item["address"].endswith(".pdf")
    }


def test_what_fails_is_told_once_and_stays_as_it_was_published(tmp_path: Path) -> None:
    made(tmp_path)
    old = {name: (tmp_path / FOLDER / name).read_bytes() for name in ("rubric.pdf", "card.pdf")}
    whole = (tmp_path / f"{FOLDER}.pdf").read_bytes()
    result = made(tmp_path, assessment="很棒😀")
    assert result.faults == [
        "“磁铁十二问”印不出来：字体里没有这些字符，印不出来：😀（U+1F600）；网站上还是上一次的",
    ]
    assert (tmp_path / f"{FOLDER}.pdf").read_bytes() == whole
    assert {name: (tmp_path / FOLDER / name).read_bytes() for name in old} == old
    with zipfile.ZipFile(tmp_path / FOLDER / "all.zip") as archive:
        assert archive.read("老师上课用/磁铁十二问-整套资料.pdf") == whole


def test_what_fails_at_the_first_time_is_missing_and_the_rest_is_there(tmp_path: Path) -> None:
    result = made(tmp_path, assessment="很棒😀")
    assert result.faults == ["“磁铁十二问”印不出来：字体里没有这些字符，印不出来：😀（U+1F600）"]
    assert not (tmp_path / f"{FOLDER}.pdf").exists()
    assert (tmp_path / FOLDER / "session-01.pdf").exists()
    assert (tmp_path / f"packs/{PREMIUM}.pdf").exists()
