"""A teacher on the finished site: search, filter, open a course, take its pack, on a phone and at a desk."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sites import project_copy
from written import PROJECT

from browser.conftest import OpenPage, serving
from course_catalogue.cli import main

WIDTHS = (390, 1280)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own catalogue, built by the command with its packs."""
    root = project_copy(tmp_path_factory.mktemp("whole"), PROJECT)
    command = ["build", "--root", str(root), "--fonts", str(PROJECT / ".fonts"), "--today", "2026-11-01"]
    assert main(command) == 0
    return root / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_teacher_searches_filters_opens_a_course_and_takes_its_pack(
    width: int, address: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(f"{address}index.html", width=width)
    fits(page)
    page.get_by_label("搜课程").fill("天气")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url(re.compile(r"catalogue\.html\?q="))
    cards = page.locator(".cc-card").filter(visible=True)
    expect(cards.filter(has_text="校园气象站")).to_have_count(1)
    fits(page)
    page.goto(f"{address}catalogue.html?q=天气&grade=5&form=to-school")
    expect(cards).to_have_count(1)
    cards.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("校园气象站")
    fits(page)
    page.locator("details.cc-session").nth(2).locator("summary").click()
    expect(page.locator("details.cc-session").nth(2).get_by_text("教学过程")).to_be_visible()
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载整套教案和学习单").click()
    file = tmp_path / "pack.pdf"
    download.value.save_as(file)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "校园气象站" in text
    assert "学习单" in text


PAGES = (
    "index.html", "catalogue.html", "browse.html", "series.html", "bases.html", "providers.html", "guide.html", "submit.html", "about.html",
    "courses/siming-nature-society.html", "courses/siming-nature-society/seed-diary.html", "bases/xiangshan-ocean-hall.html",
    "bases/xiangshan-ocean-hall/premium/one-day-intertidal.html", "bases/xiangshan-ocean-hall/extension/rov-pilot.html", "browse/grade/4.html",
)  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_silent_fits_and_stays_on_its_origin(
    width: int, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}{PAGES[0]}", width=width)
    for path in PAGES:
        page.goto(f"{address}{path}")
        fits(page)
        assert page.locator("h1").count() == 1, path


def test_the_site_works_from_a_disk(site: Path, browser) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
    page.goto(f"{site.as_uri()}/catalogue.html?q=种子")
    expect(page.locator(".cc-card").filter(has_text="种子日记", visible=True)).to_have_count(1)
    page.locator(".cc-card").filter(has_text="种子日记", visible=True).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("种子日记")
    assert faults == []
    page.context.close()


def test_an_approval_that_has_ended_since_the_build_is_told(site: Path, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    page.clock.install(time=date(2030, 1, 1).isoformat())
    page.goto(f"{address}courses/siming-nature-society/seed-diary.html")
    expect(page.get_by_text("评审有效期已过，复评通过之前不接受申请")).to_be_visible()
    expect(page.get_by_text("至少提前")).to_be_hidden()
    assert site.exists()


def test_the_choice_of_dark_is_kept(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator('label[title="切换到深色"]').click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}browse.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_come_from_the_site_and_fit_the_screen(width: int, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}courses/yongjiang-science-society/bridge-engineering.html", width=width)
    cover = page.get_by_alt_text("一片桁架的受力图", exact=False)
    cover.scroll_into_view_if_needed()
    expect(cover).to_have_js_property("complete", True)
    assert cover.evaluate("picture => [picture.naturalWidth, picture.naturalHeight]") == [1200, 660]
    fits(page)
