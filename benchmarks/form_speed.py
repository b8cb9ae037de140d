"""How soon the submission form can be used, and what a key costs: `python -m benchmarks.form_speed [SITE]` (default: site/).

Chromium with Chinese letters, its CPU four times slower, 4 Mbit/s, 100 ms, gzip (as `benchmarks.page_weight`), at 390 px:

    scripts     gzipped bytes of a first visit to submit/series.html: what draws and judges (target ≤ 40 KB), what comes when
                something is written, and apart from them data (the schema's model, vocabulary and words in context.js) and
                the frame around every page
    usable      seconds until a character that is typed into the first field stands there (target ≤ 2 s), until all that
                the form judges with is loaded and has judged once, and to the largest paint; medians of five visits
    keystroke   with a draft of 16 full sessions, in fields of the last one (target ≤ 16 ms): see `benchmarks.keystrokes`;
                beside it a bare field on the same page, which no script listens to: what the browser itself takes
    judge       what follows when the hands rest for 700 ms: its work, and the longest time for which it lets a key wait

Seconds hold for an idle machine only; bytes hold for any.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.browsers import browser_with_our_fonts
from benchmarks.keystrokes import TARGET, typed, until
from benchmarks.page_weight import KB, LARGEST_PAINT, serving, slow_page
from benchmarks.processes import PROJECT

PAGE = "submit/series.html"
SAMPLE = "courses/yongjiang-science-society/bridge-engineering/course.yml"
"""The largest sample; it has as many sessions as a series may have."""
SESSIONS = 16
SCRIPTS, USABLE = 40, 2.0  # KB, seconds
RUNS = 5
JUDGEMENTS = 10
DATA = ("model-", "context")  # files in form/ that hold what is judged by, not how
FIRST_FIELD = "#cc-form .cc-form__main input, #cc-form .cc-form__main textarea"
TEXT = "#f-sessions-15-steps-0-teacher_activity"
MINUTES = "#f-sessions-15-steps-0-minutes"
_BARE = """document.body.prepend(Object.assign(document.createElement("form"), { className: "bare" }));
document.querySelector(".bare").append(document.createElement("input"))"""
# Notes when the first field shows what is typed, and when the form is ready, by the page's own clock.
_NOTE = """window.noted = {};
const note = (name) => { if (!(name in noted)) noted[name] = performance.now() / 1000; };
document.addEventListener("input", () => requestAnimationFrame(() => setTimeout(() => note("usable"), 0)));
const watch = setInterval(() => { if (window.courseForm && courseForm.isReady) { note("ready"); clearInterval(watch); } }, 10);
"""
_RESOURCES = """performance.getEntriesByType("resource").filter((one) => one.initiatorType === "script" || one.name.endsWith(".js"))
  .map((one) => [one.name, one.encodedBodySize])"""
_JUDGE = """() => { const start = performance.now(); courseForm.judge(); const judged = performance.now();
  document.body.getBoundingClientRect(); return [judged - start, performance.now() - judged]; }"""
_LONGEST = """() => { window.longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((task) => { longest = Math.max(longest, task.duration); })).observe({ type: "longtask" }); }"""


class Visit(NamedTuple):
    usable: float
    ready: float
    paint: float


def full_series() -> dict[str, Any]:
    """The sample's data with as many sessions as a series may have."""
    data: dict[str, Any] = yaml.safe_load((PROJECT / SAMPLE).read_text("utf-8"))
    sessions = data["sessions"]
    data["sessions"] = [*sessions, *sessions][:SESSIONS]
    return data


def kept_draft(data: dict[str, Any]) -> str:
    """A script that puts a draft called `bench` where the form keeps its own."""
    head = {"format": "course-catalogue-draft", "version": 1, "id": "bench", "kind": "series", "created": ""}
    draft = {**head, "saved": "2026-10-01T08:00:00Z", "owner": "", "place": "", "data": data}
    text = json.dumps(json.dumps(draft, ensure_ascii=False), ensure_ascii=False)
    return f"if (!localStorage['cc-draft:bench']) localStorage['cc-draft:bench'] = {text};"


def first_visit(browser: Browser, address: str) -> Visit:
    with slow_page(browser, _NOTE) as (page, _):
        page.goto(address, wait_until="commit")
        page.wait_for_selector(FIRST_FIELD, timeout=60_000)
        page.focus(FIRST_FIELD)
        page.keyboard.insert_text("气")
        until(page, "noted.usable && noted.ready")
        assert page.input_value(FIRST_FIELD) == "气"
        assert page.evaluate("courseForm.state.data.title") == "气"
        noted = page.evaluate("noted")
        return Visit(noted["usable"], noted["ready"], page.evaluate(LARGEST_PAINT))


def script_sizes(browser: Browser, address: str) -> dict[str, float]:
    """KB of scripts that come before something is written, of the form, of data and of the frame, and later of the form."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    until(page, "courseForm.isReady")
    sizes = _sizes_by_kind(page)
    page.focus(FIRST_FIELD)
    page.keyboard.insert_text("气")
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    sizes["later"] = _sizes_by_kind(page)["form"] - sizes["form"]
    context.close()
    return sizes


def _sizes_by_kind(page: Page) -> dict[str, float]:
    sizes: dict[str, float] = {"form": 0, "data": 0, "frame": 0}
    for name, size in page.evaluate(_RESOURCES):
        folder, _, file = name.rpartition("/")
        kind = "frame" if not folder.endswith("/form") else "data" if file.startswith(DATA) else "form"
        sizes[kind] += size / KB
    return sizes


def measure_visits(browser: Browser, address: str) -> None:
    visits = [first_visit(browser, address) for _ in range(RUNS)]
    usable, ready, paint = (statistics.median(values) for values in zip(*visits, strict=True))
    sizes = script_sizes(browser, address)
    print(
        f"scripts          {sizes['form']:6.1f} KB that draw and judge (target ≤ {SCRIPTS} KB), {sizes['later']:.1f} KB when something is written"
    )
    print(f"                 {sizes['data']:6.1f} KB of data, {sizes['frame']:.1f} KB of the frame around every page")
    print(
        f"usable           {usable:6.2f} s (target ≤ {USABLE} s), ready to judge {ready:.2f} s, largest paint {paint:.2f} s"
    )


def measure_keys(browser: Browser, address: str) -> None:
    with slow_page(browser, kept_draft(full_series())) as (page, tools):
        page.goto(f"{address}?draft=bench")
        until(page, "window.courseForm && courseForm.isReady")
        page.evaluate("courseForm.reveal(['sessions', 15, 'steps', 0, 'teacher_activity'])")
        page.wait_for_timeout(500)
        _print_keys(page, tools, "last session open")
        _print_judge(page)
        page.evaluate(_BARE)
        print(f"  {'bare field':<15}{typed(page, tools, '.bare input', '气')}")
        page.evaluate(
            "for (let at = 0; at < 16; at += 1) courseForm.reveal(['sessions', at, 'steps', 0, 'teacher_activity'])"
        )
        page.wait_for_timeout(1000)
        _print_keys(page, tools, "all sessions open")


def _print_keys(page: Page, tools: CDPSession, state: str) -> None:
    elements = page.evaluate("document.querySelectorAll('#cc-form *').length")
    print(f"{state}, {elements} elements")
    for name, selector, character in (("text", TEXT, "气"), ("minutes", MINUTES, "1")):
        print(f"  {name:<15}{typed(page, tools, selector, character)} (target ≤ {TARGET} ms)")


def _print_judge(page: Page) -> None:
    """Work is measured by asking for it, waiting by typing and then resting."""
    page.wait_for_timeout(2000)
    judged, laid_out = (
        statistics.median(times) for times in zip(*(page.evaluate(_JUDGE) for _ in range(JUDGEMENTS)), strict=True)
    )
    page.evaluate(_LONGEST)
    page.focus(TEXT)
    for _ in range(3):
        page.keyboard.insert_text("象")
        page.wait_for_timeout(3000)
    longest = page.evaluate("longest")
    print(
        f"  judge          {judged:6.1f} ms, layout after it {laid_out:.1f} ms; a key waits for {longest:.0f} ms at most"
    )


def main(site: Path) -> None:
    with sync_playwright() as playwright, serving(site) as base, tempfile.TemporaryDirectory() as place:
        browser = browser_with_our_fonts(playwright, Path(place))
        measure_visits(browser, f"{base}{PAGE}")
        measure_keys(browser, f"{base}{PAGE}")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "site")
