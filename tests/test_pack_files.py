"""The files of the packs as a build leaves them: all of a course, and those of the last time for what fails."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sites import project_copy
from test_packs import PREMIUM, SERIES, catalogue, fonts, premium, series
from written import EXAMPLE, PROJECT

from course_catalogue import site_building
from course_catalogue.cli import main
from course_catalogue.packs import building
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


@pytest.mark.prove
def test_a_course_that_wants_too_much_memory_is_named_and_stays_as_it_was_and_the_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_building, "usual_store", lambda _: None)
    made(tmp_path)
    old = (tmp_path / f"{FOLDER}.pdf").read_bytes()
    other = tmp_path / f"packs/{PREMIUM}.pdf"
    other.unlink()
    monkeypatch.setattr(building, "MEMORY_LIMIT", 400 * 2**20)  # a small pack wants 300 MB, this one 600
    result = made(tmp_path, summary="看水流动。" * 60_000)
    reason = "排版进程崩溃，可能是内容太多、内存不够（最多 400 MB）"
    assert result.faults == [f"“磁铁十二问”印不出来：{reason}；网站上还是上一次的"]
    assert (tmp_path / f"{FOLDER}.pdf").read_bytes() == old
    assert other.exists()


def test_the_command_names_the_course_that_fails_makes_the_others_keeps_the_old_and_exits_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project, out = project_copy(tmp_path / "project", EXAMPLE), tmp_path / "out"
    command = ["packs", "--root", str(project), "--out", str(out), "--fonts", str(fonts()), "--today", "2026-10-01"]
    assert main(command) == 0
    before = {path: path.read_bytes() for path in out.rglob("*.pdf")}
    jobs = building.pack_jobs

    def with_a_sign_that_no_font_has(*of: Any) -> Any:
        for job in jobs(*of):
            bad = job.course_key.startswith("courses/")
            frame = job.data["frame"] | ({"owner": "😀"} if bad else {"owner": "别的学会"})
            yield replace(job, view=replace(job.view, data=job.data | {"frame": frame}))

    monkeypatch.setattr(building, "pack_jobs", with_a_sign_that_no_font_has)
    capsys.readouterr()
    assert main(command) == 1
    told = capsys.readouterr().out
    after = {path: path.read_bytes() for path in out.rglob("*.pdf")}
    assert "打印包没有生成：“" in told
    assert "😀（U+1F600）；网站上还是上一次的" in told
    assert sorted(after) == sorted(before)
    changed = {path.relative_to(out).as_posix().split("/")[1] for path in after if after[path] != before[path]}
    assert changed == {"bases"}
