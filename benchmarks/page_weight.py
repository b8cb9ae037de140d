"""What a page weighs and how soon it is seen: `python -m benchmarks.page_weight [SITE]` (default: site/).

Prints the gzipped HTML of the heaviest course pages (target ≤ 60 KB each), all bytes of a first visit by kind of page
(≤ 250 KB), and the largest contentful paint in Chromium with Chinese letters, its CPU four times slower, 4 Mbit/s and 100 ms
(≤ 1.5 s; the median of three); last, how soon an address with a query shows its first result (≤ 1.2 s; the median of
seven). Seconds hold for an idle machine only; bytes hold for any.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.browsers import browser_with_our_fonts
from benchmarks.keystrokes import until
from benchmarks.processes import PROJECT
from benchmarks.web_server import answering

KB = 1024
COURSE_HTML, FIRST_VISIT, PAINT, FIRST_RESULT = 60, 250, 1.5, 1.2  # KB, KB, seconds, seconds
RUNS = 3
RUNS_OF_A_SEARCH = 7
SEARCH = "catalogue.html?q=天气"
PAGES = {
    "home": "index.html",
    "catalogue": "catalogue.html",
    "a search": SEARCH,
    "landing": "browse/grade/4.html",
    "series course": "courses/yongjiang-science-society/campus-weather-station.html",
    "premium course": "bases/xiangshan-ocean-hall/premium/one-day-intertidal.html",
    "extension course": "bases/xiangshan-ocean-hall/extension/rov-pilot.html",
    "base": "bases/xiangshan-ocean-hall.html",
}
PACKED = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 4e6 / 8, "uploadThroughput": 4e6 / 8}
LARGEST_PAINT = """new Promise((seen) => new PerformanceObserver((list) => {
  const paints = list.getEntries(); seen(paints[paints.length - 1].startTime / 1000);
}).observe({ type: "largest-contentful-paint", buffered: true }))"""


NOTE_FIRST_RESULT = """const waiting = setInterval(() => {
  const card = document.querySelector(".cc-results .cc-card");
  if (!card || !card.offsetParent) return; // in a part of the page that is not shown yet
  window.firstResult = performance.now() / 1000;
  clearInterval(waiting);
}, 5)"""


class _Gzipping(http.server.SimpleHTTPRequestHandler):
    """Serves files as most hosts do: text compressed, connections kept open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        is_packed = path.suffix in PACKED
        content = gzip.compress(path.read_bytes(), 6, mtime=0) if is_packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: only figures are printed."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    with answering(functools.partial(_Gzipping, directory=str(folder))) as address:
        yield address


def packed_size(file: Path) -> float:
    """KB of a file as it comes over the wire."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0)) / KB


def course_pages(site: Path) -> list[tuple[float, str]]:
    """KB of gzipped HTML and address of every course page, the heaviest first."""
    files = [*site.glob("courses/*/*.html"), *site.glob("bases/*/*/*.html")]
    sizes = [(packed_size(file), file) for file in files]
    return sorted(((size, file.relative_to(site).as_posix()) for size, file in sizes), reverse=True)


@contextmanager
def slow_page(browser: Browser, script: str = "", *, width: int = 390) -> Iterator[tuple[Page, CDPSession]]:
    """A page of its own, without cache, on the slow profile; `script` runs before its own scripts."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(script)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    yield page, tools
    context.close()


def first_visit(browser: Browser, address: str) -> tuple[float, float]:
    """KB that come over the wire, the theme's late script and the pictures of its styles included, and seconds to the largest paint."""
    with slow_page(browser) as (page, tools):
        received: list[float] = []
        tools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        page.locator("script[data-theme-script]").wait_for(state="detached")
        page.wait_for_timeout(1000)
        return sum(received) / KB, float(page.evaluate(LARGEST_PAINT))


def first_result(browser: Browser, address: str) -> float:
    """Seconds until an address with a query shows its first card: it stands in the page, and so does what holds it."""
    with slow_page(browser, NOTE_FIRST_RESULT) as (page, _):
        page.goto(address, wait_until="commit")
        until(page, "window.firstResult")
        return float(page.evaluate("window.firstResult"))


def main(site: Path) -> None:
    pages = course_pages(site)
    for size, path in pages[:5]:
        print(f"{size:6.1f} KB  {path}")
    print(f"{len(pages)} course pages, the heaviest {pages[0][0]:.1f} KB of gzipped HTML  (target ≤ {COURSE_HTML} KB)")
    with sync_playwright() as playwright, serving(site) as base, tempfile.TemporaryDirectory() as place:
        browser = browser_with_our_fonts(playwright, Path(place))
        for kind, path in PAGES.items():
            visits = [first_visit(browser, f"{base}{path}") for _ in range(RUNS)]
            seconds = statistics.median(seconds for _, seconds in visits)
            print(
                f"{kind:<17}{visits[0][0]:6.1f} KB in all (target ≤ {FIRST_VISIT} KB), "
                f"largest paint {seconds:.2f} s (target ≤ {PAINT} s)"
            )
        waits = sorted(first_result(browser, f"{base}{SEARCH}") for _ in range(RUNS_OF_A_SEARCH))
        print(
            f"first result of a search, theme and all: {statistics.median(waits):.2f} s, "
            f"{waits[0]:.2f} to {waits[-1]:.2f}  (target ≤ {FIRST_RESULT} s)"
        )
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "site")
