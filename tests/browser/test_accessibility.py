"""axe-core finds nothing on any kind of page, in light and dark, in normal and large letters, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from written import PROJECT

from browser.page_types import WAYS, Reading, each_page, opened, reading

AXE = (PROJECT / "tests/tools/node_modules/axe-core/axe.min.js").read_text("utf-8")
# Of the rules that axe leaves out unless asked for, those that WCAG 2.2 AA asks for.
RUN = """axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true },
  "label-content-name-mismatch": { enabled: true }, "css-orientation-lock": { enabled: true } } }).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`)))"""


def violations(page: Page) -> list[str]:
    """All rules of axe, those of good practice too; nothing is left out."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize(("way", "kinds"), WAYS)
def test_axe_finds_nothing(
    way: Reading, kinds: tuple[str, ...], page_addresses: dict[str, str], browser: Browser
) -> None:
    found = {kind: violations(page) for kind, page in each_page(browser, page_addresses, kinds, way)}
    assert {kind: told for kind, told in found.items() if told} == {}


def test_axe_speaks_where_something_is_wrong(address: str, browser: Browser) -> None:
    with reading(browser, f"{address}about.html", Reading("light", False, 390)) as page:
        page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"assets/favicon.svg\">'")
        assert any(told.startswith("image-alt ") for told in violations(page))


def test_what_the_public_page_says_is_checked_by_tests_that_there_are() -> None:
    text = (PROJECT / "site_pages" / "accessibility.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", text))
    files = sorted((PROJECT / "tests").rglob("test_*.py"))
    there = {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)}
    assert len(named) > 15
    assert named - there == set()


EDGES = """() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => parts(color).slice(0, 3).map((part) => {
    const share = part / 255; return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (part) => {
    for (let at = part.parentElement; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (parts(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const weak = [];
  document.querySelectorAll("input[type=search], input[type=number], select, .cc-large-switch").forEach((part) => {
    if (!part.getClientRects().length) return;
    const edge = ratio(getComputedStyle(part).borderTopColor, behind(part));
    if (edge < 3) weak.push(`edge of ${part.tagName}.${part.className} ${edge.toFixed(2)}`);
  });
  document.querySelectorAll(".cc-page a, .cc-page summary, .cc-page button, .cc-large-switch, .md-tabs__link, .md-copyright a").forEach((part) => {
    if (!part.getClientRects().length) return;
    part.classList.add("focus-visible");
    const ring = ratio(getComputedStyle(part).outlineColor, behind(part));
    if (ring < 3) weak.push(`ring of ${part.tagName}.${part.className} ${ring.toFixed(2)}`);
    part.classList.remove("focus-visible");
  });
  return weak;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_fields_and_rings_of_focus_stand_out(scheme: str, address: str, browser: Browser) -> None:
    with reading(browser, f"{address}about.html", Reading(scheme, False, 1280)) as page:
        for path in (
            "index.html",
            "catalogue.html?grade=3",
            "courses/yongjiang-science-society/campus-weather-station.html",
        ):
            assert opened(page, f"{address}{path}").evaluate(EDGES) == []
