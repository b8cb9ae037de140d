"""The offline copy as its reader has it: unpacked into a folder, opened without a server or a network."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import project_copy
from written import PROJECT

from browser.conftest import OpenPage, serving
from course_catalogue.cli import main

STRICT = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project_copy(tmp_path_factory.mktemp("project"), PROJECT)
    assert main(["build", "--root", str(root), "--no-packs", "--offline-copy", "--today", "2026-11-01"]) == 0
    return root / "site"


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(site / "data" / "offline-copy.zip") as archive:
        archive.extractall(folder)
    (copy,) = folder.iterdir()
    return copy


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a network; nothing but files may be asked for, and nothing may fail."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else faults.append(request.url)
    )
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    yield page
    context.close()
    assert faults == []


def test_search_finds_a_course_and_its_page_opens(unpacked: Path, offline: Page) -> None:
    offline.goto(f"{unpacked.as_uri()}/catalogue.html?q=种子")
    card = offline.locator(".cc-card").filter(has_text="种子日记", visible=True)
    expect(card).to_have_count(1)
    card.get_by_role("link").click()
    expect(offline.get_by_role("heading", level=1)).to_contain_text("种子日记")


def test_the_copy_says_what_it_is_and_every_page_that_a_reader_starts_from_opens(unpacked: Path, offline: Page) -> None:
    for name, words in (
        ("index.html", "把科学课请进学校"),
        ("news.html", "新课和改动"),
        ("data.html", "您正在看的就是离线副本"),
    ):
        offline.goto(f"{unpacked.as_uri()}/{name}")
        expect(offline.locator(".cc-page")).to_contain_text(words)


def test_who_copies_the_address_of_a_plan_is_told_that_others_cannot_open_it(unpacked: Path, offline: Page) -> None:
    offline.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.resolve()}})"
    )
    offline.goto(f"{unpacked.as_uri()}/plan.html?c=courses/siming-nature-society/seed-diary")
    offline.get_by_role("button", name="复制网址").click()
    expect(offline.get_by_role("button", name="已复制，但这是离线副本，别人打不开")).to_be_visible()


def test_the_page_of_data_tells_the_size_of_the_copy_and_hands_it_out(
    site: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    with serving(site) as address:
        page = open_page(f"{address}data.html")
        size = (site / "data" / "offline-copy.zip").stat().st_size
        expect(page.locator(".cc-page")).to_contain_text(f"ZIP，{size / 1024 / 1024:.1f} MB")
        with page.expect_download() as download:
            page.get_by_role("link", name="下载离线副本").click()
        download.value.save_as(tmp_path / "copy.zip")
        assert (tmp_path / "copy.zip").stat().st_size == size
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_strict_policy_does_not_mind_linked_data_and_they_are_not_run(site: Path, open_page: OpenPage) -> None:
    course = "courses/siming-nature-society/seed-diary.html"
    html = (site / course).read_text("utf-8")
    block = html[html.index('<script type="application/ld+json">') :].split("</script>")[0] + "</script>"
    (site / "strict.html").write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{STRICT}">'
        f'<link rel="icon" href="data:,"><title>x</title><body>{block}',
        "utf-8",
    )
    with serving(site) as address:
        page = open_page(f"{address}strict.html")  # a violation would be an error on the console
        text = page.locator('script[type="application/ld+json"]').text_content()
        assert json.loads(text or "")["@type"] == "Course"
    (site / "strict.html").unlink()
