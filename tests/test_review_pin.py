"""Pinning what was reviewed, and the mark of what changed since."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from sites import project_copy
from written import EXAMPLE, PROJECT, TODAY

from course_catalogue.authoring.review_pin import approvals, pinned
from course_catalogue.cards import validity
from course_catalogue.cli import main
from course_catalogue.loading import load_catalogue, load_rulebook
from course_catalogue.mkdocs_site import read_identity
from course_catalogue.pages.page import Scene
from course_catalogue.pages.record_pages import series_courses

KEY = "courses/example-society/water-journey"
ON = ("--today", "2026-10-01")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_copy(tmp_path, EXAMPLE)


def raise_the_fee(project: Path) -> None:
    file = project / KEY / "course.yml"
    text = file.read_text("utf-8")
    assert text.count("fee_per_session: 5\n") == 1
    file.write_text(text.replace("fee_per_session: 5\n", "fee_per_session: 6\n"), "utf-8")


def waiting(project: Path) -> list[str]:
    return [
        f"{item.mark.path}: {item.found}"
        for item in load_catalogue(project, TODAY).diagnostics
        if item.code == "changed-after-approval"
    ]


def test_a_pinned_course_is_marked_when_it_changes_and_not_before(project: Path) -> None:
    assert main(["review", KEY, "--root", str(project), *ON]) == 0
    assert waiting(project) == []
    raise_the_fee(project)
    assert waiting(project) == [f"{KEY}/course.yml: 改动了：价格"]


def test_a_changed_course_stays_listed_and_its_card_says_so(project: Path) -> None:
    main(["review", KEY, "--root", str(project), *ON])
    before = load_catalogue(project, TODAY).catalogue
    raise_the_fee(project)
    catalogue = load_catalogue(project, TODAY).catalogue
    course = next(course for course in catalogue.series if course.key == KEY)
    assert [item.key for item in catalogue.listed] == [item.key for item in before.listed]
    assert validity(catalogue, course) == "有效期至 2028 年 8 月 31 日（待复核）"


def test_a_second_look_takes_the_mark_away(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", KEY, "--root", str(project), *ON])
    raise_the_fee(project)
    assert main(["review", "--root", str(project), *ON]) == 0
    assert f"{KEY}  “小水滴的旅行（示例）”  待复核，改动了：价格" in capsys.readouterr().out
    assert main(["review", KEY, "--root", str(project), *ON]) == 0
    assert "复核了：价格" in capsys.readouterr().out
    assert waiting(project) == []


def test_pinning_leaves_the_rest_of_the_review_as_it_is() -> None:
    path = PurePosixPath("reviews/courses/a/b.yml")
    text = "# note\r\nformat: 1\r\nreviewed_content:\r\n  - title 0\r\n  - price 1\r\nnote: a  # b\r\n"
    assert (
        pinned(text, path, ("title 2",))
        == "# note\r\nformat: 1\r\nnote: a  # b\r\nreviewed_content:\r\n  - title 2\r\n"
    )


def test_what_has_no_approval_cannot_be_pinned(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "courses/example-society/night-sky", "--root", str(project), *ON]) == 2
    assert "没有通过评审的 courses/example-society/night-sky" in capsys.readouterr().err


def test_all_pins_every_approval_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--all", "--root", str(project), *ON]) == 0
    first = capsys.readouterr().out
    assert first.count("已固定评审时的内容") == len(first.splitlines())
    main(["review", "--all", "--root", str(project), *ON])
    assert "已固定" not in capsys.readouterr().out
    main(["review", "--root", str(project), *ON])
    assert "没有待复核的内容" in capsys.readouterr().out


def test_the_samples_are_pinned_as_they_were_reviewed() -> None:
    """After changing a sample run `python build.py review --all`."""
    book = load_rulebook(PROJECT)
    pins = approvals(load_catalogue(PROJECT, TODAY, book).catalogue, book.schemas)
    assert [pin.record.key for pin in pins if not pin.is_current] == []


def test_the_page_of_a_changed_course_says_that_it_waits(project: Path) -> None:
    main(["review", KEY, "--root", str(project), *ON])
    raise_the_fee(project)
    page = next(series_courses(Scene(load_catalogue(project, TODAY).catalogue, read_identity(project), {})))
    assert '<span class="cc-level">待复核</span>' in page.body
    assert "通过评审后内容有改动，等待复核。" in page.body
