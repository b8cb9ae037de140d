"""What a stranger's tree may hold beside plain files in their places: each thing is told, none is skipped, none is opened."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from written import TODAY, changed_example, project_rulebook

from course_catalogue.check_report import report_of
from course_catalogue.loading import load_catalogue
from course_catalogue.reporting.forms import FORMS, render
from course_catalogue.sources import find_sources

DRAFT = "format: 1\nstatus: draft\ntitle: 水\n"


def told(root: Path) -> list[tuple[str, str]]:
    return [(item.code, item.mark.path) for item in find_sources(root).diagnostics]


def tree(root: Path, *files: str) -> Path:
    (root / "courses").mkdir(exist_ok=True)
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(DRAFT, "utf-8")
    return root


@pytest.mark.parametrize(
    "path",
    [
        "courses/a/x/course.yml",
        "courses/a/provider.yml",
        "bases/a/base.yml",
        "reviews/courses/a.yml",
        "courses/a/x/rain.png",
        "courses/a/course.yaml",
    ],
)
def test_a_folder_with_the_name_of_a_file_is_told_even_if_it_is_empty(path: str, tmp_path: Path) -> None:
    (tree(tmp_path) / path).mkdir(parents=True)
    assert told(tmp_path) == [("misplaced-file", path)]
    (tmp_path / path / ".gitkeep").touch()  # as git would bring it
    assert told(tmp_path) == [("misplaced-file", path)]


def test_a_pipe_a_socket_and_a_tree_that_is_no_folder_are_told_and_not_opened(tmp_path: Path) -> None:
    tree(tmp_path, "courses/a/x/note.txt")
    os.mkfifo(tmp_path / "courses/a/x/course.yml")
    os.mkfifo(tmp_path / "courses/a/x/rain.png")
    os.mkfifo(tmp_path / "bases")
    (tmp_path / "reviews").write_text("decision: approved\n")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.open(tmp_path / "courses", os.O_RDONLY)  # a socket's path has a hundred characters at most
        listener.bind(f"/proc/self/fd/{here}/provider.yml")
        os.close(here)
        loaded = load_catalogue(tmp_path, TODAY, project_rulebook())
    assert [(item.code, item.mark.path) for item in loaded.diagnostics] == [
        ("misplaced-file", path)
        for path in ("bases", "courses/a/x/course.yml", "courses/a/x/note.txt", "courses/a/x/rain.png", "courses/provider.yml", "reviews")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Reviews", "COURSES", "Bases", "courſes", "reviews ", "reviews.", "rev\u200biews", "ｂases"]
)
def test_a_folder_that_some_disk_takes_for_one_of_ours_is_told(name: str, tmp_path: Path) -> None:
    tree(tmp_path, f"{name}/a/provider.yml")
    assert told(tmp_path) == [("misplaced-file", name)]


def test_other_folders_of_the_root_are_nobodys_business(tmp_path: Path) -> None:
    tree(tmp_path, "schema/a.yml", "reviews-old/a.yml", "my-courses/a.yml", ".git/config", "site/index.html")
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["abc\n", "a\n::error::x", "cafe\u0301", "café", "ａｂｃ", "x" * 200, "a b", "-x", "a--b", "аbc", "%2e%2e"]
)
def test_no_odd_name_is_an_id(name: str, tmp_path: Path) -> None:
    tree(tmp_path, f"courses/{name}/provider.yml")
    found = find_sources(tmp_path)
    assert ([item.code for item in found.diagnostics], found.places) == (["bad-id"], ())


def test_a_name_that_is_no_utf_8_is_told_in_every_form(tmp_path: Path) -> None:
    tree(tmp_path, os.fsdecode(b"courses/\xff\xfe/provider.yml"))
    loaded = load_catalogue(tmp_path, TODAY, project_rulebook())
    assert [item.code for item in loaded.diagnostics] == ["bad-id"]
    for form in FORMS:
        render(form, report_of(loaded, tmp_path)).encode()


def test_a_second_name_of_the_same_file_is_a_file_like_any_other(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    (root / "courses/example-society/other").mkdir()
    os.link(root / "courses/example-society/night-sky/course.yml", root / "courses/example-society/other/course.yml")
    loaded = load_catalogue(root, TODAY, project_rulebook())
    assert "courses/example-society/other" in loaded.catalogue.records
    assert "duplicate-title" in [item.code for item in loaded.diagnostics]


def test_a_number_in_a_name_is_told_once_and_no_report_shows_it(tmp_path: Path) -> None:
    number = "13800001234"
    tree(
        tmp_path, f"courses/wang-{number}/provider.yml", f"courses/wang-{number}/x/course.yml", "courses/a/provider.yml"
    )
    tree(tmp_path, f"courses/a/x/photo-{number}.png")
    loaded = load_catalogue(tmp_path, TODAY, project_rulebook())
    assert [(item.code, item.mark.path) for item in loaded.errors if item.code != "unknown-field"] == [
        ("mobile-number", f"courses/a/x/photo-{number}.png"),
        ("mobile-number", f"courses/wang-{number}"),
    ]
    report = report_of(loaded, tmp_path)
    for form in FORMS:
        shown = render(form, report)
        assert number not in shown, form
        assert "138****1234" in shown, form
