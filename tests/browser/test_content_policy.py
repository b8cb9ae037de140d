"""Every kind of page under its Content-Security-Policy, from a server and from a disk: all works, nothing else runs."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from sites import project_copy
from written import PROJECT

from browser.conftest import serving
from course_catalogue.cli import main

RECORDER = "document.addEventListener('securitypolicyviolation', (event) => console.error('CSP ' + event.violatedDirective + ' ' + event.blockedURI));"
PROVIDER = "courses/siming-nature-society"
LEFT = "net::ERR_ABORTED"  # a request that was under way when the page was left
FORMER = "courses/siming-society"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own catalogue as a city would publish it, with a page at an address of the past."""
    root = project_copy(tmp_path_factory.mktemp("policy"), PROJECT)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace('site_url: ""', "site_url: https://kexue.example.org/kc/")
    settings.write_text(text.replace('publisher: {name: ""', 'publisher: {name: "示例科协"'), "utf-8")
    provider = root / PROVIDER / "provider.yml"
    provider.write_text(provider.read_text("utf-8") + "\nformer_ids: [siming-society]\n", "utf-8")
    folder = root / "www" / "kc"  # the page for what is not found has links from the root
    folder.parent.mkdir()
    assert main(["build", "--root", str(root), "--no-packs", "--today", "2026-11-01", "--site-dir", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """Every page at the root, and the first of every folder below it."""
    chosen = sorted(path.name for path in site.glob("*.html"))
    for folder in sorted({path.parent for path in site.rglob("*.html")} - {site}):
        first = min(folder.glob("*.html")).relative_to(site).as_posix()
        if not first.startswith(FORMER):
            chosen.append(first)
    return chosen


def is_error(message: ConsoleMessage) -> bool:
    """An icon at the server's root is asked for on a page that only leads on, and need not be there."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


Watch = Callable[[], tuple[Page, list[str]]]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """A page that tells of its violations, errors and requests that fail."""
    contexts = []

    def open_one() -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        contexts.append(context)
        context.add_init_script(RECORDER)
        page, told = context.new_page(), list[str]()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: told.append(message.text) if is_error(message) else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("requestfailed", lambda request: told.append(request.url) if request.failure != LEFT else None)
        return page, told

    yield open_one
    for context in contexts:
        context.close()


def visit(page: Page, base: str, paths: list[str]) -> None:
    """Opens every page, and does what its scripts are for."""
    for path in paths:
        page.goto(f"{base}{path}")
        assert page.locator("h1").count() == 1, path
    page.goto(f"{base}{FORMER}.html")
    page.wait_for_url(re.compile(f"{PROVIDER}.html$"))
    page.goto(f"{base}catalogue.html?q=种子")
    expect(page.locator(".cc-card").filter(has_text="种子日记", visible=True)).to_have_count(1)
    expect(page.locator(".cc-card__excerpt mark").first).to_be_visible()
    page.goto(f"{base}{PROVIDER}/seed-diary.html")
    page.locator("#materials ~ details summary").first.click()
    page.get_by_label("一个班的人数").fill("28")
    expect(page.locator("[data-groups]")).to_have_text("7")
    page.locator('label[title="切换到深色"]').click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="菜单").click()
    expect(page.locator("nav.md-nav--primary")).to_be_visible()


def test_over_the_network_no_kind_of_page_violates_its_policy(site: Path, pages: list[str], watch: Watch) -> None:
    page, told = watch()
    with serving(site.parent) as address:
        visit(page, f"{address}kc/", pages)
    assert told == []


@pytest.mark.prove
def test_from_a_disk_no_kind_of_page_violates_its_policy(site: Path, pages: list[str], watch: Watch) -> None:
    page, told = watch()
    visit(page, f"{site.as_uri()}/", [path for path in pages if path != "404.html"])  # which only a server shows
    assert told == []


PLANTED = """<script>document.title = "ran"</script><p style="color: red" onmouseover="document.title='ran'">x</p>
<img src="https://elsewhere.example/x.png"><img src="x" onerror="document.title='ran'"><base href="https://elsewhere.example/">
<script src="https://elsewhere.example/x.js"></script><iframe src="about.html"></iframe><style>body { color: red }</style>
<form id="planted" action="https://elsewhere.example/"></form><object data="about.html"></object>"""


EVERY_WAY_IN = {
    "script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src", "base-uri", "frame-src", "form-action",
    "object-src",
}  # fmt: skip


def violations(told: list[str]) -> set[str]:
    return {line.split()[1] for line in told if line.startswith("CSP ")}


def test_what_got_into_a_page_all_the_same_neither_runs_nor_leaves(site: Path, watch: Watch, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    target = copy / PROVIDER / "seed-diary.html"
    target.write_text(target.read_text("utf-8").replace("<h1", f"{PLANTED}<h1", 1), "utf-8")
    page, told = watch()
    ends: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: ends.append((request.url, request.failure)))
    page.on("requestfinished", lambda request: ends.append((request.url, None)))
    with serving(copy) as base:
        page.goto(f"{base}{PROVIDER}/seed-diary.html")
        page.evaluate("document.getElementById('planted').submit()")
        # what the browser tells of its own accord comes when it likes
        deadline = time.monotonic() + 10
        while violations(told) != EVERY_WAY_IN and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        assert violations(told) == EVERY_WAY_IN
        assert page.evaluate("document.title").startswith("种子日记")
        outside = {end for end in ends if not end[0].startswith(base)}
        assert outside == {("https://elsewhere.example/x.png", "csp"), ("https://elsewhere.example/x.js", "csp")}
