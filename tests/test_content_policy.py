"""The Content-Security-Policy of published pages: what it allows, and what in a hand-written page it would block."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from sites import project_copy
from written import PROJECT, TODAY

from course_catalogue.content_policy import MARKER, blocked_parts, policy_element, with_policy, without_policy
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.pages.page import Scene

STRICT = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' file:{scripts}; "
    "style-src 'self' file:{styles}; img-src 'self' file: data:; font-src 'self' file:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'\">"
)


def digest(text: str) -> str:
    return f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_page_without_inline_code_allows_only_what_lies_beside_it() -> None:
    assert policy_element() == STRICT.format(scripts="", styles="")


def test_inline_scripts_and_styles_are_allowed_by_the_digest_of_their_text_each_once() -> None:
    html = (
        f"<head>{MARKER}<script>a&lt;b \n</script><script src='x.js'></script><style>p {{}}</style></head>"
        "<script>a&lt;b \n</script><script type='application/ld+json'>{}</script><script type='module'>x</script>"
    )
    expected = STRICT.format(scripts=digest("a&lt;b \n") + digest("x"), styles=digest("p {}"))
    assert with_policy(html) == html.replace(MARKER, expected)


def test_the_page_of_a_preview_has_none() -> None:
    assert without_policy(f"<head>{MARKER}</head>") == "<head></head>"


@pytest.mark.parametrize("html", ["<head></head>", MARKER * 2])
def test_a_page_without_its_one_place_for_the_policy_is_a_defect(html: str) -> None:
    with pytest.raises(AssertionError, match=r"site_overrides/main\.html"):
        with_policy(html)


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("<p class='x'>a</p><script src='assets/a.js'></script>", []),
        ("<p style='color: red'>a</p><p style=''>b</p>", ["style="]),
        ("<script>1</script><style>p{}</style><a onclick='x' onfocus='y'>z</a>", ["<script>", "<style>", "onclick=", "onfocus="]),
    ],
)  # fmt: skip
def test_what_the_policy_would_block_is_named(html: str, parts: list[str]) -> None:
    assert blocked_parts(html) == parts


def built(root: Path, *, is_preview: bool = False) -> Path:
    catalogue = load_catalogue(root, TODAY).catalogue
    folder = root / "built"
    build_site(root, Scene(catalogue, read_identity(root), {}), folder, is_preview=is_preview)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_copy(tmp_path / "project", PROJECT / "tests" / "example")


def policies(page: Path) -> int:
    return page.read_text("utf-8").count('http-equiv="Content-Security-Policy"')


def test_every_published_page_has_one_policy_before_everything_else_and_no_page_of_a_preview_has(project: Path) -> None:
    site = built(project)
    pages = sorted(site.rglob("*.html"))
    assert {policies(page) for page in pages} == {1}
    for page in pages:
        assert re.match(
            r'\s*<!doctype html>\s*<html [^>]*>\s*<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security',
            page.read_text("utf-8"),
        ), page
    shutil.rmtree(site)
    assert {policies(page) for page in built(project, is_preview=True).rglob("*.html")} == {0}


def test_a_hand_written_page_with_code_in_it_is_told(project: Path) -> None:
    about = project / "site_pages" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n<p onclick='x'>a</p>\n", "utf-8")
    with pytest.raises(CatalogueError) as told:
        built(project)
    assert "about.md 里的 onclick= 会被网页的安全策略挡住：请写进 site_overrides/assets/ 里的文件" in str(told.value)


def test_a_column_of_a_hand_written_table_is_aligned_without_a_style(project: Path) -> None:
    about = project / "site_pages" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n", "utf-8")
    assert '<td align="right">2</td>' in (built(project) / "about.html").read_text("utf-8")
