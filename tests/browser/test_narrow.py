"""Narrow and enlarged screens, wide spacing, and readers who want no motion (WCAG 1.4.4, 1.4.10, 1.4.12, 2.3.3)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import OpenPage
from browser.page_types import PAGE_TYPES, SAMPLE, Reading, each_page

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
# What scrolls sideways by itself; at 320 px only tables, lists of lines of a file, and the links within a page may.
SCROLLERS = """() => Array.from(document.querySelectorAll("body *")).filter((part) => part.scrollWidth > part.clientWidth + 1
  && ["auto", "scroll"].includes(getComputedStyle(part).overflowX) && part.getClientRects().length
  && !part.matches(".cc-table-wrap, pre, pre *, .cc-jump, textarea, .md-tabs, .md-tabs__list")
).map((part) => `${part.tagName}.${part.className}`)"""
# What is cut off at the side, although it should break.
CUT = """() => Array.from(document.querySelectorAll(".cc-page *, .md-banner *")).filter((part) => {
  const box = part.getBoundingClientRect();
  return box.width > 1 && box.right > innerWidth + 1 && part.textContent.trim()
    && !part.closest(".cc-table-wrap, pre, .cc-jump, svg, [hidden]");
}).map((part) => `${part.tagName}.${part.className}`)"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
KINDS = (
    pytest.param(tuple(sorted({kind for _, kinds in SAMPLE for kind in kinds} | {"series course"})), id="sample"),
    pytest.param(tuple(PAGE_TYPES), id="all", marks=pytest.mark.prove),
)


def faults(page: Page, kind: str) -> list[str]:
    lines = [] if page.evaluate(FITS) else ["wider than the screen"]
    lines += [f"scrolls sideways: {part}" for part in page.evaluate(SCROLLERS)]
    lines += [f"cut off: {part}" for part in page.evaluate(CUT)]
    return [f"{kind}: {line}" for line in lines]


@pytest.mark.parametrize("kinds", KINDS)
def test_at_320_pixels_nothing_but_tables_scrolls_sideways_also_with_wide_spacing(
    kinds: tuple[str, ...], page_addresses: dict[str, str], browser: Browser
) -> None:
    """1,280 pixels enlarged to 400 % are 320 CSS pixels."""
    found = []
    for kind, page in each_page(browser, page_addresses, kinds, Reading("light", False, 320)):
        found += faults(page, kind)
        page.add_style_tag(content=SPACING)
        found += faults(page, f"{kind}, spaced")
    assert "\n".join(found) == ""


@pytest.mark.parametrize(("width", "letters"), [(1280, "250%"), (390, "200%")])
@pytest.mark.parametrize("kinds", KINDS)
def test_enlarged_letters_alone_fit_the_screen(
    width: int, letters: str, kinds: tuple[str, ...], page_addresses: dict[str, str], browser: Browser
) -> None:
    """As Firefox and the settings of a system can: what the theme makes 125 % is twice as large, or nearly."""
    found = []
    for kind, page in each_page(browser, page_addresses, kinds, Reading("light", False, width)):
        page.add_style_tag(content=f"html {{ font-size: {letters} !important; }}")
        found += faults(page, kind)
    assert "\n".join(found) == ""


def test_at_400_per_cent_a_wide_screen_gives_the_narrow_page(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", width=320, device_scale_factor=4)
    expect(page.get_by_role("button", name="菜单")).to_be_visible()
    expect(page.get_by_role("button", name="大字", exact=True)).to_be_visible()
    assert page.evaluate(FITS)


def test_who_wants_no_motion_gets_none(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", reduced_motion="reduce")
    moving = page.evaluate("""Array.from(document.querySelectorAll("*")).flatMap((part) => [null, "::before", "::after"].map(
      (pseudo) => getComputedStyle(part, pseudo))).filter((style) => parseFloat(style.transitionDuration) > 0
        || style.animationName !== "none").length""")
    assert moving == 0


def test_a_page_can_be_turned(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}courses/siming-nature-society/seed-diary.html", width=844)
    page.set_viewport_size({"width": 844, "height": 390})
    assert page.evaluate(FITS)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
