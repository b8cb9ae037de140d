"""Without JavaScript: every course that is listed is three clicks from the home page, and its page is whole."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

VISIBLE_LINKS = """() => Array.from(document.querySelectorAll("a[href]")).filter((link) => {
  const style = getComputedStyle(link);
  return link.getClientRects().length && style.visibility === "visible" && !link.closest(".md-sidebar--primary");
}).map((link) => link.getAttribute("href"))"""


def links(page: Page, address: str) -> set[str]:
    """The pages of the site that links which can be seen on a page lead to; what is folded is not seen."""
    page.goto(address)
    there = {urldefrag(urljoin(address, href)).url for href in page.evaluate(VISIBLE_LINKS)}
    return {link for link in there if urlsplit(link).netloc == urlsplit(address).netloc and link.endswith(".html")}


def test_every_course_is_three_clicks_from_the_home_page(site: Path, address: str, browser: Browser) -> None:
    kinds = ("courses/*/*.html", "bases/*/*/*.html")
    courses = {f"{address}{file.relative_to(site).as_posix()}" for kind in kinds for file in site.glob(kind)}
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    reached = {f"{address}index.html"}
    newly = set(reached)
    for _ in range(3):
        if courses <= reached:
            break
        found = {link for opened in sorted(newly) for link in links(page, opened)}
        newly = found - reached
        reached |= found
    context.close()
    assert len(courses) > 30
    assert courses - reached == set()


def test_the_first_clicks_are_real_and_the_course_is_whole(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}index.html")
    page.locator(".cc-grades a", has_text="一年级").click()
    page.locator(".cc-card__title a", has_text="种子日记").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("种子日记")
    page.locator("#session-1 > summary").click()
    expect(page.locator("#session-1").get_by_text("教学过程")).to_be_visible()
    expect(page.get_by_role("link", name="下载整套教案和学习单")).to_be_visible()
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary .md-nav__link", has_text="科普基地")).to_be_visible()
    context.close()


def test_the_keyboard_stops_at_no_switch_that_does_not_stand_there(address: str, browser: Browser) -> None:
    """The theme's script shows the switches of the colours; it runs last, and without scripts it never does."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}index.html")
    seen = set()
    for _ in range(15):
        page.keyboard.press("Tab")
        name, is_shown = page.evaluate(
            """() => { const at = document.activeElement; const box = (at.matches(".md-option") ? at.nextElementSibling : at).getBoundingClientRect();
              return [`${at.tagName} ${at.id} ${at.getAttribute("href")}`, box.width > 1 && box.height > 1]; }"""
        )
        assert is_shown, name
        seen.add(name)
    assert len(seen) > 10
    context.close()


@pytest.mark.parametrize("name", ["school", "shortlist", "compare", "handbook", "plan", "submit/series", "catalogue"])
def test_nothing_is_announced_that_no_script_will_bring(name: str, address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{name}.html")
    expect(page.locator(".cc-notice, .cc-search__noscript").filter(visible=True).first).to_be_visible()
    expect(page.get_by_text(re.compile("正在.*…")).filter(visible=True)).to_have_count(0)
    context.close()
