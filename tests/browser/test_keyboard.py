"""The keyboard alone: every step can be done, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import OpenPage
from browser.page_types import PAGE_TYPES, SAMPLE, Reading, opened, reading

MOST_STOPS = 400
WHERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  // A switch of the theme is a radio button without a size; the label behind it shows the focus.
  const shown = at.matches(".md-option") ? at.nextElementSibling : at;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const isSeen = box.width > 1 && box.height > 1 && style.visibility !== "hidden" && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  const hasRing = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { name: `${at.tagName}.${at.className} ${(at.textContent || at.id).trim().slice(0, 20)}`, isSeen, hasRing };
}"""


def step(page: Page) -> str | None:
    """Press Tab; the name of where one is then, None behind the last stop. One must see it."""
    page.keyboard.press("Tab")
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)))")
    at = page.evaluate(WHERE)
    if at is None:
        return None
    assert at["isSeen"], f"focus is where nobody sees it: {at['name']}"
    assert at["hasRing"], f"nothing shows the focus: {at['name']}"
    return str(at["name"])


def go_to(page: Page, target: Locator) -> None:
    for _ in range(MOST_STOPS):
        step(page)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.prove)])
def test_a_course_is_searched_filtered_opened_and_taken_along_by_keys_alone(
    width: int, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html", width=width, reduced_motion="reduce")
    go_to(page, page.get_by_label("搜课程"))
    page.keyboard.type("种子")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"catalogue\.html\?q="))
    expect(page.locator(".cc-search__live")).to_be_visible()
    if width == 390:
        go_to(page, page.locator(".cc-filters > summary"))
        page.keyboard.press("Enter")
    grade = page.locator("input[name=grade][value='1']")
    facet = page.locator(".cc-facet", has=grade).locator("summary")
    go_to(page, facet)
    if not grade.is_visible():
        page.keyboard.press("Enter")
    go_to(page, grade)
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("grade=1"))
    go_to(page, page.locator(".cc-results .cc-card__title a").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("种子日记")
    go_to(page, page.locator("#session-1 > summary"))
    page.keyboard.press("Enter")
    expect(page.locator("#session-1").get_by_text("教学过程")).to_be_visible()
    page.reload()
    go_to(page, page.get_by_role("link", name="下载整套教案和学习单"))
    with page.expect_download():
        page.keyboard.press("Enter")


def test_the_first_stop_leads_past_the_header(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}courses/siming-nature-society/seed-diary.html", reduced_motion="reduce")
    name = step(page)
    assert name is not None
    assert "跳到正文" in name
    page.keyboard.press("Enter")
    step(page)
    assert page.evaluate("document.querySelector('#cc-content').contains(document.activeElement)")


def test_the_menu_of_a_phone_opens_closes_and_gives_the_focus_back(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", reduced_motion="reduce")
    menu = page.get_by_role("button", name="菜单")
    go_to(page, menu)
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    go_to(page, page.locator(".md-sidebar--primary .md-nav__link", has_text="科普基地"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"bases\.html"))


def test_a_filter_that_would_find_nothing_is_not_taken_from_under_the_focus(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}catalogue.html?q=没有这样的课程&grade=4", reduced_motion="reduce")
    page.locator(".cc-search__live").wait_for()
    page.locator(".cc-filters > summary").press("Enter")
    grade = page.locator("input[name=grade][value='4']")
    grade.press("Space")
    expect(page).not_to_have_url(re.compile("grade="))
    expect(grade).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("grade=4"))


def test_a_closed_menu_holds_no_focus(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html", reduced_motion="reduce")
    while step(page):
        assert not page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")


COVERED = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const inside = (x, y) => { const top = document.elementFromPoint(x, y); return top && (at.contains(top) || top.contains(at)); };
  const [x, last] = [box.left + box.width / 2, Math.min(box.bottom, innerHeight) - 2];
  return inside(x, Math.max(box.top, 0) + 2) || inside(x, last) ? null : `${at.tagName}.${at.className} ${at.textContent.trim().slice(0, 20)}`;
}"""


def test_going_back_the_header_covers_no_stop(address: str, browser: Browser) -> None:
    with reading(browser, f"{address}about.html", Reading("light", False, 390)) as page:
        opened(page, f"{address}courses/siming-nature-society/seed-diary.html")
        last = page.locator(".cc-page a, .cc-page summary").filter(visible=True).last
        last.focus()
        for _ in range(60):
            page.keyboard.press("Shift+Tab")
            page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)))")
            assert page.evaluate(COVERED) is None


def test_dark_is_chosen_by_keys(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", color_scheme="light", reduced_motion="reduce")
    go_to(page, page.locator("#__palette_0"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_wide_table_is_reached_and_named(address: str, browser: Browser) -> None:
    course = f"{address}courses/yongjiang-science-society/campus-weather-station.html"
    with reading(browser, f"{address}about.html", Reading("light", False, 320)) as page:
        opened(page, course)
        wide = page.locator(".cc-table-wrap[tabindex='0']")
        assert wide.count() > 0
        assert set(
            wide.evaluate_all("wraps => wraps.map((wrap) => `${wrap.getAttribute('role')} ${wrap.ariaLabel}`)")
        ) == {"group 表格，可以左右滚动"}


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.prove)])
@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(SAMPLE[0][1], id="sample"),
        pytest.param(tuple(PAGE_TYPES), id="all", marks=pytest.mark.prove),
    ],
)
def test_one_sees_every_stop_of_every_kind_of_page(
    width: int, kinds: tuple[str, ...], page_addresses: dict[str, str], browser: Browser
) -> None:
    with reading(browser, page_addresses["about"], Reading("light", False, width)) as page:
        for kind in kinds:
            page.goto(page_addresses[kind])
            page.locator("script[data-theme-script]").wait_for(state="detached")
            if kind.startswith("catalogue"):
                page.locator(".cc-search__live").wait_for()
            stops = 0
            while step(page):
                stops += 1
                assert stops < 3 * MOST_STOPS, f"{kind}: Tab goes round in a circle"
            assert stops > 3, kind
