"""The preview is the base branch's project with only the course files of a change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sites import project_copy
from written import EXAMPLE

from course_catalogue.cli import main as run
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.hosting.overlay import lay_over, main


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def base_and_head(tmp_path: Path) -> tuple[Path, Path]:
    return project_copy(tmp_path / "base", EXAMPLE), project_copy(tmp_path / "head", EXAMPLE)


def test_only_courses_and_bases_come_from_the_change(tmp_path: Path) -> None:
    base, head = base_and_head(tmp_path)
    write(head / "courses/new-society/provider.yml", "format: 1\n")
    for path in (
        "schema/rules.yml",
        "site_pages/about.md",
        "site_overrides/main.html",
        "mkdocs.yml",
        "投稿指南.md",
        "build.py",
    ):
        write(head / path, "of the change")
    write(head / "reviews/courses/new-society.yml", "of the change")
    lay_over(base, head, tmp_path / "out")
    out = {path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*.*")}
    assert [name for name, path in out.items() if path.is_file() and path.read_bytes() == b"of the change"] == []
    assert "courses/new-society/provider.yml" in out
    assert "投稿指南.md" in out
    assert "reviews/courses/new-society.yml" not in out


def test_what_the_change_removes_is_not_in_the_preview(tmp_path: Path) -> None:
    base, head = base_and_head(tmp_path)
    (head / "courses/example-society/night-sky/course.yml").unlink()
    lay_over(base, head, tmp_path / "out")
    assert not (tmp_path / "out/courses/example-society/night-sky/course.yml").exists()


@pytest.mark.parametrize("place", ["courses", "courses/example-society", "courses/example-society/provider.yml"])
def test_links_are_not_followed(tmp_path: Path, place: str) -> None:
    base, head = base_and_head(tmp_path)
    (head / place).rename(tmp_path / "elsewhere")
    (head / place).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CatalogueError, match="链接或特殊文件"):
        lay_over(base, head, tmp_path / "out")


def test_pipes_are_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, head = base_and_head(tmp_path)
    os.mkfifo(head / "courses" / "pipe.yml")
    assert main([str(base), str(head), str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == "出错了：课程文件里有链接或特殊文件，不生成预览\n"


def test_every_page_of_the_preview_says_so_and_is_not_indexed(tmp_path: Path) -> None:
    base, head = base_and_head(tmp_path)
    settings = (
        (base / "mkdocs.yml").read_text("utf-8").replace('site_url: ""', 'site_url: "https://kexue.example.com/"')
    )
    write(base / "mkdocs.yml", settings.replace('publisher: {name: ""', 'publisher: {name: "示例市科协"'))
    assert main([str(base), str(head), str(tmp_path / "out")]) == 0
    assert run(["build", "--no-packs", "--root", str(tmp_path / "out"), "--today", "2026-10-01"]) == 0
    pages = list((tmp_path / "out/site").rglob("*.html"))
    moved = [
        page for page in pages if "http-equiv" in page.read_text("utf-8") and "cc-page" not in page.read_text("utf-8")
    ]
    assert len(pages) - len(moved) > 20
    for page in set(pages) - set(moved):
        html = page.read_text("utf-8")
        assert "预览·尚未合并" in html, page
        assert '<meta name="robots" content="noindex">' in html, page
        assert "示例数据" not in html, page
