"""One address of every kind of page of the site that the tests build, and a page in each of the ways people read it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

CHOSEN = "courses/yongjiang-science-society/campus-weather-station,courses/siming-nature-society/seed-diary"
PAGE_TYPES = {
    "home": "index.html",
    "catalogue with results": "catalogue.html?q=天气",
    "catalogue without results": "catalogue.html?q=没有这样的课程",
    "browse": "browse.html",
    "landing": "browse/grade/4.html",
    "series list": "series.html",
    "bases": "bases.html",
    "base": "bases/xiangshan-ocean-hall.html",
    "base being prepared": "bases/yuyao-water-farm.html",
    "providers": "providers.html",
    "provider": "courses/siming-nature-society.html",
    "series course": "courses/yongjiang-science-society/campus-weather-station.html",
    "premium": "bases/xiangshan-ocean-hall/premium/one-day-intertidal.html",
    "extension": "bases/xiangshan-ocean-hall/extension/rov-pilot.html",
    "expired": "bases/xiangshan-ocean-hall/extension/tide-talk.html",
    "withdrawn": "courses/yaojiang-optics-society/twelve-questions-of-light.html",
    "our school": "school.html?grade=4&day=4&size=28",
    "catalogue for our school": "catalogue.html?grade=4&day=4&size=28",
    "compare": f"compare.html?c={CHOSEN}",
    "shortlist": f"shortlist.html?c={CHOSEN}",
    "choice handbook": f"handbook.html?c={CHOSEN}",
    "plan": f"plan.html?c={CHOSEN}",
    "curriculum map": "map.html",
    "cell of the map": "browse/map/sci22-c10-s4.html",
    "districts": "districts.html",
    "news": "news.html",
    "data": "data.html",
    "help index": "help/index.html",
    "help page": "help/bad-id.html",
    "guide": "guide.html",
    "submit": "submit.html",
    "start of a submission": "submit/index.html",
    "form of a series": "submit/series.html",
    "form of a base": "submit/base.html",
    "about": "about.html",
    "accessibility": "accessibility.html",
    "not found": "404.html",
}
WITHDRAWN = "courses/yaojiang-optics-society/twelve-questions-of-light/course.yml"
"""The course that the tests withdraw, because no sample is."""


@dataclass(frozen=True)
class Reading:
    """How somebody reads: colours, letters, width of the screen in CSS pixels."""

    scheme: str
    is_large: bool
    width: int

    def __str__(self) -> str:
        return f"{self.scheme}-{'large' if self.is_large else 'normal'}-{self.width}"


READINGS = tuple(
    Reading(scheme, is_large, width)
    for width in (390, 1280)
    for scheme, is_large in (("light", False), ("dark", False), ("light", True), ("dark", True))
)


SAMPLE = tuple((way, tuple(sorted(random.Random(str(way)).sample(sorted(PAGE_TYPES), 3)))) for way in READINGS)  # noqa: S311
"""What ordinary test runs look at, the same in each: some kinds of page in every way of reading."""
WAYS = (
    *(pytest.param(way, kinds, id=f"{way}-sample") for way, kinds in SAMPLE),
    *(pytest.param(way, tuple(PAGE_TYPES), id=f"{way}-all", marks=pytest.mark.prove) for way in READINGS),
)


@contextmanager
def reading(browser: Browser, start: str, way: Reading) -> Iterator[Page]:
    """A page in one way of reading, with `start` (an address of the site) open; without motion, so that colours are
    final; the site's policy is passed by for what tests put in."""
    scheme: Literal["dark", "light"] = "dark" if way.scheme == "dark" else "light"
    context = browser.new_context(
        viewport={"width": way.width, "height": 844}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{start}?large={int(way.is_large)}")
    yield page
    context.close()


def opened(page: Page, address: str) -> Page:
    """The page with all that can be unfolded, unfolded, with its results, and with what the theme's script does."""
    page.goto(address)
    page.locator("script[data-theme-script]").wait_for(state="detached")
    if "catalogue.html" in address:
        page.locator(".cc-search__live").wait_for()
        page.locator(".cc-results[aria-busy]").wait_for(state="detached")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)))")
    return page


def each_page(
    browser: Browser, addresses: dict[str, str], kinds: Iterable[str], way: Reading
) -> Iterator[tuple[str, Page]]:
    """(kind, its page, opened) in one way of reading. Two hosts, each with its own storage: withdrawn pages lie on another."""
    for start in ("about", "withdrawn"):
        with reading(browser, addresses[start], way) as page:
            for kind in kinds:
                if (kind == "withdrawn") == (start == "withdrawn"):
                    yield kind, opened(page, addresses[kind])


def path_of(kind: str) -> str:
    """Where the page lies in the site's folder."""
    return PAGE_TYPES[kind].split("?")[0]
