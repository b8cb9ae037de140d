"""`build.py init`: the publisher in, the samples out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sites import broken_links, project_copy
from written import PROJECT

from course_catalogue.authoring.init import Publisher, set_publisher
from course_catalogue.cli import main
from course_catalogue.diagnostics import CatalogueError

ANSWERS = [
    "--site-name", "宁波科学课程目录", "--site-url", "https://kexue.example.com", "--publisher", '甬"科协\\', "--contact", "0574-00000000",
    "--icp-number", "浙ICP备00000000号", "--police-number", "", "--yes",
]  # fmt: skip


def test_init_sets_the_publisher_keeps_comments_and_removes_samples(tmp_path: Path) -> None:
    root = project_copy(tmp_path, PROJECT)
    own = root / "courses" / "own-society"
    own.mkdir()
    (own / "provider.yml").write_text("format: 1\nstatus: draft\nname: 自己的学会\n", "utf-8")
    assert main(["init", "--root", str(root), *ANSWERS]) == 0
    text = (root / "mkdocs.yml").read_text("utf-8")
    settings = yaml.safe_load(text)
    assert settings["site_name"] == "宁波科学课程目录"
    assert settings["site_url"] == "https://kexue.example.com/"
    assert settings["extra"]["publisher"] == {
        "name": '甬"科协\\',
        "contact": "0574-00000000",
        "icp_number": "浙ICP备00000000号",
        "police_number": "",
    }
    assert "# no request leaves the origin" in text
    assert sorted(path.name for path in (root / "courses").iterdir()) == [".gitkeep", "own-society"]
    assert list((root / "bases").glob("*/")) == []
    assert list((root / "reviews").rglob("*.yml")) == []
    assert main(["build", "--no-packs", "--root", str(root)]) == 0
    site = root / "site"
    html = (site / "index.html").read_text("utf-8")
    assert "示例数据" not in html
    assert "noindex" not in html
    assert "浙ICP备00000000号" in html
    assert broken_links(site) == []


def test_init_without_answers_and_terminal_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = (root / "mkdocs.yml").read_text("utf-8")
    assert main(["init", "--root", str(root)]) == 2
    assert "--site-name" in capsys.readouterr().err
    assert (root / "mkdocs.yml").read_text("utf-8") == before


def test_samples_go_only_when_that_is_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = (root / "mkdocs.yml").read_text("utf-8")
    assert main(["init", "--root", str(root), *[answer for answer in ANSWERS if answer != "--yes"]]) == 2
    assert "--keep-samples" in capsys.readouterr().err
    assert (root / "mkdocs.yml").read_text("utf-8") == before
    assert list((root / "courses").glob("*/provider.yml"))


def test_an_address_that_is_none_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = (root / "mkdocs.yml").read_text("utf-8")
    answers = [answer.replace("https://", "javascript:") for answer in ANSWERS]
    assert main(["init", "--root", str(root), *answers]) == 2
    assert (root / "mkdocs.yml").read_text("utf-8") == before
    assert "https://" in capsys.readouterr().err


def test_settings_without_the_expected_lines_are_refused() -> None:
    with pytest.raises(CatalogueError, match="site_url"):
        set_publisher("site_name: x\n", Publisher("a", "https://a/", "b", "c"))
