"""What a page shows first, and the theme's script, which comes when the page stands and then does all that it does."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import OpenPage

THEME = "**/assets/javascripts/bundle.*"
PLACE = "script[data-theme-script]"


def test_colours_are_switched_and_kept_by_the_themes_script(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html", color_scheme="light")
    page.get_by_title("切换到深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_started_late_the_theme_does_all_that_it_does(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}submit.html", width=1280)
    header, contents = page.locator(".md-header"), page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap")
    expect(contents).to_have_attribute("style", re.compile("height: [1-9]"))  # it fits the screen, and scrolls
    page.mouse.wheel(0, 1500)
    expect(header).to_have_class(re.compile("md-header--shadow"))
    page.mouse.wheel(0, -300)
    page.get_by_role("button", name="回到页面顶部").click()
    page.wait_for_function("scrollY === 0")


def test_large_letters_are_switched_once_by_one_press(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html")
    expect(page.locator(PLACE)).not_to_be_attached()
    button = page.get_by_role("button", name="大字", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_page_without_the_themes_script_still_searches(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html", tolerate="net::ERR_FAILED")
    page.route(THEME, lambda route: route.abort())
    page.goto(f"{address}catalogue.html?q=天气")
    expect(page.locator(".cc-results .cc-card").first).to_be_visible()
    expect(page.locator(PLACE)).to_be_attached()


def test_the_themes_script_waits_for_what_is_busy(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "javascripts/bundle." in request.url else None)
    page.add_init_script("""document.addEventListener("DOMContentLoaded", () => {
      document.querySelector("h1").setAttribute("aria-busy", "true");
    })""")
    page.reload(wait_until="load")
    page.wait_for_timeout(500)
    assert asked == []
    page.evaluate("document.querySelector('h1').removeAttribute('aria-busy')")
    expect(page.locator(PLACE)).not_to_be_attached()
    assert len(asked) == 1


def test_what_stands_without_a_query_is_not_drawn_before_the_results_and_comes_back_where_there_are_none(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}about.html")
    page.add_init_script("""const usual = setTimeout;
      window.setTimeout = (act, pause, ...rest) => usual(act, pause === 8000 ? 1500 : pause, ...rest);""")
    page.route(
        re.compile("/assets/search.js|/search/head.js"),
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    static = page.locator(".cc-search__static")
    page.goto(f"{address}catalogue.html?q=天气")
    expect(static).to_be_hidden()
    expect(static).to_be_visible()  # in time
    page.goto(f"{address}catalogue.html?large=0")
    expect(static).to_be_visible()
