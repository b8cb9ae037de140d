"""What a search costs on a slow phone, beside Pagefind and the theme's lunr with jieba: bytes, waiting, keystrokes, memory.

    python -m benchmarks.search_speed [--courses 1000 5000] [--engines ours pagefind lunr] [--words 7]

Chromium with the processor slowed down 4 times, and a server that answers as over a line of 4 Mbit/s and 100 ms, also to
workers, by gzip:

    first result  bytes and seconds from opening `?q=…` with an empty cache until a result is on the page, HTML included and
                  heads of answers not; for the others without any style or filter of a page around them
    keystroke     (ours) milliseconds of work for a query whose shards are loaded, from the call until the first six cards
                  stand and the browser can paint; and with the cards that follow that frame, until the page is finished
    facet         (ours) the same for a change of a filter
    heap          (ours) megabytes of JavaScript that are in use after all that

Times depend on the machine: on a busy one believe the ratios and the bytes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.search_corpus import Author, dictionary_words
from benchmarks.search_engines import NAMES, PROJECT, Line, serving, write_engine
from benchmarks.search_quality import PLANTED, chromium
from benchmarks.search_queries import corpus_of
from course_catalogue.vocabulary import load_vocabulary

SLOWER = 4
ROUNDS = 4
"""Of so many times that the same thing is done the shortest counts: the others were held up by other processes."""
LATENCY, SPEED = 0.1, 4e6 / 8  # seconds, bytes a second
RESULT = "(document.querySelector('#results p, .cc-results .cc-card') || {}).offsetParent"  # shown, not only there
# What a key costs: the page's own work, without the pause after typing and without the frame that follows. A finished
# search is waited for among the promises, before the browser can lay out; only what still loads needs turns of its own.
_TURN = """const channel = new MessageChannel();
  const turn = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
  const isBusy = () => document.querySelector(".cc-results").hasAttribute("aria-busy");
  const done = async () => {
    for (let i = 0; isBusy() && i < 200; i++) await null;
    while (isBusy()) await turn();
  };
"""
KEYSTROKE = f"""async (query) => {{
  {_TURN}
  const box = document.getElementById("cc-q");
  history.pushState = history.replaceState = () => {{}};
  await new Promise((resolve) => setTimeout(resolve, 40));
  while (document.querySelector(".cc-card__excerpt:empty")) await turn(); // excerpts of the last one are done
  const results = document.querySelector(".cc-results");
  const later = window.setTimeout;
  const paint = window.requestAnimationFrame;
  let frame; // what the page does when it has been painted
  window.requestAnimationFrame = (action) => {{ frame = action; }};
  let search; // what the page does when the pause after the key is over
  window.setTimeout = (action) => {{ search = action; }};
  box.value = query;
  box.dispatchEvent(new Event("input"));
  window.setTimeout = later;
  const before = results.firstChild;
  let start = performance.now();
  search();
  for (let i = 0; results.firstChild === before && i < 200; i++) await null;
  while (results.firstChild === before) await turn();
  const first = performance.now() - start;
  let whole = first;
  while (isBusy()) {{ // a search that finds little shows two pages of results, each of which waits for its frame
    if (!frame) {{ await turn(); continue; }}
    const painted = frame;
    let rest;
    frame = null;
    window.setTimeout = (action) => {{ rest = action; }};
    painted();
    window.setTimeout = later;
    start = performance.now();
    rest();
    for (let i = 0; isBusy() && !frame && i < 200; i++) await null;
    while (isBusy() && !frame) await turn();
    whole += performance.now() - start;
  }}
  window.requestAnimationFrame = paint;
  if (frame) paint(frame); // excerpts
  return [first, whole];
}}"""
FACET = f"""async (box) => {{
  {_TURN}
  const start = performance.now();
  box.click();
  await done();
  return performance.now() - start;
}}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--courses", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--engines", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--words", type=int, default=7)
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for count in arguments.courses:
            measure(browser, count, arguments.engines, arguments.words)
        browser.close()


def measure(browser: Browser, count: int, engines: list[str], words: int) -> None:
    author = Author(load_vocabulary(PROJECT), count, dictionary_words(PLANTED))
    corpus = corpus_of(author)
    queries = [*corpus.words[: words - 2], "水", "机器人"]
    print(f"{count} courses; targets: {60 if count <= 1000 else 100} KB and 1.2 s to the first result")
    first: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as place:
        for name in engines:
            folder = write_engine(name, Path(place) / name, corpus)
            line = Line(LATENCY, SPEED)
            with serving(folder, line) as address:
                visits = [first_result(browser, f"{address}?q={query}", line) for query in queries]
                kilobytes, seconds = zip(*visits, strict=True)
                first[name] = statistics.median(kilobytes), statistics.median(seconds)
                print(
                    f"  {name:9} first result: {first[name][0]:7.1f} KB (greatest {max(kilobytes):.1f}), {first[name][1]:.2f} s"
                )
            if name == "ours":
                with serving(folder) as address:
                    work(browser, address, [*corpus.words[:40], "水", "机器人", "观察", "温度计"])
    for name in first.keys() - {"ours"} if "ours" in first else ():
        print(
            f"  {name} ÷ ours: {first[name][0] / first['ours'][0]:.1f} times the bytes, {first[name][1] / first['ours'][1]:.1f} times the wait"
        )


def slow_page(browser: Browser) -> tuple[Page, CDPSession]:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page, tools


def first_result(browser: Browser, address: str, line: Line) -> tuple[float, float]:
    """Kilobytes over the line, and seconds, until a result is there; excerpts are asked for when it has been painted."""
    page, _ = slow_page(browser)
    line.sent.clear()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(RESULT, timeout=180_000, polling=10)
    seconds = time.perf_counter() - started
    received = sum(size for path, size in line.sent if not path.name.startswith("text-"))
    page.context.close()
    return received / 1000, seconds


def work(browser: Browser, address: str, queries: list[str]) -> None:
    """Keystrokes and filters with everything loaded, and the heap behind them."""
    page, tools = slow_page(browser)
    page.goto(address)
    page.wait_for_selector(".cc-search__live")
    for query in queries:
        page.evaluate(ASK, query)
    rounds = [[page.evaluate(KEYSTROKE, query) for query in queries] for _ in range(ROUNDS)]
    first, whole = ([min(of_one) for of_one in zip(*part, strict=True)] for part in _parts(rounds))
    page.evaluate(ASK, "")
    boxes = page.query_selector_all("input[name=grade], input[name=field], input[name=district]")
    clicks = [[box.evaluate(FACET) for box in boxes if box.is_enabled()] for _ in range(2 * ROUNDS)]  # on and off
    facets = [min(of_one) for of_one in zip(*clicks, strict=False)]
    tools.send("HeapProfiler.collectGarbage")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    print(
        f"  ours      keystroke: {spread(first)} (target 3, 16), whole page {spread(whole)}; facet: {spread(facets)} (target 16); heap {heap:.1f} MB (target 10)"
    )
    page.context.close()


def _parts(rounds: list[list[tuple[float, float]]]) -> list[list[list[float]]]:
    """The rounds of the first cards, and those of the whole page."""
    return [[[times[place] for times in one] for one in rounds] for place in (0, 1)]


ASK = "query => ask(query)"


def spread(times: list[float]) -> str:
    return f"median {statistics.median(times):.1f} ms, 95 % {statistics.quantiles(times, n=20)[-1]:.1f} ms"


if __name__ == "__main__":
    main()
