"""Pinning what was reviewed, and the mark of what changed since."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from sites import project_copy
from written import EXAMPLE, PROJECT, TODAY

from course_catalogue.authoring.review_pin import approvals, pinned
from course_catalogue.cards import validity
from course_catalogue.cli import main
from course_catalogue.documents import Source
from course_catalogue.loading import load_catalogue, load_rulebook
from course_catalogue.mkdocs_site import read_identity
from course_catalogue.pages.page import Scene
from course_catalogue.pages.record_pages import series_courses
from course_catalogue.strict_yaml import read_document

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


REVIEW_FILE = PurePosixPath("reviews/courses/a/b.yml")
NEW = "reviewed_content:\n  - title 2\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: 1\n", f"format: 1\n{NEW}"),
        ("format: 1", f"format: 1\n{NEW}"),
        ("format: 1\n\n", f"format: 1\n{NEW}\n"),
        ("format: 1\nreviewed_content:\n", f"format: 1\n{NEW}"),
        ("format: 1\nreviewed_content:  # none yet\nnote: a\n", f"format: 1\n{NEW.rstrip()}  # none yet\nnote: a\n"),
        ("format: 1\nreviewed_content:\n  - title 0\n  - price 1\nnote: a  # b\n", f"format: 1\n{NEW}note: a  # b\n"),
        ("format: 1\nreviewed_content: [title 0,\n  price 1]\nnote: a\n", f"format: 1\n{NEW}note: a\n"),
        ("format: 1\nreviewed_content: []\nnote: a\n", f"format: 1\n{NEW}note: a\n"),
        ("format: 1\nnote: a\n# end\r\n", f"format: 1\nnote: a\n# end\r\n{NEW}"),
        ("# note\r\nformat: 1\r\n", "# note\r\nformat: 1\r\nreviewed_content:\r\n  - title 2\r\n"),
        ("format: 1\rnote: a\r", None),
        ("\ufeffformat: 1\n", f"\ufeffformat: 1\n{NEW}"),
    ],
)
def test_pinning_leaves_the_rest_of_the_review_as_it_is(before: str, after: str | None) -> None:
    changed = pinned(before.encode(), REVIEW_FILE, ("title 2",))
    if after is not None:
        assert changed.decode() == after
    document = read_document(Source(REVIEW_FILE, "review", changed)).document
    assert document is not None
    assert document.data["reviewed_content"] == ["title 2"]
    assert document.data["format"] == 1


def test_a_review_that_cannot_be_pinned_is_left_as_it_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / f"reviews/{KEY}.yml"
    before = file.read_bytes() + b"...\n"
    file.write_bytes(before)
    assert main(["check", "--root", str(project), *ON]) == 0
    assert main(["review", KEY, "--root", str(project), *ON]) == 2
    assert f"reviews/{KEY}.yml 里的 reviewed_content 改不了，没有动它" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_a_key_may_end_as_a_shell_completes_it(project: Path) -> None:
    assert main(["review", f"{KEY}/", "--root", str(project), *ON]) == 0
    assert waiting(project) == []


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
