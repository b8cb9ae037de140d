"""Large letters (大字): the switch, what it keeps, and how large everything then is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import OpenPage
from browser.page_types import PAGE_TYPES, SAMPLE, Reading, each_page, opened, reading

LARGE = re.compile(r"\bcc-large\b")
SMALL_TEXT = """() => {
  const small = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest("svg, script, style, noscript")) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    if (size < 18 && range.getClientRects().length) small.set(parent.className || parent.tagName, size);
  }
  return Array.from(small, ([where, size]) => `${where} ${size}px`);
}"""
# A link in a sentence is as high as its line (WCAG 2.5.8 excepts it, too); a box that is ticked is as large as its label;
# the title of a card is as large as the card, which its ::after covers.
SMALL_TARGETS = """() => {
  const inSentence = (link) => getComputedStyle(link).display === "inline" && Array.from(link.parentElement.childNodes).some(
    (node) => node !== link && node.textContent.trim());
  const box = (target) => {
    const label = target.matches("input") && target.closest("label");
    const card = target.matches(".cc-card__title a, .cc-tile :is(h2, h3) a") && target.closest(".cc-card, .cc-tile");
    return (label || card || target).getBoundingClientRect();
  };
  const small = new Map();
  document.querySelectorAll("a[href], button, input, select, summary, label[for]").forEach((target) => {
    const own = target.getBoundingClientRect();
    const style = getComputedStyle(target);
    if (own.width < 2 || own.height < 2 || style.visibility === "hidden" || target.closest("[hidden], .md-skip") || inSentence(target)) return;
    if (target.matches("label") && target.control && target.control.getBoundingClientRect().width > 2) return;
    const { width, height } = box(target);
    if (Math.round(width) < 60 || Math.round(height) < 60) {
      small.set(`${target.tagName}.${target.className} in ${target.parentElement.className || target.parentElement.tagName}`, `${Math.round(width)}×${Math.round(height)}`);
    }
  });
  return Array.from(small, ([where, size]) => `${where}: ${size}`);
}"""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
KINDS = (
    pytest.param(tuple(sorted({kind for _, kinds in SAMPLE[:4] for kind in kinds})), id="sample"),
    pytest.param(tuple(PAGE_TYPES), id="all", marks=pytest.mark.prove),
)


def test_the_switch_is_found_by_its_name_pressed_by_keys_and_kept(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    switch = page.get_by_role("button", name="大字", exact=True)
    expect(switch).to_be_visible()
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("localStorage.getItem('cc-large')") == "1"
    page.goto(f"{address}courses/siming-nature-society/seed-diary.html")
    expect(page.locator("html")).to_have_class(LARGE)
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.goto(f"{address}browse.html")
    expect(page.locator("html")).not_to_have_class(LARGE)


def test_an_address_asks_for_large_letters_and_ends_them(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html?large=1")
    expect(page.locator("html")).to_have_class(LARGE)
    page.goto(f"{address}catalogue.html?q=天气&large=0")
    expect(page.locator("html")).not_to_have_class(LARGE)
    page.goto(f"{address}index.html?large=7")
    expect(page.locator("html")).not_to_have_class(LARGE)


@pytest.mark.parametrize("kept", ["", "0", "yes", "<b>", '{"large":1}'])
def test_what_is_kept_and_not_understood_is_passed_over(kept: str, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    page.evaluate("kept => localStorage.setItem('cc-large', kept)", kept)
    page.goto(f"{address}about.html")
    expect(page.locator("html")).not_to_have_class(LARGE)


def test_letters_are_large_before_anything_is_drawn(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html?large=1")
    page.add_init_script("""new MutationObserver((_, watcher) => {
      if (!document.body) return;
      window.isLargeFromTheStart = document.documentElement.classList.contains("cc-large");
      watcher.disconnect();
    }).observe(document, { childList: true, subtree: true });""")
    page.goto(f"{address}courses/siming-nature-society/seed-diary.html")
    assert page.evaluate("window.isLargeFromTheStart") is True


def test_without_storage_the_switch_holds_for_its_page(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html")
    page.add_init_script(
        "Object.defineProperty(Storage.prototype, 'setItem', { value() { throw new Error('full'); } });"
    )
    page.goto(f"{address}guide.html")
    page.get_by_role("button", name="大字", exact=True).click()
    expect(page.locator("html")).to_have_class(LARGE)


def told(page: Page, kind: str) -> list[str]:
    """What is too small or too wide."""
    lines = [*page.evaluate(SMALL_TEXT), *page.evaluate(SMALL_TARGETS)]
    if not page.evaluate(FITS):
        lines.append("wider than the screen")
    return [f"{kind}: {line}" for line in lines]


@pytest.mark.parametrize("width", [320, *(pytest.param(width, marks=pytest.mark.prove) for width in (390, 1280))])
@pytest.mark.parametrize("kinds", KINDS)
def test_text_is_large_targets_are_large_and_nothing_is_wider_than_the_screen(
    width: int, kinds: tuple[str, ...], page_addresses: dict[str, str], browser: Browser
) -> None:
    found = []
    for kind, page in each_page(browser, page_addresses, kinds, Reading("light", True, width)):
        found += told(page, kind)
    assert "\n".join(found) == ""


BROKEN = """selector => Array.from(document.querySelectorAll(selector)).flatMap((element) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { 0: piece, index } of node.textContent.matchAll(/\\d\\d:\\d\\d|周[一二三四五六日]/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + piece.length);
      const lines = new Set(Array.from(range.getClientRects(), (box) => Math.round(box.top)));
      if (lines.size > 1) broken.push(piece);
    }
  }
  return broken;
})"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(("kind", "selector"), [("base", ".cc-week td"), ("our school", "[data-choices=day] label")])
def test_neither_an_hour_nor_a_weekday_is_broken(
    width: int, kind: str, selector: str, page_addresses: dict[str, str], browser: Browser
) -> None:
    with reading(browser, page_addresses["about"], Reading("light", True, width)) as page:
        opened(page, page_addresses[kind])
        expect(page.locator(selector).first).to_be_visible()
        assert page.evaluate(BROKEN, selector) == []
        assert page.evaluate(FITS)


def test_the_value_that_is_shown_stands_in_the_row_of_the_others(
    page_addresses: dict[str, str], browser: Browser
) -> None:
    with reading(browser, page_addresses["about"], Reading("light", True, 1280)) as page:
        opened(page, page_addresses["landing"])
        tops = (
            page.locator(".cc-links--inline")
            .first.locator("a, [aria-current]")
            .evaluate_all(
                "parts => parts.slice(0, 5).map((part) => { const box = part.getBoundingClientRect(); return [Math.round(box.top), Math.round(box.height)]; })"
            )
        )
        assert len({tuple(top) for top in tops}) == 1
